// The planner of one office: who gets which seat, who none and why, what is late, and what is missing.

import { allocate } from "./allocate.ts";
import { arrange } from "./arrange.ts";
import { columnsBefore, foldIntoClasses } from "./classes.ts";
import { orderSeats } from "./seat-order.ts";
import { settleByRank } from "./settle.ts";
import { extraSeatsForAll, shortageFor } from "./shortage.ts";
import type { DayPlan } from "./boards.ts";
import type { ClassTable } from "./classes.ts";
import type { OrderedSeats } from "./seat-order.ts";
import type { Given, OpenDays } from "./shortage.ts";
import type {
  Applicant,
  Assignment,
  DueKind,
  Lateness,
  OfficeDemand,
  OfficePlan,
  SeatColumns,
  Score,
  Unplaced,
  UnplacedReason,
} from "./types.ts";

const DUE_KINDS: readonly DueKind[] = ["due1", "due2"];

/**
 * Plans one office. Optimal, and one result only whatever the order of the input: most on time for the law's date, then
 * for the Region's, then most placed, then least days in all, and no other plan that keeps the hours of households apart
 * does better. Of equal plans it takes the days by rank, as far as the household rule leaves them: where that rule takes
 * somebody's day from him, the days change as little as needed. What the rule costs is the difference of `bound` and `score`.
 *
 * Who holds a seat already, or has been written to, must not be among the applicants: the planner cannot move him.
 * @throws RangeError when two seats, or two applicants, are one and the same
 */
export function planOffice({ seats, applicants, policy, openDays = [] }: OfficeDemand): OfficePlan {
  const plan = planDays({ seats, applicants, policy });
  const { seats: ordered, order, classes } = plan;
  const bound = score(applicants, daysOfColumns(plan.columnOf, ordered), ordered);
  const { seatOf, conflicts } = arrange(seats, applicants, plan);
  const dayOf = Int32Array.from(seatOf, (seat) => (seat < 0 ? -1 : seats.day[seat]!));
  const given = { applicants, dayOf, conflicts };
  const open = mergeOpenDays(ordered, openDays, policy.horizon);
  return {
    assignments: assignmentsOf(applicants, seatOf, seats),
    unplaced: unplacedOf(given, order, ordered, classes),
    late: latenessOf(given, order),
    score: score(applicants, dayOf, ordered),
    bound,
    shortages: DUE_KINDS.flatMap((kind) => shortageFor(kind, given, open) ?? []),
    extraSeatsPerDayForAll: extraSeatsForAll(applicants, open),
  };
}

/** The optimum of the days alone, as if nobody had a household. */
export function planDays({ seats, applicants, policy }: OfficeDemand): DayPlan {
  const ordered = orderSeats(seats, policy.horizon);
  const order = orderByRank(applicants);
  const classes = foldIntoClasses(applicants, ordered.columns, policy);
  const allocation = allocate(classes.transport);
  const columnOf = settleByRank(classes.transport, allocation, classes.classOf, order);
  return { seats: ordered, classes, allocation, columnOf, order };
}

function orderByRank(applicants: readonly Applicant[]): Int32Array {
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

function daysOfColumns(columnOf: Int32Array, { columns }: OrderedSeats): Int32Array {
  return columnOf.map((column) => columns.days[column] ?? -1);
}

function score(applicants: readonly Applicant[], dayOf: Int32Array, { columns }: OrderedSeats): Score {
  const first = columns.days[0] ?? 0;
  const total = { onTime1: 0, onTime2: 0, placed: 0, daySum: 0 };
  for (let position = 0; position < applicants.length; position += 1) {
    const day = dayOf[position]!;
    if (day < 0) continue;
    const { due1, due2 } = applicants[position]!;
    if (due1 !== null && day <= due1) total.onTime1 += 1;
    if (day <= due2) total.onTime2 += 1;
    total.placed += 1;
    total.daySum += day - first;
  }
  return total;
}

function assignmentsOf(
  applicants: readonly Applicant[],
  seatOf: Int32Array,
  seats: SeatColumns,
): Assignment[] {
  const assignments: Assignment[] = [];
  seatOf.forEach((seat, position) => {
    if (seat >= 0) assignments.push({ ref: applicants[position]!.ref, seat });
  });
  return assignments.sort(
    ({ seat: a }, { seat: b }) =>
      seats.day[a]! - seats.day[b]! ||
      seats.startMinute[a]! - seats.startMinute[b]! ||
      seats.desk[a]! - seats.desk[b]!,
  );
}

function unplacedOf(
  { applicants, dayOf, conflicts }: Given,
  order: Int32Array,
  { columns }: OrderedSeats,
  { transport: { cost }, classOf }: ClassTable,
): Unplaced[] {
  const width = columns.days.length + 1;
  const hasNoColumn = (position: number): boolean => {
    const start = classOf[position]! * width;
    return cost.subarray(start, start + width - 1).every((price) => !Number.isFinite(price));
  };
  const reasonOf = (position: number): UnplacedReason => {
    if (conflicts.has(position)) return "household-hours";
    return hasNoColumn(position) ? "no-open-day" : "no-seat-left";
  };
  const unplaced: Unplaced[] = [];
  for (const position of order) {
    if (dayOf[position]! >= 0) continue;
    unplaced.push({ ref: applicants[position]!.ref, reason: reasonOf(position) });
  }
  return unplaced;
}

function latenessOf({ applicants, dayOf }: Given, order: Int32Array): Lateness[] {
  const late: Lateness[] = [];
  for (const position of order) {
    const applicant = applicants[position]!;
    const day = dayOf[position]!;
    for (const kind of DUE_KINDS) {
      const due = applicant[kind];
      if (due === null || (day >= 0 && day <= due)) continue;
      late.push({ ref: applicant.ref, due: kind, days: day < 0 ? null : day - due });
    }
  }
  return late;
}

/** Days with seats and days said to be open without any, up to the horizon. */
function mergeOpenDays({ columns }: OrderedSeats, openDays: readonly number[], horizon: number): OpenDays {
  const all = new Set([...columns.days, ...openDays.filter((day) => day <= horizon)]);
  const days = Int32Array.from(all).sort();
  const seats = new Int32Array(days.length);
  columns.days.forEach((day, column) => {
    seats[columnsBefore(days, day)] = columns.capacity[column]!;
  });
  return { days, seats };
}
