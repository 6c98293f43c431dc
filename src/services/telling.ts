// What to write when an appointment moves or is cancelled: every address that may know the old date, once on each channel.

import { MAY_HAVE_BEEN_READ, planChange } from "../domain/messages/channel-plan.ts";
import type { PlannedMessage } from "../domain/messages/channel-plan.ts";
import { clockText, romeTime } from "../domain/calendar/rome-time.ts";
import type { SummonsMessageInput } from "../domain/messages/types.ts";
import type { WrittenMessage } from "../store/appointments.ts";
import type { SummonsToWrite } from "../store/messages.ts";
import { planWriting } from "./writing.ts";
import type { WritingDesk, WritingPlan } from "./writing.ts";

export interface TellingPlan extends WritingPlan {
  /** Ids of messages that have not left: to be withdrawn. */
  readonly withdraw: readonly string[];
}

/**
 * Plans the messages of a change. Reminders are left out: they follow by themselves when their hour comes. A moved person who has
 * given a new address since is written to there as well. Where two addresses of one channel would be told, the present one is.
 */
export function planTelling(
  change: "moved" | "cancelled",
  desk: WritingDesk,
  row: SummonsToWrite,
  written: readonly WrittenMessage[],
  now: string,
  because?: SummonsMessageInput["because"],
): TellingPlan {
  const [plan] = planWriting(desk, [row], now);
  if (plan === undefined) throw new Error("one summons gives one plan");
  const { withdraw, messages } = planChange(change, written, plan.input, now, desk.calendar);
  const told = messages.filter((message) => message.kind !== "reminder" && desk.gateways.has(message.channel));
  const known = new Set(written.map((message) => `${message.channel}/${message.address}`));
  const fresh =
    change === "cancelled"
      ? []
      : plan.messages.filter((message) => message.kind === "summons" && !known.has(`${message.channel}/${message.address}`));
  const input = { ...plan.input, ...(because === undefined ? {} : { because }), appointment: withPrevious(plan.input.appointment, written) };
  return { ...plan, input, withdraw, messages: onePerChannel([...told, ...fresh], row) };
}

/** The date that the person knows: the last one of which a message may have been read, if it is another. */
function withPrevious(appointment: SummonsMessageInput["appointment"], written: readonly WrittenMessage[]): SummonsMessageInput["appointment"] {
  const known = written.findLast((message) => message.kind !== "cancelled" && message.kind !== "reminder" && MAY_HAVE_BEEN_READ.has(message.state));
  if (known === undefined || known.startsAt === appointment.startsAt) return appointment;
  return { ...appointment, previous: { localDate: known.day, localTime: clockText(romeTime(known.startsAt).minutes) } };
}

function onePerChannel(messages: readonly PlannedMessage[], row: SummonsToWrite): PlannedMessage[] {
  const present = new Set([row.mobile, row.email]);
  const sorted = messages.toSorted((a, b) => Number(present.has(b.address)) - Number(present.has(a.address)));
  const kept = new Map<string, PlannedMessage>();
  for (const message of sorted) {
    const key = `${message.channel}/${message.kind}`;
    if (!kept.has(key)) kept.set(key, message);
  }
  return [...kept.values()];
}
