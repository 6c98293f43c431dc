// The rate of a gateway: one worker at a time drives it, and in no second does more leave than its contract allows.

import { sleep } from "./sleep.ts";

/** What a road that is not always equally fast may bring closer together at the other end: so much longer than a second is counted. */
const GUARD_MS = 16;
/** What a busy moment held up may follow closer together, and no more: a gateway is not surprised by a crowd. */
const CATCH_UP_MS = 100;

/** Machine time, in milliseconds, and how to wait: so long, or until what was just begun is under way. */
export interface PaceClock {
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly underWay: () => Promise<void>;
}

const MACHINE: PaceClock = { now: () => performance.now(), sleep, underWay: () => new Promise((resolve) => setImmediate(resolve)) };

interface Waiting {
  readonly weight: number;
  readonly go: () => void;
}

/**
 * Messages leave at an even distance, and what left in the last second is remembered: no crowd, however it came about, passes the
 * rate. A message of several parts weighs as many where the contract counts parts.
 */
export class Pace {
  readonly #rate: number;
  readonly #spacingMs: number;
  readonly #clock: PaceClock;
  readonly #urgent: Waiting[] = [];
  readonly #others: Waiting[] = [];
  /** When what left within the last second left, and what it weighed. */
  readonly #left: { at: number; readonly weight: number }[] = [];
  #weightLeft = 0;
  #next = 0;
  #isServing = false;

  constructor(ratePerSecond: number, clock: PaceClock = MACHINE) {
    this.#rate = ratePerSecond;
    this.#spacingMs = (1_000 + GUARD_MS) / ratePerSecond;
    this.#clock = clock;
  }

  /** Nothing leaves for so long: another worker may have sent until a moment ago. */
  holdBack(ms: number): void {
    this.#next = Math.max(this.#next, this.#clock.now() + ms + GUARD_MS);
  }

  /** Waits for its turn: in order of asking, what an operator waits for before all others. */
  turn(weight = 1, isUrgent = false): Promise<void> {
    return new Promise((resolve) => {
      (isUrgent ? this.#urgent : this.#others).push({ weight, go: resolve });
      if (this.#isServing) return;
      this.#isServing = true;
      queueMicrotask(() => void this.#serve());
    });
  }

  async #serve(): Promise<void> {
    for (let first = this.#first(); first !== undefined; first = this.#first()) {
      const wait = this.#wait(first.weight);
      // Who is first is looked up again after every wait.
      if (wait > 0) await this.#clock.sleep(wait);
      else await this.#release(first);
    }
    this.#isServing = false;
  }

  #first(): Waiting | undefined {
    return this.#urgent[0] ?? this.#others[0];
  }

  /** How long until so much more may leave; what is heavier than the rate itself leaves alone in its second. */
  #wait(weight: number): number {
    const now = this.#clock.now();
    while (this.#left.length > 0 && this.#left[0]!.at <= now - 1_000 - GUARD_MS) this.#weightLeft -= this.#left.shift()!.weight;
    let over = this.#weightLeft + weight - Math.max(this.#rate, weight);
    let free = now;
    for (let index = 0; over > 0; index += 1) {
      const one = this.#left[index]!;
      over -= one.weight;
      free = one.at + 1_000 + GUARD_MS;
    }
    return Math.max(this.#next, free) - now;
  }

  async #release(first: Waiting): Promise<void> {
    (this.#urgent[0] === first ? this.#urgent : this.#others).shift();
    const now = this.#clock.now();
    const one = { at: now, weight: first.weight };
    this.#left.push(one);
    this.#weightLeft += first.weight;
    this.#next = Math.max(this.#next, now - CATCH_UP_MS) + this.#spacingMs * first.weight;
    first.go();
    await this.#clock.underWay();
    // A process that was held up between its turn and the wire left only now: the second is counted from here.
    one.at = this.#clock.now();
  }
}
