// Which messages an appointment needs: one on every usable channel, a list for the desk where there is none.

import type { IsoInstant } from "../notices/types.ts";
import { isSafeAddress } from "./mime.ts";
import { nextPermitted, reminderDue, type MessageCalendar } from "./quiet-hours.ts";
import type { MessageState } from "./receipts.ts";
import type { MessageChannel, MessageKind, SummonsMessageInput } from "./types.ts";

/** A contact point as reachability judged it, best first. `sms` addresses are E.164 mobiles. */
export interface ReachabilityPoint {
  readonly channel: MessageChannel;
  readonly address: string;
  readonly usable: boolean;
  /** Known to belong to several persons, in this batch or not. */
  readonly shared: boolean;
}

/** Why a person has no message: somebody at the desk has to act. */
export type DeskReason = "no-contact" | "contacts-not-usable";

export interface PlannedMessage {
  readonly kind: MessageKind;
  readonly channel: MessageChannel;
  readonly address: string;
  /** The telephone serves several persons: the text says whose appointment it is. E-mails always name the person. */
  readonly nameThePerson: boolean;
  /** First instant at which it may leave (quiet hours, or the reminder's hour). */
  readonly notBefore: IsoInstant;
}

export interface MessagePlan {
  readonly personId: string;
  readonly appointmentId: string;
  readonly messages: readonly PlannedMessage[];
  /** Set when there is no usable channel, and only then. */
  readonly desk: DeskReason | null;
}

export interface SummonsToPlan {
  readonly personId: string;
  readonly input: SummonsMessageInput;
  readonly points: readonly ReachabilityPoint[];
}

const CHANNELS: readonly MessageChannel[] = ["sms", "email"];

function usablePoint(
  points: readonly ReachabilityPoint[],
  channel: MessageChannel,
): ReachabilityPoint | undefined {
  return points.find(
    (point) =>
      point.channel === channel && point.usable && (channel === "sms" || isSafeAddress(point.address)),
  );
}

/** Telephones that more than one person of the batch would be written to at. */
function sharedNumbers(batch: readonly SummonsToPlan[]): ReadonlySet<string> {
  const holder = new Map<string, string>();
  const shared = new Set<string>();
  for (const { personId, points } of batch) {
    const number = usablePoint(points, "sms")?.address;
    if (number === undefined) continue;
    const first = holder.get(number);
    if (first === undefined) holder.set(number, personId);
    else if (first !== personId) shared.add(number);
  }
  return shared;
}

/**
 * The messages of a batch of summonses: on each usable channel one summons and one reminder.
 *
 * A number shared by several persons gets one message for each, and each says whose it is. The same person and
 * appointment twice in a batch is planned once. A reminder is left out where its hour is not after the summons.
 *
 * @param now business time at which the batch is issued
 * @returns one plan per distinct person and appointment, in the order of the batch; none is ever empty without a desk reason
 */
export function planMessages(
  batch: readonly SummonsToPlan[],
  now: IsoInstant,
  calendar: MessageCalendar,
): readonly MessagePlan[] {
  const shared = sharedNumbers(batch);
  const seen = new Set<string>();
  const plans: MessagePlan[] = [];
  for (const summons of batch) {
    const key = `${summons.personId}/${summons.input.appointment.id}`;
    if (seen.has(key)) continue;
    seen.add(key);
    plans.push(planOne(summons, shared, now, calendar));
  }
  return plans;
}

function planOne(
  { personId, input, points }: SummonsToPlan,
  shared: ReadonlySet<string>,
  now: IsoInstant,
  calendar: MessageCalendar,
): MessagePlan {
  const summonsAt = nextPermitted(now, input.measure.quietHours.value, calendar);
  const reminderAt = reminderDue(input.appointment.startsAt, input.measure, calendar);
  const messages: PlannedMessage[] = [];
  for (const channel of CHANNELS) {
    const point = usablePoint(points, channel);
    if (point === undefined) continue;
    const nameThePerson = channel === "sms" && (point.shared || shared.has(point.address));
    const { address } = point;
    messages.push({ kind: "summons", channel, address, nameThePerson, notBefore: summonsAt });
    if (reminderAt !== null && reminderAt > summonsAt) {
      messages.push({ kind: "reminder", channel, address, nameThePerson, notBefore: reminderAt });
    }
  }
  return { personId, appointmentId: input.appointment.id, messages, desk: deskReason(messages, points) };
}

function deskReason(
  messages: readonly PlannedMessage[],
  points: readonly ReachabilityPoint[],
): DeskReason | null {
  if (messages.length > 0) return null;
  return points.length === 0 ? "no-contact" : "contacts-not-usable";
}

/** A message that exists already for an appointment, with where it stands. */
export interface ExistingMessage {
  readonly id: string;
  readonly kind: MessageKind;
  readonly channel: MessageChannel;
  readonly address: string;
  readonly nameThePerson: boolean;
  readonly state: MessageState;
}

export interface ChangePlan {
  /** Messages that have not left: to be withdrawn. */
  readonly withdraw: readonly string[];
  readonly messages: readonly PlannedMessage[];
}

/** States in which the person may have read the message: on the wire counts as told. */
export const MAY_HAVE_BEEN_READ: ReadonlySet<MessageState> = new Set([
  "claimed",
  "accepted",
  "delivered",
  "uncertain",
]);

/**
 * What to do with the messages of an appointment that moves or is cancelled.
 *
 * Everything that has not left is withdrawn. Where the person may have been told, the same address is told of the
 * change (`moved` or `cancelled`); where the summons never left, a moved appointment gets a plain summons and a
 * cancelled one silence. An address at which the summons failed is not used again. A moved appointment gets new reminders.
 *
 * @param input the appointment as it now stands (for a cancellation, as it stood)
 */
export function planChange(
  change: "moved" | "cancelled",
  existing: readonly ExistingMessage[],
  input: SummonsMessageInput,
  now: IsoInstant,
  calendar: MessageCalendar,
): ChangePlan {
  const withdraw = existing.filter((message) => message.state === "due").map((message) => message.id);
  const at = nextPermitted(now, input.measure.quietHours.value, calendar);
  const reminderAt =
    change === "moved" ? reminderDue(input.appointment.startsAt, input.measure, calendar) : null;
  const messages: PlannedMessage[] = [];
  for (const [, ofAddress] of groupByAddress(existing)) {
    const kind = changeKind(change, ofAddress);
    const [first] = ofAddress;
    if (kind === null || first === undefined) continue;
    const { channel, address, nameThePerson } = first;
    messages.push({ kind, channel, address, nameThePerson, notBefore: at });
    if (reminderAt === null || reminderAt <= at) continue;
    messages.push({ kind: "reminder", channel, address, nameThePerson, notBefore: reminderAt });
  }
  return { withdraw, messages };
}

function groupByAddress(
  existing: readonly ExistingMessage[],
): ReadonlyMap<string, readonly ExistingMessage[]> {
  const groups = new Map<string, ExistingMessage[]>();
  for (const message of existing) {
    const key = `${message.channel}/${message.address}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [message]);
    else group.push(message);
  }
  return groups;
}

function changeKind(
  change: "moved" | "cancelled",
  ofAddress: readonly ExistingMessage[],
): MessageKind | null {
  if (ofAddress.some((message) => MAY_HAVE_BEEN_READ.has(message.state))) return change;
  if (change === "cancelled" || ofAddress.some((message) => message.state === "failed")) return null;
  return "summons";
}
