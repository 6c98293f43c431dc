// Archives as they are written and read back; the same files at the same instant are the same bytes, and no directory is believed.

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { randomBytes } from "node:crypto";
import { describe, it } from "node:test";
import { crc32 } from "node:zlib";
import { dosTimeOf, END_BYTES, LOCAL_BYTES } from "./records.ts";
import { directory, localHeader, readDirectory, readEnd } from "./stored.ts";

const DOS = dosTimeOf("2019-09-02T10:15:30");
const ENTRIES = [
  { name: "a.txt", size: 3, crc: crc32(Buffer.from("abc")) },
  { name: "messaggi/b.eml", size: 0, crc: 0 },
];

describe("stored archives", () => {
  it("say their moment as MS-DOS does, and its first moment for what came before", () => {
    assert.deepEqual(DOS, { time: (10 << 11) | (15 << 5) | 15, date: (39 << 9) | (9 << 5) | 2 });
    assert.deepEqual(dosTimeOf("1970-01-01T00:00:00"), { time: 0, date: 33 });
    assert.deepEqual(dosTimeOf("2300-01-01T00:00:00"), { time: 0, date: 33 });
  });

  it("are read back as they were written", () => {
    const tail = directory(ENTRIES, DOS);
    const offset = ENTRIES.reduce((sum, { name, size }) => sum + LOCAL_BYTES + name.length + size, 0);
    const end = readEnd(tail.subarray(-END_BYTES), offset + tail.length);
    assert.deepEqual(end, { offset, size: tail.length - END_BYTES });
    assert.deepEqual(readDirectory(tail.subarray(0, end.size), 10), { entries: ENTRIES, dos: DOS });
    assert.equal(localHeader(ENTRIES[0]!, DOS).length, LOCAL_BYTES + 5);
  });

  it("of more files than allowed, cut, or of anything else, are none", () => {
    const central = directory(ENTRIES, DOS).subarray(0, -END_BYTES);
    assert.equal(readDirectory(central, 1), null);
    for (let length = 1; length < central.length; length += 1) {
      const read = readDirectory(central.subarray(0, length), 10);
      assert.ok(read === null || read.entries.length === 1, String(length));
    }
    for (let round = 0; round < 500; round += 1) {
      assert.equal(readDirectory(randomBytes(1 + (round % 200)), 10), null);
      assert.equal(readEnd(randomBytes(round % 40), 1_000), null);
    }
  });
});
