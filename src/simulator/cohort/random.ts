// Deterministic chance: a small generator (sfc32) that starts from numbers, so that a household is the same on every machine.

const TWO_32 = 4_294_967_296;

/** Mixes a 32-bit integer so that neighbouring inputs give unrelated outputs. */
function mix(value: number): number {
  let x = value | 0;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return (x ^ (x >>> 15)) >>> 0;
}

/** A stable 32-bit number for a text (FNV-1a, then mixed). */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return mix(hash);
}

/** A stable number in [0, 1) for a text. */
export function unitOf(text: string): number {
  return hashText(text) / TWO_32;
}

/** One stream of chance. Two streams with different starting numbers have nothing in common. */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(seed: number, stream: number, substream: number) {
    this.#a = mix(seed);
    this.#b = mix(stream + 0x9e3779b9);
    this.#c = mix(substream + 0x85ebca6b);
    for (let i = 0; i < 12; i++) this.next();
  }

  /** In [0, 1). */
  next(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (this.#c << 21) | (this.#c >>> 11);
    this.#c = (this.#c + sum) | 0;
    return (sum >>> 0) / TWO_32;
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  /** Whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  pick<T>(items: readonly T[]): T {
    return this.#at(items, Math.floor(this.next() * items.length));
  }

  /** Prefers the beginning of the list, as surnames and given names do. */
  pickEarly<T>(items: readonly T[]): T {
    const u = this.next();
    return this.#at(items, Math.floor(u * u * items.length));
  }

  weighted<T>(choices: Weighted<T>): T {
    const target = this.next() * choices.total;
    let low = 0;
    let high = choices.upTo.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((choices.upTo[middle] ?? 0) > target) high = middle;
      else low = middle + 1;
    }
    return this.#at(choices.items, low);
  }

  #at<T>(items: readonly T[], index: number): T {
    const item = items[index];
    if (item === undefined) throw new RangeError("nothing to choose from");
    return item;
  }
}

/** Items with their running weights, for `Random.weighted`. */
export interface Weighted<T> {
  readonly items: readonly T[];
  readonly upTo: readonly number[];
  readonly total: number;
}

export function weigh<T>(entries: readonly (readonly [item: T, weight: number])[]): Weighted<T> {
  const upTo: number[] = [];
  let total = 0;
  for (const [, weight] of entries) upTo.push((total += weight));
  return { items: entries.map(([item]) => item), upTo, total };
}

/** Whole numbers in proportion to the weights whose sum is exactly `total` (largest remainder; ties to the earlier). */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const shares = exact.map(Math.floor);
  const missing = total - shares.reduce((a, b) => a + b, 0);
  const order = exact
    .map((value, index) => ({ index, rest: value - Math.floor(value) }))
    .toSorted((a, b) => b.rest - a.rest || a.index - b.index);
  for (const { index } of order.slice(0, missing)) shares[index] = (shares[index] ?? 0) + 1;
  return shares;
}
