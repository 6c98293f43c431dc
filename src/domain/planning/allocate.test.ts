// The day-level optimum proves itself by prices, at sizes that no trial of every plan could reach.

import assert from "node:assert/strict";
import { it } from "node:test";
import * as fc from "fast-check";
import { allocate } from "./allocate.ts";
import { foldIntoClasses } from "./classes.ts";
import type { Transport } from "./classes.ts";
import type { Applicant } from "./types.ts";

/** A repeatable stream of numbers below `limit`. */
function numbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** `classes` different windows of every kind over `days` days, with seats for about `fill` of the people. */
function hardOffice(seed: number, classes: number, days: number, fill: number): Transport {
  const below = numbers(seed);
  const windows = Array.from({ length: classes }, () => ({
    release: below(days),
    due1: below(3) === 0 ? null : below(days),
    due2: below(days),
  }));
  const applicants: Applicant[] = Array.from({ length: classes * 20 }, (_, ref) => ({
    ...windows[ref % classes]!,
    ref,
    householdRef: ref,
    rank: ref,
    busyHours: [],
  }));
  const mean = (applicants.length * fill) / days;
  const capacity = Int32Array.from({ length: days }, () => 1 + below(Math.ceil(2 * mean)));
  const columns = { days: Int32Array.from({ length: days }, (_, day) => day), capacity };
  return foldIntoClasses(applicants, columns, { placeLate: true, horizon: days }).transport;
}

/** Everything that makes the prices a proof: see `Allocation`. */
function checkProof(problem: Transport): void {
  const { rows, width, supply, capacity, cost } = problem;
  const { flow, rowPrice, columnPrice } = allocate(problem);
  const load = new Int32Array(width);
  let paid = 0;
  let proved = 0;
  for (let row = 0; row < rows; row += 1) {
    let placed = 0;
    for (let column = 0; column < width; column += 1) {
      const at = row * width + column;
      assert.ok(flow[at]! >= 0);
      assert.ok(cost[at]! >= rowPrice[row]! + columnPrice[column]!, "no reduced cost below zero");
      if (flow[at] === 0) continue;
      placed += flow[at]!;
      load[column]! += flow[at]!;
      paid += flow[at]! * cost[at]!;
    }
    assert.equal(placed, supply[row], "everybody stands somewhere");
    proved += rowPrice[row]! * supply[row]!;
  }
  for (let column = 0; column < width; column += 1) {
    assert.ok(load[column]! <= capacity[column]!, "no column over its seats");
    assert.ok(columnPrice[column]! <= 0);
    if (columnPrice[column]! < 0) assert.equal(load[column], capacity[column], "a priced column is full");
    proved += columnPrice[column]! * capacity[column]!;
  }
  assert.ok(Number.isSafeInteger(paid));
  assert.equal(paid, proved, "what the plan costs is what any plan must cost");
}

it("proves its optimum on offices of every shape", () => {
  fc.assert(
    fc.property(
      fc.nat(),
      fc.integer({ min: 1, max: 25 }),
      fc.integer({ min: 1, max: 25 }),
      (seed, classes, days) => {
        for (const fill of [0.5, 1, 1.5]) checkProof(hardOffice(seed, classes, days, fill));
      },
    ),
    { numRuns: 200 },
  );
});

it("proves its optimum for 100 classes on 100 days", (t) => {
  for (const fill of [0.6, 0.95, 1.3]) {
    const problem = hardOffice(7, 100, 100, fill);
    const start = performance.now();
    allocate(problem);
    t.diagnostic(`100 classes × 100 days, seats for ${fill}: ${(performance.now() - start).toFixed(1)} ms`);
    checkProof(problem);
  }
});

it("plans 1,500 classes exactly, and refuses sizes at which numbers would no longer be exact", () => {
  checkProof(hardOffice(3, 1500, 60, 0.9));
  const applicants = Array.from({ length: 2000 }, (_, ref) => ({
    ...{ ref, householdRef: ref, rank: ref, busyHours: [], release: 0, due1: null, due2: 10 },
  }));
  const columns = { days: Int32Array.of(0, 1_000_000_000), capacity: Int32Array.of(1, 1) };
  const policy = { placeLate: true, horizon: 1_000_000_000 };
  assert.throws(() => foldIntoClasses(applicants, columns, policy), RangeError);
});
