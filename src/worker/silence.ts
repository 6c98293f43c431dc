// Whether a gateway has fallen silent: told before what is on its wire has run out of patience, since a mail relay is given long.

/** Nothing has come back for so long, while something is on the wire. */
const SILENT_MS = 10_000;
/** A gateway that always takes its time is not silent: so many times its slowest answer of late. */
const TIMES_SLOWEST = 3;
/** How much of the slowest answer is remembered from one answer to the next. */
const FADING = 0.98;

export class Silence {
  #onWire = 0;
  #lastSign = 0;
  #slowestMs = 0;

  /** Something leaves at `now` (milliseconds of machine time). */
  left(now: number): void {
    if (this.#onWire === 0) this.#lastSign = now;
    this.#onWire += 1;
  }

  /** What left at `since` has ended; `isAnswer`: the other side said something. */
  ended(since: number, now: number, isAnswer: boolean): void {
    this.#onWire -= 1;
    if (!isAnswer) return;
    this.#lastSign = now;
    this.#slowestMs = Math.max(now - since, this.#slowestMs * FADING);
  }

  isSilent(now: number): boolean {
    return this.#onWire > 0 && now - this.#lastSign > Math.max(SILENT_MS, this.#slowestMs * TIMES_SLOWEST);
  }
}
