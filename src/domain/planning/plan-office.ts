// The planner of one office: who gets which seat, who none and why, what is late, and what is missing.

import { columnsBefore } from "./classes.ts";
import { isMixed, planMixed } from "./plan-mixed.ts";
import { askedBy, planPlain } from "./plan-plain.ts";
import { kilometresOf, scoreOfDays, withinReach } from "./score.ts";
import { orderSeats } from "./seat-order.ts";
import { extraSeatsForAll, shortageFor } from "./shortage.ts";
import type { OrderedSeats } from "./seat-order.ts";
import type { Given, OpenDays } from "./shortage.ts";
import type {
  Applicant,
  Assignment,
  DueKind,
  Lateness,
  OfficeDemand,
  OfficePlan,
  PlanningPolicy,
  Score,
  SeatColumns,
  Unplaced,
  UnplacedReason,
} from "./types.ts";

const DUE_KINDS: readonly DueKind[] = ["due1", "due2"];

/** Who has which seat, and how good that is. */
interface Seated {
  readonly seatOf: Int32Array;
  readonly conflicts: ReadonlySet<number>;
  readonly order: Int32Array;
  readonly bound: Score;
  readonly proved: boolean;
}

/**
 * Plans one office: most on time for the law's date, then for the Region's, then most placed, least lateness, fewest households on
 * more than one day where the rule asks for one, least days in all; of equal plans the days by rank, and least way. One result only,
 * whatever the order of the input.
 *
 * With one seat each and no household to keep together it is exact at any size (skills and branches, or household hours). Where long
 * appointments, one day for a household, or household hours with unlike seats come in, no polynomial method is known: the plan is made
 * along the prices of the exact relaxation, small offices are proved by trying all others, and `bound` says what no plan can beat.
 *
 * Who holds a seat already, or has been written to, must not be among the applicants: the planner cannot move him.
 * @throws RangeError when two seats, or two applicants, are one and the same
 */
export function planOffice(demand: OfficeDemand): OfficePlan {
  const { seats, policy, openDays = [] } = demand;
  const ordered = orderSeats(seats, policy.horizon, askedBy(demand.applicants));
  const applicants = withinReach(demand.applicants, ordered.columns.days);
  const within = { ...demand, applicants };
  const { seatOf, conflicts, order, bound, proved } = isMixed(within, ordered) ? planMixed(within, ordered) : planExactly(within, ordered);
  const dayOf = Int32Array.from(seatOf, (seat) => (seat < 0 ? -1 : seats.day[seat]!));
  const given = { applicants: demand.applicants, dayOf, conflicts };
  const open = mergeOpenDays(ordered, openDays, policy.horizon);
  return {
    assignments: assignmentsOf(applicants, seatOf, seats),
    unplaced: unplacedOf(given, order, ordered, policy),
    late: latenessOf(given, order),
    score: scoreOfDays(applicants, dayOf, ordered.columns.days[0] ?? 0, policy.household === "one-day"),
    bound,
    proved,
    kilometres: kilometresOf(applicants, seatOf, seats),
    shortages: DUE_KINDS.flatMap((kind) => shortageFor(kind, given, open) ?? []),
    extraSeatsPerDayForAll: extraSeatsForAll(demand.applicants, open),
  };
}

function planExactly(demand: OfficeDemand, ordered: OrderedSeats): Seated {
  const { days, seatOf, conflicts, freely } = planPlain(demand, ordered);
  const bound = scoreOfDays(demand.applicants, freely, days.seats.columns.days[0] ?? 0, false);
  return { seatOf, conflicts, order: days.order, bound, proved: true };
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
  { placeLate, horizon }: PlanningPolicy,
): Unplaced[] {
  const isOpen = ({ release, due1, due2 }: Applicant, column: number): boolean => {
    const day = columns.days[column]!;
    return day >= release && day <= (placeLate ? horizon : Math.max(due1 ?? due2, due2));
  };
  const reasonOf = (position: number): UnplacedReason => {
    if (conflicts.has(position)) return "household-hours";
    const { needs = 0 } = applicants[position]!;
    let reason: UnplacedReason = "no-open-day";
    for (let column = 0; column < columns.days.length; column += 1) {
      if (!isOpen(applicants[position]!, column)) continue;
      if ((needs & (columns.skills?.[column] ?? 0)) === needs) return "no-seat-left";
      reason = "no-fitting-seat";
    }
    return reason;
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
    seats[columnsBefore(days, day)]! += columns.capacity[column]!;
  });
  return { days, seats };
}
