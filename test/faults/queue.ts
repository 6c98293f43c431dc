// Messages by the thousand for one gateway, made from a few composed ones: for faults of senders and gateways, where the text is no matter.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Pool } from "pg";
import { convenedRegion } from "../stories/fixtures/convened.ts";
import { openTestDatabase } from "../stories/fixtures/database.ts";
import type { TestDatabase } from "../stories/fixtures/database.ts";
import { Child } from "./child.ts";
import { enterGateway, startGateway } from "./outside.ts";
import type { GatewayKind, GatewaySettings, SmsSimulator } from "./outside.ts";
import type { SmsBehaviour } from "../../src/simulator/sms-settings.ts";

export interface GatewayState {
  readonly state: string;
  readonly reason: string | null;
}

export interface Casting {
  readonly channel: "sms" | "email";
  /** The gateway whose composed and withdrawn messages are the mould. */
  readonly mould: string;
  readonly gateway: string;
  readonly count: number;
  readonly priority?: number;
  /** Otherwise those of the mould. */
  readonly parts?: number;
}

/** Messages as the moulds are, due as they are; gives their ids. */
export async function cast(db: Pick<Pool, "query">, { channel, mould, gateway, count, priority = 9, parts }: Casting): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `with mould as (
       select m.*, row_number() over (order by id) as n, count(*) over () as moulds from message m where m.channel = $4 and m.gateway_id = $5 and m.state = 'withdrawn'
     ), cast_now as (
       insert into message (id, case_id, summons_id, appointment_id, kind, channel, gateway_id, priority, recipient, template, template_version, encoding, parts, due_at, expires_at)
       select gen_random_uuid(), case_id, summons_id, appointment_id, kind, channel, $1, $3, recipient, template, template_version, encoding, coalesce($6::smallint, parts), due_at, expires_at
       from generate_series(1, $2::int) g join mould on mould.n = 1 + g % mould.moulds returning id, summons_id
     ), content as (
       insert into message_content (message_id, sender, subject, body, raw, digest)
       select c.id, t.sender, t.subject, t.body, replace(t.raw, t.message_id::text, c.id::text), t.digest
       from cast_now c join mould on mould.summons_id = c.summons_id join message_content t on t.message_id = mould.id
     )
     select id from cast_now`,
    [gateway, count, priority, channel, mould, parts ?? null],
  );
  return rows.map((row) => row.id);
}

export class Queue {
  readonly database: TestDatabase;
  readonly #home: string;
  readonly #senders: Child[] = [];
  readonly #simulators: SmsSimulator[] = [];

  private constructor(database: TestDatabase, home: string) {
    this.database = database;
    this.#home = home;
  }

  static async open(): Promise<Queue> {
    const database = await openTestDatabase();
    await convenedRegion(database, "base", { households: 120 });
    // What was composed is only the mould: it never leaves, and its gateways stay shut. Moulds may be cast more than once.
    await database.services.pools.worker.query("update message set state = 'withdrawn'");
    await database.services.pools.worker.query("update gateway set state = 'held'");
    await database.administer("drop index convoca.message_once");
    return new Queue(database, await mkdtemp(join(tmpdir(), "convoca-guasti-")));
  }

  get pool(): Pool {
    return this.database.services.pools.worker;
  }

  /** A gateway of its own as a process, entered in the database. */
  async gateway(kind: GatewayKind, behaviour: Partial<SmsBehaviour>, settings: GatewaySettings): Promise<SmsSimulator> {
    const simulator = await startGateway(kind, behaviour);
    this.#simulators.push(simulator);
    await enterGateway(this.database.services, kind, simulator, settings);
    return simulator;
  }

  /** Puts `count` messages into the queue of a gateway, due now; gives their ids. */
  async fill(gatewayId: string, count: number, priority = 9, parts?: number): Promise<string[]> {
    return cast(this.pool, { channel: "sms", mould: "sms-prova", gateway: gatewayId, count, priority, ...(parts === undefined ? {} : { parts }) });
  }

  /** A sender as a process, with a state folder of its own: as on a machine of its own. */
  sender(): Child {
    const child = new Child("src/cli/main.ts", ["worker"], { CONVOCA_WORKER_DATABASE: this.database.url, CONVOCA_HOME: join(this.#home, `${this.#senders.length}`) });
    this.#senders.push(child);
    return child;
  }

  async gatewayState(gatewayId: string): Promise<GatewayState> {
    const { rows } = await this.pool.query<GatewayState>("select state, state_reason as reason from gateway where id = $1", [gatewayId]);
    return rows[0]!;
  }

  async count(gatewayId: string, ...states: string[]): Promise<number> {
    const { rows } = await this.pool.query<{ n: number }>("select count(*)::int as n from message where gateway_id = $1 and state = any($2::text[])", [gatewayId, states]);
    return rows[0]!.n;
  }

  /** Seconds until nothing of the gateway is due or claimed any more. */
  async settled(gatewayId: string, seconds = 60): Promise<number> {
    const isSettled = async (): Promise<boolean> => (await this.count(gatewayId, "due", "claimed")) === 0;
    return until(`all of ${gatewayId} is settled`, isSettled, seconds, () => this.#picture(gatewayId));
  }

  /** How things stand on a gateway, for who must find out why they do not go on. */
  async #picture(gatewayId: string): Promise<string> {
    const { rows } = await this.pool.query<{ picture: string }>(
      `select jsonb_pretty(jsonb_build_object(
         'gateway', (select to_jsonb(g) - 'settings' from gateway g where id = $1),
         'messages', (select jsonb_agg(x) from (select state, worker_id, priority, attempts, not_before > now() as rests, due_at, count(*) from message
                      where gateway_id = $1 group by 1, 2, 3, 4, 5, 6) x),
         'windows', (select jsonb_agg(to_jsonb(w) - 'message_ids') from dispatch_window w where gateway_id = $1),
         'workers', (select jsonb_agg(w) from (select id, pid, heartbeat_at, stopped_at from worker order by id desc limit 6) w))) as picture`,
      [gatewayId],
    );
    return `${rows[0]!.picture}\n${this.#senders.map((sender) => sender.output.slice(-1_500)).join("\n---\n")}`;
  }

  async stopSenders(): Promise<void> {
    await Promise.all(this.#senders.splice(0).map((child) => child.stop()));
  }

  async close(): Promise<void> {
    await Promise.all(this.#senders.map((child) => child.kill()));
    await Promise.all(this.#simulators.map((simulator) => simulator.kill()));
    await this.database.close();
    await rm(this.#home, { recursive: true, force: true });
  }
}

/** Waits until it is so; gives the seconds it took, and throws when it took longer than allowed. */
export async function until(what: string, isSo: () => Promise<boolean>, seconds = 60, picture = async (): Promise<string> => ""): Promise<number> {
  const since = performance.now();
  for (;;) {
    if (await isSo()) return (performance.now() - since) / 1_000;
    if (performance.now() - since > seconds * 1_000) throw new Error(`waited ${seconds} s in vain until ${what}\n${await picture()}`);
    await sleep(50);
  }
}
