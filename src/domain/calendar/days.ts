// Days as integers: fast arithmetic on the civil calendar, with plain "2019-09-02" strings at the edges.

import type { IsoDate } from "../notices/types.ts";

/** Days since 1 January 1970 (that day is 0). Negative before it. */
export type DayNumber = number;

/** 1 = Monday … 7 = Sunday, as in ISO 8601. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** Days of a month (1-12); 0 for a month that does not exist. */
export function daysInMonth(year: number, month: number): number {
  const days = MONTH_DAYS[month - 1] ?? 0;
  return month === 2 && isLeapYear(year) ? 29 : days;
}

function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i += 1) value = value * 10 + text.charCodeAt(i) - 48;
  return value;
}

/** True for a real day of the calendar written "YYYY-MM-DD" (so not for 2019-02-29). */
export function isIsoDate(text: string): boolean {
  if (!ISO_DATE.test(text)) return false;
  return isRealDay(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10));
}

/** Whether a month (1-12) has this day; false for a month that does not exist. */
export function isRealDay(year: number, month: number, day: number): boolean {
  return day >= 1 && day <= daysInMonth(year, month);
}

/** Day number of a civil date. Months 1-12; the arithmetic is exact for every Gregorian year. */
export function dayNumberOf(year: number, month: number, day: number): DayNumber {
  // The year is counted from March, so that the leap day is the last one and the months follow a fixed pattern.
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** Day number of an ISO date. The text must be a valid date (`isIsoDate`): it is not checked again here. */
export function toDayNumber(date: IsoDate): DayNumber {
  return dayNumberOf(digits(date, 0, 4), digits(date, 5, 7), digits(date, 8, 10));
}

const pad2 = (value: number): string => (value < 10 ? `0${value}` : String(value));

/** Year of a day number. */
export function yearOf(dayNumber: DayNumber): number {
  const guess = 1970 + Math.floor(dayNumber / 365.2425);
  // The mean year is off by at most a day or two around New Year.
  if (dayNumber < dayNumberOf(guess, 1, 1)) return guess - 1;
  return dayNumber >= dayNumberOf(guess + 1, 1, 1) ? guess + 1 : guess;
}

/** ISO date of a day number (years 0-9999). */
export function toIsoDate(dayNumber: DayNumber): IsoDate {
  // Years and months counted from March, as in `dayNumberOf`: no search, whatever the year.
  const z = dayNumber + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const leaps = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leaps) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return isoDateOf(year, month, dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1);
}

/** ISO date of a year (0-9999), month and day. They must be a day that exists (`daysInMonth`): it is not checked here. */
export function isoDateOf(year: number, month: number, day: number): IsoDate {
  return `${year > 999 ? year : String(year).padStart(4, "0")}-${pad2(month)}-${pad2(day)}`;
}

/** Weekday of a day number. 1 January 1970 was a Thursday. */
export function weekdayOf(dayNumber: DayNumber): Weekday {
  return (((((dayNumber + 3) % 7) + 7) % 7) + 1) as Weekday;
}

/** The date `days` after (or before, if negative) a date. */
export function addDays(date: IsoDate, days: number): IsoDate {
  return toIsoDate(toDayNumber(date) + days);
}

/** The same day `months` later; where the month is too short, its last day (art. 2963 c. 5 of the civil code). */
export function addMonths(dayNumber: DayNumber, months: number): DayNumber {
  const date = toIsoDate(dayNumber);
  const count = digits(date, 0, 4) * 12 + digits(date, 5, 7) - 1 + months;
  const year = Math.floor(count / 12);
  const month = count - year * 12 + 1;
  return dayNumberOf(year, month, Math.min(digits(date, 8, 10), daysInMonth(year, month)));
}

/** Is `date` inside a validity whose ends are both included? An absent `to` never ends. */
export function inForce(validity: { readonly from: IsoDate; readonly to?: IsoDate }, date: IsoDate): boolean {
  return validity.from <= date && (validity.to === undefined || date <= validity.to);
}
