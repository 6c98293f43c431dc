// The days of an activity on which something stands against the person: what a fact put before an operator is about, and is closed by.

import type { IsoDate } from "../notices/types.ts";
import type { ActivityData } from "./data.ts";
import { lastOfMonth } from "./puc.ts";
import type { ActivityState } from "./types.ts";

/** An activity as it stood. */
export interface Standing {
  readonly state: ActivityState;
  readonly data: ActivityData;
}

/**
 * Refused, abandoned, absent without justification, or short of hours: the last day of the month stands for the hours of the month.
 * In order. An activity annulled has none: it never was.
 */
export function factDays({ state, data }: Standing): readonly IsoDate[] {
  if (state === "annulled") return [];
  const refused = state === "refused" && data.refusedOn !== null ? [data.refusedOn] : [];
  const abandoned = state === "abandoned" && data.endedOn !== null ? [data.endedOn] : [];
  const absent = data.attendance.filter(({ mark }) => mark === "absent").map(({ day }) => day);
  const short = data.shortMonths.map((month) => lastOfMonth(`${month}-01`));
  return [...new Set([...refused, ...abandoned, ...absent, ...short])].toSorted();
}

/** Days that stand after an act and did not before; with the two changed over, those that the act has lifted. */
export function newFactDays(before: Standing, after: Standing): readonly IsoDate[] {
  const known = new Set(factDays(before));
  return factDays(after).filter((day) => !known.has(day));
}
