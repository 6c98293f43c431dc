// One lane: the messages of one gateway, claimed, put on the wire in windows, and recorded. Ends by itself when its ground is lost.

import type { Pool, PoolClient } from "pg";
import type { Channel, SendOutcome, Sender } from "../channels/channel.ts";
import { noteAnswer } from "../store/lanes.ts";
import { lockSummonses } from "../store/outcomes.ts";
import { claim, giveBack, openWindow, settleWindow } from "../store/outbox.ts";
import type { ClaimedMessage, MessageResult } from "../store/outbox.ts";
import { inTransaction } from "../store/pools.ts";
import { afterNoAnswer, askBefore, outgoing } from "./hand-over.ts";
import { Pace } from "./pace.ts";
import { judge, notSent } from "./results.ts";
import { sleep } from "./sleep.ts";

export interface LaneOptions {
  readonly pool: Pool;
  readonly workerId: string;
  readonly channel: Channel;
  readonly businessNow: () => Promise<string>;
  /** False in quiet hours: nothing is claimed then. */
  readonly permitted: (businessNow: string) => boolean;
  /** False once this worker may have been declared dead by another: nothing more may leave under its name. */
  readonly holdsLease: () => boolean;
  /** Told the summonses whose messages failed or became uncertain, in the transaction that records it. */
  readonly onTrouble: (client: PoolClient, summonsIds: readonly string[]) => Promise<void>;
  /** Told when the gateway seems dead. */
  readonly onDead: (detail: string) => Promise<void>;
  readonly isGatewayOpen: () => Promise<boolean>;
  readonly onFault: (fault: unknown) => void;
  /** Longest rest between two looks at an empty outbox, milliseconds. */
  readonly idleMs?: number;
}

const SLOTS = 4;
const MAX_CLAIM = 1_000;
/** Consecutive hand-overs that found nobody, after which the gateway is taken for dead. */
const DEAD_AFTER = 5;
/** How much work is claimed ahead: what leaves later is seen by priority until then. */
const AHEAD_SECONDS = 0.5;
/** How long a lane that was told to stop tries to record what it sent, when the database is away. */
const STOP_PATIENCE_MS = 10_000;

interface Planned {
  readonly message: ClaimedMessage;
  /** Its place in time (performance.now); null without a rate. */
  readonly at: number | null;
}

interface Window {
  readonly id: number;
  readonly batch: readonly Planned[];
}

/** Where a slot's messages come from: `take` waits for work (null = the end), `takeReady` gives what is there at once. */
interface SlotWork {
  readonly take: () => Promise<Planned[] | null>;
  readonly takeReady: () => Planned[];
}

/**
 * A lane keeps at most `concurrency` messages in open windows, split over slots that each send one window at a time: while one
 * writes its results the others keep the wire busy. That number is also the most that a crash leaves in doubt. One slot is kept
 * for what an operator waits for, so that it passes by the bulk even at a slow gateway.
 *
 * When the database cannot be reached, what is on the wire is finished and its results are kept until they can be written; then
 * the lane ends, and its worker begins a new life: only so is it sure that no claim is forgotten.
 */
export class Lane {
  readonly #options: LaneOptions;
  readonly #sender: Sender;
  readonly #pace: Pace | null;
  /** How many messages the window of each ordinary slot holds, and all of them together. */
  readonly #sizes: readonly number[];
  readonly #inFlight: number;
  #ready: Planned[] = [];
  #refill: Promise<void> | null = null;
  #stoppedAt: number | null = null;
  #isOver = false;
  readonly #ending = Promise.withResolvers<void>();
  #unanswered = 0;
  #resting: Promise<void> | null = null;
  #sentRecently = 0;
  #measuredAt = performance.now();
  #perSecond = 0;
  readonly #sleepers = new Set<() => void>();
  #restUntil = 0;
  readonly #unsettled: number[] = [];

  constructor(options: LaneOptions) {
    this.#options = options;
    this.#sender = options.channel.open();
    const { id, concurrency, ratePerSecond } = options.channel.descriptor;
    const sizes = shares(Math.max(1, concurrency - 1), SLOTS);
    // With a rate, a window holds a tenth of a second of work at most, so that few messages wait inside open windows.
    const most = ratePerSecond === null ? Infinity : Math.max(1, Math.ceil(ratePerSecond / 10));
    this.#sizes = sizes.map((size) => Math.min(size, most));
    this.#inFlight = this.#sizes.reduce((sum, size) => sum + size, 0);
    this.#pace = ratePerSecond === null ? null : new Pace(options.pool, id, ratePerSecond);
  }

  get gatewayId(): string {
    return this.#options.channel.descriptor.id;
  }

  get sender(): Sender {
    return this.#sender;
  }

  get channel(): Channel {
    return this.#options.channel;
  }

  /** Windows that were sent and could not be recorded: they are asked about after the worker's end. */
  get unsettled(): readonly number[] {
    return this.#unsettled;
  }

  /** Sends until `stop` is called or the ground is lost; resolves when every window is closed and recorded. */
  async run(): Promise<void> {
    const slots = this.#sizes.map((size) => this.#slot({ take: () => this.#take(size), takeReady: () => this.#takeReady(size) }));
    // With a single message in flight there is nothing to keep apart.
    if (this.#options.channel.descriptor.concurrency > 1) slots.push(this.#slot({ take: () => this.#takeUrgent(), takeReady: () => [] }));
    await Promise.all(slots);
    await this.#giveBackReady();
    await this.#sender.close();
  }

  stop(): void {
    this.#stoppedAt ??= performance.now();
    this.#ending.resolve();
    this.nudge();
  }

  /** Something may have come due: look now instead of at the end of the rest. */
  nudge(): void {
    for (const wake of this.#sleepers) wake();
  }

  /** Asks whether the other side answers at all. */
  async probe(): Promise<boolean> {
    return (await this.#sender.probe()).kind === "up";
  }

  get #isEnding(): boolean {
    return this.#isOver || this.#stoppedAt !== null;
  }

  /** The database is away, or this worker no longer is who it was: nothing new is begun. */
  #end(): void {
    this.#isOver = true;
    this.#ending.resolve();
    this.nudge();
  }

  async #slot(work: SlotWork): Promise<void> {
    let window: Window | null = null;
    for (;;) {
      try {
        window ??= await this.#open(work);
      } catch (fault) {
        this.#options.onFault(fault);
        return this.#end();
      }
      if (window === null) return;
      const results = await this.#sendAll(window.batch);
      window = await this.#settle(window, results, work);
    }
  }

  async #open(work: SlotWork): Promise<Window | null> {
    const batch = await work.take();
    if (batch === null) return null;
    const id = await openWindow(this.#options.pool, this.#claimant(), idsOf(batch));
    if (id === null) this.#end();
    return id === null ? null : { id, batch };
  }

  /** Records a window, however long the database is away; gives the next one when there was work for it. */
  async #settle(window: Window, results: readonly MessageResult[], work: SlotWork): Promise<Window | null> {
    const next = this.#resting === null && !this.#isEnding ? work.takeReady() : [];
    try {
      const id = await this.#record(window, results, idsOf(next));
      this.#sentRecently += results.length;
      if (next.length > 0 && id === null) this.#end();
      return id === null ? null : { id, batch: next };
    } catch (fault) {
      this.#options.onFault(fault);
      this.#end();
    }
    while (this.#stoppedAt === null || performance.now() - this.#stoppedAt < STOP_PATIENCE_MS) {
      await sleep(250);
      try {
        await this.#record(window, results, []);
        return null;
      } catch (fault) {
        this.#options.onFault(fault);
      }
    }
    this.#unsettled.push(window.id);
    return null;
  }

  async #record({ id, batch }: Window, results: readonly MessageResult[], nextIds: readonly string[]): Promise<number | null> {
    const { pool, onTrouble } = this.#options;
    const place = { ...this.#claimant(), windowId: id };
    const trouble = new Set<string>();
    results.forEach((result, index) => {
      if (result.state === "failed" || result.state === "uncertain") trouble.add(batch[index]!.message.summonsId);
    });
    if (trouble.size === 0) return settleWindow(pool, place, results, nextIds);
    return inTransaction(pool, async (client) => {
      await lockSummonses(client, [...trouble]);
      const next = await settleWindow(client, place, results, nextIds);
      await onTrouble(client, [...trouble]);
      return next;
    });
  }

  #claimant(): { workerId: string; gatewayId: string } {
    return { workerId: this.#options.workerId, gatewayId: this.gatewayId };
  }

  /** The next window's messages; waits for work, and gives null when the lane must end. */
  async #take(size: number): Promise<Planned[] | null> {
    for (;;) {
      if (!(await this.#mayClaim())) return null;
      const batch = this.#takeReady(size);
      if (batch.length > 0) return batch;
      await this.#fill();
      if (this.#ready.length === 0 && !this.#isEnding) await this.#idle();
    }
  }

  async #takeUrgent(): Promise<Planned[] | null> {
    for (;;) {
      if (!(await this.#mayClaim())) return null;
      const batch = await this.#claim(1, "urgent");
      if (batch.length > 0) return batch;
      if (!this.#isEnding) await this.#idle();
    }
  }

  /** Waits while the gateway rests; false when the lane must end. */
  async #mayClaim(): Promise<boolean> {
    while (this.#resting !== null && !this.#isEnding) await Promise.race([this.#resting, this.#ending.promise]);
    if (!this.#options.holdsLease()) this.#end();
    return !this.#isEnding;
  }

  #takeReady(size: number): Planned[] {
    const batch = this.#ready.splice(0, size);
    if (this.#ready.length < size * 2 && batch.length > 0) {
      this.#fill().catch((fault: unknown) => {
        this.#options.onFault(fault);
        this.#end();
      });
    }
    return batch;
  }

  /** Claims work ahead, one claim at a time. */
  #fill(): Promise<void> {
    this.#refill ??= this.#claimAhead().finally(() => {
      this.#refill = null;
    });
    return this.#refill;
  }

  async #claimAhead(): Promise<void> {
    if (this.#isEnding || this.#resting !== null) return;
    const wait = this.#restUntil - performance.now();
    if (wait > 0) await Promise.race([sleep(wait), this.#ending.promise]);
    const claimed = await this.#claim(this.#claimSize(), "all");
    // Looked up only now: a gateway that died meanwhile has had the list given back and begun anew.
    this.#ready.push(...claimed);
  }

  async #claim(limit: number, only: "all" | "urgent"): Promise<Planned[]> {
    const now = await this.#options.businessNow();
    if (this.#isEnding || !this.#options.permitted(now)) return [];
    const claimed = await claim(this.#options.pool, this.#claimant(), now, limit, only);
    if (claimed.length === 0) return [];
    const places = this.#pace === null ? null : await this.#pace.reserve(claimed.length);
    return claimed.map((message, index) => ({ message, at: places === null ? null : places[index]! }));
  }

  #claimSize(): number {
    const { ratePerSecond } = this.#options.channel.descriptor;
    const now = performance.now();
    if (now - this.#measuredAt > 500) {
      this.#perSecond = (this.#sentRecently * 1_000) / (now - this.#measuredAt);
      this.#sentRecently = 0;
      this.#measuredAt = now;
    }
    const pace = ratePerSecond ?? Math.max(this.#perSecond, this.#inFlight / AHEAD_SECONDS);
    return Math.max(1, Math.min(MAX_CLAIM, Math.ceil(pace * AHEAD_SECONDS)));
  }

  async #idle(): Promise<void> {
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.#sleepers.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, this.#options.idleMs ?? 500);
      this.#sleepers.add(wake);
    });
  }

  async #sendAll(batch: readonly Planned[]): Promise<MessageResult[]> {
    return Promise.all(batch.map((planned) => this.#sendOne(planned)));
  }

  async #sendOne({ message, at }: Planned): Promise<MessageResult> {
    const asked = await askBefore(this.channel, this.#sender, message);
    if (asked !== null) return asked;
    try {
      if (at !== null) await this.#pace?.turn(at);
    } catch (fault) {
      this.#options.onFault(fault);
      this.#end();
      return notSent(message.id);
    }
    // Between here and the wire nothing is waited for: a process that was stopped for long finds out here that it lost its name.
    if (!this.#options.holdsLease()) {
      this.#end();
      return notSent(message.id);
    }
    const outcome = await this.#sender.send(outgoing(message));
    this.#watchHealth(message, outcome);
    if (outcome.kind === "no-answer") return afterNoAnswer(this.channel, this.#sender, message, outcome.detail);
    return judge(message, outcome);
  }

  #watchHealth(message: ClaimedMessage, outcome: SendOutcome): void {
    if (outcome.kind === "deferred" && outcome.retryAfterMs !== undefined) {
      this.#restUntil = Math.max(this.#restUntil, performance.now() + Math.min(outcome.retryAfterMs, 5_000));
    }
    if (outcome.kind !== "unreachable" && outcome.kind !== "no-answer") {
      this.#unanswered = 0;
      if (message.trial) noteAnswer(this.#options.pool, this.gatewayId).catch(this.#options.onFault);
      return;
    }
    this.#unanswered += 1;
    if ((this.#unanswered < DEAD_AFTER && !message.trial) || this.#resting !== null) return;
    this.#resting = this.#rest(outcome.detail).catch(this.#options.onFault).finally(() => {
      this.#resting = null;
      this.#unanswered = 0;
    });
  }

  async #rest(detail: string): Promise<void> {
    await this.#giveBackReady();
    await this.#options.onDead(detail);
    while (!this.#isEnding && !(await this.#options.isGatewayOpen())) await Promise.race([sleep(250), this.#ending.promise]);
  }

  /** Claimed but in no window: surely not sent, so another may have them. */
  async #giveBackReady(): Promise<void> {
    const ids = idsOf(this.#ready);
    this.#ready = [];
    await giveBack(this.#options.pool, this.#options.workerId, ids).catch((fault: unknown) => {
      this.#options.onFault(fault);
      this.#end();
    });
  }
}

/** `whole` in at most `parts` parts as even as can be. */
function shares(whole: number, parts: number): number[] {
  const count = Math.min(whole, parts);
  return Array.from({ length: count }, (_, index) => Math.floor((whole + index) / count));
}

function idsOf(batch: readonly Planned[]): string[] {
  return batch.map(({ message }) => message.id);
}
