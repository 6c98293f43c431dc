// When an office can receive people: dated weekly hours, special openings, closures and holidays, turned into the seats of each desk.

import { inForce, toDayNumber, weekdayOf } from "../calendar/days.ts";
import type { HolidayCalendar } from "../calendar/holidays.ts";
import type { IsoDate } from "../notices/types.ts";
import { OFFICE_TEXTS } from "./texts.ts";
import type { Closure, DeskCount, OfficeId, OfficeSeat, OpeningRule, Seat, SpecialOpening } from "./types.ts";

/** A stretch of the day, in minutes from midnight of the offices' clock. */
export interface Period {
  readonly start: number;
  readonly end: number;
}

/** Everything that decides one office's hours, already picked out of the tables. */
export interface OfficeSchedule {
  readonly officeId: OfficeId;
  readonly rules: readonly OpeningRule[];
  readonly special: readonly SpecialOpening[];
  readonly closures: readonly Closure[];
  readonly desks: readonly DeskCount[];
  /** Dated seats: the local holiday is that of the town where the office stands on the day. */
  readonly seats: readonly Pick<OfficeSeat, "municipalityCode" | "from" | "to">[];
}

export interface ScheduleRows {
  readonly rules: readonly OpeningRule[];
  readonly special?: readonly SpecialOpening[];
  readonly closures: readonly Closure[];
  readonly desks: readonly DeskCount[];
  readonly seats: readonly OfficeSeat[];
}

/** One schedule for each office that has opening rules, special openings or desks. */
export function buildSchedules(rows: ScheduleRows): ReadonlyMap<OfficeId, OfficeSchedule> {
  const rules = Map.groupBy(rows.rules, (row) => row.officeId);
  const special = Map.groupBy(rows.special ?? [], (row) => row.officeId);
  const closures = Map.groupBy(rows.closures, (row) => row.officeId);
  const desks = Map.groupBy(rows.desks, (row) => row.officeId);
  const seats = Map.groupBy(rows.seats, (row) => row.officeId);
  const schedules = new Map<OfficeId, OfficeSchedule>();
  for (const officeId of new Set([...rules.keys(), ...special.keys(), ...desks.keys()]))
    schedules.set(officeId, {
      officeId,
      rules: rules.get(officeId) ?? [],
      special: special.get(officeId) ?? [],
      closures: closures.get(officeId) ?? [],
      desks: desks.get(officeId) ?? [],
      seats: seats.get(officeId) ?? [],
    });
  return schedules;
}

function sortedUnion(periods: readonly Period[]): Period[] {
  const result: Period[] = [];
  for (const period of periods.toSorted((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    // Rules that overlap must not give the same minute twice.
    if (last && period.start <= last.end)
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, period.end) };
    else if (period.start < period.end) result.push(period);
  }
  return result;
}

function without(periods: readonly Period[], start: number, end: number): readonly Period[] {
  const result: Period[] = [];
  for (const period of periods) {
    if (end <= period.start || period.end <= start) {
      result.push(period);
      continue;
    }
    if (period.start < start) result.push({ start: period.start, end: start });
    if (end < period.end) result.push({ start: end, end: period.end });
  }
  return result;
}

const closes = (closure: Closure, date: IsoDate): boolean => closure.from <= date && date <= closure.to;
const isWholeDay = (closure: Closure): boolean =>
  closure.fromTime === undefined || closure.toTime === undefined;

/** Why an office does not open on a day, in Italian, or null when it does. A special opening beats a holiday, never a closure. */
export function closedBecause(
  schedule: OfficeSchedule,
  holidays: HolidayCalendar,
  date: IsoDate,
): string | null {
  for (const closure of schedule.closures)
    if (closure.desk === undefined && isWholeDay(closure) && closes(closure, date)) return closure.reason;
  if (schedule.special.some((opening) => opening.date === date)) return null;
  const day = toDayNumber(date);
  const holiday = holidays.national(day) ?? localHoliday(schedule, holidays, date, day);
  if (holiday !== undefined) return holiday;
  const weekday = weekdayOf(day);
  const opens = schedule.rules.some((rule) => rule.weekday === weekday && inForce(rule, date));
  return opens ? null : OFFICE_TEXTS.weekdayClosed;
}

function localHoliday(
  schedule: OfficeSchedule,
  holidays: HolidayCalendar,
  date: IsoDate,
  day: number,
): string | undefined {
  const seat = schedule.seats.find((s) => inForce(s, date));
  return seat === undefined ? undefined : holidays.local(seat.municipalityCode, day);
}

/** True when the office opens on that day, for at least a part of it. */
export function workingDay(schedule: OfficeSchedule, holidays: HolidayCalendar, date: IsoDate): boolean {
  return openingOfDay(schedule, holidays, date).length > 0;
}

/** The stretches of a day in which the office is open, in order and apart; empty when it is closed. */
export function openingOfDay(
  schedule: OfficeSchedule,
  holidays: HolidayCalendar,
  date: IsoDate,
): readonly Period[] {
  if (closedBecause(schedule, holidays, date) !== null) return [];
  const special = schedule.special.filter((opening) => opening.date === date);
  const weekday = weekdayOf(toDayNumber(date));
  const hours: readonly { readonly opens: number; readonly closes: number }[] =
    special.length > 0
      ? special
      : schedule.rules.filter((rule) => rule.weekday === weekday && inForce(rule, date));
  let periods: readonly Period[] = sortedUnion(hours.map((h) => ({ start: h.opens, end: h.closes })));
  for (const closure of schedule.closures)
    if (
      closure.desk === undefined &&
      closure.fromTime !== undefined &&
      closure.toTime !== undefined &&
      closes(closure, date)
    )
      periods = without(periods, closure.fromTime, closure.toTime);
  return periods;
}

/** Desks in use on a day; 0 when no row is in force. */
export function desksOfDay(schedule: OfficeSchedule, date: IsoDate): number {
  let desks = 0;
  for (const row of schedule.desks) if (inForce(row, date)) desks = Math.max(desks, row.desks);
  return desks;
}

/** Starts of the seats of `slotMinutes` that fit in the periods; each period starts its own row of seats. */
function startsIn(periods: readonly Period[], slotMinutes: number): number[] {
  const starts: number[] = [];
  for (const period of periods)
    for (let start = period.start; start + slotMinutes <= period.end; start += slotMinutes)
      starts.push(start);
  return starts;
}

/**
 * All seats of an office on a day: every desk that is open, every slot of `slotMinutes` (whole minutes, at least 1) that fits in its hours, ordered by hour and then by desk.
 * A seat never crosses a break, and what is left at the end of a period is not a seat. Throws a RangeError for a slot that is not a length.
 */
export function seatsOfDay(
  schedule: OfficeSchedule,
  holidays: HolidayCalendar,
  date: IsoDate,
  slotMinutes: number,
): Seat[] {
  if (!Number.isInteger(slotMinutes) || slotMinutes < 1)
    throw new RangeError(`a slot of ${slotMinutes} minutes`);
  const desks = desksOfDay(schedule, date);
  const periods = desks === 0 ? [] : openingOfDay(schedule, holidays, date);
  if (periods.length === 0) return [];
  const starts = startsIn(periods, slotMinutes);
  const deskClosures = schedule.closures.filter((c) => c.desk !== undefined && closes(c, date));
  const seats: Seat[] = [];
  for (const start of starts)
    for (let desk = 1; desk <= desks; desk += 1)
      if (deskClosures.length === 0 || deskIsFree(deskClosures, desk, start, start + slotMinutes))
        seats.push({ desk, start, end: start + slotMinutes });
  return seats;
}

function deskIsFree(closures: readonly Closure[], desk: number, start: number, end: number): boolean {
  return !closures.some(
    (c) => c.desk === desk && (isWholeDay(c) || (start < (c.toTime ?? 0) && (c.fromTime ?? 0) < end)),
  );
}
