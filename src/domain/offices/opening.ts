// When an office can receive people: dated weekly hours, special openings, closures and holidays, turned into the seats of each desk.

import { inForce, toDayNumber, weekdayOf } from "../calendar/days.ts";
import type { HolidayCalendar } from "../calendar/holidays.ts";
import type { IsoDate } from "../notices/types.ts";
import { exceptionsOn, hoursOf, concerns, isClosedBy, isWholeDay as isWholeDayException, sortedUnion, withoutAll } from "./exceptions.ts";
import type { DayException, Period } from "./exceptions.ts";
import { OFFICE_TEXTS } from "./texts.ts";
import type { Closure, DeskCount, OfficeId, OfficeSeat, OpeningRule, Seat, SpecialOpening } from "./types.ts";

export type { Period } from "./exceptions.ts";

/** Everything that decides one office's hours, already picked out of the tables. */
export interface OfficeSchedule {
  readonly officeId: OfficeId;
  readonly rules: readonly OpeningRule[];
  readonly special: readonly SpecialOpening[];
  readonly closures: readonly Closure[];
  readonly desks: readonly DeskCount[];
  /** Dated seats: the local holiday is that of the town where the office stands on the day. */
  readonly seats: readonly Pick<OfficeSeat, "municipalityCode" | "from" | "to">[];
  /** What the office itself has decided about single days, on top of all the rest. */
  readonly exceptions?: readonly DayException[];
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

const closes = (closure: Closure, date: IsoDate): boolean => closure.from <= date && date <= closure.to;
const isWholeDay = (closure: Closure): boolean =>
  closure.fromTime === undefined || closure.toTime === undefined;

/** Why an office does not open on a day, in Italian, or null when it does. An opening for that day beats a holiday, never a closure. */
export function closedBecause(
  schedule: OfficeSchedule,
  holidays: HolidayCalendar,
  date: IsoDate,
): string | null {
  for (const closure of schedule.closures)
    if (closure.desk === undefined && isWholeDay(closure) && closes(closure, date)) return closure.reason;
  const exceptions = exceptionsOn(schedule.exceptions, date);
  for (const one of exceptions)
    if (one.kind === "closure" && one.desk === undefined && isWholeDayException(one)) return one.reason;
  if (schedule.special.some((opening) => opening.date === date)) return null;
  if (exceptions.some((one) => one.kind === "opening")) return null;
  return ordinarilyClosedBecause(schedule, holidays, date);
}

/** A holiday, or a day of the week on which the office does not open. */
function ordinarilyClosedBecause(
  schedule: OfficeSchedule,
  holidays: HolidayCalendar,
  date: IsoDate,
): string | null {
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

/** The stretches of a day in which the office, or a desk of it, is open, in order and apart; empty when it is closed. */
export function openingOfDay(
  schedule: OfficeSchedule,
  holidays: HolidayCalendar,
  date: IsoDate,
): readonly Period[] {
  if (closedBecause(schedule, holidays, date) !== null) return [];
  const ordinary = ordinaryHours(schedule, holidays, date);
  const exceptions = exceptionsOn(schedule.exceptions, date);
  if (exceptions.length === 0) return ordinary;
  const added = exceptions.filter((one) => one.kind === "opening").map(hoursOf);
  const shut = exceptions.filter((one) => one.kind === "closure" && one.desk === undefined).map(hoursOf);
  return withoutAll(sortedUnion([...ordinary, ...withoutAll(added, partialClosures(schedule, date))]), shut);
}

/** The hours that the tables of reference give a day, less their closures; the office's own exceptions are not among them. */
function ordinaryHours(schedule: OfficeSchedule, holidays: HolidayCalendar, date: IsoDate): readonly Period[] {
  const special = schedule.special.filter((opening) => opening.date === date);
  if (special.length === 0 && ordinarilyClosedBecause(schedule, holidays, date) !== null) return [];
  const weekday = weekdayOf(toDayNumber(date));
  const hours: readonly { readonly opens: number; readonly closes: number }[] =
    special.length > 0
      ? special
      : schedule.rules.filter((rule) => rule.weekday === weekday && inForce(rule, date));
  const periods = sortedUnion(hours.map((h) => ({ start: h.opens, end: h.closes })));
  return withoutAll(periods, partialClosures(schedule, date));
}

/** Hours of the day that the tables of reference close for the whole office. */
function partialClosures(schedule: OfficeSchedule, date: IsoDate): Period[] {
  return schedule.closures.flatMap((closure) =>
    closure.desk === undefined &&
    closure.fromTime !== undefined &&
    closure.toTime !== undefined &&
    closes(closure, date)
      ? [{ start: closure.fromTime, end: closure.toTime }]
      : [],
  );
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
 * Exceptions leave the row of seats where it was: an opening adds seats beside it, a closure takes those that it touches.
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
  if (desks === 0 || closedBecause(schedule, holidays, date) !== null) return [];
  const ordinary = ordinaryHours(schedule, holidays, date);
  const exceptions = exceptionsOn(schedule.exceptions, date);
  if (ordinary.length === 0 && exceptions.length === 0) return [];
  const starts = startsIn(ordinary, slotMinutes);
  const deskClosures = schedule.closures.filter((c) => c.desk !== undefined && closes(c, date));
  const seats: Seat[] = [];
  const offer = (desk: number, start: number): void => {
    const end = start + slotMinutes;
    if (deskClosures.length > 0 && !deskIsFree(deskClosures, desk, start, end)) return;
    if (exceptions.length > 0 && isClosedBy(exceptions, desk, start, end)) return;
    seats.push({ desk, start, end });
  };
  for (const start of starts) for (let desk = 1; desk <= desks; desk += 1) offer(desk, start);
  if (!exceptions.some((one) => one.kind === "opening")) return seats;
  const shut = partialClosures(schedule, date);
  for (let desk = 1; desk <= desks; desk += 1)
    for (const periods of addedPeriods(exceptions, desk, ordinary, shut))
      for (const start of startsIn(periods, slotMinutes)) offer(desk, start);
  return seats.sort((a, b) => a.start - b.start || a.desk - b.desk);
}

/** What each opening adds at a desk to the hours there are, without giving the same minute twice. */
function addedPeriods(
  exceptions: readonly DayException[],
  desk: number,
  ordinary: readonly Period[],
  shut: readonly Period[],
): (readonly Period[])[] {
  let covered: readonly Period[] = [...ordinary, ...shut];
  const added: (readonly Period[])[] = [];
  const openings = exceptions
    .filter((one) => one.kind === "opening" && concerns(one, desk))
    .toSorted((a, b) => hoursOf(a).start - hoursOf(b).start || (a.id < b.id ? -1 : 1));
  for (const opening of openings) {
    const fresh = withoutAll([hoursOf(opening)], covered);
    added.push(fresh);
    covered = [...covered, ...fresh];
  }
  return added;
}

/** Whether a desk is open for the whole of a stretch of the day, be it in the row of seats or not: an appointment there stands. */
export function isOpenFor(
  schedule: OfficeSchedule,
  holidays: HolidayCalendar,
  date: IsoDate,
  { desk, start, end }: Seat,
): boolean {
  if (desk > desksOfDay(schedule, date) || closedBecause(schedule, holidays, date) !== null) return false;
  const exceptions = exceptionsOn(schedule.exceptions, date);
  if (isClosedBy(exceptions, desk, start, end)) return false;
  if (!deskIsFree(schedule.closures.filter((c) => c.desk !== undefined && closes(c, date)), desk, start, end)) return false;
  const added = exceptions.filter((one) => one.kind === "opening" && concerns(one, desk)).map(hoursOf);
  const open = sortedUnion([
    ...ordinaryHours(schedule, holidays, date),
    ...withoutAll(added, partialClosures(schedule, date)),
  ]);
  return open.some((period) => period.start <= start && end <= period.end);
}

function deskIsFree(closures: readonly Closure[], desk: number, start: number, end: number): boolean {
  return !closures.some(
    (c) => c.desk === desk && (isWholeDay(c) || (start < (c.toTime ?? 0) && (c.fromTime ?? 0) < end)),
  );
}
