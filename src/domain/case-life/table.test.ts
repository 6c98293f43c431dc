// The life of a case told as an office would tell it: what each act leads to, who may not, and what is missing when it is refused.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CITATIONS } from "../law/citation.ts";
import type { Citation } from "../law/citation.ts";
import { MEASURES } from "../measures/catalogue.ts";
import { problemsOf } from "../procedure/check.ts";
import { mutations } from "../procedure/mutations.ts";
import { lawFor } from "../procedure/row-index.ts";
import { coverage, tell } from "../procedure/story.ts";
import { CASE_STORIES } from "./stories.test-data.ts";
import { CASE_LIFE } from "./table.ts";

describe("the table of the life of a case", () => {
  const told = tell(CASE_LIFE, CASE_STORIES);

  it("is sound", () => assert.deepEqual(problemsOf(CASE_LIFE), []));
  it("does what the stories tell", () => assert.deepEqual(told.failures, []));
  it("has no row that no story visits", () => assert.deepEqual(coverage(CASE_LIFE, told.visited), []));

  it("cannot be changed in one place without a story noticing", () => {
    const unnoticed = [...mutations(CASE_LIFE)].filter(
      ({ procedure }) => tell(procedure, CASE_STORIES).failures.length === 0,
    );
    assert.deepEqual(
      unnoticed.map(({ what }) => what),
      [],
    );
  });

  it("cites for every measure a norm that rules it", () => {
    for (const row of CASE_LIFE.rows) {
      for (const { code } of MEASURES) {
        const cited: Citation = CITATIONS[lawFor(row.law, code)[0]!];
        assert.ok(
          cited.measures === undefined || cited.measures.includes(code),
          `${row.act}, ${code}: ${cited.id}`,
        );
      }
    }
  });

  it("explains every refusal in a whole sentence", () => {
    for (const { refusal } of Object.values(CASE_LIFE.guards)) assert.match(refusal, /^.{20,}[.]$/u);
  });
});
