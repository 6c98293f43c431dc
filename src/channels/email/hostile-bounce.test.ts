// Hostile mail at the door of bounces: too big, nested beyond reason, archives within, an enormous header: refused or read within bounds, never a crash, never a match.

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { connect } from "node:net";
import { describe, it } from "node:test";
import { deflateRawSync } from "node:zlib";
import { openBounceListener } from "./bounce-listener.ts";
import type { ReturnedItem } from "./bounce-listener.ts";

const DOMAIN = "esiti.convoca.example";
const HEADER = "From: x@altrove.example\r\nTo: y@esiti.convoca.example\r\nMIME-Version: 1.0\r\n";

/** Says a whole session over a real socket and gives what the server answered to the message. */
async function deliver(port: number, message: Buffer): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  let heard = "";
  const until = async (pattern: RegExp): Promise<void> => {
    while (!pattern.test(heard)) {
      const more = await new Promise<Buffer | null>((resolve) => {
        socket.once("data", resolve);
        socket.once("close", () => resolve(null));
      });
      if (more === null) throw new Error(`closed after «${heard}»`);
      heard += more.toString("latin1");
    }
  };
  const say = async (line: string, answer: RegExp): Promise<void> => {
    heard = "";
    socket.write(`${line}\r\n`);
    await until(answer);
  };
  await until(/^220 .*\r\n/m);
  await say("EHLO ostile.example", /^250 .*\r\n/m);
  await say("MAIL FROM:<>", /^250 .*\r\n/m);
  await say(`RCPT TO:<y@${DOMAIN}>`, /^250 .*\r\n/m);
  await say("DATA", /^354 .*\r\n/m);
  heard = "";
  socket.write(message);
  socket.write("\r\n.\r\n");
  await until(/^\d{3} .*\r\n/m);
  socket.destroy();
  return heard.slice(0, 3);
}

function nested(depth: number): Buffer {
  let head = HEADER;
  let tail = "";
  for (let level = 0; level < depth; level += 1) {
    head += `Content-Type: multipart/mixed; boundary="b${level}"\r\n\r\n--b${level}\r\n`;
    tail = `\r\n--b${level}--${tail}`;
  }
  return Buffer.from(`${head}Content-Type: text/plain\r\n\r\nciao${tail}`);
}

/** Mail within mail: each a whole message in the one before. */
function enclosed(depth: number): Buffer {
  return Buffer.from(`${`${HEADER}Content-Type: message/rfc822\r\n\r\n`.repeat(depth)}${HEADER}Content-Type: text/plain\r\n\r\nciao`);
}

describe("a hostile bounce", () => {
  const stored: ReturnedItem[] = [];
  const faults: unknown[] = [];
  const atDoor = async (message: Buffer): Promise<string> => {
    const door = await openBounceListener({ domain: DOMAIN, port: 0, store: async (one) => void stored.push(one), onFault: (fault) => faults.push(fault) });
    try {
      const answer = await deliver(door.port, message);
      assert.equal(await deliver(door.port, Buffer.from(`${HEADER}\r\nancora vivo`)), "250", "the door still takes mail");
      return answer;
    } finally {
      await door.close();
    }
  };
  const assertNothingMatched = (): void => {
    assert.ok(stored.every((one) => one.kind === "other" || one.receipt.key === null));
    assert.deepEqual(faults, []);
  };

  it("of 10 MB is refused as too big, and nothing of it is kept", async () => {
    const before = stored.length;
    assert.equal(await atDoor(Buffer.concat([Buffer.from(`${HEADER}\r\n`), Buffer.from(randomBytes(5_000_000).toString("hex").replaceAll(/(.{76})/g, "$1\r\n"))])), "552");
    assert.equal(stored.length, before + 1, "only the mail that came after it");
    assertNothingMatched();
  });

  it("of a thousand parts one within the other, or mails within mails, is read within seconds or put aside", async () => {
    for (const message of [nested(1_000), enclosed(1_000)]) {
      const began = performance.now();
      assert.match(await atDoor(message), /^250|^5/);
      assert.ok(performance.now() - began < 20_000);
    }
    assertNothingMatched();
  });

  it("with an archive that would unfold to a gigabyte is not unfolded; with an endless header it is only a mail", async () => {
    const bomb = deflateRawSync(Buffer.alloc(64 * 1024 * 1024)).toString("base64").replaceAll(/(.{76})/g, "$1\r\n");
    const before = process.memoryUsage().arrayBuffers;
    assert.match(await atDoor(Buffer.from(`${HEADER}Content-Type: application/zip; name=a.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n${bomb}`)), /^250/);
    assert.ok(process.memoryUsage().arrayBuffers - before < 40 * 1024 * 1024);
    assert.match(await atDoor(Buffer.from(`X-Lungo: ${"a".repeat(1_000_000)}\r\n${HEADER}\r\nciao`)), /^250|^5/);
    assertNothingMatched();
  });
});
