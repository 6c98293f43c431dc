// Waves: one per household first, the others after, nobody touched who has a seat or a letter.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as fc from "fast-check";
import { assignWaves } from "./waves.ts";
import type { WaveCandidate } from "./waves.ts";

function candidate(given: Partial<WaveCandidate> = {}): WaveCandidate {
  return {
    householdRef: 1,
    bound: true,
    applicant: false,
    order: 1,
    holdsSeat: false,
    writtenTo: false,
    ...given,
  };
}

describe("assignWaves", () => {
  it("takes the applicant first, the other bound members after", () => {
    const waves = assignWaves([
      candidate({ order: 1 }),
      candidate({ applicant: true, order: 9 }),
      candidate({ order: 2, bound: false }),
    ]);
    assert.deepEqual(waves, ["second", "first", "none"]);
  });

  it("takes the first bound member when the applicant is not bound", () => {
    const waves = assignWaves([
      candidate({ applicant: true, order: 0, bound: false }),
      candidate({ order: 2 }),
      candidate({ order: 1 }),
    ]);
    assert.deepEqual(waves, ["none", "second", "first"]);
  });

  it("lets a household that has had its first person wait for the second wave", () => {
    for (const kept of [{ holdsSeat: true }, { writtenTo: true }]) {
      const waves = assignWaves([candidate({ applicant: true, order: 0 }), candidate({ ...kept })]);
      assert.deepEqual(waves, ["second", "kept"]);
    }
  });

  it("does not count a person convened who is no longer bound", () => {
    const waves = assignWaves([candidate({ applicant: true, bound: false, writtenTo: true }), candidate()]);
    assert.deepEqual(waves, ["kept", "first"]);
  });

  it("gives each household one first person at most, and none beside a bound one who is kept", () => {
    const one = fc.record({
      householdRef: fc.nat({ max: 3 }),
      bound: fc.boolean(),
      applicant: fc.boolean(),
      holdsSeat: fc.boolean(),
      writtenTo: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 12 }), (people) => {
        const candidates = people.map((person, order) => ({ ...person, order }));
        const waves = assignWaves(candidates);
        const reversed = assignWaves(candidates.toReversed()).toReversed();
        assert.deepEqual(reversed, waves);
        for (const household of new Set(candidates.map(({ householdRef }) => householdRef))) {
          const mine = candidates.flatMap((person, index) =>
            person.householdRef === household ? [{ ...person, wave: waves[index]! }] : [],
          );
          const bound = mine.filter((person) => person.bound);
          const isServed = bound.some((person) => person.holdsSeat || person.writtenTo);
          const first = mine.filter(({ wave }) => wave === "first");
          assert.equal(first.length, bound.length > 0 && !isServed ? 1 : 0);
          const applicants = bound.filter(({ applicant }) => applicant);
          if (first.length === 1 && applicants.length > 0) assert.ok(first[0]!.applicant);
          for (const person of mine)
            assert.equal(person.wave === "kept", person.holdsSeat || person.writtenTo);
        }
      }),
      { numRuns: 500 },
    );
  });
});
