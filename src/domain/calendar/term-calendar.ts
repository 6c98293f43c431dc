// The calendar that terms are counted on: holidays and suspensions turned once into tables, so that each term is one look-up.

import { type DayNumber, toDayNumber } from "./days.ts";
import type { Suspension } from "./terms.ts";
import type { WorkingCalendar } from "./working-days.ts";

export interface TermCalendar {
  /**
   * Last good day of a term of `days` that starts on `start` (not counted). `suspended`: the windows stop it.
   * Throws a RangeError for a day outside the calendar's years: a table must never guess.
   */
  due(start: DayNumber, days: number, working: boolean, suspended: boolean): DayNumber;
  isSuspended(day: DayNumber): boolean;
  /** Suspended days after `start` up to `due`. */
  suspendedBetween(start: DayNumber, due: DayNumber): number;
}

/** For each day of the calendar's years: how many days count up to it, and which they are, in order. */
interface CountedDays {
  readonly upTo: Int32Array;
  readonly days: Int32Array;
}

export interface TermCalendarOptions {
  readonly working: WorkingCalendar;
  readonly suspensions: readonly Pick<Suspension, "from" | "to">[];
  /** First and last year, both included. */
  readonly years?: readonly [number, number];
}

const DEFAULT_YEARS = [2015, 2040] as const;

/** Builds the calendar of one office (its holidays) for one measure (its suspensions). Tables are made when first asked for. */
export function buildTermCalendar(options: TermCalendarOptions): TermCalendar {
  const [firstYear, lastYear] = options.years ?? DEFAULT_YEARS;
  const first = toDayNumber(`${firstYear}-01-01`);
  const last = toDayNumber(`${lastYear}-12-31`);
  const stopped = suspendedDays(options.suspensions, first, last);
  const isSuspended = (day: DayNumber): boolean => stopped.marks[day - first] === 1;
  const tables: (CountedDays | undefined)[] = [];
  const table = (working: boolean, suspended: boolean): CountedDays => {
    const key = (working ? 2 : 0) + (suspended ? 1 : 0);
    return (tables[key] ??= countDays(
      first,
      last,
      (day) => (!working || options.working.isWorking(day)) && !(suspended && isSuspended(day)),
    ));
  };
  return {
    isSuspended,
    due(start, days, working, suspended) {
      if (!Number.isInteger(days) || days < 0) throw new RangeError(`a term of ${days} days`);
      if (days === 0) return start;
      if (!working && !(suspended && stopped.any)) return start + days;
      const { upTo, days: list } = table(working, suspended);
      const due = start < first ? undefined : list[(upTo[start - first] ?? Infinity) + days - 1];
      if (due === undefined) throw new RangeError(`a term from day ${start} leaves the calendar's years`);
      return due;
    },
    suspendedBetween(start, due) {
      if (!stopped.any) return 0;
      return (
        (stopped.upTo[clamp(due, first, last) - first] ?? 0) -
        (stopped.upTo[clamp(start, first, last) - first] ?? 0)
      );
    },
  };
}

function clamp(day: DayNumber, first: DayNumber, last: DayNumber): DayNumber {
  return Math.min(Math.max(day, first), last);
}

function suspendedDays(
  windows: readonly Pick<Suspension, "from" | "to">[],
  first: DayNumber,
  last: DayNumber,
): { readonly any: boolean; readonly marks: Uint8Array; readonly upTo: Int32Array } {
  const marks = new Uint8Array(last - first + 1);
  for (const { from, to } of windows) {
    const end = Math.min(toDayNumber(to), last);
    for (let day = Math.max(toDayNumber(from), first); day <= end; day += 1) marks[day - first] = 1;
  }
  const upTo = new Int32Array(marks.length);
  let count = 0;
  for (let at = 0; at < marks.length; at += 1) upTo[at] = count += marks[at]!;
  return { any: count > 0, marks, upTo };
}

function countDays(first: DayNumber, last: DayNumber, counts: (day: DayNumber) => boolean): CountedDays {
  const upTo = new Int32Array(last - first + 1);
  const days = new Int32Array(last - first + 1);
  let count = 0;
  for (let day = first; day <= last; day += 1) {
    if (counts(day)) days[count++] = day;
    upTo[day - first] = count;
  }
  return { upTo, days: days.slice(0, count) };
}
