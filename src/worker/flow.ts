// What is on the wire of one gateway: opened in the database before it leaves, recorded as it comes back, never more than its places.

import type { ClaimedMessage, MessageResult } from "../store/outbox.ts";
import { sleep } from "./sleep.ts";

export interface Ended {
  readonly message: ClaimedMessage;
  readonly result: MessageResult;
}

export interface FlowOptions {
  /** Most messages on the wire or not yet recorded: also the most that a crash leaves in doubt. */
  readonly places: number;
  /** Up to `count` messages that may leave now. */
  readonly take: (count: number) => ClaimedMessage[];
  /** Resolves when there may be something to take, or the lane ends. */
  readonly more: () => Promise<void>;
  /** Hands one over; never rejects. */
  readonly send: (message: ClaimedMessage) => Promise<MessageResult>;
  /**
   * In one statement writes `results`, closes the windows `closed` and opens one for `next`; gives its id, or null when there is
   * none because this worker was declared dead. May be repeated when its answer was lost.
   */
  readonly record: (results: readonly Ended[], closed: readonly number[], next: readonly ClaimedMessage[]) => Promise<number | null>;
  readonly isEnding: () => boolean;
  /** The lane must end: the ground is lost. */
  readonly end: (fault: unknown) => void;
  /** False once nothing more is to be hoped for from the database. */
  readonly mayStillRecord: () => boolean;
}

/** Messages opened together; it is closed with the last of them. */
interface Window {
  readonly id: number;
  left: number;
}

interface Done extends Ended {
  readonly window: Window;
}

/** How long what has come back waits for others, so that one statement serves many. */
const GATHER_MS = 4;
const RETRY_MS = 250;

/**
 * One statement at a time writes what came back and opens as many new messages as there are free places, while the others stay on the
 * wire: a slow message holds up nobody but itself, and the busier the wire, the more messages share a statement.
 */
export class Flow {
  readonly #options: FlowOptions;
  readonly #enough: number;
  readonly #windows = new Set<Window>();
  #done: Done[] = [];
  #onWire = 0;
  #cameBack = Promise.withResolvers<void>();
  #isFull = Promise.withResolvers<void>();
  #looking: Promise<void> | null = null;

  constructor(options: FlowOptions) {
    this.#options = options;
    this.#enough = Math.max(1, options.places >> 1);
  }

  /** Windows that were sent and could not be recorded. */
  get unsettled(): number[] {
    return [...this.#windows].map(({ id }) => id);
  }

  /** Runs until the lane ends and everything on the wire has come back and is recorded, as far as the database can be had. */
  async run(): Promise<void> {
    const { isEnding, take, places, mayStillRecord } = this.#options;
    while (!isEnding() || this.#onWire + this.#done.length > 0) {
      if (this.#done.length > 0) await this.#gather();
      const results = this.#done.splice(0);
      const next = isEnding() ? [] : take(places - this.#onWire);
      if (results.length + next.length === 0) await this.#wait();
      else if (!(await this.#write(results, next))) {
        await sleep(RETRY_MS);
        if (this.#onWire === 0 && !mayStillRecord()) return;
      }
    }
  }

  async #write(results: readonly Done[], next: readonly ClaimedMessage[]): Promise<boolean> {
    const { record, end } = this.#options;
    const counts = new Map<Window, number>();
    for (const { window } of results) counts.set(window, (counts.get(window) ?? 0) + 1);
    const closed = [...counts].filter(([window, count]) => window.left === count).map(([window]) => window);
    try {
      const id = await record(results, closed.map((window) => window.id), next);
      for (const [window, count] of counts) window.left -= count;
      for (const window of closed) this.#windows.delete(window);
      if (id !== null) this.#open({ id, left: next.length }, next);
      else if (next.length > 0) end(new Error("this worker was declared dead by another"));
      return true;
    } catch (fault) {
      end(fault);
      this.#done.unshift(...results);
      return false;
    }
  }

  #open(window: Window, messages: readonly ClaimedMessage[]): void {
    this.#windows.add(window);
    this.#onWire += messages.length;
    for (const message of messages) void this.#sendOne(window, message);
  }

  async #sendOne(window: Window, message: ClaimedMessage): Promise<void> {
    const result = await this.#options.send(message);
    this.#onWire -= 1;
    this.#done.push({ window, message, result });
    this.#cameBack.resolve();
    if (this.#done.length >= this.#enough || this.#onWire === 0) this.#isFull.resolve();
  }

  async #gather(): Promise<void> {
    if (this.#done.length >= this.#enough || this.#onWire === 0) return;
    this.#isFull = Promise.withResolvers();
    await Promise.race([this.#isFull.promise, sleep(GATHER_MS)]);
  }

  /** Nothing has come back and nothing could be taken. */
  async #wait(): Promise<void> {
    this.#cameBack = Promise.withResolvers();
    const isEnding = this.#options.isEnding();
    if (this.#onWire === 0) {
      // The end may have come with the taking itself, when the lease was found lost: then nothing is left to wait for.
      if (!isEnding) await this.#look();
    } else if (this.#onWire === this.#options.places || isEnding) await this.#cameBack.promise;
    else await Promise.race([this.#cameBack.promise, this.#look()]);
  }

  #look(): Promise<void> {
    this.#looking ??= this.#options.more().finally(() => {
      this.#looking = null;
    });
    return this.#looking;
  }
}
