// Holidays: Easter, national and local rules with their years, and the days they give.

import { accept, refuse, type Outcome } from "../outcome.ts";
import type { IsoDate } from "../notices/types.ts";
import {
  type DayNumber,
  dayNumberOf,
  daysInMonth,
  toDayNumber,
  toIsoDate,
  weekdayOf,
  yearOf,
} from "./days.ts";
import { CALENDAR_TEXTS } from "./texts.ts";

/** What a rule text means: a fixed day, a distance from Easter Sunday, or the n-th weekday of a month. */
export type HolidayRule =
  | { readonly kind: "fixed"; readonly month: number; readonly day: number }
  | { readonly kind: "easter"; readonly offset: number }
  | { readonly kind: "nth-weekday"; readonly nth: number; readonly weekday: number; readonly month: number };

/** A rule with the years it holds for (both included). Without a municipality it is national. */
export interface DatedHolidayRule {
  readonly rule: HolidayRule;
  readonly name: string;
  readonly fromYear?: number;
  readonly toYear?: number;
  readonly municipalityCode?: string;
}

export interface Holiday {
  readonly date: IsoDate;
  readonly name: string;
  readonly scope: "national" | "local";
}

const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** Day number of Easter Sunday in a Gregorian year (anonymous Gregorian computus, Meeus/Jones/Butcher). */
export function easterSunday(year: number): DayNumber {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 19 * l) / 433);
  const month = Math.floor((h + l - 7 * m + 90) / 25);
  const day = (h + l - 7 * m + 33 * month + 19) % 32;
  return dayNumberOf(year, month, day);
}

/** Reads a rule: `MM-DD`, `easter`, `easter+N`, `easter-N`, `N-www-MM`. Refuses with `FESTIVITA_REGOLA`. */
export function parseHolidayRule(text: string): Outcome<HolidayRule> {
  const fixed = /^(\d{2})-(\d{2})$/.exec(text);
  if (fixed) {
    const month = Number(fixed[1]);
    const day = Number(fixed[2]);
    // 2000 is a leap year: 29 February is a day that exists in some years.
    if (day >= 1 && day <= daysInMonth(2000, month)) return accept({ kind: "fixed", month, day });
  }
  const easter = /^easter([+-]\d{1,3})?$/.exec(text);
  if (easter) return accept({ kind: "easter", offset: Number(easter[1] ?? 0) });
  const nth = /^([1-5])-([a-z]{3})-(\d{2})$/.exec(text);
  if (nth) {
    const weekday = WEEKDAYS.indexOf(nth[2] ?? "") + 1;
    const month = Number(nth[3]);
    if (weekday > 0 && daysInMonth(2000, month) > 0)
      return accept({ kind: "nth-weekday", nth: Number(nth[1]), weekday, month });
  }
  return refuse("FESTIVITA_REGOLA", CALENDAR_TEXTS.badRule(text));
}

/** The text of a rule, such that `parseHolidayRule` reads the same rule back. */
export function holidayRuleText(rule: HolidayRule): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  if (rule.kind === "fixed") return `${two(rule.month)}-${two(rule.day)}`;
  if (rule.kind === "nth-weekday") return `${rule.nth}-${WEEKDAYS[rule.weekday - 1]}-${two(rule.month)}`;
  if (rule.offset === 0) return "easter";
  return rule.offset > 0 ? `easter+${rule.offset}` : `easter${rule.offset}`;
}

/** The day a rule gives in a year, or null in a year without it (29 February, a fifth Sunday). */
export function dayOfRule(rule: HolidayRule, year: number): DayNumber | null {
  if (rule.kind === "easter") return easterSunday(year) + rule.offset;
  const days = daysInMonth(year, rule.month);
  if (rule.kind === "fixed") return rule.day <= days ? dayNumberOf(year, rule.month, rule.day) : null;
  const first = dayNumberOf(year, rule.month, 1);
  const offset = ((rule.weekday - weekdayOf(first) + 7) % 7) + (rule.nth - 1) * 7;
  return offset < days ? first + offset : null;
}

/** All holidays of a year, in order: the national ones and, with a municipality, its own. */
export function holidaysOf(
  year: number,
  rules: readonly DatedHolidayRule[],
  municipalityCode?: string,
): readonly Holiday[] {
  const found: Holiday[] = [];
  for (const dated of rules) {
    if (dated.municipalityCode !== undefined && dated.municipalityCode !== municipalityCode) continue;
    if (year < (dated.fromYear ?? year) || year > (dated.toYear ?? year)) continue;
    const day = dayOfRule(dated.rule, year);
    if (day === null) continue;
    const scope = dated.municipalityCode === undefined ? "national" : "local";
    found.push({ date: toIsoDate(day), name: dated.name, scope });
  }
  return found.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

/** Answers "is this day a holiday, and which?" in constant time; each year is worked out once, when first asked for. */
export interface HolidayCalendar {
  /** National holiday of a day, or undefined. */
  national(day: DayNumber): string | undefined;
  /** Holiday of a municipality on a day (not the national ones), or undefined. */
  local(municipalityCode: string, day: DayNumber): string | undefined;
}

export function buildHolidayCalendar(rules: readonly DatedHolidayRule[]): HolidayCalendar {
  const byScope = new Map<string, DatedHolidayRule[]>();
  for (const rule of rules) {
    const scope = rule.municipalityCode ?? "";
    const list = byScope.get(scope);
    if (list) list.push(rule);
    else byScope.set(scope, [rule]);
  }
  const scopes = new Map<string, (day: DayNumber) => string | undefined>();
  for (const [scope, list] of byScope)
    scopes.set(scope, yearlyLookup(list, scope === "" ? undefined : scope));
  return {
    national: (day) => scopes.get("")?.(day),
    local: (municipalityCode, day) =>
      municipalityCode === "" ? undefined : scopes.get(municipalityCode)?.(day),
  };
}

function yearlyLookup(
  rules: readonly DatedHolidayRule[],
  municipalityCode: string | undefined,
): (day: DayNumber) => string | undefined {
  const years = new Map<number, Map<DayNumber, string>>();
  return (day) => {
    const year = yearOf(day);
    let names = years.get(year);
    if (names === undefined) {
      // A rule counted from Easter may fall in the year before or after its own.
      names = new Map();
      for (let y = year - 1; y <= year + 1; y += 1)
        for (const holiday of holidaysOf(y, rules, municipalityCode))
          names.set(toDayNumber(holiday.date), holiday.name);
      years.set(year, names);
    }
    return names.get(day);
  };
}
