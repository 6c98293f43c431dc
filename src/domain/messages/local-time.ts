// Instants and the wall clock of the offices (Europe/Rome) as plain integers: fast enough for every message of a season.

import type { IsoDate, IsoInstant } from "../notices/types.ts";

const INSTANT = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{3}))?Z$/;
const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const CLOCK = /^([01]\d|2[0-3]):([0-5]\d)$/;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Day on the wall and minutes since its midnight. */
export interface RomeTime {
  readonly date: IsoDate;
  readonly minutes: number;
}

function pad(value: number, width: number): string {
  if (width === 2) return value < 10 ? `0${value}` : String(value);
  return String(value).padStart(width, "0");
}

/** Days since 1970-01-01 of a proleptic Gregorian date. */
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** Days since 1970-01-01 of "YYYY-MM-DD". Throws RangeError on anything else. */
export function dayNumber(date: IsoDate): number {
  const found = DATE.exec(date);
  if (found === null) throw new RangeError(`not a date: ${date}`);
  return daysFromCivil(Number(found[1]), Number(found[2]), Number(found[3]));
}

/** "YYYY-MM-DD" of a count of days since 1970-01-01. */
export function dateOfDay(days: number): IsoDate {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** 1 = Monday … 7 = Sunday. */
export function weekday(days: number): number {
  return ((((days + 3) % 7) + 7) % 7) + 1;
}

/** Milliseconds since the epoch of an instant in UTC. Throws RangeError when it is not one. */
export function epochOf(instant: IsoInstant): number {
  const found = INSTANT.exec(instant);
  if (found === null) throw new RangeError(`not an instant in UTC: ${instant}`);
  const days = daysFromCivil(Number(found[1]), Number(found[2]), Number(found[3]));
  const seconds = Number(found[4]) * 3600 + Number(found[5]) * 60 + Number(found[6]);
  return days * DAY_MS + seconds * 1000 + Number(found[7] ?? 0);
}

/** The instant ("…Z", always with milliseconds) of an epoch in milliseconds. */
export function instantOf(epoch: number): IsoInstant {
  const days = Math.floor(epoch / DAY_MS);
  const rest = epoch - days * DAY_MS;
  const clock = `${pad(Math.floor(rest / 3_600_000), 2)}:${pad(Math.floor(rest / MINUTE_MS) % 60, 2)}`;
  return `${dateOfDay(days)}T${clock}:${pad(Math.floor(rest / 1000) % 60, 2)}.${pad(rest % 1000, 3)}Z`;
}

/** Minutes since midnight of "HH:MM". Throws RangeError when it is not a time of day. */
export function minutesOf(clock: string): number {
  const found = CLOCK.exec(clock);
  if (found === null) throw new RangeError(`not a time of day: ${clock}`);
  return Number(found[1]) * 60 + Number(found[2]);
}

/** Day number of the last Sunday of a month of 31 days. */
function lastSunday(year: number, month: number): number {
  const last = daysFromCivil(year, month, 31);
  return last - (weekday(last) % 7);
}

/**
 * Minutes that Rome is ahead of UTC: 120 between the last Sundays of March and October, at 01:00 UTC (Directive
 * 2000/84/EC, and the same dates in Italy since 1996), else 60.
 */
export function romeOffset(epoch: number): number {
  const year = Number(dateOfDay(Math.floor(epoch / DAY_MS)).slice(0, 4));
  const summer = lastSunday(year, 3) * DAY_MS + 3_600_000;
  const winter = lastSunday(year, 10) * DAY_MS + 3_600_000;
  return epoch >= summer && epoch < winter ? 120 : 60;
}

/** Wall clock in Rome at an epoch (seconds are dropped). */
export function toRome(epoch: number): RomeTime {
  const local = epoch + romeOffset(epoch) * MINUTE_MS;
  const days = Math.floor(local / DAY_MS);
  return { date: dateOfDay(days), minutes: Math.floor((local - days * DAY_MS) / MINUTE_MS) };
}

/** Epoch of a wall clock in Rome: an hour that does not exist moves one hour on, an hour that comes twice is the first. */
export function fromRome(date: IsoDate, minutes: number): number {
  const asUtc = dayNumber(date) * DAY_MS + minutes * MINUTE_MS;
  const summer = asUtc - 120 * MINUTE_MS;
  return romeOffset(summer) === 120 ? summer : asUtc - 60 * MINUTE_MS;
}
