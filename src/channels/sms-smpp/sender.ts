// Hands SMS to a gateway over one SMPP connection that is bound again whenever it breaks; brings what comes back to the inbox.

import { randomInt } from "node:crypto";
import { connect as connectPlain, isIP } from "node:net";
import type { Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { setTimeout as sleep } from "node:timers/promises";
import type { Inbox, OutgoingMessage, ProbeOutcome, Receipt, SendOutcome, Sender } from "../channel.ts";
import type { FullSmppSettings } from "./channel.ts";
import { Connection, describe } from "./connection.ts";
import type { Answer } from "./connection.ts";
import { incomingText, isReceipt, notedAs, receiptOf, unreadable } from "./deliveries.ts";
import { BadPdu, COMMAND, packet, readShortMessage, writeShortMessage, zeroEnded } from "./pdu.ts";
import type { Pdu, ReadMessage, ShortMessage } from "./pdu.ts";
import { nameOfStatus, outcomeOfRefusal, STATUS } from "./status.ts";
import { packetsOf } from "./submission.ts";
import { UserReferences } from "./user-references.ts";

const VERSION = 0x34;
const FIRST_REST_MS = 500;
const LONGEST_REST_MS = 30_000;
/** A part that the gateway found too fast, behind others that it took, is tried again after so long, and twice as long each time. */
const PART_REST_MS = 100;

type Refusal = Exclude<SendOutcome, { kind: "accepted" }>;

export function openSmppSender(settings: FullSmppSettings, inbox?: Inbox): Sender {
  const sender = new SmppSender(settings, settings.password(), inbox ?? null);
  return { send: (message) => sender.send(message), probe: () => sender.probe(), close: () => sender.close() };
}

class SmppSender {
  readonly #settings: FullSmppSettings;
  readonly #password: string;
  readonly #inbox: Inbox | null;
  readonly #references = new UserReferences();
  #line: Connection | null = null;
  #connecting: Promise<Connection | string> | null = null;
  #socket: Socket | null = null;
  #again: NodeJS.Timeout | null = null;
  #failures = 0;
  #restUntil = 0;
  #problem = "never connected";
  #isClosed = false;
  #sending = 0;
  /** Places of the window that are taken, and who waits for one. */
  #taken = 0;
  readonly #queue: (() => void)[] = [];
  #storing = 0;

  constructor(settings: FullSmppSettings, password: string, inbox: Inbox | null) {
    this.#settings = settings;
    this.#password = password;
    this.#inbox = inbox;
    if (inbox !== null) void this.#lineNow();
  }

  async send(message: OutgoingMessage): Promise<SendOutcome> {
    const ours = this.#settings.echoesUserReference ? this.#references.next(message.key, message.to) : null;
    const packets = packetsOf(message, this.#settings, ours);
    if (typeof packets === "string") return { kind: "refused", permanent: true, code: packets, detail: "" };
    this.#sending += 1;
    if (this.#taken < this.#settings.window) this.#taken += 1;
    else await new Promise<void>((resolve) => this.#queue.push(resolve));
    try {
      const line = this.#line ?? (await this.#lineNow());
      if (typeof line === "string") return { kind: "unreachable", detail: line };
      if (line.isOver) return { kind: "unreachable", detail: this.#problem };
      return packets.length === 1 ? await this.#sendWhole(line, message.key, packets[0]!) : await this.#sendParts(line, packets);
    } finally {
      this.#sending -= 1;
      // The place goes to who waits longest; whoever finds the line gone has sent nothing.
      const next = this.#queue.shift();
      if (next === undefined) this.#taken -= 1;
      else next();
    }
  }

  async probe(): Promise<ProbeOutcome> {
    this.#restUntil = 0;
    const line = this.#line ?? (await this.#lineNow());
    if (typeof line === "string") return { kind: "down", detail: line };
    const answer = await line.submit((sequence) => packet(COMMAND.enquireLink, 0, sequence, NOTHING));
    return answer.kind === "answered" ? { kind: "up" } : { kind: "down", detail: answer.detail };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#again !== null) clearTimeout(this.#again);
    const until = performance.now() + this.#settings.timeoutMs;
    while (this.#sending + this.#storing > 0 && performance.now() < until) await sleep(10);
    if (this.#line === null) this.#socket?.destroy();
    await this.#connecting;
    await this.#line?.unbind();
  }

  async #sendWhole(line: Connection, key: string, message: ShortMessage): Promise<SendOutcome> {
    const answer = await submit(line, message, key);
    if (answer.kind === "none") return { kind: "no-answer", detail: answer.detail };
    if (answer.status !== STATUS.ok) return outcomeOfRefusal(answer.status);
    return { kind: "accepted", reference: this.#referenceIn(answer.body) ?? key };
  }

  /**
   * One part behind the other, so that a gateway that takes nothing has nothing of the message. What has been taken is never sent
   * again: once one part is, the rest follows on this line or the whole is in doubt.
   */
  async #sendParts(line: Connection, packets: readonly ShortMessage[]): Promise<SendOutcome> {
    const references: string[] = [];
    for (const [index, message] of packets.entries()) {
      const ended = await this.#sendPart(line, message, index > 0);
      if (typeof ended === "string") references.push(ended);
      else return index === 0 ? ended : halfSent(ended, index, packets.length, references);
    }
    return { kind: "accepted", reference: references[0]!, parts: references };
  }

  /** The reference of a part that was taken; a follower is tried again while the gateway only finds us too fast. */
  async #sendPart(line: Connection, message: ShortMessage, isFollower: boolean): Promise<string | Refusal> {
    const until = performance.now() + this.#settings.timeoutMs;
    for (let rest = PART_REST_MS; ; rest *= 2) {
      const answer = await submit(line, message, null);
      if (answer.kind === "none") return { kind: "no-answer", detail: answer.detail };
      if (answer.status === STATUS.ok) return this.#referenceIn(answer.body) ?? "";
      const refusal = outcomeOfRefusal(answer.status);
      if (!isFollower || refusal.kind !== "deferred" || performance.now() + rest > until) return refusal;
      await sleep(rest);
    }
  }

  #referenceIn(body: Buffer): string | null {
    const end = body.indexOf(0);
    const id = body.toString("latin1", 0, end < 0 ? body.length : end);
    return id === "" ? null : notedAs(id, this.#settings.answerIds);
  }

  // The line ---------------------------------------------------------------------------------------------------------------

  /** The bound line, or why there is none. While it rests after a failure nothing is tried. */
  #lineNow(): Promise<Connection | string> {
    if (this.#isClosed) return Promise.resolve("SENDER_CLOSED");
    if (this.#connecting === null && performance.now() < this.#restUntil) return Promise.resolve(this.#problem);
    this.#connecting ??= this.#bind().finally(() => {
      this.#connecting = null;
    });
    return this.#connecting;
  }

  async #bind(): Promise<Connection | string> {
    let line: Connection | null = null;
    try {
      const socket = await this.#connect();
      line = new Connection({
        socket,
        timeoutMs: this.#settings.timeoutMs,
        enquireMs: this.#settings.enquireMs,
        onDelivery: (pdu) => this.#take(pdu),
        onLate: (pdu, key) => void this.#tellLate(pdu, key),
        onEnd: (reason) => this.#lost(reason),
      });
      const answer = await line.submit((sequence) => packet(COMMAND.bindTransceiver, 0, sequence, this.#bindBody()));
      const problem = bindProblem(answer);
      if (problem !== null) throw new Error(problem);
      this.#line = line;
      this.#failures = 0;
      return line;
    } catch (fault) {
      const problem = describe(fault);
      if (line === null) this.#lost(problem);
      else line.end(problem);
      return problem;
    }
  }

  #connect(): Promise<Socket> {
    const { url, timeoutMs, certificates } = this.#settings;
    const { protocol, hostname, port } = new URL(url);
    const host = hostname.replaceAll(/[[\]]/g, "");
    const isTls = protocol === "smpps:";
    const socket = isTls
      ? connectTls({ host, port: Number(port || 3550), minVersion: "TLSv1.2", ...(isIP(host) === 0 ? { servername: host } : {}), ...(certificates === undefined ? {} : { ca: certificates() }) })
      : connectPlain({ host, port: Number(port || 2775) });
    this.#socket = socket;
    return new Promise((resolve, reject) => {
      const fail = (error: Error): void => {
        clearTimeout(timer);
        socket.destroy();
        reject(error);
      };
      const timer = setTimeout(() => fail(new Error("CONNECT_TIMEOUT")), timeoutMs);
      socket.once("error", fail);
      socket.once("close", () => fail(new Error("CONNECTION_CLOSED")));
      socket.once(isTls ? "secureConnect" : "connect", () => {
        clearTimeout(timer);
        socket.removeAllListeners("error");
        socket.removeAllListeners("close");
        resolve(socket);
      });
    });
  }

  #bindBody(): Buffer {
    const { systemId, systemType, addressTon, addressNpi, addressRange } = this.#settings;
    return Buffer.concat([zeroEnded(systemId, this.#password, systemType), Buffer.from([VERSION, addressTon, addressNpi]), zeroEnded(addressRange)]);
  }

  /** Rests longer after each failure, by a share that differs: lines lost together do not come back together. */
  #lost(reason: string): void {
    this.#line = null;
    this.#socket = null;
    this.#problem = reason;
    if (this.#isClosed) return;
    const rest = Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** this.#failures) * (0.75 + randomInt(500) / 1_000);
    this.#failures = Math.min(this.#failures + 1, 10);
    this.#restUntil = performance.now() + rest;
    if (this.#inbox === null) return;
    if (this.#again !== null) clearTimeout(this.#again);
    // A timer may be early by a hair: the rest is over because it says so.
    this.#again = setTimeout(() => {
      this.#restUntil = 0;
      void this.#lineNow();
    }, rest);
  }

  // What comes back --------------------------------------------------------------------------------------------------------

  /** The status that a delivery is answered with: good once it is stored, and only then. */
  async #take(pdu: Pdu): Promise<number> {
    const inbox = this.#inbox;
    if (inbox === null) return STATUS.receiverTemporary;
    const bytes = Buffer.from(pdu.body);
    this.#storing += 1;
    try {
      const read = readOrNot(bytes);
      if (read instanceof BadPdu) await inbox.receipts([unreadable(bytes, read.message)]);
      else if (isReceipt(read)) await inbox.receipts([receiptOf(read, bytes, this.#settings, (number, from) => this.#references.keyOf(number, from))]);
      else if (inbox.text === undefined) return STATUS.receiverTemporary;
      else await inbox.text(incomingText(read, bytes));
      return STATUS.ok;
    } catch (fault) {
      inbox.onFault(fault);
      return STATUS.receiverTemporary;
    } finally {
      this.#storing -= 1;
    }
  }

  /** An answer after its time: the message that we called doubtful was taken. */
  async #tellLate(pdu: Pdu, key: string): Promise<void> {
    const reference = this.#referenceIn(pdu.body);
    const late: Receipt = { channel: "sms", key, reference, status: "accepted", code: "LATE_ANSWER", diagnostic: null, at: null, raw: pdu.body.toString("hex") };
    await this.#inbox?.receipts([late]).catch((fault: unknown) => this.#inbox?.onFault(fault));
  }
}

const NOTHING = Buffer.alloc(0);

function submit(line: Connection, message: ShortMessage, label: string | null): Promise<Answer> {
  return line.submit((sequence) => writeShortMessage(COMMAND.submit, sequence, message), label);
}

/** Some parts were taken and the next was not: the whole is never sent again by itself. */
function halfSent(ended: Refusal, taken: number, of: number, references: readonly string[]): SendOutcome {
  const detail = `parts 1-${taken} of ${of} taken (${references.join(", ")}), then: ${ended.detail}`;
  if (ended.kind === "refused") return { ...ended, detail };
  return { kind: "no-answer", detail: ended.kind === "deferred" ? `${ended.code}, ${detail}` : detail };
}

function bindProblem(answer: Answer): string | null {
  if (answer.kind === "none") return `bind: ${answer.detail}`;
  return answer.status === STATUS.ok ? null : `bind: ${nameOfStatus(answer.status)}`;
}

function readOrNot(body: Buffer): ReadMessage | BadPdu {
  try {
    return readShortMessage(body);
  } catch (fault) {
    if (fault instanceof BadPdu) return fault;
    throw fault;
  }
}
