// Use case: reports go to the national node in the order of each person, one process at a time; every answer is recorded with the bytes of both sides.

import type { PoolClient } from "pg";
import type { Addressee } from "../../exchange/national-node/report-xml.ts";
import type { NodeDoor, NodeExchange } from "../../exchange/national-node/report-door.ts";
import {
  claimReports, doubtBreaches, leftOnWire, lineDown, lineUp, readLine, recordResults, settleLeft,
} from "../../store/node-reports.ts";
import type { ClaimedReport, ReportResult } from "../../store/node-reports.ts";
import { gateways } from "../../store/messages.ts";
import { inTransaction } from "../../store/pools.ts";
import type { Services } from "../context.ts";
import { followAnswers } from "./follow.ts";
import type { NodeFollowing } from "./follow.ts";
import { retellNode, tellNode } from "./tell.ts";
import type { NodeIdentity } from "./tell.ts";
import { REPORT_TEXTS } from "./report-texts.ts";

export interface SenderOptions extends NodeFollowing {
  readonly identity: NodeIdentity;
  readonly door: NodeDoor;
  /** Reports on the wire at once. */
  readonly concurrency: number;
  /** The node tells a breach that it already has from a new one: only then may a doubtful one be sent again. */
  readonly knowsBreaches: boolean;
  readonly onFault: (fault: unknown) => void;
  readonly idleMs?: number;
}

/** The sender of the whole Region is one: whoever holds this lock. */
const SENDER_LOCK = "select pg_try_advisory_lock(hashtextextended('convoca.node-sender', 0)) as held";
const IDLE_MS = 500;
const BATCH = 8;
const FIRST_REST_MS = 2_000;
const LONGEST_REST_MS = 600_000;

/** Sends until it is stopped. A second process waits behind the first, and takes its place when it ends, however it ends. */
export class NodeSender {
  readonly #services: Services;
  readonly #options: SenderOptions;
  #stopped = false;
  #running: Promise<void> = Promise.resolve();
  #wake: () => void = () => undefined;

  constructor(services: Services, options: SenderOptions) {
    this.#services = services;
    this.#options = options;
  }

  start(): void {
    this.#running = this.#run();
  }

  /** What is on the wire comes back and is recorded first. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wake();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      try {
        await this.#life();
      } catch (fault) {
        this.#options.onFault(fault);
      }
      if (!this.#stopped) await this.#rest(FIRST_REST_MS);
    }
  }

  /** As long as the connection that holds the lock lives. */
  async #life(): Promise<void> {
    const client = await this.#services.pools.worker.connect();
    let broken: Error | undefined;
    const lost = (error: Error): void => void (broken = error);
    client.on("error", lost);
    try {
      if ((await client.query<{ held: boolean }>(SENDER_LOCK)).rows[0]?.held !== true) return;
      await settleLeftBehind(client, this.#options.knowsBreaches);
      while (!this.#stopped && broken === undefined) {
        // Asked on the connection of the lock: where that is gone another may be sending.
        await client.query("select 1");
        const did = (await isRestored(this.#services)) ? await holdDoubtful(this.#services, this.#options) : await sendOnce(this.#services, this.#options);
        if (did === 0) await this.#rest(this.#options.idleMs ?? IDLE_MS);
      }
    } finally {
      client.off("error", lost);
      // Thrown away, so that the lock goes with it.
      client.release(true);
    }
  }

  async #rest(ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#wake = resolve;
    const timer = setTimeout(resolve, ms);
    await promise;
    clearTimeout(timer);
  }
}

/** What a process that is gone was telling: a policy is told again under its number; a breach only where the node would know it again. */
async function settleLeftBehind(client: PoolClient, knowsBreaches: boolean): Promise<void> {
  const left = await leftOnWire(client);
  const again = left.filter(({ flow }) => flow === "sap" || knowsBreaches).map(({ id }) => id);
  const doubtful = left.filter(({ id }) => !again.includes(id)).map(({ id }) => id);
  if (again.length > 0) await settleLeft(client, again, "waiting", REPORT_TEXTS.toldAgain);
  if (doubtful.length > 0) await settleLeft(client, doubtful, "uncertain", REPORT_TEXTS.doubtful);
}

/** A restored backup holds every gateway until it is reconciled: the database may not know what was told after it was made. */
async function isRestored({ pools }: Services): Promise<boolean> {
  return (await gateways(pools.worker)).some(({ state }) => state === "held");
}

/** Then nothing leaves, and a breach that seems to wait may have been told already: a person looks on the platform first. Nothing to hurry for. */
async function holdDoubtful({ pools }: Services, { knowsBreaches }: SenderOptions): Promise<0> {
  if (!knowsBreaches) await doubtBreaches(pools.worker, REPORT_TEXTS.restored);
  return 0;
}

/** One round: acts become reports, a batch goes out, its answers are recorded and followed. Gives how much was done. */
export async function sendOnce(services: Services, options: SenderOptions): Promise<number> {
  const told = await tellNode(services, options.identity);
  const retold = await retellNode(services, options.identity);
  const pool = services.pools.worker;
  const line = await readLine(pool);
  let sent = 0;
  if (line.retryInMs === 0) {
    // A node that was down is tried with one report: the rest waits for its answer.
    const claimed = await claimReports(pool, line.failures > 0 ? 1 : options.concurrency * BATCH);
    if (claimed.length > 0) await sendBatch(services, options, claimed, line.failures > 0);
    sent = claimed.length;
  }
  const followed = await followAnswers(services, options);
  return told.acts + retold + sent + followed;
}

async function sendBatch(services: Services, options: SenderOptions, claimed: readonly ClaimedReport[], wasDown: boolean): Promise<void> {
  const results: ReportResult[] = [];
  let dead: string | null = null;
  let answered = false;
  const queue = claimed.values();
  const lane = async (): Promise<void> => {
    for (const report of queue) {
      // Nothing more goes to a node that has just been found away: these never left.
      if (dead !== null) {
        results.push(notSent(report, dead));
        continue;
      }
      const exchange = await options.door.send(report.report, addresseeOf(report));
      if (exchange.answer.kind === "unreachable") dead = exchange.answer.detail;
      if (exchange.answer.kind === "taken" || exchange.answer.kind === "refused") answered = true;
      results.push(resultOf(report, exchange, options.knowsBreaches));
    }
  };
  await Promise.all(Array.from({ length: Math.min(options.concurrency, claimed.length) }, lane));
  await record(services, results);
  const pool = services.pools.worker;
  if (dead !== null || (!answered && results.every(({ outcome }) => outcome === "no-answer" || outcome === "deferred"))) {
    await lineDown(pool, dead ?? results[0]?.detail ?? "");
  } else if (wasDown) await lineUp(pool);
}

/** Whose report it is, as the node wants to hear it. */
export function addresseeOf({ id, taxCode, measure, protocol, officeId, report }: ClaimedReport): Addressee {
  return { id, taxCode, measure, protocol, officeId, linkedPolicy: report.flow === "condizionalita" ? report.link.policy : null };
}

async function record(services: Services, results: readonly ReportResult[]): Promise<void> {
  const now = await services.now();
  await inTransaction(services.pools.worker, (client) => recordResults(client, results, now));
}

function resultOf(report: ClaimedReport, { sent, received, answer }: NodeExchange, knowsBreaches: boolean): ReportResult {
  const base = { id: report.id, caseId: report.caseId, sent, received, outcome: answer.kind, detail: answer.detail, code: "code" in answer ? answer.code : null };
  const again = { ...base, state: "waiting" as const, retryInMs: restAfter(report.attempts) };
  if (answer.kind === "taken") return { ...base, state: "acknowledged", retryInMs: null };
  if (answer.kind === "refused") return { ...base, state: "refused", retryInMs: null };
  if (answer.kind === "no-answer" && report.report.flow === "condizionalita" && !knowsBreaches) return { ...base, state: "uncertain", retryInMs: null };
  return again;
}

function notSent(report: ClaimedReport, detail: string): ReportResult {
  return { id: report.id, caseId: report.caseId, state: "waiting", outcome: "unreachable", code: null, detail, retryInMs: restAfter(report.attempts), sent: "", received: null };
}

/** Each try doubles the rest, from two seconds to ten minutes. */
function restAfter(attempts: number): number {
  return Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** Math.min(attempts, 10));
}
