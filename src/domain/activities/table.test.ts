// The table of an activity against its stories, and against the dictionary of national events.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CITATIONS } from "../law/citation.ts";
import type { Citation } from "../law/citation.ts";
import { problemsOf } from "../procedure/check.ts";
import { mutations } from "../procedure/mutations.ts";
import { coverage, tell } from "../procedure/story.ts";
import { eventOf, EVENTS_OF_ACTS, POLICY_EVENTS } from "./event.ts";
import { ACTIVITY_STORIES } from "./stories.test-data.ts";
import { ACTIVITY } from "./table.ts";

describe("the table of the activity", () => {
  const told = tell(ACTIVITY, ACTIVITY_STORIES);

  it("is sound", () => assert.deepEqual(problemsOf(ACTIVITY), []));
  it("does what the stories tell", () => assert.deepEqual(told.failures, []));
  it("has no row that no story visits", () => assert.deepEqual(coverage(ACTIVITY, told.visited), []));
  it("cannot be changed in one place without a story noticing", () => {
    const unnoticed = [...mutations(ACTIVITY)].filter(
      ({ procedure }) => tell(procedure, ACTIVITY_STORIES).failures.length === 0,
    );
    assert.deepEqual(
      unnoticed.map(({ what }) => what),
      [],
    );
  });
  it("explains every refusal in a whole sentence", () => {
    for (const { refusal } of Object.values(ACTIVITY.guards)) assert.match(refusal, /^.{20,}[.]$/u);
  });

  it("puts a fact before a person only on rows that harm, and harms nowhere else", () => {
    for (const row of ACTIVITY.rows)
      assert.equal(row.harms === true, row.effects?.includes("fact-for-conditionality") === true, row.act);
  });

  it("sends an event with each act that has one, and with no other", () => {
    for (const row of ACTIVITY.rows)
      for (const from of row.from)
        assert.equal(
          row.effects?.includes("report-event") === true,
          eventOf(row.act, from) !== null,
          `${row.act} from ${from}`,
        );
  });

  it("has an act for every event of the dictionary", () => {
    const used = new Set(
      Object.values(EVENTS_OF_ACTS)
        .flat()
        .map(({ code }) => code),
    );
    assert.deepEqual([...used].toSorted(), Object.keys(POLICY_EVENTS).toSorted());
    for (const rule of Object.values(EVENTS_OF_ACTS).flat())
      assert.ok(rule.confidence === "primary" || rule.remark !== undefined, rule.code);
  });

  it("cites for every measure that has active policies a norm that rules it, on each row that harms", () => {
    for (const row of ACTIVITY.rows.filter(({ harms }) => harms === true)) {
      const codes = row.law.flatMap((key) => (CITATIONS[key] as Citation).measures ?? []);
      const needed = row.law.includes("DM_22_10_2019") ? ["RDC"] : ["RDC", "ADI", "SFL", "NASPI"];
      for (const code of needed) assert.ok(codes.includes(code), `${row.act}: ${code}`);
    }
  });
});
