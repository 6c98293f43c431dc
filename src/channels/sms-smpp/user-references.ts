// The sixteen bits that a gateway gives back with a receipt, and which message of this process they stand for.

import { randomInt } from "node:crypto";

const RANGE = 0x1_0000;

/** The last 65,536 messages. Begins anywhere, so that what an earlier process gave out is seldom met, and checks the number too. */
export class UserReferences {
  readonly #given = new Map<number, { readonly key: string; readonly to: string }>();
  #next = randomInt(RANGE);

  next(key: string, to: string): number {
    const number = this.#next;
    this.#next = (number + 1) % RANGE;
    this.#given.set(number, { key, to: digitsOf(to) });
    return number;
  }

  /** The key of the message that left for this number under this reference; null when there is none that fits. */
  keyOf(number: number, from: string): string | null {
    const given = this.#given.get(number);
    const digits = digitsOf(from);
    return given !== undefined && digits.length >= 6 && (given.to === digits || given.to.endsWith(digits)) ? given.key : null;
  }
}

function digitsOf(number: string): string {
  return number.replaceAll(/\D/g, "");
}
