// From what the service reads to what the guards look at when a fact is recorded and justified: days, proof, duties, counts.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { NASPI } from "../measures/naspi/parameters.ts";
import { RDC_2019 } from "../measures/rdc-2019/parameters.ts";
import { RDC_2022 } from "../measures/rdc-2022/parameters.ts";
import { countAt } from "./counter.ts";
import type { FactInput } from "./data.ts";
import { conditionalityContext } from "./facts.ts";
import type { ConditionalityFacts, ConditionalityQuestion } from "./facts.ts";
import { ADA, FACT, FACTS, RECORD, breach, orientation, question, step, told } from "./fact.test-data.ts";
import type { ConditionalityContext } from "./types.ts";

const context = (change: Partial<ConditionalityQuestion> = {}): ConditionalityContext =>
  conditionalityContext(question(change));
/** The fact on its form, with these fields changed, in a case with these facts changed. */
const form = (input: Partial<FactInput>, facts: Partial<ConditionalityFacts> = {}): ConditionalityContext =>
  context({ step: step("record-fact", { ...FACT, ...input }), facts: { ...FACTS, ...facts } });

describe("a fact on its form", () => {
  it("of which nothing is missing", () => {
    const now = context();
    assert.deepEqual(
      [
        now.breachKnown,
        now.versionOfGrant,
        now.obligedThatDay,
        now.suspendedDay,
        now.proof,
        now.reminderGiven,
        now.evidenceAttached,
      ],
      [true, true, true, false, "delivered", true, true],
    );
    assert.deepEqual(
      [now.happenedOn, now.counter, now.counterSeen, now.isSummons],
      ["2019-10-01", 0, 0, false],
    );
  });

  it("not filled in: nothing is known, but the version that rules", () => {
    for (const empty of [context({ step: null }), form({ happenedAt: null })]) {
      assert.deepEqual(
        [
          empty.happenedOn,
          empty.breachKnown,
          empty.obligedThatDay,
          empty.suspendedDay,
          empty.proof,
          empty.evidenceAttached,
          empty.counter,
        ],
        [null, false, null, null, "none", false, null],
      );
      assert.ok(empty.versionOfGrant);
    }
    const unnamed = form({ event: null });
    assert.deepEqual([unnamed.breachKnown, unnamed.happenedOn, unnamed.counter], [false, "2019-10-01", null]);
  });

  it("whose breach the measure does not know, or whose norm was not in force that day", () => {
    assert.ok(!form({ event: "E-PRES" }).breachKnown);
    assert.ok(!form({}, { measure: NASPI }).breachKnown);
    // The benefit ended with 2023: later facts have no norm to stand on.
    assert.ok(form({ happenedAt: "2023-12-30T10:00:00.000Z" }).breachKnown);
    assert.ok(!form({ happenedAt: "2024-01-02T10:00:00.000Z" }).breachKnown);
  });

  it("judged only with the version in force when the benefit was granted", () => {
    assert.ok(!form({}, { measure: RDC_2022 }).versionOfGrant);
    assert.ok(form({}, { measure: RDC_2022, grantedOn: "2022-02-01" }).versionOfGrant);
    // The grant was corrected since: what was recorded under another version is looked at again.
    const data = { ...told(RECORD), measureVersion: "rdc-2022" };
    assert.ok(!context({ data, step: null }).versionOfGrant);
  });

  it("of a person excluded, exempt, or of whom nothing is known", () => {
    const { facts } = FACTS.duties!;
    const exempt = { data: { periods: [{ from: "2019-09-01", to: "2019-10-01" }], endedOn: null } } as never;
    assert.equal(form({}, { duties: { facts, exemptions: [exempt] } }).obligedThatDay, false);
    assert.equal(
      form({ happenedAt: "2019-10-01T22:30:00.000Z" }, { duties: { facts, exemptions: [exempt] } })
        .obligedThatDay,
      true,
      "the day after, in Rome",
    );
    const elder = { ...facts, birthDate: "1954-10-01" };
    assert.equal(form({}, { duties: { facts: elder, exemptions: [] } }).obligedThatDay, false);
    const told = { ...facts, notBoundOtherwise: [{ from: "2019-09-30", to: null }] };
    assert.equal(form({}, { duties: { facts: told, exemptions: [] } }).obligedThatDay, false);
    assert.equal(form({}, { duties: null }).obligedThatDay, null);
  });

  it("on a day whose obligations were suspended", () => {
    const suspended = (happenedAt: string): boolean | null => form({ happenedAt }).suspendedDay;
    assert.deepEqual(
      [
        "2020-03-16T12:00:00.000Z",
        "2020-03-16T23:30:00.000Z",
        "2020-07-16T12:00:00.000Z",
        "2020-07-16T22:30:00.000Z",
      ].map(suspended),
      [false, true, true, false],
    );
  });

  it("told by a message: enough for RdC, not for NASpI, for which only a legal proof is good", () => {
    assert.deepEqual([context().proof, context().proofNeeded], ["delivered", "delivered"]);
    const naspi = form({}, { measure: NASPI });
    assert.deepEqual([naspi.proof, naspi.proofNeeded], ["none", "legal"]);
    assert.equal(
      form({ attempts: [{ channel: "pec", outcome: "received" }] }, { measure: NASPI }).proof,
      "legal",
    );
    assert.equal(form({ attempts: [{ channel: "pec", outcome: "sent" }] }).proof, "sent");
    assert.equal(form({ attempts: [{ channel: "phone", outcome: "received" }] }).proof, "none");
    assert.equal(form({ evidence: [] }).evidenceAttached, false);
    assert.equal(form({ evidence: ["sms-1", " "] }).evidenceAttached, false);
  });

  it("that asks for a formal reminder first, dated before it", () => {
    const warned = RDC_2019.ladders.map((each) => ({ ...each, afterFormalReminder: true }));
    const given = (formalReminderOn: string | null): boolean =>
      form({ formalReminderOn }, { measure: { ...RDC_2019, ladders: warned } }).reminderGiven;
    assert.deepEqual([null, "2019-10-01", "2019-09-30"].map(given), [false, false, true]);
  });

  it("counted for the unit as it stands, and as the operator saw it", () => {
    const one = { breaches: [breach({ state: "held" })] };
    assert.deepEqual([form({}, one).counter, form({}, one).counterSeen], [1, null]);
    assert.equal(form({ count: orientation(1) }, one).counterSeen, 1);
    assert.equal(form({ count: null }, one).counterSeen, null);
    assert.equal(
      form({ count: { ...orientation(1), step: { kind: "reduction", months: 1 } } }, one).counterSeen,
      null,
    );
  });
});

describe("an absence taken over from its summons", () => {
  const absence = {
    summonsId: "s1",
    happenedAt: "2019-09-30T08:00:00.000Z",
    attempts: FACT.attempts,
    evidence: ["m1"],
  };
  const count = countAt(RDC_2019, "E-CONV", 2)!;
  const over = (summonsId: string, frozen = count as typeof count | null): ConditionalityContext =>
    context({
      step: step("take-over", { ...FACT, event: "E-CONV", summonsId, impedimentUntil: null, count: frozen }),
      facts: { ...FACTS, absence },
    });

  it("is what the summons says it was: day, proof, evidence", () => {
    const now = over("s1");
    assert.deepEqual(
      [now.absenceUnjustified, now.countFrozen, now.isSummons, now.happenedOn],
      [true, true, true, "2019-09-30"],
    );
    assert.deepEqual([now.breachKnown, now.proof, now.evidenceAttached], [true, "delivered", true]);
  });

  it("is nothing without a summons that waits, nor with a count that the measure does not have", () => {
    assert.equal(over("s2").absenceUnjustified, false);
    assert.equal(over("s1", null).countFrozen, false);
    assert.equal(over("s1", { ...count, step: { kind: "reduction", months: 1 } }).countFrozen, false);
    const page = context({ step: null, facts: { ...FACTS, absence } });
    assert.deepEqual([page.absenceUnjustified, page.happenedOn], [true, "2019-09-30"]);
    assert.equal(context({ step: null }).absenceUnjustified, false);
    assert.equal(
      context({ data: told(RECORD), step: null, facts: { ...FACTS, absence } }).absenceUnjustified,
      false,
    );
  });
});

describe("justifying", () => {
  const data = told(RECORD);
  const justify = (
    toldOn: string,
    impedimentUntil: string | null,
    now = "2019-11-20T10:00:00.000Z",
  ): ConditionalityContext =>
    context({
      data,
      now,
      step: step("justify", {
        ...ADA,
        justifiedReason: "G1",
        toldOn,
        impedimentUntil,
        evidenceSeen: true,
        reason: "",
      }),
    });

  it("by the day after, or by the day after the impediment ends", () => {
    assert.deepEqual(
      ["2019-10-01", "2019-10-02", "2019-10-03"].map((on) => justify(on, null).toldInTime),
      [true, true, false],
    );
    assert.deepEqual(
      ["2019-10-16", "2019-10-17"].map((on) => justify(on, "2019-10-15").toldInTime),
      [true, false],
    );
    assert.equal(justify("2019-11-21", null).toldInTime, false, "in the future");
    assert.equal(justify("ieri", null).toldInTime, false);
  });

  it("an impediment neither ends before the fact nor more than a year from now", () => {
    assert.deepEqual(
      ["2019-09-30", "2019-10-01", "2020-11-20", "2020-11-21", "2019-02-30"].map(
        (until) => justify("2019-10-02", until).impedimentPlausible,
      ),
      [false, true, true, false, false],
    );
    const recorded = context({
      data,
      step: step("record-impediment", { ...ADA, until: "2019-10-15", evidenceSeen: true }),
    });
    assert.deepEqual([recorded.impedimentPlausible, recorded.evidenceSeen], [true, true]);
  });

  it("is over with its day, on the clock of the offices; a recorded impediment moves it", () => {
    const over = (now: string, of = data): boolean => context({ data: of, step: null, now }).justifyTermOver;
    assert.deepEqual(
      ["2019-10-02T21:59:00.000Z", "2019-10-02T22:00:00.000Z"].map((now) => over(now)),
      [false, true],
    );
    const ill = told(RECORD, step("record-impediment", { ...ADA, until: "2019-10-15", evidenceSeen: true }));
    assert.deepEqual(
      ["2019-10-16T10:00:00.000Z", "2019-10-17T10:00:00.000Z"].map((now) => over(now, ill)),
      [false, true],
    );
  });

  it("names a reason of the list", () => {
    assert.equal(justify("2019-10-02", null).reasonListed, true);
    const unlisted = { ...FACTS, measure: { ...RDC_2019, justifications: [] } };
    const input = {
      ...ADA,
      justifiedReason: "G1",
      toldOn: "2019-10-02",
      impedimentUntil: null,
      evidenceSeen: true,
      reason: "x",
    } as const;
    const now = context({ data, facts: unlisted, step: step("justify", input) });
    assert.deepEqual([now.reasonListed, now.reason], [false, "x"]);
  });
});
