// The planner against every possible plan on small offices, and its rules on any office.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as fc from "fast-check";
import {
  allowedDays,
  bestByTrial,
  gridOfSeats,
  isBetter,
  smallOffice,
  tightOffice,
} from "./brute-force.test.ts";
import { planOffice } from "./plan-office.ts";
import type { Applicant, OfficeDemand, OfficePlan } from "./types.ts";

const ALONE = { people: 5, days: 4, seatsPerDay: 2, households: 0 };
const HOUSEHOLDS = { people: 7, days: 3, seatsPerDay: 4, households: 3 };
const ANY_HOUSEHOLDS = fc.oneof(smallOffice(HOUSEHOLDS), tightOffice(12, 4));

function person(ref: number, given: Partial<Applicant> = {}): Applicant {
  return { ref, householdRef: ref, release: 100, due1: null, due2: 110, rank: ref, busyHours: [], ...given };
}

function dayByRef(demand: OfficeDemand, plan: OfficePlan): Map<number, number> {
  return new Map(plan.assignments.map(({ ref, seat }) => [ref, demand.seats.day[seat]!]));
}

/** Clock hours given and held, per household. */
function hoursByHousehold(demand: OfficeDemand, plan: OfficePlan): Map<number, number[]> {
  const applicantOf = new Map(demand.applicants.map((applicant) => [applicant.ref, applicant]));
  const hours = new Map<number, number[]>();
  const held = new Map<number, Set<number>>();
  for (const { householdRef, busyHours } of demand.applicants) {
    held.set(householdRef, new Set([...(held.get(householdRef) ?? []), ...busyHours]));
  }
  for (const [household, busy] of held) hours.set(household, [...busy]);
  for (const { ref, seat } of plan.assignments) {
    const hour = demand.seats.day[seat]! * 24 + Math.floor(demand.seats.startMinute[seat]! / 60);
    hours.get(applicantOf.get(ref)!.householdRef)!.push(hour);
  }
  return hours;
}

function checkRules(demand: OfficeDemand, plan: OfficePlan): void {
  const used = plan.assignments.map(({ seat }) => seat);
  assert.equal(new Set(used).size, used.length, "a seat is given once");
  const refs = [...plan.assignments, ...plan.unplaced].map(({ ref }) => ref);
  assert.deepEqual(
    refs.toSorted((a, b) => a - b),
    demand.applicants.map(({ ref }) => ref).toSorted((a, b) => a - b),
    "everybody is either placed or not, once",
  );
  const days = dayByRef(demand, plan);
  for (const { ref, release, due1, due2 } of demand.applicants) {
    const day = days.get(ref);
    if (day === undefined) continue;
    assert.ok(day >= release, "minimum notice");
    assert.ok(day <= demand.policy.horizon, "horizon");
    assert.ok(demand.policy.placeLate || day <= Math.max(due1 ?? 0, due2), "nobody late unless allowed");
  }
  const taken = new Set(used);
  const hoursOf = hoursByHousehold(demand, plan);
  for (const { ref, reason } of plan.unplaced) {
    const applicant = demand.applicants.find((one) => one.ref === ref)!;
    const allowed = new Set(allowedDays(applicant, Array.from(demand.seats.day), demand));
    assert.equal(reason === "no-open-day", allowed.size === 0);
    for (let seat = 0; seat < demand.seats.day.length; seat += 1) {
      const day = demand.seats.day[seat]!;
      if (taken.has(seat) || !allowed.has(day)) continue;
      const hour = day * 24 + Math.floor(demand.seats.startMinute[seat]! / 60);
      assert.ok(hoursOf.get(applicant.householdRef)!.includes(hour), "no seat is wasted that he could have");
      assert.equal(reason, "household-hours");
    }
  }
  for (const hours of hoursOf.values()) {
    assert.equal(new Set(hours).size, hours.length, "no two of a household in one clock hour");
  }
}

describe("planOffice against every possible plan", () => {
  it("has the same score and gives each person, by rank, the same day", () => {
    fc.assert(
      fc.property(smallOffice(ALONE), (demand) => {
        const plan = planOffice(demand);
        const best = bestByTrial(demand);
        assert.deepEqual(plan.score, best.score);
        assert.deepEqual(plan.bound, best.score);
        const days = dayByRef(demand, plan);
        const byRank = demand.applicants.toSorted((a, b) => a.rank - b.rank);
        assert.deepEqual(
          byRank.map(({ ref }) => days.get(ref) ?? Infinity),
          best.days,
        );
      }),
      { numRuns: 3000 },
    );
  });
});

describe("planOffice on any office", () => {
  it("keeps its rules, and its bound is never beaten", () => {
    fc.assert(
      fc.property(ANY_HOUSEHOLDS, (demand) => {
        const plan = planOffice(demand);
        checkRules(demand, plan);
        assert.ok(!isBetter(plan.score, plan.bound));
        const hasConflict = plan.unplaced.some(({ reason }) => reason === "household-hours");
        if (!hasConflict) assert.ok(plan.score.placed >= plan.bound.placed);
      }),
      { numRuns: 2000 },
    );
  });

  it("does not depend on the order of seats and applicants", () => {
    fc.assert(
      fc.property(ANY_HOUSEHOLDS, fc.infiniteStream(fc.nat()), (demand, numbers) => {
        const shuffle = <T>(items: readonly T[]): T[] =>
          items
            .map((item) => ({ item, key: numbers.next().value ?? 0 }))
            .sort((a, b) => a.key - b.key)
            .map(({ item }) => item);
        const seatOrder = shuffle([...Array(demand.seats.day.length).keys()]);
        const pick = (column: ArrayLike<number>): number[] => seatOrder.map((seat) => column[seat]!);
        const other: OfficeDemand = {
          ...demand,
          applicants: shuffle(demand.applicants),
          seats: {
            day: pick(demand.seats.day),
            startMinute: pick(demand.seats.startMinute),
            desk: pick(demand.seats.desk),
          },
        };
        const plan = planOffice(demand);
        const mirrored = planOffice(other);
        const back = mirrored.assignments.map(({ ref, seat }) => ({ ref, seat: seatOrder[seat]! }));
        assert.deepEqual({ ...mirrored, assignments: back }, plan);
      }),
      { numRuns: 500 },
    );
  });

  it("run again with what is left, gives nothing more to anybody", () => {
    for (const offices of [smallOffice(ALONE), ANY_HOUSEHOLDS]) {
      fc.assert(
        fc.property(offices, (demand) => {
          const plan = planOffice(demand);
          const again = planOffice(leftOver(demand, plan));
          assert.deepEqual(again.assignments, []);
          assert.deepEqual(
            again.unplaced.map(({ ref }) => ref),
            plan.unplaced.map(({ ref }) => ref),
          );
        }),
        { numRuns: 500 },
      );
    }
  });
});

/** What a second run sees: the seats not given, the people not placed, and the hours that their households now hold. */
function leftOver(demand: OfficeDemand, plan: OfficePlan): OfficeDemand {
  const taken = new Set(plan.assignments.map(({ seat }) => seat));
  const placed = new Set(plan.assignments.map(({ ref }) => ref));
  const hours = hoursByHousehold(demand, plan);
  const keep = (column: ArrayLike<number>): number[] =>
    Array.from(column).filter((_, seat) => !taken.has(seat));
  const { day, startMinute, desk } = demand.seats;
  return {
    ...demand,
    seats: { day: keep(day), startMinute: keep(startMinute), desk: keep(desk) },
    applicants: demand.applicants
      .filter(({ ref }) => !placed.has(ref))
      .map((applicant) => ({ ...applicant, busyHours: hours.get(applicant.householdRef)! })),
  };
}

describe("planOffice, by example", () => {
  const policy = { placeLate: true, horizon: 200 };

  it("gives the early seat to the law's date even when the Region's is then missed", () => {
    const seats = gridOfSeats([
      { day: 100, minutes: [540], desks: 1 },
      { day: 105, minutes: [540], desks: 1 },
    ]);
    const applicants = [person(1, { due2: 101 }), person(2, { due1: 102, due2: 110 })];
    const plan = planOffice({ seats, applicants, policy });
    assert.deepEqual(plan.assignments, [
      { ref: 2, seat: 0 },
      { ref: 1, seat: 1 },
    ]);
    assert.deepEqual(plan.late, [{ ref: 1, due: "due2", days: 4 }]);
  });

  it("leaves out whom it cannot place in time when late places are not wanted", () => {
    const seats = gridOfSeats([
      { day: 100, minutes: [540], desks: 1 },
      { day: 105, minutes: [540], desks: 1 },
    ]);
    const applicants = [person(1, { due2: 101 }), person(2, { due2: 101 }), person(3, { release: 106 })];
    const plan = planOffice({ seats, applicants, policy: { placeLate: false, horizon: 200 } });
    assert.deepEqual(plan.assignments, [{ ref: 1, seat: 0 }]);
    assert.deepEqual(plan.unplaced, [
      { ref: 2, reason: "no-seat-left" },
      { ref: 3, reason: "no-open-day" },
    ]);
  });

  it("puts a household's members in different hours, other than those it holds", () => {
    const seats = gridOfSeats([{ day: 100, minutes: [540, 570, 600, 660], desks: 2 }]);
    const applicants = [1, 2].map((ref) => person(ref, { householdRef: 7, busyHours: [100 * 24 + 10] }));
    const plan = planOffice({ seats, applicants, policy });
    const minutes = plan.assignments.map(({ seat }) => seats.startMinute[seat]!);
    assert.deepEqual(minutes, [540, 660]);
  });

  it("changes places with another day when a household fills its hours, losing nothing", () => {
    const seats = gridOfSeats([100, 101].map((day) => ({ day, minutes: [540, 570], desks: 1 })));
    const applicants = [1, 2, 3, 4].map((ref) => person(ref, { householdRef: ref <= 2 ? 7 : ref }));
    const plan = planOffice({ seats, applicants, policy });
    assert.deepEqual(plan.score, plan.bound);
    assert.deepEqual(
      plan.assignments.map(({ ref }) => ref),
      [1, 3, 2, 4],
    );
  });

  it("reports whom the hours of the household leave without a seat, and gives the seat to another", () => {
    const seats = gridOfSeats([{ day: 100, minutes: [540, 570], desks: 1 }]);
    const applicants = [person(1, { householdRef: 7 }), person(2, { householdRef: 7 }), person(3)];
    const plan = planOffice({ seats, applicants, policy });
    assert.deepEqual(
      plan.assignments.map(({ ref }) => ref).toSorted((a, b) => a - b),
      [1, 3],
    );
    assert.deepEqual(plan.unplaced, [{ ref: 2, reason: "household-hours" }]);
  });

  it("spreads people over the desks, and not always the same desk rests", () => {
    const seats = gridOfSeats([100, 101, 102].map((day) => ({ day, minutes: [540, 570, 600], desks: 3 })));
    const applicants = Array.from({ length: 21 }, (_, ref) => person(ref, { release: 100 + (ref % 3) }));
    const plan = planOffice({ seats, applicants, policy });
    const busiest = new Set<number>();
    for (const day of [100, 101, 102]) {
      const load = [0, 0, 0];
      for (const { seat } of plan.assignments) if (seats.day[seat] === day) load[seats.desk[seat]!]! += 1;
      assert.ok(Math.max(...load) - Math.min(...load) <= 1, `day ${day}: ${load.join(" ")}`);
      busiest.add(load.indexOf(Math.max(...load)));
    }
    assert.ok(busiest.size > 1, "the desk that takes one more changes");
  });

  it("moves, of those who could change places, the last by rank to the later day", () => {
    const seats = gridOfSeats([
      { day: 100, minutes: [540, 600, 660], desks: 1 },
      { day: 101, minutes: [540, 600, 660], desks: 1 },
    ]);
    // Person 6 finds the household's hours taken on the second day; 1, 2 and 3 could each take that place.
    const busyHours = [9, 10, 11].map((hour) => 101 * 24 + hour);
    const applicants = [1, 2, 3, 4, 5].map((ref) => person(ref));
    const plan = planOffice({ seats, applicants: [...applicants, person(6, { busyHours })], policy });
    assert.deepEqual(plan.score, plan.bound);
    const days = plan.assignments.map(({ ref, seat }) => [ref, seats.day[seat]!]);
    assert.deepEqual(
      days.filter(([, day]) => day === 101).map(([ref]) => ref),
      [3, 4, 5],
    );
  });

  it("refuses two equal seats and two equal people", () => {
    const seats = { day: [100, 100], startMinute: [540, 540], desk: [0, 0] };
    assert.throws(() => planOffice({ seats, applicants: [], policy }), RangeError);
    const one = gridOfSeats([{ day: 100, minutes: [540], desks: 1 }]);
    assert.throws(() => planOffice({ seats: one, applicants: [person(1), person(1)], policy }), RangeError);
  });

  it("plans an office without seats and one without people", () => {
    const none = { day: [], startMinute: [], desk: [] };
    assert.deepEqual(planOffice({ seats: none, applicants: [person(1)], policy }).unplaced, [
      { ref: 1, reason: "no-open-day" },
    ]);
    assert.deepEqual(planOffice({ seats: none, applicants: [], policy }).assignments, []);
  });
});
