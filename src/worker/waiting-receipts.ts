// Receipts that came before their message was recorded as taken: looked for a moment after the record, for many messages at once.

/** A look for each statement would cost more than it finds; one too soon would miss a receipt that is being written meanwhile. */
const GATHER_MS = 60;

export class WaitingReceipts {
  readonly #join: (references: readonly string[]) => Promise<unknown>;
  readonly #onFault: (fault: unknown) => void;
  #fresh: string[] = [];
  /** Recorded at least a gathering ago. */
  #ripe: string[] = [];
  #timer: NodeJS.Timeout | null = null;
  #looking: Promise<unknown> | null = null;

  constructor(join: (references: readonly string[]) => Promise<unknown>, onFault: (fault: unknown) => void) {
    this.#join = join;
    this.#onFault = onFault;
  }

  /** These were recorded. What cannot be looked for now, or is lost with the process, is found by the look at what was forgotten. */
  taken(references: readonly string[]): void {
    if (references.length === 0) return;
    this.#fresh.push(...references);
    this.#timer ??= setTimeout(() => void this.#turn(), GATHER_MS);
  }

  /** Looks for the last ones at once; afterwards nothing of it runs. */
  async close(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#looking;
    this.#ripe.push(...this.#fresh.splice(0));
    await this.#look();
  }

  async #turn(): Promise<void> {
    this.#looking = this.#look();
    await this.#looking;
    this.#ripe = this.#fresh;
    this.#fresh = [];
    this.#timer = this.#ripe.length === 0 ? null : setTimeout(() => void this.#turn(), GATHER_MS);
  }

  async #look(): Promise<void> {
    const references = this.#ripe.splice(0);
    if (references.length > 0) await this.#join(references).catch(this.#onFault);
  }
}
