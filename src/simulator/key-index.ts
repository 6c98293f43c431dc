// Finds the row of a key and the key of a row: message ids in sixteen bytes each, any other key as the text it is.

import { NumberColumn } from "./columns.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const FIRST_SLOTS = 1_024;

/** Keys in the order in which they came; each is there once. */
export class KeyIndex {
  /** Four words for each row; of a key that is no message id they are unused. */
  readonly #words = new NumberColumn((length) => new Uint32Array(length));
  readonly #others = new Map<string, number>();
  readonly #otherKeys = new Map<number, string>();
  /** Open addressing: row + 1, or 0 for a free slot. */
  #slots = new Uint32Array(FIRST_SLOTS);
  readonly #bytes = Buffer.alloc(16);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** The row of a key, or -1. */
  find(key: string): number {
    if (!UUID.test(key)) return this.#others.get(key) ?? -1;
    this.#parse(key);
    return this.#slots[this.#slotOf()]! - 1;
  }

  /** Adds a key that is not there, and gives its row. */
  add(key: string): number {
    const row = this.#length;
    this.#length += 1;
    if (!UUID.test(key)) {
      this.#others.set(key, row);
      this.#otherKeys.set(row, key);
      return row;
    }
    if (this.#length * 2 > this.#slots.length) this.#grow();
    this.#parse(key);
    for (let word = 0; word < 4; word += 1)
      this.#words.set(row * 4 + word, this.#bytes.readUInt32BE(word * 4));
    this.#slots[this.#slotOf()] = row + 1;
    return row;
  }

  keyOf(row: number): string {
    const other = this.#otherKeys.get(row);
    if (other !== undefined) return other;
    this.#read(row);
    const hex = this.#bytes.toString("hex");
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }

  clear(): void {
    this.#words.clear();
    this.#others.clear();
    this.#otherKeys.clear();
    this.#slots = new Uint32Array(FIRST_SLOTS);
    this.#length = 0;
  }

  #parse(key: string): void {
    this.#bytes.write(key.replaceAll("-", ""), "hex");
  }

  #read(row: number): void {
    for (let word = 0; word < 4; word += 1)
      this.#bytes.writeUInt32BE(this.#words.get(row * 4 + word), word * 4);
  }

  /** The slot that holds the parsed key, or the free one where it would go. The end of an id is chance, its start is time. */
  #slotOf(): number {
    const [a, b, c, d] = [0, 4, 8, 12].map((at) => this.#bytes.readUInt32BE(at)) as [
      number,
      number,
      number,
      number,
    ];
    const mask = this.#slots.length - 1;
    let slot = (Math.imul(d ^ Math.imul(c, 0x85ebca6b), 0xc2b2ae35) >>> 8) & mask;
    for (;;) {
      const row = this.#slots[slot]! - 1;
      if (row < 0 || this.#holds(row, a, b, c, d)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #holds(row: number, a: number, b: number, c: number, d: number): boolean {
    const at = row * 4;
    const words = this.#words;
    return (
      words.get(at + 3) === d && words.get(at + 2) === c && words.get(at + 1) === b && words.get(at) === a
    );
  }

  #grow(): void {
    this.#slots = new Uint32Array(this.#slots.length * 2);
    for (let row = 0; row < this.#length - 1; row += 1) {
      if (this.#otherKeys.has(row)) continue;
      this.#read(row);
      this.#slots[this.#slotOf()] = row + 1;
    }
  }
}
