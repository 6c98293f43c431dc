// The exact planner: one seat each, days by min-cost flow, hours by the household rule. Everything else is built around it.

import { allocate } from "./allocate.ts";
import { arrange } from "./arrange.ts";
import { foldIntoClasses } from "./classes.ts";
import { seatNearer } from "./nearer.ts";
import { orderSeats } from "./seat-order.ts";
import { settleByRank } from "./settle.ts";
import type { Arrangement } from "./arrange.ts";
import type { DayPlan } from "./boards.ts";
import type { OrderedSeats } from "./seat-order.ts";
import type { Applicant, OfficeDemand, SeatColumns } from "./types.ts";

export interface PlainPlan extends Arrangement {
  readonly days: DayPlan;
  /** Day per applicant before the rule on household hours: the proved optimum without it. -1 = none. */
  readonly freely: Int32Array;
}

/** Plans people of one seat each, whose household rule is "apart"; where households tie people, seats must be alike. */
export function planPlain(demand: OfficeDemand, ordered?: OrderedSeats): PlainPlan {
  const days = planDays(demand, ordered);
  seatNearer(demand.applicants, days);
  const freely = days.columnOf.map((column) => days.seats.columns.days[column] ?? -1);
  return { ...arrange(demand.seats, demand.applicants, days), days, freely };
}

/** The optimum of the days alone, as if nobody had a household. */
export function planDays(
  { seats, applicants, policy }: OfficeDemand,
  ordered: OrderedSeats = orderSeats(seats, policy.horizon, askedBy(applicants)),
): DayPlan {
  const order = orderByRank(applicants);
  const classes = foldIntoClasses(applicants, ordered.columns, policy, { moves: movesIn(ordered, seats) });
  const allocation = allocate(classes.transport);
  const columnOf = settleByRank(classes.transport, allocation, classes.classOf, order, ordered.columns.days);
  return { seats: ordered, classes, allocation, columnOf, order };
}

/** What tells seats apart for these people. */
export function askedBy(applicants: readonly Applicant[]): { skills: number; sites: boolean } {
  let skills = 0;
  let sites = false;
  for (const { needs = 0, distances } of applicants) {
    skills |= needs;
    sites ||= distances !== undefined && distances.some((kilometres) => kilometres !== distances[0]);
  }
  return { skills, sites };
}

/** Most people whom one change moves: a column each, or where hours are planned with the days, an hour each. */
export function movesIn({ columns, order }: OrderedSeats, { day, startMinute }: SeatColumns): number {
  if (hasTwins(columns.days)) return columns.days.length + 1;
  const hours = new Set<number>();
  for (const seat of order) hours.add(day[seat]! * 24 + Math.floor(startMinute[seat]! / 60));
  return hours.size + 1;
}

/** Whether some day has more than one kind of seat. */
export function hasTwins(days: Int32Array): boolean {
  return days.some((day, column) => column > 0 && days[column - 1] === day);
}

export function orderByRank(applicants: readonly Applicant[]): Int32Array {
  const order = Int32Array.from(applicants, (_, position) => position).sort((a, b) => {
    const first = applicants[a]!;
    const second = applicants[b]!;
    return first.rank - second.rank || first.ref - second.ref;
  });
  if (new Set(applicants.map(({ ref }) => ref)).size !== applicants.length) {
    throw new RangeError("Two applicants have the same ref");
  }
  return order;
}
