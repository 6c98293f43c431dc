// The outside world of the fault tests: gateways and a mail server as processes of their own, and what arrived there.

import type { Services } from "../../src/services/context.ts";
import { ensureGateways } from "../../src/services/gateway-setup.ts";
import { startMail, startSms } from "../../src/simulator/outside-world.ts";
import type { Simulated } from "../../src/simulator/outside-world.ts";
import type { MailBehaviour } from "../../src/simulator/mail-settings.ts";
import type { MailCounts } from "../../src/simulator/mail-server.ts";
import type { SmsBehaviour } from "../../src/simulator/sms-settings.ts";
import type { SmsCounts } from "../../src/simulator/sms-gateway.ts";
import type { Pool } from "pg";

export const NO_CALLBACK = "http://127.0.0.1:9/";

/** What a gateway promises: to drop doubles, to answer questions, or nothing. */
export interface GatewayKind {
  readonly id: string;
  readonly deduplicates: boolean;
  readonly canBeAsked: boolean;
}

export const DEDUPLICATING: GatewayKind = { id: "sms-senza-doppi", deduplicates: true, canBeAsked: false };
export const ASKABLE: GatewayKind = { id: "sms-interrogabile", deduplicates: false, canBeAsked: true };
export const NEITHER: GatewayKind = { id: "sms-muto", deduplicates: false, canBeAsked: false };
export const MAIL_ID = "posta";

export type SmsSimulator = Simulated<SmsBehaviour, SmsCounts>;
export type MailSimulator = Simulated<MailBehaviour, MailCounts>;

export interface GatewaySettings {
  readonly concurrency: number;
  readonly ratePerSecond?: number | null;
  readonly rateUnit?: "messages" | "parts";
  readonly callbackUrl?: string;
  readonly timeoutMs?: number;
}

export async function startGateway(kind: GatewayKind, behaviour: Partial<SmsBehaviour>, logFile: string | null = null, port = 0): Promise<SmsSimulator> {
  return startSms({ port, logFile, token: "demo", callbackSecret: { kind: "token", token: "demo" }, behaviour: { deduplicates: kind.deduplicates, ...behaviour } }, true);
}

export async function startMailServer(behaviour: Partial<MailBehaviour>, logFile: string | null = null, port = 0): Promise<MailSimulator> {
  return startMail({ behaviour, port, logFile }, true);
}

export async function enterGateway(services: Services, kind: GatewayKind, simulator: { readonly port: number }, settings: GatewaySettings): Promise<void> {
  await ensureGateways(services, [
    {
      id: kind.id, channel: "sms", url: `http://127.0.0.1:${simulator.port}`, sender: "CPICampania",
      settings: { token: "demo", callbackUrl: settings.callbackUrl ?? NO_CALLBACK, timeoutMs: settings.timeoutMs ?? 2_000, rateUnit: settings.rateUnit ?? "messages" },
      ratePerSecond: settings.ratePerSecond ?? null, concurrency: settings.concurrency, deduplicates: kind.deduplicates, canBeAsked: kind.canBeAsked,
    },
  ]);
}

export async function enterMailServer(services: Services, simulator: { readonly port: number }, settings: GatewaySettings): Promise<void> {
  await ensureGateways(services, [
    {
      id: MAIL_ID, channel: "email", url: `smtp://127.0.0.1:${simulator.port}`, sender: "convocazioni@convoca.example",
      settings: { returnPathDomain: "esiti.convoca.example", timeoutMs: settings.timeoutMs ?? 2_000 },
      ratePerSecond: settings.ratePerSecond ?? null, concurrency: settings.concurrency, deduplicates: false, canBeAsked: false,
    },
  ]);
}

export interface Arrival {
  readonly key: string;
  /** Requests that brought this key; copies that reached the citizen of it. */
  readonly arrivals: number;
  readonly copies: number;
  /** Milliseconds since 1970 by the gateway's clock, of the first. */
  readonly at: number;
}

/** Everything that arrived at a simulator, in order, after the first `from`. */
export async function arrivalsAt(simulator: { readonly controlUrl: string }, from = 0): Promise<Arrival[]> {
  const found: Arrival[] = [];
  for (let cursor: number | null = from; cursor !== null; ) {
    const answer = await fetch(`${simulator.controlUrl}/control/arrivals?limit=5000&cursor=${cursor}`);
    const page = (await answer.json()) as { columns: string[]; rows: unknown[][]; next: number | null };
    const column = (name: string): number => page.columns.indexOf(name);
    for (const row of page.rows) {
      found.push({ key: String(row[column("key")]), arrivals: Number(row[column("arrivals")]), copies: Number(row[column("copies")]), at: Number(row[column("at")]) });
    }
    cursor = page.next;
  }
  return found;
}

export interface Reckoning {
  readonly messages: number;
  readonly accepted: number;
  readonly uncertain: number;
  readonly failed: number;
  /** Neither settled nor uncertain: still due, or claimed by nobody alive. */
  readonly unsettled: number;
  /** Said to be handed over, and never arrived. */
  readonly lost: number;
  /** Reached a citizen more than once. */
  readonly twice: number;
  /** Uncertain, and no task of the desk says so. */
  readonly hidden: number;
}

/** Compares what a gateway has with what the database says of its messages. */
export async function reckon(pool: Pool, gatewayId: string, simulator: { readonly controlUrl: string }): Promise<Reckoning> {
  const arrivals = new Map((await arrivalsAt(simulator)).map((arrival) => [arrival.key, arrival]));
  const { rows } = await pool.query<{ id: string; state: string; shown: boolean }>(
    `select m.id, m.state, exists (select 1 from desk_task t where t.case_id = m.case_id and t.kind = 'uncertain') as shown from message m where m.gateway_id = $1`,
    [gatewayId],
  );
  const inState = (...states: string[]) => rows.filter((row) => states.includes(row.state));
  const handedOver = inState("accepted", "delivered");
  return {
    messages: rows.length,
    accepted: handedOver.length,
    uncertain: inState("uncertain").length,
    failed: inState("failed").length,
    unsettled: inState("due", "claimed").length,
    lost: handedOver.filter((row) => !arrivals.has(row.id)).length,
    twice: [...arrivals.values()].filter((arrival) => arrival.copies > 1).length,
    hidden: inState("uncertain").filter((row) => !row.shown).length,
  };
}
