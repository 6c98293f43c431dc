// The first step of telling a person: by which of the channels that they have, and when it is looked at whether it was enough.

import { after } from "../../domain/channel-policy/waits.ts";
import type { ToldSubject } from "../../domain/measures/channel-types.ts";
import { measureParameters } from "../writing.ts";
import type { WritingDesk, WritingPlan } from "../writing.ts";

/** The plan with only what the first step of the measure uses; the rest is for the steps that follow. */
export function firstStepOf(plan: WritingPlan, subject: ToldSubject): WritingPlan {
  const { summons, messages } = plan;
  const [{ channels }] = measureParameters(summons.measure, summons.grantedOn).channelPolicy.steps[subject];
  return messages.every(({ channel }) => channels.some((used) => used === channel))
    ? plan
    : { ...plan, messages: messages.filter(({ channel }) => channels.some((used) => used === channel)) };
}

/** A first summons is looked at after the silence of its first step, from when its messages may leave. One that follows another, or without messages: at once. */
export function firstLook({ reference }: WritingDesk, { summons, messages }: WritingPlan, now: string): string {
  // Whom neither SMS nor e-mail reach is told by the next step, which begins at once.
  if (summons.attempt > 1 || messages.length === 0) return now;
  const { channelPolicy, quietHours } = measureParameters(summons.measure, summons.grantedOn);
  const leaves = messages.reduce((last, { notBefore }) => (notBefore > last ? notBefore : last), now);
  // By the calendar of the nation, the same for everybody of the chunk; a local holiday only lets the look find that it is early.
  return after(leaves, channelPolicy.steps.summons[0].silence, {
    calendar: reference.workingCalendar(null),
    quietHours,
  });
}
