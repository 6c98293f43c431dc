// Stands beside the tests and has none of its own: small offices at random, and the best plan found by trying every one.

import * as fc from "fast-check";
import type { Applicant, OfficeDemand, Score, SeatColumns } from "./types.ts";

/** Every day from which `applicant` may get a seat under the policy, among `days`. */
export function allowedDays(applicant: Applicant, days: readonly number[], demand: OfficeDemand): number[] {
  const { placeLate, horizon } = demand.policy;
  const { release, due1, due2 } = applicant;
  return days.filter(
    (day) => day >= release && day <= horizon && (placeLate || day <= due2 || (due1 !== null && day <= due1)),
  );
}

export interface BestPlan {
  readonly score: Score;
  /** Day by rank; Infinity = none. The first in lexicographic order among the best plans. */
  readonly days: readonly number[];
}

/** Tries every plan on days. `isPossible` may refuse a complete plan (day by position, Infinity = none). */
export function bestByTrial(
  demand: OfficeDemand,
  isPossible: (days: readonly number[]) => boolean = () => true,
): BestPlan {
  const { applicants, seats, policy } = demand;
  const free = new Map<number, number>();
  for (const day of Array.from(seats.day)) {
    if (day <= policy.horizon) free.set(day, (free.get(day) ?? 0) + 1);
  }
  const days = [...free.keys()].sort((a, b) => a - b);
  const choices = applicants.map((applicant) => [...allowedDays(applicant, days, demand), Infinity]);
  const ranked = applicants
    .map((_, index) => index)
    .sort((a, b) => applicants[a]!.rank - applicants[b]!.rank);
  const chosen = applicants.map(() => Infinity);
  let best: number[] | null = null;
  const judge = (): void => {
    const { onTime1, onTime2, placed, lateness, daySum } = scoreOf(applicants, chosen, days);
    const vector = [-onTime1, -onTime2, -placed, lateness, daySum, ...ranked.map((index) => chosen[index]!)];
    if ((best === null || isLess(vector, best)) && isPossible(chosen)) best = vector;
  };
  const go = (index: number): void => {
    if (index === applicants.length) return judge();
    for (const day of choices[index]!) {
      if (day !== Infinity && free.get(day) === 0) continue;
      if (day !== Infinity) free.set(day, free.get(day)! - 1);
      chosen[index] = day;
      go(index + 1);
      if (day !== Infinity) free.set(day, free.get(day)! + 1);
    }
  };
  go(0);
  const [onTime1, onTime2, placed, lateness, daySum, ...rest] = best!;
  return {
    score: { onTime1: 0 - onTime1!, onTime2: 0 - onTime2!, placed: 0 - placed!, lateness: lateness!, split: 0, daySum: daySum! },
    days: rest,
  };
}

/** `open`: days with a seat. Lateness is counted from the date, or where no seat could meet it, from the day before the first possible. */
export function scoreOf(applicants: readonly Applicant[], days: readonly number[], open: readonly number[]): Score {
  const first = open[0] ?? 0;
  const lateBy = (applicant: Applicant, day: number): number => {
    const soonest = open.find((one) => one >= applicant.release) ?? Infinity;
    const beyond = (due: number): number => (day <= due ? 0 : Math.min(day - due, day - soonest + 1));
    return (applicant.due1 === null ? 0 : beyond(applicant.due1)) + beyond(applicant.due2);
  };
  const placed = days.filter((day) => day !== Infinity);
  return {
    onTime1: applicants.filter(({ due1 }, index) => due1 !== null && days[index]! <= due1).length,
    onTime2: applicants.filter(({ due2 }, index) => days[index]! <= due2).length,
    placed: placed.length,
    lateness: applicants.reduce((sum, one, index) => sum + (days[index] === Infinity ? 0 : lateBy(one, days[index]!)), 0),
    split: 0,
    daySum: placed.reduce((sum, day) => sum + day - first, 0),
  };
}

/** Whether a is strictly better than b in the order of the planner. */
export function isBetter(a: Score, b: Score): boolean {
  const vector = (score: Score): number[] => [-score.onTime1, -score.onTime2, -score.placed, score.lateness, score.split, score.daySum];
  return isLess(vector(a), vector(b));
}

function isLess(a: readonly number[], b: readonly number[]): boolean {
  for (let index = 0; index < a.length; index += 1) {
    if (a[index] !== b[index]) return a[index]! < b[index]!;
  }
  return false;
}

/** Seats of a day: `minutes` × `desks`. */
export function gridOfSeats(
  grid: readonly { day: number; minutes: readonly number[]; desks: number }[],
): SeatColumns {
  const seats = grid.flatMap(({ day, minutes, desks }) =>
    minutes.flatMap((startMinute) =>
      Array.from({ length: desks }, (_, desk) => ({ day, startMinute, desk })),
    ),
  );
  return {
    day: seats.map(({ day }) => day),
    startMinute: seats.map(({ startMinute }) => startMinute),
    desk: seats.map(({ desk }) => desk),
  };
}

export interface Sizes {
  readonly people: number;
  readonly days: number;
  readonly seatsPerDay: number;
  /** Households are drawn from so many; 0 = everybody alone. */
  readonly households: number;
}

/** A small office: days 100 …, hours from 9:00 one seat each two to an hour, dates in any order, some already past. */
export function smallOffice({ people, days, seatsPerDay, households }: Sizes): fc.Arbitrary<OfficeDemand> {
  const day = fc.integer({ min: 99, max: 100 + days });
  const person = fc.record({
    household: fc.nat({ max: Math.max(0, households - 1) }),
    release: day,
    due1: fc.option(day, { nil: null, freq: 2 }),
    due2: day,
    busy: fc.array(fc.tuple(fc.integer({ min: 100, max: 99 + days }), fc.integer({ min: 9, max: 10 })), {
      maxLength: 1,
    }),
  });
  return fc
    .record({
      persons: fc.array(person, { minLength: 1, maxLength: people }),
      ranks: fc
        .constant(null)
        .chain(() => fc.shuffledSubarray([...Array(people).keys()], { minLength: people })),
      perDay: fc.array(fc.nat({ max: seatsPerDay }), { minLength: days, maxLength: days }),
      placeLate: fc.boolean(),
      horizon: fc.integer({ min: 98 + days, max: 100 + days }),
    })
    .map(({ persons, ranks, perDay, placeLate, horizon }) => ({
      seats: {
        day: perDay.flatMap((count, index) => Array.from({ length: count }, () => 100 + index)),
        startMinute: perDay.flatMap((count) => Array.from({ length: count }, (_, seat) => 540 + 30 * seat)),
        desk: perDay.flatMap((count) => Array.from({ length: count }, () => 0)),
      },
      applicants: persons.map((one, index) => ({
        ref: 1000 + index,
        householdRef: households === 0 ? index : one.household,
        release: one.release,
        due1: one.due1,
        due2: one.due2,
        rank: ranks[index]!,
        busyHours: households === 0 ? [] : one.busy.map(([busyDay, hour]) => busyDay * 24 + hour),
      })),
      policy: { placeLate, horizon },
      openDays: Array.from({ length: days }, (_, index) => 100 + index),
    }));
}

/** Whether those with a day can be given hours so that no household meets itself: tries every one. */
export function hasArrangement(demand: OfficeDemand, days: readonly number[]): boolean {
  const free = new Map<number, number>();
  for (let seat = 0; seat < demand.seats.day.length; seat += 1) {
    const hour = demand.seats.day[seat]! * 24 + Math.floor(demand.seats.startMinute[seat]! / 60);
    free.set(hour, (free.get(hour) ?? 0) + 1);
  }
  const taken = new Set<string>();
  for (const { householdRef, busyHours } of demand.applicants) {
    for (const hour of busyHours) taken.add(`${householdRef} ${hour}`);
  }
  const go = (index: number): boolean => {
    if (index === days.length) return true;
    if (days[index] === Infinity) return go(index + 1);
    const household = demand.applicants[index]!.householdRef;
    for (const [hour, left] of free) {
      const key = `${household} ${hour}`;
      if (Math.floor(hour / 24) !== days[index] || left === 0 || taken.has(key)) continue;
      free.set(hour, left - 1);
      taken.add(key);
      if (go(index + 1)) return true;
      free.set(hour, left);
      taken.delete(key);
    }
    return false;
  };
  return go(0);
}

/** A small office where households are many and hours few: several desks, one or two hours a day. */
export function tightOffice(people: number, days: number): fc.Arbitrary<OfficeDemand> {
  const day = fc.integer({ min: 99, max: 100 + days });
  const person = fc.record({
    household: fc.nat({ max: 2 }),
    release: fc.oneof(fc.constant(100), day),
    due1: fc.option(day, { nil: null, freq: 2 }),
    due2: day,
    busyHours: fc.array(
      fc.integer({ min: 100, max: 99 + days }).map((held) => held * 24 + 9),
      { maxLength: 1 },
    ),
  });
  const hours = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 2 });
  return fc
    .record({
      persons: fc.array(person, { minLength: people - 2, maxLength: people }),
      ranks: fc.shuffledSubarray([...Array(people).keys()], { minLength: people }),
      perDay: fc.array(hours, { minLength: days, maxLength: days }),
      placeLate: fc.boolean(),
    })
    .map(({ persons, ranks, perDay, placeLate }) => {
      const places = perDay.flatMap((desksByHour, index) =>
        desksByHour.map((desks, hour) => ({ day: 100 + index, minutes: [540 + 60 * hour], desks })),
      );
      return {
        seats: gridOfSeats(places),
        applicants: persons.map(({ household, ...rest }, ref) => ({
          ...{ ...rest, ref, householdRef: household, rank: ranks[ref]! },
        })),
        policy: { placeLate, horizon: 100 + days },
        openDays: Array.from({ length: days }, (_, index) => 100 + index),
      };
    });
}
