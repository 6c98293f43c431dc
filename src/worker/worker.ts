// The worker: one lane for each gateway, a heartbeat, the care of dead workers and gateways, and the housekeeping of the day.

import { hostname } from "node:os";
import type { PoolClient } from "pg";
import { toDayNumber } from "../domain/calendar/days.ts";
import { isPermitted } from "../domain/messages/quiet-hours.ts";
import type { QuietHours } from "../domain/messages/quiet-hours.ts";
import type { Services } from "../services/context.ts";
import type { KeyRing } from "../services/documents/key-ring.ts";
import { mailPickup } from "../services/pec/pick-up.ts";
import { bodyWithCode } from "../services/papers/signing-code.ts";
import { careForProviders, restGateway } from "../services/providers/care.ts";
import type { Reference } from "../services/reference.ts";
import { receiptCollector } from "../services/receipt-collector.ts";
import { joinForgotten, joinWaiting, reviewIn, storeReceipts } from "../services/receipts.ts";
import { businessNow } from "../store/clock.ts";
import { newId } from "../store/ids.ts";
import { gatewayState, openGateway, takeTrial } from "../store/lanes.ts";
import { gateways } from "../store/messages.ts";
import { addCounts } from "../store/providers.ts";
import { beat, giveBackOfTheDead, registerWorker, retireWorker } from "../store/outbox.ts";
import { inTransaction } from "../store/pools.ts";
import { channelOf, countsParts } from "./channels.ts";
import { bornAt, thisMachine } from "./identity.ts";
import { takeText } from "./incoming-texts.ts";
import { Lane } from "./lane.ts";
import { buryTheDead, settleOrphans } from "./orphans.ts";
import { sleep } from "./sleep.ts";
import { Tally } from "./tally.ts";
import { WaitingReceipts } from "./waiting-receipts.ts";

export interface WorkerOptions {
  readonly services: Services;
  readonly reference: Reference;
  readonly quietHours: QuietHours;
  /** Called before anything is sent and then every half minute; false = a restored backup was found, nothing may leave. */
  readonly guard?: () => Promise<boolean>;
  /** Work of the day (reminders, cancellations, expiries, the nightly digest); run every `housekeepingMs`. */
  readonly housekeeping?: () => Promise<void>;
  readonly housekeepingMs?: number;
  readonly onFault: (fault: unknown) => void;
  /** Keys of documents: codes to sign with are worked out from them as they leave. */
  readonly documentKeys?: KeyRing;
  readonly idleMs?: number;
}

const HEARTBEAT_MS = 3_000;
const CARE_MS = 1_000;
const GUARD_MS = 30_000;
/** Receipts and records that missed each other: looked for this often, and how far back; at the start of a life as far as an outage may last. */
const FORGOTTEN_MS = 5_000;
const FORGOTTEN_MINUTES = 15;
const FORGOTTEN_AT_START_MINUTES = 7 * 24 * 60;
/** Others take a worker for dead after 15 seconds of silence; it stops sending well before, for what it cannot see itself. */
const LEASE_MS = 10_000;

/**
 * Runs until `stop`, in lives: when another worker declares this one dead, or the database was away, its lanes end, what they sent is
 * recorded, every other claim is given back, and it starts afresh under a new name.
 */
export class Worker {
  readonly #options: WorkerOptions;
  #stopping = false;
  #lanes: Lane[] = [];
  #waiting: WaitingReceipts[] = [];
  readonly #tallies = new Map<string, Tally>();
  #running: Promise<void> | null = null;
  readonly #collect: ReturnType<typeof receiptCollector>;
  /** Until when (performance.now) nobody can have declared this worker dead. */
  #leaseUntil = 0;

  constructor(options: WorkerOptions) {
    this.#options = options;
    this.#collect = receiptCollector((gatewayId, receipts) => storeReceipts(options.services, gatewayId, receipts));
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Ends cleanly: windows on the wire are waited for and recorded, unsent claims given back. */
  async stop(): Promise<void> {
    this.#stopping = true;
    for (const lane of this.#lanes) lane.stop();
    await this.#running;
  }

  /** Messages may have come due: look now. */
  nudge(): void {
    for (const lane of this.#lanes) lane.nudge();
  }

  async #run(): Promise<void> {
    while (!this.#stopping) {
      try {
        await this.#live();
      } catch (fault) {
        this.#options.onFault(fault);
        if (!this.#stopping) await sleep(1_000);
      }
    }
  }

  /** One life under one name: from registration to the end, or to being declared dead by another. */
  async #live(): Promise<void> {
    const { services } = this.#options;
    const pool = services.pools.worker;
    const id = newId();
    if (this.#options.guard !== undefined && !(await this.#options.guard())) {
      await sleep(2_000);
      return;
    }
    const registeredAt = performance.now();
    await registerWorker(pool, { id, host: hostname(), pid: process.pid, machine: thisMachine(), born: bornAt(process.pid) });
    this.#leaseUntil = registeredAt + LEASE_MS;
    await buryTheDead(pool, id);
    await giveBackOfTheDead(pool);
    // Letters leave in batches, by their own service.
    this.#lanes = (await gateways(pool)).filter(({ channel }) => channel !== "letter").map((gateway) => this.#lane(id, channelOf(gateway), countsParts(gateway)));
    const ended = { value: false };
    let farBack = FORGOTTEN_AT_START_MINUTES;
    const cares = [
      this.#every(FORGOTTEN_MS, ended, async () => {
        await joinForgotten(services, farBack);
        farBack = FORGOTTEN_MINUTES;
      }),
      this.#every(HEARTBEAT_MS, ended, () => this.#beat(id)),
      this.#every(CARE_MS, ended, () => this.#care(id)),
      this.#every(CARE_MS, ended, () => this.#careForProviders()),
      this.#every(GUARD_MS, ended, async () => {
        if (this.#options.guard !== undefined && !(await this.#options.guard())) this.#endLanes();
      }),
      this.#every(this.#options.housekeepingMs ?? 5_000, ended, async () => this.#options.housekeeping?.()),
    ];
    if (this.#stopping) this.#endLanes();
    // One lane that lost its ground ends the life of all: they have one name.
    await Promise.all(this.#lanes.map((lane) => lane.run().finally(() => this.#endLanes())));
    ended.value = true;
    await Promise.all(this.#waiting.splice(0).map((waiting) => waiting.close()));
    await Promise.all(cares);
    await this.#retire(id);
  }

  /** Gives back what was claimed; without the database that is left to whoever buries this name. */
  async #retire(id: string): Promise<void> {
    const unsettled = this.#lanes.flatMap((lane) => lane.unsettled);
    this.#lanes = [];
    await inTransaction(this.#options.services.pools.worker, (client) => retireWorker(client, id, unsettled)).catch(this.#options.onFault);
  }

  async #beat(id: string): Promise<void> {
    const before = performance.now();
    if (await beat(this.#options.services.pools.worker, id)) this.#leaseUntil = before + LEASE_MS;
    else this.#endLanes();
  }

  #endLanes(): void {
    for (const lane of this.#lanes) lane.stop();
  }

  #lane(workerId: string, channel: ReturnType<typeof channelOf>, isByParts: boolean): Lane {
    const { services, reference, quietHours, onFault, documentKeys } = this.#options;
    const isHoliday = (date: string): boolean => reference.holidays.national(toDayNumber(date)) !== undefined;
    const gatewayId = channel.descriptor.id;
    const waiting = new WaitingReceipts((references) => joinWaiting(services, gatewayId, references), onFault);
    this.#waiting.push(waiting);
    const tally = new Tally();
    this.#tallies.set(gatewayId, tally);
    return new Lane({
      inbox: {
        receipts: (receipts) => this.#collect(gatewayId, receipts),
        ...(channel.descriptor.channel === "pec" ? { mail: mailPickup(services, gatewayId, workerId) } : {}),
        text: async (text) => takeText(services, reference, gatewayId, text, (await services.now()).slice(0, 10)),
        onFault,
      },
      onTaken: (references) => waiting.taken(references),
      pool: services.pools.worker,
      workerId,
      channel,
      countsParts: isByParts,
      businessNow: services.now,
      permitted: (now) => isPermitted(now, quietHours, { isHoliday }),
      holdsLease: () => performance.now() < this.#leaseUntil,
      onTrouble: review,
      onOutcome: (outcome) => tally.note(outcome),
      onDead: (detail) => restGateway(services, gatewayId, `Il gateway non risponde: ${detail}`),
      isGatewayOpen: async () => (await gatewayState(services.pools.worker, gatewayId)) === "open",
      onFault,
      ...(documentKeys === undefined ? {} : { wholeText: (message) => bodyWithCode(services.pools.worker, documentKeys, message) }),
      ...(this.#options.idleMs === undefined ? {} : { idleMs: this.#options.idleMs }),
    });
  }

  /** Dead workers, paused gateways, windows left open: looked at every second. */
  async #care(id: string): Promise<void> {
    const { services } = this.#options;
    const pool = services.pools.worker;
    await buryTheDead(pool, id);
    for (const lane of this.#lanes) {
      if (await takeTrial(pool, lane.gatewayId)) {
        if (await lane.probe()) await openGateway(pool, lane.gatewayId);
        else await restGateway(services, lane.gatewayId, "Il gateway non risponde alla prova di riapertura");
      }
      // A gateway that is not asked need not answer; one that is held is a matter of its reconciliation.
      const state = await gatewayState(pool, lane.gatewayId);
      if (state === "held" || (state === "paused" && lane.sender.ask !== undefined)) continue;
      await settleOrphans({
        pool,
        channel: lane.channel,
        sender: lane.sender,
        onTrouble: review,
      });
    }
  }

  /** Another gateway's messages may have come to a lane that rests: it looks at once. */
  async #careForProviders(): Promise<void> {
    const { services } = this.#options;
    for (const [gatewayId, tally] of this.#tallies) {
      const counts = tally.take();
      if (counts !== null) await addCounts(services.pools.worker, gatewayId, counts);
    }
    if ((await careForProviders(services)) > 0) this.nudge();
  }

  async #every(ms: number, ended: { readonly value: boolean }, task: () => Promise<void>): Promise<void> {
    while (!ended.value && !this.#stopping) {
      try {
        await task();
      } catch (fault) {
        this.#options.onFault(fault);
      }
      // In short steps, so that a stop is not kept waiting.
      for (let waited = 0; waited < ms && !ended.value && !this.#stopping; waited += 100) await sleep(Math.min(100, ms));
    }
  }
}

async function review(client: PoolClient, summonsIds: readonly string[]): Promise<void> {
  if (summonsIds.length > 0) await reviewIn(client, await businessNow(client), summonsIds);
}
