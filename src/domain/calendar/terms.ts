// Terms of the law: start + n days, calendar or working, less the windows in which terms do not run.

import type { CitationKey } from "../law/citation.ts";
import type { Clock } from "../measures/clock-types.ts";
import type { MeasureParameters } from "../measures/types.ts";
import type { IsoDate } from "../notices/types.ts";
import { type DayNumber, toDayNumber, toIsoDate } from "./days.ts";
import type { WorkingCalendar } from "./working-days.ts";

/** A window whose days never count (both ends included). */
export interface Suspension {
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly citation: CitationKey | null;
}

export type DayType = "calendar" | "working";

export interface TermRequest {
  /** The day of the fact; it is not counted (art. 2963 c.c.). */
  readonly start: IsoDate;
  /** Whole days, not negative. */
  readonly days: number;
  readonly dayType: DayType;
  readonly suspensions: readonly Suspension[];
  readonly calendar: WorkingCalendar;
  /** Where the number of days comes from; null when an office chose it. */
  readonly citation: CitationKey | null;
}

export interface Term {
  readonly start: IsoDate;
  readonly due: IsoDate;
  /** Days after the start, up to the due day, that were taken out by a suspension. */
  readonly suspendedDays: number;
  readonly citation: CitationKey | null;
  /** The norms of the suspensions that moved this term. */
  readonly suspendedBy: readonly CitationKey[];
}

interface Window {
  readonly from: DayNumber;
  readonly to: DayNumber;
}

function mergedWindows(suspensions: readonly Suspension[]): readonly Window[] {
  const sorted = suspensions
    .map((s): Window => ({ from: toDayNumber(s.from), to: toDayNumber(s.to) }))
    .filter((w) => w.from <= w.to)
    .toSorted((a, b) => a.from - b.from);
  const merged: Window[] = [];
  for (const window of sorted) {
    const last = merged.at(-1);
    // Windows that overlap count once: a day cannot be suspended twice.
    if (last && window.from <= last.to)
      merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, window.to) };
    else merged.push(window);
  }
  return merged;
}

function calendarDue(start: DayNumber, days: number, windows: readonly Window[]): DayNumber {
  let due = start + days;
  for (const window of windows) {
    const from = Math.max(window.from, start + 1);
    if (from <= due && window.to >= from) due += window.to - from + 1;
  }
  return due;
}

function workingDue(start: DayNumber, request: TermRequest, windows: readonly Window[]): DayNumber {
  const suspended = (day: DayNumber): boolean => windows.some((w) => w.from <= day && day <= w.to);
  let due = start;
  let left = request.days;
  let idle = 0;
  while (left > 0) {
    due += 1;
    if (suspended(due)) continue;
    if (request.calendar.isWorking(due)) {
      left -= 1;
      idle = 0;
    } else if ((idle += 1) > 550) throw new RangeError("the calendar has no working days");
  }
  return due;
}

function daysTakenOut(start: DayNumber, due: DayNumber, windows: readonly Window[]): number {
  let days = 0;
  for (const w of windows) days += Math.max(0, Math.min(w.to, due) - Math.max(w.from, start + 1) + 1);
  return days;
}

/**
 * When a term falls due. The initial day is excluded, the due day is the last good one; suspended days never count, and a term that
 * starts inside a suspension begins to run on the day after it. With `days` 0 the term falls due on the start itself.
 * Throws a RangeError for a negative or fractional number of days: that is a fault in a table, not an expected refusal.
 */
export function dueDate(request: TermRequest): Term {
  if (!Number.isInteger(request.days) || request.days < 0)
    throw new RangeError(`a term of ${request.days} days`);
  const start = toDayNumber(request.start);
  const windows = request.suspensions.length === 0 ? [] : mergedWindows(request.suspensions);
  const due =
    request.dayType === "calendar"
      ? calendarDue(start, request.days, windows)
      : workingDue(start, request, windows);
  const dueOn = toIsoDate(due);
  const suspendedBy = new Set<CitationKey>();
  for (const s of request.suspensions)
    if (s.citation !== null && s.from <= dueOn && s.to > request.start) suspendedBy.add(s.citation);
  return {
    start: request.start,
    due: dueOn,
    suspendedDays: windows.length === 0 ? 0 : daysTakenOut(start, due, windows),
    citation: request.citation,
    suspendedBy: [...suspendedBy],
  };
}

/** From which day a clock runs: the day of its fact, or the later day that a transitional rule puts in its place. */
export function clockStart(
  clock: Pick<Clock, "transitions">,
  fact: { readonly on: IsoDate; readonly grantedOn?: IsoDate; readonly appliedOn?: IsoDate },
): { readonly startsOn: IsoDate; readonly citation: CitationKey | null } {
  for (const rule of clock.transitions) {
    const day = rule.basis === "granted" ? fact.grantedOn : fact.appliedOn;
    if (day !== undefined && rule.from <= day && day <= rule.to)
      return rule.startsOn > fact.on
        ? { startsOn: rule.startsOn, citation: rule.citation }
        : { startsOn: fact.on, citation: null };
  }
  return { startsOn: fact.on, citation: null };
}

/**
 * The term by which a benefit's household should have its first contact: T2 on the office, or where the measure has none, the
 * clock that runs on the person. It carries the norm of the days; `startCitation` that of a moved start.
 */
export function conveneTerm(
  measure: Pick<MeasureParameters, "clocks" | "version">,
  grantedOn: IsoDate,
  suspensions: readonly Suspension[],
  calendar: WorkingCalendar,
): Term & { readonly startCitation: CitationKey | null } {
  return termFromGrant(firstContactClock(measure), grantedOn, suspensions, calendar);
}

/** T1 as a notice opens it, from the recognition of the benefit; null where the measure has no such term, or it starts elsewhere. */
export function didTerm(
  measure: Pick<MeasureParameters, "clocks">,
  grantedOn: IsoDate,
  suspensions: readonly Suspension[],
  calendar: WorkingCalendar,
): Term | null {
  const { did } = measure.clocks;
  return did === null || did.start !== "recognition" ? null : termFromGrant(did, grantedOn, suspensions, calendar);
}

function termFromGrant(
  clock: Clock,
  grantedOn: IsoDate,
  suspensions: readonly Suspension[],
  calendar: WorkingCalendar,
): Term & { readonly startCitation: CitationKey | null } {
  const start = clockStart(clock, { on: grantedOn, grantedOn });
  const term = dueDate({
    start: start.startsOn,
    days: clock.amount,
    dayType: clock.unit === "working-days" ? "working" : "calendar",
    suspensions,
    calendar,
    citation: clock.citation,
  });
  return { ...term, startCitation: start.citation };
}

/** A measure without any clock of first contact is a fault in its folder: the planner could not say who comes first. */
export function firstContactClock(measure: Pick<MeasureParameters, "clocks" | "version">): Clock {
  const clock = measure.clocks.convene ?? measure.clocks["first-contact"];
  if (clock === null || (clock.unit !== "calendar-days" && clock.unit !== "working-days"))
    throw new RangeError(`the measure ${measure.version} has no clock in days for the first contact`);
  return clock;
}
