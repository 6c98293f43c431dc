// When a message may leave: not at night, not on Sundays and holidays, on Rome's wall clock whatever the season.

import type { MeasureParameters } from "../measures/types.ts";
import type { IsoDate, IsoInstant } from "../notices/types.ts";
import {
  dateOfDay,
  dayNumber,
  epochOf,
  fromRome,
  instantOf,
  minutesOf,
  toRome,
  weekday,
} from "./local-time.ts";

/** Local hours without messages, "HH:MM": from is the first forbidden minute, to the first permitted one. Equal = none. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

export interface MessageCalendar {
  readonly isHoliday: (date: IsoDate) => boolean;
}

const DAY_MINUTES = 1440;
const HOUR_MS = 3_600_000;
/** A calendar without one working day in this many days is a mistake in the data. */
const SEARCH_DAYS = 60;
/** How far before its hour a reminder may be brought forward over a run of holidays. */
const REMINDER_SEARCH_DAYS = 7;

/** Permitted stretches of a working day, in minutes of its wall clock, end excluded. */
function permitted(quiet: QuietHours): readonly (readonly [from: number, to: number])[] {
  const from = minutesOf(quiet.from);
  const to = minutesOf(quiet.to);
  if (from === to) return [[0, DAY_MINUTES]];
  if (from > to) return [[to, from]];
  const stretches: (readonly [number, number])[] = [];
  if (from > 0) stretches.push([0, from]);
  stretches.push([to, DAY_MINUTES]);
  return stretches;
}

function isFreeDay(days: number, calendar: MessageCalendar): boolean {
  return weekday(days) === 7 || calendar.isHoliday(dateOfDay(days));
}

/**
 * The first permitted instant at or after the given one.
 *
 * Throws RangeError when the calendar has no permitted day in the next two months, or a time of day is malformed.
 */
export function nextPermitted(instant: IsoInstant, quiet: QuietHours, calendar: MessageCalendar): IsoInstant {
  const stretches = permitted(quiet);
  const start = epochOf(instant);
  const wall = toRome(start);
  const today = dayNumber(wall.date);
  for (let ahead = 0; ahead < SEARCH_DAYS; ahead++) {
    if (isFreeDay(today + ahead, calendar)) continue;
    for (const [from, to] of stretches) {
      if (ahead > 0) return instantOf(fromRome(dateOfDay(today + ahead), from));
      if (wall.minutes >= to) continue;
      if (wall.minutes >= from) return instantOf(start);
      return instantOf(fromRome(wall.date, from));
    }
  }
  throw new RangeError("the calendar leaves no day on which a message may be sent");
}

/** Whether a message may leave at this instant. */
export function isPermitted(instant: IsoInstant, quiet: QuietHours, calendar: MessageCalendar): boolean {
  const wall = toRome(epochOf(instant));
  if (isFreeDay(dayNumber(wall.date), calendar)) return false;
  return permitted(quiet).some(([from, to]) => wall.minutes >= from && wall.minutes < to);
}

/** A permitted instant before the given one: as late as possible that day, else at the same hour (or the nearest permitted) of the last permitted day within a week; null when there is none. */
function lastPermitted(epoch: number, quiet: QuietHours, calendar: MessageCalendar): number | null {
  const stretches = permitted(quiet).toReversed();
  const wall = toRome(epoch);
  const today = dayNumber(wall.date);
  for (let back = 0; back <= REMINDER_SEARCH_DAYS; back++) {
    if (isFreeDay(today - back, calendar)) continue;
    for (const [from, to] of stretches) {
      if (back > 0) return fromRome(dateOfDay(today - back), Math.max(from, Math.min(wall.minutes, to - 1)));
      if (wall.minutes >= from) return fromRome(wall.date, Math.min(wall.minutes, to - 1));
    }
  }
  return null;
}

/**
 * When the reminder of an appointment should leave, or null when none should.
 *
 * It is due the given hours before. Where that falls in quiet hours it waits for the next permitted instant; where
 * waiting would bring it under the minimum (an appointment after a run of holidays), it leaves before instead. Null only
 * when neither exists. The caller drops a reminder that is due before the person was convened.
 */
export function reminderDue(
  appointment: IsoInstant,
  parameters: Pick<MeasureParameters, "quietHours" | "reminderHoursBefore" | "reminderNotUnderHours">,
  calendar: MessageCalendar,
): IsoInstant | null {
  const start = epochOf(appointment);
  const quiet = parameters.quietHours.value;
  const latest = start - parameters.reminderNotUnderHours.value * HOUR_MS;
  const wanted = start - parameters.reminderHoursBefore.value * HOUR_MS;
  if (wanted > latest) return null;
  const next = nextPermitted(instantOf(wanted), quiet, calendar);
  if (epochOf(next) <= latest) return next;
  const before = lastPermitted(wanted, quiet, calendar);
  return before === null ? null : instantOf(before);
}
