// What a simulator has taken: every arrival by key and in order, with the content of the last ones as long as there is room.

import { NumberColumn, TextColumn } from "./columns.ts";
import { KeyIndex } from "./key-index.ts";

/** One accepted message, whatever its channel: a view of its row, made when somebody looks. */
export abstract class Arrival<Content> {
  readonly row: number;
  readonly #store: Arrivals<Arrival<Content>, Content>;

  constructor(store: Arrivals<Arrival<Content>, Content>, row: number) {
    this.#store = store;
    this.row = row;
  }

  get key(): string {
    return this.#store.keyOf(this.row);
  }

  get to(): string {
    return this.#store.recipientOf(this.row);
  }

  /** Milliseconds since 1970 by the simulator's clock. */
  get at(): number {
    return this.#store.instantOf(this.row);
  }

  /** Requests that brought this key. */
  get arrivals(): number {
    return this.#store.arrivalsOf(this.row);
  }

  /** Copies that a citizen got (more than one = sent twice). */
  get copies(): number {
    return this.#store.copiesOf(this.row);
  }

  /** What was sent; null when older ones had to make room. */
  get content(): Content | null {
    return this.#store.contentOf(this.row);
  }
}

/** What a message brings with it when its key is new. */
export interface Fresh<Content> {
  readonly to: string;
  readonly content: Content;
}

/**
 * All messages of one simulator. A season brings a million of them, and the simulator's memory counts as ours: they lie in columns,
 * about sixty bytes each.
 */
export abstract class Arrivals<T extends Arrival<Content>, Content> {
  readonly #keys = new KeyIndex();
  readonly #recipients = new TextColumn();
  readonly #instants = new NumberColumn((length) => new Float64Array(length));
  readonly #arrivals = new NumberColumn((length) => new Uint32Array(length));
  readonly #copies = new NumberColumn((length) => new Uint32Array(length));
  readonly #contents = new Map<number, Content>();
  readonly #keep: number;
  #oldestKept = 0;
  arrivals = 0;
  copies = 0;

  /** `keep` = how many messages keep their content. */
  constructor(keep: number) {
    this.#keep = keep;
  }

  /** Distinct keys. */
  get length(): number {
    return this.#keys.length;
  }

  get(key: string): T | undefined {
    const row = this.#keys.find(key);
    return row < 0 ? undefined : this.view(row);
  }

  /** Messages in the order of their arrival, from row `start` to before row `end`. */
  list(start = 0, end = this.length): T[] {
    const rows = Math.max(0, Math.min(end, this.length) - start);
    return Array.from({ length: rows }, (_, index) => this.view(start + index));
  }

  /** Messages whose content is still there, newest first. */
  kept(): T[] {
    return [...this.#contents.keys()].toReversed().map((row) => this.view(row));
  }

  /** Keys that reached a citizen more than once. */
  sentTwice(): string[] {
    const keys: string[] = [];
    for (let row = 0; row < this.length; row += 1) if (this.copiesOf(row) > 1) keys.push(this.keyOf(row));
    return keys;
  }

  /** Distinct recipients, the latest first. */
  latestRecipients(limit: number): string[] {
    const found = new Set<string>();
    for (let row = this.length - 1; row >= 0 && found.size < limit; row -= 1)
      found.add(this.recipientOf(row));
    return [...found];
  }

  clear(): void {
    this.#keys.clear();
    this.#recipients.clear();
    for (const column of [this.#instants, this.#arrivals, this.#copies]) column.clear();
    this.#contents.clear();
    this.#oldestKept = 0;
    this.arrivals = 0;
    this.copies = 0;
  }

  keyOf(row: number): string {
    return this.#keys.keyOf(row);
  }

  recipientOf(row: number): string {
    return this.#recipients.get(row);
  }

  instantOf(row: number): number {
    return this.#instants.get(row);
  }

  arrivalsOf(row: number): number {
    return this.#arrivals.get(row);
  }

  copiesOf(row: number): number {
    return this.#copies.get(row);
  }

  contentOf(row: number): Content | null {
    return this.#contents.get(row) ?? null;
  }

  /** Counts an arrival and gives its row; the second with the same key makes a second copy unless `deduplicates`. */
  protected take(key: string, at: number, deduplicates: boolean, fresh: Fresh<Content>): number {
    this.arrivals += 1;
    const known = this.#keys.find(key);
    const row = known < 0 ? this.#enter(key, at, fresh) : known;
    this.#arrivals.set(row, this.arrivalsOf(row) + 1);
    if (known < 0 || !deduplicates) {
      this.#copies.set(row, this.copiesOf(row) + 1);
      this.copies += 1;
    }
    return row;
  }

  #enter(key: string, at: number, { to, content }: Fresh<Content>): number {
    const row = this.#keys.add(key);
    this.#recipients.add(row, to);
    // The clock may be set back while it runs: the list stays in order.
    this.#instants.set(row, Math.max(at, row === 0 ? 0 : this.instantOf(row - 1)));
    this.#contents.set(row, content);
    for (; this.length - this.#oldestKept > this.#keep; this.#oldestKept += 1)
      this.#contents.delete(this.#oldestKept);
    return row;
  }

  protected abstract view(row: number): T;
}
