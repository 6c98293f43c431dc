// One lane: the messages of one gateway, claimed, put on the wire in windows, and recorded. Stops by itself when fenced out.

import type { Pool } from "pg";
import { retryDelay } from "../domain/messages/retry.ts";
import type { Channel, SendOutcome, Sender } from "../channels/channel.ts";
import type { ClaimedMessage, MessageResult } from "../store/outbox.ts";
import { claim, giveBack, openWindow, reserveSlots, settleWindow } from "../store/outbox.ts";
import { sleep } from "./sleep.ts";

export interface LaneOptions {
  readonly pool: Pool;
  readonly workerId: string;
  readonly channel: Channel;
  readonly businessNow: () => Promise<string>;
  /** False in quiet hours: nothing is claimed then. */
  readonly permitted: (businessNow: string) => boolean;
  /** Told the summonses whose messages failed or became uncertain, after these were recorded. */
  readonly onTrouble: (summonsIds: readonly string[]) => Promise<void>;
  /** Told when the gateway seems dead; the lane rests until the promise resolves. */
  readonly onDead: (detail: string) => Promise<void>;
  readonly onFault: (fault: unknown) => void;
  /** Longest rest between two looks at an empty outbox, milliseconds. */
  readonly idleMs?: number;
}

const SLOTS = 4;
const MAX_CLAIM = 1_000;
const MAX_TRIES = 12;
/** Consecutive hand-overs that found nobody, after which the gateway is taken for dead. */
const DEAD_AFTER = 5;
/** How much work is claimed ahead: an operator's message waits behind no more than this. */
const AHEAD_SECONDS = 0.5;

interface Planned {
  readonly message: ClaimedMessage;
  /** Machine time (performance.now) before which it must not leave; 0 without a rate. */
  readonly at: number;
}

/**
 * A lane keeps at most `concurrency` messages in open windows, split over four slots that each send one window at a time:
 * while one slot writes its results the others keep the wire busy. That number is also the most that a crash leaves in doubt.
 */
export class Lane {
  readonly #options: LaneOptions;
  readonly #sender: Sender;
  readonly #windowSize: number;
  readonly #spacingMs: number;
  #ready: Planned[] = [];
  #refill: Promise<void> | null = null;
  #stopping = false;
  #fenced = false;
  #unanswered = 0;
  #resting: Promise<void> | null = null;
  #sentRecently = 0;
  #measuredAt = performance.now();
  #perSecond = 0;
  #wake: (() => void) | null = null;
  #restUntil = 0;

  constructor(options: LaneOptions) {
    this.#options = options;
    this.#sender = options.channel.open();
    const { concurrency, ratePerSecond } = options.channel.descriptor;
    const size = Math.max(1, Math.floor(concurrency / SLOTS));
    // With a rate, a window holds a tenth of a second of work at most, so that few messages wait inside open windows.
    this.#windowSize = ratePerSecond === null ? size : Math.max(1, Math.min(size, Math.ceil(ratePerSecond / 10)));
    this.#spacingMs = ratePerSecond === null ? 0 : 1_000 / ratePerSecond;
  }

  get gatewayId(): string {
    return this.#options.channel.descriptor.id;
  }

  /** Sends until `stop` is called; resolves when every window is closed and the unsent claims are given back. */
  async run(): Promise<void> {
    const slots = Math.min(SLOTS, this.#options.channel.descriptor.concurrency);
    await Promise.all(Array.from({ length: slots }, () => this.#slot()));
    await giveBack(this.#options.pool, this.#options.workerId, this.#ready.map(({ message }) => message.id)).catch(
      this.#options.onFault,
    );
    this.#ready = [];
    await this.#sender.close();
  }

  stop(): void {
    this.#stopping = true;
    this.#wake?.();
  }

  /** Something may have come due: look now instead of at the end of the rest. */
  nudge(): void {
    this.#wake?.();
  }

  /** True when this worker was declared dead by another: it must end, its claims are no longer its own. */
  get fenced(): boolean {
    return this.#fenced;
  }

  async #slot(): Promise<void> {
    let window: { id: number; batch: Planned[] } | null = null;
    while (!this.#fenced) {
      try {
        if (window === null) {
          const batch = await this.#take();
          if (batch === null) return;
          const id = await this.#open(batch);
          if (id === null) return;
          window = { id, batch };
        }
        const results = await this.#sendAll(window.batch);
        window = await this.#settle(window.id, window.batch, results);
      } catch (fault) {
        // The database went away: what is in the window stays claimed and is sorted out when a worker comes back.
        this.#options.onFault(fault);
        window = null;
        this.#dropClaims();
        if (this.#stopping) return;
        await sleep(500);
      }
    }
  }

  async #open(batch: readonly Planned[]): Promise<number | null> {
    const id = await openWindow(this.#options.pool, this.#claimant(), batch.map(({ message }) => message.id));
    if (id === null) this.#fenced = true;
    return id;
  }

  async #settle(windowId: number, batch: readonly Planned[], results: readonly MessageResult[]) {
    const next = this.#resting === null && !this.#stopping ? this.#takeReady() : [];
    const nextId = await settleWindow(
      this.#options.pool,
      { ...this.#claimant(), windowId },
      results,
      next.map(({ message }) => message.id),
    );
    this.#sentRecently += results.length;
    const trouble = new Set<string>();
    results.forEach((result, index) => {
      if (result.state === "failed" || result.state === "uncertain") trouble.add(batch[index]!.message.summonsId);
    });
    if (trouble.size > 0) await this.#options.onTrouble([...trouble]);
    if (next.length === 0) return null;
    if (nextId === null) this.#fenced = true;
    return nextId === null ? null : { id: nextId, batch: next };
  }

  #claimant(): { workerId: string; gatewayId: string } {
    return { workerId: this.#options.workerId, gatewayId: this.gatewayId };
  }

  /** The next window's messages; waits for work, and gives null when the lane must end. */
  async #take(): Promise<Planned[] | null> {
    for (;;) {
      if (this.#fenced || this.#stopping) return null;
      if (this.#resting !== null) {
        await this.#resting;
        continue;
      }
      const batch = this.#takeReady();
      if (batch.length > 0) return batch;
      const before = this.#ready.length;
      await this.#fill();
      if (this.#ready.length === 0 && before === 0 && !this.#stopping) await this.#idle();
    }
  }

  #takeReady(): Planned[] {
    const batch = this.#ready.splice(0, this.#windowSize);
    if (this.#ready.length < this.#windowSize * 2 && batch.length > 0) void this.#fill().catch(this.#options.onFault);
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
    if (this.#stopping || this.#resting !== null) return;
    const wait = this.#restUntil - performance.now();
    if (wait > 0) await sleep(wait);
    const { pool } = this.#options;
    const now = await this.#options.businessNow();
    if (!this.#options.permitted(now)) return;
    const claimed = await claim(pool, this.#claimant(), now, this.#claimSize());
    if (claimed.length === 0) return;
    const first = this.#spacingMs === 0 ? 0 : performance.now() + (await reserveSlots(pool, this.gatewayId, claimed.length));
    for (const [index, message] of claimed.entries()) {
      this.#ready.push({ message, at: first === 0 ? 0 : first + index * this.#spacingMs });
    }
  }

  #claimSize(): number {
    const { ratePerSecond } = this.#options.channel.descriptor;
    const now = performance.now();
    if (now - this.#measuredAt > 500) {
      this.#perSecond = (this.#sentRecently * 1_000) / (now - this.#measuredAt);
      this.#sentRecently = 0;
      this.#measuredAt = now;
    }
    const pace = ratePerSecond ?? Math.max(this.#perSecond, (this.#windowSize * SLOTS) / AHEAD_SECONDS);
    return Math.max(1, Math.min(MAX_CLAIM, Math.ceil(pace * AHEAD_SECONDS)));
  }

  async #idle(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, this.#options.idleMs ?? 500);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = null;
  }

  async #sendAll(batch: readonly Planned[]): Promise<MessageResult[]> {
    return Promise.all(batch.map((planned) => this.#sendOne(planned)));
  }

  async #sendOne({ message, at }: Planned): Promise<MessageResult> {
    if (at > 0) {
      const wait = at - performance.now();
      if (wait > 0) await sleep(wait);
    }
    const outcome = await this.#sender.send({
      key: message.id,
      to: message.recipient,
      from: message.sender,
      body: message.body,
      encoding: message.encoding === "ucs2" ? "ucs2" : "gsm7",
      ...(message.raw === null ? {} : { raw: message.raw }),
    });
    this.#watchHealth(outcome);
    if (outcome.kind === "no-answer") return this.#afterNoAnswer(message, outcome.detail);
    return judge(message, outcome);
  }

  /** The message may have arrived: the same gateway is asked, or sent the same key again only if it drops doubles. */
  async #afterNoAnswer(message: ClaimedMessage, detail: string): Promise<MessageResult> {
    const { deduplicatesByKey } = this.#options.channel.descriptor;
    if (this.#sender.ask !== undefined) {
      const answer = await this.#sender.ask(message.id);
      if (answer.kind === "known") return acceptedAs(message.id, answer.reference, "asked");
      if (answer.kind === "unknown") return retry(message, "no-answer", null, detail);
    }
    if (deduplicatesByKey) return retry(message, "no-answer", null, detail);
    return {
      ...base(message.id),
      state: "uncertain",
      countsAsAttempt: true,
      failure: "no-answer",
      attempt: { outcome: "no-answer", code: null, detail },
    };
  }

  #watchHealth(outcome: SendOutcome): void {
    if (outcome.kind === "deferred" && outcome.retryAfterMs !== undefined) {
      this.#restUntil = Math.max(this.#restUntil, performance.now() + Math.min(outcome.retryAfterMs, 5_000));
    }
    if (outcome.kind !== "unreachable" && outcome.kind !== "no-answer") {
      this.#unanswered = 0;
      return;
    }
    this.#unanswered += 1;
    if (this.#unanswered < DEAD_AFTER || this.#resting !== null) return;
    this.#dropClaims();
    this.#resting = this.#options.onDead(outcome.detail).catch(this.#options.onFault).finally(() => {
      this.#resting = null;
      this.#unanswered = 0;
    });
  }

  /** Claimed but in no window: surely not sent, so another may have them. */
  #dropClaims(): void {
    const ids = this.#ready.map(({ message }) => message.id);
    this.#ready = [];
    giveBack(this.#options.pool, this.#options.workerId, ids).catch(this.#options.onFault);
  }

  /** Asks whether the other side answers at all. */
  async probe(): Promise<boolean> {
    return (await this.#sender.probe()).kind === "up";
  }

  get sender(): Sender {
    return this.#sender;
  }

  get channel(): Channel {
    return this.#options.channel;
  }
}

function base(id: string): Omit<MessageResult, "state"> {
  return { id, reference: null, retryInMs: null, countsAsAttempt: false, failure: null, attempt: null };
}

function acceptedAs(id: string, reference: string, outcome: string): MessageResult {
  return { ...base(id), state: "accepted", reference, countsAsAttempt: true, attempt: { outcome, code: null, detail: reference } };
}

function judge(message: ClaimedMessage, outcome: Exclude<SendOutcome, { kind: "no-answer" }>): MessageResult {
  switch (outcome.kind) {
    case "accepted":
      return { ...base(message.id), state: "accepted", reference: outcome.reference, countsAsAttempt: true };
    case "refused":
      return {
        ...base(message.id),
        state: "failed",
        countsAsAttempt: true,
        failure: outcome.code,
        attempt: { outcome: "refused", code: outcome.code, detail: outcome.detail },
      };
    case "deferred":
      return retry(message, "deferred", outcome.code, outcome.detail, outcome.retryAfterMs);
    case "unreachable":
      // Nobody was there: not an attempt, or a long outage would use them up.
      return {
        ...base(message.id),
        state: "due",
        retryInMs: retryDelay(1, message.id),
        attempt: { outcome: "unreachable", code: null, detail: outcome.detail },
      };
  }
}

function retry(message: ClaimedMessage, outcome: string, code: string | null, detail: string, afterMs = 0): MessageResult {
  const tries = message.attempts + 1;
  if (tries >= MAX_TRIES) {
    // A message that may have arrived is never called failed.
    return {
      ...base(message.id),
      state: outcome === "no-answer" ? "uncertain" : "failed",
      countsAsAttempt: true,
      failure: code ?? outcome,
      attempt: { outcome: "given-up", code, detail },
    };
  }
  return {
    ...base(message.id),
    state: "due",
    countsAsAttempt: true,
    retryInMs: Math.max(afterMs, retryDelay(tries, message.id)),
    attempt: { outcome, code, detail },
  };
}
