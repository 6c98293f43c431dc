// In-day arrangement: gives everybody an hour and a desk, keeping the members of a household out of each other's hour.

import { Boards, hourOf } from "./boards.ts";
import { rehouse } from "./rehouse.ts";
import { restoreRank } from "./restore-rank.ts";
import type { DayPlan } from "./boards.ts";
import type { Applicant, SeatColumns } from "./types.ts";

export interface Arrangement {
  /** Seat number per applicant (by position), -1 = none. */
  readonly seatOf: Int32Array;
  /** Positions left without a seat because of the hours of their household. */
  readonly conflicts: ReadonlySet<number>;
}

/**
 * Arranges each day in order of rank. When there are people whom their day cannot take, the days are planned again with
 * the household rule in it (`rehouse`); otherwise the day-level optimum stands, and the rule has cost nothing.
 */
export function arrange(columns: SeatColumns, applicants: readonly Applicant[], plan: DayPlan): Arrangement {
  const { boards, waiting } = seatByRank(columns, applicants, plan);
  if (waiting.length === 0) return { seatOf: numberSeats(columns, boards, plan), conflicts: new Set() };
  const before = plan.columnOf.slice();
  rehouse(boards, plan, applicants, waiting);
  restoreRank(boards, plan, before);
  return { seatOf: numberSeats(columns, boards, plan), conflicts: findConflicts(boards, plan, before) };
}

/** Puts everybody on the day of the plan, by rank. A seat stays reserved for each whom the day cannot take ("waiting"). */
export function seatByRank(columns: SeatColumns, applicants: readonly Applicant[], plan: DayPlan) {
  const boards = new Boards(columns, applicants, plan);
  const waiting: number[] = [];
  for (const person of plan.order) {
    const column = plan.columnOf[person]!;
    if (boards.enter(person, column)) continue;
    boards.reserve(column);
    waiting.push(person);
  }
  return { boards, waiting };
}

/** Of those without a seat: who would have one but for the rule, and whom no free seat suits because of its hour. */
function findConflicts(boards: Boards, plan: DayPlan, before: Int32Array): Set<number> {
  const { width, cost } = plan.classes.transport;
  const seatless = boards.people(width - 1);
  const conflicts = new Set(seatless.filter((person) => before[person] !== width - 1));
  for (let column = 0; column < width - 1; column += 1) {
    if (!boards.hasFreeSeat(column)) continue;
    for (const person of seatless) {
      if (Number.isFinite(cost[plan.classes.classOf[person]! * width + column]!)) conflicts.add(person);
    }
  }
  return conflicts;
}

/** Tied people take the first seats of their hour, the others the earliest seats that are left; both by rank. */
function numberSeats(columns: SeatColumns, boards: Boards, plan: DayPlan): Int32Array {
  const { start, order } = plan.seats;
  const seatOf = new Int32Array(plan.columnOf.length).fill(-1);
  for (let column = 0; column + 1 < start.length; column += 1) {
    const tied = boards.tiedByHour(column);
    const nextTied = new Int32Array(24);
    const others = boards.people(column).filter((person) => !boards.isTied(person));
    let nextOther = 0;
    for (let index = start[column]!; index < start[column + 1]!; index += 1) {
      const seat = order[index]!;
      const hour = hourOf(columns, seat);
      const queue = tied[hour]!;
      const next = nextTied[hour]!;
      if (next < queue.length) {
        seatOf[queue[next]!] = seat;
        nextTied[hour] = next + 1;
      } else if (nextOther < others.length) {
        seatOf[others[nextOther]!] = seat;
        nextOther += 1;
      }
    }
  }
  return seatOf;
}
