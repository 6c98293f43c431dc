// The remote control of the mail server: settings, counts, arrivals, and the messages in each mailbox.

import type { ControlRoutes } from "./control.ts";
import type { MailCounts } from "./mail-server.ts";
import type { MailBehaviour } from "./mail-settings.ts";
import type { MailStore, StoredMail } from "./mail-store.ts";
import { latestRecipients, readCount } from "./sms-control.ts";
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

const LIMIT = 5000;

/** `GET|PUT /control`, `GET /control/counts|arrivals|sent-twice|messages|recipients`, `DELETE /control/arrivals`. */
export function mailRoutes(
  server: { readonly store: MailStore; readonly counts: () => MailCounts },
  behaviour: () => MailBehaviour,
  change: (patch: unknown) => Promise<MailBehaviour>,
): ControlRoutes {
  const { store } = server;
  return {
    "GET /control": behaviour,
    "PUT /control": (_query, body) => change(body),
    "GET /control/counts": () => server.counts(),
    "GET /control/arrivals": (query) => {
      const start = readCount(query.get("cursor"), 0);
      const end = Math.min(
        start + Math.min(readCount(query.get("limit"), 1000), LIMIT),
        store.inOrder.length,
      );
      const rows = store.inOrder.slice(start, end).map(rowOf);
      return {
        columns: ["key", "to", "arrivals", "copies", "at"],
        rows,
        next: end < store.inOrder.length ? end : null,
      };
    },
    "GET /control/sent-twice": () => ({ keys: store.sentTwice() }),
    "DELETE /control/arrivals": () => {
      store.clear();
      return {};
    },
    "GET /control/messages": (query) => ({ messages: messagesIn(store, query.get("to") ?? "") }),
    "GET /control/recipients": (query) => {
      const limit = Math.min(readCount(query.get("limit"), 100), LIMIT);
      return { recipients: latestRecipients(store.inOrder, limit) };
    },
  };
}

/** The messages in one mailbox, newest first, as far as they are kept whole. */
export function messagesIn(store: MailStore, address: string): MailboxItem[] {
  const items: MailboxItem[] = [];
  const wanted = address.toLowerCase();
  for (let i = store.inOrder.length - 1; i >= 0; i -= 1) {
    const mail = store.inOrder[i];
    if (mail === undefined || mail.wire === null || mail.bounced || mail.to.toLowerCase() !== wanted)
      continue;
    const { key, to, copies } = mail;
    const raw = unstuff(mail.wire).toString("base64");
    items.push({ key, to, at: new Date(mail.at).toISOString(), copies, raw });
  }
  return items;
}

function rowOf(mail: StoredMail): readonly (string | number)[] {
  return [mail.key, mail.to, mail.arrivals, mail.copies, mail.at];
}
