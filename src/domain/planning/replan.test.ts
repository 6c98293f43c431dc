// A closure's people placed again: nobody lost, no seat twice, the same answer in any order, the same hour where it is free, households together.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as fc from "fast-check";
import { planOffice } from "./plan-office.ts";
import { replan } from "./replan.ts";
import type { Displaced, ReplanDemand } from "./replan.ts";
import type { SeatColumns } from "./types.ts";

const HOUR = 9;

function columns(list: readonly (readonly [day: number, minute: number, desk: number])[]): SeatColumns {
  return { day: list.map(([day]) => day), startMinute: list.map(([, minute]) => minute), desk: list.map(([, , desk]) => desk) };
}

function person(ref: number, part: Partial<Displaced> = {}): Displaced {
  return { ref, householdRef: ref, rank: ref, day: 10, startMinute: 60 * HOUR, release: 13, due1: null, due2: 100, busyHours: [], ...part };
}

describe("a closure's people, placed again", () => {
  it("keeps the hour at another desk for who has least time, and gives the others the soonest date", () => {
    const seats = columns([[10, 540, 2], [13, 540, 1], [14, 540, 1]]);
    const plan = replan({ displaced: [person(1), person(2, { due1: 11 }), person(3)], seats, horizon: 30 });
    assert.deepEqual(plan.placements, [{ ref: 2, seat: 0, sameTime: true }, { ref: 1, seat: 1, sameTime: false }, { ref: 3, seat: 2, sameTime: false }]);
    assert.deepEqual(plan.late, []);
  });

  it("an hour that stays needs no notice; a new date does, and does not fall in an hour of the household", () => {
    const seats = columns([[10, 570, 2], [13, 540, 1], [13, 600, 1]]);
    const plan = replan({ displaced: [person(1, { busyHours: [13 * 24 + 9] })], seats, horizon: 30 });
    assert.deepEqual(plan.placements, [{ ref: 1, seat: 2, sameTime: false }]);
  });

  it("names who cannot meet the term and who has no seat at all", () => {
    const plan = replan({ displaced: [person(1, { due1: 12 }), person(2), person(3)], seats: columns([[20, 540, 1], [21, 540, 1]]), horizon: 30 });
    assert.equal(plan.placements.length, 2);
    assert.deepEqual(plan.unplaced.map(({ reason }) => reason), ["no-seat-left"]);
    assert.deepEqual(new Set(plan.late), new Set([1, plan.unplaced[0]!.ref]));
  });

  it("calls nobody earlier than the day they were told, unless a term would be missed for it", () => {
    const seats = columns([[13, 540, 1], [14, 540, 1], [25, 540, 1], [26, 540, 1]]);
    const people = [person(1, { day: 20 }), person(2, { day: 20, due1: 22 })];
    assert.deepEqual(replan({ displaced: people, seats, horizon: 30 }).placements.map(({ ref, seat }) => [ref, seats.day[seat]]), [[2, 13], [1, 25]]);
  });

  it("two of a household who were expected on one day get one day again", () => {
    const seats = columns([[13, 540, 1], [15, 540, 1], [15, 600, 1], [16, 540, 1]]);
    const pair = [person(1, { householdRef: 7 }), person(2, { householdRef: 7, startMinute: 600 })];
    const plan = replan({ displaced: pair, seats, horizon: 30 });
    assert.deepEqual(plan.placements.map(({ seat }) => seats.day[seat]), [15, 15]);
    const pressed = replan({ displaced: [person(1, { householdRef: 7, due1: 14 }), pair[1]!], seats, horizon: 30 });
    assert.deepEqual(pressed.placements.map(({ seat }) => seats.day[seat]), [13, 15], "not where the term of one would be missed");
  });

  it("coming together on one day, they do not meet another of the household in that hour", () => {
    const seats = columns([[13, 540, 1], [17, 540, 1], [17, 570, 1], [17, 600, 1], [17, 660, 1]]);
    const people = [person(0, { householdRef: 2, rank: 1 }), person(1, { householdRef: 2, rank: 0, day: 12 }), person(2, { householdRef: 2, rank: 2, day: 12 })];
    const hours = replan({ displaced: people, seats, horizon: 18 }).placements.map(({ seat }) => `${seats.day[seat]}/${Math.floor(seats.startMinute[seat]! / 60)}`);
    assert.equal(hours.length, 3);
    assert.equal(new Set(hours).size, 3);
  });

  const demand: fc.Arbitrary<ReplanDemand> = fc
    .record({
      people: fc.array(
        fc.record({
          household: fc.integer({ min: 1, max: 4 }),
          day: fc.integer({ min: 10, max: 12 }),
          slot: fc.integer({ min: 0, max: 3 }),
          due1: fc.option(fc.integer({ min: 11, max: 18 })),
          due2: fc.integer({ min: 14, max: 20 }),
        }),
        { maxLength: 12 },
      ),
      // Held by members who stay where they are: the same hours for everybody of the household.
      busy: fc.array(fc.array(fc.record({ day: fc.integer({ min: 13, max: 18 }), hour: fc.integer({ min: 9, max: 11 }) }), { maxLength: 2 }), {
        minLength: 4,
        maxLength: 4,
      }),
      seats: fc.uniqueArray(
        fc.record({ day: fc.integer({ min: 10, max: 19 }), slot: fc.integer({ min: 0, max: 3 }), desk: fc.integer({ min: 1, max: 3 }) }),
        { maxLength: 24, selector: ({ day, slot, desk }) => `${day}/${slot}/${desk}` },
      ),
    })
    .map(({ people, seats, busy }) => ({
      displaced: people.map(({ household, day, slot, due1, due2 }, ref) =>
        person(ref, {
          householdRef: household, day, startMinute: 540 + 30 * slot, due1, due2,
          busyHours: busy[household - 1]!.map((one) => one.day * 24 + one.hour),
        }),
      ),
      seats: columns(seats.map(({ day, slot, desk }) => [day, 540 + 30 * slot, desk] as const)),
      horizon: 18,
    }));

  it("loses nobody, gives no seat twice and none that is not there, keeps notice, horizon and the household's hours", () => {
    fc.assert(
      fc.property(demand, ({ displaced, seats, horizon }) => {
        const { placements, unplaced, late } = replan({ displaced, seats, horizon });
        assert.deepEqual([...placements, ...unplaced].map(({ ref }) => ref).sort((a, b) => a - b), displaced.map(({ ref }) => ref));
        assert.equal(new Set(placements.map(({ seat }) => seat)).size, placements.length);
        const hours = new Set<string>();
        for (const { ref, seat, sameTime } of placements) {
          const one = displaced[ref]!;
          const day = seats.day[seat]!;
          const minute = seats.startMinute[seat]!;
          assert.equal(sameTime, day === one.day && minute === one.startMinute);
          if (sameTime) continue;
          assert.ok(day >= one.release && day <= horizon);
          const hour = day * 24 + Math.floor(minute / 60);
          assert.ok(!one.busyHours.includes(hour));
          assert.ok(!hours.has(`${one.householdRef}/${hour}`));
          hours.add(`${one.householdRef}/${hour}`);
          assert.equal(late.includes(ref), day > (one.due1 ?? one.due2));
        }
        for (const { ref } of unplaced) assert.ok(late.includes(ref));
      }),
      { numRuns: 1500 },
    );
  });

  it("keeps as many hours as there are desks free at them: nobody is moved in time who need not be", () => {
    fc.assert(
      fc.property(demand, ({ displaced, seats, horizon }) => {
        const key = (day: number, minute: number): string => `${day}/${minute}`;
        const count = (keys: string[]): Map<string, number> => keys.reduce((all, one) => all.set(one, (all.get(one) ?? 0) + 1), new Map<string, number>());
        const free = count(Array.from(seats.day, (day, at) => key(day, seats.startMinute[at]!)));
        const wanted = count(displaced.map(({ day, startMinute }) => key(day, startMinute)));
        const most = [...wanted].reduce((sum, [time, people]) => sum + Math.min(people, free.get(time) ?? 0), 0);
        assert.equal(replan({ displaced, seats, horizon }).placements.filter(({ sameTime }) => sameTime).length, most);
      }),
    );
  });

  it("togetherness costs nobody their term: as many in time as the planner's optimum", () => {
    fc.assert(
      fc.property(demand, ({ displaced, seats, horizon }) => {
        const { placements } = replan({ displaced, seats, horizon });
        const stay = new Set(placements.filter(({ sameTime }) => sameTime).map(({ ref }) => ref));
        const used = new Set(placements.filter(({ sameTime }) => sameTime).map(({ seat }) => seat));
        const left = Array.from(seats.day, (_, at) => at).filter((at) => !used.has(at) && seats.day[at]! >= 13);
        const { score } = planOffice({
          seats: columns(left.map((at) => [seats.day[at]!, seats.startMinute[at]!, seats.desk[at]!] as const)),
          applicants: displaced.filter(({ ref }) => !stay.has(ref)),
          policy: { placeLate: true, horizon },
        });
        const moved = placements.filter(({ sameTime }) => !sameTime);
        const inTime = (due: (one: Displaced) => number | null): number =>
          moved.filter(({ ref, seat }) => due(displaced[ref]!) !== null && seats.day[seat]! <= due(displaced[ref]!)!).length;
        assert.equal(inTime(({ due1 }) => due1), score.onTime1);
        assert.equal(inTime(({ due2 }) => due2), score.onTime2);
        assert.equal(moved.length, score.placed);
      }),
    );
  });

  it("gives one answer, whatever the order in which people are read", () => {
    fc.assert(
      fc.property(demand, fc.infiniteStream(fc.nat()), ({ displaced, seats, horizon }, chance) => {
        const shuffled = displaced.map((one) => [chance.next().value as number, one] as const).sort(([a], [b]) => a - b).map(([, one]) => one);
        const asText = (people: readonly Displaced[]): string => JSON.stringify(replan({ displaced: people, seats, horizon }));
        assert.equal(asText(shuffled), asText(displaced));
      }),
    );
  });

  it("places a month of the largest office in well under a second", (t) => {
    const displaced = Array.from({ length: 4_000 }, (_, ref) =>
      person(ref, { householdRef: ref >> 1, day: 10 + (ref % 20), startMinute: 540 + 30 * (ref % 9), release: 33 }),
    );
    const seats = columns(Array.from({ length: 60 * 9 * 25 }, (_, at) => [33 + Math.floor(at / 225), 540 + 30 * (at % 9), Math.floor(at / 9) % 25] as const));
    const started = performance.now();
    const plan = replan({ displaced, seats, horizon: 120 });
    t.diagnostic(`${Math.round(performance.now() - started)} ms`);
    assert.equal(plan.unplaced.length, 0);
    assert.ok(performance.now() - started < 3_000);
  });
});
