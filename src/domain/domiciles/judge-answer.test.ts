// What a register's word means: which of several addresses, which are over, which cannot be read; and the hours of the register.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isClosed, judgeAnswer } from "./judge-answer.ts";
import type { DeclaredAddress } from "./judge-answer.ts";

const AT = "2026-03-10T11:00:00.000Z";
const declared = (address: string, change: Partial<DeclaredAddress> = {}): DeclaredAddress => ({ address, profession: null, endsAt: null, ...change });

describe("the word of a register of digital domiciles", () => {
  it("is the personal address before that of a profession, the first of two alike", () => {
    const word = judgeAnswer([declared("studio@pec.example", { profession: "Avvocato" }), declared("Io@Pec.example"), declared("altra@pec.example")], AT);
    assert.deepEqual(word, { outcome: "found", address: "Io@pec.example", raw: "Io@Pec.example", validUntil: null });
    assert.equal(judgeAnswer([declared("studio@pec.example", { profession: "Avvocato" })], AT).outcome, "found");
  });

  it("is nobody's where there is none, or where each has ended; one that ends later holds until then", () => {
    assert.deepEqual(judgeAnswer([], AT), { outcome: "none" });
    assert.deepEqual(judgeAnswer([declared("io@pec.example", { endsAt: AT })], AT), { outcome: "none" });
    const later = "2027-01-01T00:00:00.000Z";
    assert.deepEqual(judgeAnswer([declared("io@pec.example", { endsAt: later })], AT), { outcome: "found", address: "io@pec.example", raw: "io@pec.example", validUntil: later });
  });

  it("passes over what cannot be an address, and says so where nothing else is there", () => {
    assert.equal(judgeAnswer([declared("non è un indirizzo"), declared("io@pec.example")], AT).outcome, "found");
    assert.deepEqual(judgeAnswer([declared("non è un indirizzo")], AT), { outcome: "unreadable" });
  });

  it("is not asked for while the register is closed, past midnight too", () => {
    const night = { from: "00:00", to: "01:00" };
    assert.deepEqual(["23:59", "00:00", "00:59", "01:00"].map((time) => isClosed(time, night)), [false, true, true, false]);
    assert.deepEqual(["22:59", "23:00", "01:30", "02:00"].map((time) => isClosed(time, { from: "23:00", to: "02:00" })), [false, true, true, false]);
    assert.equal(isClosed("00:30", null), false);
  });
});
