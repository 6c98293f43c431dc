// The table of offers of work against its stories.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { problemsOf } from "../procedure/check.ts";
import { mutations } from "../procedure/mutations.ts";
import { coverage, tell } from "../procedure/story.ts";
import { OFFER_STORIES } from "./offer-stories.test-data.ts";
import { JOB_OFFER } from "./offer-table.ts";

describe("the table of the offer of work", () => {
  const told = tell(JOB_OFFER, OFFER_STORIES);

  it("is sound", () => assert.deepEqual(problemsOf(JOB_OFFER), []));
  it("does what the stories tell", () => assert.deepEqual(told.failures, []));
  it("has no row that no story visits", () => assert.deepEqual(coverage(JOB_OFFER, told.visited), []));
  it("cannot be changed in one place without a story noticing", () => {
    const unnoticed = [...mutations(JOB_OFFER)].filter(
      ({ procedure }) => tell(procedure, OFFER_STORIES).failures.length === 0,
    );
    assert.deepEqual(
      unnoticed.map(({ what }) => what),
      [],
    );
  });
  it("harms on each row that counts a refusal, and nowhere else", () => {
    for (const row of JOB_OFFER.rows)
      assert.equal(row.harms === true, row.effects?.includes("count-refusal") === true, row.act);
  });
  it("explains every refusal in a whole sentence", () => {
    for (const { refusal } of Object.values(JOB_OFFER.guards)) assert.match(refusal, /^.{20,}[.]$/u);
  });
});
