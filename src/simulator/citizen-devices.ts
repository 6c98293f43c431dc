// The citizen's phone and mailbox in the demo: what the simulated gateways delivered, as a person would see it.

import { simpleParser } from "mailparser";
import { request } from "undici";
import type { MailboxItem } from "./mail-control.ts";
import type { PhoneText } from "./sms-control.ts";

/** An e-mail opened for reading. `html` is what the sender wrote: show it only in a sandboxed frame. */
export interface MailboxLetter {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  /** When the mailbox got it, ISO 8601 UTC. */
  readonly at: string;
  readonly text: string;
  readonly html: string | null;
  /** The calendar invitation, as iCalendar text; null when there is none. */
  readonly calendar: string | null;
  readonly attachments: readonly { readonly name: string; readonly type: string; readonly bytes: number }[];
  readonly copies: number;
}

export interface CitizenDevices {
  /** Texts on a phone (E.164), newest first. */
  phone(number: string): Promise<readonly PhoneText[]>;
  /** E-mails in a mailbox, newest first. */
  mailbox(address: string): Promise<readonly MailboxLetter[]>;
  /** Numbers and addresses that got something, the latest first. */
  recipients(
    limit: number,
  ): Promise<{ readonly numbers: readonly string[]; readonly addresses: readonly string[] }>;
}

/** Reads through the remote controls of the two simulators, e.g. `http://127.0.0.1:5001`; rejects when one does not answer. */
export function citizenDevices(smsControlUrl: string, mailControlUrl: string): CitizenDevices {
  return {
    phone: async (number) => {
      const answer = await get<{ messages: PhoneText[] }>(
        smsControlUrl,
        `/control/messages?to=${encodeURIComponent(number)}`,
      );
      return answer.messages;
    },
    mailbox: async (address) => {
      const path = `/control/messages?to=${encodeURIComponent(address)}`;
      const answer = await get<{ messages: MailboxItem[] }>(mailControlUrl, path);
      return Promise.all(answer.messages.map(openLetter));
    },
    recipients: async (limit) => {
      const path = `/control/recipients?limit=${limit}`;
      const [sms, mail] = await Promise.all([
        get<{ recipients: string[] }>(smsControlUrl, path),
        get<{ recipients: string[] }>(mailControlUrl, path),
      ]);
      return { numbers: sms.recipients, addresses: mail.recipients };
    },
  };
}

async function openLetter(item: MailboxItem): Promise<MailboxLetter> {
  const parsed = await simpleParser(Buffer.from(item.raw, "base64"), { skipTextToHtml: true });
  const calendar = parsed.attachments.find((part) => part.contentType === "text/calendar");
  return {
    key: item.key,
    from: parsed.from?.text ?? "",
    to: item.to,
    subject: parsed.subject ?? "",
    at: item.at,
    text: parsed.text ?? "",
    html: typeof parsed.html === "string" ? parsed.html : null,
    calendar: calendar === undefined ? null : calendar.content.toString("utf8"),
    attachments: parsed.attachments.map((part) => ({
      name: part.filename ?? "",
      type: part.contentType,
      bytes: part.size,
    })),
    copies: item.copies,
  };
}

async function get<T>(base: string, path: string): Promise<T> {
  const response = await request(new URL(path, base), { headersTimeout: 10_000 });
  if (response.statusCode !== 200) {
    await response.body.dump();
    throw new Error(`simulator answered ${response.statusCode} to ${path}`);
  }
  return (await response.body.json()) as T;
}
