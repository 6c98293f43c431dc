// Lengths of time of a channel policy laid on the calendar.

import { toDayNumber, toIsoDate } from "../calendar/days.ts";
import { epochOf, instantOf, MINUTE_MS } from "../calendar/instants.ts";
import { parseClock, romeDay, romeInstant } from "../calendar/rome-time.ts";
import { addWorkingDays } from "../calendar/working-days.ts";
import type { WorkingCalendar } from "../calendar/working-days.ts";
import type { Wait } from "../measures/channel-types.ts";
import type { IsoInstant } from "../notices/types.ts";
import type { PolicyMeasure } from "./types.ts";

const HOUR_MS = 60 * MINUTE_MS;

export interface Laying {
  readonly calendar: WorkingCalendar;
  readonly quietHours: PolicyMeasure["quietHours"];
}

/** The instant so long after: hours as they are; of working days the hour of the last from which messages may leave. */
export function after(instant: IsoInstant, wait: Wait, laying: Laying): IsoInstant {
  if (wait.amount === 0) return instant;
  if (wait.unit === "hours") return instantOf(epochOf(instant) + wait.amount * HOUR_MS);
  return dayAt(instant, wait.amount, laying);
}

/** The instant so long before. */
export function before(instant: IsoInstant, wait: Wait, laying: Laying): IsoInstant {
  if (wait.amount === 0) return instant;
  if (wait.unit === "hours") return instantOf(epochOf(instant) - wait.amount * HOUR_MS);
  return dayAt(instant, -wait.amount, laying);
}

function dayAt(instant: IsoInstant, days: number, { calendar, quietHours }: Laying): IsoInstant {
  const day = addWorkingDays(calendar, toDayNumber(romeDay(instant)), days);
  return romeInstant(toIsoDate(day), parseClock(quietHours.value.to) ?? 0);
}
