// Counting the breaches of a unit: which weigh when, for whom, and that no order of events gives one number to two of them.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as fc from "fast-check";
import { ADI } from "../measures/adi/parameters.ts";
import { NASPI } from "../measures/naspi/parameters.ts";
import { RDC_2019 } from "../measures/rdc-2019/parameters.ts";
import { countFor, isSameCount, standingBefore } from "./counter.ts";
import type { UnitBreach, Weighing } from "./counter.ts";
import { breach, orientation } from "./fact.test-data.ts";
import { CONDITIONALITY_STATES } from "./texts.ts";
import type { ConditionalityState } from "./types.ts";

const WEIGHINGS: readonly Weighing[] = ["confirming", "proposing", "sending"];
const standing = (breaches: readonly UnitBreach[], weighing: Weighing = "confirming"): number =>
  standingBefore(RDC_2019, breaches, "E-ORIE", weighing);

describe("the counter of breaches", () => {
  it("counts for a fact all that may still become a report, for a report only what others have proposed or reported", () => {
    const weights = (state: ConditionalityState): readonly number[] =>
      WEIGHINGS.map((weighing) => standing([breach({ state })], weighing));
    for (const state of ["may-justify", "held"] as const) assert.deepEqual(weights(state), [1, 0, 0], state);
    for (const state of ["proposed", "approved"] as const) assert.deepEqual(weights(state), [1, 1, 0], state);
    for (const state of ["reported", "settled", "applied", "forfeited"] as const)
      assert.deepEqual(weights(state), [1, 1, 1], state);
    for (const state of [
      "none",
      "not-applied",
      "report-cancelled",
      "justified",
      "withdrawn",
      "re-convened",
    ] as const)
      assert.deepEqual(weights(state), [0, 0, 0], state);
  });

  it("does not count a fact recorded later until it is reported", () => {
    const own = breach({ own: true, position: 1, state: "held" });
    assert.equal(standing([own, breach({ position: 2, state: "proposed" })], "proposing"), 0);
    assert.equal(standing([own, breach({ position: 2, state: "reported" })], "proposing"), 1);
  });

  it("counts breaches of the same kind, of the same measure; of an earlier benefit only where the measure says so", () => {
    assert.equal(standing([breach({ event: "E-POL" })]), 0);
    assert.equal(standing([breach({ measure: "NASPI" })]), 0);
    assert.equal(standing([breach({ sameBenefit: false })]), 1);
    assert.equal(
      standingBefore(
        NASPI,
        [breach({ event: "E-CONV", measure: "NASPI", sameBenefit: false })],
        "E-CONV",
        "confirming",
      ),
      0,
    );
  });

  it("gives the step of the ladder: the last one for all later breaches, none where the measure knows no such breach", () => {
    const before = (n: number): UnitBreach[] =>
      Array.from({ length: n }, (_, i) => breach({ event: "E-CONV", position: i + 1 }));
    const steps = [0, 1, 2, 3].map((n) => countFor(RDC_2019, before(n), "E-CONV", "confirming")?.step);
    assert.deepEqual(steps, [
      { kind: "reduction", months: 1 },
      { kind: "reduction", months: 2 },
      { kind: "forfeiture" },
      { kind: "forfeiture" },
    ]);
    assert.deepEqual(countFor(ADI, [], "E-CONV", "confirming"), {
      before: 0,
      after: 1,
      step: { kind: "forfeiture" },
    });
    assert.equal(countFor(NASPI, [], "E-PUC", "confirming"), null);
  });

  it("takes two counts for the same only when number and step are the same", () => {
    assert.ok(isSameCount(orientation(0), orientation(0)));
    assert.ok(!isSameCount(orientation(0), orientation(1)));
    assert.ok(!isSameCount(orientation(0), { ...orientation(0), after: 2 }));
    assert.ok(!isSameCount(orientation(0), { ...orientation(0), step: { kind: "reduction", months: 3 } }));
    assert.ok(!isSameCount(orientation(0), { ...orientation(0), step: { kind: "forfeiture" } }));
  });

  const states = fc.array(fc.constantFrom(...(Object.keys(CONDITIONALITY_STATES) as ConditionalityState[])), {
    maxLength: 8,
  });

  it("never counts more when more is at stake: a report that leaves weighs at most what was shown when it was proposed", () => {
    fc.assert(
      fc.property(states, fc.nat({ max: 8 }), (all, at) => {
        const breaches = all.map((state, i) => breach({ state, position: i + 1, own: i === at }));
        const [confirming, proposing, sending] = WEIGHINGS.map((weighing) => standing(breaches, weighing));
        return confirming! >= proposing! && proposing! >= sending!;
      }),
    );
  });

  it("facts recorded one after the other, none of them closed, are numbered 0, 1, 2 …", () => {
    const open = ["may-justify", "held", "proposed", "approved", "reported"] as const;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...open), { maxLength: 6 }), (all) => {
        const numbers = all.map((_, n) =>
          standing(all.slice(0, n).map((state, i) => breach({ state, position: i + 1 }))),
        );
        return numbers.every((number, n) => number === n);
      }),
    );
  });
});
