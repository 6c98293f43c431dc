// Papers to PDF, outside the server's own process: a queue with an end, a compiler that is started when needed and let go when idle.

import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { accept, refuse } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import type { PrintJob } from "./job.ts";
import { PRINTER_TEXTS } from "./texts.ts";
import type { PrinterCode } from "./texts.ts";

export interface Printer {
  /** Refusals: PDF_NON_DISPONIBILE, PDF_CODA_PIENA, PDF_NON_RIUSCITO. Nothing of a refused paper exists. */
  print(job: PrintJob): Promise<Outcome<Buffer>>;
  close(): Promise<void>;
}

export interface PrinterOptions {
  /** Most papers that wait or are being drawn. */
  readonly places?: number;
  /** How long one paper may take before the compiler is taken for lost, milliseconds. */
  readonly patienceMs?: number;
  /** How long an idle compiler keeps its memory, milliseconds. */
  readonly idleMs?: number;
  /** Papers after which a compiler gives its memory back by ending; the next paper starts another. */
  readonly papersEach?: number;
  readonly onFault?: (fault: string) => void;
}

interface Waiting {
  readonly job: PrintJob;
  readonly answer: (outcome: Outcome<Buffer>) => void;
}
type Told =
  | "ready"
  | { readonly missing: string }
  | { readonly number: number; readonly pdf?: Uint8Array; readonly fault?: string };

const no = (code: PrinterCode): Outcome<Buffer> => refuse(code, PRINTER_TEXTS[code]);

export function openPrinter(options: PrinterOptions = {}): Printer {
  return new ProcessPrinter(options);
}

class ProcessPrinter implements Printer {
  readonly #options: Required<PrinterOptions>;
  readonly #queue: Waiting[] = [];
  #child: ChildProcess | null = null;
  #isReady = false;
  #current: Waiting | null = null;
  #number = 0;
  #drawn = 0;
  #timer: NodeJS.Timeout | undefined;
  #isMissing = false;
  #isClosed = false;

  constructor(options: PrinterOptions) {
    this.#options = {
      places: 64,
      patienceMs: 10_000,
      idleMs: 300_000,
      papersEach: 2_000,
      onFault: () => undefined,
      ...options,
    };
  }

  print(job: PrintJob): Promise<Outcome<Buffer>> {
    if (this.#isMissing) return Promise.resolve(no("PDF_NON_DISPONIBILE"));
    if (this.#isClosed) return Promise.resolve(no("PDF_NON_RIUSCITO"));
    if (this.#queue.length + (this.#current === null ? 0 : 1) >= this.#options.places)
      return Promise.resolve(no("PDF_CODA_PIENA"));
    return new Promise((answer) => {
      this.#queue.push({ job, answer });
      this.#next();
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#letGo();
    this.#answerAll("PDF_NON_RIUSCITO");
    await Promise.resolve();
  }

  #next(): void {
    if (this.#current !== null || this.#queue.length === 0) return;
    if (this.#child === null) this.#start();
    this.#child?.ref();
    this.#child?.channel?.ref();
    if (!this.#isReady || this.#child === null) return;
    this.#current = this.#queue.shift() ?? null;
    if (this.#current === null) return;
    this.#number += 1;
    this.#wait(this.#options.patienceMs, () => this.#lose("the compiler did not answer in time"));
    this.#child.send({ number: this.#number, job: this.#current.job });
  }

  #start(): void {
    const child = fork(join(import.meta.dirname, "compiler.ts"), [], {
      stdio: ["ignore", "ignore", "ignore", "ipc"],
      serialization: "advanced",
      execArgv: [],
      // Few memory arenas: with many it keeps half as much again for itself.
      env: { ...process.env, MALLOC_ARENA_MAX: "2" },
    });
    this.#child = child;
    this.#isReady = false;
    this.#drawn = 0;
    this.#wait(this.#options.patienceMs * 2, () => this.#lose("the compiler did not start in time"));
    child.on("message", (told: Told) => {
      if (child === this.#child) this.#hear(told);
    });
    child.once("error", (error) => {
      if (child === this.#child) this.#lose(error.message);
    });
    child.once("exit", (code, signal) => {
      if (child === this.#child) this.#lose(`the compiler ended (${signal ?? code})`);
    });
  }

  #hear(told: Told): void {
    clearTimeout(this.#timer);
    if (told === "ready") {
      this.#isReady = true;
      this.#next();
    } else if ("missing" in told) {
      this.#options.onFault(told.missing);
      this.#isMissing = true;
      this.#letGo();
      this.#answerAll("PDF_NON_DISPONIBILE");
    } else if (told.number === this.#number) this.#settle(told);
  }

  #settle({ pdf, fault }: { readonly pdf?: Uint8Array; readonly fault?: string }): void {
    const done = this.#current;
    this.#current = null;
    if (fault !== undefined) this.#options.onFault(fault);
    this.#drawn += 1;
    if (this.#drawn >= this.#options.papersEach) this.#letGo();
    done?.answer(
      pdf === undefined
        ? no("PDF_NON_RIUSCITO")
        : accept(Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength)),
    );
    if (this.#queue.length > 0) this.#next();
    else this.#rest();
  }

  /** With nothing to draw, neither the process nor its channel keeps a program alive. */
  #rest(): void {
    this.#child?.unref();
    this.#child?.channel?.unref();
    if (this.#child !== null) this.#wait(this.#options.idleMs, () => this.#letGo());
  }

  /** The paper being drawn is lost, and said so; those that wait are drawn by the next compiler. */
  #lose(why: string): void {
    const lost = this.#current;
    const wasReady = this.#isReady;
    this.#current = null;
    this.#letGo();
    this.#options.onFault(why);
    lost?.answer(no("PDF_NON_RIUSCITO"));
    // One that does not even start would be started without end.
    if (wasReady) this.#next();
    else this.#answerAll("PDF_NON_RIUSCITO");
  }

  #letGo(): void {
    clearTimeout(this.#timer);
    const child = this.#child;
    this.#child = null;
    this.#isReady = false;
    child?.kill("SIGKILL");
  }

  #answerAll(code: PrinterCode): void {
    const waiting = [...(this.#current === null ? [] : [this.#current]), ...this.#queue.splice(0)];
    this.#current = null;
    for (const { answer } of waiting) answer(no(code));
  }

  #wait(ms: number, then: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(then, ms);
    this.#timer.unref();
  }
}
