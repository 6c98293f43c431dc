// What an SMS gateway has taken: every arrival by key, in order, with the text as long as there is room for it.

import type { ReceiptStatus } from "../channels/channel.ts";
import { readLog, truncateLog } from "./append-log.ts";
import { Arrivals } from "./arrivals.ts";
import type { Arrival } from "./arrivals.ts";

/** One accepted message. The other fields of the request stay in `body`, read only when somebody looks. */
export interface StoredSms extends Arrival {
  readonly callback: string;
  readonly reference: string;
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
export class SmsStore extends Arrivals<StoredSms> {
  /** Takes a message; the second with the same key makes a second copy unless `deduplicates`. */
  accept(request: SmsRequest, body: string, at: number, deduplicates: boolean): StoredSms {
    const { to, callback } = request;
    return this.take(request.key, at, deduplicates, (fresh) => ({
      ...fresh,
      to,
      callback,
      reference: `sg${(this.inOrder.length + 1).toString(36)}`,
      status: "accepted",
      receiptSent: false,
      body,
    }));
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

  protected forgetContent(message: StoredSms): void {
    message.body = null;
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
