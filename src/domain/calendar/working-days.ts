// Working days: Monday to Friday less holidays, or whatever weekdays an act says, counted and moved along.

import { type DayNumber, type Weekday, weekdayOf } from "./days.ts";
import type { HolidayCalendar } from "./holidays.ts";

/** Says whether a day counts as a working day. */
export interface WorkingCalendar {
  isWorking(day: DayNumber): boolean;
}

const MONDAY_TO_FRIDAY: readonly Weekday[] = [1, 2, 3, 4, 5];

/**
 * Working days for the law: the given weekdays, less national holidays and, with a municipality, its local one.
 * Saturday is left out unless it is asked for: offices are shut on it.
 */
export function workingCalendar(
  holidays: HolidayCalendar,
  options: { readonly municipalityCode?: string; readonly weekdays?: readonly Weekday[] } = {},
): WorkingCalendar {
  const weekdays = new Set(options.weekdays ?? MONDAY_TO_FRIDAY);
  const municipality = options.municipalityCode;
  return {
    isWorking: (day) =>
      weekdays.has(weekdayOf(day)) &&
      holidays.national(day) === undefined &&
      (municipality === undefined || holidays.local(municipality, day) === undefined),
  };
}

/** A year and a half without one working day is a calendar that cannot be counted on. */
const LONGEST_SEARCH = 550;

/** The n-th working day after `day` (n > 0) or before it (n < 0); n = 0 gives `day` itself, working or not. Throws if there is none. */
export function addWorkingDays(calendar: WorkingCalendar, day: DayNumber, n: number): DayNumber {
  const step = n < 0 ? -1 : 1;
  let left = Math.abs(n);
  let current = day;
  let idle = 0;
  while (left > 0) {
    current += step;
    idle += 1;
    if (calendar.isWorking(current)) {
      left -= 1;
      idle = 0;
    } else if (idle > LONGEST_SEARCH) throw new RangeError("the calendar has no working days");
  }
  return current;
}

/** The day itself if it is a working one, otherwise the first working day after it. */
export function nextWorkingDay(calendar: WorkingCalendar, day: DayNumber): DayNumber {
  return calendar.isWorking(day) ? day : addWorkingDays(calendar, day, 1);
}

/** Working days between two days: the first is left out, the last is counted (as terms are). */
export function countWorkingDays(calendar: WorkingCalendar, after: DayNumber, to: DayNumber): number {
  let count = 0;
  for (let day = after + 1; day <= to; day += 1) if (calendar.isWorking(day)) count += 1;
  return count;
}
