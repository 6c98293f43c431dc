// Did we foresee well? Each night's band of people seen, against the count of the weeks that have ended since.

import { toDayNumber, toIsoDate } from "../calendar/days.ts";
import type { Band, Forecast, ForecastInput } from "./types.ts";

export interface Judged {
  readonly night: string;
  /** Sunday, at least a week after the night. */
  readonly sunday: string;
  readonly foreseen: Band;
  readonly seen: number;
  readonly held: boolean;
}

/** For each night the first week that ended at least seven days after it, where it has ended by the day of `latest`. */
export function judgeNights(nights: readonly { readonly day: string; readonly result: Forecast }[], latest: ForecastInput): Judged[] {
  return nights.flatMap(({ day, result }) => {
    const week = result.region.weeks.find(({ sunday }) => sunday >= toDayNumber(day) + 7);
    if (week === undefined || week.sunday >= latest.today) return [];
    let seen = 0;
    for (const { history } of latest.offices) for (const one of history) if (one.monday <= week.sunday) seen += one.seen;
    const [low, , high] = week.seen;
    return [{ night: day, sunday: toIsoDate(week.sunday), foreseen: week.seen, seen, held: low <= seen && seen <= high }];
  });
}
