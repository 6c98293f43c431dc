// From what the service reads to what the guards look at when a fact is reported: hours, the linked activity, counts, the window to cancel.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ADI } from "../measures/adi/parameters.ts";
import { RDC_2019 } from "../measures/rdc-2019/parameters.ts";
import type { FactInput } from "./data.ts";
import { conditionalityContext, conditionalityTermFacts, weighingOf } from "./facts.ts";
import type { ConditionalityFacts, ConditionalityQuestion } from "./facts.ts";
import { ADA, APPROVE, FACT, FACTS, PROPOSE, RECORD, SEND, breach, question, step, told } from "./fact.test-data.ts";
import type { ConditionalityContext } from "./types.ts";

const CLOSE = step("close-justification", { at: "2019-10-03T10:00:00.000Z", actorId: "ada" });
const context = (change: Partial<ConditionalityQuestion> = {}): ConditionalityContext =>
  conditionalityContext(question(change));
/** The fact on its form, with these fields changed, in a case with these facts changed. */
const form = (input: Partial<FactInput>, facts: Partial<ConditionalityFacts> = {}): ConditionalityContext =>
  context({ step: step("record-fact", { ...FACT, ...input }), facts: { ...FACTS, ...facts } });

describe("reporting", () => {
  const held = told(RECORD, CLOSE);
  const approved = told(RECORD, CLOSE, PROPOSE, APPROVE);
  const sent = told(RECORD, CLOSE, PROPOSE, APPROVE, SEND);

  it("waits forty-eight hours from the fact", () => {
    const over = (now: string): boolean => context({ data: held, step: PROPOSE, now }).holdOver;
    assert.deepEqual(["2019-10-03T08:00:00.000Z", "2019-10-03T08:00:00.001Z"].map(over), [false, true]);
    const noHold = { ...FACTS, measure: { ...RDC_2019, clocks: { ...RDC_2019.clocks, hold: null } } };
    assert.ok(context({ data: held, step: PROPOSE, facts: noHold }).holdOver);
  });

  it("of a fact before the suspension, the hours that are left run after it", () => {
    const data = told(step("record-fact", { ...FACT, happenedAt: "2020-03-16T09:00:00.000Z" }));
    const over = (now: string): boolean => context({ data, step: PROPOSE, now }).holdOver;
    assert.deepEqual(["2020-07-15T09:00:00.000Z", "2020-07-19T09:00:00.000Z"].map(over), [false, true]);
  });

  it("is linked to what was agreed and ran on the day of the fact", () => {
    const linked = (
      link: { kind: "agreed-activity" | "first-appointment-policy"; id: string } | null,
      facts = FACTS,
    ): boolean =>
      context({ data: held, facts, step: step("propose", { ...ADA, link, count: null }) }).activityLinked;
    assert.ok(linked({ kind: "agreed-activity", id: "a1" }));
    assert.ok(!linked(null));
    assert.ok(!linked({ kind: "agreed-activity", id: "a2" }));
    assert.ok(!linked({ kind: "first-appointment-policy", id: "a1" }));
    const ended = [{ kind: "agreed-activity", id: "a1", from: "2019-09-20", to: "2019-09-30" }] as const;
    assert.ok(!linked({ kind: "agreed-activity", id: "a1" }, { ...FACTS, links: ended }));
    // Approving looks at the link that was proposed.
    assert.ok(context({ data: approved, step: SEND }).activityLinked);
    assert.ok(!context({ data: approved, step: SEND, facts: { ...FACTS, links: [] } }).activityLinked);
  });

  it("counts what is proposed while it is looked at, and only what is reported when it leaves", () => {
    assert.deepEqual(
      [weighingOf(null), weighingOf(held), weighingOf(approved)],
      ["confirming", "proposing", "sending"],
    );
    const facts = {
      ...FACTS,
      breaches: [breach({ state: "proposed" }), breach({ own: true, position: 2, state: "held" })],
    };
    assert.deepEqual(
      [
        context({ data: held, step: PROPOSE, facts }).counter,
        context({ data: approved, step: SEND, facts }).counter,
      ],
      [1, 0],
    );
    assert.equal(context({ data: approved, step: SEND, facts }).counterProposed, 0);
  });

  it("bears a sound tax code of whoever sends it", () => {
    assert.ok(context({ data: approved, step: SEND }).operatorIdentified);
    assert.ok(
      !context({ data: approved, step: SEND, facts: { ...FACTS, operatorCodeSound: false } })
        .operatorIdentified,
    );
  });

  it("may be cancelled for ten days from its sending, suspended days not counted", () => {
    const open = (now: string): boolean => {
      const { cancelWindowOpen, windowOver } = context({ data: sent, step: null, now });
      assert.equal(cancelWindowOpen, !windowOver);
      return cancelWindowOpen;
    };
    assert.deepEqual(["2019-10-14T21:59:00.000Z", "2019-10-14T22:00:00.000Z"].map(open), [true, false]);
    const none = context({ data: held, step: null });
    assert.deepEqual([none.cancelWindowOpen, none.windowOver], [false, false]);
  });

  it("is answered on a day after it left, and not in the future", () => {
    const answered = (on: string): unknown =>
      context({
        data: sent,
        now: "2019-11-20T10:00:00.000Z",
        step: step("record-answer", { ...ADA, answer: "nothing", months: null, on }),
      }).answer;
    assert.deepEqual(["2019-10-03", "2019-10-04", "2019-11-20", "2019-11-21", "2019-13-01"].map(answered), [
      null,
      "nothing",
      "nothing",
      null,
      null,
    ]);
  });
});

describe("the start of a term", () => {
  it("is the fact, the end of the impediment, the ascertainment, the sending; unknown where it has not come", () => {
    const sent = told(RECORD, CLOSE, PROPOSE, APPROVE, SEND);
    const on = (term: Parameters<typeof conditionalityTermFacts>[0], data = sent): string | undefined =>
      conditionalityTermFacts(term, data, FACTS.grantedOn)?.on;
    assert.deepEqual(
      [on("justify"), on("hold"), on("report"), on("cancel-report")],
      ["2019-10-01", "2019-10-01", "2019-10-03", "2019-10-04"],
    );
    assert.deepEqual([on("report", told(RECORD)), on("cancel-report", told(RECORD))], [undefined, undefined]);
    const ill = told(RECORD, step("record-impediment", { ...ADA, until: "2019-10-15", evidenceSeen: true }));
    assert.deepEqual([on("justify", ill), on("hold", ill)], ["2019-10-15", "2019-10-01"]);
  });
});

it("another measure, the same rules: ADI knows one step, and no formal reminder", () => {
  const adi = form(
    { event: "E-POL", happenedAt: "2024-06-03T08:00:00.000Z", count: null },
    { measure: ADI, grantedOn: "2024-02-01" },
  );
  assert.deepEqual([adi.breachKnown, adi.versionOfGrant, adi.counter], [true, true, 0]);
});
