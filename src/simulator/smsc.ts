// The SMS company's side over SMPP: a gateway that takes packets, joins parts, brings receipts back, and misbehaves on command.

import { createServer } from "node:net";
import type { ReadMessage, ShortMessage } from "../channels/sms-smpp/pdu.ts";
import { STATUS } from "../channels/sms-smpp/status.ts";
import { openLog } from "./append-log.ts";
import type { AppendLog } from "./append-log.ts";
import { Mishaps, RateLimit } from "./chance.ts";
import { ControlledPort, startOrClose } from "./controlled-port.ts";
import { SMS_COLUMNS, smsRow, textsOn } from "./sms-control.ts";
import { arrivalLine, SmsStore } from "./sms-store.ts";
import { partOf, PartsDesk } from "./smsc-parts.ts";
import type { SubmittedPart } from "./smsc-parts.ts";
import { ReceiptCourier } from "./smsc-receipts.ts";
import { SmscSession } from "./smsc-session.ts";
import type { Verdict } from "./smsc-session.ts";
import { CALM_SMSC } from "./smsc-settings.ts";
import type { SmscBehaviour } from "./smsc-settings.ts";

export interface SmscOptions {
  /** 0 takes any free port. */
  readonly port?: number;
  readonly controlPort?: number;
  readonly host?: string;
  readonly systemId?: string;
  readonly password?: string;
  /** The field that bears the caller's key. */
  readonly keyTag?: number;
  readonly seed?: number;
  readonly keepTexts?: number;
  /** File that remembers what was accepted; without it a restart forgets. */
  readonly logFile?: string | null;
  readonly behaviour?: Partial<SmscBehaviour>;
}

/** `messages` = whole messages with distinct keys; `packets` = parts taken; `repeated` = parts that came again. */
export interface SmscCounts {
  readonly packets: number;
  readonly messages: number;
  readonly copies: number;
  readonly repeated: number;
  readonly incomplete: number;
  readonly refused: number;
  readonly notTaken: number;
  readonly dropped: number;
  readonly binds: number;
  readonly sessions: number;
  readonly receipts: { readonly sent: number; readonly queued: number; readonly lost: number; readonly refusals: number };
}

const REFUSED_NUMBER = 0x0b;
export const KEY_TAG = 0x1400;

export class Smsc {
  readonly kind = "smpp";
  readonly store: SmsStore;
  readonly #options: SmscOptions;
  readonly #parts: PartsDesk;
  readonly #port: ControlledPort<SmscBehaviour>;
  readonly #sessions = new Set<SmscSession>();
  readonly #bound = new Set<SmscSession>();
  readonly #mishaps: Mishaps;
  readonly #rate = new RateLimit();
  readonly #courier: ReceiptCourier;
  readonly #log: AppendLog;
  readonly #keyTag: number;
  #nextId = Date.now() * 1_000;
  #packets = 0;
  #refused = 0;
  #notTaken = 0;
  #dropped = 0;
  #binds = 0;

  constructor(options: SmscOptions) {
    this.#options = options;
    this.#keyTag = options.keyTag ?? KEY_TAG;
    this.store = new SmsStore(options.keepTexts ?? 10_000);
    this.#parts = new PartsDesk();
    this.#mishaps = new Mishaps(options.seed ?? 1);
    this.#log = openLog(this.store, options.logFile);
    this.#courier = new ReceiptCourier({ seed: options.seed ?? 1, mishaps: this.#mishaps, behaviour: () => this.#behaviour, sessions: this.#bound });
    this.#port = new ControlledPort<SmscBehaviour>({
      server: createServer((socket) => this.#sessions.add(new SmscSession(socket, this.#host()))),
      hangUp: () => this.hangUp(),
      host: options.host,
      calm: CALM_SMSC,
      behaviour: options.behaviour,
    });
  }

  get port(): number {
    return this.#port.port;
  }

  get controlPort(): number {
    return this.#port.controlPort;
  }

  get #behaviour(): SmscBehaviour {
    return this.#port.behaviour;
  }

  async start(): Promise<void> {
    await this.#port.open(this.#options, { store: this.store, counts: () => this.counts(), columns: SMS_COLUMNS, rowOf: smsRow, messagesTo: (to) => textsOn(this.store, to) });
  }

  counts(): SmscCounts {
    const { sent, queued, lost, refusals } = this.#courier;
    return {
      packets: this.#packets, messages: this.store.length, copies: this.store.copies, repeated: this.#parts.repeated, incomplete: this.#parts.incomplete,
      refused: this.#refused, notTaken: this.#notTaken, dropped: this.#dropped, binds: this.#binds, sessions: this.#bound.size,
      receipts: { sent, queued, lost, refusals },
    };
  }

  async change(patch: Partial<SmscBehaviour>): Promise<void> {
    await this.#port.change(patch);
    this.#courier.hurry();
  }

  /** Cuts every connection. */
  hangUp(): void {
    for (const session of this.#sessions) session.hangUp();
  }

  /** Does with every bound connection what a test wants. */
  each(act: (session: SmscSession) => void): void {
    for (const session of this.#bound) act(session);
  }

  /** Brings a text that a person wrote; the status of the answer, null without one. */
  async bring(message: ShortMessage): Promise<number | null> {
    const [session] = this.#bound;
    return session === undefined ? null : session.deliver(message);
  }

  async close(): Promise<void> {
    this.#courier.close();
    await this.#port.close();
    this.hangUp();
    this.#log.close();
  }

  #host(): ConstructorParameters<typeof SmscSession>[1] {
    const { systemId = "convoca", password = "prova" } = this.#options;
    return {
      isWelcome: (id, word) => id === systemId && word === password,
      answersEnquire: () => this.#behaviour.answerEnquire,
      answersUnbind: () => this.#behaviour.answerUnbind,
      take: (message, unanswered, reply) => this.#take(message, unanswered, reply),
      bound: (session) => {
        this.#binds += 1;
        this.#bound.add(session);
        this.#courier.hurry();
      },
      gone: (session) => {
        this.#sessions.delete(session);
        this.#bound.delete(session);
      },
    };
  }

  #take(message: ReadMessage, unanswered: number, reply: (verdict: Verdict) => void): void {
    this.#packets += 1;
    const part = partOf(message, this.#keyTag, () => `senza-chiave-${this.#packets}`);
    const problem = this.#judge(part, unanswered);
    if (problem !== null) return reply(problem);
    const behaviour = this.#behaviour;
    const at = Date.now() + behaviour.clockOffsetMs;
    const number = this.#nextId++;
    const id = behaviour.hexAnswers ? number.toString(16).toUpperCase() : String(number);
    const body = this.#parts.add(part);
    const after = (): void => {
      const isEarly = this.#mishaps.always(behaviour.earlyReceiptsShare, "early-receipt", part.mark);
      if (isEarly) this.#courier.report({ number, part, at, early: true });
      const waitMs = behaviour.latencyMs + (isEarly ? 20 : 0);
      if (this.#mishaps.befalls(behaviour.dropAfterShare, "drop-after", part.mark)) this.#drop(reply);
      else if (this.#mishaps.befalls(behaviour.loseAnswerShare, "lose-answer", part.mark)) reply("silence");
      else reply({ status: STATUS.ok, id, waitMs });
      if (!isEarly) this.#courier.report({ number, part, at, early: false });
    };
    if (body === null) return after();
    const text = JSON.stringify(body);
    this.store.accept({ key: body.key, to: body.to, callback: "" }, text, at, false);
    this.#log.append([arrivalLine(at, text, false)], after);
  }

  /** What keeps a packet from being taken; null when nothing does. */
  #judge(part: SubmittedPart, unanswered: number): Verdict | null {
    const behaviour = this.#behaviour;
    const mishaps = this.#mishaps;
    const later = (status: number): Verdict => {
      this.#notTaken += 1;
      return { status, id: "", waitMs: behaviour.latencyMs };
    };
    if (behaviour.window !== null && unanswered > behaviour.window) return later(STATUS.queueFull);
    if (!this.#rate.allows(behaviour.ratePerSecond, Date.now())) return later(STATUS.throttled);
    if (mishaps.befalls(behaviour.throttleShare, "throttle", part.mark)) return later(STATUS.throttled);
    if (mishaps.befalls(behaviour.queueFullShare, "queue-full", part.mark)) return later(STATUS.queueFull);
    if (mishaps.befalls(behaviour.systemErrorShare, "system-error", part.mark)) return later(STATUS.systemError);
    if (mishaps.befalls(behaviour.dropBeforeShare, "drop-before", part.mark)) {
      this.#dropped += 1;
      return "drop";
    }
    const isRefused = behaviour.refusedNumbers.includes(part.to) || mishaps.always(behaviour.refusedNumberShare, "refused-number", part.to);
    if (!isRefused && !behaviour.refusedParts.includes(String(part.number))) return null;
    this.#refused += 1;
    return { status: REFUSED_NUMBER, id: "", waitMs: behaviour.latencyMs };
  }

  #drop(reply: (verdict: Verdict) => void): void {
    this.#dropped += 1;
    reply("drop");
  }
}

export function startSmsc(options: SmscOptions = {}): Promise<Smsc> {
  return startOrClose(new Smsc(options));
}
