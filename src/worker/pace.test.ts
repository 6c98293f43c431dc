// The rate of a gateway, under a clock of the test's own: never passed in any second, and used, however late the machine wakes up.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Pace } from "./pace.ts";
import type { PaceClock } from "./pace.ts";

const SECOND = 1_000;

interface Left {
  readonly at: number;
  readonly weight: number;
}

/** A clock that is moved by whoever waits on it, each time by a little more than was asked: as much as `late` says. */
function slowClock(late: () => number): PaceClock {
  let now = 0;
  return {
    now: () => now,
    sleep: (ms) => {
      now += ms + late();
      return Promise.resolve();
    },
    underWay: () => Promise.resolve(),
  };
}

/** Small numbers by a fixed seed. */
function dice(seed: number): (upTo: number) => number {
  let state = seed;
  return (upTo) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return (state / 0x7fff_ffff) * upTo;
  };
}

/** Most that left within any second. */
function fullest(left: readonly Left[]): number {
  let [most, sum, first] = [0, 0, 0];
  for (const { at, weight } of left) {
    sum += weight;
    while (left[first]!.at <= at - SECOND) sum -= left[first++]!.weight;
    most = Math.max(most, sum);
  }
  return most;
}

/** Share of the rate that was used from the first departure to the last. */
function used(left: readonly Left[], rate: number): number {
  const weight = left.slice(0, -1).reduce((sum, one) => sum + one.weight, 0);
  return weight / ((left.at(-1)!.at - left[0]!.at) / SECOND) / rate;
}

async function send(rate: number, weights: readonly number[], late: () => number): Promise<Left[]> {
  const clock = slowClock(late);
  const pace = new Pace(rate, clock);
  const left: Left[] = [];
  await Promise.all(weights.map((weight) => pace.turn(weight).then(() => left.push({ at: clock.now(), weight }))));
  return left;
}

describe("the rate of a gateway", () => {
  it("is never passed in any second, and 98 in a hundred of it are used, whatever the rate and however late the machine wakes up", async () => {
    for (const rate of [1, 3, 10, 60, 100, 450]) {
      for (const lateness of [0, 1.2, 8, 40]) {
        const roll = dice(rate * 7 + lateness);
        const left = await send(rate, Array.from({ length: Math.max(20, rate * 6) }, () => 1), () => roll(lateness));
        assert.ok(fullest(left) <= rate, `${fullest(left)} in a second at ${rate}/s, up to ${lateness} ms late`);
        if (lateness < 10) assert.ok(used(left, rate) >= 0.98, `${(used(left, rate) * 100).toFixed(1)}% used of ${rate}/s, up to ${lateness} ms late`);
      }
    }
  });

  it("counts the parts of long messages where the contract counts parts", async () => {
    const roll = dice(11);
    const left = await send(100, Array.from({ length: 800 }, () => 1 + Math.floor(roll(3.999))), () => roll(1.5));
    assert.ok(fullest(left) <= 100, `${fullest(left)} parts in a second`);
    assert.ok(used(left, 100) >= 0.97, `${(used(left, 100) * 100).toFixed(1)}% used`);
    const heavy = await send(2, [5, 1, 5], () => 0);
    assert.ok(heavy.every(({ at }, index) => index === 0 || at - heavy[index - 1]!.at >= SECOND), "what is heavier than the rate leaves alone in its second");
  });

  it("holds after a stall: what could not leave does not leave as a crowd", async () => {
    let turns = 0;
    const left = await send(100, Array.from({ length: 900 }, () => 1), () => (turns++ % 150 === 149 ? 900 : 0.5));
    assert.ok(fullest(left) <= 100, `${fullest(left)} in a second`);
    const gaps = left.slice(1).filter(({ at }, index) => at - left[index]!.at < 1);
    assert.ok(gaps.length < 150, "a hundred milliseconds at most are made up for at once");
  });

  it("lets what an operator waits for pass before all that waits, and holds everything back after a change of driver", async () => {
    const clock = slowClock(() => 0);
    const pace = new Pace(10, clock);
    const order: string[] = [];
    pace.holdBack(SECOND);
    const others = Array.from({ length: 5 }, (_, index) => pace.turn().then(() => order.push(`${index} ${clock.now() >= SECOND}`)));
    await Promise.all([...others, pace.turn(1, true).then(() => order.push("urgent"))]);
    assert.ok(order.indexOf("urgent") <= 1, order.join(", "));
    assert.ok(order.every((one) => !one.endsWith("false")), "before the second was over");
  });
});
