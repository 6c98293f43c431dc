// A small IMAP server over TLS with one mailbox: as much of RFC 3501 as reading a mailbox needs, and ways to misbehave.

import { Buffer } from "node:buffer";
import { createServer } from "node:tls";
import type { Server, TLSSocket } from "node:tls";

export interface StoredPecMail {
  readonly uid: number;
  readonly at: Date;
  readonly raw: Buffer;
}

export interface PecMailboxHost {
  readonly user: string;
  readonly password: string;
  /** Changes when the server has numbered its mails anew. */
  validity: number;
  readonly mails: StoredPecMail[];
  /** True: this answer is cut in the middle. */
  cutsFetch(): boolean;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const CAPABILITIES = "IMAP4rev1 IDLE";

export interface PecImap {
  readonly server: Server;
  /** Tells whoever waits that mail has come. */
  announce(): void;
  hangUp(): void;
  /** How many mails were fetched whole. */
  readonly fetched: () => number;
}

export function openPecImap(host: PecMailboxHost, tls: { readonly key: string; readonly cert: string }): PecImap {
  const sessions = new Set<Session>();
  let fetched = 0;
  const server = createServer(tls, (socket) => {
    const session = new Session(socket, host, () => {
      fetched += 1;
    });
    sessions.add(session);
    socket.once("close", () => sessions.delete(session));
  });
  // Who breaks off while shaking hands is their own affair.
  server.on("tlsClientError", () => undefined);
  return {
    server,
    announce: () => {
      for (const session of sessions) session.announce();
    },
    hangUp: () => {
      for (const session of sessions) session.hangUp();
    },
    fetched: () => fetched,
  };
}

class Session {
  readonly #socket: TLSSocket;
  readonly #host: PecMailboxHost;
  readonly #onFetched: () => void;
  #input = "";
  #idle: string | null = null;
  #isIn = false;
  #isOpen = false;

  constructor(socket: TLSSocket, host: PecMailboxHost, onFetched: () => void) {
    this.#socket = socket;
    this.#host = host;
    this.#onFetched = onFetched;
    socket.setNoDelay(true);
    socket.on("error", () => socket.destroy());
    socket.on("data", (chunk: Buffer) => this.#receive(chunk.toString("latin1")));
    socket.write(`* OK [CAPABILITY ${CAPABILITIES}] pronto\r\n`);
  }

  announce(): void {
    if (this.#idle !== null) this.#say(`* ${this.#host.mails.length} EXISTS`);
  }

  hangUp(): void {
    this.#socket.destroy();
  }

  #receive(text: string): void {
    this.#input += text;
    for (let end = this.#input.indexOf("\r\n"); end >= 0; end = this.#input.indexOf("\r\n")) {
      const line = this.#input.slice(0, end);
      this.#input = this.#input.slice(end + 2);
      this.#line(line);
    }
  }

  #line(line: string): void {
    if (this.#idle !== null) {
      const tag = this.#idle;
      this.#idle = null;
      return this.#say(`${tag} OK IDLE`);
    }
    const [, tag = "*", verb = "", rest = ""] = /^(\S+) (UID \S+|\S+) ?(.*)$/i.exec(line) ?? [];
    const command = verb.toUpperCase();
    if (command === "CAPABILITY") return this.#say(`* CAPABILITY ${CAPABILITIES}`, `${tag} OK`);
    if (command === "NOOP") return this.#say(...(this.#isOpen ? [`* ${this.#host.mails.length} EXISTS`] : []), `${tag} OK`);
    if (command === "LOGOUT") {
      this.#say("* BYE", `${tag} OK`);
      this.#socket.end();
      return undefined;
    }
    if (command === "LOGIN") {
      const [user, password] = [...rest.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)].map((match) => match[1]?.replaceAll(/\\(.)/g, "$1") ?? match[2]);
      this.#isIn = user === this.#host.user && password === this.#host.password;
      return this.#say(this.#isIn ? `${tag} OK [CAPABILITY ${CAPABILITIES}]` : `${tag} NO [AUTHENTICATIONFAILED] credenziali errate`);
    }
    if (!this.#isIn) return this.#say(`${tag} NO`);
    if (command === "LIST" || command === "LSUB") return this.#say(`* ${command} () "/" INBOX`, `${tag} OK`);
    if (command === "EXAMINE" || command === "SELECT") return this.#open(tag);
    if (command === "IDLE") {
      this.#idle = tag;
      return this.#say("+ idling");
    }
    if (command === "UID SEARCH") return this.#say(`* SEARCH ${this.#range(rest).map(({ uid }) => uid).join(" ")}`.trimEnd(), `${tag} OK`);
    if (command === "UID FETCH") return this.#fetch(tag, rest);
    return this.#say(`${tag} BAD`);
  }

  #open(tag: string): void {
    this.#isOpen = true;
    const { mails, validity } = this.#host;
    this.#say("* FLAGS ()", `* ${mails.length} EXISTS`, "* 0 RECENT", `* OK [UIDVALIDITY ${validity}]`, `* OK [UIDNEXT ${(mails.at(-1)?.uid ?? 0) + 1}]`, `${tag} OK [READ-ONLY]`);
  }

  /** «n:*» holds the last mail even where it is before n. */
  #range(text: string): StoredPecMail[] {
    const { mails } = this.#host;
    const found = /(\d+)(:(\d+|\*))?/.exec(text);
    if (found === null) return [];
    const from = Number(found[1]);
    const last = mails.at(-1)?.uid ?? 0;
    const to = found[2] === undefined ? from : found[3] === "*" ? Math.max(last, from) : Number(found[3]);
    return mails.filter(({ uid }) => uid >= Math.min(from, found[3] === "*" ? last : from) && uid <= to);
  }

  #fetch(tag: string, rest: string): void {
    const partial = /BODY(?:\.PEEK)?\[\](?:<(\d+)\.(\d+)>)?/i.exec(rest);
    for (const mail of this.#range(rest)) {
      const start = Number(partial?.[1] ?? 0);
      const bytes = mail.raw.subarray(start, partial?.[2] === undefined ? undefined : start + Number(partial[2]));
      const place = this.#host.mails.indexOf(mail) + 1;
      const facts = `UID ${mail.uid} RFC822.SIZE ${mail.raw.length} INTERNALDATE "${internalDate(mail.at)}"`;
      if (partial === null) {
        this.#say(`* ${place} FETCH (${facts})`);
        continue;
      }
      const head = `* ${place} FETCH (${facts} BODY[]${partial[1] === undefined ? "" : `<${start}>`} {${bytes.length}}\r\n`;
      if (this.#host.cutsFetch()) {
        this.#socket.write(head);
        this.#socket.write(bytes.subarray(0, bytes.length >> 1));
        this.#socket.end();
        return;
      }
      this.#onFetched();
      this.#socket.write(Buffer.concat([Buffer.from(head, "latin1"), bytes, Buffer.from(")\r\n", "latin1")]));
    }
    this.#say(`${tag} OK`);
  }

  #say(...lines: readonly string[]): void {
    if (!this.#socket.destroyed) this.#socket.write(`${lines.join("\r\n")}\r\n`, "latin1");
  }
}

/** "17-Jul-2019 02:44:25 +0000", two places for the day. */
function internalDate(at: Date): string {
  const utc = at.toISOString();
  return `${utc.slice(8, 10)}-${MONTHS[at.getUTCMonth()]}-${utc.slice(0, 4)} ${utc.slice(11, 19)} +0000`;
}
