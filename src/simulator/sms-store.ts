// What an SMS gateway has taken: every arrival by key, in order, with the text as long as there is room for it.

import type { ReceiptStatus } from "../channels/channel.ts";
import { readLog, truncateLog } from "./append-log.ts";
import { Arrival, Arrivals } from "./arrivals.ts";
import { NumberColumn } from "./columns.ts";

const STATUSES: readonly ReceiptStatus[] = ["accepted", "delayed", "delivered", "failed"];

/** One accepted message; its content is the JSON as it came. */
export class StoredSms extends Arrival<string> {
  readonly #facts: SmsFacts;

  constructor(store: SmsStore, facts: SmsFacts, row: number) {
    super(store, row);
    this.#facts = facts;
  }

  get reference(): string {
    return `sg${(this.row + 1).toString(36)}`;
  }

  get callback(): string {
    return this.#facts.callbacks[this.#facts.callbackOf.get(this.row)] ?? "";
  }

  get body(): string | null {
    return this.content;
  }

  get status(): ReceiptStatus {
    return STATUSES[this.#facts.status.get(this.row)] ?? "accepted";
  }

  set status(status: ReceiptStatus) {
    this.#facts.status.set(this.row, STATUSES.indexOf(status));
  }

  get receiptSent(): boolean {
    return this.#facts.receiptSent.get(this.row) === 1;
  }

  set receiptSent(sent: boolean) {
    this.#facts.receiptSent.set(this.row, sent ? 1 : 0);
  }
}

/** What only an SMS has, column by column; the callback addresses are few. */
class SmsFacts {
  readonly status = new NumberColumn((length) => new Uint8Array(length));
  readonly receiptSent = new NumberColumn((length) => new Uint8Array(length));
  readonly callbackOf = new NumberColumn((length) => new Uint32Array(length));
  readonly callbacks: string[] = [];
  readonly #numbers = new Map<string, number>();

  numberOf(callback: string): number {
    const known = this.#numbers.get(callback);
    if (known !== undefined) return known;
    // A copy: a slice would keep the whole request that it came with.
    const own = Buffer.from(callback).toString();
    this.#numbers.set(own, this.callbacks.length);
    return this.callbacks.push(own) - 1;
  }

  clear(): void {
    for (const column of [this.status, this.receiptSent, this.callbackOf]) column.clear();
  }
}

export interface SmsRequest {
  readonly key: string;
  readonly to: string;
  readonly callback: string;
}

/** Key, number and callback of a request body, without parsing the text in between; null when it is not such a body. */
export function readSmsRequest(body: string): SmsRequest | null {
  const fast = scanRequest(body);
  if (fast !== null) return fast;
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value !== "object" || value === null) return null;
    const { key, to, text, callback } = value as Record<string, unknown>;
    if (typeof key !== "string" || key === "" || typeof to !== "string" || typeof text !== "string")
      return null;
    return { key, to, callback: typeof callback === "string" ? callback : "" };
  } catch {
    return null;
  }
}

// Sound whatever the text says: inside a JSON string a quote is always preceded by a backslash, so `,"callback":"` cannot be in it.
function scanRequest(body: string): SmsRequest | null {
  if (!body.startsWith('{"key":"') || !body.endsWith('"}')) return null;
  const keyEnd = body.indexOf('"', 8);
  if (keyEnd < 9 || !body.startsWith('","to":"', keyEnd)) return null;
  const toStart = keyEnd + 8;
  const toEnd = body.indexOf('"', toStart);
  if (!body.startsWith('","from":"', toEnd) || body.indexOf(',"text":"', toEnd) < 0) return null;
  const callbackAt = body.lastIndexOf(',"callback":"');
  if (callbackAt < toEnd) return null;
  const key = body.slice(8, keyEnd);
  const to = body.slice(toStart, toEnd);
  const callback = body.slice(callbackAt + 13, -2);
  if (key.includes("\\") || to.includes("\\") || callback.includes("\\") || callback.includes('"'))
    return null;
  return { key, to, callback };
}

/** All messages of one gateway. */
export class SmsStore extends Arrivals<StoredSms, string> {
  readonly #facts = new SmsFacts();

  /** Takes a message; the second with the same key makes a second copy unless `deduplicates`. */
  accept(request: SmsRequest, body: string, at: number, deduplicates: boolean): StoredSms {
    const next = this.length;
    const row = this.take(request.key, at, deduplicates, { to: request.to, content: body });
    if (row === next) this.#facts.callbackOf.set(row, this.#facts.numberOf(request.callback));
    return this.view(row);
  }

  override clear(): void {
    super.clear();
    this.#facts.clear();
  }

  /** Position of the first message accepted at or after `at`. */
  positionAt(at: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.instantOf(middle) < at) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Takes up what a log remembers, and cuts a half-written last line off the file. */
  load(path: string): void {
    const bytes = readLog(path);
    const end = bytes.lastIndexOf(10) + 1;
    if (end < bytes.length) truncateLog(path, end);
    for (const line of bytes.toString("utf8", 0, end).split("\n")) this.#replay(line);
  }

  #replay(line: string): void {
    const [kind, first = "", second = ""] = line.split("\t", 3);
    if (kind === "R") {
      const message = this.get(first);
      if (message !== undefined) {
        message.receiptSent = true;
        message.status = second as ReceiptStatus;
      }
      return;
    }
    if (kind !== "A" && kind !== "D") return;
    const body = line.slice(kind.length + first.length + 2);
    const request = readSmsRequest(body);
    if (request !== null) this.accept(request, body, Number(first), kind === "D");
  }

  protected view(row: number): StoredSms {
    return new StoredSms(this, this.#facts, row);
  }
}

/** Log line of an arrival: `A` makes a copy, `D` is one that the gateway dropped as already known. */
export function arrivalLine(at: number, body: string, deduplicates: boolean): string {
  const oneLine = body.includes("\n") ? JSON.stringify(JSON.parse(body)) : body;
  return `${deduplicates ? "D" : "A"}\t${at}\t${oneLine}\n`;
}

/** Log line of a receipt that was handed over. */
export function receiptLine(key: string, status: ReceiptStatus): string {
  return `R\t${key}\t${status}\n`;
}
