// The whole Region at once: everybody keeps the rules, and the time is printed (never judged).

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { gridOfSeats } from "./brute-force.test.ts";
import { planOffice } from "./plan-office.ts";
import type { Applicant, OfficeDemand } from "./types.ts";

const OFFICES = 46;
const PEOPLE = 126_921;
const FIRST_DAY = 18_148;

/** Offices of unlike size (like the real ones), 70 open days, thirty dates of grant, seats for `fill` of the people. */
function region(fill: number, membersPerHousehold: number): OfficeDemand[] {
  const weights = Array.from({ length: OFFICES }, (_, index) => 1 / (index + 8));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let left = PEOPLE;
  return weights.map((weight, index) => {
    const people = index === OFFICES - 1 ? left : Math.round((PEOPLE * weight) / total);
    left -= people;
    return office(index, people, fill, membersPerHousehold);
  });
}

function office(index: number, people: number, fill: number, membersPerHousehold: number): OfficeDemand {
  const days = Array.from({ length: 70 }, (_, day) => FIRST_DAY + day + 2 * Math.floor(day / 5));
  const minutes = [540, 570, 600, 630, 660, 690, 720, 750, 780];
  const perMinute = (people * fill) / (days.length * minutes.length);
  const desks = Math.ceil(perMinute);
  const grid = days.map((day, place) => ({
    day,
    minutes,
    desks: place % 2 === 0 ? desks : Math.max(1, Math.floor(perMinute)),
  }));
  const applicants: Applicant[] = Array.from({ length: people }, (_, ref) => {
    const wave = Math.imul(ref + 1, 2_654_435_761) >>> 0;
    const grant = wave % 30;
    const household = Math.floor(ref / membersPerHousehold);
    return {
      ref,
      householdRef: household,
      release: FIRST_DAY + (grant < 10 ? 0 : grant),
      due1: grant % 5 === 0 ? null : FIRST_DAY + 20 + grant,
      due2: FIRST_DAY + 95,
      rank: Math.imul(wave, 40_503) >>> 0,
      busyHours: membersPerHousehold === 1 ? [] : [(FIRST_DAY + (household % 60)) * 24 + 9 + (household % 5)],
    };
  });
  return {
    seats: gridOfSeats(grid),
    applicants,
    policy: { placeLate: true, horizon: FIRST_DAY + 110 + index },
  };
}

describe("126,921 people in 46 offices over 70 days", () => {
  const cases = [
    { name: "first wave, seats enough", fill: 1.15, members: 1 },
    { name: "first wave, seats for four in five", fill: 0.8, members: 1 },
    { name: "second wave, three of a household, with held hours", fill: 1.1, members: 3 },
  ];
  for (const { name, fill, members } of cases) {
    it(name, (t) => {
      const offices = region(fill, members);
      const start = performance.now();
      const plans = offices.map((demand) => planOffice(demand));
      const time = performance.now() - start;
      const sum = (pick: (plan: (typeof plans)[number]) => number): number =>
        plans.reduce((all, plan) => all + pick(plan), 0);
      const placed = sum((plan) => plan.score.placed);
      const late = sum((plan) => plan.late.length);
      t.diagnostic(`${name}: ${time.toFixed(0)} ms, placed ${placed}, dates missed ${late}`);
      assert.equal(
        sum((plan) => plan.score.placed + plan.unplaced.length),
        PEOPLE,
      );
      plans.forEach((plan, index) => {
        assert.equal(new Set(plan.assignments.map(({ seat }) => seat)).size, plan.assignments.length);
        assert.deepEqual(plan.score, plan.bound, `office ${index}: the rule on hours cost nothing`);
      });
    });
  }
});
