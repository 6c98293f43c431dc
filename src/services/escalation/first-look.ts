// When a summons that is issued now is looked at for the first time: when its first step has had its time.

import { after } from "../../domain/channel-policy/waits.ts";
import type { WritingDesk, WritingPlan } from "../writing.ts";
import { measureParameters } from "../writing.ts";

/** A first summons: after the silence of the first step, from when its messages may leave. One that follows another: at once. */
export function firstLook(
  { reference }: WritingDesk,
  { summons, messages }: WritingPlan,
  now: string,
): string {
  if (summons.attempt > 1) return now;
  const { channelPolicy, quietHours } = measureParameters(summons.measure, summons.grantedOn);
  const leaves = messages.reduce((last, { notBefore }) => (notBefore > last ? notBefore : last), now);
  // By the calendar of the nation, the same for everybody of the chunk; a local holiday only lets the look find that it is early.
  return after(leaves, channelPolicy.steps.summons[0].silence, {
    calendar: reference.workingCalendar(null),
    quietHours,
  });
}
