// Learning who shows up, against rates that are known because they were drawn: found again, drawn together where little is seen, inside their intervals.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { callBand, leadBand } from "./factors.ts";
import { learnShowUp, logistic } from "./learn.ts";
import { SHOW_UP_PRIOR } from "./prior.ts";
import { reasonsOf, showUpOf } from "./show-up-of.ts";
import type { CallChannel, ShowUpCell, ShowUpKey } from "./types.ts";
import { seeded } from "./seeded.test-data.ts";

const OFFICE_EFFECTS = [-0.5, -0.2, 0, 0.2, 0.5];
const HOUR_EFFECTS: Readonly<Record<number, number>> = { 9: 0.2, 10: 0.1, 11: 0, 14: -0.3 };
const CHANNELS: readonly (readonly [CallChannel, number])[] = [["sms", 0], ["email", -0.3], ["desk", 0.6]];
const BASE = 1.1;

const truth = (office: number, hour: number, channel: number): number => logistic(BASE + OFFICE_EFFECTS[office]! + HOUR_EFFECTS[hour]! + CHANNELS[channel]![1]);

/** Outcomes of as many calls in each cell, `spare` of which only for the first office. */
function drawn(each: number, seed: number, spare = each): ShowUpCell[] {
  const chance = seeded(seed);
  return OFFICE_EFFECTS.flatMap((_, office) =>
    Object.keys(HOUR_EFFECTS).flatMap((hour) =>
      CHANNELS.map(([channel], index): ShowUpCell => {
        const n = office === 0 ? spare : each;
        let came = 0;
        for (let person = 0; person < n; person += 1) if (chance() < truth(office, Number(hour), index)) came += 1;
        return { officeId: `o${office}`, hour: Number(hour), weekday: 1 + (Number(hour) % 5), channel, lead: 2, call: 1, came, missed: n - came };
      }),
    ),
  );
}
const keyOf = (office: number, hour: number, channel: number): ShowUpKey =>
  ({ officeId: `o${office}`, hour, weekday: 1 + (hour % 5), channel: CHANNELS[channel]![0], leadDays: 10, call: 1 });

describe("what is known of showing up", () => {
  it("is the belief before, where nothing was seen", () => {
    const { mean, low, high } = showUpOf(learnShowUp([]), {});
    assert.ok(Math.abs(mean - SHOW_UP_PRIOR.rate) < 1e-9);
    assert.ok(Math.abs(low - 0.594) < 0.01 && Math.abs(high - 0.86) < 0.01, `${low} ${high}`);
    const somewhere = showUpOf(learnShowUp([]), keyOf(0, 9, 0));
    assert.ok(somewhere.low < low && somewhere.high > high, "what was never seen is more uncertain than the average");
  });

  it("finds the rates again where much was seen, all of them", () => {
    const table = learnShowUp(drawn(400, 1));
    for (const [office] of OFFICE_EFFECTS.entries())
      for (const hour of Object.keys(HOUR_EFFECTS).map(Number))
        for (const [channel] of CHANNELS.entries()) {
          const found = showUpOf(table, keyOf(office, hour, channel)).mean;
          assert.ok(Math.abs(found - truth(office, hour, channel)) < 0.035, `o${office} ${hour} ${channel}: ${found}`);
        }
  });

  it("keeps the true rate inside its interval about as often as it says", () => {
    let inside = 0;
    let all = 0;
    for (let seed = 1; seed <= 25; seed += 1) {
      const table = learnShowUp(drawn(12, seed));
      for (const [office] of OFFICE_EFFECTS.entries())
        for (const hour of Object.keys(HOUR_EFFECTS).map(Number))
          for (const [channel] of CHANNELS.entries()) {
            const { low, high } = showUpOf(table, keyOf(office, hour, channel));
            const rate = truth(office, hour, channel);
            all += 1;
            if (low <= rate && rate <= high) inside += 1;
          }
    }
    assert.ok(inside / all > 0.93 && inside / all <= 1, `${inside} of ${all}`);
  });

  it("draws an office of which little was seen towards the others, and says so by a wider interval", () => {
    const few = learnShowUp(drawn(60, 3, 1));
    const many = learnShowUp(drawn(60, 3));
    const [shrunk, own] = [showUpOf(few, keyOf(0, 10, 0)), showUpOf(many, keyOf(0, 10, 0))];
    const average = showUpOf(few, { ...keyOf(0, 10, 0), officeId: "nobody-saw-it" });
    assert.ok(shrunk.high - shrunk.low > own.high - own.low);
    assert.ok(Math.abs(shrunk.mean - average.mean) < Math.abs(own.mean - average.mean));
  });

  it("learns that calls alike still differ, and widens the interval by it", () => {
    const even = drawn(40, 5);
    const uneven = even.map((cell, index) => {
      const shift = Math.min(cell.missed, 12) * (index % 2 === 0 ? 1 : 0) - Math.min(cell.came, 12) * (index % 2);
      return { ...cell, came: cell.came + shift, missed: cell.missed - shift };
    });
    const [calm, rough] = [learnShowUp(even), learnShowUp(uneven)];
    assert.ok(rough.dispersion > calm.dispersion + 0.02, `${calm.dispersion} ${rough.dispersion}`);
    const width = (table: typeof calm) => showUpOf(table, keyOf(2, 11, 0)).high - showUpOf(table, keyOf(2, 11, 0)).low;
    assert.ok(width(rough) > width(calm));
  });

  it("does not depend on the order, and survives being kept as JSON", () => {
    const cells = drawn(20, 7);
    const [one, other] = [learnShowUp(cells), learnShowUp(cells.toReversed())];
    const [a, b] = [showUpOf(one, keyOf(3, 14, 1)), showUpOf(JSON.parse(JSON.stringify(other)) as typeof other, keyOf(3, 14, 1))];
    for (const end of ["mean", "low", "high"] as const) assert.ok(Math.abs(a[end] - b[end]) < 1e-6);
  });

  it("explains itself: the steps lead from the base to the chance", () => {
    const table = learnShowUp(drawn(100, 9));
    const key = keyOf(4, 9, 2);
    const { base, reasons } = reasonsOf(table, key);
    assert.deepEqual(reasons.map(({ factor }) => factor), ["office", "hour", "weekday", "channel", "lead", "call"]);
    assert.ok(Math.abs(base + reasons.reduce((sum, { moves }) => sum + moves, 0) - showUpOf(table, key).mean) < 1e-9);
    assert.ok(reasons[0]!.moves > 0.02 && reasons[0]!.seen === 1_200);
  });

  it("bands days and calls", () => {
    assert.deepEqual([0, 3, 4, 7, 8, 14, 15, 30, 31, 400].map(leadBand), [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]);
    assert.deepEqual([1, 2, 3, 4, 9].map(callBand), [1, 2, 3, 4, 4]);
  });
});
