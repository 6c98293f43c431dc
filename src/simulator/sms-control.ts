// The remote control of the SMS gateway: settings, counts, arrivals, and the texts on each phone.

import { BadControl } from "./control.ts";
import type { ControlRoutes } from "./control.ts";
import type { SmsCounts } from "./sms-gateway.ts";
import type { SmsBehaviour } from "./sms-settings.ts";
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

const LIMIT = 5000;

/** `GET|PUT /control`, `GET /control/counts|arrivals|sent-twice|messages|recipients`, `DELETE /control/arrivals`. */
export function smsRoutes(
  gateway: { readonly store: SmsStore; readonly counts: () => SmsCounts },
  behaviour: () => SmsBehaviour,
  change: (patch: unknown) => Promise<SmsBehaviour>,
): ControlRoutes {
  const { store } = gateway;
  return {
    "GET /control": behaviour,
    "PUT /control": (_query, body) => change(body),
    "GET /control/counts": () => gateway.counts(),
    "GET /control/arrivals": (query) => {
      const start = readCount(query.get("cursor"), 0);
      const end = Math.min(
        start + Math.min(readCount(query.get("limit"), 1000), LIMIT),
        store.inOrder.length,
      );
      const rows = store.inOrder.slice(start, end).map(rowOf);
      return {
        columns: ["key", "to", "arrivals", "copies", "status", "at"],
        rows,
        next: end < store.inOrder.length ? end : null,
      };
    },
    "GET /control/sent-twice": () => ({ keys: store.sentTwice() }),
    "DELETE /control/arrivals": () => {
      store.clear();
      return {};
    },
    "GET /control/messages": (query) => ({ messages: textsOn(store, query.get("to") ?? "") }),
    "GET /control/recipients": (query) => {
      const limit = Math.min(readCount(query.get("limit"), 100), LIMIT);
      return { recipients: latestRecipients(store.inOrder, limit) };
    },
  };
}

/** The texts on one phone, newest first, as far as they are kept. */
export function textsOn(store: SmsStore, to: string): PhoneText[] {
  const texts: PhoneText[] = [];
  for (let i = store.inOrder.length - 1; i >= 0; i -= 1) {
    const message = store.inOrder[i];
    if (message === undefined || message.to !== to || message.body === null || message.status === "failed")
      continue;
    const { text, from } = JSON.parse(message.body) as { text: string; from?: string };
    const { key, copies } = message;
    texts.push({ key, to, from: from ?? "", text, at: new Date(message.at).toISOString(), copies });
  }
  return texts;
}

/** Distinct recipients, the latest first. */
export function latestRecipients(inOrder: readonly { readonly to: string }[], limit: number): string[] {
  const found = new Set<string>();
  for (let i = inOrder.length - 1; i >= 0 && found.size < limit; i -= 1) {
    const message = inOrder[i];
    if (message !== undefined) found.add(message.to);
  }
  return [...found];
}

/** A whole number from a query, or `fallback` when absent. Throws {@link BadControl}. */
export function readCount(text: string | null, fallback: number): number {
  if (text === null) return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new BadControl(`whole number expected, not "${text}"`);
  return value;
}

function rowOf(message: StoredSms): readonly (string | number)[] {
  return [message.key, message.to, message.arrivals, message.copies, message.status, message.at];
}
