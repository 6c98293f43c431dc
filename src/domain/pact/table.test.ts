// The table of the pact against its stories.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CITATIONS } from "../law/citation.ts";
import type { Citation } from "../law/citation.ts";
import { MEASURES } from "../measures/catalogue.ts";
import { problemsOf } from "../procedure/check.ts";
import { mutations } from "../procedure/mutations.ts";
import { lawFor } from "../procedure/row-index.ts";
import { coverage, tell } from "../procedure/story.ts";
import { PACT_STORIES } from "./stories.test-data.ts";
import { PACT } from "./table.ts";

describe("the table of the pact", () => {
  const told = tell(PACT, PACT_STORIES);

  it("is sound", () => assert.deepEqual(problemsOf(PACT), []));
  it("does what the stories tell", () => assert.deepEqual(told.failures, []));
  it("has no row that no story visits", () => assert.deepEqual(coverage(PACT, told.visited), []));

  it("cannot be changed in one place without a story noticing", () => {
    const unnoticed = [...mutations(PACT)].filter(
      ({ procedure }) => tell(procedure, PACT_STORIES).failures.length === 0,
    );
    assert.deepEqual(
      unnoticed.map(({ what }) => what),
      [],
    );
  });

  it("lets nobody but an officer record what may cost the benefit", () => {
    for (const row of PACT.rows) {
      const isFact = row.effects?.includes("open-breach") === true;
      assert.equal(row.harms === true, isFact, row.act);
      if (isFact) assert.deepEqual(row.by, ["operator", "office-manager"]);
    }
  });

  it("signs nothing without the DID and the profile", () => {
    for (const row of PACT.rows.filter(({ act }) => act === "sign-person" || act === "sign-office"))
      for (const guard of ["did-given", "profile-decided", "profile-as-agreed"] as const)
        assert.ok(row.when.includes(guard), `${row.act} from ${row.from.join()}: ${guard}`);
  });

  it("cites for every measure a norm that rules it", () => {
    for (const row of PACT.rows) {
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
    for (const { refusal } of Object.values(PACT.guards)) assert.match(refusal, /^.{20,}[.]$/u);
  });
});
