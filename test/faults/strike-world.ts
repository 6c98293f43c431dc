// The world in which senders, database, gateways and the taker of receipts are killed: four gateways behind slow wires, served at once from one database.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Pool } from "pg";
import { openServices } from "../../src/services/context.ts";
import type { SmsBehaviour } from "../../src/simulator/sms-settings.ts";
import { freePort } from "../../src/store/embedded.ts";
import { Child } from "./child.ts";
import { Lookout } from "./kill-points.ts";
import { ASKABLE, DEDUPLICATING, enterGateway, enterMailServer, MAIL_ID, NEITHER, startGateway, startMailServer } from "./outside.ts";
import type { GatewayKind, MailSimulator, SmsSimulator } from "./outside.ts";
import type { OwnPostgres } from "./own-postgres.ts";
import { cast } from "./queue.ts";
import { Wire } from "./wire.ts";

const KINDS: readonly GatewayKind[] = [DEDUPLICATING, ASKABLE, NEITHER];
export const GATEWAYS: readonly string[] = [...KINDS.map(({ id }) => id), MAIL_ID];
/** Of these a doubt is settled by asking, or by sending the same key again: none may be left to a person. */
export const WITHOUT_DOUBT: ReadonlySet<string> = new Set([DEDUPLICATING.id, ASKABLE.id]);
export const CONCURRENCY = 8;
const LATENCY_MS = 60;
const WIRE_MS = 40;
const TIMEOUT_MS = 3_000;
/** Receipts come doubled, late, before the answer, and behind one another's back. */
const RECEIPTS: Partial<SmsBehaviour> = { doubleReceiptsShare: 0.4, bufferedShare: 0.3, earlyReceiptsShare: 0.2, receiptDelayMs: 50, receiptJitterMs: 500, receiptBatch: 4 };

type Simulator = SmsSimulator | MailSimulator;

export class World {
  readonly postgres: OwnPostgres;
  readonly pool: Pool;
  readonly lookout: Lookout;
  readonly simulators = new Map<string, Simulator>();
  readonly #wires = new Map<string, Wire>();
  readonly #url: string;
  readonly #home: string;
  #callbackPort = 0;
  #sender: Child | null = null;
  #receiver: Child | null = null;

  private constructor(postgres: OwnPostgres, database: string, home: string) {
    this.postgres = postgres;
    this.pool = postgres.look(database);
    this.#url = postgres.url(database);
    this.#home = home;
    this.lookout = new Lookout((sql, values) => this.ask(sql, values), this.simulators);
  }

  /** `database` holds composed messages, of which this world makes its moulds. */
  static async open(postgres: OwnPostgres, database: string): Promise<World> {
    const world = new World(postgres, database, await mkdtemp(join(tmpdir(), "convoca-guasti-")));
    try {
      await world.#furnish();
    } catch (error) {
      await world.close();
      throw error;
    }
    return world;
  }

  async #furnish(): Promise<void> {
    // Moulds may be cast more than once, leave never, and are due in any hour of the day.
    await this.ask("update message set state = 'withdrawn', due_at = '2019-09-01T00:00:00Z'");
    await this.ask("update gateway set state = 'held' where id = 'sms'");
    await this.ask("drop index message_once");
    this.#callbackPort = await freePort();
    await Promise.all(GATEWAYS.map((id) => this.#startSimulator(id, 0)));
    const services = openServices(this.#url);
    try {
      for (const kind of KINDS)
        await enterGateway(services, kind, this.#wires.get(kind.id)!, { concurrency: CONCURRENCY, timeoutMs: TIMEOUT_MS, callbackUrl: `http://127.0.0.1:${this.#callbackPort}/receipts/sms/${kind.id}` });
      await enterMailServer(services, this.#wires.get(MAIL_ID)!, { concurrency: CONCURRENCY, timeoutMs: TIMEOUT_MS });
    } finally {
      await services.close();
    }
    await this.ask("checkpoint");
    this.startReceiver();
    await this.#receiver!.said("listening");
    this.startSender();
  }

  get sender(): Child {
    return this.#sender!;
  }

  get receiver(): Child {
    return this.#receiver!;
  }

  startSender(): void {
    this.#sender = new Child("src/cli/main.ts", ["worker"], { CONVOCA_WORKER_DATABASE: this.#url, CONVOCA_HOME: this.#home });
  }

  /** One that found no database as it began has said so and ended: whoever watches over it starts it again. Any other end is a fault. */
  keepSender(): void {
    if (!this.sender.isOver) return;
    if (!/\[DB_[A-Z]+\]/.test(this.sender.errors)) throw new Error(`the sender ended by itself: ${this.sender.errors.slice(-2_000)}`);
    this.startSender();
  }

  startReceiver(): void {
    this.#receiver = new Child("test/faults/runners/receiver.ts", [this.#url, String(this.#callbackPort)]);
  }

  async #startSimulator(id: string, port: number): Promise<void> {
    const log = join(this.#home, `${id}.log`);
    const kind = KINDS.find((one) => one.id === id);
    const simulator = kind === undefined ? await startMailServer({ latencyMs: LATENCY_MS, sendBounces: false }, log, port) : await startGateway(kind, { latencyMs: LATENCY_MS, ...RECEIPTS }, log, port);
    this.simulators.set(id, simulator);
    const wire = this.#wires.get(id);
    if (wire === undefined) this.#wires.set(id, await Wire.open(simulator.port, WIRE_MS));
    else await wire.mend(simulator.port);
  }

  /** The gateway and its line; when it comes back it remembers what it had answered. */
  async killGateway(id: string): Promise<void> {
    await this.simulators.get(id)!.kill();
    this.#wires.get(id)!.cut();
    this.lookout.forget(id);
  }

  async restartGateway(id: string): Promise<void> {
    await this.#startSimulator(id, this.simulators.get(id)!.port);
  }

  /** New messages at each gateway, due at once. */
  async fill(count: number): Promise<void> {
    for (const gateway of GATEWAYS) {
      const channel = gateway === MAIL_ID ? "email" : "sms";
      await this.#patiently(() => cast(this.pool, { channel, mould: channel === "email" ? MAIL_ID : "sms", gateway, count }));
    }
  }

  async ask<T extends object>(sql: string, values: unknown[] = []): Promise<{ rows: T[] }> {
    return this.#patiently(() => this.pool.query<T & Record<string, unknown>>(sql, values));
  }

  async number(sql: string): Promise<number> {
    return (await this.ask<{ n: number }>(`select (${sql})::int as n`)).rows[0]!.n;
  }

  /** The connections of the test itself died with the server. */
  async #patiently<T>(work: () => Promise<T>): Promise<T> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await work();
      } catch (error) {
        if (attempt === 600) throw error;
        await sleep(50);
      }
    }
  }

  /** Seconds it took; throws with what the sender said when it takes too long, or the sender ends by itself. */
  async until(what: string, isSo: () => Promise<boolean>, seconds: number): Promise<number> {
    const since = performance.now();
    for (;;) {
      if (await isSo()) return (performance.now() - since) / 1_000;
      this.keepSender();
      if (performance.now() - since > seconds * 1_000) throw new Error(`waited ${seconds} s in vain until ${what}\n${await this.#picture()}`);
      await sleep(50);
    }
  }

  async #picture(): Promise<string> {
    const { rows } = await this.ask<{ picture: string }>(
      `select jsonb_pretty(jsonb_build_object('now', business_now(),
         'gateways', (select jsonb_agg(to_jsonb(g) - 'settings') from gateway g where state <> 'held' and (state <> 'open' or failures > 0)),
         'messages', (select jsonb_agg(x) from (select gateway_id, state, worker_id, attempts, not_before > clock_timestamp() as rests, count(*) from message
                      where state not in ('withdrawn', 'delivered') group by 1, 2, 3, 4, 5) x),
         'windows', (select jsonb_agg(to_jsonb(w) - 'message_ids') from dispatch_window w),
         'receipts', (select count(*) from receipt where message_id is null),
         'workers', (select jsonb_agg(w) from (select id, pid, heartbeat_at, stopped_at from worker order by id desc limit 6) w))) as picture`,
    );
    return `${rows[0]!.picture}\n${this.sender.errors.slice(-2_000)}`;
  }

  async close(): Promise<void> {
    await Promise.all([this.#sender?.kill(), this.#receiver?.kill()]);
    await Promise.all([...this.simulators.values()].map((simulator) => simulator.kill()));
    for (const wire of this.#wires.values()) wire.cut();
    await this.pool.end();
    await rm(this.#home, { recursive: true, force: true });
  }
}
