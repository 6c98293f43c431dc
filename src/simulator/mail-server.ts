// The mail provider's side: an ESMTP server that takes messages, bounces some of them later, and misbehaves on command.

import { createServer } from "node:net";
import type { Socket } from "node:net";
import { openLog } from "./append-log.ts";
import type { AppendLog } from "./append-log.ts";
import { BounceSender, composeBounce } from "./bounces.ts";
import type { BounceAction, BounceTarget } from "./bounces.ts";
import { Mishaps, RateLimit, chanceOf } from "./chance.ts";
import { ControlledPort, startOrClose } from "./controlled-port.ts";
import { MAIL_COLUMNS, mailRow, messagesIn } from "./mail-control.ts";
import { CALM_MAIL } from "./mail-settings.ts";
import type { MailBehaviour } from "./mail-settings.ts";
import { MailStore, arrivalRecord, bounceLine, keyOfWire } from "./mail-store.ts";
import type { StoredMail } from "./mail-store.ts";
import { SmtpSession } from "./smtp-session.ts";
import type { SmtpHost, Verdict, WireMessage } from "./smtp-session.ts";

export interface MailServerOptions {
  /** 0 takes any free port. */
  readonly port?: number;
  readonly controlPort?: number;
  readonly host?: string;
  readonly name?: string;
  readonly maxBytes?: number;
  /** The MX of every return path; without it nothing is bounced. */
  readonly bounceTarget?: BounceTarget | null;
  readonly seed?: number;
  /** Whole messages kept for reading; older ones make room. */
  readonly keepMessages?: number;
  /** File that remembers what was accepted; without it a restart forgets. */
  readonly logFile?: string | null;
  readonly behaviour?: Partial<MailBehaviour>;
}

/** `messages` = distinct keys; `copies` above it = messages sent twice. */
export interface MailCounts {
  readonly arrivals: number;
  readonly messages: number;
  readonly copies: number;
  readonly refused: number;
  readonly notTaken: number;
  readonly dropped: number;
  readonly bounces: { sent: number; queued: number; lost: number; givenUp: number; refusals: number };
}

export interface MailServer {
  readonly kind: "mail";
  readonly port: number;
  readonly controlPort: number;
  readonly store: MailStore;
  readonly counts: () => MailCounts;
  change(patch: Partial<MailBehaviour>): Promise<void>;
  close(): Promise<void>;
}

const GO_AHEAD = "354 end with a lone dot";

/** Starts the server and its remote control; rejects when a port is taken. */
export async function startMailServer(options: MailServerOptions = {}): Promise<MailServer> {
  return startOrClose(new Server(options));
}

class Server implements MailServer, SmtpHost {
  readonly kind = "mail";
  readonly name: string;
  readonly maxBytes: number;
  readonly store: MailStore;
  readonly #options: MailServerOptions;
  readonly #seed: number;
  readonly #mishaps: Mishaps;
  readonly #rate = new RateLimit();
  readonly #log: AppendLog;
  readonly #bounces: BounceSender | null;
  readonly #sockets = new Set<Socket>();
  readonly #server = createServer((socket) => this.#welcome(socket));
  readonly #port: ControlledPort<MailBehaviour>;
  #serial = 0;
  #refused = 0;
  #notTaken = 0;
  #dropped = 0;
  #lost = 0;

  constructor(options: MailServerOptions) {
    this.#options = options;
    this.name = options.name ?? "mx.posta.example";
    this.maxBytes = options.maxBytes ?? 10 * 1024 * 1024;
    this.#seed = options.seed ?? 1;
    this.#mishaps = new Mishaps(this.#seed);
    this.#port = new ControlledPort({
      server: this.#server,
      hangUp: () => {
        for (const socket of this.#sockets) socket.destroy();
      },
      host: options.host,
      calm: CALM_MAIL,
      behaviour: options.behaviour,
    });
    this.store = new MailStore(options.keepMessages ?? 5_000);
    this.#log = openLog(this.store, options.logFile);
    this.#bounces = options.bounceTarget ? new BounceSender(options.bounceTarget) : null;
  }

  get port(): number {
    return this.#port.port;
  }

  get controlPort(): number {
    return this.#port.controlPort;
  }

  get #behaviour(): MailBehaviour {
    return this.#port.behaviour;
  }

  async start(): Promise<void> {
    await this.#port.open(this.#options, {
      store: this.store,
      counts: () => this.counts(),
      columns: MAIL_COLUMNS,
      rowOf: mailRow,
      messagesTo: (recipient) => messagesIn(this.store, recipient),
    });
    for (const mail of this.store.list()) this.#report(mail);
  }

  counts(): MailCounts {
    const { sent, queued, givenUp, refusals } = this.#bounces ?? {
      sent: 0,
      queued: 0,
      givenUp: 0,
      refusals: 0,
    };
    return {
      arrivals: this.store.arrivals,
      messages: this.store.length,
      copies: this.store.copies,
      refused: this.#refused,
      notTaken: this.#notTaken,
      dropped: this.#dropped,
      bounces: { sent, queued, lost: this.#lost, givenUp, refusals },
    };
  }

  async change(patch: Partial<MailBehaviour>): Promise<void> {
    await this.#port.change(patch);
  }

  async close(): Promise<void> {
    await this.#port.close();
    this.#bounces?.close();
    this.#log.close();
  }

  onRecipient(address: string, from: string): string {
    const behaviour = this.#behaviour;
    if (!this.#rate.allows(behaviour.ratePerSecond, Date.now()))
      return this.#notNow("451 4.7.1 too many messages");
    const isRefused =
      behaviour.refusedAddresses.includes(address) ||
      this.#mishaps.always(behaviour.refusedAddressShare, "refused-address", address);
    if (isRefused) {
      this.#refused += 1;
      return "550 5.1.1 mailbox unavailable";
    }
    if (this.#mishaps.befalls(behaviour.deferShare, "defer", from))
      return this.#notNow("451 4.3.0 try again later");
    return "250 2.1.5 ok";
  }

  onData(from: string): Verdict {
    if (!this.#mishaps.befalls(this.#behaviour.dropBeforeShare, "drop-before", from)) return GO_AHEAD;
    this.#dropped += 1;
    return null;
  }

  onMessage(message: WireMessage, done: (verdict: Verdict) => void): void {
    this.#serial += 1;
    const key = keyOfWire(message.wire) ?? `unkeyed-${this.#serial}`;
    const behaviour = this.#behaviour;
    const answer = (verdict: Verdict): void => {
      if (behaviour.latencyMs > 0) setTimeout(done, behaviour.latencyMs, verdict);
      else done(verdict);
    };
    if (this.#mishaps.befalls(behaviour.deferDataShare, "defer-data", key)) {
      return answer(this.#notNow("451 4.3.0 try again later"));
    }
    if (this.#mishaps.always(behaviour.refuseDataShare, "refuse-data", key)) {
      this.#refused += 1;
      return answer("554 5.7.1 message refused for its content");
    }
    const isNew = this.store.get(key) === undefined || !behaviour.deduplicates;
    const at = Date.now() + behaviour.clockOffsetMs;
    const mail = this.store.accept(message, key, at, behaviour.deduplicates);
    const isDropped = this.#mishaps.befalls(behaviour.dropAfterShare, "drop-after", key);
    this.#log.append(arrivalRecord(message, key, at, behaviour.deduplicates), () => {
      if (isDropped) this.#dropped += 1;
      answer(isDropped ? null : `250 2.0.0 ok queued as ${this.#serial.toString(36)}`);
      if (isNew) this.#report(mail);
    });
  }

  #report(mail: StoredMail): void {
    this.#judge(mail);
    this.store.reported(mail);
  }

  // A null return path must not be answered: a bounce of a bounce would never end (RFC 5321 6.1).
  #judge(mail: StoredMail): void {
    const behaviour = this.#behaviour;
    mail.bounced =
      behaviour.bouncedAddresses.includes(mail.to) ||
      this.#mishaps.always(behaviour.bouncedAddressShare, "bounced-address", mail.to);
    if (this.#bounces === null || !behaviour.sendBounces || mail.from === "" || mail.bounceSent) return;
    const wait = (purpose: string): number =>
      behaviour.bounceDelayMs +
      Math.floor(behaviour.bounceJitterMs * chanceOf(this.#seed, purpose, mail.key));
    if (this.#mishaps.always(behaviour.delayedShare, "delayed", mail.key))
      this.#bounce(mail, "delayed", wait("delayed-wait"));
    if (!mail.bounced) return;
    if (this.#mishaps.always(behaviour.loseBouncesShare, "lose-bounce", mail.key)) {
      this.#lost += 1;
      return;
    }
    this.#bounce(mail, "failed", wait("bounce-wait"));
    if (this.#mishaps.always(behaviour.doubleBouncesShare, "double-bounce", mail.key)) {
      this.#bounce(mail, "failed", wait("double-wait"));
    }
  }

  #bounce(mail: StoredMail, action: BounceAction, delayMs: number): void {
    this.#bounces?.send(composeBounce(mail, action, this.name, mail.at + delayMs), delayMs, () => {
      if (action !== "failed") return;
      mail.bounceSent = true;
      this.#log.append([bounceLine(mail.key)], () => undefined);
    });
  }

  #notNow(reply: string): string {
    this.#notTaken += 1;
    return reply;
  }

  #welcome(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once("close", () => this.#sockets.delete(socket));
    void new SmtpSession(socket, this);
  }
}
