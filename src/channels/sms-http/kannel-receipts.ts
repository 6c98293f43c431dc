// Reads the receipt that Kannel brings in the query of a GET: our key, what happened, and the network's own word for it.

import type { Receipt, ReceiptStatus } from "../channel.ts";

/** Kinds of receipt (Kannel user's guide, delivery reports). */
const KINDS: Readonly<Record<string, ReceiptStatus>> = { "1": "delivered", "2": "failed", "4": "delayed", "8": "accepted", "16": "failed" };
const LONGEST = 300;

/** The receipt in a query; null when it has no key, or tells a kind that does not exist. */
export function readKannelReceipt(query: Readonly<Record<string, string>>): Receipt | null {
  const { key = "", type = "", answer = "", id = "" } = query;
  const status = Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
  if (key === "" || status === undefined) return null;
  const said = printable(answer);
  return {
    channel: "sms",
    key,
    // What the network calls it; the gateway itself gave no reference when it took the message.
    reference: id === "" ? null : printable(id),
    status,
    code: /(?:^|\s)stat:(\S+)/i.exec(said)?.[1]?.toUpperCase() ?? (type === "16" ? "REJECTD" : null),
    diagnostic: said === "" ? null : said,
    at: null,
    raw: JSON.stringify(query),
  };
}

/** Without what no database keeps and no screen shows. */
function printable(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replaceAll(/[\u0000-\u001f\u007f]/g, " ").trim().slice(0, LONGEST);
}
