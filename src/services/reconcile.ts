// Use case: after an old backup was restored, what the gateways know is brought back before anything is sent again.

import type { AcceptedEntry, ListOutcome, Receipt, Sender } from "../channels/channel.ts";
import { newId } from "../store/ids.ts";
import { gateways } from "../store/messages.ts";
import type { GatewayRow } from "../store/messages.ts";
import { openTasks } from "../store/outcomes.ts";
import { inTransaction } from "../store/pools.ts";
import {
  dateAcceptances, doubtNext, heldSince, keepOrphans, lastAcceptance, messagesByKey, nextDoubtful, releaseGateway, returnClaims,
} from "../store/reconcile.ts";
import type { KnownMessage } from "../store/reconcile.ts";
import { appendActs, SYSTEM_SUBJECT } from "../store/register.ts";
import type { Actor, Services } from "./context.ts";
import { FENCE_TEXTS, RECONCILE_TEXTS } from "./desk-texts.ts";
import { readMemory } from "./fence-file.ts";
import { reviewSummonses, storeReceipts } from "./receipts.ts";
import { closeRestore } from "./sender-fence.ts";
import type { FencePlace } from "./sender-fence.ts";

export { advanceFence, checkFence } from "./sender-fence.ts";

export interface ReconcileRequest extends FencePlace {
  /** An open sender for each gateway; one without stays held. */
  readonly channels: ReadonlyMap<string, Sender>;
  readonly actor: Actor;
  /** From when the gateways are asked to list, ISO 8601 UTC; by default an hour before the last acceptance that is known here. */
  readonly since?: string;
}

export interface GatewayReconciliation {
  readonly gatewayId: string;
  readonly opened: boolean;
  /** Messages that turned out to have left. */
  readonly known: number;
  /** Messages of the gateway that this database does not know. */
  readonly orphans: number;
  /** Messages that a person has to decide about. */
  readonly uncertain: number;
  readonly line: string;
}

export interface ReconcileReport {
  readonly complete: boolean;
  readonly gateways: readonly GatewayReconciliation[];
  /** The same in Italian, one line for each gateway. */
  readonly lines: readonly string[];
}

const MARGIN_MS = 3_600_000;
/** The fence is moved on every minute; what was sent after its last step was sent within this. */
const SLACK_MS = 5 * 60_000;
const CHUNK = 1_000;
const ASKED_AT_ONCE = 16;
const FIRST_ID = "00000000-0000-0000-0000-000000000000";
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Reconciles every gateway that is held. One that can list or be asked says what it has: those messages are accepted here, with
 * its reference and instant; what it knows and we do not is kept as an orphan. One that can do neither (a mail relay) leaves in
 * doubt all that may have left: each such message becomes uncertain, with a task for its office. Then the gateway opens.
 *
 * A gateway that does not answer stays held; running again goes on from there and repeats nothing that was done.
 */
export async function reconcileGateways(services: Services, request: ReconcileRequest): Promise<ReconcileReport> {
  const held = (await gateways(services.pools.worker)).filter((gateway) => gateway.state === "held");
  if (held.length === 0) return { complete: true, gateways: [], lines: [RECONCILE_TEXTS.nothingHeld] };
  const done: GatewayReconciliation[] = [];
  for (const gateway of held) done.push(await reconcileOne(services, request, gateway));
  const complete = done.every((one) => one.opened);
  if (complete) await closeRestore(services, request);
  return { complete, gateways: done, lines: done.map((one) => one.line) };
}

async function reconcileOne(services: Services, request: ReconcileRequest, gateway: GatewayRow): Promise<GatewayReconciliation> {
  const none = { gatewayId: gateway.id, opened: false, known: 0, orphans: 0, uncertain: 0 };
  const sender = request.channels.get(gateway.id);
  if (sender === undefined) return { ...none, line: RECONCILE_TEXTS.noSender(gateway.id) };
  if (sender.listSince === undefined && sender.ask === undefined) {
    const uncertain = await doubtAll(services, request, gateway.id);
    await open(services, request.actor, gateway.id, { uncertain });
    return { ...none, opened: true, uncertain, line: RECONCILE_TEXTS.byHand(gateway.id, uncertain) };
  }
  const memory = new GatewayMemory(services, gateway, sender);
  const problem = (await memory.list(request.since)) ?? (await memory.askAll());
  const { known, orphans } = memory;
  if (problem !== null) return { ...none, known, orphans, line: RECONCILE_TEXTS.noAnswer(gateway.id, problem) };
  await open(services, request.actor, gateway.id, { known, orphans });
  return { ...none, opened: true, known, orphans, line: RECONCILE_TEXTS.asked(gateway.id, known, orphans) };
}

/** What one gateway remembers, taken over piece by piece: each page is safe before the next is asked for. */
class GatewayMemory {
  known = 0;
  orphans = 0;
  readonly #services: Services;
  readonly #gateway: GatewayRow;
  readonly #sender: Sender;

  constructor(services: Services, gateway: GatewayRow, sender: Sender) {
    this.#services = services;
    this.#gateway = gateway;
    this.#sender = sender;
  }

  /** Pages through what it accepted; the detail of what went wrong, or null. */
  async list(given: string | undefined): Promise<string | null> {
    const since = given ?? (await this.#since());
    let cursor: string | null = null;
    do {
      const page: ListOutcome | undefined = await this.#sender.listSince?.(since, cursor);
      if (page === undefined) return null;
      if (page.kind === "no-answer") return page.detail;
      await this.#take(page.entries);
      cursor = page.next;
    } while (cursor !== null);
    return null;
  }

  async #since(): Promise<string> {
    const last = await lastAcceptance(this.#services.pools.worker, this.#gateway.id);
    return new Date(last === null ? 0 : Date.parse(last) - MARGIN_MS).toISOString();
  }

  /**
   * Asks about every message that is not settled here. After a listing too: a clock that was wrong on either side could have left
   * something out of it, and asking is certain.
   */
  async askAll(): Promise<string | null> {
    if (this.#sender.ask === undefined) return null;
    let after = FIRST_ID;
    for (;;) {
      const doubtful = await nextDoubtful(this.#services.pools.worker, this.#gateway.id, "infinity", after, CHUNK);
      const last = doubtful.at(-1);
      if (last === undefined) return null;
      after = last.id;
      for (let start = 0; start < doubtful.length; start += ASKED_AT_ONCE) {
        const problem = await this.#ask(doubtful.slice(start, start + ASKED_AT_ONCE));
        if (problem !== null) return problem;
      }
    }
  }

  async #ask(messages: readonly KnownMessage[]): Promise<string | null> {
    const entries: AcceptedEntry[] = [];
    let problem: string | null = null;
    await Promise.all(
      messages.map(async ({ id }) => {
        const answer = await this.#sender.ask!(id);
        if (answer.kind === "no-answer") problem = answer.detail;
        if (answer.kind === "known") {
          entries.push({ key: id, reference: answer.reference, status: answer.status, at: answer.at ?? new Date().toISOString() });
        }
      }),
    );
    await this.#take(entries);
    return problem;
  }

  async #take(entries: readonly AcceptedEntry[]): Promise<void> {
    if (entries.length === 0) return;
    const pool = this.#services.pools.worker;
    const ours = await messagesByKey(pool, entries.map((entry) => entry.key).filter((key) => UUID.test(key)));
    // A message withdrawn here that left all the same is as unknown to this database as one it never had.
    const strange = entries.filter((entry) => (ours.get(entry.key)?.state ?? "withdrawn") === "withdrawn");
    this.orphans += await keepOrphans(pool, this.#gateway.id, strange.map((entry) => ({ key: entry.key, acceptedAt: entry.at })));
    const news = entries.filter((entry) => isNews(ours.get(entry.key)?.state, entry));
    if (news.length === 0) return;
    await storeReceipts(this.#services, this.#gateway.id, news.map((entry) => receiptOf(this.#gateway, entry)));
    const unsettled = news.filter((entry) => UNSETTLED.has(ours.get(entry.key)!.state));
    await dateAcceptances(pool, unsettled.map((entry) => ({ id: entry.key, at: entry.at })));
    this.known += unsettled.length;
    const cleared = news.map((entry) => ours.get(entry.key)!).filter((message) => message.state === "uncertain");
    if (cleared.length > 0) await reviewSummonses(this.#services, [...new Set(cleared.map((message) => message.summonsId))]);
  }
}

const UNSETTLED: ReadonlySet<string> = new Set(["due", "claimed", "uncertain"]);

/** Whether the gateway knows more of the message than we do. */
function isNews(state: string | undefined, entry: AcceptedEntry): boolean {
  if (state === undefined || state === "withdrawn") return false;
  if (UNSETTLED.has(state)) return true;
  return (state === "accepted" && (entry.status === "delivered" || entry.status === "failed")) || (state === "failed" && entry.status === "delivered");
}

function receiptOf(gateway: GatewayRow, entry: AcceptedEntry): Receipt {
  return {
    channel: gateway.channel,
    key: entry.key,
    reference: entry.reference,
    status: entry.status,
    code: null,
    diagnostic: null,
    at: entry.at,
    raw: JSON.stringify({ reconciled: entry }),
  };
}

/** All that may have left through a gateway that cannot say so becomes uncertain, with a task for the office. */
async function doubtAll(services: Services, request: ReconcileRequest, gatewayId: string): Promise<number> {
  const limits = await limitsOf(services, request, gatewayId);
  const now = await services.now();
  let total = 0;
  for (;;) {
    const doubted = await inTransaction(services.pools.worker, async (client) => {
      const messages = await doubtNext(client, gatewayId, limits, CHUNK);
      const cases = [...new Set(messages.map((message) => message.caseId))];
      await openTasks(
        client,
        now,
        cases.map((caseId) => ({ id: newId(), caseId, kind: "uncertain" as const, reason: "restored-backup", detail: FENCE_TEXTS.restoredDetail })),
      );
      return messages.length;
    });
    total += doubted;
    if (doubted < CHUNK) return total;
  }
}

/**
 * What can have left without being known here: a message that was due, and had been written, when this host last sent. Without a
 * memory of that, all that is due now and was written before the gateway was held.
 */
async function limitsOf(services: Services, request: ReconcileRequest, gatewayId: string): Promise<{ until: string; writtenBefore: string }> {
  const { memory } = await readMemory(request.stateFolder);
  const last = memory.restore?.last ?? null;
  if (last !== null) {
    return {
      until: later(last.lastBusinessAt, SLACK_MS * Math.max(1, last.speed)),
      writtenBefore: firstIdAt(Date.parse(last.lastAt) + SLACK_MS),
    };
  }
  const held = await heldSince(services.pools.worker, gatewayId);
  return { until: await services.now(), writtenBefore: firstIdAt((held === null ? Date.now() : Date.parse(held)) + SLACK_MS) };
}

function later(instant: string, ms: number): string {
  return new Date(Date.parse(instant) + ms).toISOString();
}

/** The smallest identifier that can have been made at this moment (UUIDv7 begins with its milliseconds). */
function firstIdAt(ms: number): string {
  const hex = Math.max(0, Math.floor(ms)).toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

async function open(services: Services, actor: Actor, gatewayId: string, counts: Readonly<Record<string, number>>): Promise<void> {
  const happenedAt = await services.now();
  await inTransaction(services.pools.worker, async (client) => {
    const returned = await returnClaims(client, gatewayId);
    if (!(await releaseGateway(client, gatewayId))) return;
    await appendActs(client, actor, [
      { subjectId: SYSTEM_SUBJECT, subjectKind: "system", kind: "gateway-reconciled", happenedAt, payload: { gateway: gatewayId, ...counts, returned } },
    ]);
  });
}
