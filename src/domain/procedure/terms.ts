// Terms as they run: opened from a measure's clock, met by an act, looked at again each day. Integers only: hundreds of thousands a second.

import { addMonths, type DayNumber, toDayNumber } from "../calendar/days.ts";
import { DAY_MS, epochOf } from "../calendar/instants.ts";
import type { TermCalendar } from "../calendar/term-calendar.ts";
import { clockStart } from "../calendar/terms.ts";
import type { Clock, ClockId, OpenTerm, TermState, TermView } from "../measures/clock-types.ts";
import type { MeasureParameters } from "../measures/types.ts";
import type { IsoDate, IsoInstant } from "../notices/types.ts";

/** A moment of business time: the office's day, and milliseconds since 1970 for the clocks in hours. */
export interface Moment {
  readonly day: DayNumber;
  readonly epoch: number;
}

export interface TermFacts {
  /** Day of the fact that starts the clock; for a clock of unit "date", the day on which it ends. */
  readonly on: IsoDate;
  /** Instant of the fact: needed by clocks in hours. */
  readonly at?: IsoInstant;
  readonly grantedOn?: IsoDate;
  readonly appliedOn?: IsoDate;
  /** The household has minors or persons with disability: the shorter length, where the clock has one. */
  readonly minorsOrDisabled?: boolean;
}

const HOUR_MS = 3_600_000;

/** Opens a term of the measure's clock; null when this measure has no such clock. Throws for a clock in hours without its instant. */
export function openTerm(
  measure: Pick<MeasureParameters, "clocks">,
  kind: ClockId,
  facts: TermFacts,
): OpenTerm | null {
  const clock = measure.clocks[kind];
  if (clock === null) return null;
  const { startsOn, citation } = clockStart(clock, facts);
  if (clock.unit === "hours" && facts.at === undefined)
    throw new RangeError(`${kind} runs in hours: it needs an instant`);
  return {
    kind,
    start: toDayNumber(startsOn),
    startedAt: clock.unit === "hours" && facts.at !== undefined ? epochOf(facts.at) : null,
    amount: lengthOf(clock, facts),
    unit: clock.unit,
    suspended: clock.suspended,
    metOn: null,
    metBy: null,
    citation: clock.citation,
    startCitation: citation,
  };
}

function lengthOf(clock: Clock, facts: TermFacts): number {
  return facts.minorsOrDisabled === true && clock.reduced !== undefined ? clock.reduced.amount : clock.amount;
}

/** The term once an act has met it. A term met twice keeps its first day. */
export function meetTerm(term: OpenTerm, on: DayNumber, by: string): OpenTerm {
  return term.metOn === null ? { ...term, metOn: on, metBy: by } : term;
}

/** Last good day of a term. The initial day is not counted; suspended days never count. */
export function dueOf(term: OpenTerm, calendar: TermCalendar): DayNumber {
  switch (term.unit) {
    case "calendar-days":
      return calendar.due(term.start, term.amount, false, term.suspended);
    case "working-days":
      return calendar.due(term.start, term.amount, true, term.suspended);
    case "months":
      return calendar.due(term.start, addMonths(term.start, term.amount) - term.start, false, term.suspended);
    case "hours":
      return Math.max(term.start, Math.floor(endOfHours(term, calendar) / DAY_MS));
    case "date":
      return term.start;
  }
}

/** Instant (milliseconds since 1970) at which a term in hours ends; null for the others, which end with their due day. */
export function dueInstantOf(term: OpenTerm, calendar: TermCalendar): number | null {
  return term.unit === "hours" ? endOfHours(term, calendar) : null;
}

/** Whole days pass over suspensions as days do; the hours that are left are added as they are. */
function endOfHours(term: OpenTerm, calendar: TermCalendar): number {
  const days = Math.floor(term.amount / 24);
  const moved = calendar.due(term.start, days, false, term.suspended) - term.start;
  return (term.startedAt ?? term.start * DAY_MS) + moved * DAY_MS + (term.amount - days * 24) * HOUR_MS;
}

/** State of a term at a moment. This is the hot path: nothing is allocated. */
export function stateOf(term: OpenTerm, now: Moment, calendar: TermCalendar): TermState {
  if (term.metOn !== null) return "met";
  const over =
    term.unit === "hours" ? now.epoch > endOfHours(term, calendar) : now.day > dueOf(term, calendar);
  if (over) return "expired";
  return term.suspended && calendar.isSuspended(now.day) ? "suspended" : "running";
}

/** A term as a page shows it: due day, days left, state, whether it was met late. */
export function evaluate(term: OpenTerm, now: Moment, calendar: TermCalendar): TermView {
  const due = dueOf(term, calendar);
  return {
    term,
    state: stateOf(term, now, calendar),
    due,
    daysLeft: due - now.day,
    suspendedDays: term.suspended ? calendar.suspendedBetween(term.start, due) : 0,
    late: term.metOn !== null && term.metOn > due,
  };
}

/** The terms nobody has met yet, nearest first; expired ones are among them. */
export function openTermsOf(terms: readonly OpenTerm[], now: Moment, calendar: TermCalendar): TermView[] {
  return terms
    .filter((term) => term.metOn === null)
    .map((term) => evaluate(term, now, calendar))
    .toSorted((a, b) => a.due - b.due);
}
