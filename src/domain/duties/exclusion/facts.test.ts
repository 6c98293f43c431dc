// Exclusions re-read when facts change, what is stored of them, and what holds on the day of a breach.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { Work } from "../../availability/work.ts";
import { addDays } from "../../calendar/days.ts";
import { RDC_2019 } from "../../measures/rdc-2019/parameters.ts";
import { decide } from "../../procedure/interpreter.ts";
import { isExcludedOn, mayTakePart } from "../exclusion.ts";
import type { DutyFact, DutyFacts } from "../exclusion.ts";
import { exclusionAfter } from "./after.ts";
import { exclusionContext, factsWith, reviewExclusions } from "./facts.ts";
import type { ExclusionChange, ExclusionItem } from "./facts.ts";
import { EXCLUSION } from "./table.ts";
import { NO_EXCLUSION } from "./types.ts";
import type { ExclusionData, ExclusionState } from "./types.ts";

const TODAY = "2019-10-10";
const DONE = { on: TODAY, by: "op-1" };
const SEEN = { seenOn: "2019-10-09", outcome: "sufficient", expiresOn: null } as const;
const JOB: Work = { kind: "employee", startsOn: "2019-10-01", endsOn: null, yearlyEuros: 15_000 };
const told = (change: Partial<DutyFact> = {}): DutyFact => ({
  fact: "employed",
  from: "2019-10-01",
  to: null,
  liftedOn: null,
  work: JOB,
  volunteer: [],
  ...change,
});
const outside = (...known: readonly DutyFact[]): DutyFacts => ({
  birthDate: "1980-05-05",
  known,
  notBoundOtherwise: [],
});
const item = (state: ExclusionState, data: Partial<ExclusionData> = {}): ExclusionItem => ({
  id: "e-1",
  state,
  data: {
    ...NO_EXCLUSION,
    fact: "employed",
    from: "2019-10-01",
    source: "system",
    work: JOB,
    ...data,
  },
});
const review = (facts: DutyFacts, items: readonly ExclusionItem[], today = TODAY): ExclusionChange[] =>
  reviewExclusions(facts, items, RDC_2019, today);
const acts = (...given: Parameters<typeof review>): string[] => review(...given).map(({ act }) => act);

/** Carries the changes out as the service does: through the table, then the reducer. */
function carryOut(facts: DutyFacts, items: readonly ExclusionItem[], today: string): ExclusionItem[] {
  const after = new Map(items.map((each) => [each.id, each]));
  for (const change of review(facts, items, today)) {
    const id = change.item ?? `e-${after.size + 1}`;
    const { state, data } = after.get(id) ?? { state: "none" as const, data: NO_EXCLUSION };
    const context = exclusionContext({
      data,
      input: change.input,
      facts: factsWith(facts, items),
      measure: RDC_2019,
      today,
      actorId: "",
    });
    const outcome = decide(EXCLUSION, change.act, { state, by: "system", context });
    assert.ok(outcome.ok, JSON.stringify([change, outcome]));
    after.set(id, { id, state: outcome.value.to, data: stored(data, change, today) });
  }
  return [...after.values()];
}

function stored(data: ExclusionData, change: ExclusionChange, on: string): ExclusionData {
  const done = { on, by: "" };
  if (change.act === "open") return exclusionAfter(data, change.act, change.input, done);
  if (change.act === "end") return exclusionAfter(data, change.act, change.input, done);
  return exclusionAfter(data, change.act, change.input, done);
}

describe("exclusions re-read when facts change", () => {
  it("open, follow and end with the fact", () => {
    assert.deepEqual(review(outside(told()), []), [
      { act: "open", item: null, input: { fact: "employed", from: "2019-10-01", to: null, work: JOB } },
    ]);
    assert.deepEqual(acts(outside(told()), [item("in-force")]), []);
    assert.deepEqual(acts(outside(told({ to: "2019-12-31" })), [item("in-force")]), ["update"]);
    assert.deepEqual(acts(outside(told({ from: "2019-09-20" })), [item("in-force")]), ["update"]);
    const over = review(outside(told({ to: "2019-10-05" })), [item("in-force", { to: "2019-10-05" })]);
    assert.deepEqual(over, [
      { act: "end", item: "e-1", input: { to: "2019-10-05", reason: "fact-over", source: "system" } },
    ]);
    const gone = review(outside(), [item("in-force")]);
    assert.deepEqual(gone[0]?.input, { to: "2019-10-09", reason: "fact-over", source: "system" });
    assert.deepEqual(acts(outside(told()), [item("ended", { to: "2019-10-05" })]), ["reopen"]);
    const second = told({ from: "2019-10-08", work: null });
    assert.deepEqual(acts(outside(second), [item("ended", { to: "2019-10-05" })]), ["open"]);
  });

  it("open on a birthday and end on one", () => {
    const born = (birthDate: string): DutyFacts => ({ ...outside(), birthDate });
    assert.deepEqual(acts(born("1954-10-10"), []), ["open"]);
    assert.deepEqual(acts(born("1954-10-11"), []), []);
    const minor = item("in-force", { fact: "minor", from: "2001-10-10", to: "2019-10-09" });
    assert.deepEqual(acts(born("2001-10-10"), [minor]), ["end"]);
  });

  it("leave alone what a person has decided", () => {
    assert.deepEqual(acts(outside(told({ to: "2020-01-01" })), [item("contested")]), []);
    const annulled = item("annulled", { liftedOn: TODAY });
    assert.deepEqual(acts(outside(told()), [annulled]), []);
    assert.deepEqual(acts(outside(told()), [annulled], "2019-12-01"), []);
    const closed = item("ended", { source: "operator", to: "2019-10-08" });
    assert.deepEqual(acts(outside(told()), [closed]), []);
    assert.deepEqual(acts(outside(), [item("in-force", { source: "operator" })]), []);
  });

  it("end once the income turns out to be low", () => {
    const low = { ...JOB, yearlyEuros: 8000 };
    assert.deepEqual(acts(outside(told({ work: low })), [item("in-force")]), ["end"]);
  });

  it("settle after one reading, whatever the facts", () => {
    const day = fc.integer({ min: -40, max: 40 }).map((days) => addDays(TODAY, days));
    const fact = fc
      .record({
        fact: fc.constantFrom("employed" as const, "disability" as const, "in-education" as const),
        from: day,
        to: fc.option(day),
        work: fc.constantFrom(null, JOB, { ...JOB, yearlyEuros: 8000 }),
      })
      .map((each) => told({ ...each, to: each.to !== null && each.to < each.from ? each.from : each.to }));
    const facts = fc.array(fact, { maxLength: 3 }).map((known) => outside(...known));
    fc.assert(
      fc.property(facts, facts, (before, later) => {
        const first = carryOut(before, [], TODAY);
        assert.deepEqual(review(before, first), []);
        const second = carryOut(later, first, addDays(TODAY, 1));
        assert.deepEqual(review(later, second, addDays(TODAY, 1)), []);
        const isOut = second.some(({ state }) => state === "in-force");
        const all = factsWith(later, second);
        assert.equal(isOut, isExcludedOn(all, RDC_2019, addDays(TODAY, 1)));
      }),
    );
  });
});

describe("on the day of a breach", () => {
  const excluded = (items: readonly ExclusionItem[], on: string, facts = outside()): boolean =>
    isExcludedOn(factsWith(facts, items), RDC_2019, on);

  it("an operator's fact, an ended one and a lifted one hold for their days", () => {
    const byOperator = item("in-force", { source: "operator", fact: "direct-pension" });
    assert.equal(excluded([byOperator], "2019-10-01"), true);
    assert.equal(excluded([byOperator], "2019-09-30"), false);
    const ended = item("ended", { to: "2019-10-05" });
    assert.deepEqual([excluded([ended], "2019-10-05"), excluded([ended], "2019-10-06")], [true, false]);
    const lifted = item("annulled", { liftedOn: "2019-10-07" });
    const days = ["2019-10-02", "2019-10-07", "2019-10-08"];
    assert.deepEqual(
      days.map((on) => excluded([lifted], on, outside(told()))),
      [true, true, false],
    );
  });

  it("a volunteer takes part and is still excluded", () => {
    const disabled = told({ fact: "disability", work: null });
    const joined = item("volunteering", {
      fact: "disability",
      volunteer: [{ from: "2019-10-05", to: null }],
    });
    const facts = factsWith(outside(disabled), [joined]);
    assert.equal(isExcludedOn(facts, RDC_2019, TODAY), true);
    assert.equal(mayTakePart(facts, RDC_2019, TODAY), true);
    assert.equal(mayTakePart(facts, RDC_2019, "2019-10-04"), false);
  });
});

describe("what is stored of an exclusion", () => {
  it("changes with each act", () => {
    const input = { fact: "in-education", from: "2019-09-15", to: null, work: null, evidence: SEEN } as const;
    const recorded = exclusionAfter(NO_EXCLUSION, "record", input, DONE);
    assert.deepEqual(
      [recorded.fact, recorded.source, recorded.evidence?.seenBy],
      ["in-education", "operator", "op-1"],
    );
    const joined = exclusionAfter(recorded, "join", { signed: true }, DONE);
    const left = exclusionAfter(joined, "leave", null, { on: "2019-10-20", by: "op-1" });
    assert.deepEqual(left.volunteer, [{ from: TODAY, to: "2019-10-20" }]);
    const contested = exclusionAfter(joined, "contest", { reason: "fact-not-true" }, DONE);
    assert.equal(contested.contestedBy, "op-1");
    const annulled = exclusionAfter(contested, "annul", { reason: "fact-not-true" }, DONE);
    assert.deepEqual([annulled.liftedOn, annulled.contestedBy], [TODAY, null]);
    const upheld = exclusionAfter(contested, "uphold", { reason: "confirmed" }, DONE);
    assert.deepEqual([upheld.liftedOn, upheld.volunteer], [null, [{ from: TODAY, to: TODAY }]]);
    const end = { to: "2019-10-08", reason: "fact-over", source: "operator" } as const;
    assert.deepEqual(exclusionAfter(joined, "end", end, DONE).volunteer, []);
    const dates = { from: "2019-09-16", to: "2020-06-30", evidence: SEEN, reason: "dates-wrong" } as const;
    assert.equal(exclusionAfter(recorded, "correct", dates, DONE).to, "2020-06-30");
  });

  it("never holds what a paper says", () => {
    const evidence = { ...SEEN, diagnosis: "riservata", file: "certificato.pdf" };
    const input = { fact: "disability", from: "2019-09-15", to: null, work: null, evidence } as const;
    const kept = JSON.stringify(exclusionAfter(NO_EXCLUSION, "record", { ...input }, DONE));
    assert.doesNotMatch(kept, /riservata|certificato/);
  });
});

describe("the facts of an exclusion", () => {
  const context = (input: Parameters<typeof exclusionContext>[0]["input"]) =>
    exclusionContext({
      data: NO_EXCLUSION,
      ...(input === undefined ? {} : { input }),
      facts: outside(told()),
      measure: RDC_2019,
      today: TODAY,
      actorId: "op-1",
    });
  it("look at the measure, the dates and the paper", () => {
    assert.equal(context({ fact: "employed" }).standsToday, true);
    assert.equal(context({}).standsToday, null);
    assert.equal(context({ fact: "oncological-illness" }).factListed, false);
    assert.equal(context({ fact: "disability" }).volunteersAllowed, true);
    assert.equal(context({ fact: "age" }).factTold, false);
    const dates = (from: string, to: string | null): boolean => context({ from, to }).dateCanBe;
    assert.deepEqual(
      [dates(TODAY, null), dates("2019-10-11", null), dates(TODAY, "2019-10-09"), dates("1819-10-10", null)],
      [true, false, false, false],
    );
    assert.equal(context({ evidence: { ...SEEN, outcome: "insufficient" } }).evidenceSeen, false);
    assert.equal(context({ evidence: { ...SEEN, expiresOn: "2019-10-09" } }).evidenceSeen, false);
    assert.equal(context({ evidence: SEEN, reason: "fact-not-true" }).evidenceSeen, true);
    assert.equal(context({ reason: "ha una malattia" }).reasonListed, false);
  });
});
