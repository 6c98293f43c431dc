// The first way in which something is written to a person whom neither SMS nor e-mail reach, if the measure has one and it would come in time.

import type { WorkingCalendar } from "../calendar/working-days.ts";
import type { ToldSubject } from "../measures/channel-types.ts";
import type { SummonsChannel } from "../measures/words.ts";
import type { IsoInstant } from "../notices/types.ts";
import { isByHand } from "./next-due.ts";
import type { PolicyMeasure, Ways } from "./types.ts";
import { before } from "./waits.ts";

export interface ToWrite {
  readonly subject: ToldSubject;
  readonly now: IsoInstant;
  readonly startsAt: IsoInstant;
  readonly ways: Ways;
}

/**
 * The channel of the first step that writes and can still be used; null where only the desk is left. A call of the desk before it may
 * tell the person sooner, but convenes nobody: by itself it is no reason to issue a summons.
 */
export function firstWritten(
  { subject, now, startsAt, ways }: ToWrite,
  measure: PolicyMeasure,
  calendar: WorkingCalendar,
): SummonsChannel | null {
  const laying = { calendar, quietHours: measure.quietHours };
  for (const step of measure.channelPolicy.steps[subject]) {
    if (isByHand(step) || now > before(startsAt, step.lead, laying)) continue;
    const channel = step.channels.find((one) => ways[one] === "usable");
    if (channel !== undefined) return channel;
  }
  return null;
}
