// From gathered facts to the guards of an exemption, decided by the table; and what is stored of it.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Work } from "../../availability/work.ts";
import { ADI } from "../../measures/adi/parameters.ts";
import { RDC_2019 } from "../../measures/rdc-2019/parameters.ts";
import type { MeasureParameters } from "../../measures/types.ts";
import { decide } from "../../procedure/interpreter.ts";
import { isObligedOn } from "../obliged.ts";
import { exemptionAfter } from "./after.ts";
import { exemptionContext } from "./facts.ts";
import type { ExemptionFacts, ExemptionFields } from "./facts.ts";
import { lastExemptDay } from "./held.ts";
import type { HeldExemption } from "./held.ts";
import { EXEMPTION } from "./table.ts";
import { NO_EXEMPTION } from "./types.ts";
import type { ExemptionAct, ExemptionData, ExemptionInputs, ExemptionState } from "./types.ts";

const TODAY = "2019-10-10";
const DONE = { on: TODAY, by: "op-1" };
const SEEN = { seenOn: TODAY, outcome: "sufficient", expiresOn: null } as const;
const FACTS: ExemptionFacts = {
  today: TODAY,
  grantedOn: "2019-08-20",
  bound: true,
  personId: "mother",
  itemId: null,
  cared: { id: "child", birthDate: "2018-02-10" },
  held: [],
  work: null,
};
const CARE: ExemptionInputs["grant"] = {
  code: "X1",
  caredId: "child",
  from: TODAY,
  to: "2020-10-09",
  hours: null,
  evidence: SEEN,
};
const HEALTH: ExemptionInputs["grant"] = { ...CARE, code: "X3", caredId: null, to: "2020-01-31" };
const JOB: Work = { kind: "employee", startsOn: "2019-09-01", endsOn: null, yearlyEuros: 8000 };

interface Change {
  readonly facts?: Partial<ExemptionFacts>;
  readonly measure?: MeasureParameters;
  readonly data?: ExemptionData;
  readonly state?: ExemptionState;
}

/** The state it leads to, or the code of the refusal. */
function answer(act: ExemptionAct, input: ExemptionFields, change: Change = {}): string {
  const { measure = RDC_2019, data = NO_EXEMPTION, state = "none", facts } = change;
  const context = exemptionContext({ data, input, facts: { ...FACTS, ...facts }, measure });
  const outcome = decide(EXEMPTION, act, { state, by: act === "expire" ? "system" : "operator", context });
  return outcome.ok ? outcome.value.to : outcome.refusal.code;
}
const grant = (change: ExemptionFields, facts: Partial<ExemptionFacts> = {}): string =>
  answer("grant", { ...CARE, ...change }, { facts });
const granted = exemptionAfter(NO_EXEMPTION, "grant", CARE, DONE);
const held = (personId: string, data: ExemptionData = granted): HeldExemption => ({
  itemId: `x-${personId}`,
  personId,
  data,
});

describe("an exemption", () => {
  it("is granted for a reason of the measure, and refused for one it has not", () => {
    assert.equal(grant({}), "granted");
    assert.equal(grant({ code: "X9" }), "ESONERO_CODE_LISTED");
    assert.equal(answer("grant", CARE, { measure: ADI }), "ESONERO_CODE_LISTED");
    assert.equal(grant({}, { bound: false }), "ESONERO_PERSON_BOUND");
  });

  it("names who is cared for, and ends before the third birthday of the child", () => {
    assert.equal(grant({}, { cared: null }), "ESONERO_CARED_KNOWN");
    assert.equal(grant({ caredId: "another" }), "ESONERO_CARED_KNOWN");
    assert.equal(grant({ to: "2021-02-09" }), "granted");
    assert.equal(grant({ to: "2021-02-10" }), "ESONERO_CARED_YOUNG_ENOUGH");
    assert.equal(grant({}, { cared: { id: "child", birthDate: null } }), "ESONERO_CARED_YOUNG_ENOUGH");
    const self = { id: "mother", birthDate: "1990-01-01" };
    assert.equal(grant({ code: "X2", caredId: "mother" }, { cared: self }), "ESONERO_CARED_KNOWN");
  });

  it("of the same child has one holder, and the refusal names nobody", () => {
    assert.equal(grant({}, { held: [held("father")] }), "ESONERO_LIMIT_FREE");
    assert.match(EXEMPTION.guards["limit-free"].refusal, /^Un altro componente/);
    assert.equal(grant({}, { held: [held("mother")] }), "ESONERO_NOT_ALREADY_HELD");
    const revoked = exemptionAfter(
      granted,
      "revoke",
      { reason: "fact-not-true" },
      { ...DONE, on: "2019-10-09" },
    );
    assert.equal(grant({}, { held: [held("father", revoked)] }), "granted");
  });

  it("of the disabled has one holder for each of them", () => {
    const grandma = { cared: { id: "grandma", birthDate: null } };
    const forGrandma = exemptionAfter(
      NO_EXEMPTION,
      "grant",
      { ...CARE, code: "X2", caredId: "grandma" },
      DONE,
    );
    const asked = { code: "X2", caredId: "grandma" } as const;
    assert.equal(grant(asked, { ...grandma, held: [held("father", forGrandma)] }), "ESONERO_LIMIT_FREE");
    const forGrandpa = { ...forGrandma, caredId: "grandpa" };
    assert.equal(grant(asked, { ...grandma, held: [held("father", forGrandpa)] }), "granted");
  });

  it("has an end, in days that can be", () => {
    const { to: _to, ...endless } = CARE;
    assert.equal(answer("grant", endless), "ESONERO_END_WRITTEN");
    assert.equal(grant({ to: "2019-10-09" }), "ESONERO_END_WRITTEN");
    assert.equal(grant({ to: "2020-02-30" }), "ESONERO_END_WRITTEN");
    assert.equal(grant({ from: "2018-10-10" }), "ESONERO_DATES_CAN_BE");
    assert.equal(grant({ from: "2019-08-20", to: "2019-10-09" }), "ESONERO_DATES_CAN_BE");
    assert.equal(grant({ to: "2109-10-10" }), "ESONERO_DATES_CAN_BE");
    assert.equal(grant({ from: "2109-10-10", to: "2109-12-31" }), "ESONERO_DATES_CAN_BE");
  });

  it("lasts no longer than the measure and the paper allow", () => {
    const [first, ...others] = RDC_2019.exemptions;
    const measure: MeasureParameters = {
      ...RDC_2019,
      exemptions: [{ ...first, longestMonths: 3, renewable: false }, ...others],
    };
    assert.equal(answer("grant", { ...CARE, to: "2020-01-09" }, { measure }), "granted");
    assert.equal(answer("grant", { ...CARE, to: "2020-01-10" }, { measure }), "ESONERO_DURATION_ALLOWED");
    const renewed = { ...CARE, from: "2020-01-10", to: "2020-12-31" };
    assert.equal(answer("renew", renewed, { measure, data: granted, state: "granted" }), "ESONERO_RENEWABLE");
    const short = { ...SEEN, expiresOn: "2020-01-31" };
    assert.equal(answer("grant", { ...HEALTH, evidence: short }), "granted");
    assert.equal(
      answer("grant", { ...HEALTH, to: "2020-02-01", evidence: short }),
      "ESONERO_EVIDENCE_COVERS",
    );
    const { evidence: _evidence, ...unseen } = HEALTH;
    assert.equal(answer("grant", unseen), "ESONERO_EVIDENCE_SEEN");
    assert.equal(
      answer("grant", { ...HEALTH, evidence: { ...SEEN, outcome: "insufficient" } }),
      "ESONERO_EVIDENCE_SEEN",
    );
  });

  it("for work asks for hours over the measure's, in work that keeps the status", () => {
    const working = (weekly: number, travel: number | null, work: Work | null = JOB): string =>
      answer("grant", { ...HEALTH, code: "X6", hours: { weekly, travel } }, { facts: { work } });
    assert.equal(working(20, null), "ESONERO_WORK_ENOUGH");
    assert.equal(working(21, null), "granted");
    assert.equal(working(18, 7), "ESONERO_WORK_ENOUGH");
    assert.equal(working(18, 8), "granted");
    assert.equal(working(30, 8, null), "ESONERO_WORK_ENOUGH");
    assert.equal(working(30, 8, { ...JOB, yearlyEuros: 8146 }), "ESONERO_WORK_ENOUGH");
    assert.equal(working(30, 8, { ...JOB, yearlyEuros: null }), "ESONERO_WORK_ENOUGH");
    assert.equal(working(30, 8, { ...JOB, endsOn: "2019-10-09" }), "ESONERO_WORK_ENOUGH");
    assert.equal(answer("grant", { ...HEALTH, code: "X6" }, { facts: { work: JOB } }), "ESONERO_WORK_ENOUGH");
  });

  it("is renewed for longer, with its own item left out of the count", () => {
    const own = { held: [held("mother")], itemId: "x-mother" };
    const renew = (from: string, to: string): string =>
      answer("renew", { from, to, evidence: SEEN }, { data: granted, state: "granted", facts: own });
    assert.equal(renew("2020-10-10", "2021-02-09"), "granted");
    assert.equal(renew("2019-12-01", "2020-10-09"), "ESONERO_ENDS_LATER");
    assert.equal(renew("2019-10-01", "2021-01-01"), "ESONERO_ENDS_LATER");
    assert.equal(renew("2020-10-10", "2021-02-10"), "ESONERO_CARED_YOUNG_ENOUGH");
  });

  it("expires the day after its last, and ceases only in its days", () => {
    const expire = (today: string): string =>
      answer("expire", {}, { data: granted, state: "granted", facts: { today } });
    assert.deepEqual([expire("2020-10-09"), expire("2020-10-10")], ["ESONERO_END_PASSED", "expired"]);
    const cease = (ceasedOn: string): string =>
      answer(
        "record-cessation",
        { ceasedOn, reason: "fact-over" },
        { data: granted, state: "granted", facts: { today: "2020-03-01" } },
      );
    assert.deepEqual(["2020-02-20", "2020-03-02", "2019-10-09", "2020-02-30"].map(cease), [
      "ended",
      "ESONERO_FACT_CEASED",
      "ESONERO_FACT_CEASED",
      "ESONERO_FACT_CEASED",
    ]);
    const reason = { reason: "depressione" };
    assert.equal(answer("refuse", reason, { state: "requested" }), "ESONERO_REASON_LISTED");
  });
});

describe("what is stored of an exemption", () => {
  it("changes with each act", () => {
    assert.deepEqual(granted, {
      ...NO_EXEMPTION,
      code: "X1",
      caredId: "child",
      periods: [{ from: TODAY, to: "2020-10-09" }],
      evidence: { ...SEEN, seenBy: "op-1" },
      decidedBy: "op-1",
    });
    const more = { from: "2020-10-10", to: "2021-02-09", hours: null, evidence: SEEN };
    const renewed = exemptionAfter(granted, "renew", more, DONE);
    assert.deepEqual([renewed.periods.length, lastExemptDay(renewed)], [2, "2021-02-09"]);
    const cessation = { ceasedOn: "2020-02-20", reason: "fact-over" } as const;
    const ended = exemptionAfter(granted, "record-cessation", cessation, { on: "2020-03-01", by: "op-2" });
    assert.deepEqual([ended.ceasedOn, ended.endedOn], ["2020-02-20", "2020-03-01"]);
    const asked = exemptionAfter(NO_EXEMPTION, "request", { code: "X4", caredId: null }, DONE);
    assert.equal(lastExemptDay(asked), null);
    const refused = exemptionAfter(asked, "refuse", { reason: "evidence-missing" }, DONE);
    assert.deepEqual([refused.reason, refused.decidedBy], ["evidence-missing", "op-1"]);
    assert.equal(exemptionAfter(granted, "expire", null, DONE), granted);
  });

  it("never holds what a paper says", () => {
    const evidence = { ...SEEN, diagnosis: "riservata", file: "certificato.pdf" };
    const input = { ...HEALTH, evidence, note: "riservata" };
    assert.doesNotMatch(
      JSON.stringify(exemptionAfter(NO_EXEMPTION, "grant", input, DONE)),
      /riservata|certificato/,
    );
  });

  it("tells, with the exclusions, who had obligations on a day", () => {
    const facts = { birthDate: "1990-01-01", known: [], notBoundOtherwise: [] };
    const obliged = (on: string): boolean => isObligedOn(facts, [held("mother")], RDC_2019, on);
    assert.deepEqual(["2019-10-09", TODAY, "2020-10-09", "2020-10-10"].map(obliged), [
      true,
      false,
      false,
      true,
    ]);
    assert.equal(isObligedOn({ ...facts, birthDate: "1950-01-01" }, [], RDC_2019, TODAY), false);
  });
});
