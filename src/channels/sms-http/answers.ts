// What a gateway's answers mean for a message: taken, refused for good, not now, or nothing that can be relied on.

import type { AcceptedEntry, AskOutcome, ListOutcome, ReceiptStatus, SendOutcome } from "../channel.ts";
import { statusOf } from "./receipts.ts";

// The request itself is what the gateway will never take: trying again changes nothing.
const PERMANENT = new Set([400, 409, 410, 413, 422]);
// The gateway says that it has not taken it, for a cause outside the message (load, or our settings).
const NOT_TAKEN = new Set([401, 403, 404, 405, 408, 425, 429, 503]);
const REFERENCE = '{"reference":"';

/** Outcome of a complete answer to `POST /messages`. A 2xx without a readable reference is accepted under our own key. */
export function outcomeOfAnswer(
  status: number,
  body: string,
  retryAfter: string | undefined,
  key: string,
): SendOutcome {
  if (status >= 200 && status < 300) return { kind: "accepted", reference: referenceIn(body) ?? key };
  const { code, detail } = reasonIn(body, status);
  if (PERMANENT.has(status)) return { kind: "refused", permanent: true, code, detail };
  if (NOT_TAKEN.has(status) || status < 500) {
    const retryAfterMs = readRetryAfter(retryAfter);
    return retryAfterMs === null
      ? { kind: "deferred", code, detail }
      : { kind: "deferred", code, detail, retryAfterMs };
  }
  // 500, 502, 504: a fault behind the gateway's front door, which may have come after it took the message.
  return { kind: "no-answer", detail: `HTTP ${status} ${code} ${detail}`.trim() };
}

/** `Retry-After` in milliseconds: delay seconds only (decimals too), because an HTTP date would need a clock here. */
export function readRetryAfter(value: string | undefined): number | null {
  if (value === undefined || !/^\d+(\.\d+)?$/.test(value.trim())) return null;
  return Math.ceil(Number(value) * 1000);
}

/** Answer to `GET /messages/KEY`. */
export function readAsk(status: number, body: string): AskOutcome {
  const answer = parseObject(body);
  if (status === 200 && answer !== null && typeof answer.reference === "string") {
    const at = typeof answer.at === "string" ? answer.at : null;
    return { kind: "known", reference: answer.reference, status: readStatus(answer.status), at };
  }
  // A bare 404 may come from a proxy or a wrong path: taking it for "unknown" would send the message twice.
  if (status === 404 && answer?.code === "UNKNOWN_KEY") return { kind: "unknown" };
  return { kind: "no-answer", detail: `HTTP ${status}` };
}

/** Answer to `GET /messages?since=`. An entry that cannot be read spoils the page: reconciling on half a list loses messages. */
export function readList(status: number, body: string): ListOutcome {
  const answer = parseObject(body);
  if (status !== 200 || answer === null || !Array.isArray(answer.messages)) {
    return { kind: "no-answer", detail: `HTTP ${status}` };
  }
  const entries: AcceptedEntry[] = [];
  for (const entry of answer.messages as readonly unknown[]) {
    const read = readEntry(entry);
    if (read === null) return { kind: "no-answer", detail: "unreadable entry in the list" };
    entries.push(read);
  }
  return { kind: "page", entries, next: typeof answer.next === "string" ? answer.next : null };
}

function readEntry(entry: unknown): AcceptedEntry | null {
  if (typeof entry !== "object" || entry === null) return null;
  const { key, reference, status, at } = entry as Record<string, unknown>;
  if (typeof key !== "string" || typeof reference !== "string" || typeof at !== "string") return null;
  return { key, reference, status: readStatus(status), at };
}

// A status word that we do not know says at least that the gateway has the message.
function readStatus(value: unknown): ReceiptStatus {
  return (typeof value === "string" ? statusOf(value) : null) ?? "accepted";
}

function referenceIn(body: string): string | null {
  if (body.startsWith(REFERENCE)) {
    const end = body.indexOf('"', REFERENCE.length);
    const found = body.slice(REFERENCE.length, end);
    if (end > 0 && found.length > 0 && !found.includes("\\")) return found;
  }
  const reference = parseObject(body)?.reference;
  return typeof reference === "string" && reference !== "" ? reference : null;
}

function reasonIn(body: string, status: number): { code: string; detail: string } {
  const answer = parseObject(body);
  const code = typeof answer?.code === "string" && answer.code !== "" ? answer.code : `HTTP_${status}`;
  const detail = typeof answer?.detail === "string" ? answer.detail : body.slice(0, 200);
  return { code, detail };
}

function parseObject(body: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
