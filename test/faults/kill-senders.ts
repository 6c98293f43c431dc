// Kills senders and their database while four gateways are served at once, and counts from outside what arrived.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Pool } from "pg";
import { setTimeout as sleep } from "node:timers/promises";
import type { SmsBehaviour } from "../../src/simulator/sms-settings.ts";
import { openServices } from "../../src/services/context.ts";
import { Chance, LONG } from "./chance.ts";
import { Child } from "./child.ts";
import { freePort } from "../../src/store/embedded.ts";
import { meet, notePoints } from "./kill-points.ts";
import { assertSound } from "./kill-task.ts";
import { ASKABLE, DEDUPLICATING, enterGateway, enterMailServer, MAIL_ID, NEITHER, reckon, startGateway, startMailServer } from "./outside.ts";
import type { GatewayKind, MailSimulator, Reckoning, SmsSimulator } from "./outside.ts";
import type { Region } from "./region.ts";
import { tallyOf } from "./tally.ts";
import type { Tally } from "./tally.ts";

const KINDS: readonly GatewayKind[] = [DEDUPLICATING, ASKABLE, NEITHER];
const CONCURRENCY = 8;
const LATENCY_MS = 40;
const DATABASE = "invii_colpiti";
const RECOVERY_LIMIT = 60;

/**
 * `sender`: the sending process, `newborn`: one that has just begun; `server` and `backend`: the database; `both`: the sender and the whole database;
 * `gateway`: one of the gateways or the mail server, which remembers what it took; `receiver`: the server that takes in receipts.
 */
type Blow = "sender" | "newborn" | "server" | "backend" | "both" | "gateway" | "receiver";
const SHORT_BLOWS: readonly Blow[] = ["sender", "sender", "sender", "server", "backend", "both"];
const BLOWS: readonly Blow[] = LONG ? [...SHORT_BLOWS, "newborn", "gateway", "receiver"] : SHORT_BLOWS;
/** In the long form receipts come doubled, late, before the answer, and behind one another's back. */
const RECEIPTS: Partial<SmsBehaviour> = LONG
  ? { doubleReceiptsShare: 0.4, bufferedShare: 0.3, earlyReceiptsShare: 0.2, receiptDelayMs: 100, receiptJitterMs: 800, receiptBatch: 4 }
  : { sendReceipts: false };
/** How far the clock of the procedure jumps, to and fro, within the hours in which messages may leave. */
const JUMP_HOURS = 5;

export function startSender(url: string, home: string): Child {
  return new Child("src/cli/main.ts", ["worker"], { CONVOCA_WORKER_DATABASE: url, CONVOCA_HOME: home });
}

/** Rounds on fresh copies of the convened region, each until its outbox is empty, until there were enough kills. */
export async function killSenders(region: Region, kills: number): Promise<void> {
  const chance = new Chance("senders");
  const tallies = new Map([...KINDS.map(({ id }) => id), MAIL_ID].map((id) => [id, tallyOf(`sending: ${id}`)]));
  const done = { kills: 0 };
  while (done.kills < kills) {
    const url = await region.postgres.copy(region.messages.database, DATABASE);
    const round = await openRound(region, url);
    try {
      await round.killUntilEmpty({ chance, kills, done, tallies });
    } finally {
      await round.close();
    }
  }
  for (const tally of tallies.values()) {
    assert.equal(tally.lost, 0, `${tally.scenario}: lost`);
    assert.equal(tally.twice, 0, `${tally.scenario}: handed over twice`);
    assert.ok(tally.worstRecovery < RECOVERY_LIMIT, `${tally.scenario}: recovery took ${tally.worstRecovery} s`);
  }
  assert.equal(tallies.get(DEDUPLICATING.id)!.uncertain, 0);
  assert.equal(tallies.get(ASKABLE.id)!.uncertain, 0);
}

interface Plan {
  readonly chance: Chance;
  readonly kills: number;
  readonly done: { kills: number };
  readonly tallies: ReadonlyMap<string, Tally>;
}

async function openRound(region: Region, url: string): Promise<{ killUntilEmpty(plan: Plan): Promise<void>; close(): Promise<void> }> {
  const home = await mkdtemp(join(tmpdir(), "convoca-guasti-"));
  const startKind = (kind: GatewayKind, port = 0): Promise<Simulator> => startGateway(kind, { latencyMs: LATENCY_MS, ...RECEIPTS }, join(home, `${kind.id}.log`), port);
  const startPost = (port = 0): Promise<Simulator> => startMailServer({ latencyMs: LATENCY_MS, sendBounces: false }, join(home, "posta.log"), port);
  const gateways = await Promise.all(KINDS.map((kind) => startKind(kind)));
  const mail = await startPost();
  const callbackPort = await freePort();
  const services = openServices(url);
  for (const [index, kind] of KINDS.entries())
    await enterGateway(services, kind, gateways[index]!, { concurrency: CONCURRENCY, callbackUrl: `http://127.0.0.1:${callbackPort}/receipts/sms/${kind.id}` });
  await enterMailServer(services, mail, { concurrency: CONCURRENCY });
  await spread(services.pools.worker);
  await services.close();
  const pool = region.postgres.look(DATABASE);
  const simulators = new Map<string, Simulator>([...KINDS.map((kind, index) => [kind.id, gateways[index]!] as const), [MAIL_ID, mail]]);
  const again = (id: string, port: number): Promise<Simulator> => (id === MAIL_ID ? startPost(port) : startKind(KINDS.find((kind) => kind.id === id)!, port));
  const round = new Round(region, { url, home, pool, simulators, again, callbackPort });
  return {
    killUntilEmpty: (plan) => round.run(plan),
    close: async () => {
      await round.end();
      await pool.end();
      await Promise.all([...simulators.values()].map((simulator) => simulator.kill()));
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** The one SMS gateway of the composed messages becomes three. */
async function spread(pool: Pool): Promise<void> {
  for (const [index, kind] of KINDS.entries()) {
    await pool.query("update message set gateway_id = $1 where gateway_id = 'sms' and abs(hashtext(id::text)) % $2 = $3", [kind.id, KINDS.length - index, 0]);
  }
}

type Simulator = Pick<SmsSimulator | MailSimulator, "port" | "controlUrl" | "kill">;

interface Stage {
  readonly url: string;
  readonly home: string;
  readonly pool: Pool;
  readonly simulators: Map<string, Simulator>;
  /** The same gateway after a kill: where it was, with what it remembers. */
  readonly again: (id: string, port: number) => Promise<Simulator>;
  readonly callbackPort: number;
}

class Round {
  readonly #region: Region;
  readonly #stage: Stage;
  #sender: Child;
  /** Only in the long form, in which there are receipts. */
  #receiver: Child | null;
  #killsSinceLook = 0;
  #uncertainBefore = new Map<string, number>();

  constructor(region: Region, stage: Stage) {
    this.#region = region;
    this.#stage = stage;
    this.#sender = startSender(stage.url, stage.home);
    this.#receiver = this.#startReceiver();
  }

  #startReceiver(): Child | null {
    if (!LONG) return null;
    return new Child("test/faults/runners/receiver.ts", [this.#stage.url, String(this.#stage.callbackPort)]);
  }

  async run(plan: Plan): Promise<void> {
    await this.#waitForWindows();
    while (plan.done.kills < plan.kills && (await this.#dueNow()) > 0) {
      await sleep(plan.chance.between(50, 900));
      if (LONG && plan.chance.next() < 0.15) await this.#jump(plan.chance);
      const restartedAt = await this.#strike(plan);
      // One kill in four comes before the traces of the last are gone.
      if (plan.chance.next() < 0.25) await this.#waitForWindows();
      else await this.#recovered(plan, restartedAt);
    }
    await this.#finish(plan);
  }

  async end(): Promise<void> {
    await Promise.all([this.#sender.kill(), this.#receiver?.kill()]);
  }

  async #strike(plan: Plan): Promise<number> {
    const blow = plan.chance.pick(BLOWS);
    const { postgres } = this.#region;
    plan.done.kills += 1;
    this.#killsSinceLook += 1;
    for (const tally of plan.tallies.values()) tally.kills += 1 / plan.tallies.size;
    if (blow === "newborn") await this.#waitForBirth();
    if (blow === "sender" || blow === "both" || blow === "newborn") await this.#sender.kill();
    if (blow === "sender" || blow === "newborn") await notePoints((sql, values) => this.#ask(sql, values), this.#sender.pid, this.#stage.simulators);
    if (blow === "server" || blow === "both" || blow === "backend") await postgres.kill(blow === "backend" ? "backend" : "server");
    if (blow === "server") await sleep(plan.chance.between(0, 1_500));
    if (blow === "gateway") await this.#killGateway(plan.chance);
    if (blow === "receiver") await this.#killReceiver();
    const restartedAt = performance.now();
    await postgres.restart();
    if (this.#sender.isOver) this.#sender = startSender(this.#stage.url, this.#stage.home);
    return restartedAt;
  }

  /** A sender that has its name and has not claimed yet. */
  async #waitForBirth(): Promise<void> {
    await this.#sender.kill();
    this.#sender = startSender(this.#stage.url, this.#stage.home);
    const { pid } = this.#sender;
    await this.#until("the new sender has its name", async () => {
      const { rows } = await this.#ask<{ n: number }>("select count(*)::int as n from worker where pid = $1 and stopped_at is null", [pid]);
      return rows[0]!.n > 0;
    });
  }

  async #killGateway(chance: Chance): Promise<void> {
    const id = chance.pick([...this.#stage.simulators.keys()]);
    const simulator = this.#stage.simulators.get(id)!;
    await simulator.kill();
    await sleep(chance.between(0, 400));
    this.#stage.simulators.set(id, await this.#stage.again(id, simulator.port));
  }

  /** While it takes receipts in: they are looked for until some have come since it began. */
  async #killReceiver(): Promise<void> {
    const count = async (): Promise<number> => (await this.#ask<{ n: number }>("select count(*)::int as n from receipt")).rows[0]!.n;
    const before = await count();
    const limit = performance.now() + 3_000;
    while (performance.now() < limit && (await count()) === before) await sleep(5);
    if ((await count()) > before) meet("during receipts");
    await this.#receiver?.kill();
    this.#receiver = this.#startReceiver();
  }

  /** Back before anything was due, then on to some hour of the same day. */
  async #jump(chance: Chance): Promise<void> {
    await this.#ask("update clock set anchor_business = anchor_business - interval '6 hours', anchor_machine = clock_timestamp()");
    await sleep(chance.between(50, 400));
    await this.#ask("update clock set anchor_business = date_trunc('day', anchor_business) + interval '8 hours' + $1 * interval '1 hour', anchor_machine = clock_timestamp()", [
      chance.between(0, JUMP_HOURS),
    ]);
  }

  /** Until nothing that a dead sender, or one cut off, had in hand is left: then what became uncertain is bounded by what was in flight. */
  async #recovered(plan: Plan, since: number): Promise<void> {
    const { rows } = await this.#ask<{ now: string }>("select clock_timestamp() as now");
    await this.#until("the traces of the kill are gone", async () => {
      const left = await this.#ask<{ left: number }>(
        `select (select count(*) from dispatch_window where opened_at < $1)::int + (select count(*) from message m where m.state = 'claimed'
           and (m.worker_id is null or exists (select 1 from worker w where w.id = m.worker_id and w.stopped_at is not null)))::int as left`,
        [rows[0]!.now],
      );
      return left.rows[0]!.left === 0;
    });
    const seconds = (performance.now() - since) / 1_000;
    for (const tally of plan.tallies.values()) tally.worstRecovery = Math.max(tally.worstRecovery, seconds);
    await this.#boundUncertain();
  }

  async #boundUncertain(): Promise<void> {
    for (const id of this.#stage.simulators.keys()) {
      const { rows } = await this.#ask<{ n: number }>("select count(*)::int as n from message where gateway_id = $1 and state = 'uncertain'", [id]);
      const grown = rows[0]!.n - (this.#uncertainBefore.get(id) ?? 0);
      assert.ok(grown <= CONCURRENCY * this.#killsSinceLook, `${id}: ${grown} became uncertain by ${this.#killsSinceLook} kills`);
      this.#uncertainBefore.set(id, rows[0]!.n);
    }
    this.#killsSinceLook = 0;
  }

  async #finish(plan: Plan): Promise<void> {
    await this.#until("everything is settled", async () => {
      const { rows } = await this.#ask<{ open: number }>("select count(*)::int as open from message where state in ('due', 'claimed')");
      return rows[0]!.open === 0;
    }, 120);
    assert.equal((await this.#sender.stop()).code, 0);
    await this.#receiver?.kill();
    await assertSound(this.#stage.pool);
    for (const [id, simulator] of this.#stage.simulators) {
      const found = await reckon(this.#stage.pool, id, simulator);
      const tally = plan.tallies.get(id)!;
      tally.lost += found.lost + found.failed + found.unsettled;
      tally.twice += found.twice;
      tally.uncertain += found.uncertain;
      assertVisible(id, found);
    }
    const { rows } = await this.#ask<{ windows: number }>("select count(*)::int as windows from dispatch_window");
    assert.equal(rows[0]!.windows, 0, "windows left open");
  }

  #dueNow(): Promise<number> {
    return this.#ask<{ due: number }>("select count(*)::int as due from message where state = 'due'").then(({ rows }) => rows[0]!.due);
  }

  async #waitForWindows(): Promise<void> {
    await this.#until("something is on the wire", async () => {
      const { rows } = await this.#ask<{ open: number; due: number }>(
        "select (select count(*)::int from dispatch_window) as open, (select count(*)::int from message where state in ('due', 'claimed')) as due",
      );
      return rows[0]!.open > 0 || rows[0]!.due === 0;
    });
  }

  async #until(what: string, isSo: () => Promise<boolean>, seconds = RECOVERY_LIMIT): Promise<void> {
    const limit = performance.now() + seconds * 1_000;
    while (!(await isSo())) {
      assert.ok(performance.now() < limit, `waited ${seconds} s in vain until ${what}; the sender says: ${this.#sender.errors.slice(-2_000)}`);
      assert.ok(!this.#sender.isOver, `the sender ended by itself: ${this.#sender.errors.slice(-2_000)}`);
      await sleep(40);
    }
  }

  async #ask<T extends object>(sql: string, values: unknown[] = []): Promise<{ rows: T[] }> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await this.#stage.pool.query<T & Record<string, unknown>>(sql, values);
      } catch (error) {
        // The connections of the test itself died with the server, which on a busy machine takes its time to come back.
        if (attempt === 600) throw error;
        await sleep(50);
      }
    }
  }
}

function assertVisible(id: string, found: Reckoning): void {
  assert.ok(found.messages > 0, `${id} had no messages`);
  assert.equal(found.hidden, 0, `${id}: uncertain messages that no desk sees`);
}
