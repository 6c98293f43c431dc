// Of equals, who ranks first is served first, as far as the hours of households allow.

import assert from "node:assert/strict";
import { it } from "node:test";
import * as fc from "fast-check";
import { seatByRank } from "./arrange.ts";
import { tightOffice } from "./brute-force.test.ts";
import { planDays } from "./plan-plain.ts";
import { rehouse } from "./rehouse.ts";
import { restoreRank } from "./restore-rank.ts";

it("only ever gives the better rank the earlier day, and every class keeps its days", () => {
  let changed = 0;
  fc.assert(
    fc.property(tightOffice(12, 4), fc.integer({ min: 1, max: 3 }), ({ applicants, ...office }, kinds) => {
      // Few kinds of dates, so that many are equals.
      const alike = applicants.map((one, index) => {
        const { release, due1, due2 } = applicants[index % kinds]!;
        return { ...one, release, due1, due2 };
      });
      const plan = planDays({ ...office, applicants: alike });
      const { boards, waiting } = seatByRank(office.seats, alike, plan);
      const before = plan.columnOf.slice();
      rehouse(boards, plan, alike, waiting);
      const byRank = (): number[] => Array.from(plan.order, (person) => plan.columnOf[person]!);
      const byClass = (): string[] =>
        Array.from(plan.columnOf, (column, person) => `${plan.classes.classOf[person]} ${column}`).sort();
      const [ranked, classes] = [byRank(), byClass()];
      restoreRank(boards, plan, before);
      assert.deepEqual(byClass(), classes);
      const place = byRank().findIndex((column, rank) => column !== ranked[rank]);
      if (place < 0) return;
      changed += 1;
      assert.ok(byRank()[place]! < ranked[place]!, "the first whose day changes has an earlier one");
    }),
    { numRuns: 1000 },
  );
  assert.ok(changed > 10, `${changed} offices had an order to restore`);
});
