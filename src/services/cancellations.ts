// Use case: telling a cancellation. Whoever was given a date that no longer stands hears of it, once, where it was given.

import { nextCancelledToTell, lockMessagesOf, withdrawMessages } from "../store/appointments.ts";
import { gateways, queueMessages, summonsToTell } from "../store/messages.ts";
import type { NewMessage } from "../store/messages.ts";
import { inTransaction } from "../store/pools.ts";
import { appendActs } from "../store/register.ts";
import type { ActDraft } from "../store/register.ts";
import type { Services } from "./context.ts";
import { nodeSettings } from "./node-settings.ts";
import type { TellingRequest } from "./reminders.ts";
import { planTelling } from "./telling.ts";
import { compose, openDesk } from "./writing.ts";

export interface CancellationReport {
  readonly summonses: number;
  readonly messages: number;
}

const CHUNK = 500;
const PRIORITY = 5;
const FIRST_ID = "00000000-0000-0000-0000-000000000000";
/** One such run at a time in the whole installation, so that two workers never write the same cancellation. */
const CANCELLATION_LOCK = 7_301_997;

/**
 * Writes to the people whose summons was cancelled after they had been told (the case went to another office, or is no longer
 * bound), at the addresses that may know the date. Nothing for past dates; a second run adds nothing.
 */
export async function tellCancellations(services: Services, request: TellingRequest): Promise<CancellationReport> {
  const pool = services.pools.worker;
  const desk = openDesk(request.reference, await nodeSettings(pool), await gateways(pool));
  const total = { summonses: 0, messages: 0 };
  let after = FIRST_ID;
  for (;;) {
    const now = await services.now();
    const chunk = await inTransaction(pool, async (client) => {
      await client.query("select pg_advisory_xact_lock($1)", [CANCELLATION_LOCK]);
      const ids = await nextCancelledToTell(client, now, after, CHUNK);
      const written = Map.groupBy(await lockMessagesOf(client, ids), (message) => message.summonsId);
      const plans = (await summonsToTell(client, ids)).map((row) => planTelling("cancelled", desk, row, written.get(row.summonsId) ?? [], now));
      await withdrawMessages(client, plans.flatMap((plan) => plan.withdraw));
      const messages = plans.flatMap((plan) => plan.messages.map((planned) => compose(desk, plan, planned, { priority: PRIORITY, composedAt: now })));
      await queueMessages(client, messages);
      await appendActs(client, request.actor, actsOf(messages, now));
      return { last: ids.at(-1), messages };
    });
    if (chunk.last === undefined) return total;
    after = chunk.last;
    total.summonses += new Set(chunk.messages.map((message) => message.summonsId)).size;
    total.messages += chunk.messages.length;
  }
}

function actsOf(messages: readonly NewMessage[], now: string): ActDraft[] {
  return [...Map.groupBy(messages, (message) => message.summonsId).values()].map((ofSummons) => ({
    subjectId: ofSummons[0]!.caseId,
    subjectKind: "case",
    kind: "cancellation-told",
    happenedAt: now,
    citation: "DL4_2019_ART4_C15QUINQUIES",
    payload: {
      summons: ofSummons[0]!.summonsId,
      appointment: ofSummons[0]!.appointmentId,
      messages: ofSummons.map((message) => ({ id: message.id, channel: message.channel, recipient: message.recipient })),
    },
  }));
}
