// Messages claimed ahead: taken at once while there are some, claimed anew before they run out, given back when the lane rests or ends.

import type { ClaimedMessage } from "../store/outbox.ts";

export interface StockOptions {
  /** Claims the next ones; none when nothing is due, or nothing may be claimed now. */
  readonly claim: () => Promise<ClaimedMessage[]>;
  readonly giveBack: (ids: readonly string[]) => Promise<void>;
  readonly onFault: (fault: unknown) => void;
}

export class Stock {
  readonly #options: StockOptions;
  #ready: ClaimedMessage[] = [];
  #refill: Promise<void> | null = null;

  constructor(options: StockOptions) {
    this.#options = options;
  }

  get isEmpty(): boolean {
    return this.#ready.length === 0;
  }

  /** Up to `count` of those that are there. */
  take(count: number): ClaimedMessage[] {
    const taken = this.#ready.splice(0, count);
    if (taken.length > 0 && this.#ready.length < count * 2) void this.refill();
    return taken;
  }

  /** Claims more, one claim at a time; never rejects. */
  refill(): Promise<void> {
    this.#refill ??= this.#claimMore().finally(() => {
      this.#refill = null;
    });
    return this.#refill;
  }

  /** Claimed but not yet opened: surely not sent, so another may have them. */
  async empty(): Promise<void> {
    const ids = this.#ready.map(({ id }) => id);
    this.#ready = [];
    await this.#options.giveBack(ids).catch(this.#options.onFault);
  }

  async #claimMore(): Promise<void> {
    try {
      const claimed = await this.#options.claim();
      // Looked up only now: a gateway that died meanwhile has had the list given back and begun anew.
      this.#ready.push(...claimed);
    } catch (fault) {
      this.#options.onFault(fault);
    }
  }
}
