// From gathered facts to the guards of the passage to the municipality, decided by the table; and what is stored of it.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ADI } from "../measures/adi/parameters.ts";
import { MEASURES } from "../measures/catalogue.ts";
import { NASPI } from "../measures/naspi/parameters.ts";
import { RDC_2019 } from "../measures/rdc-2019/parameters.ts";
import type { MeasureParameters } from "../measures/types.ts";
import { decide } from "../procedure/interpreter.ts";
import type { Actor } from "../procedure/types.ts";
import { handOverAfter } from "./after.ts";
import { handOverContext, isHandedOver } from "./facts.ts";
import type { HandOverFacts } from "./facts.ts";
import { HAND_OVER } from "./table.ts";
import { NO_HAND_OVER } from "./types.ts";
import type { HandOverAct, HandOverData, HandOverFields, HandOverState } from "./types.ts";

const REASONS =
  "Il nucleo vive in un alloggio senza utenze e la madre segue da sola tre figli: prima serve un sostegno.";
const WRITTEN = { grounds: ["C3", "C4"], reasons: REASONS };
const DONE = { on: "2019-10-10", by: "op-1" };
const FACTS: HandOverFacts = {
  today: "2019-10-10",
  actorId: "op-1",
  role: "R",
  caseState: "to-convene",
  attended: ["2019-10-09"],
  municipality: "A509",
};
const STRICT: MeasureParameters = {
  ...RDC_2019,
  handOver: { ...RDC_2019.handOver, secondLook: { ...RDC_2019.handOver.secondLook, value: true } },
};

interface Change {
  readonly facts?: Partial<HandOverFacts>;
  readonly measure?: MeasureParameters;
  readonly data?: HandOverData;
  readonly state?: HandOverState;
  readonly by?: Actor;
}

function answer(act: HandOverAct, input: HandOverFields, change: Change = {}): string {
  const { measure = RDC_2019, data = NO_HAND_OVER, state = "none", by = "operator", facts } = change;
  const context = handOverContext({ data, input, facts: { ...FACTS, ...facts }, measure });
  const outcome = decide(HAND_OVER, act, { state, by, context });
  return outcome.ok ? outcome.value.to : outcome.refusal.code;
}
const proposed = handOverAfter(NO_HAND_OVER, "propose", WRITTEN, DONE);
const sent = handOverAfter(proposed, "send", { municipality: "A509" }, DONE);

describe("the passage to the municipality", () => {
  it("is proposed with grounds of the list and reasons in writing, never without", () => {
    assert.equal(answer("propose", WRITTEN), "proposed");
    const reasons = "INVIO_AL_COMUNE_REASONS_WRITTEN";
    for (const text of [
      "",
      "   ",
      "casi sociali",
      "x".repeat(200),
      "no no no no no no no no no no no no no no no no no",
    ]) {
      assert.equal(answer("propose", { ...WRITTEN, reasons: text }), reasons, text);
    }
    assert.equal(answer("propose", { grounds: ["C3"] }), reasons);
    for (const grounds of [[], ["C9"], ["C3", "X1"]]) {
      assert.equal(answer("propose", { ...WRITTEN, grounds }), "INVIO_AL_COMUNE_GROUNDS_LISTED");
    }
  });

  it("is for the applicant, met at the office, whose case is with the office", () => {
    assert.equal(answer("propose", WRITTEN, { facts: { role: "M" } }), "INVIO_AL_COMUNE_APPLICANT");
    assert.equal(answer("propose", WRITTEN, { facts: { attended: [] } }), "INVIO_AL_COMUNE_MET_AT_OFFICE");
    assert.equal(
      answer("propose", WRITTEN, { facts: { attended: ["2019-10-11"] } }),
      "INVIO_AL_COMUNE_MET_AT_OFFICE",
    );
    assert.equal(
      answer("propose", WRITTEN, { facts: { municipality: null } }),
      "INVIO_AL_COMUNE_MUNICIPALITY_KNOWN",
    );
    for (const caseState of [
      "at-municipality",
      "ended",
      "dead",
      "renewed",
      "forfeited",
      "other-region",
    ] as const) {
      assert.equal(answer("propose", WRITTEN, { facts: { caseState } }), "INVIO_AL_COMUNE_WITH_OFFICE");
    }
    assert.equal(answer("propose", WRITTEN, { measure: NASPI }), "INVIO_AL_COMUNE_MEASURE_HANDS_OVER");
    assert.equal(answer("propose", WRITTEN, { measure: ADI }), "proposed");
  });

  it("is looked at by another person only where the measure says so", () => {
    const at = { state: "proposed", data: proposed } as const;
    assert.equal(answer("send", {}, at), "sent");
    assert.equal(answer("send", {}, { ...at, measure: STRICT }), "INVIO_AL_COMUNE_NO_SECOND_LOOK");
    const approving = { ...at, by: "office-manager", measure: STRICT } as const;
    assert.equal(answer("approve", {}, approving), "INVIO_AL_COMUNE_NOT_OWN_PROPOSAL");
    assert.equal(answer("approve", {}, { ...approving, facts: { actorId: "op-2" } }), "approved");
    const amended = handOverAfter(
      handOverAfter(proposed, "approve", null, { ...DONE, by: "op-2" }),
      "amend",
      WRITTEN,
      { ...DONE, by: "op-2" },
    );
    assert.deepEqual([amended.approvedBy, amended.proposedBy], [null, "op-2"]);
    assert.equal(
      answer("approve", {}, { ...approving, data: amended, facts: { actorId: "op-2" } }),
      "INVIO_AL_COMUNE_NOT_OWN_PROPOSAL",
    );
  });

  it("comes back on a day that can be", () => {
    const at = { state: "sent", data: sent, facts: { today: "2019-11-20" } } as const;
    assert.equal(answer("return", { on: "2019-11-20" }, at), "returned");
    assert.equal(answer("take-charge", { on: "2019-10-10" }, at), "in-charge");
    for (const on of ["2019-10-09", "2019-11-21", "2019-11-31", ""]) {
      assert.equal(answer("return", { on }, at), "INVIO_AL_COMUNE_DATE_CAN_BE");
    }
    assert.equal(answer("return", {}, at), "INVIO_AL_COMUNE_DATE_CAN_BE");
    assert.equal(answer("send-back", { on: "2019-11-20" }, at), "INVIO_AL_COMUNE_REASON_GIVEN");
  });

  it("closes with the case, and not before", () => {
    const at = { state: "sent", data: sent, by: "system" } as const;
    assert.equal(answer("close-with-case", {}, { ...at, facts: { caseState: "dead" } }), "closed");
    assert.equal(
      answer("close-with-case", {}, { ...at, facts: { caseState: "at-municipality" } }),
      "INVIO_AL_COMUNE_CASE_LEFT",
    );
  });

  it("keeps what was written, when, and by whom", () => {
    const solicited = handOverAfter(sent, "solicit", null, { on: "2019-11-12", by: "op-1" });
    const back = handOverAfter(
      solicited,
      "send-back",
      { on: "2019-11-20", reason: "già seguiti da un altro ambito" },
      DONE,
    );
    assert.deepEqual(back, {
      ...NO_HAND_OVER,
      ...WRITTEN,
      proposedBy: "op-1",
      proposedOn: "2019-10-10",
      municipality: "A509",
      sentOn: "2019-10-10",
      solicitedOn: ["2019-11-12"],
      endedOn: "2019-11-20",
      endReason: "già seguiti da un altro ambito",
    });
    assert.deepEqual((Object.keys(HAND_OVER.states) as HandOverState[]).filter(isHandedOver), [
      "sent",
      "in-charge",
    ]);
  });

  it("has its clock wherever a measure knows it", () => {
    for (const measure of MEASURES) {
      if (measure.handOver === null) assert.equal(measure.clocks["municipal-answer"], null, measure.version);
    }
    assert.equal(RDC_2019.clocks["municipal-answer"].amount, 30);
  });
});
