// Seeded chance for the moments of the kills: a run that failed is run again with the seed it printed.

export const SEED = Number(process.env["CONVOCA_FAULTS_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
/** Numbers in [0, 1): the same for the same seed and purpose. */
export class Chance {
  #state: number;

  constructor(purpose: string) {
    this.#state = SEED;
    for (const char of purpose) this.#state = Math.imul(this.#state ^ char.charCodeAt(0), 0x01000193);
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  between(from: number, to: number): number {
    return from + this.next() * (to - from);
  }

  pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.next() * items.length)]!;
  }
}
