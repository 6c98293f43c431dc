// One ESMTP conversation, server side (RFC 5321 with PIPELINING, 8BITMIME, SIZE, DSN, ENHANCEDSTATUSCODES, SMTPUTF8).

import type { Socket } from "node:net";

/** A message as it came over the wire, its dots still stuffed. `parameters` are those of MAIL FROM (ENVID, RET, SIZE, BODY). */
export interface WireMessage {
  readonly from: string;
  readonly recipients: readonly string[];
  readonly envelopeId: string | null;
  readonly wire: Buffer;
}

/** What the server says: a reply line, or null = cut the connection without a word. */
export type Verdict = string | null;

/** The server's side of the decisions. `onMessage` must call `done` exactly once. */
export interface SmtpHost {
  readonly name: string;
  readonly maxBytes: number;
  onRecipient(address: string, from: string): string;
  onData(from: string, recipients: readonly string[]): Verdict;
  onMessage(message: WireMessage, done: (verdict: Verdict) => void): void;
}

const END = Buffer.from("\r\n.\r\n");
const EMPTY = Buffer.alloc(0);
const MAX_LINE = 4096;
const MAX_RECIPIENTS = 1000;
const ADDRESS = /^\s*<([^<>\s]*)>(.*)$/s;

/** Serves one connection until it ends. */
export class SmtpSession {
  readonly #socket: Socket;
  readonly #host: SmtpHost;
  #input: Buffer = EMPTY;
  #scanned = 0;
  #inData = false;
  #busy = false;
  #replies = "";
  #from: string | null = null;
  #envelopeId: string | null = null;
  #recipients: string[] = [];

  constructor(socket: Socket, host: SmtpHost) {
    this.#socket = socket;
    this.#host = host;
    socket.setNoDelay(true);
    socket.on("data", (chunk: Buffer) => this.#receive(chunk));
    // A client that breaks off is its own affair; without a listener it would end the process.
    socket.on("error", () => socket.destroy());
    socket.write(`220 ${host.name} ESMTP\r\n`);
  }

  #receive(chunk: Buffer): void {
    this.#input = this.#input.length === 0 ? chunk : Buffer.concat([this.#input, chunk]);
    this.#work();
  }

  // Commands that came in one packet are answered in one write (RFC 2920); a message that is being judged holds up the rest.
  #work(): void {
    while (!this.#busy && !this.#socket.destroyed) {
      const goesOn = this.#inData ? this.#readMessage() : this.#readCommand();
      if (!goesOn) break;
    }
    if (this.#replies !== "" && !this.#socket.destroyed) {
      this.#socket.write(this.#replies, "latin1");
      this.#replies = "";
    }
  }

  #readCommand(): boolean {
    const end = this.#input.indexOf("\r\n", 0, "latin1");
    if (end < 0) {
      if (this.#input.length > MAX_LINE) this.#cut("500 5.5.2 line too long");
      return false;
    }
    const line = this.#input.toString("utf8", 0, end);
    this.#input = this.#input.subarray(end + 2);
    this.#scanned = 0;
    if (end > MAX_LINE) this.#say("500 5.5.2 line too long");
    else this.#command(line);
    return true;
  }

  #readMessage(): boolean {
    const input = this.#input;
    // An empty message is a lone dot: its first line break is the one that ended DATA.
    const isEmpty =
      this.#scanned === 0 && input.length >= 3 && input[0] === 0x2e && input[1] === 0x0d && input[2] === 0x0a;
    const end = isEmpty ? 0 : input.indexOf(END, this.#scanned);
    if (end < 0) {
      this.#scanned = Math.max(0, input.length - 4);
      if (input.length > this.#host.maxBytes * 2) this.#cut("552 5.3.4 message too big");
      return false;
    }
    const wire = input.subarray(0, isEmpty ? 0 : end + 2);
    this.#input = input.subarray(end + (isEmpty ? 3 : 5));
    this.#scanned = 0;
    this.#inData = false;
    if (wire.length > this.#host.maxBytes) {
      this.#reset();
      this.#say("552 5.3.4 message too big");
      return true;
    }
    this.#judge(wire);
    return true;
  }

  #judge(wire: Buffer): void {
    const message: WireMessage = {
      from: this.#from ?? "",
      recipients: this.#recipients,
      envelopeId: this.#envelopeId,
      wire,
    };
    this.#reset();
    let isSync = true;
    this.#busy = true;
    this.#host.onMessage(message, (verdict) => {
      this.#busy = false;
      if (verdict === null) {
        this.#socket.destroy();
        return;
      }
      this.#say(verdict);
      if (!isSync) this.#work();
    });
    isSync = false;
  }

  #command(line: string): void {
    const space = line.indexOf(" ");
    const verb = (space < 0 ? line : line.slice(0, space)).toUpperCase();
    const rest = space < 0 ? "" : line.slice(space + 1);
    switch (verb) {
      case "MAIL":
        return this.#mail(rest);
      case "RCPT":
        return this.#rcpt(rest);
      case "DATA":
        return this.#data();
      case "RSET":
        this.#reset();
        return this.#say("250 2.0.0 reset");
      case "EHLO":
        return this.#ehlo();
      case "HELO":
        this.#reset();
        return this.#say(`250 ${this.#host.name}`);
      case "NOOP":
        return this.#say("250 2.0.0 ok");
      case "VRFY":
        return this.#say("252 2.5.0 send and see");
      case "QUIT":
        return this.#cut("221 2.0.0 bye");
      default:
        return this.#say("500 5.5.1 unknown command");
    }
  }

  #ehlo(): void {
    this.#reset();
    const extensions = ["PIPELINING", "8BITMIME", "DSN", "ENHANCEDSTATUSCODES", "SMTPUTF8"];
    for (const extension of [this.#host.name, ...extensions]) this.#say(`250-${extension}`);
    this.#say(`250 SIZE ${this.#host.maxBytes}`);
  }

  #mail(rest: string): void {
    if (this.#from !== null) return this.#say("503 5.5.1 sender already given");
    const match = /^FROM:/i.test(rest) ? ADDRESS.exec(rest.slice(5)) : null;
    if (match === null) return this.#say("501 5.5.4 MAIL FROM:<address> expected");
    const parameters = match[2] ?? "";
    const size = /\bSIZE=(\d+)/i.exec(parameters)?.[1];
    if (size !== undefined && Number(size) > this.#host.maxBytes)
      return this.#say("552 5.3.4 message too big");
    this.#from = match[1] ?? "";
    const envelopeId = /\bENVID=([^\s]+)/i.exec(parameters)?.[1];
    this.#envelopeId = envelopeId === undefined ? null : decodeXtext(envelopeId);
    this.#say("250 2.1.0 ok");
  }

  #rcpt(rest: string): void {
    if (this.#from === null) return this.#say("503 5.5.1 MAIL first");
    const match = /^TO:/i.test(rest) ? ADDRESS.exec(rest.slice(3)) : null;
    const address = match?.[1] ?? "";
    if (address === "") return this.#say("501 5.5.4 RCPT TO:<address> expected");
    if (this.#recipients.length >= MAX_RECIPIENTS) return this.#say("452 4.5.3 too many recipients");
    const reply = this.#host.onRecipient(address, this.#from);
    if (reply.charCodeAt(0) === 0x32) this.#recipients.push(address);
    this.#say(reply);
  }

  #data(): void {
    if (this.#from === null) return this.#say("503 5.5.1 MAIL first");
    if (this.#recipients.length === 0) return this.#say("554 5.5.1 no valid recipients");
    const verdict = this.#host.onData(this.#from, this.#recipients);
    if (verdict === null) {
      this.#replies = "";
      this.#socket.destroy();
      return;
    }
    if (verdict.charCodeAt(0) === 0x33) this.#inData = true;
    else this.#reset();
    this.#say(verdict);
  }

  #reset(): void {
    this.#from = null;
    this.#envelopeId = null;
    this.#recipients = [];
  }

  #say(reply: string): void {
    this.#replies += `${reply}\r\n`;
  }

  #cut(reply: string): void {
    this.#socket.end(`${this.#replies}${reply}\r\n`);
    this.#replies = "";
    this.#busy = true;
  }
}

/** The message itself: the dots that were doubled for the wire are single again (RFC 5321 4.5.2). */
export function unstuff(wire: Buffer): Buffer {
  if (wire[0] !== 0x2e && wire.indexOf("\r\n.", 0, "latin1") < 0) return wire;
  return Buffer.from(wire.toString("latin1").replace(/(^|\r\n)\./g, "$1"), "latin1");
}

function decodeXtext(text: string): string {
  return text.replace(/\+([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
