// The offices' clock: Italian civil time to UTC instants and back, daylight saving right, fast enough for every appointment of a season.

import { Temporal } from "temporal-polyfill";
import type { IsoDate, IsoInstant } from "../notices/types.ts";
import { type DayNumber, isIsoDate, toDayNumber, toIsoDate } from "./days.ts";
import { DAY_MS, MINUTE_MS, epochOf } from "./instants.ts";

export const OFFICE_TIME_ZONE = "Europe/Rome";

/** A place in the offices' civil time: the day, and minutes from 00:00 of its clock (0-1439). */
export interface RomeTime {
  readonly date: IsoDate;
  readonly minutes: number;
}

/** Offsets (minutes east of UTC) of one UTC day, and its millisecond at which the second takes over (Infinity = never). */
interface DayOffsets {
  readonly before: number;
  readonly after: number;
  readonly changesAt: number;
}

const HOURS_MINUTES: readonly string[] = Array.from(
  { length: 1440 },
  (_, m) => `${String(Math.floor(m / 60)).padStart(2, "0")}:${String(m % 60).padStart(2, "0")}`,
);

// Pure memory: the same day always gives the same offsets, so this only spares work.
const remembered = new Map<DayNumber, DayOffsets>();

const minutesOffset = (moment: Temporal.ZonedDateTime): number => moment.offsetNanoseconds / 60_000_000_000;

function offsetsOf(day: DayNumber): DayOffsets {
  const known = remembered.get(day);
  if (known !== undefined) return known;
  const start = Temporal.Instant.fromEpochMilliseconds(day * DAY_MS).toZonedDateTimeISO(OFFICE_TIME_ZONE);
  const before = minutesOffset(start);
  const after = minutesOffset(start.add({ hours: 24 }));
  const change = before === after ? null : start.getTimeZoneTransition("next");
  const changesAt = change === null ? Infinity : change.epochMilliseconds - start.epochMilliseconds;
  const offsets = { before, after, changesAt };
  // A cohort asks for a few hundred days; a stream of odd dates must not grow the memory without end.
  if (remembered.size >= 20_000) remembered.clear();
  remembered.set(day, offsets);
  return offsets;
}

/** Minutes that the clocks of the offices are ahead of UTC at an instant, given in milliseconds since 1970. */
export function romeOffsetMinutes(epoch: number): number {
  const day = Math.floor(epoch / DAY_MS);
  const offsets = offsetsOf(day);
  return epoch - day * DAY_MS < offsets.changesAt ? offsets.before : offsets.after;
}

/**
 * The instant (milliseconds since 1970) at which the clocks of the offices show what UTC clocks show at `clock`.
 * An hour that does not exist is read with the old offset (02:30 means 03:30); an hour that comes twice is the first.
 */
export function utcOfRomeClock(clock: number): number {
  // Summer time is tried first: right in the repeated hour, and in the skipped one it is not yet in force.
  const summer = clock - 120 * MINUTE_MS;
  return romeOffsetMinutes(summer) === 120 ? summer : clock - 60 * MINUTE_MS;
}

/**
 * The instant of `minutes` (0-1439) on the clock of the offices on `date`.
 * Throws a RangeError when the minutes are outside the day or the date does not exist.
 */
export function romeInstant(date: IsoDate, minutes: number): IsoInstant {
  if (!Number.isInteger(minutes) || minutes < 0 || minutes > 1439)
    throw new RangeError(`minute ${minutes} of a day`);
  if (!isIsoDate(date)) throw new RangeError(`not a date: ${date}`);
  const day = toDayNumber(date);
  const utc = utcOfRomeClock(day * DAY_MS + minutes * MINUTE_MS);
  const utcDay = Math.floor(utc / DAY_MS);
  // Nearly always the same day: then its text is there already.
  const text = utcDay === day ? date : toIsoDate(utcDay);
  return `${text}T${HOURS_MINUTES[(utc - utcDay * DAY_MS) / MINUTE_MS]}:00.000Z`;
}

/** The offices' day and minute of an instant; seconds are cut off. Throws a RangeError when it is not an instant in UTC. */
export function romeTime(instant: IsoInstant): RomeTime {
  const utc = epochOf(instant);
  const local = utc + romeOffsetMinutes(utc) * MINUTE_MS;
  const day = Math.floor(local / DAY_MS);
  const date = day === Math.floor(utc / DAY_MS) ? instant.slice(0, 10) : toIsoDate(day);
  return { date, minutes: Math.floor((local - day * DAY_MS) / MINUTE_MS) };
}

/** The offices' calendar day of an instant. */
export function romeDay(instant: IsoInstant): IsoDate {
  return romeTime(instant).date;
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
