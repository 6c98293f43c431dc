// Progetti utili alla collettività: weekly hours, and hours that may be made up within the month before they count as lost.

import { addMonths, toDayNumber, toIsoDate } from "../calendar/days.ts";
import type { Source } from "../measures/types.ts";
import type { IsoDate } from "../notices/types.ts";
import type { DayRecord, Pause } from "./types.ts";

export const PUC_HOURS = {
  leastMinutes: 8 * 60,
  mostMinutes: 16 * 60,
  citation: "DM_22_10_2019",
  confidence: "secondary",
  note: "Almeno otto ore la settimana, fino a sedici se la persona è d’accordo; si possono distribuire nel mese, e le ore perse si recuperano nel mese",
} as const satisfies Source & { readonly leastMinutes: number; readonly mostMinutes: number };

/** The month of a day, e.g. "2020-03". */
export function monthOf(day: IsoDate): string {
  return day.slice(0, 7);
}

/** Last day of the month of a day. */
export function lastOfMonth(day: IsoDate): IsoDate {
  return toIsoDate(addMonths(toDayNumber(`${monthOf(day)}-01`), 1) - 1);
}

export interface MonthHours {
  /** Minutes owed in the month: a seventh of the week for each day in which the project ran, whole minutes, rounded down. */
  readonly owed: number;
  readonly done: number;
  /** Owed less what illness and the like excused; never below zero. */
  readonly missing: number;
}

/** What the rule looks at: the stored activity is one. */
export interface PucHours {
  readonly weeklyMinutes: number | null;
  readonly startedOn: IsoDate | null;
  readonly endedOn: IsoDate | null;
  readonly pauses: readonly Pause[];
  readonly attendance: readonly DayRecord[];
}

/**
 * The hours of the month of `day`. Days before the start, after the end, in a pause of the project, or for which `isExempt` says
 * that nothing is owed (suspended by law) are not owed; a justified absence takes its day's share away. Rounds in the person's favour.
 */
export function monthHours(puc: PucHours, day: IsoDate, isExempt: (day: IsoDate) => boolean): MonthHours {
  const { weeklyMinutes, startedOn } = puc;
  if (weeklyMinutes === null || startedOn === null) return { owed: 0, done: 0, missing: 0 };
  const first = toDayNumber(`${monthOf(day)}-01`);
  const last = toDayNumber(lastOfMonth(day));
  const excused = new Set(puc.attendance.filter(({ mark }) => mark === "justified").map((each) => each.day));
  let days = 0;
  for (let at = first; at <= last; at += 1) {
    const date = toIsoDate(at);
    const ran = date >= startedOn && (puc.endedOn === null || date <= puc.endedOn);
    if (ran && !isPaused(puc.pauses, date) && !excused.has(date) && !isExempt(date)) days += 1;
  }
  const owed = Math.floor((weeklyMinutes * days) / 7);
  const done = puc.attendance
    .filter((each) => monthOf(each.day) === monthOf(day))
    .reduce((sum, { minutes }) => sum + minutes, 0);
  return { owed, done, missing: Math.max(0, owed - done) };
}

/** Whether the activity stood still on a day. */
export function isPaused(pauses: readonly Pause[], day: IsoDate): boolean {
  return pauses.some(({ from, to }) => from <= day && (to === null || day <= to));
}
