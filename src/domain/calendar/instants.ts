// Instants in UTC as milliseconds since 1970, and back to "2019-09-02T08:15:00.000Z".

import type { IsoInstant } from "../notices/types.ts";
import { type DayNumber, isRealDay, toDayNumber, toIsoDate } from "./days.ts";

export const DAY_MS = 86_400_000;
export const MINUTE_MS = 60_000;

const INSTANT = /^\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{3,9})?Z$/;

const pad2 = (value: number): string => (value < 10 ? `0${value}` : String(value));

const two = (text: string, at: number): number =>
  (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;

/** Milliseconds since 1970 of an instant; what is finer is cut off. Throws RangeError when the text is not an instant in UTC. */
export function epochOf(instant: IsoInstant): number {
  if (!INSTANT.test(instant) || !isRealDay(Number(instant.slice(0, 4)), two(instant, 5), two(instant, 8)))
    throw new RangeError(`not an instant in UTC: ${instant}`);
  const minutes = two(instant, 11) * 60 + two(instant, 14);
  const thousandths = instant.length < 24 ? 0 : two(instant, 20) * 10 + instant.charCodeAt(22) - 48;
  return toDayNumber(instant) * DAY_MS + minutes * MINUTE_MS + two(instant, 17) * 1000 + thousandths;
}

/** The instant ("…Z", always with milliseconds) of milliseconds since 1970. */
export function instantOf(epoch: number): IsoInstant {
  const day = Math.floor(epoch / DAY_MS);
  const rest = epoch - day * DAY_MS;
  const clock = `${pad2(Math.floor(rest / 3_600_000))}:${pad2(Math.floor(rest / MINUTE_MS) % 60)}`;
  const thousandths = rest % 1000;
  const fraction = thousandths === 0 ? "000" : String(thousandths).padStart(3, "0");
  return `${toIsoDate(day)}T${clock}:${pad2(Math.floor(rest / 1000) % 60)}.${fraction}Z`;
}

/** The instant so many seconds after the midnight (UTC) of a day. */
export function instantOnDay(day: DayNumber, seconds: number): IsoInstant {
  return instantOf(day * DAY_MS + seconds * 1000);
}
