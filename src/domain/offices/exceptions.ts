// What an office decides about single days over its ordinary hours: opens longer, opens on a Saturday, closed from an hour to another, a desk away.

import { toDayNumber, weekdayOf } from "../calendar/days.ts";
import type { Weekday } from "../calendar/days.ts";
import type { IsoDate } from "../notices/types.ts";

/** A stretch of the day, in minutes from midnight of the offices' clock. */
export interface Period {
  readonly start: number;
  readonly end: number;
}

/**
 * An exception in force. An opening adds its hours to those of every day it falls on, holidays too, and never beats a closure;
 * a closure takes its hours (or the whole day) away. `desk` (its number) limits either to one desk.
 */
export interface DayException {
  readonly id: string;
  readonly kind: "opening" | "closure";
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly weekdays: readonly Weekday[];
  /** Both or neither; an opening has both. */
  readonly fromTime?: number;
  readonly toTime?: number;
  readonly desk?: number;
  readonly reason: string;
}

const NONE: readonly DayException[] = [];

/** Those that fall on a day. The same empty list for every day without any. */
export function exceptionsOn(exceptions: readonly DayException[] | undefined, date: IsoDate): readonly DayException[] {
  if (exceptions === undefined || exceptions.length === 0) return NONE;
  const weekday = weekdayOf(toDayNumber(date));
  const found = exceptions.filter((one) => one.from <= date && date <= one.to && one.weekdays.includes(weekday));
  return found.length === 0 ? NONE : found;
}

/** The hours of an exception; the whole day where it names none. */
export function hoursOf(exception: DayException): Period {
  return { start: exception.fromTime ?? 0, end: exception.toTime ?? 1440 };
}

export const isWholeDay = (exception: DayException): boolean => exception.fromTime === undefined || exception.toTime === undefined;

/** Whether it concerns the desk: its own, or all of them. */
export const concerns = (exception: DayException, desk: number): boolean => exception.desk === undefined || exception.desk === desk;

/** Whether a closure takes this stretch, or a part of it, from the desk. */
export function isClosedBy(exceptions: readonly DayException[], desk: number, start: number, end: number): boolean {
  return exceptions.some((one) => {
    if (one.kind !== "closure" || !concerns(one, desk)) return false;
    const hours = hoursOf(one);
    return start < hours.end && hours.start < end;
  });
}

/** In order and apart: what touches or overlaps becomes one. */
export function sortedUnion(periods: readonly Period[]): Period[] {
  const result: Period[] = [];
  for (const period of periods.toSorted((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    // Rules that overlap must not give the same minute twice.
    if (last && period.start <= last.end) result[result.length - 1] = { start: last.start, end: Math.max(last.end, period.end) };
    else if (period.start < period.end) result.push(period);
  }
  return result;
}

/** What is left of the periods outside a stretch. */
export function without(periods: readonly Period[], start: number, end: number): readonly Period[] {
  const result: Period[] = [];
  for (const period of periods) {
    if (end <= period.start || period.end <= start) {
      result.push(period);
      continue;
    }
    if (period.start < start) result.push({ start: period.start, end: start });
    if (end < period.end) result.push({ start: end, end: period.end });
  }
  return result;
}

export const withoutAll = (periods: readonly Period[], taken: readonly Period[]): readonly Period[] =>
  taken.reduce((left, one) => without(left, one.start, one.end), periods);
