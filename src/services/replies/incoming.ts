// Use case: an SMS comes back. Its word becomes an act of the summons where it can only be that person's; everything else is read at the desk.

import type { PoolClient } from "pg";
import { normalizePhone } from "../../domain/people/phone.ts";
import { accept, refuse } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { INCOMING_TEXTS } from "../../domain/replies/incoming-texts.ts";
import { readReplyWord } from "../../domain/replies/words.ts";
import { lockMessagesOf } from "../../store/appointments.ts";
import { businessNow } from "../../store/clock.ts";
import { newId } from "../../store/ids.ts";
import { gateways, queueMessages, summonsToTell } from "../../store/messages.ts";
import { openTasks } from "../../store/outcomes.ts";
import { inTransaction } from "../../store/pools.ts";
import { appendActs, lockCases } from "../../store/register.ts";
import { keepIncoming, openSummonsesOf, settleIncoming, stopReminders, unsettledIncoming } from "../../store/replies.ts";
import type { IncomingOutcome, IncomingRow, SummonsOfNumber } from "../../store/replies.ts";
import { followingId } from "../acts/following-id.ts";
import { perform } from "../acts/perform.ts";
import type { Services } from "../context.ts";
import { nodeSettings } from "../node-settings.ts";
import type { Reference } from "../reference.ts";
import { compose, openDesk, planWriting } from "../writing.ts";

/** As a gateway hands it over. */
export interface IncomingSms {
  /** The gateway's own name of it. */
  readonly reference: string;
  readonly sender: string;
  readonly text: string;
  /** ISO 8601; null where the gateway does not say. */
  readonly sentAt: string | null;
}

interface Desk {
  readonly services: Services;
  readonly reference: Reference;
}

const AT_ONCE = 0;
const MOST_UNSETTLED = 200;

/**
 * Takes an SMS in: kept as it came, then read. Handed over twice it is read once; stopped in the middle, the next time goes on. Refusal:
 * GATEWAY_SCONOSCIUTO.
 */
export async function takeIncoming(desk: Desk, gatewayId: string, sms: IncomingSms): Promise<Outcome<IncomingOutcome>> {
  const pool = desk.services.pools.worker;
  const known = (await gateways(pool)).some(({ id, channel }) => id === gatewayId && channel === "sms");
  if (!known) return refuse("GATEWAY_SCONOSCIUTO", INCOMING_TEXTS.noGateway);
  const open = await summonsesOf(desk, sms.sender);
  const kept = await keepIncoming(pool, {
    id: newId(), gatewayId, reference: sms.reference, sender: sms.sender, body: sms.text, sentAt: sms.sentAt, caseId: open[0]?.caseId ?? null,
  });
  return accept(kept.outcome ?? (await settle(desk, kept, open)));
}

/** Goes on with what was kept and not read: the program was stopped, and the gateway did not come back. */
export async function resumeIncoming(desk: Desk): Promise<number> {
  const waiting = await unsettledIncoming(desk.services.pools.worker, MOST_UNSETTLED);
  for (const row of waiting) await settle(desk, row, await summonsesOf(desk, row.sender));
  return waiting.length;
}

async function summonsesOf({ services }: Desk, sender: string): Promise<SummonsOfNumber[]> {
  const phone = normalizePhone(sender);
  return phone.ok ? openSummonsesOf(services.pools.worker, phone.value.e164) : [];
}

async function settle(desk: Desk, row: IncomingRow, open: readonly SummonsOfNumber[]): Promise<IncomingOutcome> {
  const [one, ...others] = open;
  const pool = desk.services.pools.worker;
  if (one === undefined) {
    await settleIncoming(pool, row.id, "nobody");
    return "nobody";
  }
  // Several persons, or several summonses: whose answer it is nobody knows.
  if (others.length > 0) return toDesk(desk, row, open, "shared");
  const word = readReplyWord(row.body);
  if (word === "unclear") return toDesk(desk, row, open, "unclear");
  return word === "stop" ? stop(desk, row, one) : answer(desk, row, one, word);
}

/** The act's id follows from the SMS: read twice, done once. */
async function answer(desk: Desk, row: IncomingRow, one: SummonsOfNumber, word: "confirm" | "another-date"): Promise<IncomingOutcome> {
  const already = word === "confirm" ? "confirmed" : "asks-another-date";
  const outcome: IncomingOutcome = word === "confirm" ? "confirmed" : "another-date";
  if (one.state !== already) {
    const done = await perform(
      desk.services,
      desk.reference,
      {
        procedure: "convocazione", caseId: one.caseId, itemId: one.summonsId, actId: followingId(`sms/${row.id}`, 1), expectedVersion: null,
        act: word === "confirm" ? "confirm" : "ask-another-date",
        input: word === "confirm" ? {} : { reason: INCOMING_TEXTS.askedBySms },
      },
      { id: one.taxCode, role: "citizen" },
    );
    if (!done.ok) return toDesk(desk, row, [one], "refused");
  }
  await settleIncoming(desk.services.pools.worker, row.id, outcome);
  return outcome;
}

function stop(desk: Desk, row: IncomingRow, one: SummonsOfNumber): Promise<IncomingOutcome> {
  return inTransaction<IncomingOutcome>(desk.services.pools.worker, async (client) => {
    await lockCases(client, [one.caseId]);
    if (!(await settleIncoming(client, row.id, "stopped"))) return "stopped";
    const now = await businessNow(client);
    const actId = followingId(`sms/${row.id}`, 1);
    if (await stopReminders(client, one.caseId, now, actId)) {
      await appendActs(client, { id: one.personId, role: "citizen" }, [
        { id: actId, subjectId: one.caseId, subjectKind: "case", kind: "reminders-stopped", happenedAt: now, payload: { sms: row.id } },
      ]);
    }
    await writeBack(client, desk, row, one, "reply-stop", now);
    return "stopped";
  });
}

/** Each desk concerned reads what was written; the number that wrote is answered, once for a date. */
function toDesk(desk: Desk, row: IncomingRow, open: readonly SummonsOfNumber[], outcome: "unclear" | "shared" | "refused"): Promise<IncomingOutcome> {
  return inTransaction(desk.services.pools.worker, async (client) => {
    await lockCases(client, open.map(({ caseId }) => caseId).toSorted());
    if (!(await settleIncoming(client, row.id, outcome))) return outcome;
    const now = await businessNow(client);
    const detail = INCOMING_TEXTS.task[outcome](row.body);
    await openTasks(client, now, [...new Set(open.map(({ caseId }) => caseId))].map((caseId) => ({ id: newId(), caseId, kind: "sms-reply", reason: outcome, detail })));
    await writeBack(client, desk, row, open[0]!, outcome === "shared" ? "reply-shared" : "reply-unclear", now);
    return outcome;
  });
}

async function writeBack(client: PoolClient, { reference }: Desk, row: IncomingRow, one: SummonsOfNumber, kind: "reply-unclear" | "reply-shared" | "reply-stop", now: string): Promise<void> {
  const phone = normalizePhone(row.sender);
  const [summons] = await summonsToTell(client, [one.summonsId]);
  if (!phone.ok || summons === undefined) return;
  const written = await lockMessagesOf(client, [one.summonsId]);
  if (written.some((message) => message.kind === kind && message.startsAt === summons.startsAt)) return;
  const desk = openDesk(reference, await nodeSettings(client), await gateways(client));
  const [plan] = planWriting(desk, [summons], now);
  const planned = plan?.messages.find((message) => message.kind === "summons" && message.channel === "sms");
  if (plan === undefined || planned === undefined) return;
  await queueMessages(client, [compose(desk, plan, { ...planned, kind, address: phone.value.e164 }, { priority: AT_ONCE, composedAt: now })]);
}
