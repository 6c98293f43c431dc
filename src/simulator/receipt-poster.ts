// Posts receipts to the callback address as a gateway does: batched, a few at once, again when nobody takes them.

import { setTimeout as sleep } from "node:timers/promises";
import { Agent, request } from "undici";
import { signCallback } from "../channels/callback-auth.ts";
import type { CallbackSecret } from "../channels/callback-auth.ts";

/** One receipt on its way. `message` is what the store knows it by. */
export interface OutgoingReceipt {
  readonly callback: string;
  readonly json: string;
  readonly done: () => void;
}

export interface PosterSettings {
  readonly receiptBatch: number;
  readonly receiptConcurrency: number;
}

/** Waits between attempts, milliseconds; the last repeats. */
const RETRY_MS = [100, 250, 500, 1000, 2000];
const MAX_ATTEMPTS = 60;

export class ReceiptPoster {
  readonly #settings: () => PosterSettings;
  readonly #secret: CallbackSecret;
  readonly #agent = new Agent({ connections: 8, pipelining: 1, keepAliveTimeout: 4_000 });
  readonly #queues = new Map<string, OutgoingReceipt[]>();
  readonly #stop = new AbortController();
  readonly #timers = new Set<NodeJS.Timeout>();
  #posting = 0;
  #scheduled = false;
  #later = 0;
  sent = 0;
  givenUp = 0;
  refusals = 0;

  constructor(settings: () => PosterSettings, secret: CallbackSecret) {
    this.#settings = settings;
    this.#secret = secret;
  }

  /** Receipts that wait or are on the wire. */
  get queued(): number {
    let waiting = this.#later;
    for (const queue of this.#queues.values()) waiting += queue.length;
    return waiting + this.#inPost;
  }
  #inPost = 0;

  /** Posts after `delayMs` (0 = with the next batch). */
  post(receipt: OutgoingReceipt, delayMs: number): void {
    if (delayMs <= 0) return this.#enqueue(receipt);
    this.#later += 1;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#later -= 1;
      this.#enqueue(receipt);
    }, delayMs);
    this.#timers.add(timer);
  }

  async close(): Promise<void> {
    this.#stop.abort();
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#queues.clear();
    await this.#agent.destroy();
  }

  #enqueue(receipt: OutgoingReceipt): void {
    const queue = this.#queues.get(receipt.callback);
    if (queue === undefined) this.#queues.set(receipt.callback, [receipt]);
    else queue.push(receipt);
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#pump();
    });
  }

  #pump(): void {
    const { receiptBatch, receiptConcurrency } = this.#settings();
    for (const [callback, queue] of this.#queues) {
      while (queue.length > 0 && this.#posting < receiptConcurrency && !this.#stop.signal.aborted) {
        const batch = queue.splice(0, Math.max(1, receiptBatch));
        this.#posting += 1;
        this.#inPost += batch.length;
        void this.#deliver(callback, batch).finally(() => {
          this.#posting -= 1;
          this.#inPost -= batch.length;
          this.#pump();
        });
      }
      if (queue.length === 0) this.#queues.delete(callback);
    }
  }

  async #deliver(callback: string, batch: readonly OutgoingReceipt[]): Promise<void> {
    const first = batch[0];
    if (first === undefined) return;
    const body = batch.length === 1 ? first.json : `[${batch.map((receipt) => receipt.json).join(",")}]`;
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
      if (await this.#attempt(callback, body)) {
        this.sent += batch.length;
        for (const receipt of batch) receipt.done();
        return;
      }
      if (this.#stop.signal.aborted) return;
      this.refusals += 1;
      const wait = RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)] ?? 1000;
      await sleep(wait, undefined, { signal: this.#stop.signal }).catch(() => undefined);
      if (this.#stop.signal.aborted) return;
    }
    this.givenUp += batch.length;
  }

  async #attempt(callback: string, body: string): Promise<boolean> {
    try {
      const response = await request(callback, {
        method: "POST",
        headers: { "content-type": "application/json", ...this.#proof(body) },
        body,
        dispatcher: this.#agent,
        signal: this.#stop.signal,
        headersTimeout: 30_000,
      });
      await response.body.dump();
      return response.statusCode >= 200 && response.statusCode < 300;
    } catch {
      return false;
    }
  }

  #proof(body: string): Record<string, string> {
    return this.#secret.kind === "token"
      ? { authorization: `Bearer ${this.#secret.token}` }
      : { "x-signature": signCallback(this.#secret.secret, body) };
  }
}
