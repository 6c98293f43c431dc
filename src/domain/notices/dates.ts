// Dates and instants as Italians, Excel and machines write them, to "2019-09-02" and "2019-09-02T08:15:00.000Z".

import type { Outcome } from "../outcome.ts";
import { accept, refuse } from "../outcome.ts";
import type { NoticeCode } from "./texts.ts";
import { noticeText } from "./texts.ts";
import type { IsoDate, IsoInstant } from "./types.ts";

export interface DayOptions {
  /** Allows two-digit years (birth dates only): the latest year that does not go past this day. */
  readonly twoDigitYearsUpTo?: IsoDate;
}

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** What follows the day: "", "T10:00:00Z", " 10:15"… */
  readonly rest: string;
}

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const MONTHS = ["gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic"];
const TIME = /^[T\s]\s*(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;
const ZONE_ONLY = /^(?:Z|[+-]\d{2}:\d{2})$/i;
/** Excel counts days from here (its day 1 is 1 January 1900, and it believes in 29 February 1900). */
const EXCEL_EPOCH = dayNumber(1899, 12, 30);
const MS_PER_DAY = 86_400_000;
/** The rule of summer time that `romeOffsetMinutes` uses holds from 1996. */
const FIRST_YEAR = 1996;
const LAST_YEAR = 2099;

/**
 * A calendar day: 02/09/2019, 2-9-2019, 02.09.2019, 2019-09-02, 20190902, 2 settembre 2019, with or without a time, or an
 * Excel serial (43710, 43710.43). A time with a zone is brought to the Italian day. Never the American order: 09/13/2019 is
 * refused. Refuses DATA_FORMATO, DATA_INESISTENTE, DATA_ANNO_DUE_CIFRE, ORA_NON_VALIDA.
 */
export function parseDay(raw: string, options: DayOptions = {}): Outcome<IsoDate> {
  const quick = plainDay(raw);
  if (quick !== null) return accept(quick);
  const text = raw.trim();
  const serial = excelSerial(text);
  if (serial !== null) return accept(dayOfNumber(Math.floor(serial)));
  const parts = splitDay(text, options);
  if (!("year" in parts)) return no(parts.code, text);
  if (!isRealDay(parts.year, parts.month, parts.day)) return no("DATA_INESISTENTE", text);
  if (parts.rest !== "" && !ZONE_ONLY.test(parts.rest)) {
    const time = readTime(parts.rest);
    if (time === null) return no("ORA_NON_VALIDA", text);
    if (time.offset !== null) {
      const ms = dayNumber(parts.year, parts.month, parts.day) * MS_PER_DAY + time.ms - time.offset * 60_000;
      return accept(romeDay(instantOf(ms)));
    }
  }
  return accept(isoDay(parts.year, parts.month, parts.day));
}

let lastInstant: { readonly raw: string; readonly outcome: Outcome<IsoInstant> } | null = null;

/**
 * An instant, always in UTC with milliseconds. Without a zone it is Italian local time; a day alone is its midnight. In the
 * hour that summer time skips the clock is taken forward; in the hour that comes twice the first is meant. Years 1996-2099.
 */
export function parseInstant(raw: string): Outcome<IsoInstant> {
  // A file repeats one moment of sending on every record: the last answer is nearly always the next one.
  if (lastInstant?.raw === raw) return lastInstant.outcome;
  const outcome = readInstant(raw.trim());
  lastInstant = { raw, outcome };
  return outcome;
}

let lastDay: { readonly instant: IsoInstant; readonly day: IsoDate } | null = null;

/** The Italian calendar day of an instant. */
export function romeDay(instant: IsoInstant): IsoDate {
  if (lastDay?.instant === instant) return lastDay.day;
  const ms = epochMs(instant);
  const day = dayOfNumber(Math.floor((ms + romeOffsetMinutes(ms) * 60_000) / MS_PER_DAY));
  lastDay = { instant, day };
  return day;
}

/** Minutes that Italian clocks are ahead of UTC at an instant (60 or 120): summer time from the last Sunday of March, 01:00 UTC, to the last of October (Directive 2000/84/EC). */
export function romeOffsetMinutes(epochMilliseconds: number): number {
  const year = yearOf(Math.floor(epochMilliseconds / MS_PER_DAY));
  const { start, end } = summerOf(year);
  return epochMilliseconds >= start && epochMilliseconds < end ? 120 : 60;
}

/** Milliseconds since 1970 of an instant in our form. */
export function epochMs(instant: IsoInstant): number {
  const day = dayNumber(
    Number(instant.slice(0, 4)),
    Number(instant.slice(5, 7)),
    Number(instant.slice(8, 10)),
  );
  const seconds =
    Number(instant.slice(11, 13)) * 3600 + Number(instant.slice(14, 16)) * 60 + Number(instant.slice(17, 19));
  return day * MS_PER_DAY + seconds * 1000 + Number(instant.slice(20, 23));
}

function readInstant(text: string): Outcome<IsoInstant> {
  const serial = excelSerial(text);
  let localMs: number;
  if (serial === null) {
    const parts = splitDay(text, {});
    if (!("year" in parts)) return no(parts.code, text);
    if (!isRealDay(parts.year, parts.month, parts.day)) return no("DATA_INESISTENTE", text);
    if (parts.year < FIRST_YEAR || parts.year > LAST_YEAR) return no("DATA_FUORI_INTERVALLO", text);
    const time = readTime(ZONE_ONLY.test(parts.rest) ? "" : parts.rest);
    if (time === null) return no("ORA_NON_VALIDA", text);
    localMs = dayNumber(parts.year, parts.month, parts.day) * MS_PER_DAY + time.ms;
    if (time.offset !== null) return accept(instantOf(localMs - time.offset * 60_000));
  } else {
    // A second is 1/86,400 of a serial: rounding to it takes away the noise of the fraction.
    localMs = Math.round(serial * 86_400) * 1000;
    const year = yearOf(Math.floor(localMs / MS_PER_DAY));
    if (year < FIRST_YEAR || year > LAST_YEAR) return no("DATA_FUORI_INTERVALLO", text);
  }
  return accept(instantOf(localToUtc(localMs)));
}

/** Summer time is tried first, so the hour that comes twice means the first; the hour that does not exist falls to winter. */
function localToUtc(localMs: number): number {
  const summer = localMs - 120 * 60_000;
  return romeOffsetMinutes(summer) === 120 ? summer : localMs - 60 * 60_000;
}

function readTime(rest: string): { readonly ms: number; readonly offset: number | null } | null {
  if (rest === "") return { ms: 0, offset: null };
  const match = TIME.exec(rest);
  if (match === null) return null;
  const [hours, minutes, seconds] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
  if (hours > 23 || minutes > 59 || seconds > 59) return null;
  const ms = Number((match[4] ?? "").padEnd(3, "0").slice(0, 3));
  const zone = match[5];
  const total = ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms;
  if (zone === undefined) return { ms: total, offset: null };
  if (zone.toUpperCase() === "Z") return { ms: total, offset: 0 };
  const size = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return { ms: total, offset: zone.startsWith("-") ? -size : size };
}

/** The two shapes that nearly every record has, without a regular expression; null for anything else. */
function plainDay(raw: string): IsoDate | null {
  if (raw.length !== 10) return null;
  const third = raw.charCodeAt(2);
  if (raw.charCodeAt(4) === 45 && raw.charCodeAt(7) === 45) {
    const [year, month, day] = [number(raw, 0, 4), number(raw, 5, 7), number(raw, 8, 10)];
    return year > 0 && isRealDay(year, month, day) ? raw : null;
  }
  if ((third === 47 || third === 45 || third === 46) && raw.charCodeAt(5) === third) {
    const [day, month, year] = [number(raw, 0, 2), number(raw, 3, 5), number(raw, 6, 10)];
    if (year > 0 && isRealDay(year, month, day))
      return `${raw.slice(6)}-${raw.slice(3, 5)}-${raw.slice(0, 2)}`;
  }
  return null;
}

/** Digits between two positions as a number, -1 when there is anything else. */
function number(text: string, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

function splitDay(text: string, options: DayOptions): Parts | { readonly code: NoticeCode } {
  const iso = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)(.*)$/s.exec(text);
  if (iso !== null) return partsOf(iso[1], iso[3], iso[4], iso[5]);
  const compact = /^((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)(.*)$/s.exec(text);
  if (compact !== null) return partsOf(compact[1], compact[2], compact[3], compact[4]);
  const italian = /^(\d{1,2})\s*([-/. ])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})(?!\d)(.*)$/s.exec(text);
  const named = /^(\d{1,2})[°º]?[-/. ]+([a-z]{3,9})\.?[-/. ]+(\d{4}|\d{2})(?!\d)(.*)$/is.exec(text);
  const [day, monthText, yearText, rest] =
    italian === null
      ? [named?.[1], monthOfName(named?.[2]), named?.[3], named?.[4]]
      : [italian[1], italian[3], italian[4], italian[5]];
  if (day === undefined || monthText === undefined || yearText === undefined) return { code: "DATA_FORMATO" };
  if (yearText.length === 4) return partsOf(yearText, monthText, day, rest);
  if (options.twoDigitYearsUpTo === undefined) return { code: "DATA_ANNO_DUE_CIFRE" };
  return partsOf(fullYear(yearText, monthText, day, options.twoDigitYearsUpTo), monthText, day, rest);
}

function partsOf(year = "", month = "", day = "", rest = ""): Parts {
  return { year: Number(year), month: Number(month), day: Number(day), rest };
}

/** "set", "sett", "settembre" → "9". */
function monthOfName(name: string | undefined): string | undefined {
  const index = name === undefined ? -1 : MONTHS.indexOf(name.slice(0, 3).toLowerCase());
  return index < 0 ? undefined : String(index + 1);
}

/** The latest century in which the day is not after `upTo`. */
function fullYear(year: string, month: string, day: string, upTo: IsoDate): string {
  const limit = Number(upTo.slice(0, 4));
  const candidate = limit - ((((limit - Number(year)) % 100) + 100) % 100);
  const isAfter = isoDay(candidate, Number(month), Number(day)) > upTo;
  return String(isAfter ? candidate - 100 : candidate);
}

/** Serials of 1927-2099: shorter numbers would be taken for years. */
function excelSerial(text: string): number | null {
  if (!/^\d{5}(?:[.,]\d+)?$/.test(text)) return null;
  const value = Number(text.replace(",", "."));
  return value >= 10_000 && value < 73_051 ? value + EXCEL_EPOCH : null;
}

function isRealDay(year: number, month: number, day: number): boolean {
  if (day < 1 || day > (DAYS[month - 1] ?? 0)) return false;
  return month !== 2 || day < 29 || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0));
}

/** Days from 1 January 1970 (proleptic Gregorian), counting years from March so that the leap day is the last. */
function dayNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 +
    yearOfEra * 365 +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    dayOfYear -
    719_468
  );
}

function dayOfNumber(days: number): IsoDate {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const doe = z - era * 146_097;
  const yoe = Math.floor(
    (doe - Math.floor(doe / 1460) + Math.floor(doe / 36_524) - Math.floor(doe / 146_096)) / 365,
  );
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  return isoDay(yoe + era * 400 + (month <= 2 ? 1 : 0), month, doy - Math.floor((153 * mp + 2) / 5) + 1);
}

function yearOf(days: number): number {
  return Number(dayOfNumber(days).slice(0, 4));
}

const summers = new Map<number, { readonly start: number; readonly end: number }>();

function summerOf(year: number): { readonly start: number; readonly end: number } {
  let summer = summers.get(year);
  if (summer === undefined) {
    summer = { start: lastSunday(year, 3) + 3_600_000, end: lastSunday(year, 10) + 3_600_000 };
    summers.set(year, summer);
  }
  return summer;
}

/** Midnight UTC of the last Sunday of a month of 31 days. Day 0 (1 January 1970) was a Thursday. */
function lastSunday(year: number, month: number): number {
  const last = dayNumber(year, month, 31);
  return (last - ((((last + 4) % 7) + 7) % 7)) * MS_PER_DAY;
}

function instantOf(ms: number): IsoInstant {
  const days = Math.floor(ms / MS_PER_DAY);
  const rest = ms - days * MS_PER_DAY;
  const two = (n: number): string => (n < 10 ? `0${n}` : String(n));
  const time = `${two(Math.floor(rest / 3_600_000))}:${two(Math.floor(rest / 60_000) % 60)}:${two(Math.floor(rest / 1000) % 60)}`;
  return `${dayOfNumber(days)}T${time}.${String(rest % 1000).padStart(3, "0")}Z`;
}

function isoDay(year: number, month: number, day: number): IsoDate {
  return `${String(year).padStart(4, "0")}-${month < 10 ? "0" : ""}${month}-${day < 10 ? "0" : ""}${day}`;
}

function no(code: NoticeCode, value: string): Outcome<never> {
  if (value === "") return refuse("DATA_FORMATO", noticeText("DATA_FORMATO", { value }));
  return refuse(code, noticeText(code, { value: value.slice(0, 40) }));
}
