// The rate of a gateway: one worker at a time drives it, and its messages leave one behind the other at an even distance.

import { sleep } from "./sleep.ts";

/** A little under the agreed rate, so that an uneven road never makes a second too full at the other end. */
const SHARE_OF_RATE = 0.965;
/** What a busy moment held up may leave this much closer together, and no more. */
const CATCH_UP_MS = 10;

export class Pace {
  readonly #spacingMs: number;
  #next = 0;
  #turns: Promise<void> = Promise.resolve();

  constructor(ratePerSecond: number) {
    this.#spacingMs = 1_000 / (ratePerSecond * SHARE_OF_RATE);
  }

  /** Nothing leaves for so long: another worker may have sent until a moment ago. */
  holdBack(ms: number): void {
    this.#next = Math.max(this.#next, performance.now() + ms);
  }

  /** Waits for its turn: in order of asking, each a spacing behind the one before, however late that one left. */
  turn(): Promise<void> {
    this.#turns = this.#turns.then(() => this.#wait());
    return this.#turns;
  }

  async #wait(): Promise<void> {
    const wait = this.#next - performance.now();
    if (wait > 0) await sleep(wait);
    this.#next = Math.max(this.#next, performance.now() - CATCH_UP_MS) + this.#spacingMs;
  }
}
