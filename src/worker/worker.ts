// The worker: one lane for each gateway, a heartbeat, the care of dead workers and gateways, and the housekeeping of the day.

import { hostname } from "node:os";
import { toDayNumber } from "../domain/calendar/days.ts";
import { isPermitted } from "../domain/messages/quiet-hours.ts";
import type { QuietHours } from "../domain/messages/quiet-hours.ts";
import type { Services } from "../services/context.ts";
import type { Reference } from "../services/reference.ts";
import { reviewSummonses } from "../services/receipts.ts";
import { newId } from "../store/ids.ts";
import { gatewayState, openGateway, pauseGateway, takeTrial } from "../store/lanes.ts";
import { gateways } from "../store/messages.ts";
import { beat, registerWorker } from "../store/outbox.ts";
import { channelOf } from "./channels.ts";
import { Lane } from "./lane.ts";
import { buryTheDead, settleOrphans } from "./orphans.ts";
import { sleep } from "./sleep.ts";

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
  readonly idleMs?: number;
}

const HEARTBEAT_MS = 3_000;
const CARE_MS = 1_000;
const GUARD_MS = 30_000;

/** Runs until `stop`. If another worker declares this one dead, it drops its claims and starts afresh under a new name. */
export class Worker {
  readonly #options: WorkerOptions;
  #stopping = false;
  #lanes: Lane[] = [];
  #running: Promise<void> | null = null;

  constructor(options: WorkerOptions) {
    this.#options = options;
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
    await registerWorker(pool, { id, host: hostname(), pid: process.pid });
    await buryTheDead(pool, id);
    this.#lanes = (await gateways(pool)).map((gateway) => this.#lane(id, channelOf(gateway)));
    const ended = { value: false };
    const cares = [
      this.#every(HEARTBEAT_MS, ended, async () => {
        if (!(await beat(pool, id))) this.#endLanes();
      }),
      this.#every(CARE_MS, ended, () => this.#care(id)),
      this.#every(GUARD_MS, ended, async () => {
        if (this.#options.guard !== undefined && !(await this.#options.guard())) this.#endLanes();
      }),
      this.#every(this.#options.housekeepingMs ?? 5_000, ended, async () => this.#options.housekeeping?.()),
    ];
    if (this.#stopping) this.#endLanes();
    await Promise.all(this.#lanes.map((lane) => lane.run()));
    ended.value = true;
    await Promise.all(cares);
    this.#lanes = [];
    await pool.query("update worker set stopped_at = now() where id = $1", [id]).catch(this.#options.onFault);
  }

  #endLanes(): void {
    for (const lane of this.#lanes) lane.stop();
  }

  #lane(workerId: string, channel: ReturnType<typeof channelOf>): Lane {
    const { services, reference, quietHours, onFault } = this.#options;
    const isHoliday = (date: string): boolean => reference.holidays.national(toDayNumber(date)) !== undefined;
    const gatewayId = channel.descriptor.id;
    return new Lane({
      pool: services.pools.worker,
      workerId,
      channel,
      businessNow: services.now,
      permitted: (now) => isPermitted(now, quietHours, { isHoliday }),
      onTrouble: (summonsIds) => reviewSummonses(services, summonsIds),
      onDead: (detail) => this.#restUntilOpen(gatewayId, detail),
      onFault,
      ...(this.#options.idleMs === undefined ? {} : { idleMs: this.#options.idleMs }),
    });
  }

  async #restUntilOpen(gatewayId: string, detail: string): Promise<void> {
    const pool = this.#options.services.pools.worker;
    await pauseGateway(pool, gatewayId, `Il gateway non risponde: ${detail}`);
    while (!this.#stopping && (await gatewayState(pool, gatewayId)) !== "open") await sleep(250);
  }

  /** Dead workers, paused gateways, windows left open: looked at every second. */
  async #care(id: string): Promise<void> {
    const { services } = this.#options;
    const pool = services.pools.worker;
    await buryTheDead(pool, id);
    for (const lane of this.#lanes) {
      if (await takeTrial(pool, lane.gatewayId)) {
        if (await lane.probe()) await openGateway(pool, lane.gatewayId);
        else await pauseGateway(pool, lane.gatewayId, "Il gateway non risponde alla prova di riapertura");
      }
      if ((await gatewayState(pool, lane.gatewayId)) !== "open") continue;
      const uncertain = await settleOrphans({ pool, channel: lane.channel, sender: lane.sender });
      if (uncertain.length > 0) await this.#review(uncertain);
    }
  }

  async #review(messageIds: readonly string[]): Promise<void> {
    const { rows } = await this.#options.services.pools.worker.query<{ id: string }>(
      "select distinct summons_id as id from message where id = any($1::uuid[])",
      [messageIds],
    );
    await reviewSummonses(this.#options.services, rows.map((row) => row.id));
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
