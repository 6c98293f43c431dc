// One bound connection to a gateway: numbers its packets, waits for their answers, keeps the line alive, and ends it with a reason.

import type { Socket } from "node:net";
import { answerTo, bare, COMMAND, Frames } from "./pdu.ts";
import type { Pdu } from "./pdu.ts";
import { STATUS } from "./status.ts";

/** What came of one packet: the other side's answer, or nothing that can be relied on. */
export type Answer =
  | { readonly kind: "answered"; readonly status: number; readonly body: Buffer }
  | { readonly kind: "none"; readonly detail: string };

export interface ConnectionOptions {
  readonly socket: Socket;
  readonly timeoutMs: number;
  /** The line is asked whether it lives when nothing was heard for so long. */
  readonly enquireMs: number;
  /** What the gateway brings; resolves with the status to answer. Never rejects. */
  readonly onDelivery: (pdu: Pdu) => Promise<number>;
  /** An answer that came after its time, with what was said to {@link Connection.submit}. */
  readonly onLate: (pdu: Pdu, label: string) => void;
  /** The connection is over. */
  readonly onEnd: (reason: string) => void;
}

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly timer: NodeJS.Timeout;
}

const LAST_SEQUENCE = 0x7fffffff;
const MOST_LATE = 10_000;
/** Deliveries taken at once and not answered yet: beyond them the gateway is asked to keep its own. */
const MOST_DELIVERIES = 5_000;

export class Connection {
  readonly #options: ConnectionOptions;
  readonly #frames = new Frames();
  readonly #waiting = new Map<number, Waiting>();
  /** Packets whose time is over, by number: an answer may still tell that the message was taken. */
  readonly #late = new Map<number, string>();
  #sequence = 0;
  #heardAt = performance.now();
  #deliveries = 0;
  #isOver = false;
  #isCorked = false;
  #pulse: NodeJS.Timeout;
  #isEnquiring = false;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    const { socket, enquireMs } = options;
    socket.setNoDelay(true);
    socket.on("data", (chunk: Buffer) => this.#hear(chunk));
    socket.on("error", (error) => this.end(describe(error)));
    socket.on("close", () => this.end("CONNECTION_CLOSED"));
    this.#pulse = setInterval(() => this.#checkPulse(), Math.max(10, enquireMs / 4));
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** Sends what `write` makes of the next number, and waits for its answer. `label` comes back with an answer that is late. */
  submit(write: (sequence: number) => Buffer, label: string | null = null): Promise<Answer> {
    if (this.#isOver) return Promise.resolve({ kind: "none", detail: "CONNECTION_CLOSED" });
    this.#sequence = this.#sequence === LAST_SEQUENCE ? 1 : this.#sequence + 1;
    const sequence = this.#sequence;
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#giveUp(sequence, label), this.#options.timeoutMs);
      this.#waiting.set(sequence, { resolve, timer });
      this.#write(write(sequence));
    });
  }

  /** Ends the line as the protocol wants it, or after its time. */
  async unbind(): Promise<void> {
    if (!this.#isOver) await this.submit((sequence) => bare(COMMAND.unbind, 0, sequence));
    this.end("UNBOUND");
  }

  /** Whatever was not answered never will be. */
  end(reason: string): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearInterval(this.#pulse);
    this.#options.socket.destroySoon();
    setTimeout(() => this.#options.socket.destroy(), 1_000).unref();
    for (const { resolve, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      resolve({ kind: "none", detail: reason });
    }
    this.#waiting.clear();
    this.#options.onEnd(reason);
  }

  /** What is written in one turn of the loop leaves in one piece. */
  #write(bytes: Buffer): void {
    const { socket } = this.#options;
    if (!this.#isCorked) {
      this.#isCorked = true;
      socket.cork();
      setImmediate(() => {
        this.#isCorked = false;
        socket.uncork();
      });
    }
    socket.write(bytes);
  }

  #giveUp(sequence: number, label: string | null): void {
    const waiting = this.#waiting.get(sequence);
    this.#waiting.delete(sequence);
    if (label !== null && this.#late.size < MOST_LATE) this.#late.set(sequence, label);
    waiting?.resolve({ kind: "none", detail: "RESPONSE_TIMEOUT" });
  }

  #hear(chunk: Buffer): void {
    if (this.#isOver) return;
    this.#heardAt = performance.now();
    try {
      for (const pdu of this.#frames.push(chunk)) this.#take(pdu);
    } catch (fault) {
      // What follows a packet that is none cannot be told apart any more.
      this.end(describe(fault));
    }
  }

  #take(pdu: Pdu): void {
    if (pdu.isAnswer) return this.#settle(pdu);
    switch (pdu.command) {
      case COMMAND.enquireLink:
        return this.#write(answerTo(COMMAND.enquireLink, STATUS.ok, pdu.sequence));
      case COMMAND.deliver:
        return void this.#deliver(pdu);
      case COMMAND.unbind:
        this.#write(answerTo(COMMAND.unbind, STATUS.ok, pdu.sequence));
        return void setImmediate(() => this.end("UNBOUND_BY_GATEWAY"));
      case COMMAND.alert:
      case COMMAND.outbind:
        return;
      default:
        this.#write(bare(COMMAND.nack, STATUS.badCommand, pdu.sequence));
    }
  }

  #settle(pdu: Pdu): void {
    const waiting = this.#waiting.get(pdu.sequence);
    if (waiting !== undefined) {
      this.#waiting.delete(pdu.sequence);
      clearTimeout(waiting.timer);
      return waiting.resolve({ kind: "answered", status: pdu.status, body: pdu.body });
    }
    const label = this.#late.get(pdu.sequence);
    if (label !== undefined && pdu.status === STATUS.ok) {
      this.#late.delete(pdu.sequence);
      this.#options.onLate(pdu, label);
    }
  }

  async #deliver(pdu: Pdu): Promise<void> {
    let status: number = STATUS.queueFull;
    if (this.#deliveries < MOST_DELIVERIES) {
      this.#deliveries += 1;
      status = await this.#options.onDelivery(pdu);
      this.#deliveries -= 1;
    }
    if (!this.#isOver) this.#write(answerTo(COMMAND.deliver, status, pdu.sequence, EMPTY_ID));
  }

  #checkPulse(): void {
    if (this.#isEnquiring || performance.now() - this.#heardAt < this.#options.enquireMs) return;
    this.#isEnquiring = true;
    void this.submit((sequence) => bare(COMMAND.enquireLink, 0, sequence)).then((answer) => {
      this.#isEnquiring = false;
      if (answer.kind === "none") this.end("ENQUIRE_LINK_SILENT");
    });
  }
}

/** The message id of an answer to a delivery is always empty (4.6.2). */
const EMPTY_ID = Buffer.alloc(1);

export function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return "code" in error && typeof error.code === "string" && !error.message.startsWith(error.code) ? `${error.code}: ${error.message}` : error.message;
}
