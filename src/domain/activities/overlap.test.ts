// Which activities of one person cannot run side by side.

import assert from "node:assert/strict";
import { it } from "node:test";
import fc from "fast-check";
import { COURSE, PROJECT } from "./activity.test-data.ts";
import { overlap } from "./overlap.ts";

const onDays = (...days: string[]) => ({ ...COURSE, attendance: { kept: true, days } });

it("two courses overlap on a common day, or in the time of one without days", () => {
  assert.equal(overlap(COURSE, onDays("2020-02-05")), true);
  assert.equal(overlap(COURSE, onDays("2020-02-04")), false);
  assert.equal(overlap(COURSE, onDays()), true);
  assert.equal(overlap(COURSE, { ...onDays(), startsOn: "2020-02-29", endsOn: null }), false);
  assert.equal(overlap(COURSE, { ...onDays(), startsOn: "2020-02-28", endsOn: null }), true);
});

it("a project for the community leaves room for a course, not for another project", () => {
  assert.equal(overlap(COURSE, PROJECT), false);
  assert.equal(overlap(PROJECT, { ...PROJECT, endsOn: null }), true);
});

it("is the same seen from either", () => {
  const day = fc.integer({ min: 1, max: 28 }).map((n) => `2020-02-${String(n).padStart(2, "0")}`);
  const entry = fc.record({
    kind: fc.constantFrom("puc" as const, "training" as const),
    startsOn: day,
    endsOn: fc.option(day),
    attendance: fc.record({ kept: fc.boolean(), days: fc.array(day, { maxLength: 3 }) }),
  });
  fc.assert(fc.property(entry, entry, (one, other) => overlap(one, other) === overlap(other, one)));
});
