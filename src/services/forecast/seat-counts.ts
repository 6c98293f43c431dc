// How many seats an office has on each of many days. Ordinary days that are alike are counted once.

import { inForce, toIsoDate, weekdayOf } from "../../domain/calendar/days.ts";
import type { HolidayCalendar } from "../../domain/calendar/holidays.ts";
import { exceptionsOn } from "../../domain/offices/exceptions.ts";
import { closedBecause, desksOfDay, seatsOfDay } from "../../domain/offices/opening.ts";
import type { OfficeSchedule } from "../../domain/offices/opening.ts";

/** Seats of each day from `today` (a day number) on, for meetings of so many minutes. */
export function seatCounts(schedule: OfficeSchedule, holidays: HolidayCalendar, { today, days, minutes }: { readonly today: number; readonly days: number; readonly minutes: number }): number[] {
  const known = new Map<string, number>();
  return Array.from({ length: days }, (_, ahead) => {
    const date = toIsoDate(today + ahead);
    if (closedBecause(schedule, holidays, date) !== null) return 0;
    const own =
      exceptionsOn(schedule.exceptions, date).length > 0 || schedule.special.some((one) => one.date === date) || schedule.closures.some((one) => one.from <= date && date <= one.to);
    if (own) return seatsOfDay(schedule, holidays, date, minutes).length;
    const rules = schedule.rules.map((rule) => (inForce(rule, date) ? "1" : "0")).join("");
    const key = `${weekdayOf(today + ahead)}/${desksOfDay(schedule, date)}/${rules}`;
    const seats = known.get(key) ?? seatsOfDay(schedule, holidays, date, minutes).length;
    known.set(key, seats);
    return seats;
  });
}
