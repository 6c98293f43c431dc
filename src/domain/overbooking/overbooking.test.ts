// Places in more: the exact queue against days lived one by one, against every other choice, and against the promise, also where the rates were learned wrong.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { seeded } from "../show-up/seeded.test-data.ts";
import { countOf } from "./chances.ts";
import { dayOutlook, extraSeats } from "./extra-seats.ts";
import { advance, EMPTY_QUEUE, leftWaiting } from "./queue.ts";
import { judgePromise, NO_PROMISE } from "./policy.ts";
import { liveSession } from "./simulate.test-data.ts";
import type { OpenSlot, Service, Slot, WaitingPromise } from "./types.ts";

const SERVICE: Service = { slotMinutes: 30, longShare: 0.1 };
const ALWAYS_ONE: Service = { slotMinutes: 30, longShare: 0 };
const PROMISE: WaitingPromise = { waitMinutes: 30, probability: 0.95, mostPerDesk: 2 };

const desksOf = (count: number): number[] => Array.from({ length: count }, (_, desk) => desk + 1);
const openDay = (hours: number, desks: number, comes: number, start = 540): OpenSlot[] =>
  Array.from({ length: hours }, (_, index) => ({
    start: start + index * 30, desks: desksOf(desks), comes: desksOf(desks).map(() => comes), extraComes: comes, taken: [],
  }));
/** The day as convened once these many places in more stand at each hour. */
const convened = (day: readonly OpenSlot[], extra: readonly number[], comes = (slot: OpenSlot): number => slot.extraComes): Slot[] =>
  day.map((slot, index) => ({
    start: slot.start, desks: slot.desks.length, comes: Array.from({ length: slot.comes.length + extra[index]! }, () => comes(slot)),
  }));
const perHour = (day: readonly OpenSlot[], promise: WaitingPromise, service: Service): number[] => {
  const places = extraSeats(day, promise, service);
  return day.map((slot) => places.filter(({ start }) => start === slot.start).length);
};

describe("the count of those who come", () => {
  it("is the binomial for people alike, and the product of the chances at its ends for others", () => {
    const alike = countOf([0.5, 0.5, 0.5, 0.5]);
    assert.deepEqual([...alike].map((one) => Math.round(one * 16)), [1, 4, 6, 4, 1]);
    const others = countOf([0.2, 0.7, 0.9]);
    assert.ok(Math.abs(others[0]! - 0.8 * 0.3 * 0.1) < 1e-12 && Math.abs(others[3]! - 0.2 * 0.7 * 0.9) < 1e-12);
  });
});

describe("the queue of a day", () => {
  for (const [what, service, desks] of [["meetings all alike", ALWAYS_ONE, 3], ["one in ten twice as long", SERVICE, 4], ["one in three twice as long", { slotMinutes: 30, longShare: 1 / 3 }, 2]] as const) {
    it(`is what days lived one by one give: ${what}`, () => {
      const day = openDay(6, desks, 0.7);
      const slots = convened(day, [2, 0, 1, 1, 0, 1]);
      for (const waitMinutes of [20, 35]) {
        const outlook = dayOutlook(slots, waitMinutes, service);
        const chance = seeded(desks * 100 + waitMinutes);
        const days = 8_000;
        const late = slots.map(() => 0);
        let [waited, came] = [0, 0];
        for (let one = 0; one < days; one += 1) {
          const lived = liveSession(slots, desks, service, chance);
          for (const [hour, longest] of lived.longest.entries()) if (longest !== null && longest > waitMinutes) late[hour]! += 1;
          waited += lived.waited;
          came += lived.came;
        }
        for (const [hour, slot] of outlook.slots.entries()) {
          const error = 4 * Math.sqrt(Math.max(slot.late, 1e-4) / days);
          assert.ok(Math.abs(late[hour]! / days - slot.late) < error, `${waitMinutes} minutes, hour ${hour}: ${late[hour]! / days} against ${slot.late}`);
        }
        assert.ok(Math.abs(waited / came - outlook.meanWait) < 0.25, `${waited / came} against ${outlook.meanWait}`);
      }
    });
  }

  it("counts nobody waiting where there is a desk for each, and everybody where there is one desk for three", () => {
    assert.equal(dayOutlook(convened(openDay(4, 3, 1), [0, 0, 0, 0]), 20, ALWAYS_ONE).worstLate, 0);
    const crowded = dayOutlook([{ start: 540, desks: 1, comes: [1, 1, 1] }], 20, ALWAYS_ONE);
    assert.deepEqual([crowded.worstLate, crowded.meanWait, crowded.expected], [1, 30, 3]);
  });
});

describe("the places in more", () => {
  it("are none where everybody comes, where the office has promised nothing, and where the promise does not hold as it is", () => {
    assert.deepEqual(extraSeats(openDay(8, 4, 1), PROMISE, ALWAYS_ONE), []);
    assert.deepEqual(extraSeats(openDay(8, 4, 0.6), NO_PROMISE, SERVICE), []);
    assert.deepEqual(extraSeats(openDay(8, 2, 0.97), PROMISE, { slotMinutes: 30, longShare: 0.4 }), []);
  });

  it("are as many as the best of all choices, for hours alike", () => {
    const chance = seeded(11);
    for (let one = 0; one < 25; one += 1) {
      const comes = 0.4 + 0.5 * chance();
      const day = openDay(4, 1 + Math.floor(chance() * 3), comes);
      const promise = { waitMinutes: chance() < 0.5 ? 20 : 35, probability: 0.9, mostPerDesk: 4 };
      const chosen = perHour(day, promise, ALWAYS_ONE).reduce((sum, each) => sum + each, 0);
      assert.equal(chosen, bestOfAll(day, promise), `${day[0]!.desks.length} desks, ${comes}, ${promise.waitMinutes} minutes`);
    }
  });

  it("never give one desk two at one hour, nor more than its limit in a day, counting those it has; and share them among the desks", () => {
    const day = openDay(9, 5, 0.45).map((slot, index) => (index === 3 ? { ...slot, comes: [...slot.comes, 0.45], taken: [2] } : slot));
    const places = extraSeats(day, { ...PROMISE, waitMinutes: 60 }, SERVICE);
    assert.equal(new Set(places.map(({ start, desk }) => `${start}/${desk}`)).size, places.length);
    const counts = desksOf(5).map((desk) => places.filter((place) => place.desk === desk).length + (desk === 2 ? 1 : 0));
    assert.ok(Math.max(...counts) <= 2 && Math.max(...counts) - Math.min(...counts) <= 1, String(counts));
    assert.ok(!places.some(({ start, desk }) => start === 540 + 90 && desk === 2));
  });

  it("keep morning and afternoon apart, and give none where hours overlap", () => {
    const split = [...openDay(4, 4, 0.7), ...openDay(4, 4, 0.7, 840)];
    const morning = extraSeats(openDay(4, 4, 0.7), PROMISE, SERVICE).length;
    assert.ok(morning > 0);
    assert.equal(extraSeats(split, { ...PROMISE, mostPerDesk: 4 }, SERVICE).length, 2 * extraSeats(openDay(4, 4, 0.7), { ...PROMISE, mostPerDesk: 4 }, SERVICE).length);
    const overlapping = [...openDay(4, 4, 0.7), { ...openDay(1, 1, 0.7, 555)[0]! }];
    assert.deepEqual(extraSeats(overlapping, PROMISE, SERVICE), []);
  });

  it("keep the promise in days lived one by one: at the mean, and still when every rate is at the unlucky end of its interval", () => {
    for (const [seed, desks, mean, high] of [[1, 4, 0.7, 0.76], [2, 8, 0.75, 0.79], [3, 12, 0.65, 0.72]] as const) {
      const day = openDay(7, desks, high);
      const extra = perHour(day, PROMISE, SERVICE);
      assert.ok(extra.some((each) => each > 0), "the story says nothing");
      for (const truth of [mean, high]) {
        const slots = convened(day, extra, () => truth);
        const chance = seeded(seed);
        const days = 1_000;
        const late = slots.map(() => 0);
        let [waited, came] = [0, 0];
        for (let one = 0; one < days; one += 1) {
          const lived = liveSession(slots, desks, SERVICE, chance);
          for (const [hour, longest] of lived.longest.entries()) if (longest !== null && longest > PROMISE.waitMinutes) late[hour]! += 1;
          waited += lived.waited;
          came += lived.came;
        }
        // Three standard errors of a thousand days.
        for (const each of late) assert.ok(each / days <= 0.05 + 0.021, `${desks} desks, ${truth}: ${late.join(" ")}`);
        assert.ok(waited / came <= PROMISE.waitMinutes);
      }
    }
  });
});

describe("what may be promised", () => {
  it("is within the bounds of policy, and refused in words beyond them", () => {
    assert.ok(judgePromise(PROMISE).ok);
    for (const [change, code] of [
      [{ waitMinutes: 61 }, "ATTESA_FUORI_LIMITI"], [{ waitMinutes: 4 }, "ATTESA_FUORI_LIMITI"], [{ waitMinutes: 20.5 }, "ATTESA_FUORI_LIMITI"],
      [{ probability: 0.5 }, "PROBABILITA_FUORI_LIMITI"], [{ probability: 1 }, "PROBABILITA_FUORI_LIMITI"], [{ mostPerDesk: 5 }, "POSTI_FUORI_LIMITI"], [{ mostPerDesk: -1 }, "POSTI_FUORI_LIMITI"],
    ] as const) {
      const judged = judgePromise({ ...PROMISE, ...change });
      assert.ok(!judged.ok && judged.refusal.code === code && judged.refusal.citation !== undefined);
    }
  });
});

/** Most places in all, trying every choice of up to as many as there are desks at each hour. */
function bestOfAll(day: readonly OpenSlot[], promise: WaitingPromise): number {
  let best = 0;
  const desks = day[0]!.desks.length;
  const overrun = (slots: readonly Slot[]): number => {
    const rules = { ...ALWAYS_ONE, waitMinutes: 0 };
    let state = EMPTY_QUEUE;
    for (const slot of slots) state = advance(state, slot.comes, slot.desks, [], rules).state;
    return leftWaiting(state);
  };
  const before = overrun(convened(day, day.map(() => 0)));
  const go = (extra: number[]): void => {
    if (extra.length === day.length) {
      const total = extra.reduce((sum, each) => sum + each, 0);
      if (total <= best || total > desks * promise.mostPerDesk) return;
      const slots = convened(day, extra);
      const risk = 1 - promise.probability + 1e-9;
      if (dayOutlook(slots, promise.waitMinutes, ALWAYS_ONE).worstLate <= risk && overrun(slots) <= before + risk) best = total;
      return;
    }
    for (let more = 0; more <= desks; more += 1) go([...extra, more]);
  };
  go([]);
  return best;
}
