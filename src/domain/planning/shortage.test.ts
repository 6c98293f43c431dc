// Shortage: the extra seats do, one fewer does not; counts and days by example.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as fc from "fast-check";
import { gridOfSeats, smallOffice } from "./brute-force.test.ts";
import { planOffice } from "./plan-office.ts";
import { leastExtraSeats } from "./shortage.ts";
import type { Applicant, OfficeDemand, Shortage } from "./types.ts";

const SIZES = { people: 12, days: 4, seatsPerDay: 2, households: 0 };

/** The same office with `extra` more seats on every open day up to the horizon. */
function withExtra(demand: OfficeDemand, extra: number): OfficeDemand {
  const days = (demand.openDays ?? []).filter((day) => day <= demand.policy.horizon);
  const more = gridOfSeats(days.map((day) => ({ day, minutes: [1000], desks: extra })));
  const join = (a: ArrayLike<number>, b: ArrayLike<number>): number[] => [...Array.from(a), ...Array.from(b)];
  return {
    ...demand,
    seats: {
      day: join(demand.seats.day, more.day),
      startMinute: join(demand.seats.startMinute, more.startMinute),
      desk: join(demand.seats.desk, more.desk),
    },
  };
}

function missedOf(demand: OfficeDemand): { due1: number; due2: number } {
  const { shortages } = planOffice(demand);
  const avoidable = (found: Shortage | undefined): number =>
    found === undefined ? 0 : found.missed - found.beyondHelp;
  return {
    due1: avoidable(shortages.find(({ due }) => due === "due1")),
    due2: avoidable(shortages.find(({ due }) => due === "due2")),
  };
}

describe("extra seats are the exact minimum", () => {
  it("for the law's date, planned together with the other", () => {
    fc.assert(
      fc.property(smallOffice(SIZES), (demand) => {
        const found = planOffice(demand).shortages.find(({ due }) => due === "due1");
        const extra = found?.extraSeatsPerDay ?? 0;
        assert.equal(missedOf(withExtra(demand, extra)).due1, 0);
        if (extra > 0) assert.ok(missedOf(withExtra(demand, extra - 1)).due1 > 0);
      }),
      { numRuns: 1000 },
    );
  });

  it("for the Region's date, taken alone", () => {
    fc.assert(
      fc.property(smallOffice(SIZES), (demand) => {
        const alone = { ...demand, applicants: demand.applicants.map((one) => ({ ...one, due1: null })) };
        const found = planOffice(alone).shortages.find(({ due }) => due === "due2");
        const extra = found?.extraSeatsPerDay ?? 0;
        assert.equal(missedOf(withExtra(alone, extra)).due2, 0);
        if (extra > 0) assert.ok(missedOf(withExtra(alone, extra - 1)).due2 > 0);
        const together = planOffice(demand).shortages.find(({ due }) => due === "due2");
        if (together !== undefined) assert.equal(together.extraSeatsPerDay, extra);
      }),
      { numRuns: 1000 },
    );
  });

  it("for both dates together", () => {
    fc.assert(
      fc.property(smallOffice(SIZES), (demand) => {
        const extra = planOffice(demand).extraSeatsPerDayForAll;
        assert.deepEqual(missedOf(withExtra(demand, extra)), { due1: 0, due2: 0 });
        if (extra === 0) return;
        const { due1, due2 } = missedOf(withExtra(demand, extra - 1));
        assert.ok(due1 + due2 > 0);
      }),
      { numRuns: 1000 },
    );
  });

  it("agrees with its own bottleneck", () => {
    fc.assert(
      fc.property(smallOffice(SIZES), (demand) => {
        for (const { bottleneck, extraSeatsPerDay } of planOffice(demand).shortages) {
          if (bottleneck === null) {
            assert.equal(extraSeatsPerDay, 0);
            continue;
          }
          const { persons, seats, openDays, from, to } = bottleneck;
          assert.equal(extraSeatsPerDay, Math.ceil((persons - seats) / openDays));
          const inside = Array.from(demand.seats.day).filter((day) => day >= from && day <= to);
          assert.equal(seats, inside.length);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("shortage, by example", () => {
  function people(amount: number, given: Partial<Applicant> = {}): Applicant[] {
    return Array.from({ length: amount }, (_, ref) => ({
      ...{ ref, householdRef: ref, release: 100, due1: null, due2: 104, rank: ref, busyHours: [] },
      ...given,
    }));
  }

  it("says how many, from which day, and how many seats more", () => {
    const seats = gridOfSeats([100, 101, 104, 107].map((day) => ({ day, minutes: [540, 570], desks: 1 })));
    const plan = planOffice({ seats, applicants: people(11), policy: { placeLate: true, horizon: 200 } });
    assert.deepEqual(plan.shortages, [
      {
        due: "due2",
        concerned: 11,
        missed: 5,
        placedLate: 2,
        notPlaced: 3,
        beyondHelp: 0,
        householdHours: 0,
        exhaustedFrom: 100,
        lastDue: 104,
        extraSeatsPerDay: 2,
        bottleneck: { from: 100, to: 104, persons: 11, seats: 6, openDays: 3 },
      },
    ]);
    assert.equal(plan.extraSeatsPerDayForAll, 2);
  });

  it("counts apart those whom no number of seats could help", () => {
    const seats = gridOfSeats([
      { day: 100, minutes: [540], desks: 1 },
      { day: 110, minutes: [540], desks: 9 },
    ]);
    const applicants = people(2, { release: 101 });
    const [found] = planOffice({ seats, applicants, policy: { placeLate: true, horizon: 200 } }).shortages;
    assert.deepEqual(
      [found?.missed, found?.placedLate, found?.beyondHelp, found?.extraSeatsPerDay, found?.exhaustedFrom],
      [2, 2, 2, 0, null],
    );
  });

  it("counts open days on which every seat is already held", () => {
    const open = { days: Int32Array.of(100, 101), seats: Int32Array.of(0, 0) };
    const needs = people(3).map(({ release, due2 }) => ({ release, due: due2 }));
    assert.equal(leastExtraSeats(needs, open).perDay, 2);
  });

  it("asks for nothing when nothing is missing", () => {
    const open = { days: Int32Array.of(100), seats: Int32Array.of(3) };
    const needs = people(3).map(({ release, due2 }) => ({ release, due: due2 }));
    assert.deepEqual(leastExtraSeats(needs, open), { perDay: 0, beyondHelp: 0, bottleneck: null });
  });
});
