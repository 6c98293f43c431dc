// The words of the forecast: what is known of an office tonight, and what is foreseen of it. Counts only, never a person.

import type { Assumptions } from "./parameters.ts";

/** People notified and not convened: how many, in which wave, by which day they must be (null: no term). */
export interface StockGroup {
  readonly wave: 1 | 2;
  /** Day number. */
  readonly due: number | null;
  readonly count: number;
}

export interface Booked {
  /** Days from the day of the forecast, 0 = that day. */
  readonly day: number;
  readonly count: number;
  /** The summons has left. */
  readonly told: boolean;
}

export interface Week {
  /** Monday, as a day number. */
  readonly monday: number;
  readonly convened: number;
  readonly seen: number;
  readonly signed: number;
}

export interface OfficeInput {
  readonly officeId: string;
  readonly stock: readonly StockGroup[];
  readonly booked: readonly Booked[];
  /** Agreed second meetings ahead. */
  readonly second: readonly Pick<Booked, "day" | "count">[];
  /** To be convened again, without a seat. */
  readonly recall: number;
  /** Met, not yet signed, without a second meeting. */
  readonly waiting: number;
  readonly evidence: { readonly came: number; readonly missed: number; readonly inflow: readonly number[] };
  /** What was done until today, week by week. */
  readonly history: readonly Week[];
  /** Seats of each day from the day of the forecast on, all of them, taken or free. */
  readonly seats: readonly number[];
}

export interface ForecastInput {
  /** Day number of the forecast. */
  readonly today: number;
  /** Day number of the target. */
  readonly target: number;
  readonly seed: number;
  readonly assumptions: Assumptions;
  readonly offices: readonly OfficeInput[];
}

/** Tenth, fiftieth and ninetieth of a hundred. */
export type Band = readonly [low: number, middle: number, high: number];
/** As `Band`, in day numbers; null: beyond the horizon. */
export type DateBand = readonly [early: number | null, middle: number | null, late: number | null];

export interface Foreseen {
  /** How many people the dates and the curves are about: those notified until the day of the forecast and not yet out. */
  readonly people: number;
  readonly lastConvened: DateBand;
  readonly lastSeen: DateBand;
  readonly lastSigned: DateBand;
  /** Seen by the target, of those notified until today, with those seen already. */
  readonly seenByTarget: Band;
  /** Totals at the end of each week from the day of the forecast on. */
  readonly weeks: readonly { readonly sunday: number; readonly convened: Band; readonly seen: Band; readonly signed: Band; readonly breaches: Band }[];
  /** Whose term had run out already. */
  readonly overdue: number;
  /** Seats more on every open day, for all to be met by the target. */
  readonly shortage: Band;
  readonly openDays: number;
  /** People who would not come to any of their calls. */
  readonly lost: Band;
}

export interface Forecast {
  readonly region: Foreseen;
  readonly offices: readonly (Foreseen & { readonly officeId: string; readonly showUp: Band })[];
}
