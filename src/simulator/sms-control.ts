// What the remote control of the SMS gateway shows: its arrivals, and the texts on each phone.

import type { SmsStore, StoredSms } from "./sms-store.ts";

/** A text as the phone shows it. */
export interface PhoneText {
  readonly key: string;
  readonly to: string;
  readonly from: string;
  readonly text: string;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly copies: number;
}

/** The texts on one phone, newest first, as far as they are kept. */
export function textsOn(store: SmsStore, to: string): PhoneText[] {
  const texts: PhoneText[] = [];
  for (const message of store.kept()) {
    if (message.to !== to || message.body === null || message.status === "failed") continue;
    const { text, from } = JSON.parse(message.body) as { text: string; from?: string };
    const { key, copies } = message;
    texts.push({ key, to, from: from ?? "", text, at: new Date(message.at).toISOString(), copies });
  }
  return texts;
}

export const SMS_COLUMNS = ["key", "to", "arrivals", "copies", "status", "at"] as const;

/** A message as a row under {@link SMS_COLUMNS}. */
export function smsRow(message: StoredSms): readonly (string | number)[] {
  return [message.key, message.to, message.arrivals, message.copies, message.status, message.at];
}
