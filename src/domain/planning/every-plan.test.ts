// Offices with skills, languages, branches, long appointments and households: the planner against the best of every possible plan.

import assert from "node:assert/strict";
import { it } from "node:test";
import { planOffice } from "./plan-office.ts";
import type { Applicant, OfficeDemand, OfficePlan } from "./types.ts";

/** Instances of each kind; the long form is run by hand: `CONVOCA_PLANNING_LONG=4000`. */
const EACH = Number(process.env["CONVOCA_PLANNING_LONG"] ?? 60);

type Below = (limit: number) => number;

function numbers(seed: number): Below {
  let state = Math.imul(seed + 1, 2_654_435_761) >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

interface Kind {
  readonly lengths: readonly number[];
  readonly households: number;
  readonly rule: "apart" | "one-day";
  readonly skills: boolean;
  readonly branches: boolean;
}

const KINDS: Readonly<Record<string, Kind>> = {
  "skills and languages": { lengths: [1], households: 0, rule: "apart", skills: true, branches: false },
  "skills and branches": { lengths: [1], households: 0, rule: "apart", skills: true, branches: true },
  durations: { lengths: [1, 1, 2, 3], households: 0, rule: "apart", skills: false, branches: false },
  "households on one day": { lengths: [1], households: 3, rule: "one-day", skills: false, branches: false },
  "households apart, with skills": { lengths: [1], households: 3, rule: "apart", skills: true, branches: false },
  everything: { lengths: [1, 1, 2], households: 3, rule: "one-day", skills: true, branches: true },
};

/** Two or three days of one or two desks, some seats taken or given to two people; up to five people who may need something. */
function office(below: Below, kind: Kind): OfficeDemand {
  const seats = { day: [] as number[], startMinute: [] as number[], desk: [] as number[], lane: [] as number[], skills: [] as number[], site: [] as number[] };
  const days = 2 + below(2);
  const desks = 1 + below(2);
  for (let day = 0; day < days; day += 1) {
    for (let desk = 0; desk < desks; desk += 1) {
      const able = kind.skills ? below(4) : 0;
      for (const minute of [570, 600, 630, 660].slice(0, 2 + below(3))) {
        if (below(5) === 0) continue;
        for (let lane = 0; lane <= (below(8) === 0 ? 1 : 0); lane += 1) {
          seats.day.push(100 + day + (day > 1 ? 2 : 0));
          seats.startMinute.push(minute);
          seats.desk.push(desk);
          seats.lane.push(lane);
          seats.skills.push(able);
          seats.site.push(kind.branches ? desk : 0);
        }
      }
    }
  }
  const people = 2 + below(4);
  const ranks = Array.from({ length: people }, (_, index) => ({ index, key: below(1000) })).sort((a, b) => a.key - b.key).map(({ index }) => index);
  const applicants: Applicant[] = Array.from({ length: people }, (_, ref) => ({
    ref,
    householdRef: kind.households === 0 ? ref : below(kind.households),
    release: 99 + below(3),
    due1: below(2) === 0 ? null : 99 + below(6),
    due2: 99 + below(6),
    rank: ranks[ref]!,
    busyHours: kind.households > 0 && below(4) === 0 ? [(100 + below(2)) * 24 + 9 + below(2)] : [],
    needs: kind.skills && below(2) === 0 ? 1 + below(3) : 0,
    length: kind.lengths[below(kind.lengths.length)]!,
    ...(kind.branches ? { distances: [below(30), below(30)] } : {}),
  }));
  return { seats, applicants, policy: { placeLate: below(3) > 0, horizon: 103 + below(2), household: kind.rule } };
}

interface Place {
  readonly seats: readonly number[];
  readonly day: number;
  readonly hours: readonly number[];
  /** What this person costs there, in the order of aims. */
  readonly cost: readonly number[];
}

/** Every place of a person, and none at all. */
function placesOf({ seats, policy }: OfficeDemand, one: Applicant): Place[] {
  const open = Array.from(seats.day);
  const usable = open.filter((day) => day <= policy.horizon);
  const soonest = Math.min(...usable.filter((day) => day >= one.release));
  const first = Math.min(...usable);
  const places: Place[] = [{ seats: [], day: Infinity, hours: [], cost: [one.due1 === null ? 0 : 1, 1, 1, 0, 0] }];
  open.forEach((day, seat) => {
    const late1 = one.due1 !== null && day > one.due1;
    const late2 = day > one.due2;
    if (day < one.release || day > policy.horizon || (!policy.placeLate && late2 && (one.due1 === null || late1))) return;
    const row: number[] = [];
    for (let step = 0; step < (one.length ?? 1); step += 1) {
      row.push(open.findIndex((other, index) =>
        other === day && seats.desk[index] === seats.desk[seat] && seats.lane![index] === seats.lane![seat] && seats.startMinute[index] === seats.startMinute[seat]! + 30 * step));
    }
    const needs = one.needs ?? 0;
    if (row.includes(-1) || (seats.skills![seat]! & needs) !== needs) return;
    const hours = row.map((index) => day * 24 + Math.floor(seats.startMinute[index]! / 60));
    if (hours.some((hour) => one.busyHours.includes(hour))) return;
    const beyond = (due: number | null): number => (due === null ? 0 : Math.max(0, Math.min(day - due, day - soonest + 1)));
    places.push({ seats: row, day, hours, cost: [late1 ? 1 : 0, late2 ? 1 : 0, 0, beyond(one.due1) + beyond(one.due2), day - first] });
  });
  return places;
}

/** The best of every plan: misses, misses, without a seat, days late, households on two days, days; then days by rank, and the way. */
function best(demand: OfficeDemand): number[] {
  const { applicants, policy } = demand;
  const byRank = applicants.toSorted((a, b) => a.rank - b.rank);
  const busy = Map.groupBy(applicants, (one) => one.householdRef);
  const places = byRank.map((one) => placesOf(demand, one).filter(({ hours }) =>
    hours.every((hour) => !busy.get(one.householdRef)!.some((other) => other.busyHours.includes(hour)))));
  const chosen: Place[] = [];
  const taken = new Set<number>();
  const hours = new Set<string>();
  let least: number[] | null = null;
  const sumOf = (aim: number): number => chosen.reduce((sum, place) => sum + place.cost[aim]!, 0);
  const split = (): number => {
    if (policy.household !== "one-day") return 0;
    const days = new Map<number, Set<number>>();
    chosen.forEach(({ day }, index) => {
      const household = byRank[index]!.householdRef;
      if (day !== Infinity) days.set(household, (days.get(household) ?? new Set()).add(day));
    });
    return [...days.values()].filter((set) => set.size > 1).length;
  };
  const go = (index: number): void => {
    const vector = [sumOf(0), sumOf(1), sumOf(2), sumOf(3), split(), sumOf(4)];
    if (least !== null && isLess(least.slice(0, 6), vector)) return;
    if (index === byRank.length) {
      const way = chosen.reduce((sum, { seats }, at) => sum + (seats.length === 0 ? 0 : (byRank[at]!.distances?.[demand.seats.site![seats[0]!]!] ?? 0)), 0);
      const whole = [...vector, ...chosen.map(({ day }) => day), way];
      if (least === null || isLess(whole, least)) least = whole;
      return;
    }
    const { householdRef } = byRank[index]!;
    for (const place of places[index]!) {
      const keys = place.hours.map((hour) => `${householdRef}/${hour}`);
      if (place.seats.some((seat) => taken.has(seat)) || keys.some((key) => hours.has(key))) continue;
      const fresh = [...new Set(keys)];
      place.seats.forEach((seat) => taken.add(seat));
      fresh.forEach((key) => hours.add(key));
      chosen.push(place);
      go(index + 1);
      chosen.pop();
      place.seats.forEach((seat) => taken.delete(seat));
      fresh.forEach((key) => hours.delete(key));
    }
  };
  go(0);
  return least!;
}

function isLess(a: readonly number[], b: readonly number[]): boolean {
  for (let index = 0; index < a.length; index += 1) if (a[index] !== b[index]) return a[index]! < b[index]!;
  return false;
}

function vectorOf({ applicants }: OfficeDemand, { score }: OfficePlan): number[] {
  const dated = applicants.filter(({ due1 }) => due1 !== null).length;
  return [dated - score.onTime1, applicants.length - score.onTime2, applicants.length - score.placed, score.lateness, score.split, score.daySum];
}

/** No seat twice, no hour of a household twice, needs met: read from the plan itself. */
function checkRules({ seats, applicants, policy }: OfficeDemand, plan: OfficePlan): void {
  const taken = new Set<number>();
  const hours = new Set(applicants.flatMap(({ householdRef, busyHours }) => busyHours.map((hour) => `${householdRef}/${hour}`)));
  for (const { ref, seat } of plan.assignments) {
    const { length = 1, needs = 0, householdRef, release } = applicants[ref]!;
    assert.equal(seats.skills![seat]! & needs, needs);
    assert.ok(seats.day[seat]! >= release && seats.day[seat]! <= policy.horizon);
    const own = new Set<string>();
    for (let step = 0; step < length; step += 1) {
      const next = Array.from(seats.day).findIndex((day, index) =>
        day === seats.day[seat] && seats.desk[index] === seats.desk[seat] && seats.lane![index] === seats.lane![seat] && seats.startMinute[index] === seats.startMinute[seat]! + 30 * step);
      assert.ok(next >= 0 && !taken.has(next), "a row of free seats");
      taken.add(next);
      own.add(`${householdRef}/${seats.day[next]! * 24 + Math.floor(seats.startMinute[next]! / 60)}`);
    }
    for (const hour of own) {
      assert.ok(!hours.has(hour), "an hour of the household");
      hours.add(hour);
    }
  }
}

for (const [name, kind] of Object.entries(KINDS)) {
  it(`is the best of every plan: ${name}`, (t) => {
    let byBound = 0;
    for (let seed = 0; seed < EACH; seed += 1) {
      const demand = office(numbers(seed), kind);
      const plan = planOffice(demand);
      const expected = best(demand);
      checkRules(demand, plan);
      assert.deepEqual(vectorOf(demand, plan), expected.slice(0, 6), `seed ${seed}`);
      assert.ok(plan.proved, `seed ${seed}: proved`);
      if (plan.score.daySum === plan.bound.daySum) byBound += 1;
      if (kind.lengths.length > 1 || kind.households > 0) continue;
      const dayOf = new Map(plan.assignments.map(({ ref, seat }) => [ref, demand.seats.day[seat]!]));
      const days = demand.applicants.toSorted((a, b) => a.rank - b.rank).map(({ ref }) => dayOf.get(ref) ?? Infinity);
      assert.deepEqual([...days, plan.kilometres], expected.slice(6), `seed ${seed}: by rank, then the way`);
    }
    t.diagnostic(`${EACH} offices, ${byBound} of them equal to the bound already`);
  });
}
