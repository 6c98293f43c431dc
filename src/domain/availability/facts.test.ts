// From gathered facts to the guards of the DID, and how its acts change what is stored.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ADI } from "../measures/adi/parameters.ts";
import { NASPI } from "../measures/naspi/parameters.ts";
import { RDC_2019 } from "../measures/rdc-2019/parameters.ts";
import { decide } from "../procedure/interpreter.ts";
import { availabilityAfter } from "./after.ts";
import { availabilityContext, isAvailable } from "./facts.ts";
import type { AvailabilityFacts, AvailabilityFields, AvailabilityMeasure } from "./facts.ts";
import { AVAILABILITY } from "./table.ts";
import { NO_AVAILABILITY } from "./types.ts";
import type { AvailabilityAct, AvailabilityData } from "./types.ts";
import type { Work } from "./work.ts";

const FACTS: AvailabilityFacts = {
  today: "2019-10-10",
  grantedOn: "2019-08-20",
  birthDate: "1980-05-05",
  bound: true,
  work: null,
  refusalDay: null,
  reported: null,
};
const JOB: Work = { kind: "employee", startsOn: "2019-10-01", endsOn: null, yearlyEuros: 15_000 };
const DONE = { on: "2019-10-10", by: "op-1" };

function context(
  act: AvailabilityAct,
  input: AvailabilityFields,
  facts: Partial<AvailabilityFacts> = {},
  measure: AvailabilityMeasure = RDC_2019,
  data: AvailabilityData = NO_AVAILABILITY,
): ReturnType<typeof availabilityContext> {
  return availabilityContext({ data, act, input, facts: { ...FACTS, ...facts }, measure });
}

describe("the facts of a DID", () => {
  it("catch a date that cannot be", () => {
    const can = (act: AvailabilityAct, declaredOn: string): boolean => context(act, { declaredOn }).dateCanBe;
    assert.equal(can("take", "2019-10-10"), true);
    assert.equal(can("take", "2019-10-11"), false);
    assert.equal(can("take", "2018-10-10"), false);
    assert.equal(can("record-from-platform", "2018-10-10"), true);
    assert.equal(can("record-from-platform", "1919-10-10"), false);
    assert.equal(can("take", "2019-09-31"), false);
    assert.equal(context("take", {}).dateCanBe, false);
    const desk = { ...NO_AVAILABILITY, declaration: declaration("desk") };
    const correct = (data: AvailabilityData): boolean =>
      context("correct", { declaredOn: "2018-10-10" }, {}, RDC_2019, data).dateCanBe;
    assert.equal(correct(desk), false);
    assert.equal(correct({ ...NO_AVAILABILITY, declaration: declaration("platform") }), true);
  });

  it("look at the age on the day of the DID", () => {
    const minor = { birthDate: "2001-10-05" };
    assert.equal(context("take", { declaredOn: "2019-10-04" }, minor).adult, false);
    assert.equal(context("take", { declaredOn: "2019-10-05" }, minor).adult, true);
    assert.equal(context("take", {}, minor).adult, true);
  });

  it("ask for no work, or work that keeps the status", () => {
    const free = (work: Work | null, data = NO_AVAILABILITY): boolean =>
      context("take", {}, { work }, RDC_2019, data).unemployed;
    assert.equal(free(null), true);
    assert.equal(free(JOB), false);
    assert.equal(free({ ...JOB, yearlyEuros: 8000 }), true);
    assert.equal(free({ ...JOB, yearlyEuros: null }), false);
    assert.equal(free({ ...JOB, endsOn: "2019-10-09" }), true);
    const longGone: Work = { ...JOB, startsOn: "2018-01-01", endsOn: "2019-09-30" };
    assert.equal(free(null, { ...NO_AVAILABILITY, work: longGone }), true);
    assert.equal(free(null, { ...NO_AVAILABILITY, work: JOB }), false);
  });

  it("follow the measure: carried by the benefit or not, a breach or not", () => {
    const of = (measure: AvailabilityMeasure): boolean[] => {
      const { carriedByBenefit, refusalCounts } = context("refuse", {}, {}, measure);
      return [carriedByBenefit, refusalCounts];
    };
    assert.deepEqual(of(RDC_2019), [false, true]);
    assert.deepEqual(of(ADI), [true, false]);
    assert.deepEqual(of(NASPI), [true, false]);
  });

  it("are against the act when they are not known", () => {
    const { presentThatDay, obligedThatDay, dayNotSuspended, notReported, workStatus } = context(
      "refuse",
      {},
    );
    assert.deepEqual(
      [presentThatDay, obligedThatDay, dayNotSuspended, notReported, workStatus],
      [false, false, false, false, null],
    );
    const day = { obliged: true, suspended: true, present: true };
    assert.equal(context("refuse", {}, { refusalDay: day }).dayNotSuspended, false);
    assert.equal(context("refuse", {}, { reported: true }).notReported, false);
  });

  it("decide together with the table", () => {
    const told = { consequencesTold: true, reason: "non intende lavorare" };
    const day = { obliged: true, suspended: false, present: true };
    const refused = decide(AVAILABILITY, "refuse", {
      state: "none",
      by: "operator",
      context: context("refuse", told, { refusalDay: day }),
    });
    assert.equal(refused.ok && refused.value.to, "refused");
    const working = decide(AVAILABILITY, "record-work", {
      state: "given",
      by: "system",
      context: context("record-work", { work: JOB }),
    });
    assert.equal(working.ok && working.value.to, "suspended");
    const impossible = decide(AVAILABILITY, "record-work", {
      state: "given",
      by: "system",
      context: context("record-work", { work: { ...JOB, startsOn: "2109-10-01" } }),
    });
    assert.equal(impossible.ok ? "" : impossible.refusal.code, "DID_WORK_KNOWN");
  });
});

describe("what is stored of a DID", () => {
  it("changes with each act", () => {
    const taken = availabilityAfter(
      NO_AVAILABILITY,
      "take",
      { declaredOn: "2019-10-10", signed: true },
      DONE,
    );
    assert.deepEqual(taken, { ...NO_AVAILABILITY, declaration: declaration("desk") });
    const working = availabilityAfter(taken, "record-work", { work: JOB }, DONE);
    assert.deepEqual(working.work, JOB);
    const moved = availabilityAfter(working, "correct", { declaredOn: "2019-10-09", reason: "x" }, DONE);
    assert.equal(moved.declaration?.on, "2019-10-09");
    const gone = availabilityAfter(moved, "withdraw", { signed: true, consequencesTold: true }, DONE);
    assert.equal(gone.withdrawnOn, "2019-10-10");
    const input = { declaredOn: "2019-10-10", platformId: "P-9" };
    const again = availabilityAfter(gone, "record-from-platform", input, DONE);
    assert.deepEqual([again.withdrawnOn, again.declaration?.platformId], [null, "P-9"]);
    assert.equal(availabilityAfter(again, "annul", { reason: "x" }, DONE).declaration, null);
    const carried = availabilityAfter(NO_AVAILABILITY, "record-with-benefit", input, DONE);
    assert.deepEqual([carried.declaration?.how, carried.declaration?.platformId], ["with-benefit", null]);
  });

  it("keeps a refusal until it is corrected", () => {
    const input = { refusedOn: "2019-10-10", consequencesTold: true, reason: "x" };
    const refused = availabilityAfter(NO_AVAILABILITY, "refuse", input, DONE);
    const late = availabilityAfter(refused, "take", { declaredOn: "2019-10-10", signed: true }, DONE);
    assert.equal(late.refusedOn, "2019-10-10");
    assert.equal(availabilityAfter(refused, "correct-refusal", { reason: "x" }, DONE).refusedOn, null);
  });

  it("counts as available only when given and not suspended", () => {
    assert.deepEqual(
      [isAvailable("given"), isAvailable("suspended"), isAvailable("none")],
      [true, false, false],
    );
  });
});

function declaration(how: "desk" | "platform"): NonNullable<AvailabilityData["declaration"]> {
  return { on: "2019-10-10", how, platformId: null, takenBy: "op-1" };
}
