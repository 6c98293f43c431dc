// What every turn of the work on campaigns is given.

import { epochOf, instantOf } from "../../domain/calendar/instants.ts";
import type { Services } from "../context.ts";
import type { Reference } from "../reference.ts";

export interface CampaignRun {
  readonly services: Services;
  readonly reference: Reference;
  /** How far ahead, in business milliseconds, messages are made ready: each leaves at its own place in time. */
  readonly aheadMs: number;
}

/** So much later, as an instant. */
export function later(at: string, milliseconds: number): string {
  return instantOf(epochOf(at) + milliseconds);
}

/** Two days back and ahead: the calendar day of a telephone, whatever the hour. */
export const PHONE_MEMORY_MS = 2 * 86_400_000;
