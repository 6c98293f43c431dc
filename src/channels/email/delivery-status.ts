// Reads a bounce: which of our messages it speaks of, and what happened to it (RFC 3464 delivery status).

import { simpleParser } from "mailparser";
import type { Receipt, ReceiptStatus } from "../channel.ts";
import { keyOfMessageId, keyOfReturnPath, wholeKey } from "./return-path.ts";

/** A message that came to the return path, with the addresses it was sent to. */
export interface ReturnedMail {
  readonly raw: Buffer;
  readonly recipients: readonly string[];
}

type Fields = ReadonlyMap<string, string>;

/**
 * Receipt in a returned message. `key` is null when nothing ties it to a message of ours; when it carries no delivery
 * status at all (an automatic answer, an advertisement) the result is null: it says nothing about delivery.
 */
export async function readDeliveryStatus(mail: ReturnedMail, domain: string): Promise<Receipt | null> {
  const parsed = await simpleParser(mail.raw, {
    keepDeliveryStatus: true,
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipImageLinks: true,
  });
  let report: readonly Fields[] = [];
  let original: Fields = new Map();
  for (const part of parsed.attachments) {
    const type = part.contentType.toLowerCase();
    if (type === "message/delivery-status" || type === "message/global-delivery-status") {
      report = fieldGroups(part.content.toString("utf8"));
    } else if (
      type === "message/rfc822" ||
      type === "text/rfc822-headers" ||
      type.startsWith("message/global")
    ) {
      original = fieldGroups(part.content.toString("utf8"))[0] ?? original;
    }
  }
  const [aboutMessage, aboutRecipient] = [report[0], report.find((group) => group.has("action"))];
  if (aboutRecipient === undefined) return null;
  return {
    channel: "email",
    key: findKey(mail.recipients, aboutMessage ?? new Map(), original, domain),
    reference: null,
    status: statusOfAction(aboutRecipient.get("action") ?? ""),
    code: /[245]\.\d{1,3}\.\d{1,3}/.exec(aboutRecipient.get("status") ?? "")?.[0] ?? null,
    diagnostic: withoutType(aboutRecipient.get("diagnostic-code")),
    at:
      instantOf(aboutRecipient.get("last-attempt-date") ?? aboutMessage?.get("arrival-date")) ??
      parsedDate(parsed.date),
    raw: mail.raw.toString("latin1"),
  };
}

// The return path comes first: it is ours from end to end, while servers rewrite or drop everything else.
function findKey(
  recipients: readonly string[],
  report: Fields,
  original: Fields,
  domain: string,
): string | null {
  for (const recipient of recipients) {
    const key = keyOfReturnPath(recipient);
    if (key !== null) return key;
  }
  const envelope = report.get("original-envelope-id");
  const header = original.get("x-convoca-message");
  const messageId = original.get("message-id");
  return (
    (header === undefined ? null : wholeKey(header)) ??
    (messageId === undefined ? null : keyOfMessageId(messageId, domain)) ??
    (envelope === undefined ? null : wholeKey(envelope))
  );
}

function statusOfAction(action: string): ReceiptStatus {
  switch (action.toLowerCase().split(/[\s;(]/, 1)[0]) {
    case "failed":
      return "failed";
    case "delivered":
      return "delivered";
    case "delayed":
      return "delayed";
    default:
      // relayed, expanded: handed on to a server that promises nothing more
      return "accepted";
  }
}

/** Header-like fields in groups parted by empty lines, names in lower case, folded lines joined. */
function fieldGroups(text: string): Map<string, string>[] {
  return text
    .replace(/\r\n/g, "\n")
    .trim()
    .split(/\n[ \t]*\n+/)
    .map((group) => {
      const fields = new Map<string, string>();
      for (const line of group.replace(/\n[ \t]+/g, " ").split("\n")) {
        const colon = line.indexOf(":");
        const name = line.slice(0, colon).trim().toLowerCase();
        if (colon > 0 && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim());
      }
      return fields;
    });
}

function withoutType(value: string | undefined): string | null {
  if (value === undefined || value === "") return null;
  return value.replace(/^[\w-]+\s*;\s*/, "");
}

function instantOf(value: string | undefined): string | null {
  const parsed = value === undefined ? Number.NaN : Date.parse(value);
  return Number.isNaN(parsed) ? null : new Date(parsed).toISOString();
}

function parsedDate(value: Date | undefined): string | null {
  return value === undefined || Number.isNaN(value.getTime()) ? null : value.toISOString();
}
