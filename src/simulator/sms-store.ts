// What an SMS gateway has taken: every arrival by key, in order, with the text as long as there is room for it.

import type { ReceiptStatus } from "../channels/channel.ts";
import { readLog, truncateLog } from "./append-log.ts";

/** One accepted message. The other fields of the request stay in `body`, read only when somebody looks. */
export interface StoredSms {
  readonly key: string;
  readonly to: string;
  readonly callback: string;
  readonly reference: string;
  /** Milliseconds since 1970 by the gateway's clock. */
  readonly at: number;
  /** Requests that brought this key, and handsets' copies that came of them (more than one = sent twice). */
  arrivals: number;
  copies: number;
  status: ReceiptStatus;
  receiptSent: boolean;
  /** The JSON as it came; null when older ones had to make room. */
  body: string | null;
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
export class SmsStore {
  readonly inOrder: StoredSms[] = [];
  readonly #byKey = new Map<string, StoredSms>();
  readonly #keepTexts: number;
  #oldestText = 0;
  arrivals = 0;
  copies = 0;

  constructor(keepTexts: number) {
    this.#keepTexts = keepTexts;
  }

  get(key: string): StoredSms | undefined {
    return this.#byKey.get(key);
  }

  /** Takes a message; the second with the same key makes a second copy unless `deduplicates`. */
  accept(request: SmsRequest, body: string, at: number, deduplicates: boolean): StoredSms {
    this.arrivals += 1;
    const known = this.#byKey.get(request.key);
    if (known !== undefined) {
      known.arrivals += 1;
      if (!deduplicates) {
        known.copies += 1;
        this.copies += 1;
      }
      return known;
    }
    const message: StoredSms = {
      key: request.key,
      to: request.to,
      callback: request.callback,
      reference: `sg${(this.inOrder.length + 1).toString(36)}`,
      at: Math.max(at, this.inOrder.at(-1)?.at ?? 0),
      arrivals: 1,
      copies: 1,
      status: "accepted",
      receiptSent: false,
      body,
    };
    this.copies += 1;
    this.#byKey.set(request.key, message);
    this.inOrder.push(message);
    while (this.inOrder.length - this.#oldestText > this.#keepTexts) this.#forgetText();
    return message;
  }

  /** Position of the first message accepted at or after `at`. */
  positionAt(at: number): number {
    let low = 0;
    let high = this.inOrder.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.inOrder[middle]?.at ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Keys whose text reached a handset more than once. */
  sentTwice(): string[] {
    return this.inOrder.filter((message) => message.copies > 1).map((message) => message.key);
  }

  clear(): void {
    this.inOrder.length = 0;
    this.#byKey.clear();
    this.#oldestText = 0;
    this.arrivals = 0;
    this.copies = 0;
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
      const message = this.#byKey.get(first);
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

  #forgetText(): void {
    const message = this.inOrder[this.#oldestText];
    if (message !== undefined) message.body = null;
    this.#oldestText += 1;
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
