// How a call falls into the levels of each factor: bands of days, bands of calls.

import { CALL_CHANNELS } from "./types.ts";
import type { CallChannel, Factor, ShowUpCell, ShowUpKey } from "./types.ts";

/** Least days of each band; the database bands the same way (`show_up_lead`), and a test compares the two. */
export const LEAD_BANDS = [0, 4, 8, 15, 31] as const;
/** From this call on they are counted together. */
export const LAST_CALL = 4;

/** Position in `LEAD_BANDS` of so many days; a meeting agreed for the day itself is in the first. */
export function leadBand(days: number): number {
  let band = 0;
  for (let index = 1; index < LEAD_BANDS.length; index += 1) if (days >= LEAD_BANDS[index]!) band = index;
  return band;
}

export function callBand(call: number): number {
  return Math.max(1, Math.min(LAST_CALL, call));
}

/** The level of each factor that a call stands in; a factor left out is not known, and moves nothing. */
export function levelsOf(key: Partial<ShowUpKey>): Partial<Record<Factor, string>> {
  return {
    ...(key.officeId === undefined ? {} : { office: key.officeId }),
    ...(key.hour === undefined ? {} : { hour: String(key.hour) }),
    ...(key.weekday === undefined ? {} : { weekday: String(key.weekday) }),
    ...(key.channel === undefined ? {} : { channel: key.channel }),
    ...(key.leadDays === undefined ? {} : { lead: String(leadBand(key.leadDays)) }),
    ...(key.call === undefined ? {} : { call: String(callBand(key.call)) }),
  };
}

export function levelsOfCell(cell: ShowUpCell): Record<Factor, string> {
  return {
    office: cell.officeId,
    hour: String(cell.hour),
    weekday: String(cell.weekday),
    channel: cell.channel,
    lead: String(cell.lead),
    call: String(cell.call),
  };
}

export function isCallChannel(text: string): text is CallChannel {
  return (CALL_CHANNELS as readonly string[]).includes(text);
}
