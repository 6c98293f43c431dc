// What a mail server has taken: every arrival by key, in order, and the last whole messages for reading.

import { readLog, truncateLog } from "./append-log.ts";
import { Arrival, Arrivals } from "./arrivals.ts";
import { NumberColumn } from "./columns.ts";
import type { WireMessage } from "./smtp-session.ts";

/** `wire` = the message as it came, dots stuffed. */
interface MailContent {
  readonly from: string;
  readonly envelopeId: string | null;
  readonly wire: Buffer;
}

/** `key` is X-Convoca-Message, else Message-ID, else a number of our own. What was forgotten is null, its return path empty. */
export class StoredMail extends Arrival<MailContent> {
  readonly #flags: NumberColumn;
  readonly #unreported: ReadonlyMap<number, MailContent>;

  constructor(
    store: MailStore,
    flags: NumberColumn,
    unreported: ReadonlyMap<number, MailContent>,
    row: number,
  ) {
    super(store, row);
    this.#flags = flags;
    this.#unreported = unreported;
  }

  get from(): string {
    return this.#kept?.from ?? "";
  }

  get envelopeId(): string | null {
    return this.#kept?.envelopeId ?? null;
  }

  get wire(): Buffer | null {
    return this.#kept?.wire ?? null;
  }

  get #kept(): MailContent | null {
    return this.content ?? this.#unreported.get(this.row) ?? null;
  }

  /** It came back: it never lay in the citizen's mailbox. */
  get bounced(): boolean {
    return this.#has(BOUNCED);
  }

  set bounced(on: boolean) {
    this.#put(BOUNCED, on);
  }

  get bounceSent(): boolean {
    return this.#has(BOUNCE_SENT);
  }

  set bounceSent(on: boolean) {
    this.#put(BOUNCE_SENT, on);
  }

  #has(flag: number): boolean {
    return (this.#flags.get(this.row) & flag) !== 0;
  }

  #put(flag: number, on: boolean): void {
    const flags = this.#flags.get(this.row);
    this.#flags.set(this.row, on ? flags | flag : flags & ~flag);
  }
}

const BOUNCED = 1;
const BOUNCE_SENT = 2;

const KEY_HEADER = Buffer.from("\r\nX-Convoca-Message: ");
const HEADERS_END = Buffer.from("\r\n\r\n");

/** The key of a message: read from its headers, whatever the case of their names. */
export function keyOfWire(wire: Buffer): string | null {
  const end = wire.indexOf(HEADERS_END);
  const headersEnd = end < 0 ? wire.length : end;
  const at = wire.indexOf(KEY_HEADER);
  if (at >= 0 && at < headersEnd) {
    const stop = wire.indexOf(13, at + KEY_HEADER.length);
    return wire.toString("latin1", at + KEY_HEADER.length, stop < 0 ? headersEnd : stop).trim();
  }
  const headers = wire.toString("latin1", 0, headersEnd).replace(/\r\n[ \t]+/g, " ");
  const named =
    /^x-convoca-message:\s*(\S+)/im.exec(headers) ?? /^message-id:\s*<?([^>\s]+)>?/im.exec(headers);
  return named?.[1] ?? null;
}

/** All messages of one server. */
export class MailStore extends Arrivals<StoredMail, MailContent> {
  readonly #flags = new NumberColumn((length) => new Uint8Array(length));
  /** A bounce needs return path and headers, whatever the room for reading: kept until it is known whether one is written. */
  readonly #unreported = new Map<number, MailContent>();

  /** Takes a message; the second with the same key makes a second copy unless `deduplicates`. */
  accept(message: WireMessage, key: string, at: number, deduplicates: boolean): StoredMail {
    const { from, envelopeId, recipients } = message;
    // Copied: the slice would keep the whole network buffer alive.
    const content = { from, envelopeId, wire: Buffer.from(message.wire) };
    const row = this.take(key, at, deduplicates, { to: recipients.join(", "), content });
    this.#unreported.set(row, content);
    return this.view(row);
  }

  /** Its bounces, if any, are written. */
  reported(mail: StoredMail): void {
    this.#unreported.delete(mail.row);
  }

  override clear(): void {
    super.clear();
    this.#flags.clear();
    this.#unreported.clear();
  }

  /** Takes up what a log remembers, and cuts a half-written last record off the file. */
  load(path: string): void {
    const bytes = readLog(path);
    let position = 0;
    while (position < bytes.length) {
      const next = this.#replay(bytes, position);
      if (next === null) {
        truncateLog(path, position);
        return;
      }
      position = next;
    }
  }

  #replay(bytes: Buffer, start: number): number | null {
    const lineEnd = bytes.indexOf(10, start);
    if (lineEnd < 0) return null;
    const fields = bytes.toString("utf8", start, lineEnd).split("\t");
    if (fields[0] === "B") {
      const bounced = this.get(fields[1] ?? "");
      if (bounced !== undefined) bounced.bounceSent = true;
      return lineEnd + 1;
    }
    const [kind, at = "0", key = "", from = "", to = "", envelopeId = "", length = "0"] = fields;
    const end = lineEnd + 1 + Number(length);
    if (end + 1 > bytes.length) return null;
    const message = {
      from,
      recipients: to.split(", "),
      envelopeId: envelopeId === "" ? null : envelopeId,
      wire: bytes.subarray(lineEnd + 1, end),
    };
    this.accept(message, key, Number(at), kind === "D");
    return end + 1;
  }

  protected view(row: number): StoredMail {
    return new StoredMail(this, this.#flags, this.#unreported, row);
  }
}

/** Log record of an arrival: a line of fields, then the message, then a line break. */
export function arrivalRecord(
  message: WireMessage,
  key: string,
  at: number,
  deduplicates: boolean,
): (string | Buffer)[] {
  const fields = [
    at,
    key,
    message.from,
    message.recipients.join(", "),
    message.envelopeId ?? "",
    message.wire.length,
  ];
  return [`${deduplicates ? "D" : "A"}\t${fields.join("\t")}\n`, message.wire, "\n"];
}

/** Log line of a bounce that was handed over. */
export function bounceLine(key: string): string {
  return `B\t${key}\n`;
}
