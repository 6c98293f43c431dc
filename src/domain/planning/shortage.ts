// Shortage: how many miss each date, from when no seat is free, and how many seats more a day would do (exact minimum).

import { columnsBefore } from "./classes.ts";
import type { Applicant, Bottleneck, DueKind, Shortage } from "./types.ts";

/** Days on which the office is open (ascending) with the seats that the plan could use; zero is allowed. */
export interface OpenDays {
  readonly days: Int32Array;
  readonly seats: Int32Array;
}

/** A person who must be seen between two days, both included. */
export interface Need {
  readonly release: number;
  readonly due: number;
}

export interface ExtraSeats {
  readonly perDay: number;
  /** People between whose two days there is no open day. */
  readonly beyondHelp: number;
  /** The interval that asks for `perDay`; null when nothing is missing. */
  readonly bottleneck: Bottleneck | null;
}

/**
 * Least number of seats which, added on every open day, lets each person be seen between his two days.
 *
 * Proof: one seat a person, and the days of each form an interval. By Hall's theorem for intervals all can be placed iff
 * for every a ≤ b the people whose whole interval lies in [a, b] are no more than its seats. With e more seats a day that
 * reads N(a,b) ≤ S(a,b) + e·open(a,b): e must be at least the greatest ⌈(N − S) / open⌉, and that is enough. It suffices
 * to try as `a` the releases and as `b` the due days. People with no open day fail it for every e: they are counted apart.
 */
export function leastExtraSeats(needs: readonly Need[], open: OpenDays): ExtraSeats {
  const count = open.days.length;
  const table = countByInterval(needs, open.days);
  const seatsBefore = prefixSums(open.seats);
  let worst = { a: 0, b: 0, lack: 0, length: 1, persons: 0 };
  const within = new Int32Array(count + 1);
  for (let a = count - 1; a >= 0; a -= 1) {
    // within[b] = people whose interval lies in [a, b) once those released on `a` are added.
    let released = 0;
    for (let b = a + 1; b <= count; b += 1) {
      released += table.byInterval[a * (count + 1) + b]!;
      within[b]! += released;
      const lack = within[b]! - (seatsBefore[b]! - seatsBefore[a]!);
      if (lack * worst.length > worst.lack * (b - a)) {
        worst = { a, b, lack, length: b - a, persons: within[b]! };
      }
    }
  }
  if (worst.lack === 0) return { perDay: 0, beyondHelp: table.beyondHelp, bottleneck: null };
  const bottleneck = {
    from: open.days[worst.a]!,
    to: open.days[worst.b - 1]!,
    persons: worst.persons,
    seats: worst.persons - worst.lack,
    openDays: worst.length,
  };
  return { perDay: Math.ceil(worst.lack / worst.length), beyondHelp: table.beyondHelp, bottleneck };
}

function countByInterval(needs: readonly Need[], days: Int32Array) {
  const width = days.length + 1;
  const byInterval = new Int32Array(width * width);
  let beyondHelp = 0;
  for (const { release, due } of needs) {
    const a = columnsBefore(days, release);
    const b = columnsBefore(days, due + 1);
    if (a < b) byInterval[a * width + b]! += 1;
    else beyondHelp += 1;
  }
  return { byInterval, beyondHelp };
}

function prefixSums(values: Int32Array): Int32Array {
  const sums = new Int32Array(values.length + 1);
  for (let index = 0; index < values.length; index += 1) sums[index + 1] = sums[index]! + values[index]!;
  return sums;
}

/** What the plan gave: day of each applicant (by position; -1 = no seat), and who lacks one because of household hours. */
export interface Given {
  readonly applicants: readonly Applicant[];
  readonly dayOf: Int32Array;
  readonly conflicts: ReadonlySet<number>;
}

/** The statement for one date, or null when all who have that date meet it. */
export function shortageFor(kind: DueKind, given: Given, open: OpenDays): Shortage | null {
  const tally = tallyMissed(kind, given);
  if (tally.missed === 0) return null;
  const extra = leastExtraSeats(tally.needs, open);
  return {
    due: kind,
    concerned: tally.needs.length,
    missed: tally.missed,
    placedLate: tally.missed - tally.notPlaced,
    notPlaced: tally.notPlaced,
    beyondHelp: extra.beyondHelp,
    householdHours: tally.householdHours,
    exhaustedFrom: exhaustedFrom(given, open, tally.lastDue),
    lastDue: tally.lastDue,
    extraSeatsPerDay: extra.perDay,
    bottleneck: extra.bottleneck,
  };
}

/** Least seats more a day so that everyone who can meets both dates. */
export function extraSeatsForAll(applicants: readonly Applicant[], open: OpenDays): number {
  const needs = applicants.flatMap(({ release, due1, due2 }) => {
    if (due1 === null) return [{ release, due: due2 }];
    // One date may be beyond help while the other is not: that one is still to be met.
    const both = { release, due: Math.min(due1, due2) };
    const isReachable = columnsBefore(open.days, release) < columnsBefore(open.days, both.due + 1);
    return [isReachable ? both : { release, due: Math.max(due1, due2) }];
  });
  return leastExtraSeats(needs, open).perDay;
}

function tallyMissed(kind: DueKind, { applicants, dayOf, conflicts }: Given) {
  const needs: Need[] = [];
  let missed = 0;
  let notPlaced = 0;
  let householdHours = 0;
  let lastDue = Number.NEGATIVE_INFINITY;
  applicants.forEach((applicant, position) => {
    const due = applicant[kind];
    if (due === null) return;
    needs.push({ release: applicant.release, due });
    const day = dayOf[position]!;
    if (day >= 0 && day <= due) return;
    missed += 1;
    lastDue = Math.max(lastDue, due);
    if (day < 0) notPlaced += 1;
    if (conflicts.has(position)) householdHours += 1;
  });
  return { needs, missed, notPlaced, householdHours, lastDue };
}

/** First day of the run of days without a free seat that ends on the last open day not after `lastDue`. */
function exhaustedFrom({ dayOf }: Given, open: OpenDays, lastDue: number): number | null {
  const free = open.seats.slice();
  for (const day of dayOf) {
    if (day >= 0) free[columnsBefore(open.days, day)]! -= 1;
  }
  let index = columnsBefore(open.days, lastDue + 1);
  const end = index;
  while (index > 0 && free[index - 1] === 0) index -= 1;
  return index === end ? null : open.days[index]!;
}
