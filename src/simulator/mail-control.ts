// What the remote control of the mail server shows: its arrivals, and the messages in each mailbox.

import type { MailStore, StoredMail } from "./mail-store.ts";
import { unstuff } from "./smtp-session.ts";

/** A whole message as it lies in the mailbox. */
export interface MailboxItem {
  readonly key: string;
  readonly to: string;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly copies: number;
  /** The RFC 5322 message, base64. */
  readonly raw: string;
}

/** The messages in one mailbox, newest first, as far as they are kept whole. */
export function messagesIn(store: MailStore, address: string): MailboxItem[] {
  const items: MailboxItem[] = [];
  const wanted = address.toLowerCase();
  for (const mail of store.kept()) {
    if (mail.wire === null || mail.bounced || mail.to.toLowerCase() !== wanted) continue;
    const { key, to, copies } = mail;
    const raw = unstuff(mail.wire).toString("base64");
    items.push({ key, to, at: new Date(mail.at).toISOString(), copies, raw });
  }
  return items;
}

export const MAIL_COLUMNS = ["key", "to", "arrivals", "copies", "at"] as const;

/** A message as a row under {@link MAIL_COLUMNS}. */
export function mailRow(mail: StoredMail): readonly (string | number)[] {
  return [mail.key, mail.to, mail.arrivals, mail.copies, mail.at];
}
