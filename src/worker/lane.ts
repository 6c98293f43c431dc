// One lane: the messages of one gateway, claimed, handed over and recorded, at its rate and its health. Ends when its ground is lost.

import type { Pool, PoolClient } from "pg";
import type { Channel, Inbox, SendOutcome, Sender } from "../channels/channel.ts";
import { isThrottle } from "../domain/providers/health.ts";
import { becomeDriver, noteAnswer } from "../store/lanes.ts";
import { lockSummonses } from "../store/outcomes.ts";
import { claim, giveBack, settleAndOpen, URGENT } from "../store/outbox.ts";
import { CODE_MARK } from "../services/papers/signing-code.ts";
import type { ClaimedMessage, MessageResult } from "../store/outbox.ts";
import { inTransaction } from "../store/pools.ts";
import { Flow } from "./flow.ts";
import type { Ended } from "./flow.ts";
import { afterNoAnswer, askBefore, outgoing } from "./hand-over.ts";
import { Pace } from "./pace.ts";
import { judge, notSent, tooLate } from "./results.ts";
import { Silence } from "./silence.ts";
import { sleep } from "./sleep.ts";
import { Stock } from "./stock.ts";

export interface LaneOptions {
  readonly pool: Pool;
  readonly workerId: string;
  readonly channel: Channel;
  /** The contract's rate is of the parts of messages, not of messages. */
  readonly countsParts?: boolean;
  readonly businessNow: () => Promise<string>;
  /** False in quiet hours: nothing is claimed then. */
  readonly permitted: (businessNow: string) => boolean;
  /** False once this worker may have been declared dead by another: nothing more may leave under its name. */
  readonly holdsLease: () => boolean;
  /** Takes what the gateway brings on the connection that is sent on. */
  readonly inbox?: Inbox;
  /** Told the references of messages that were recorded as taken: receipts may have come before. Never rejects. */
  readonly onTaken?: (references: readonly string[]) => void;
  /** Told the summonses whose messages failed or became uncertain, in the transaction that records it. */
  readonly onTrouble: (client: PoolClient, summonsIds: readonly string[]) => Promise<void>;
  /** Told how each hand-over ended. */
  readonly onOutcome?: (outcome: SendOutcome) => void;
  /** Told when the gateway seems dead. */
  readonly onDead: (detail: string) => Promise<void>;
  readonly isGatewayOpen: () => Promise<boolean>;
  readonly onFault: (fault: unknown) => void;
  /** The text of a message whose secret is put in as it leaves; null when it may leave no more. */
  readonly wholeText?: (message: ClaimedMessage) => Promise<string | null>;
  /** Longest rest between two looks at an empty outbox, milliseconds. */
  readonly idleMs?: number;
}

const MAX_CLAIM = 1_000;
/** Consecutive hand-overs that found nobody, after which the gateway is taken for dead. */
const DEAD_AFTER = 5;
/** How much work is claimed ahead: what leaves later is seen by priority until then. */
const AHEAD_SECONDS = 0.5;
/** With a rate, how much work may wait for its turn on the wire: what an operator waits for queues behind it. */
const WAITING_SECONDS = 0.4;
const LEAST_PLACES = 4;
const LISTEN_MS = 500;
/** How long a lane that was told to stop tries to record what it sent, when the database is away. */
const STOP_PATIENCE_MS = 10_000;
/** How long a new driver waits: what the one before it sent last is then over a second old, and no second too full. */
const CHANGE_OF_DRIVER_MS = 1_000;

/**
 * A lane has at most `concurrency` messages on the wire. One place is kept for what an operator waits for, so that it passes by the
 * bulk even at a slow gateway.
 *
 * When the database cannot be reached, what is on the wire is finished and its results are kept until they can be written; then
 * the lane ends, and its worker begins a new life: only so is it sure that no claim is forgotten.
 */
export class Lane {
  readonly #options: LaneOptions;
  readonly #sender: Sender;
  readonly #pace: Pace | null;
  #isDriver = false;
  readonly #places: number;
  readonly #stocks: readonly Stock[];
  readonly #flows: readonly Flow[];
  #stoppedAt: number | null = null;
  #isOver = false;
  readonly #ending = Promise.withResolvers<void>();
  #unanswered = 0;
  readonly #silence = new Silence();
  #resting: Promise<void> | null = null;
  /** What left before has nothing to say about how the gateway is now. */
  #restedAt = 0;
  #listenedAt = 0;
  #isOnTrial = false;
  #isTrying = false;
  #sentRecently = 0;
  #measuredAt = performance.now();
  #perSecond = 0;
  readonly #sleepers = new Set<() => void>();
  #restUntil = 0;

  constructor(options: LaneOptions) {
    this.#options = options;
    this.#sender = options.channel.open(options.inbox);
    const { concurrency, ratePerSecond } = options.channel.descriptor;
    const waiting = ratePerSecond === null ? Infinity : Math.max(LEAST_PLACES, Math.ceil(ratePerSecond * WAITING_SECONDS));
    this.#places = Math.max(1, Math.min(concurrency - 1, waiting));
    this.#pace = ratePerSecond === null ? null : new Pace(ratePerSecond);
    const all = this.#stock(() => this.#claimAhead());
    const urgent = this.#stock(() => this.#claim(1, "urgent"));
    // With a single message on the wire there is nothing to keep apart.
    this.#stocks = concurrency > 1 ? [all, urgent] : [all];
    this.#flows = this.#stocks.map((stock) => this.#flow(stock, stock === urgent ? 1 : this.#places));
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
    return this.#flows.flatMap((flow) => flow.unsettled);
  }

  /** Sends until `stop` is called or the ground is lost; resolves when everything on the wire has come back and is recorded. */
  async run(): Promise<void> {
    const listening = setInterval(() => this.#listen(), LISTEN_MS);
    await Promise.all(this.#flows.map((flow) => flow.run())).finally(() => clearInterval(listening));
    await this.#emptyStocks();
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
  #end(fault?: unknown): void {
    if (fault !== undefined) this.#options.onFault(fault);
    this.#isOver = true;
    this.#ending.resolve();
    this.nudge();
  }

  #stock(claimSome: () => Promise<ClaimedMessage[]>): Stock {
    return new Stock({
      claim: claimSome,
      giveBack: (ids) => giveBack(this.#options.pool, this.#options.workerId, ids),
      onFault: (fault) => this.#end(fault),
    });
  }

  #flow(stock: Stock, places: number): Flow {
    return new Flow({
      places,
      take: (count) => this.#take(stock, count),
      more: () => this.#more(stock),
      send: (message) => this.#send(message),
      record: (results, closed, next) => this.#record(results, closed, next),
      isEnding: () => this.#isEnding,
      end: (fault) => this.#end(fault),
      mayStillRecord: () => this.#stoppedAt === null || performance.now() - this.#stoppedAt < STOP_PATIENCE_MS,
    });
  }

  /** A gateway that was silent is tried with one message at a time, until it has answered. */
  #take(stock: Stock, count: number): ClaimedMessage[] {
    if (this.#resting !== null || this.#isTrying || !this.#holdsLease()) return [];
    const taken = stock.take(this.#isOnTrial ? 1 : count);
    this.#isTrying = this.#isOnTrial && taken.length > 0;
    return taken;
  }

  async #record(results: readonly Ended[], closed: readonly number[], next: readonly ClaimedMessage[]): Promise<number | null> {
    const { pool, onTrouble, workerId } = this.#options;
    const claimant = { workerId, gatewayId: this.gatewayId };
    const told = results.map(({ result }) => result);
    const nextIds = next.map(({ id }) => id);
    const trouble = results.filter(({ result }) => result.state === "failed" || result.state === "uncertain");
    this.#sentRecently += results.length;
    if (trouble.length === 0) {
      const opened = await settleAndOpen(pool, claimant, told, closed, nextIds);
      this.#tellTaken(told);
      return opened;
    }
    const summonses = [...new Set(trouble.map(({ message }) => message.summonsId))];
    const opened = await inTransaction(pool, async (client) => {
      await lockSummonses(client, summonses);
      const window = await settleAndOpen(client, claimant, told, closed, nextIds);
      await onTrouble(client, summonses);
      return window;
    });
    this.#tellTaken(told);
    return opened;
  }

  #tellTaken(results: readonly MessageResult[]): void {
    this.#options.onTaken?.(results.flatMap(({ state, reference, parts }) => (state === "accepted" && reference !== null ? (parts ?? [reference]) : [])));
  }

  /** Looks for more work; rests when there is none, and while the gateway rests. */
  async #more(stock: Stock): Promise<void> {
    while (this.#resting !== null && !this.#isEnding) await Promise.race([this.#resting, this.#ending.promise]);
    if (!this.#holdsLease() || this.#isEnding) return;
    if (stock.isEmpty) await stock.refill();
    if ((stock.isEmpty || this.#isTrying) && !this.#isEnding) await this.#idle();
  }

  /** False, and the end, once another may have declared this worker dead. */
  #holdsLease(): boolean {
    if (!this.#options.holdsLease()) this.#end();
    return !this.#isOver;
  }

  async #claimAhead(): Promise<ClaimedMessage[]> {
    if (this.#isEnding || this.#resting !== null) return [];
    const wait = this.#restUntil - performance.now();
    if (wait > 0) await Promise.race([sleep(wait), this.#ending.promise]);
    return this.#claim(this.#claimSize(), "all");
  }

  async #claim(limit: number, only: "all" | "urgent"): Promise<ClaimedMessage[]> {
    const { pool, workerId, businessNow, permitted } = this.#options;
    const now = await businessNow();
    if (this.#isEnding || !permitted(now) || !(await this.#drives())) return [];
    const claimed = await claim(pool, { workerId, gatewayId: this.gatewayId }, now, limit, only);
    this.#isOnTrial ||= claimed[0]?.trial === true;
    return claimed;
  }

  /** A gateway with a rate has one driver: whoever is not looks again at every turn, and takes over when the driver is gone. */
  async #drives(): Promise<boolean> {
    if (this.#pace === null || this.#isDriver) return true;
    if (!(await becomeDriver(this.#options.pool, this.gatewayId, this.#options.workerId))) return false;
    if (!this.#isDriver) this.#pace.holdBack(CHANGE_OF_DRIVER_MS);
    this.#isDriver = true;
    return true;
  }

  #claimSize(): number {
    const { ratePerSecond } = this.#options.channel.descriptor;
    const now = performance.now();
    if (now - this.#measuredAt > 500) {
      this.#perSecond = (this.#sentRecently * 1_000) / (now - this.#measuredAt);
      this.#sentRecently = 0;
      this.#measuredAt = now;
    }
    const pace = ratePerSecond ?? Math.max(this.#perSecond, this.#places / AHEAD_SECONDS);
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

  async #send(message: ClaimedMessage): Promise<MessageResult> {
    const result = await this.#handOver(message);
    if (this.#isTrying) {
      this.#isTrying = false;
      this.nudge();
    }
    return result;
  }

  async #handOver(message: ClaimedMessage): Promise<MessageResult> {
    const asked = await askBefore(this.channel, this.#sender, message);
    if (asked !== null) return asked;
    const body = message.body.includes(CODE_MARK) ? await this.#wholeText(message) : message.body;
    if (body === null) return tooLate(message.id);
    await this.#pace?.turn(this.#options.countsParts === true ? Math.max(1, message.parts) : 1, message.priority === URGENT);
    // Between here and the wire nothing is waited for: a process that was stopped for long finds out here that it lost its name.
    if (!this.#holdsLease()) return notSent(message.id);
    const leftAt = performance.now();
    this.#silence.left(leftAt);
    const outcome = await this.#sender.send(outgoing(body === message.body ? message : { ...message, body }));
    this.#silence.ended(leftAt, performance.now(), outcome.kind !== "unreachable" && outcome.kind !== "no-answer");
    this.#watchHealth(message, outcome, leftAt);
    if (outcome.kind === "no-answer") return afterNoAnswer(this.channel, this.#sender, message, outcome.detail);
    return judge(message, outcome);
  }

  /** A key that is missing is a fault to be told; the message does not leave without its secret. */
  async #wholeText(message: ClaimedMessage): Promise<string | null> {
    try {
      return (await this.#options.wholeText?.(message)) ?? null;
    } catch (fault) {
      this.#options.onFault(fault);
      return null;
    }
  }

  #watchHealth(message: ClaimedMessage, outcome: SendOutcome, leftAt: number): void {
    this.#options.onOutcome?.(outcome);
    if (outcome.kind === "deferred" && outcome.retryAfterMs !== undefined) {
      this.#restUntil = Math.max(this.#restUntil, performance.now() + Math.min(outcome.retryAfterMs, 5_000));
    }
    const isPutOff = message.trial && outcome.kind === "deferred" && !isThrottle(outcome.code);
    if (outcome.kind !== "unreachable" && outcome.kind !== "no-answer" && !isPutOff) {
      this.#unanswered = 0;
      this.#isOnTrial = false;
      if (message.trial) noteAnswer(this.#options.pool, this.gatewayId).catch(this.#options.onFault);
      return;
    }
    if (leftAt < this.#restedAt && !message.trial) return;
    this.#unanswered += 1;
    if (this.#unanswered >= DEAD_AFTER || message.trial) this.#beginRest(outcome.detail);
  }

  /** A gateway that has fallen silent rests at once: what waits need not wait for what is on the wire to run out of patience. */
  #listen(): void {
    const now = performance.now();
    // Who was itself held up has not listened: what has come meanwhile is looked at first.
    const wasHeldUp = now - this.#listenedAt > LISTEN_MS * 4;
    this.#listenedAt = now;
    if (!wasHeldUp && !this.#isOnTrial && !this.#isEnding && this.#silence.isSilent(now)) this.#beginRest("nessuna risposta da dieci secondi");
  }

  #beginRest(detail: string): void {
    if (this.#resting !== null) return;
    this.#restedAt = performance.now();
    this.#resting = this.#rest(detail).catch(this.#options.onFault).finally(() => {
      this.#resting = null;
      this.#unanswered = 0;
    });
  }

  async #rest(detail: string): Promise<void> {
    await this.#emptyStocks();
    await this.#options.onDead(detail);
    while (!this.#isEnding && !(await this.#options.isGatewayOpen())) await Promise.race([sleep(250), this.#ending.promise]);
  }

  async #emptyStocks(): Promise<void> {
    for (const stock of this.#stocks) await stock.empty();
  }
}
