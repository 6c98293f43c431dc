// Use case: reminders. Each held appointment of an issued summons is recalled once, at its hour, at the addresses that still work.

import { reminderDue, nextPermitted } from "../domain/messages/quiet-hours.ts";
import type { PlannedMessage } from "../domain/messages/channel-plan.ts";
import { MEASURES } from "../domain/measures/catalogue.ts";
import { reminderFacts } from "../store/appointments.ts";
import type { ReminderFacts } from "../store/appointments.ts";
import { gateways, nextToRemind, queueMessages } from "../store/messages.ts";
import type { NewMessage, SummonsToWrite } from "../store/messages.ts";
import { inTransaction } from "../store/pools.ts";
import { appendActs } from "../store/register.ts";
import type { ActDraft } from "../store/register.ts";
import type { Actor, Services } from "./context.ts";
import { nodeSettings } from "./node-settings.ts";
import type { Reference } from "./reference.ts";
import { firstStepOf } from "./escalation/first-step.ts";
import { compose, measureParameters, openDesk, planWriting } from "./writing.ts";
import type { WritingDesk, WritingPlan } from "./writing.ts";

export interface TellingRequest {
  readonly reference: Reference;
  readonly actor: Actor;
}

export interface ReminderReport {
  readonly appointments: number;
  readonly messages: number;
}

const CHUNK = 1_000;
const REMINDER_PRIORITY = 5;
const FIRST_ID = "00000000-0000-0000-0000-000000000000";
/** One such run at a time in the whole installation, so that two workers never write the same reminder. */
export const REMINDER_LOCK = 7_301_996;
const HOUR_MS = 3_600_000;
/** Reminders are made ready this long before they may leave. */
const AHEAD_HOURS = 2;
/** No reminder is brought forward more than this before its ordinary hour (a week of holidays, and a day). */
const LONGEST_FORWARD_HOURS = 8 * 24;

/** Queues the reminders whose hour has come, or comes within two hours. Run often; a second run adds nothing. */
export async function queueReminders(services: Services, request: TellingRequest): Promise<ReminderReport> {
  const pool = services.pools.worker;
  const desk = openDesk(request.reference, await nodeSettings(pool), await gateways(pool));
  const total = { appointments: 0, messages: 0 };
  let after = FIRST_ID;
  for (;;) {
    const now = await services.now();
    const chunk = await inTransaction(pool, async (client) => {
      await client.query("select pg_advisory_xact_lock($1)", [REMINDER_LOCK]);
      const rows = await nextToRemind(client, now, lastStart(desk, now), after, CHUNK);
      const facts = await reminderFacts(client, rows.map((row) => row.summonsId));
      const written = planWriting(desk, rows, now).flatMap((plan) => remind(desk, plan, facts.get(plan.summons.summonsId), now));
      await queueMessages(client, written.flatMap(({ messages }) => messages));
      await appendActs(client, request.actor, written.map(({ summons, messages }) => reminderAct(summons, messages, now)));
      return { rows, written };
    });
    if (chunk.rows.length === 0) return total;
    after = chunk.rows.at(-1)!.summonsId;
    total.appointments += chunk.written.length;
    for (const { messages } of chunk.written) total.messages += messages.length;
  }
}

/** The latest appointment whose reminder may be due by now: later than the ordinary hours only over a run of holidays. */
function lastStart(desk: WritingDesk, now: string): string {
  const horizon = Date.parse(now) + AHEAD_HOURS * HOUR_MS;
  let last = horizon;
  for (const measure of MEASURES) {
    const ordinary = horizon + measure.reminderHoursBefore.value * HOUR_MS;
    last = Math.max(last, ordinary);
    for (let start = ordinary; start <= ordinary + LONGEST_FORWARD_HOURS * HOUR_MS; start += HOUR_MS) {
      const due = reminderDue(new Date(start).toISOString(), measure, desk.calendar);
      if (due !== null && Date.parse(due) <= horizon) last = Math.max(last, start + HOUR_MS);
    }
  }
  return new Date(last).toISOString();
}

export interface Written {
  readonly summons: SummonsToWrite;
  readonly messages: readonly NewMessage[];
}

function remind(desk: WritingDesk, plan: WritingPlan, facts: ReminderFacts | undefined, now: string): Written[] {
  const at = leavesAt(desk, plan.summons, facts, now);
  return at === null ? [] : remindAt(desk, plan, facts, { at, now, priority: REMINDER_PRIORITY });
}

/** The reminder of one person, to leave at an instant; nothing where no address is left to write to. */
export function remindAt(desk: WritingDesk, plan: WritingPlan, facts: ReminderFacts | undefined, how: { readonly at: string; readonly now: string; readonly priority: number }): Written[] {
  const { at, now, priority } = how;
  const dead = new Set(facts?.dead ?? []);
  // The addresses are those that a summons would be written to today, less those at which this one failed.
  const planned = firstStepOf(plan, "reminder")
    .messages.filter((message) => message.kind === "summons" && !dead.has(`${message.channel}/${message.address}`))
    .map((message): PlannedMessage => ({ ...message, kind: "reminder", notBefore: at }));
  if (planned.length === 0) return [];
  return [{ summons: plan.summons, messages: planned.map((one) => compose(desk, plan, one, { priority, composedAt: now })) }];
}

/** When the reminder leaves; null when it is not yet due, would come under the minimum hours, or the person hears of the date only then. */
function leavesAt(desk: WritingDesk, summons: SummonsToWrite, facts: ReminderFacts | undefined, now: string): string | null {
  const measure = measureParameters(summons.measure, summons.grantedOn);
  const due = reminderDue(summons.startsAt, measure, desk.calendar);
  if (due === null || Date.parse(due) > Date.parse(now) + AHEAD_HOURS * HOUR_MS) return null;
  if (facts?.toldAt === undefined || facts.toldAt === null || facts.toldAt >= due) return null;
  const late = nextPermitted(now, measure.quietHours.value, desk.calendar);
  const at = due > late ? due : late;
  const latest = Date.parse(summons.startsAt) - measure.reminderNotUnderHours.value * HOUR_MS;
  return Date.parse(at) <= latest ? at : null;
}

export function reminderAct(summons: SummonsToWrite, messages: readonly NewMessage[], now: string, campaign?: string): ActDraft {
  return {
    subjectId: summons.caseId,
    subjectKind: "case",
    kind: "reminder-queued",
    happenedAt: now,
    citation: "DL4_2019_ART4_C15QUINQUIES",
    payload: {
      summons: summons.summonsId,
      appointment: summons.appointmentId,
      startsAt: summons.startsAt,
      ...(campaign === undefined ? {} : { campaign }),
      messages: messages.map((message) => ({ id: message.id, channel: message.channel, recipient: message.recipient, dueAt: message.dueAt })),
    },
  };
}
