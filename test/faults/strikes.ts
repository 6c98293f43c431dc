// Kills at chosen points: the sender is held, it is seen from outside where it stands, and then somebody is killed; afterwards everything is counted.

import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import type { Chance } from "./chance.ts";
import { gatewaysAt, POINTS } from "./kill-points.ts";
import type { InHand, Point, Standing } from "./kill-points.ts";
import { assertSound } from "./kill-task.ts";
import { arrivalsAt, MAIL_ID, reckon } from "./outside.ts";
import type { SmsSimulator } from "./outside.ts";
import { GATEWAYS, WITHOUT_DOUBT } from "./strike-world.ts";
import type { World } from "./strike-world.ts";

/** `database`: the whole server; `backend`: one connection of it, after which it throws everybody out; `receiver`: who takes receipts in. */
export type Victim = "sender" | "database" | "backend" | "gateway" | "receiver";
const VICTIMS: readonly Victim[] = ["sender", "database", "backend", "gateway"];

/** One of each kind of blow; a round goes through all of them in an order of chance. */
export const BLOWS: readonly (readonly [Point, Victim])[] = [
  ...POINTS.flatMap((point) => VICTIMS.map((victim) => [point, victim] as const)),
  ["during receipts", "receiver"],
];

export const RECOVERY_LIMIT = 60;
const LOT = 20;
/** A lot is made up again when a gateway has fewer than this to send. */
const LEAST = 8;
const JUMP_SHARE = 0.15;
/** How far the clock of the procedure jumps, to and fro, within the hours in which messages may leave. */
const JUMP_HOURS = 5;
/** How often a kill comes before the traces of the last are gone. */
const HASTE = 0.2;

/** What some kills did. */
export interface Sums {
  readonly kills: Record<string, number>;
  messages: number;
  lost: number;
  repeated: number;
  inFlight: number;
  uncertain: number;
  receiptsLost: number;
  worstRecovery: number;
}

export function noSums(): Sums {
  return { kills: {}, messages: 0, lost: 0, repeated: 0, inFlight: 0, uncertain: 0, receiptsLost: 0, worstRecovery: 0 };
}

/** When what was killed was started again, and what was then in anybody's hand. */
interface Struck {
  readonly since: number;
  readonly inHand: readonly InHand[];
}

export class Strikes {
  readonly #world: World;
  readonly #chance: Chance;
  readonly sums = noSums();
  #blows: (readonly [Point, Victim])[] = [];
  /** Messages that were in flight at some kill: only of these may one become uncertain. */
  readonly #inFlight = new Set<string>();

  constructor(world: World, chance: Chance) {
    this.#world = world;
    this.#chance = chance;
  }

  /** Strikes so many times (or until `mayGoOn` says no), then counts; gives the number of kills. Throws when anything was lost, repeated, or in doubt without having been in flight. */
  async run(kills: number, mayGoOn: () => boolean = () => true): Promise<number> {
    let done = 0;
    while (done < kills && mayGoOn()) {
      if (this.#blows.length === 0) this.#blows = this.#shuffled();
      const [point, victim] = this.#blows.pop()!;
      if (this.#chance.next() < JUMP_SHARE) await this.#jump();
      await this.#strike(point, victim);
      done += 1;
    }
    await this.#recovered({ since: performance.now(), inHand: [] });
    await this.#count();
    return done;
  }

  #shuffled(): (readonly [Point, Victim])[] {
    const rest = [...BLOWS];
    return Array.from(BLOWS, () => rest.splice(Math.floor(this.#chance.next() * rest.length), 1)[0]!);
  }

  async #strike(point: Point, victim: Victim): Promise<void> {
    const standings = await this.#aim(point);
    for (const { onTheWay, arrived } of standings) for (const id of [...onTheWay, ...arrived]) this.#inFlight.add(id);
    const struck = point === "during receipts" || point === "before claim" ? GATEWAYS : gatewaysAt(point, standings);
    const what = await this.#kill(victim, this.#chance.pick(struck));
    for (const { id, inWindow } of what.inHand) if (inWindow) this.#inFlight.add(id);
    const name = `${point} / ${victim}`;
    this.#tell(`  ${name}`);
    this.sums.kills[name] = (this.sums.kills[name] ?? 0) + 1;
    if (this.#chance.next() >= HASTE) await this.#recovered(what);
  }

  /** Lets the sender work until a kill would strike the point, and leaves it held there. */
  async #aim(point: Point): Promise<Standing[]> {
    const { lookout } = this.#world;
    let last = await this.#receipts();
    for (let attempt = 0; attempt < 600; attempt += 1) {
      this.#world.keepSender();
      const { sender } = this.#world;
      await this.#makeUp();
      if (point === "before claim") await this.#nothingClaimed();
      else await sleep(this.#chance.between(5, 80));
      sender.signal("SIGSTOP");
      if (point === "before claim") await this.#world.ask("update message set not_before = null where state = 'due'");
      const standings = await lookout.look();
      if (point === "during receipts") {
        const now = await this.#receipts();
        if (now.stored > last.stored && now.waiting > 0) return standings;
        last = now;
      } else if (gatewaysAt(point, standings).length > 0) return standings;
      sender.signal("SIGCONT");
    }
    throw new Error(`never came to the point «${point}»`);
  }

  /** What is due is held back until everything that was claimed is settled: then whoever is struck has nothing in hand. */
  async #nothingClaimed(): Promise<void> {
    await this.#world.until(
      "nothing is claimed",
      async () => {
        await this.#world.ask("update message set not_before = clock_timestamp() + interval '1 hour' where state = 'due'");
        return (await this.#world.number("select count(*) from message where state = 'claimed'")) === 0;
      },
      RECOVERY_LIMIT * 2,
    );
  }

  /** How many receipts are stored, and how many wait at the gateways. */
  async #receipts(): Promise<{ stored: number; waiting: number }> {
    const counts = await Promise.all([...this.#world.simulators].filter(([id]) => id !== MAIL_ID).map(async ([, simulator]) => (await (simulator as SmsSimulator).counts()).receipts.queued));
    return { stored: await this.#world.number("select count(*) from receipt"), waiting: counts.reduce((sum, one) => sum + one, 0) };
  }

  async #makeUp(): Promise<void> {
    const least = await this.#world.number(
      `select min(n) from (select (select count(*) from message m where m.queue = g.id and m.state = 'due') as n from gateway g where g.id in (${GATEWAYS.map((id) => `'${id}'`).join(", ")})) x`,
    );
    if (least < LEAST) await this.#world.fill(LOT);
  }

  /** Kills, lets whoever is left go on, starts again what was killed. */
  async #kill(victim: Victim, gateway: string): Promise<Struck> {
    const world = this.#world;
    const isDatabase = victim === "database" || victim === "backend";
    if (victim === "sender") await world.sender.kill();
    if (victim === "gateway") await world.killGateway(gateway);
    if (victim === "receiver") await world.receiver.kill();
    if (isDatabase) await world.postgres.kill(victim === "backend" ? "backend" : "server");
    // Only now: a statement that waited for the dead one itself has opened its window since.
    const inHand = isDatabase ? [] : await world.lookout.inHand();
    world.sender.signal("SIGCONT");
    await sleep(this.#chance.between(0, 300));
    const since = performance.now();
    if (victim === "sender") world.startSender();
    if (victim === "gateway") await world.restartGateway(gateway);
    if (victim === "receiver") world.startReceiver();
    await world.postgres.restart();
    return { since, inHand: isDatabase ? await world.lookout.inHand() : inHand };
  }

  /** Until nothing is left of what was in anybody's hand at the kill, and every gateway is open again. */
  async #recovered({ since, inHand }: Struck): Promise<void> {
    const world = this.#world;
    const [ids, workers] = [inHand.map(({ id }) => id), inHand.map(({ worker }) => worker)];
    await world.until(
      "the traces of the kill are gone",
      async () => {
        const left = await world.ask<{ left: number }>(
          `select (select count(*) from message m join unnest($1::uuid[], $2::uuid[]) h (id, worker) on m.id = h.id and m.worker_id = h.worker and m.state = 'claimed')::int
             + (select count(*) from gateway where state = 'paused' or failures > 0)::int as left`,
          [ids, workers],
        );
        if (left.rows[0]!.left > 0) await this.#makeUp();
        return left.rows[0]!.left === 0;
      },
      RECOVERY_LIMIT * 2,
    );
    const seconds = (performance.now() - since) / 1_000;
    this.#tell(`    recovered after ${seconds.toFixed(1)} s`);
    this.sums.worstRecovery = Math.max(this.sums.worstRecovery, seconds);
    // Each kill is to be met as the first: a gateway that falls ill again and again within minutes rests longer each time.
    await world.ask("update gateway set relapses = 0, recovered_at = null where failures = 0");
    await this.#onlyWhatWasInFlight();
  }

  #tell(line: string): void {
    if (process.env["CONVOCA_FAULTS_TELL"] !== undefined) process.stdout.write(`${line}\n`);
  }

  /** Whatever has been in doubt was in flight at some kill; where a doubt can be settled there is none. */
  async #onlyWhatWasInFlight(): Promise<void> {
    const { rows } = await this.#world.ask<{ id: string; gateway: string; outcome: string }>(
      "select distinct on (a.message_id) a.message_id as id, a.gateway_id as gateway, a.outcome from send_attempt a where a.outcome in ('worker-lost', 'no-answer', 'given-up') and a.gateway_id = any($1)",
      [GATEWAYS.filter((id) => !WITHOUT_DOUBT.has(id))],
    );
    for (const { id, gateway, outcome } of rows) assert.ok(this.#inFlight.has(id), `${gateway}: ${id} became uncertain (${outcome}) and was in flight at no kill`);
    this.sums.uncertain = rows.length;
    this.sums.inFlight = this.#inFlight.size;
    const left = await this.#world.ask<{ id: string; gateway: string }>("select id, gateway_id as gateway from message where state = 'uncertain' and gateway_id = any($1)", [[...WITHOUT_DOUBT]]);
    assert.deepEqual(left.rows, [], "left to a person where the gateway could have told");
  }

  /** Back before anything was due, then on to some hour of the same day. */
  async #jump(): Promise<void> {
    await this.#world.ask("update clock set anchor_business = anchor_business - interval '6 hours', anchor_machine = clock_timestamp()");
    await sleep(this.#chance.between(20, 150));
    await this.#world.ask("update clock set anchor_business = date_trunc('day', anchor_business) + interval '8 hours' + $1 * interval '1 hour', anchor_machine = clock_timestamp()", [
      this.#chance.between(0, JUMP_HOURS),
    ]);
  }

  async #settled(): Promise<void> {
    await this.#world.until("everything is settled", async () => (await this.#world.number("select count(*) from message where queue is not null")) === 0, RECOVERY_LIMIT * 2);
  }

  async #count(): Promise<void> {
    const world = this.#world;
    await this.#settled();
    await world.until("every receipt is in its place", async () => (await this.#receiptsMissing()) === 0, RECOVERY_LIMIT);
    await this.#onlyWhatWasInFlight();
    await assertSound(world.pool);
    const seen = new Set<string>();
    let [messages, lost, repeated, acrossGateways] = [0, 0, 0, 0];
    for (const [id, simulator] of world.simulators) {
      const found = await reckon(world.pool, id, simulator);
      this.#tell(`  ${id}: ${JSON.stringify(found)}`);
      messages += found.accepted + found.uncertain + found.failed + found.unsettled;
      lost += found.lost + found.failed + found.unsettled;
      repeated += found.twice;
      assert.equal(found.hidden, 0, `${id}: uncertain messages that no desk sees`);
      for (const { key } of await arrivalsAt(simulator)) {
        if (seen.has(key)) acrossGateways += 1;
        seen.add(key);
      }
    }
    const receiptsLost = await this.#receiptsMissing();
    Object.assign(this.sums, { messages, lost, repeated: repeated + acrossGateways, receiptsLost });
    assert.deepEqual({ lost, repeated, acrossGateways, receiptsLost }, { lost: 0, repeated: 0, acrossGateways: 0, receiptsLost: 0 });
    assert.equal(await world.number("select count(*) from dispatch_window"), 0, "windows left open");
  }

  /** Text messages taken by a gateway of which it has not been heard yet what became; every one of them gets its receipt. */
  #receiptsMissing(): Promise<number> {
    return this.#world.number("select count(*) from message where state = 'accepted' and channel = 'sms'");
  }
}
