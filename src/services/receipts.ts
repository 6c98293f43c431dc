// Use case: what the gateways say later. Receipts are kept, messages settled, and a summons that reached nobody goes to the office.

import type { PoolClient } from "pg";
import type { Receipt } from "../channels/channel.ts";
import { letterCause } from "../domain/letters/conclude.ts";
import { decide } from "../domain/procedure/interpreter.ts";
import { readMailStatus, smsFailureCause } from "../domain/messages/receipt-codes.ts";
import type { ReceiptFinding } from "../domain/messages/receipts.ts";
import { SUMMONS } from "../domain/summons/table.ts";
import type { SummonsAct } from "../domain/summons/types.ts";
import { newId } from "../store/ids.ts";
import { setLooks } from "../store/escalation.ts";
import { closeTasks, lockStandings, openTasks, setSummonsState } from "../store/outcomes.ts";
import type { SummonsStanding } from "../store/outcomes.ts";
import { inTransaction } from "../store/pools.ts";
import { countDelays } from "./providers/delays.ts";
import {
  anyWaiting, heightOf, joinReceiptRows, lockConcerned, messagesByReference, raiseParts, storeReceiptRows, waitingInVain, waitingReceipts,
} from "../store/receipts.ts";
import type { FoundMessage, Height, ReceiptRow, SettledMessage } from "../store/receipts.ts";
import { appendActs } from "../store/register.ts";
import type { ActDraft } from "../store/register.ts";
import { SYSTEM } from "./context.ts";
import type { Services } from "./context.ts";

/**
 * Stores the receipts of one gateway and what follows from them, in one transaction: when it returns both are safe, when it throws
 * neither was done and the gateway brings them again. Order, delay and repetition change nothing.
 */
export async function storeReceipts(services: Services, gatewayId: string, receipts: readonly Receipt[]): Promise<void> {
  if (receipts.length === 0) return;
  const now = await services.now();
  const rows = receipts.map((receipt) => receiptRow(receipt, now));
  const settled = await inTransaction(services.pools.worker, async (client) => {
    const unnamed = rows.flatMap(({ key, reference }) => (key === null && reference !== null ? [reference] : []));
    const found = unnamed.length === 0 ? NOBODY : await messagesByReference(client, gatewayId, unnamed);
    const proofs = rows.map((row) => proofOf(row, row.key === null ? found.get(row.reference ?? "") : undefined));
    const heights = await prove(client, proofs);
    const lifted = await storeReceiptRows(client, gatewayId, proofs.map((proof, index) => ({ ...proof.row, key: proof.messageId ?? proof.row.key, height: heights[index]! })));
    await reviewSettled(client, now, lifted);
    return lifted;
  });
  await countDelays(services, gatewayId, settled);
}

/** Receipts of messages that are known, in the transaction of whoever brings them. */
export async function storeReceiptsOf(client: PoolClient, now: string, gatewayId: string, receipts: readonly Receipt[]): Promise<void> {
  const rows = receipts.map((receipt) => receiptRow(receipt, now)).map((row) => ({ ...row, height: heightOf(row.status) }));
  await lockConcerned(client, rows.flatMap(({ key, height }) => (key === null ? [] : [{ messageId: key, height }])));
  await reviewSettled(client, now, await storeReceiptRows(client, gatewayId, rows));
}

const NOBODY: ReadonlyMap<string, FoundMessage> = new Map();
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A receipt, or one that waited, with its message as far as it is known. */
interface Proof<Row> {
  readonly row: Row;
  readonly messageId: string | null;
  readonly part: number | null;
  readonly height: Height;
}

function proofOf<Row extends Pick<ReceiptRow, "status"> & { readonly key?: string | null }>(row: Row, found: FoundMessage | undefined): Proof<Row> {
  const key = row.key ?? null;
  return { row, messageId: found?.messageId ?? (key !== null && UUID.test(key) ? key : null), part: found?.part ?? null, height: heightOf(row.status) };
}

/** Locks what the proofs concern, writes what they prove of parts, and gives for each what is then proved of its message as a whole. */
async function prove(client: PoolClient, proofs: readonly Proof<unknown>[]): Promise<Height[]> {
  await lockConcerned(client, proofs.flatMap(({ messageId, height }) => (messageId === null ? [] : [{ messageId, height }])));
  const ofParts = proofs.flatMap(({ messageId, part, height }) => (messageId === null || part === null ? [] : [{ messageId, part, height }]));
  const whole = await raiseParts(client, ofParts);
  return proofs.map(({ messageId, part, height }) => (messageId === null || part === null ? height : (whole.get(messageId) ?? 0)));
}

export async function reviewSettled(client: PoolClient, now: string, settled: readonly SettledMessage[]): Promise<void> {
  const failed = settled.filter((message) => message.state === "failed").map((message) => message.summonsId);
  const delivered = settled.filter((message) => message.state === "delivered").map((message) => message.summonsId);
  await reviewIn(client, now, [...new Set([...failed, ...(await givenUp(client, delivered))])]);
}

/**
 * Joins the receipts that came before their message was recorded as taken, by the references that the gateway gave. What a receipt
 * and a record missed of each other, because both were written at the same moment, is found by {@link joinForgotten}.
 */
export async function joinWaiting(services: Services, gatewayId: string, references: readonly string[]): Promise<number> {
  if (references.length === 0 || !(await anyWaiting(services.pools.worker, gatewayId, references))) return 0;
  const now = await services.now();
  const { joined, settled } = await inTransaction(services.pools.worker, async (client) => {
    const waiting = await waitingReceipts(client, gatewayId, references);
    const found = await messagesByReference(client, gatewayId, waiting.map(({ reference }) => reference!));
    const proofs = waiting.map((row) => proofOf(row, found.get(row.reference!))).filter(({ messageId }) => messageId !== null);
    const heights = await prove(client, proofs);
    const rows = proofs.map(({ row, messageId, height }, index) => ({
      id: row.id, messageId: messageId!, height: heights[index]!, cause: height === 2 ? smsFailureCause(row.code ?? "") : null,
    }));
    const lifted = await joinReceiptRows(client, rows);
    await reviewSettled(client, now, lifted);
    return { joined: rows.length, settled: lifted };
  });
  await countDelays(services, gatewayId, settled);
  return joined;
}

/** Joins what still waits though its message is known by now, as far back as `minutes`. */
export async function joinForgotten(services: Services, minutes: number): Promise<number> {
  const byGateway = Map.groupBy(await waitingInVain(services.pools.worker, minutes), ({ gatewayId }) => gatewayId);
  let joined = 0;
  for (const [gatewayId, forgotten] of byGateway) joined += await joinWaiting(services, gatewayId, forgotten.map(({ reference }) => reference));
  return joined;
}

function receiptRow(receipt: Receipt, now: string): ReceiptRow {
  const finding = findingOf(receipt);
  return {
    key: receipt.key,
    reference: receipt.reference,
    status: finding.status,
    cause: finding.status === "failed" ? finding.cause : null,
    code: receipt.code,
    detail: receipt.diagnostic,
    at: receipt.at ?? now,
    raw: receipt.raw,
  };
}

/** The channel's own word rules; the gateway's code only tells the cause of a failure. */
function findingOf(receipt: Receipt): ReceiptFinding {
  if (receipt.status === "delivered") return { status: "delivered" };
  if (receipt.status === "accepted" || receipt.status === "delayed") return { status: "accepted" };
  if (receipt.channel === "letter") return { status: "failed", cause: letterCause(receipt.code ?? "", receipt.diagnostic) };
  if (receipt.channel === "sms") return { status: "failed", cause: smsFailureCause(receipt.code ?? "") };
  const read = readMailStatus(receipt.code ?? "", "failed");
  return read.finding.status === "failed" ? read.finding : { status: "failed", cause: "unspecified" };
}

/** Deliveries are the rule: only those of a summons that had been given up, or was in doubt, need a look. */
async function givenUp(client: PoolClient, summonsIds: readonly string[]): Promise<string[]> {
  if (summonsIds.length === 0) return [];
  const { rows } = await client.query<{ id: string }>(
    `select s.id from summons s where s.id = any($1::uuid[])
       and (s.state = 'not-delivered' or exists (select 1 from desk_task t where t.case_id = s.case_id and t.kind = 'uncertain' and t.closed_at is null))`,
    [summonsIds],
  );
  return rows.map((row) => row.id);
}

/**
 * Looks again at summonses some of whose messages failed, arrived late or became uncertain: not delivered on any channel puts the
 * case on the office's list, a late proof of delivery takes it off, an uncertain message is shown to a person.
 */
export async function reviewSummonses(services: Services, summonsIds: readonly string[]): Promise<void> {
  const now = await services.now();
  await inTransaction(services.pools.worker, (client) => reviewIn(client, now, summonsIds));
}

/** The same inside the transaction that changed their messages, so that no crash comes between the fact and its consequence. */
export async function reviewIn(client: PoolClient, now: string, summonsIds: readonly string[]): Promise<void> {
  if (summonsIds.length === 0) return;
  const standings = await lockStandings(client, summonsIds);
  const lost = standings.filter((standing) => mayRecord("record-not-delivered", standing, now));
  const found = standings.filter((standing) => standing.delivered > 0 && mayRecord("record-delivered", standing, now));
  const doubtful = standings.filter((standing) => standing.uncertain > 0);
  await setSummonsState(client, lost.map((standing) => standing.summonsId), "not-delivered");
  await setSummonsState(client, found.map((standing) => standing.summonsId), "issued");
  // All that was written failed: the next way is looked for at once, not when the silence would have been long enough.
  const failed = standings.filter(({ messages, failed: ended }) => messages > 0 && ended === messages);
  await setLooks(client, failed.map(({ summonsId }) => ({ summonsId, at: now })));
  await openTasks(client, now, [
    ...lost.map((standing) => ({ id: newId(), caseId: standing.caseId, kind: "not-delivered" as const, reason: standing.failures[0] ?? "unspecified", detail: standing.failures.join(", ") })),
    ...doubtful.map((standing) => ({ id: newId(), caseId: standing.caseId, kind: "uncertain" as const, reason: "no-answer", detail: null })),
  ]);
  await closeTasks(client, now, "not-delivered", found.map((standing) => standing.caseId), "recapito-provato");
  const clear = standings.filter((standing) => standing.uncertain === 0);
  await closeTasks(client, now, "uncertain", clear.map((standing) => standing.caseId), "esito-ricevuto");
  await appendActs(client, SYSTEM, [
    ...lost.map((standing) => act("summons-not-delivered", standing, now)),
    ...found.map((standing) => act("summons-delivered-late", standing, now)),
  ]);
}

function mayRecord(what: SummonsAct, standing: SummonsStanding, now: string): boolean {
  const outcome = decide(SUMMONS, what, {
    state: standing.state,
    by: "system",
    context: {
      now,
      bound: true,
      seatHeld: true,
      appointmentAt: null,
      earliest: now,
      channelUsable: true,
      allChannelsFailed: standing.messages > 0 && standing.failed === standing.messages,
      reason: "",
    },
  });
  return outcome.ok;
}

function act(kind: string, standing: SummonsStanding, now: string): ActDraft {
  return {
    subjectId: standing.caseId,
    subjectKind: "case",
    kind,
    happenedAt: now,
    citation: "DL4_2019_ART4_C15QUINQUIES",
    payload: { summons: standing.summonsId, messages: standing.messages, failed: standing.failed, delivered: standing.delivered, causes: standing.failures },
  };
}
