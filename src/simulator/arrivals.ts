// What a simulator has taken: every arrival by key and in order, with the content of the last ones as long as there is room.

/** One accepted message, whatever its channel. */
export interface Arrival {
  readonly key: string;
  readonly to: string;
  /** Milliseconds since 1970 by the simulator's clock. */
  readonly at: number;
  /** Requests that brought this key, and copies a citizen got of them (more than one = sent twice). */
  arrivals: number;
  copies: number;
}

/** What every message starts with. */
export type Fresh = Pick<Arrival, "key" | "at" | "arrivals" | "copies">;

/** All messages of one simulator. */
export abstract class Arrivals<T extends Arrival> {
  readonly inOrder: T[] = [];
  readonly #byKey = new Map<string, T>();
  readonly #keep: number;
  #oldestKept = 0;
  arrivals = 0;
  copies = 0;

  /** `keep` = how many messages keep their content. */
  constructor(keep: number) {
    this.#keep = keep;
  }

  get(key: string): T | undefined {
    return this.#byKey.get(key);
  }

  /** Keys that reached a citizen more than once. */
  sentTwice(): string[] {
    return this.inOrder.filter((message) => message.copies > 1).map((message) => message.key);
  }

  clear(): void {
    this.inOrder.length = 0;
    this.#byKey.clear();
    this.#oldestKept = 0;
    this.arrivals = 0;
    this.copies = 0;
  }

  /** Counts an arrival; the second with the same key makes a second copy unless `deduplicates`. `make` is asked for a new key only. */
  protected take(key: string, at: number, deduplicates: boolean, make: (fresh: Fresh) => T): T {
    this.arrivals += 1;
    const known = this.#byKey.get(key);
    if (known !== undefined) {
      known.arrivals += 1;
      if (!deduplicates) {
        known.copies += 1;
        this.copies += 1;
      }
      return known;
    }
    // The clock may be set back while it runs: the list stays in order.
    const message = make({ key, at: Math.max(at, this.inOrder.at(-1)?.at ?? 0), arrivals: 1, copies: 1 });
    this.copies += 1;
    this.#byKey.set(key, message);
    this.inOrder.push(message);
    for (; this.inOrder.length - this.#oldestKept > this.#keep; this.#oldestKept += 1) {
      const oldest = this.inOrder[this.#oldestKept];
      if (oldest !== undefined) this.forgetContent(oldest);
    }
    return message;
  }

  protected abstract forgetContent(message: T): void;
}
