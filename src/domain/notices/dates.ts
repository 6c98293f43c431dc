// Dates and instants as Italians, Excel and machines write them, to "2019-09-02" and "2019-09-02T08:15:00.000Z".

import { dayNumberOf, isRealDay, isoDateOf, toIsoDate, yearOf } from "../calendar/days.ts";
import { DAY_MS, MINUTE_MS, instantOf } from "../calendar/instants.ts";
import { romeOffsetMinutes, utcOfRomeClock } from "../calendar/rome-time.ts";
import { MONTHS } from "../calendar/texts.ts";
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

const MONTH_STEMS = MONTHS.map((name) => name.slice(0, 3));
const TIME = /^[T\s]\s*(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;
const ZONE_ONLY = /^(?:Z|[+-]\d{2}:\d{2})$/i;
/** Excel counts days from here (its day 1 is 1 January 1900, and it believes in 29 February 1900). */
const EXCEL_EPOCH = dayNumberOf(1899, 12, 30);
/** Outside these years an instant in a file is a mistake. */
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
  if (serial !== null) return accept(toIsoDate(Math.floor(serial)));
  const parts = splitDay(text, options);
  if (!("year" in parts)) return no(parts.code, text);
  if (!isRealDay(parts.year, parts.month, parts.day)) return no("DATA_INESISTENTE", text);
  if (parts.rest !== "" && !ZONE_ONLY.test(parts.rest)) {
    const time = readTime(parts.rest);
    if (time === null) return no("ORA_NON_VALIDA", text);
    if (time.offset !== null) {
      const ms = dayNumberOf(parts.year, parts.month, parts.day) * DAY_MS + time.ms - time.offset * MINUTE_MS;
      return accept(toIsoDate(Math.floor((ms + romeOffsetMinutes(ms) * MINUTE_MS) / DAY_MS)));
    }
  }
  return accept(isoDateOf(parts.year, parts.month, parts.day));
}

let lastInstant: { readonly raw: string; readonly outcome: Outcome<IsoInstant> } | null = null;

/**
 * An instant, always in UTC with milliseconds. Without a zone it is Italian local time; a day alone is its midnight. In the
 * hour that summer time skips the clock is taken forward; in the hour that comes twice the first is meant. Years 1996-2099.
 */
export function parseInstant(raw: string): Outcome<IsoInstant> {
  // A file repeats one moment of sending on every record: the last answer is nearly always the next one.
  if (lastInstant?.raw === raw) return lastInstant.outcome;
  const quick = plainInstant(raw);
  const outcome = quick === null ? readInstant(raw.trim()) : accept(quick);
  lastInstant = { raw, outcome };
  return outcome;
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
    localMs = dayNumberOf(parts.year, parts.month, parts.day) * DAY_MS + time.ms;
    if (time.offset !== null) return accept(instantOf(localMs - time.offset * MINUTE_MS));
  } else {
    // A second is 1/86,400 of a serial: rounding to it takes away the noise of the fraction.
    localMs = Math.round(serial * 86_400) * 1000;
    const year = yearOf(Math.floor(localMs / DAY_MS));
    if (year < FIRST_YEAR || year > LAST_YEAR) return no("DATA_FUORI_INTERVALLO", text);
  }
  return accept(instantOf(utcOfRomeClock(localMs)));
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

/**
 * The two shapes in which nearly every moment of sending comes, "2019-09-01T16:26:12.000Z" and "01/09/2019 18:26:12" (Italian
 * time); null for anything else, for what is wrong too.
 */
function plainInstant(raw: string): IsoInstant | null {
  const isUtc = raw.length === 24;
  if (!isUtc && raw.length !== 19) return null;
  const isItalian =
    !isUtc && raw.charCodeAt(2) === 47 && raw.charCodeAt(5) === 47 && raw.charCodeAt(10) === 32;
  const isIso = isUtc && raw.charCodeAt(4) === 45 && raw.charCodeAt(7) === 45 && raw.charCodeAt(10) === 84;
  if (!isItalian && !(isIso && raw.charCodeAt(19) === 46 && raw.charCodeAt(23) === 90)) return null;
  if (raw.charCodeAt(13) !== 58 || raw.charCodeAt(16) !== 58) return null;
  const year = isItalian ? number(raw, 6, 10) : number(raw, 0, 4);
  const month = isItalian ? number(raw, 3, 5) : number(raw, 5, 7);
  const day = isItalian ? number(raw, 0, 2) : number(raw, 8, 10);
  if (year < FIRST_YEAR || year > LAST_YEAR || !isRealDay(year, month, day)) return null;
  const [hours, minutes, seconds] = [number(raw, 11, 13), number(raw, 14, 16), number(raw, 17, 19)];
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 59) return null;
  if (isUtc) return number(raw, 20, 23) < 0 ? null : raw;
  const clock = dayNumberOf(year, month, day) * DAY_MS + ((hours * 60 + minutes) * 60 + seconds) * 1000;
  return instantOf(utcOfRomeClock(clock));
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
  const index = name === undefined ? -1 : MONTH_STEMS.indexOf(name.slice(0, 3).toLowerCase());
  return index < 0 ? undefined : String(index + 1);
}

/** The latest century in which the day is not after `upTo`. */
function fullYear(year: string, month: string, day: string, upTo: IsoDate): string {
  const limit = Number(upTo.slice(0, 4));
  const candidate = limit - ((((limit - Number(year)) % 100) + 100) % 100);
  const isAfter = isoDateOf(candidate, Number(month), Number(day)) > upTo;
  return String(isAfter ? candidate - 100 : candidate);
}

/** Serials of 1927-2099: shorter numbers would be taken for years. */
function excelSerial(text: string): number | null {
  if (!/^\d{5}(?:[.,]\d+)?$/.test(text)) return null;
  const value = Number(text.replace(",", "."));
  return value >= 10_000 && value < 73_051 ? value + EXCEL_EPOCH : null;
}

function no(code: NoticeCode, value: string): Outcome<never> {
  if (value === "") return refuse("DATA_FORMATO", noticeText("DATA_FORMATO", { value }));
  return refuse(code, noticeText(code, { value: value.slice(0, 40) }));
}
