// What the guards of profiling are told: nothing is good until it is known to be.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { newProfile } from "./after.ts";
import { PROFILING_RULES, profilingContext, standingOutcome } from "./facts.ts";
import type { ProfilingFacts, ProfilingFields } from "./facts.ts";
import { ANSWERS, ASSESSMENT, BANDS_GIVEN, FACTS, INDEX, REQUEST } from "./profiling.test-data.ts";
import type { DecidedProfile, ProfilingAct, ProfilingContext, ProfilingData } from "./types.ts";

const NEW = newProfile(1);
const ASKED: ProfilingData = { ...NEW, request: REQUEST };
const DRAFTED: ProfilingData = { ...ASKED, index: INDEX, assessment: ASSESSMENT };
const DECIDED: DecidedProfile = {
  number: 1,
  request: REQUEST,
  index: INDEX,
  withoutIndexFor: null,
  assessment: ASSESSMENT,
  outcome: "pact",
  decidedOn: "2019-08-31",
  decidedBy: "o1",
};

function contextOf(
  data: ProfilingData,
  act?: ProfilingAct,
  input: ProfilingFields = {},
  change: Partial<ProfilingFacts> = {},
  validityMonths: number | null = null,
): ProfilingContext {
  const facts = { ...FACTS, ...change };
  const rules = { ...PROFILING_RULES, validityMonths };
  return profilingContext({ data, facts, input, rules, ...(act === undefined ? {} : { act }) });
}

describe("the facts of profiling", () => {
  it("not known, hold nothing", () => {
    const facts = {
      today: "2018-01-01",
      bound: null,
      excludedOrExempt: null,
      didGiven: null,
      lists: FACTS.lists,
    };
    for (const [name, value] of Object.entries(profilingContext({ data: NEW, facts })))
      assert.ok(value === false || value === "", name);
  });

  it("say who is bound, checked and declared", () => {
    const known = contextOf(NEW);
    assert.deepEqual([known.bound, known.dutyHolds, known.didGiven], [true, true, true]);
    const out = contextOf(NEW, undefined, {}, { bound: false, excludedOrExempt: true, didGiven: false });
    assert.deepEqual([out.bound, out.dutyHolds, out.didGiven], [false, false, false]);
  });

  it("want the questionnaire of the day and right answers", () => {
    const asked = (input: ProfilingFields, today = FACTS.today): boolean[] => {
      const context = contextOf(NEW, "request-index", input, { today });
      return [context.questionnaireInForce, context.answersValid];
    };
    const input = { questionnaire: "quantitativa-2019", answers: ANSWERS };
    assert.deepEqual(asked(input), [true, true]);
    assert.deepEqual(asked(input, "2019-03-31"), [false, true]);
    assert.deepEqual(asked({ ...input, questionnaire: "altra" }), [false, false]);
    assert.deepEqual(asked({ ...input, answers: { ...ANSWERS, age: 7 } }), [true, false]);
  });

  it("want an index for the request that waits, possible, dated between request and today", () => {
    const got = (change: ProfilingFields = {}, data = ASKED): string => {
      const { requestId, value, method, computedOn } = INDEX;
      const context = contextOf(data, "record-index", { requestId, value, method, computedOn, ...change });
      return [context.indexExpected, context.indexAnswersRequest, context.indexInRange, context.indexDated]
        .map(Number)
        .join("");
    };
    assert.equal(got(), "1111");
    assert.equal(got({}, { ...ASKED, index: INDEX }), "0111");
    assert.equal(got({}, NEW), "0010");
    assert.equal(got({ requestId: "r0" }), "1011");
    for (const value of [-0.01, 1.01, Number.NaN]) assert.equal(got({ value }), "1101");
    for (const value of [0, 1]) assert.equal(got({ value }), "1111");
    assert.equal(got({ method: " " }), "1101");
    for (const computedOn of ["2019-09-11", "2019-09-13", "2019-9-12", "ieri"])
      assert.equal(got({ computedOn }), "1110");
  });

  it("judge a draft as it comes, a decision as it is stored", () => {
    const judged = (
      data: ProfilingData,
      act: ProfilingAct,
      input: ProfilingFields = {},
      today = FACTS.today,
    ): string => {
      const context = contextOf(data, act, input, { today });
      const { sheetInForce, assessmentValid, assessmentComplete, sourcesTicked, outcomeReasoned } = context;
      return [sheetInForce, assessmentValid, assessmentComplete, sourcesTicked, outcomeReasoned]
        .map(Number)
        .join("");
    };
    assert.equal(judged(DRAFTED, "decide"), "11111");
    assert.equal(judged(DRAFTED, "decide", {}, "2022-05-09"), "01111");
    assert.equal(judged(DRAFTED, "draft"), "00000");
    assert.equal(judged(NEW, "draft", ASSESSMENT), "11111");
    assert.equal(judged(NEW, "draft", { ...ASSESSMENT, answers: { skills: "strong" } }), "11010");
    assert.equal(judged(NEW, "draft", { ...ASSESSMENT, answers: { skills: "alta" } }), "10010");
    assert.equal(judged(NEW, "draft", { ...ASSESSMENT, sources: [] }), "11101");
    assert.equal(judged(NEW, "draft", { ...ASSESSMENT, sources: ["voci"] }), "10101");
    assert.equal(judged(NEW, "draft", { ...ASSESSMENT, sources: ["did", "did"] }), "10101");
    const sent = { ...ASSESSMENT, answers: { ...BANDS_GIVEN, outcome: "municipal-services" } };
    assert.equal(judged(NEW, "draft", sent), "11110");
    assert.equal(
      judged(NEW, "draft", { ...sent, answers: { ...sent.answers, reasons: "casa, debiti" } }),
      "11111",
    );
  });

  it("end a profile only where a duration is set, the day after its last", () => {
    const over = (months: number | null, today: string): boolean =>
      contextOf({ ...DRAFTED, decided: DECIDED }, "expire", {}, { today }, months).validityOver;
    assert.equal(over(null, "2040-01-01"), false);
    assert.equal(over(6, "2020-02-29"), false);
    assert.equal(over(6, "2020-03-01"), true);
    assert.equal(contextOf(DRAFTED, "expire", {}, { today: "2040-01-01" }, 6).validityOver, false);
  });

  it("give an outcome only while the profile stands", () => {
    const data = { decided: DECIDED };
    assert.equal(standingOutcome("decided", data), "pact");
    for (const state of ["drafted", "expired", "superseded", "closed"] as const)
      assert.equal(standingOutcome(state, data), null);
    assert.equal(standingOutcome("decided", { decided: null }), null);
  });
});
