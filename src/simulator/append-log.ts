// A file that remembers what a simulator accepted, so that a killed one knows it again; written before the answer goes out.

import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from "node:fs";

/**
 * Gathers what one turn of the event loop accepts, writes it with one call, then lets the answers go.
 * A kill of the process keeps what was written (the page cache outlives it); there is no fsync: it is a simulator.
 */
export class AppendLog {
  readonly #file: number | null;
  #pending: (string | Buffer)[] = [];
  #after: (() => void)[] = [];
  #scheduled = false;

  /** `path` null keeps nothing and answers at once. */
  constructor(path: string | null) {
    this.#file = path === null ? null : openSync(path, "a+", 0o600);
  }

  /** Writes the parts, then calls `done`. */
  append(parts: readonly (string | Buffer)[], done: () => void): void {
    if (this.#file === null) return done();
    this.#pending.push(...parts);
    this.#after.push(done);
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => this.#flush());
  }

  close(): void {
    if (this.#file === null) return;
    this.#flush();
    closeSync(this.#file);
  }

  #flush(): void {
    this.#scheduled = false;
    const parts = this.#pending;
    const after = this.#after;
    this.#pending = [];
    this.#after = [];
    if (this.#file === null) return;
    if (parts.length > 0) {
      const bytes = Buffer.concat(
        parts.map((part) => (typeof part === "string" ? Buffer.from(part, "utf8") : part)),
      );
      let written = 0;
      while (written < bytes.length) written += writeSync(this.#file, bytes, written);
    }
    for (const done of after) done();
  }
}

/** The log of a store, which first takes up what an earlier run remembered; a null or absent path remembers nothing. */
export function openLog(store: { load(path: string): void }, path: string | null = null): AppendLog {
  if (path !== null) store.load(path);
  return new AppendLog(path);
}

/** The file's bytes; empty when there is none yet. */
export function readLog(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return Buffer.alloc(0);
    throw error;
  }
}

/** Cuts off a record that a kill left half written: it was never answered. */
export function truncateLog(path: string, length: number): void {
  const file = openSync(path, "r+");
  ftruncateSync(file, length);
  closeSync(file);
}
