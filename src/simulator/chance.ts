// Chance that repeats: whether something befalls a message depends on the seed and its key only, never on the hour or the order.

/** A number in [0, 1) that is always the same for the same seed, purpose and key (FNV-1a with a final mix). */
export function chanceOf(seed: number, purpose: string, key: string): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (let i = 0; i < purpose.length; i += 1) hash = Math.imul(hash ^ purpose.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ 0x2f, 0x01000193);
  for (let i = 0; i < key.length; i += 1) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  hash ^= hash >>> 16;
  return (hash >>> 0) / 0x1_0000_0000;
}

/** Decides by share (0 = never, 1 = always), and counts the attempts of those it befell, so that a retry gets a new chance. */
export class Mishaps {
  readonly #seed: number;
  readonly #attempts = new Map<string, number>();

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** True when this attempt on `key` is to suffer `purpose`. */
  befalls(share: number, purpose: string, key: string): boolean {
    if (share <= 0) return false;
    const id = `${purpose}/${key}`;
    const attempt = this.#attempts.get(id) ?? 0;
    const hit = chanceOf(this.#seed, purpose, attempt === 0 ? key : `${key}#${attempt}`) < share;
    if (hit) this.#attempts.set(id, attempt + 1);
    return hit;
  }

  /** True for the same keys always: a number that does not exist does not exist on the second attempt either. */
  always(share: number, purpose: string, key: string): boolean {
    return share > 0 && chanceOf(this.#seed, purpose, key) < share;
  }
}

/** Allows at most `perSecond` in any second that the machine's clock counts; null allows all. */
export class RateLimit {
  #window = 0;
  #used = 0;

  /** True when one more may pass now. `nowMs` is machine time. */
  allows(perSecond: number | null, nowMs: number): boolean {
    if (perSecond === null) return true;
    const window = Math.floor(nowMs / 1000);
    if (window !== this.#window) {
      this.#window = window;
      this.#used = 0;
    }
    this.#used += 1;
    return this.#used <= perSecond;
  }
}
