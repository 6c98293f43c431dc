// Tax codes that no two synthetic people share, remembered in a few megabytes whatever the cohort's size.

import { checkLetter, composeTaxCode, provisionalCheckDigit } from "../../domain/people/tax-code-encoding.ts";
import type { BirthData } from "../../domain/people/tax-code-encoding.ts";

/** Open addressing over two 32-bit hashes per code: eight bytes for a code, instead of some ninety for a text in a Set. */
export class TaxCodeSet {
  #high = new Uint32Array(1 << 16);
  #low = new Uint32Array(1 << 16);
  #size = 0;

  /** True when the code was new. Two codes with equal 64-bit hashes count as one (it would only cost a redraw). */
  add(code: string): boolean {
    if (this.#size * 2 > this.#high.length) this.#grow();
    let high = 0x811c9dc5;
    let low = 0x9e3779b9;
    for (let i = 0; i < code.length; i++) {
      const c = code.charCodeAt(i);
      high = Math.imul(high ^ c, 0x01000193);
      low = Math.imul(low ^ (low >>> 15) ^ c, 0x85ebca6b);
    }
    const added = place(this.#high, this.#low, high >>> 0 || 1, (low ^ (low >>> 13)) >>> 0);
    if (added) this.#size += 1;
    return added;
  }

  get size(): number {
    return this.#size;
  }

  #grow(): void {
    const high = new Uint32Array(this.#high.length * 2);
    const low = new Uint32Array(this.#low.length * 2);
    for (let i = 0; i < this.#high.length; i++) {
      const h = this.#high[i] ?? 0;
      if (h !== 0) place(high, low, h, this.#low[i] ?? 0);
    }
    this.#high = high;
    this.#low = low;
  }
}

function place(highs: Uint32Array, lows: Uint32Array, high: number, low: number): boolean {
  const mask = highs.length - 1;
  for (let slot = (high ^ low) & mask; ; slot = (slot + 1) & mask) {
    const h = highs[slot] ?? 0;
    if (h === 0) {
      highs[slot] = high;
      lows[slot] = low;
      return true;
    }
    if (h === high && lows[slot] === low) return false;
  }
}

/**
 * The person's code if nobody has it yet; null when it is taken, and the caller draws another birthday. It happens to a few
 * people in a hundred thousand: theirs are the only data that depend on who came before them.
 */
export function claimTaxCode(taken: TaxCodeSet, birth: BirthData): string | null {
  const code = composeTaxCode(birth);
  return taken.add(code) ? code : null;
}

/** An 11-digit provisional code; different numbers below ten thousand million, different codes. */
export function provisionalTaxCode(unique: number): string {
  const first10 = String(unique + 1_000_000_000)
    .padStart(10, "0")
    .slice(-10);
  return first10 + provisionalCheckDigit(first10);
}

/** The same code with a check letter that is surely wrong. */
export function spoilCheckLetter(code: string): string {
  if (code.length === 11) return code.slice(0, 10) + String((Number(code.charAt(10)) + 1) % 10);
  const right = checkLetter(code.slice(0, 15)).charCodeAt(0) - 65;
  return code.slice(0, 15) + String.fromCharCode(65 + ((right + 1) % 26));
}
