// DER and time stamps against what is hostile: whatever the bytes, an answer and never a fault; what is written is read back.

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { hash, randomBytes } from "node:crypto";
import { describe, it } from "node:test";
import { childrenOf, der, derInteger, derOid, NotDer, oidText, readDer, TAG } from "./der.ts";
import { checkStamp, stampRequest } from "./token.ts";

const DIGEST = hash("sha256", "impronte", "buffer");

describe("DER", () => {
  it("is read back as it was written, whatever the length", () => {
    for (const length of [0, 1, 127, 128, 255, 256, 65_535, 65_536]) {
      const content = randomBytes(length);
      const value = readDer(Buffer.concat([der(TAG.octets, content), Buffer.from("rest")]));
      assert.deepEqual([value.tag, value.content.equals(content)], [TAG.octets, true]);
    }
    for (const text of ["1.2.840.113549.1.7.2", "2.16.840.1.101.3.4.2.1", "1.3.101.112", "2.999.3"]) assert.equal(oidText(readDer(derOid(text))), text);
    assert.deepEqual([...derInteger(Buffer.from([0x80]))], [2, 2, 0, 0x80]);
    assert.deepEqual([...derInteger(Buffer.from([0, 0, 5]))], [2, 1, 5]);
  });

  it("that is cut, without end, or longer than it need be is refused", () => {
    for (const hex of ["", "30", "3080", "308000", "3001", "30810100", "3082000100", "3085000000000100", "1f8101", "3005020101"]) assert.throws(() => readDer(Buffer.from(hex, "hex")), NotDer, hex);
    assert.throws(() => childrenOf({ content: Buffer.from("020105ff", "hex") }), NotDer);
  });
});

describe("a time stamp", () => {
  it("is asked for by a request that OpenSSL would write", () => {
    const request = stampRequest(DIGEST, Buffer.from("0102030405060708", "hex"));
    assert.equal(request.toString("hex"), `3043020101${"3031300d060960864801650304020105000420"}${DIGEST.toString("hex")}02080102030405060708${"0101ff"}`);
  });

  it("of noise, of nothing, of deep nesting is a finding, never a crash", () => {
    let nested = der(TAG.nothing);
    for (let depth = 0; depth < 2_000; depth += 1) nested = der(TAG.sequence, nested);
    const answers = [Buffer.alloc(0), nested, der(TAG.sequence, nested), ...Array.from({ length: 2_000 }, (_, length) => randomBytes(length % 300))];
    for (const answer of answers) assert.equal(checkStamp(answer, { digest: DIGEST, authorities: [] }).ok, false);
    assert.deepEqual(checkStamp(Buffer.from("30053003020102", "hex"), { digest: DIGEST, authorities: [] }), { ok: false, fault: "MARCA_RIFIUTATA" });
  });
});
