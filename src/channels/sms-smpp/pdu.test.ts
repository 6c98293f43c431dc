// Packets cut anywhere, with lengths that lie, or made of nothing: read right or refused by a code, never a crash.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { answerTo, BadPdu, bare, COMMAND, Fields, Frames, packet, readShortMessage, TAG, tagged, writeShortMessage } from "./pdu.ts";
import type { Pdu, ShortMessage } from "./pdu.ts";
import { nameOfStatus, outcomeOfRefusal } from "./status.ts";

const MESSAGE: ShortMessage = {
  serviceType: "", source: { ton: 5, npi: 0, digits: "CPICampania" }, destination: { ton: 1, npi: 1, digits: "393331234567" }, esmClass: 0, validity: "000002000000000R",
  registered: 1, coding: 0, octets: Buffer.from("ciao"), tags: tagged(TAG.userReference, Buffer.from([1, 2])),
};

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (fault) {
    if (fault instanceof BadPdu) return fault.code;
    throw fault;
  }
  return "none";
}

describe("packets", () => {
  it("are written with their fields in their places, and read again", () => {
    const bytes = writeShortMessage(COMMAND.submit, 7, MESSAGE);
    const [pdu] = new Frames().push(bytes);
    assert.deepEqual([pdu?.command, pdu?.isAnswer, pdu?.status, pdu?.sequence, bytes.readUInt32BE(0)], [COMMAND.submit, false, 0, 7, bytes.length]);
    const { tags, ...read } = readShortMessage(pdu!.body);
    assert.deepEqual({ ...read, tags: MESSAGE.tags }, MESSAGE);
    assert.deepEqual(tags.get(TAG.userReference), Buffer.from([1, 2]));
  });

  it("have the octets of the specification: an enquire_link and its answer", () => {
    assert.equal(bare(COMMAND.enquireLink, 0, 1).toString("hex"), "00000010000000150000000000000001");
    assert.equal(answerTo(COMMAND.enquireLink, 0, 1).toString("hex"), "00000010800000150000000000000001");
    assert.equal(bare(COMMAND.nack, 3, 9).toString("hex"), "00000010800000000000000300000009");
  });

  it("are found in the stream however it is cut", () => {
    const stream = Buffer.concat([bare(COMMAND.enquireLink, 0, 1), writeShortMessage(COMMAND.deliver, 2, MESSAGE), answerTo(COMMAND.submit, 0x58, 3), bare(COMMAND.unbind, 0, 4)]);
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1 }), (cuts) => {
      const frames = new Frames();
      const found: Pdu[] = [];
      for (let at = 0, turn = 0; at < stream.length; turn += 1) {
        const size = cuts[turn % cuts.length]!;
        found.push(...frames.push(stream.subarray(at, at + size)));
        at += size;
      }
      assert.deepEqual(found.map(({ sequence }) => sequence), [1, 2, 3, 4]);
      assert.equal(found[2]?.status, 0x58);
    }));
  });

  it("with lengths that cannot be are refused before anything is kept for them", () => {
    const length = (value: number): Buffer => {
      const bytes = Buffer.alloc(16);
      bytes.writeUInt32BE(value, 0);
      return bytes;
    };
    assert.equal(codeOf(() => new Frames().push(length(0))), "PDU_TOO_SHORT");
    assert.equal(codeOf(() => new Frames().push(length(15))), "PDU_TOO_SHORT");
    assert.equal(codeOf(() => new Frames().push(length(0xffffffff))), "PDU_TOO_LONG");
    assert.equal(codeOf(() => new Frames().push(Buffer.from("GET / HTTP/1.1\r\n\r\n"))), "PDU_TOO_LONG");
  });

  it("with fields that lie are refused by a code", () => {
    const body = writeShortMessage(COMMAND.deliver, 1, MESSAGE).subarray(16);
    for (let end = 0; end < body.length - MESSAGE.tags.length; end += 1) assert.match(codeOf(() => readShortMessage(body.subarray(0, end))), /^PDU_/, String(end));
    assert.equal(codeOf(() => readShortMessage(body.subarray(0, -1))), "PDU_CUT_OFF");
    assert.equal(codeOf(() => readShortMessage(Buffer.alloc(300, 65))), "PDU_TEXT_UNENDED");
  });

  it("made of garbage never do anything but refuse", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const found = codeOf(() => new Frames().push(Buffer.from(bytes)).forEach((pdu) => codeOf(() => readShortMessage(pdu.body))));
      assert.match(found, /^(none|PDU_)/);
      codeOf(() => readShortMessage(Buffer.from(bytes)));
      codeOf(() => new Fields(Buffer.from(bytes)).tagged());
    }), { numRuns: 500 });
  });

  it("carry long texts whole in a field of their own", () => {
    const text = Buffer.alloc(60_000, 66);
    const [pdu] = new Frames().push(writeShortMessage(COMMAND.deliver, 1, { ...MESSAGE, octets: Buffer.alloc(0), tags: tagged(TAG.payload, text) }));
    assert.equal(readShortMessage(pdu!.body).octets.length, 60_000);
    assert.equal(packet(1, 0, 1, Buffer.from("x")).length, 17);
  });
});

describe("a gateway's status", () => {
  it("each has its meaning", () => {
    const kind = (status: number): string => outcomeOfRefusal(status).kind;
    for (const status of [0x01, 0x0b, 0x33, 0x43, 0x50, 0x51, 0x61, 0x62, 0x65, 0x66, 0xc4]) assert.equal(kind(status), "refused", nameOfStatus(status));
    for (const status of [0x14, 0x58, 0x64, 0x45, 0x0a, 0x0d, 0x0e, 0x04, 0x15, 0x53, 0x412]) assert.equal(kind(status), "deferred", nameOfStatus(status));
    for (const status of [0x08, 0xff]) assert.equal(kind(status), "no-answer", nameOfStatus(status));
  });

  it("too fast and too full leave the gateway a breath", () => {
    const throttled = outcomeOfRefusal(0x58);
    assert.deepEqual(throttled, { kind: "deferred", code: "ESME_RTHROTTLED", detail: "command_status 0x58", retryAfterMs: 1_000 });
    assert.equal(nameOfStatus(0x412), "SMPP_0x00000412");
  });
});
