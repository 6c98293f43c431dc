// One connection to the simulated SMPP gateway: binds, takes packets, brings receipts and texts, and breaks on command.

import type { Socket } from "node:net";
import { answerTo, bare, COMMAND, Fields, Frames, readShortMessage, writeShortMessage } from "../channels/sms-smpp/pdu.ts";
import type { Pdu, ReadMessage, ShortMessage } from "../channels/sms-smpp/pdu.ts";
import { STATUS } from "../channels/sms-smpp/status.ts";

const BAD_PASSWORD = 0x0e;
const NOT_BOUND = 0x04;
const SYSTEM_ID = Buffer.from("SIMULATORE\0");

/** What the gateway makes of a packet: a status and an id, or a line that breaks, or nothing at all. */
export type Verdict = { readonly status: number; readonly id: string; readonly waitMs: number } | "drop" | "silence";

export interface SessionHost {
  readonly isWelcome: (systemId: string, password: string) => boolean;
  readonly answersEnquire: () => boolean;
  readonly answersUnbind: () => boolean;
  /** Called for each `submit_sm`; `unanswered` are those of this connection that still wait. */
  readonly take: (message: ReadMessage, unanswered: number, reply: (verdict: Verdict) => void) => void;
  readonly bound: (session: SmscSession) => void;
  readonly gone: (session: SmscSession) => void;
}

export class SmscSession {
  readonly #socket: Socket;
  readonly #host: SessionHost;
  readonly #frames = new Frames();
  readonly #delivering = new Map<number, (status: number | null) => void>();
  #sequence = 0;
  #unanswered = 0;
  #isBound = false;
  #isCorked = false;

  constructor(socket: Socket, host: SessionHost) {
    this.#socket = socket;
    this.#host = host;
    socket.setNoDelay(true);
    socket.on("error", () => undefined);
    socket.on("data", (chunk: Buffer) => this.#hear(chunk));
    socket.on("close", () => {
      for (const settle of this.#delivering.values()) settle(null);
      this.#delivering.clear();
      host.gone(this);
    });
  }

  hangUp(): void {
    this.#socket.destroy();
  }

  write(bytes: Buffer): void {
    if (this.#socket.destroyed) return;
    if (!this.#isCorked) {
      this.#isCorked = true;
      this.#socket.cork();
      setImmediate(() => {
        this.#isCorked = false;
        this.#socket.uncork();
      });
    }
    this.#socket.write(bytes);
  }

  /** Brings a `deliver_sm`; gives the status it was answered with, null when the connection ended before. */
  deliver(message: ShortMessage): Promise<number | null> {
    if (this.#socket.destroyed) return Promise.resolve(null);
    this.#sequence += 1;
    const sequence = this.#sequence;
    return new Promise((resolve) => {
      this.#delivering.set(sequence, resolve);
      this.write(writeShortMessage(COMMAND.deliver, sequence, message));
    });
  }

  /** Asks the other side to go. */
  unbind(): void {
    this.#sequence += 1;
    this.write(bare(COMMAND.unbind, 0, this.#sequence));
  }

  enquire(): void {
    this.#sequence += 1;
    this.write(bare(COMMAND.enquireLink, 0, this.#sequence));
  }

  #hear(chunk: Buffer): void {
    try {
      for (const pdu of this.#frames.push(chunk)) this.#take(pdu);
    } catch {
      this.hangUp();
    }
  }

  #take(pdu: Pdu): void {
    const { command, sequence } = pdu;
    if (pdu.isAnswer) {
      this.#delivering.get(sequence)?.(pdu.status);
      this.#delivering.delete(sequence);
    } else if (command === COMMAND.bindTransceiver) this.#bind(pdu);
    else if (command === COMMAND.submit) this.#submit(pdu);
    else if (command === COMMAND.enquireLink) {
      if (this.#host.answersEnquire()) this.write(answerTo(command, STATUS.ok, sequence));
    } else if (command === COMMAND.unbind) {
      if (!this.#host.answersUnbind()) return;
      this.write(answerTo(command, STATUS.ok, sequence));
      setImmediate(() => this.#socket.end());
    } else this.write(bare(COMMAND.nack, STATUS.badCommand, sequence));
  }

  #bind({ sequence, body }: Pdu): void {
    const fields = new Fields(body);
    const isWelcome = this.#host.isWelcome(fields.text(16), fields.text(9));
    this.write(answerTo(COMMAND.bindTransceiver, isWelcome ? STATUS.ok : BAD_PASSWORD, sequence, SYSTEM_ID));
    if (!isWelcome) return void setImmediate(() => this.#socket.end());
    this.#isBound = true;
    this.#host.bound(this);
  }

  #submit({ sequence, body }: Pdu): void {
    const answer = (status: number, id: string): void => this.write(answerTo(COMMAND.submit, status, sequence, Buffer.from(`${id}\0`, "latin1")));
    if (!this.#isBound) return answer(NOT_BOUND, "");
    this.#unanswered += 1;
    this.#host.take(readShortMessage(body), this.#unanswered, (verdict) => {
      if (verdict === "silence") return;
      if (verdict === "drop") return this.hangUp();
      const tell = (): void => {
        this.#unanswered -= 1;
        answer(verdict.status, verdict.id);
      };
      if (verdict.waitMs > 0) setTimeout(tell, verdict.waitMs);
      else tell();
    });
  }
}
