// The offices' clock: Italian civil time to UTC instants and back, daylight saving right, fast enough for every appointment of a season.

import { Temporal } from "temporal-polyfill";
import type { IsoDate, IsoInstant } from "../notices/types.ts";
import { addDays } from "./days.ts";

export const OFFICE_TIME_ZONE = "Europe/Rome";

/** A place in the offices' civil time: the day, and minutes from 00:00 of its clock (0-1439). */
export interface RomeTime {
  readonly date: IsoDate;
  readonly minutes: number;
}

/** Offsets (minutes east of UTC) of one day, and the minute of that day at which the second takes over (1440 = never). */
interface DayOffsets {
  readonly before: number;
  readonly after: number;
  readonly changesAt: number;
}

const HOURS_MINUTES: readonly string[] = Array.from(
  { length: 1440 },
  (_, m) => `${String(Math.floor(m / 60)).padStart(2, "0")}:${String(m % 60).padStart(2, "0")}`,
);

// Pure memory: the same day always gives the same offsets, so these only spare work.
const localDays = new Map<IsoDate, DayOffsets>();
const utcDays = new Map<IsoDate, DayOffsets>();

const minutesOffset = (moment: Temporal.ZonedDateTime): number => moment.offsetNanoseconds / 60_000_000_000;

function offsetsOfLocalDay(date: IsoDate): DayOffsets {
  const start = Temporal.PlainDate.from(date).toZonedDateTime(OFFICE_TIME_ZONE);
  const before = minutesOffset(start);
  const after = minutesOffset(
    Temporal.PlainDate.from(date).add({ days: 1 }).toZonedDateTime(OFFICE_TIME_ZONE),
  );
  const change = before === after ? null : start.getTimeZoneTransition("next");
  if (change === null) return { before, after: before, changesAt: 1440 };
  // On the clock that was in force before the change. When clocks go forward the skipped hour is still read with the old offset
  // (so 02:30 means 03:30); when they go back the repeated hour is the first one.
  const elapsed = (change.epochMilliseconds - start.epochMilliseconds) / 60_000;
  return { before, after, changesAt: elapsed + Math.max(0, after - before) };
}

function offsetsOfUtcDay(date: IsoDate): DayOffsets {
  const start = Temporal.Instant.from(`${date}T00:00:00Z`).toZonedDateTimeISO(OFFICE_TIME_ZONE);
  const before = minutesOffset(start);
  const after = minutesOffset(start.add({ hours: 24 }));
  const change = before === after ? null : start.getTimeZoneTransition("next");
  if (change === null) return { before, after: before, changesAt: 1440 };
  return { before, after, changesAt: (change.epochMilliseconds - start.epochMilliseconds) / 60_000 };
}

function remembered(
  store: Map<IsoDate, DayOffsets>,
  date: IsoDate,
  work: (d: IsoDate) => DayOffsets,
): DayOffsets {
  const known = store.get(date);
  if (known !== undefined) return known;
  const offsets = work(date);
  // A cohort asks for a few hundred days; a stream of odd dates must not grow the memory without end.
  if (store.size >= 20_000) store.clear();
  store.set(date, offsets);
  return offsets;
}

/**
 * The instant of `minutes` (0-1439) on the clock of the offices on `date`.
 * Throws a RangeError when the minutes are outside the day or the date does not exist.
 */
export function romeInstant(date: IsoDate, minutes: number): IsoInstant {
  if (!Number.isInteger(minutes) || minutes < 0 || minutes > 1439)
    throw new RangeError(`minute ${minutes} of a day`);
  const offsets = remembered(localDays, date, offsetsOfLocalDay);
  const utc = minutes - (minutes < offsets.changesAt ? offsets.before : offsets.after);
  const shift = Math.floor(utc / 1440);
  const day = shift === 0 ? date : addDays(date, shift);
  return `${day}T${HOURS_MINUTES[utc - shift * 1440]}:00.000Z`;
}

function twoDigits(text: string, at: number): number {
  return (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;
}

/** The offices' day and minute of an instant; seconds are cut off. */
export function romeTime(instant: IsoInstant): RomeTime {
  const utcDate = instant.slice(0, 10);
  const utcMinutes = twoDigits(instant, 11) * 60 + twoDigits(instant, 14);
  const offsets = remembered(utcDays, utcDate, offsetsOfUtcDay);
  const local = utcMinutes + (utcMinutes < offsets.changesAt ? offsets.before : offsets.after);
  const shift = Math.floor(local / 1440);
  return { date: shift === 0 ? utcDate : addDays(utcDate, shift), minutes: local - shift * 1440 };
}

/** "09:30" for 570: how a minute of the day is written. */
export function clockText(minutes: number): string {
  const text = HOURS_MINUTES[minutes];
  if (text === undefined) throw new RangeError(`minute ${minutes} of a day`);
  return text;
}

/** Minutes of the day for "9:30" or "09:30" ("24:00" is 1440, an end only), or null when it is not an hour. */
export function parseClock(text: string): number | null {
  const match = /^(\d{1,2}):(\d{2})$/.exec(text);
  if (!match) return null;
  const hours = Number(match[1]);
  const minutes = Number(match[2]);
  if (hours === 24 && minutes === 0) return 1440;
  return hours <= 23 && minutes <= 59 ? hours * 60 + minutes : null;
}
