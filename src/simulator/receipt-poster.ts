// Posts receipts to the callback address as a gateway does: batched, a few at once, again when nobody takes them.

import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { signCallback } from "../channels/callback-auth.ts";
import type { CallbackSecret } from "../channels/callback-auth.ts";

/** One receipt on its way. Written when it is posted: a hundred thousand may wait, and their texts would be most of the memory. */
export interface OutgoingReceipt {
  readonly callback: string;
  write(): string;
  /** The callback has taken it. */
  taken(): void;
}

export interface PosterSettings {
  readonly receiptBatch: number;
  readonly receiptConcurrency: number;
}

/** Waits between attempts, milliseconds; the last repeats. */
const RETRY_MS = [100, 250, 500, 1000, 2000];
const MAX_ATTEMPTS = 60;
const ANSWER_MS = 30_000;
/** `timeout` is that of an idle connection: a request has its own. */
const KEPT_OPEN = { keepAlive: true, maxSockets: 8, timeout: 4_000 };

export class ReceiptPoster {
  readonly #settings: () => PosterSettings;
  readonly #secret: CallbackSecret;
  readonly #agent = new Agent(KEPT_OPEN);
  readonly #queues = new Map<string, ReceiptQueue>();
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

  close(): void {
    this.#stop.abort();
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#queues.clear();
    this.#agent.destroy();
  }

  #enqueue(receipt: OutgoingReceipt): void {
    const queue = this.#queues.get(receipt.callback);
    if (queue === undefined) this.#queues.set(receipt.callback, new ReceiptQueue(receipt));
    else queue.add(receipt);
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
        const batch = queue.take(Math.max(1, receiptBatch));
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
    const body =
      batch.length === 1 ? first.write() : `[${batch.map((receipt) => receipt.write()).join(",")}]`;
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
      if (await this.#attempt(callback, body)) {
        this.sent += batch.length;
        for (const receipt of batch) receipt.taken();
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

  /** True when the callback took them; an address that nobody can post to takes nothing. */
  async #attempt(callback: string, body: string): Promise<boolean> {
    try {
      const statusCode = await this.#send(callback, body);
      return statusCode >= 200 && statusCode < 300;
    } catch {
      return false;
    }
  }

  /** By Node's own client: it is loaded anyway, and another one would be ten megabytes of memory. */
  #send(callback: string, body: string): Promise<number> {
    const headers = {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
      ...this.#proof(body),
    };
    return new Promise((resolve, reject) => {
      const posting = request(callback, {
        method: "POST",
        headers,
        agent: this.#agent,
        signal: this.#stop.signal,
        timeout: ANSWER_MS,
      });
      posting.on("response", (response) => {
        response.on("end", () => resolve(response.statusCode ?? 0));
        response.on("error", reject);
        response.resume();
      });
      posting.on("timeout", () => posting.destroy(new Error("no answer")));
      posting.on("error", reject);
      posting.end(body);
    });
  }

  #proof(body: string): Record<string, string> {
    return this.#secret.kind === "token"
      ? { authorization: `Bearer ${this.#secret.token}` }
      : { "x-signature": signCallback(this.#secret.secret, body) };
  }
}

/** First in, first out; what was taken is let go in blocks, since moving a long list up for each batch would cost more than posting it. */
class ReceiptQueue {
  #waiting: OutgoingReceipt[];
  #next = 0;

  constructor(first: OutgoingReceipt) {
    this.#waiting = [first];
  }

  get length(): number {
    return this.#waiting.length - this.#next;
  }

  add(receipt: OutgoingReceipt): void {
    this.#waiting.push(receipt);
  }

  take(most: number): OutgoingReceipt[] {
    const batch = this.#waiting.slice(this.#next, this.#next + most);
    this.#next += batch.length;
    if (this.#next * 2 > this.#waiting.length) {
      this.#waiting = this.#waiting.slice(this.#next);
      this.#next = 0;
    }
    return batch;
  }
}
