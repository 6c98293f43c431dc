// Child processes of the fault tests: started, listened to, stopped or killed by their own id.

import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "..", "..");

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export class Child {
  readonly #process: ChildProcess;
  readonly ended: Promise<Ended>;
  #output = "";
  #errors = "";
  #isOver = false;

  constructor(script: string, args: readonly string[], env: Record<string, string> = {}) {
    this.#process = spawn(process.execPath, [join(ROOT, script), ...args], {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#process.stdout!.on("data", (bytes: Buffer) => (this.#output += bytes.toString("utf8")));
    this.#process.stderr!.on("data", (bytes: Buffer) => (this.#errors = (this.#errors + bytes.toString("utf8")).slice(-20_000)));
    this.ended = once(this.#process, "close").then(([code, signal]) => {
      this.#isOver = true;
      return { code: code as number | null, signal: signal as NodeJS.Signals | null };
    });
  }

  get pid(): number {
    return this.#process.pid!;
  }

  get output(): string {
    return this.#output;
  }

  get errors(): string {
    return this.#errors;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** Waits for a line of output; throws with what the child said when it ends before. */
  async said(text: string): Promise<void> {
    while (!this.#output.includes(text)) {
      if (this.#isOver) throw new Error(`the child ended before it said «${text}»: ${this.#errors}`);
      await Promise.race([once(this.#process.stdout!, "data"), this.ended]);
    }
  }

  signal(signal: NodeJS.Signals): void {
    if (!this.#isOver) this.#process.kill(signal);
  }

  async kill(): Promise<void> {
    this.signal("SIGKILL");
    await this.ended;
  }

  /** Asks it to end, and waits until it has. */
  async stop(): Promise<Ended> {
    this.signal("SIGTERM");
    return this.ended;
  }
}
