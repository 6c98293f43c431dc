// When a message may leave: not at night, not on Sundays and holidays, on Rome's wall clock whatever the season.

import { type DayNumber, toDayNumber, toIsoDate, weekdayOf } from "../calendar/days.ts";
import { epochOf, instantOf } from "../calendar/instants.ts";
import { parseClock, romeInstant, romeTime } from "../calendar/rome-time.ts";
import type { MeasureParameters } from "../measures/types.ts";
import type { IsoDate, IsoInstant } from "../notices/types.ts";

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

function minutesOf(clock: string): number {
  const minutes = parseClock(clock);
  if (minutes === null || minutes === DAY_MINUTES) throw new RangeError(`not a time of day: ${clock}`);
  return minutes;
}

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

function isFreeDay(day: DayNumber, calendar: MessageCalendar): boolean {
  return weekdayOf(day) === 7 || calendar.isHoliday(toIsoDate(day));
}

/**
 * The first permitted instant at or after the given one.
 *
 * Throws RangeError when the calendar has no permitted day in the next two months, or a time of day is malformed.
 */
export function nextPermitted(instant: IsoInstant, quiet: QuietHours, calendar: MessageCalendar): IsoInstant {
  const stretches = permitted(quiet);
  const wall = romeTime(instant);
  const today = toDayNumber(wall.date);
  for (let ahead = 0; ahead < SEARCH_DAYS; ahead++) {
    if (isFreeDay(today + ahead, calendar)) continue;
    for (const [from, to] of stretches) {
      if (ahead > 0) return romeInstant(toIsoDate(today + ahead), from);
      if (wall.minutes >= to) continue;
      if (wall.minutes >= from) return instantOf(epochOf(instant));
      return romeInstant(wall.date, from);
    }
  }
  throw new RangeError("the calendar leaves no day on which a message may be sent");
}

/** Whether a message may leave at this instant. */
export function isPermitted(instant: IsoInstant, quiet: QuietHours, calendar: MessageCalendar): boolean {
  const wall = romeTime(instant);
  if (isFreeDay(toDayNumber(wall.date), calendar)) return false;
  return permitted(quiet).some(([from, to]) => wall.minutes >= from && wall.minutes < to);
}

/** A permitted instant before the given one: as late as possible that day, else at the same hour (or the nearest permitted) of the last permitted day within a week; null when there is none. */
function lastPermitted(instant: IsoInstant, quiet: QuietHours, calendar: MessageCalendar): IsoInstant | null {
  const stretches = permitted(quiet).toReversed();
  const wall = romeTime(instant);
  const today = toDayNumber(wall.date);
  for (let back = 0; back <= REMINDER_SEARCH_DAYS; back++) {
    if (isFreeDay(today - back, calendar)) continue;
    for (const [from, to] of stretches) {
      if (back > 0)
        return romeInstant(toIsoDate(today - back), Math.max(from, Math.min(wall.minutes, to - 1)));
      if (wall.minutes >= from) return romeInstant(wall.date, Math.min(wall.minutes, to - 1));
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
  const earliest = start - parameters.reminderHoursBefore.value * HOUR_MS;
  if (earliest > latest) return null;
  const wanted = instantOf(earliest);
  const next = nextPermitted(wanted, quiet, calendar);
  return epochOf(next) <= latest ? next : lastPermitted(wanted, quiet, calendar);
}
