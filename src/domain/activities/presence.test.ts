// The table of the periodic presence against its stories, and the term it runs on.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ADI } from "../measures/adi/parameters.ts";
import { MEASURES } from "../measures/catalogue.ts";
import { RDC_2019 } from "../measures/rdc-2019/parameters.ts";
import { RDC_2022 } from "../measures/rdc-2022/parameters.ts";
import { problemsOf } from "../procedure/check.ts";
import { mutations } from "../procedure/mutations.ts";
import { coverage, tell } from "../procedure/story.ts";
import { CALENDAR } from "./activity.test-data.ts";
import { presenceAfter, presenceContext, presenceDue } from "./presence-facts.ts";
import type { PresenceFacts } from "./presence-facts.ts";
import { PRESENCE_STORIES } from "./presence-stories.test-data.ts";
import { PRESENCE } from "./presence-table.ts";
import { BLANK_PRESENCE } from "./presence-types.ts";
import type { PresenceContext, PresenceFields } from "./presence-types.ts";

describe("the table of the periodic presence", () => {
  const told = tell(PRESENCE, PRESENCE_STORIES);

  it("is sound", () => assert.deepEqual(problemsOf(PRESENCE), []));
  it("does what the stories tell", () => assert.deepEqual(told.failures, []));
  it("has no row that no story visits", () => assert.deepEqual(coverage(PRESENCE, told.visited), []));
  it("cannot be changed in one place without a story noticing", () => {
    const unnoticed = [...mutations(PRESENCE)].filter(
      ({ procedure }) => tell(procedure, PRESENCE_STORIES).failures.length === 0,
    );
    assert.deepEqual(
      unnoticed.map(({ what }) => what),
      [],
    );
  });
});

const FACTS: PresenceFacts = {
  today: "2024-06-01",
  grantedOn: "2024-01-02",
  bound: true,
  pactSigned: true,
  obliged: true,
  reported: false,
};
const BEGUN = presenceAfter(BLANK_PRESENCE, "begin", { on: "2024-02-01" });

function contextOf(input: PresenceFields, change: Partial<PresenceFacts> = {}): PresenceContext {
  return presenceContext({
    data: BEGUN,
    input,
    facts: { ...FACTS, ...change },
    measure: ADI,
    calendar: CALENDAR,
  });
}

describe("the term of the presence", () => {
  it("is ninety days for the benefits of today, a month in 2022, none in 2019", () => {
    assert.equal(presenceDue(BEGUN, ADI, CALENDAR), "2024-05-01");
    assert.equal(presenceDue({ lastOn: "2022-01-31" }, RDC_2022, CALENDAR), "2022-02-28");
    assert.equal(presenceDue(BEGUN, RDC_2019, CALENDAR), null);
    assert.equal(presenceDue(BLANK_PRESENCE, ADI, CALENDAR), null);
  });
  it("has a breach in every measure that has the clock", () => {
    for (const { clocks, ladders, version } of MEASURES)
      assert.equal(
        clocks["periodic-presence"] !== null,
        ladders.some(({ event }) => event === "E-PRES"),
        version,
      );
  });
  it("is over the day after its last", () => {
    const over = (today: string): boolean => contextOf({}, { today }).termOver;
    assert.deepEqual([over("2024-05-01"), over("2024-05-02")], [false, true]);
  });
  it("runs from the last presence, or from the end of the impediment", () => {
    const came = presenceAfter(BEGUN, "record-presence", { on: "2024-04-10", how: "office" });
    assert.equal(presenceDue(came, ADI, CALENDAR), "2024-07-09");
    const excused = presenceAfter(BEGUN, "justify", {
      on: "2024-05-20",
      justifiedReason: "G1",
      evidenceSeen: true,
    });
    assert.deepEqual([excused.lastOn, excused.presences], ["2024-05-20", []]);
  });
});

it("the context allows nothing that is not known", () => {
  const context = presenceContext({
    data: BLANK_PRESENCE,
    facts: { ...FACTS, bound: false, pactSigned: false, obliged: null, reported: null },
    measure: RDC_2019,
    calendar: CALENDAR,
  });
  assert.deepEqual(
    Object.values(context).filter((value) => value === true),
    [],
  );
  assert.deepEqual([context.duty, context.reported], [null, null]);
  const plausible = (on: string): boolean => contextOf({ on }).dayPlausible;
  assert.deepEqual(["2024-01-31", "2024-02-01", "2024-06-01", "2024-06-02"].map(plausible), [
    false,
    true,
    true,
    false,
  ]);
  assert.equal(contextOf({}, { obliged: false }).duty, false);
  assert.equal(contextOf({}).duty, true);
});

it("a missed term corrected leaves the list of those missed", () => {
  const missed = presenceAfter(BEGUN, "record-missed", {
    on: "2024-05-02",
    dueOn: "2024-05-01",
    reminded: true,
    reason: "non è venuta",
  });
  assert.deepEqual(missed.missed, ["2024-05-01"]);
  const corrected = presenceAfter(missed, "correct-missed", { on: "2024-04-30", reason: "era venuta" });
  assert.deepEqual([corrected.missed, corrected.lastOn], [[], "2024-04-30"]);
  assert.equal(presenceAfter(missed, "end", { on: "2024-06-01", reason: "lavora" }).endedOn, "2024-06-01");
});
