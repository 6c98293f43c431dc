// Reads what an SMS gateway posts back about messages: one receipt or an array of them.

import type { Receipt, ReceiptStatus } from "../channel.ts";

/** Receipts that can be stored, and how many entries could not be read at all (not even a key or a reference). */
export interface ReceiptsRead {
  readonly receipts: readonly Receipt[];
  readonly unreadable: number;
}

const STATUS: Readonly<Record<string, ReceiptStatus>> = {
  accepted: "accepted",
  sent: "accepted",
  buffered: "delayed",
  delayed: "delayed",
  delivered: "delivered",
  failed: "failed",
  undelivered: "failed",
  rejected: "failed",
  expired: "failed",
};

/** Our status for a gateway's word; null when we do not know the word. */
export function statusOf(word: string): ReceiptStatus | null {
  return Object.hasOwn(STATUS, word) ? (STATUS[word] ?? null) : null;
}

/**
 * Receipts in a callback body: `{key,reference,status,code,detail,at}` or an array of such.
 * Throws SyntaxError when the body is not JSON: the caller answers 400 and the gateway keeps its receipts.
 * A status word that we do not know is kept as `delayed` (not final) with the word as its code, so that nothing is decided on it.
 */
export function parseReceipts(body: Buffer | string): ReceiptsRead {
  const parsed: unknown = JSON.parse(typeof body === "string" ? body : body.toString("utf8"));
  const entries: readonly unknown[] = Array.isArray(parsed) ? parsed : [parsed];
  const receipts: Receipt[] = [];
  let unreadable = 0;
  for (const entry of entries) {
    const receipt = readReceipt(entry);
    if (receipt === null) unreadable += 1;
    else receipts.push(receipt);
  }
  return { receipts, unreadable };
}

function readReceipt(entry: unknown): Receipt | null {
  if (typeof entry !== "object" || entry === null) return null;
  const fields = entry as Record<string, unknown>;
  const key = textOf(fields.key);
  const reference = textOf(fields.reference);
  const word = textOf(fields.status);
  if ((key === null && reference === null) || word === null) return null;
  const known = statusOf(word);
  return {
    channel: "sms",
    key,
    reference,
    status: known ?? "delayed",
    code: textOf(fields.code) ?? (known === null ? word : null),
    diagnostic: textOf(fields.detail),
    at: instantOf(fields.at),
    raw: JSON.stringify(entry),
  };
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

const UTC_INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
function instantOf(value: unknown): string | null {
  if (typeof value !== "string") return null;
  if (UTC_INSTANT.test(value)) return value;
  const parsed = Date.parse(value);
  return Number.isNaN(parsed) ? null : new Date(parsed).toISOString();
}
