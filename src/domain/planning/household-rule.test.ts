// The household rule: the joint optimum of days and hours, against every plan where that can be tried, by prices elsewhere.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as fc from "fast-check";
import { bestByTrial, gridOfSeats, hasArrangement, smallOffice, tightOffice } from "./brute-force.test.ts";
import { JointNetwork, HOURS } from "./joint-network.ts";
import { settleJointly } from "./joint-search.ts";
import { seatByRank } from "./arrange.ts";
import { planOffice } from "./plan-office.ts";
import { planDays } from "./plan-plain.ts";
import { networkOf } from "./rehouse.ts";
import type { Applicant, OfficeDemand, Score } from "./types.ts";

function bestJointly(demand: OfficeDemand): Score {
  return bestByTrial(demand, (days) => hasArrangement(demand, days)).score;
}

describe("the household rule, against every possible plan", () => {
  it("places on a single day as many as the hours allow", () => {
    fc.assert(
      fc.property(smallOffice({ people: 6, days: 1, seatsPerDay: 5, households: 3 }), (demand) => {
        assert.deepEqual(planOffice(demand).score, bestJointly(demand));
      }),
      { numRuns: 500 },
    );
  });

  it("is the joint optimum of days and hours in tight offices", (t) => {
    const costs = { runs: 0, moved: 0 };
    const check = (demand: OfficeDemand): void => {
      const { score, bound } = planOffice(demand);
      assert.deepEqual(score, bestJointly(demand));
      costs.runs += 1;
      if (JSON.stringify(score) !== JSON.stringify(bound)) costs.moved += 1;
    };
    fc.assert(fc.property(tightOffice(6, 2), check), { numRuns: 2000 });
    fc.assert(fc.property(tightOffice(5, 3), check), { numRuns: 1000 });
    fc.assert(fc.property(smallOffice({ people: 6, days: 3, seatsPerDay: 4, households: 2 }), check), {
      numRuns: 500,
    });
    t.diagnostic(`${costs.runs} tight offices, in ${costs.moved} of them the rule has a cost`);
    assert.ok(costs.moved > 1000, "the offices are tight");
  });
});

/** No arc with room has a reduced cost below zero: no cycle of moves makes the plan better. */
function checkPrices(network: JointNetwork): void {
  for (let node = 0; node < network.size; node += 1) {
    network.visit(node, (_, reducedCost) => assert.ok(reducedCost >= 0));
  }
}

function checkWhole(network: JointNetwork): void {
  assert.ok(
    network.excess.every((left) => left === 0),
    "everybody has arrived",
  );
  for (let node = 0; node < network.size; node += 1)
    assert.ok(!network.hasNeed(node), "no seat is only said to be taken");
}

/** A network of one class per row, drawn: nobody is seated, everybody waits, so that every price is the search's own. */
const NETWORK = fc.record({
  days: fc.integer({ min: 1, max: 4 }),
  households: fc.array(fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 3 }), {
    minLength: 1,
    maxLength: 8,
  }),
  room: fc.array(fc.nat({ max: 2 }), { minLength: 12, maxLength: 12 }),
  costs: fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 20, maxLength: 20 }),
});

it("proves its optimum by prices that leave no arc below zero", () => {
  fc.assert(
    fc.property(NETWORK, ({ days, households, room, costs }) => {
      const classOf: number[] = [];
      const householdOf: number[] = [];
      const start = [0];
      households.forEach((classes, household) => {
        for (const one of new Set(classes)) {
          classOf.push(one);
          householdOf.push(household);
        }
        start.push(classOf.length);
      });
      const ints = (numbers: readonly number[]): Int32Array => Int32Array.from(numbers);
      const table = {
        rowOf: ints([]),
        classOf: ints(classOf),
        householdOf: ints(householdOf),
        start: ints(start),
      };
      const cost = Float64Array.from({ length: 4 * (days + 1) }, (_, at) =>
        at % (days + 1) === days ? 100 : costs[at]!,
      );
      const slots = new Int32Array(days * HOURS);
      room
        .slice(0, 3 * days)
        .forEach((seats, at) => (slots[Math.floor(at / 3) * HOURS + 9 + (at % 3)] = seats));
      const network = new JointNetwork(table, cost, slots);
      for (let row = 0; row < network.rows; row += 1)
        for (let time = 0; time <= row % 3; time += 1) network.wait(row);
      const columnPrice = new Float64Array(days + 1);
      const rowPrice = Float64Array.from({ length: 4 }, (_, one) =>
        Math.min(...cost.subarray(one * (days + 1), (one + 1) * (days + 1))),
      );
      network.start({ flow: new Int32Array(), rowPrice, columnPrice });
      checkPrices(network);
      settleJointly(network);
      checkPrices(network);
      checkWhole(network);
    }),
    { numRuns: 1000 },
  );
});

/** Households with adjacent ranks and the same dates, in an office of few desks and hours. */
function denseOffice(people: number, desks: number, household: number, hours: number): OfficeDemand {
  const days = Array.from({ length: 60 }, (_, day) => 18_148 + day);
  const perHour = Math.ceil(9 / hours);
  const minutes = Array.from(
    { length: 9 },
    (_, seat) => 540 + 60 * Math.floor(seat / perHour) + (seat % perHour),
  );
  const applicants = Array.from({ length: people }, (_, ref): Applicant => {
    const number = Math.floor(ref / household);
    const release = 18_148 + ((number * 7) % 50);
    const busyHours = [0, 1, 2].map((held) => (18_148 + ((number + held) % 60)) * 24 + 9 + (held % hours));
    return {
      ref,
      householdRef: number,
      release,
      due1: release + 8,
      due2: release + 20,
      rank: ref,
      busyHours,
    };
  });
  const seats = gridOfSeats(days.map((day) => ({ day, minutes, desks })));
  return { seats, applicants, policy: { placeLate: true, horizon: 18_300 } };
}

describe("dense conflicts (the time is printed, never judged)", () => {
  const cases = [
    { people: 600, desks: 1, household: 4, hours: 1 },
    { people: 600, desks: 1, household: 6, hours: 1 },
    { people: 600, desks: 1, household: 6, hours: 5 },
    { people: 1000, desks: 2, household: 6, hours: 1 },
    { people: 1000, desks: 2, household: 6, hours: 3 },
  ];
  for (const { people, desks, household, hours } of cases) {
    it(`${people} people, ${desks} desks, households of ${household}, ${hours} hours a day`, (t) => {
      const demand = denseOffice(people, desks, household, hours);
      const start = performance.now();
      const { score, bound, assignments, unplaced } = planOffice(demand);
      const time = performance.now() - start;
      t.diagnostic(`${time.toFixed(0)} ms, placed ${score.placed} of ${bound.placed}`);
      assert.equal(assignments.length + unplaced.length, people);
      const hoursTaken = assignments.map(({ ref, seat }) => {
        const hour = demand.seats.day[seat]! * 24 + Math.floor(demand.seats.startMinute[seat]! / 60);
        assert.ok(!demand.applicants[ref]!.busyHours.includes(hour));
        return `${Math.floor(ref / household)} ${hour}`;
      });
      assert.equal(new Set(hoursTaken).size, assignments.length, "no two of a household in one clock hour");
      const plan = planDays(demand);
      const { boards, waiting } = seatByRank(demand.seats, demand.applicants, plan);
      assert.ok(waiting.length > 20, "hours are short");
      const { network } = networkOf(boards, plan, demand.applicants, waiting);
      checkPrices(network);
      settleJointly(network);
      checkPrices(network);
      checkWhole(network);
    });
  }
});
