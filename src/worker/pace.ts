// The rate of a gateway, kept by the sum of all workers: each message has its place in time, and one that missed it takes another.

import type { Pool } from "pg";
import { reserveSlots, spacingOf } from "../store/outbox.ts";
import { sleep } from "./sleep.ts";

/** Where several workers share the rate, a message later than this takes a new place: another's may follow right behind it. */
const LATE_MS = 15;
/** What a busy moment held up may leave this much closer together, and no more. */
const CATCH_UP_MS = 10;
const SAMPLES = 16;

interface Sample {
  readonly offset: number;
  readonly roundTrip: number;
}

export class Pace {
  readonly #pool: Pool;
  readonly #gatewayId: string;
  readonly #spacingMs: number;
  /** Differences between the database's clock and ours: the quickest answers tell them best. */
  #samples: Sample[] = [];
  #shared = true;
  /** No message leaves before this instant: our own never crowd, however late they are. */
  #next = 0;

  constructor(pool: Pool, gatewayId: string, ratePerSecond: number) {
    this.#pool = pool;
    this.#gatewayId = gatewayId;
    this.#spacingMs = spacingOf(ratePerSecond);
  }

  /** Places for `count` messages, as instants of `performance.now()`. */
  async reserve(count: number): Promise<number[]> {
    const before = performance.now();
    const { firstAt, now, shared } = await reserveSlots(this.#pool, this.#gatewayId, count, this.#spacingMs);
    const after = performance.now();
    this.#shared = shared;
    this.#samples.push({ offset: now - (before + after) / 2, roundTrip: after - before });
    if (this.#samples.length > SAMPLES) this.#samples.shift();
    const { offset } = this.#samples.reduce((best, sample) => (sample.roundTrip < best.roundTrip ? sample : best));
    return Array.from({ length: count }, (_, index) => firstAt - offset + index * this.#spacingMs);
  }

  /** Waits for the place at `at`, or for the next one that can be kept. */
  async turn(at: number): Promise<void> {
    let place = at;
    for (;;) {
      const now = performance.now();
      const due = Math.max(place, this.#next);
      if (due > now) await sleep(due - now);
      else if (this.#shared && now - place > LATE_MS) place = (await this.reserve(1))[0]!;
      else {
        this.#next = Math.max(due, now - CATCH_UP_MS) + this.#spacingMs;
        return;
      }
    }
  }
}
