// Receipts as gateways write them, in text, in fields, in capitals, in other numbers; and what is none.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { Receipt } from "../channel.ts";
import { incomingText, isReceipt, notedAs, receiptOf } from "./deliveries.ts";
import { TAG } from "./pdu.ts";
import type { ReadMessage } from "./pdu.ts";
import { UserReferences } from "./user-references.ts";

const KEY = "0198f3a0-0000-7000-8000-000000000001";
const SETTINGS = { receiptIds: "text", keyTag: 0x1400 } as const;

function delivery(text: string, over: Partial<ReadMessage> = {}): ReadMessage {
  return {
    serviceType: "", source: { ton: 1, npi: 1, digits: "393331234567" }, destination: { ton: 5, npi: 0, digits: "CPICampania" }, esmClass: 4, validity: "", registered: 0, coding: 0,
    octets: Buffer.from(text, "latin1"), tags: new Map(), ...over,
  };
}
const read = (message: ReadMessage, settings: Parameters<typeof receiptOf>[2] = SETTINGS, keyOf: (n: number, from: string) => string | null = () => null): Receipt =>
  receiptOf(message, Buffer.from("ab"), settings, keyOf);
const brief = ({ key, reference, status, code, diagnostic }: Receipt): unknown[] => [key, reference, status, code, diagnostic];

describe("SMPP receipts", () => {
  it("in the text form of the specification, whatever their capitals", () => {
    const text = "id:0000123456 sub:001 dlvrd:001 submit date:1909021000 done date:1909021001 stat:DELIVRD err:000 text:CPI Napoli stat:UNDELIV";
    assert.deepEqual(brief(read(delivery(text))), [null, "0000123456", "delivered", "DELIVRD", null]);
    assert.deepEqual(brief(read(delivery("ID:A1b2 SUB:001 DLVRD:000 STAT:undeliv ERR:21a TEXT:"))), [null, "A1b2", "failed", "UNDELIV", "err:21a"]);
  });

  it("each state has its meaning, an unknown word decides nothing", () => {
    const states = { DELIVRD: "delivered", EXPIRED: "failed", DELETED: "failed", UNDELIV: "failed", REJECTD: "failed", ACCEPTD: "accepted", ENROUTE: "accepted", UNKNOWN: "delayed", toString: "delayed" };
    for (const [word, status] of Object.entries(states)) assert.equal(read(delivery(`id:1 stat:${word} err:000`)).status, status, word);
  });

  it("in fields, which rule over the text", () => {
    const tags = new Map([[TAG.receiptedId, Buffer.from("77\0")], [TAG.messageState, Buffer.from([5])], [TAG.networkError, Buffer.from([3, 0, 11])]]);
    assert.deepEqual(brief(read(delivery("id:1 stat:DELIVRD", { tags }))), [null, "77", "failed", "UNDELIV", "network 3 error 11"]);
    assert.equal(isReceipt(delivery("", { esmClass: 0, tags })), true);
    assert.equal(isReceipt(delivery("", { esmClass: 0x20 })), true);
    assert.equal(isReceipt(delivery("CONFERMO", { esmClass: 0 })), false);
  });

  it("ids in another notation are brought to one", () => {
    assert.equal(notedAs("1A2B", "hex"), notedAs("6699", "decimal"));
    assert.equal(notedAs("00006699", "decimal"), "6699");
    assert.equal(notedAs("non-numero", "hex"), "non-numero");
    assert.equal(read(delivery("id:0000006699 stat:DELIVRD"), { ...SETTINGS, receiptIds: "decimal" }).reference, "6699");
  });

  it("dates are read only by the clock that was agreed", () => {
    const text = "id:1 done date:1909021001 stat:DELIVRD";
    assert.equal(read(delivery(text)).at, null);
    assert.equal(read(delivery(text), { ...SETTINGS, receiptClock: "UTC" }).at, "2019-09-02T10:01:00.000Z");
    assert.equal(read(delivery(text), { ...SETTINGS, receiptClock: "Europe/Rome" }).at, "2019-09-02T08:01:00.000Z");
    assert.equal(read(delivery("id:1 done date:1902311001 stat:DELIVRD"), { ...SETTINGS, receiptClock: "UTC" }).at, null);
  });

  it("our own marks come back: the whole message's, not a part's, and only from the number it went to", () => {
    const mark = (word: string) => new Map([[0x1400, Buffer.from(word)]]);
    assert.equal(read(delivery("id:1 stat:DELIVRD", { tags: mark(KEY) })).key, KEY);
    assert.equal(read(delivery("id:1 stat:DELIVRD", { tags: mark(`${KEY}#1/2`) })).key, null);
    const references = new UserReferences();
    const number = references.next(KEY, "+393331234567");
    const tags = new Map([[TAG.userReference, Buffer.from([number >> 8, number & 0xff])]]);
    const keyOf = (given: number, from: string): string | null => references.keyOf(given, from);
    assert.equal(read(delivery("stat:DELIVRD", { tags }), SETTINGS, keyOf).key, KEY);
    assert.equal(read(delivery("stat:DELIVRD", { tags, source: { ton: 2, npi: 1, digits: "3331234567" } }), SETTINGS, keyOf).key, KEY);
    assert.equal(read(delivery("stat:DELIVRD", { tags, source: { ton: 1, npi: 1, digits: "393330000000" } }), SETTINGS, keyOf).key, null);
    assert.equal(read(delivery("stat:DELIVRD", { tags, source: { ton: 1, npi: 1, digits: "" } }), SETTINGS, keyOf).key, null);
  });

  it("that say nothing are kept under a code, and decide nothing", () => {
    for (const text of ["", "ok", "id: stat:DELIVRD", "id:12 sub:001", "stat:DELIVRD"]) {
      const receipt = read(delivery(text));
      assert.deepEqual([receipt.status, receipt.code], ["delayed", "RICEVUTA_ILLEGGIBILE"], text);
    }
  });

  it("of any octets are read without throwing, and hold nothing that a database refuses", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (octets, wide) => {
      const receipt = read(delivery("", { octets: Buffer.from(octets), coding: wide ? 8 : 0, tags: new Map([[TAG.receiptedId, Buffer.from(octets)]]) }));
      for (const value of [receipt.reference, receipt.code, receipt.diagnostic]) assert.ok(value === null || !value.includes("\0"));
    }));
  });
});

describe("texts from people", () => {
  it("are read in their alphabet, with the number and their part", () => {
    const plain = incomingText(delivery("", { esmClass: 0, octets: Buffer.from([0x43, 0x04, 0x1b, 0x65]) }), Buffer.from("x"));
    assert.deepEqual([plain.from, plain.to, plain.text, plain.part], ["+393331234567", "CPICampania", "Cè€", null]);
    const second = incomingText(delivery("", { esmClass: 0x40, coding: 8, octets: Buffer.from([5, 0, 3, 9, 2, 2, 0x04, 0x4f]) }), Buffer.from("x"));
    assert.deepEqual([second.text, second.part], ["я", { joint: 9, of: 2, number: 2 }]);
    const wide = incomingText(delivery("", { esmClass: 0x40, octets: Buffer.from([6, 8, 4, 1, 0, 3, 1, 0x41]) }), Buffer.from("x"));
    assert.deepEqual([wide.text, wide.part], ["A", { joint: 256, of: 3, number: 1 }]);
  });

  it("of any octets are read without throwing", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), fc.integer({ min: 0, max: 255 }), (octets, coding) => {
      incomingText(delivery("", { esmClass: 0x40, coding, octets: Buffer.from(octets) }), Buffer.from("x"));
    }));
  });
});
