// How each act changes the data of an item, and that what could not have been decided is not done.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { conditionalityAfter } from "./after.ts";
import { ADA, APPROVE, FACT, PROPOSE, RECORD, SEND, orientation, step, told } from "./fact.test-data.ts";

const CLOSE = step("close-justification", { at: "2019-10-03T10:00:00.000Z", actorId: "ada" });
const CANCEL = step("cancel-report", {
  at: "2019-10-07T10:00:00.000Z",
  actorId: "dora",
  reason: "persona sbagliata",
});

describe("the data of conditionality after an act", () => {
  it("a fact is kept with its day on the clock of the offices and the count that was shown", () => {
    const late = told(step("record-fact", { ...FACT, happenedAt: "2019-09-30T22:30:00.000Z" }));
    assert.equal(late.happenedOn, "2019-10-01");
    assert.deepEqual(late.countAtFact, orientation(0));
    assert.deepEqual([late.recordedBy, late.recordedAt, late.summonsId], ["ada", ADA.at, null]);
  });

  it("an absence taken over was ascertained on the day it was taken over", () => {
    const data = told(
      step("take-over", { ...FACT, event: "E-CONV", summonsId: "s1", impedimentUntil: null }),
    );
    assert.deepEqual([data.summonsId, data.ascertainedOn], ["s1", "2019-10-01"]);
  });

  it("an impediment takes back the ascertainment: the term to report does not run meanwhile", () => {
    const data = told(
      RECORD,
      CLOSE,
      step("record-impediment", { ...ADA, until: "2019-10-20", evidenceSeen: true }),
    );
    assert.deepEqual([data.ascertainedOn, data.impedimentUntil], [null, "2019-10-20"]);
    assert.equal(told(RECORD, CLOSE).ascertainedOn, "2019-10-03");
    const refused = step("refuse-justification", { ...ADA, reason: "nessun documento" });
    assert.deepEqual(
      [told(RECORD, refused).ascertainedOn, told(RECORD, refused).reason],
      ["2019-10-01", "nessun documento"],
    );
  });

  it("a justification says which reason, when it was told, who accepted it", () => {
    const justify = step("justify", {
      ...ADA,
      justifiedReason: "G1",
      toldOn: "2019-10-02",
      impedimentUntil: "2019-10-01",
      evidenceSeen: true,
      reason: "tardi",
    });
    const data = told(RECORD, justify);
    assert.deepEqual(data.justification, { reason: "G1", toldOn: "2019-10-02", by: "ada" });
    assert.deepEqual([data.impedimentUntil, data.reason], ["2019-10-01", "tardi"]);
  });

  it("a report leaves with its proof, its count, its link, the hours waited, who proposed and who approved", () => {
    const data = told(RECORD, CLOSE, PROPOSE, APPROVE, SEND);
    assert.deepEqual([data.proposedBy, data.approvedBy], ["bea", "carla"]);
    assert.deepEqual(data.report, {
      sentAt: "2019-10-04T12:00:00.000Z",
      sentBy: "bea",
      operatorTaxCode: "RSSMRA80A01F839W",
      proof: "delivered",
      attempts: FACT.attempts,
      evidence: ["sms-1"],
      hoursWaited: 76,
      count: orientation(0),
      link: { kind: "agreed-activity", id: "a1" },
      measureVersion: "rdc-2019",
    });
  });

  it("a cancelled report is kept as it left, and its proposal begins anew", () => {
    const sent = told(RECORD, CLOSE, PROPOSE, APPROVE, SEND);
    const answered = conditionalityAfter(
      sent,
      step("record-answer", { ...ADA, answer: "reduction", months: 2, on: "2019-10-05" }),
    );
    assert.deepEqual(answered.answer, { kind: "reduction", months: 2, on: "2019-10-05" });
    const data = conditionalityAfter(answered, CANCEL);
    assert.deepEqual(data.cancelled, [
      { ...sent.report, cancelledAt: "2019-10-07T10:00:00.000Z", cancelledBy: "dora" },
    ]);
    assert.deepEqual(
      [
        data.report,
        data.answer,
        data.proposedBy,
        data.approvedBy,
        data.link,
        data.countProposed,
        data.reason,
      ],
      [null, null, null, null, null, null, "persona sbagliata"],
    );
  });

  it("sent back or discarded, the proposal is no more; discarded is not cancelled", () => {
    const back = told(
      RECORD,
      CLOSE,
      PROPOSE,
      APPROVE,
      step("send-back", { ...ADA, reason: "manca il registro" }),
    );
    assert.deepEqual([back.proposedBy, back.approvedBy, back.reason], [null, null, "manca il registro"]);
    const discard = step("record-discard", { ...ADA, reason: "codice 99" });
    const gone = told(RECORD, CLOSE, PROPOSE, APPROVE, SEND, discard);
    assert.deepEqual([gone.report, gone.cancelled, gone.proposedBy], [null, [], null]);
    assert.equal(gone.ascertainedOn, "2019-10-03");
  });

  it("closing says why, and a closed window changes nothing", () => {
    for (const act of ["withdraw", "convene-again"] as const)
      assert.equal(told(RECORD, step(act, { ...ADA, reason: "caduto" })).reason, "caduto");
    const sent = told(RECORD, CLOSE, PROPOSE, APPROVE, SEND);
    assert.equal(conditionalityAfter(sent, step("close-window", ADA)), sent);
  });

  it("throws for what no table could have allowed", () => {
    assert.throws(() => conditionalityAfter(null, CLOSE), RangeError);
    assert.throws(() => told(RECORD, RECORD), RangeError);
    for (const missing of [{ count: null }, { event: null }, { happenedAt: null }])
      assert.throws(() => told(step("record-fact", { ...FACT, ...missing })), RangeError);
    assert.throws(() => told(RECORD, SEND), RangeError);
    assert.throws(() => told(RECORD, CANCEL), RangeError);
    assert.throws(
      () => told(RECORD, step("record-answer", { ...ADA, answer: null, months: null, on: "2019-10-05" })),
      RangeError,
    );
    const unnamed = {
      ...ADA,
      justifiedReason: null,
      toldOn: "2019-10-02",
      impedimentUntil: null,
      evidenceSeen: true,
      reason: "",
    };
    assert.throws(() => told(RECORD, step("justify", unnamed)), RangeError);
  });
});
