// How far a stage has come: one bar rewritten in a terminal, a line every few seconds elsewhere.

import { count, seconds } from "../texts.ts";

export interface Bar {
  /** `of` null = unknown. */
  move(done: number, of: number | null): void;
}

const WIDTH = 24;
const LINE_EVERY_MS = 4_000;

/** Shows one stage after the other on standard output. */
export class Progress {
  readonly #terminal = process.stdout.isTTY === true;
  #title = "";
  #began = 0;
  #saidAt = 0;

  say(line: string): void {
    process.stdout.write(`${line}\n`);
  }

  begin(title: string): Bar {
    this.#title = title;
    this.#began = performance.now();
    this.#saidAt = this.#began;
    if (this.#terminal) this.#draw(null, null);
    return { move: (done, of) => this.#move(done, of) };
  }

  end(result: string): void {
    const spent = seconds((performance.now() - this.#began) / 1_000);
    process.stdout.write(`${this.#terminal ? "\r\u001B[K" : ""}${this.#title}: ${result} (${spent})\n`);
  }

  #move(done: number, of: number | null): void {
    const now = performance.now();
    if (this.#terminal) {
      if (now - this.#saidAt < 100) return;
      this.#draw(done, of);
    } else {
      if (now - this.#saidAt < LINE_EVERY_MS) return;
      process.stdout.write(`  ${this.#title}: ${amount(done, of)}\n`);
    }
    this.#saidAt = now;
  }

  #draw(done: number | null, of: number | null): void {
    const share = done === null || of === null || of === 0 ? 0 : Math.min(1, done / of);
    const full = Math.round(share * WIDTH);
    const bar = `${"█".repeat(full)}${"░".repeat(WIDTH - full)}`;
    process.stdout.write(`\r\u001B[K${bar} ${this.#title}${done === null ? "…" : ` ${amount(done, of)}`}`);
  }
}

function amount(done: number, of: number | null): string {
  return of === null
    ? count(done)
    : `${count(done)} / ${count(of)} (${Math.floor((100 * done) / Math.max(1, of))}%)`;
}
