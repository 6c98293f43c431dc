// What is due next in telling a person of one appointment: the next step of the measure's policy, a wait, the desk, or nothing more.

import { instantOf, epochOf, MINUTE_MS } from "../calendar/instants.ts";
import type { WorkingCalendar } from "../calendar/working-days.ts";
import type { ChannelStep } from "../measures/channel-types.ts";
import { isAtLeast, strongestProof } from "../measures/proof.ts";
import type { ToldBy } from "../measures/proof.ts";
import type { SummonsChannel } from "../measures/words.ts";
import type { IsoInstant } from "../notices/types.ts";
import type { Call, Ended, LeftOut, NextDue, PolicyFacts, PolicyMeasure, ToldOnce } from "./types.ts";
import { after, before } from "./waits.ts";
import type { Laying } from "./waits.ts";

/** A message that has not left waits for its gateway, not for the person: looked at again after so long. */
const UNSENT_MS = 60 * MINUTE_MS;
/** Where a person of the desk acts, and no message leaves. */
const BY_HAND: ReadonlySet<SummonsChannel> = new Set(["phone", "signed-at-desk"]);

export function isByHand(step: ChannelStep): boolean {
  return step.channels.every((channel) => BY_HAND.has(channel));
}

/**
 * What is due now. Never the same step twice, never on a channel that cannot be used, nothing once the appointment is over, given up or
 * moved (a moved appointment is another one, with facts of its own), nothing once the proof of the measure is there; where no way is
 * left, the desk.
 *
 * @param facts all that is known of this appointment; `now` is business time
 */
export function nextDue(facts: PolicyFacts, measure: PolicyMeasure, calendar: WorkingCalendar): NextDue {
  const laying: Laying = { calendar, quietHours: measure.quietHours };
  const ended = endedBy(facts, measure);
  if (ended === "proven") return confirmationDue(facts, measure, laying);
  if (ended !== null) return { kind: "ended", because: ended };
  if (taken(facts, "desk")) return { kind: "desk", begun: true, leftOut: [] };
  const steps = measure.channelPolicy.steps[facts.subject];
  const current = steps.findLastIndex((step) => isBegun(facts, step));
  const until = current === -1 ? facts.now : overAt(facts, steps[current]!, measure, laying);
  const next = following(facts, steps.slice(current + 1), laying);
  if (until > facts.now) {
    const wait = waiting(facts, until, steps[current] ?? null, next.kind === "begin" ? next.step : null);
    return current !== -1 && isBlind(facts, steps[current]!, measure) ? { ...wait, isBlind: true } : wait;
  }
  return next;
}

const OPEN: ReadonlySet<string> = new Set(["issued", "not-delivered", "confirmed"]);
/** The office has to decide about the date: nobody is pressed about one that may not stand. */
const IN_QUESTION: ReadonlySet<string> = new Set(["asks-another-date", "declined"]);

function endedBy(
  { state, subject, now, startsAt, told, calls }: PolicyFacts,
  measure: PolicyMeasure,
): Ended | null {
  if (now >= startsAt) return "over";
  if (subject === "cancelled") {
    if (state !== "cancelled") return "told-otherwise";
    // Nothing hangs on the proof: it is enough that the person knows.
    const knows =
      told.some(({ outcome }) => outcome === "received") || calls.some(({ outcome }) => outcome === "spoke");
    return knows ? "proven" : null;
  }
  if (IN_QUESTION.has(state)) return "answered";
  if (!OPEN.has(state)) return "told-otherwise";
  if (isAtLeast(strongestProof(measure, told.map(toldBy)), measure.proofForSanction.value)) return "proven";
  return state === "confirmed" && measure.channelPolicy.answerEnough.value ? "answered" : null;
}

function toldBy({ channel, outcome }: ToldOnce): ToldBy {
  return { channel, outcome: outcome === "received" || outcome === "sent" ? outcome : "failed" };
}

/** Proven, but the measure may want the person to confirm by some day: who has not is asked, once. */
function confirmationDue(facts: PolicyFacts, measure: PolicyMeasure, laying: Laying): NextDue {
  const proven: NextDue = { kind: "ended", because: "proven" };
  const wanted = measure.channelPolicy.confirmation.value;
  if (wanted === null || facts.state === "confirmed" || facts.subject === "cancelled") return proven;
  const { step } = wanted;
  if (isBegun(facts, step)) {
    const until = overAt(facts, step, measure, laying);
    return until > facts.now ? waiting(facts, until, step, null) : proven;
  }
  const from = before(facts.startsAt, wanted.before, laying);
  if (from > facts.now) return waiting(facts, from, null, step);
  const due = following(facts, [step], laying);
  return due.kind === "begin" ? due : proven;
}

function waiting(
  { startsAt }: PolicyFacts,
  until: IsoInstant,
  now: ChannelStep | null,
  next: ChannelStep | null,
): Extract<NextDue, { kind: "wait" }> {
  return { kind: "wait", until: until < startsAt ? until : startsAt, now, next };
}

function taken({ steps }: PolicyFacts, code: string): boolean {
  return steps.some(({ step, begun }) => step === code && begun);
}

/** Begun by the program, or told by somebody on one of its channels already. */
function isBegun(facts: PolicyFacts, { step, channels }: ChannelStep): boolean {
  return (
    taken(facts, step) ||
    facts.told.some(({ channel }) => !BY_HAND.has(channel) && channels.includes(channel))
  );
}

/** When the step has had its time. */
function overAt(
  facts: PolicyFacts,
  step: ChannelStep,
  measure: PolicyMeasure,
  laying: Laying,
): IsoInstant {
  const begunAt = facts.steps.find((one) => one.step === step.step && one.begun)?.at;
  if (isByHand(step)) return callOverAt(facts, step, begunAt ?? facts.now, laying);
  const told = facts.told.filter(({ channel }) => step.channels.includes(channel));
  // What was written has been withdrawn: there is nothing to wait for.
  if (told.length === 0) return facts.now;
  if (told.some(({ outcome }) => outcome === "waiting")) return instantOf(epochOf(facts.now) + UNSENT_MS);
  if (isBlind(facts, step, measure)) return facts.startsAt;
  const since = told.map((one) => one.since).reduce((last, one) => (one > last ? one : last));
  const isSettled = told.every(({ outcome }) => outcome === "failed" || outcome === "received");
  return after(since, isSettled ? measure.channelPolicy.afterFailure.value : step.silence, laying);
}

/** A message of the step lies with a provider that gives no receipts, and the step waits for one: it waits in vain. */
function isBlind({ told }: PolicyFacts, step: ChannelStep, { channelPolicy }: PolicyMeasure): boolean {
  return (
    step.silence.amount > 0 &&
    channelPolicy.withoutReceipts.value === "wait" &&
    told.some(({ channel, outcome, isBlind: blind }) => blind === true && outcome === "sent" && step.channels.includes(channel))
  );
}

function callOverAt(
  { calls, ways, now }: PolicyFacts,
  step: ChannelStep,
  begunAt: IsoInstant,
  laying: Laying,
): IsoInstant {
  const made = calls.filter(({ at }) => at >= begunAt);
  const ending =
    made.find(endsCalling) ?? made.filter(({ outcome }) => outcome === "no-answer")[(step.tries ?? 1) - 1];
  if (ending !== undefined) return ending.at;
  return ways.phone === "usable" ? after(begunAt, step.silence, laying) : now;
}

function endsCalling({ outcome }: Call): boolean {
  return outcome === "spoke" || outcome === "refused";
}

/** The first of these steps that can be used, with all that is left out before it; the desk where none can. */
function following(facts: PolicyFacts, steps: readonly ChannelStep[], laying: Laying): NextDue {
  const leftOut: LeftOut[] = [];
  for (const step of steps) {
    if (facts.steps.some((one) => one.step === step.step)) continue;
    const isLate = facts.now > before(facts.startsAt, step.lead, laying);
    const channels: SummonsChannel[] = [];
    for (const channel of step.channels) {
      const way = facts.ways[channel] ?? "no-gateway";
      if (isLate) leftOut.push({ step, channel, why: "too-late" });
      else if (way === "usable") channels.push(channel);
      else leftOut.push({ step, channel, why: way });
    }
    if (channels.length > 0) return { kind: "begin", step, channels, leftOut };
  }
  return { kind: "desk", begun: false, leftOut };
}
