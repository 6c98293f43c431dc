// The SMS channel over Kannel's query form: one GET for each message, receipts by a GET that brings our key back.

import type { Channel, ChannelDescriptor, OutgoingMessage, ProbeOutcome, SendOutcome, Sender } from "../channel.ts";
import { AnswerHandler, closePool, dispatch, MAX_ANSWER_BYTES, openPool, outcomeOf } from "./exchange.ts";
import type { Exchange } from "./exchange.ts";

/**
 * The protocol of Kannel's `sendsms` (and of the many that took it over): `GET PATH?username&password&from&to&text&charset&coding&dlr-mask&dlr-url`
 * → 202 taken (no reference: ours is the message's key); 400 refused for good; 401, 403, 404, 503 not taken now.
 *
 * It drops no doubles and cannot be asked. Receipts: see `kannel-receipts.ts`.
 */
export interface KannelSettings {
  readonly id: string;
  /** The whole address, e.g. `http://127.0.0.1:13013/cgi-bin/sendsms`. */
  readonly url: string;
  readonly user: string;
  /** Read when the gateway is opened. */
  readonly password: () => string;
  readonly sender: string;
  /** Where receipts go; its own user and password, if any, are brought as HTTP Basic. */
  readonly callbackUrl: string;
  /** Which of its connections is to carry them; its own choice without. */
  readonly smsc?: string;
  readonly concurrency?: number;
  readonly ratePerSecond?: number | null;
  readonly timeoutMs?: number;
}

/** Receipts wanted: delivered 1, failed 2, on its way 4, handed to the network 8, refused by it 16. */
const ALL_RECEIPTS = "31";

/** Builds the channel; nothing is connected before `open()`. */
export function kannelChannel(settings: KannelSettings): Channel {
  const descriptor: ChannelDescriptor = {
    id: settings.id,
    channel: "sms",
    proof: "delivery-receipt",
    carries: { html: false, attachments: false, maxBytes: null },
    deduplicatesByKey: false,
    canBeAsked: false,
    canBeListed: false,
    concurrency: settings.concurrency ?? 50,
    ratePerSecond: settings.ratePerSecond ?? null,
    timeoutMs: settings.timeoutMs ?? 10_000,
    address: settings.url,
    sender: settings.sender,
  };
  return { descriptor, open: () => openKannelSender(descriptor, settings) };
}

function openKannelSender(descriptor: ChannelDescriptor, settings: KannelSettings): Sender {
  const pool = openPool(descriptor);
  const { pathname } = new URL(descriptor.address);
  const who = new URLSearchParams({ username: settings.user, password: settings.password() });
  const get = (path: string): Promise<Exchange> =>
    new Promise((resolve) => dispatch(pool, { path, method: "GET" }, new AnswerHandler(resolve, MAX_ANSWER_BYTES)));
  return {
    send: async (message): Promise<SendOutcome> => outcomeOf(await get(`${pathname}?${who.toString()}&${queryOf(message, settings)}`), message.key),
    // Without a message it refuses, and so it is there.
    probe: async (): Promise<ProbeOutcome> => {
      const ended = await get(pathname);
      return ended.status >= 200 && ended.status < 500 ? { kind: "up" } : { kind: "down", detail: ended.status === 0 ? ended.error : `HTTP ${ended.status}` };
    },
    close: () => closePool(pool, descriptor.timeoutMs),
  };
}

function queryOf(message: OutgoingMessage, { callbackUrl, smsc }: KannelSettings): string {
  const query = new URLSearchParams({
    from: message.from,
    to: message.to,
    text: message.body,
    charset: "UTF-8",
    coding: message.encoding === "ucs2" ? "2" : "0",
    "dlr-mask": ALL_RECEIPTS,
    // The letters after each percent sign are for Kannel to fill in: what happened, the network's own word for it, its id.
    "dlr-url": `${callbackUrl}${callbackUrl.includes("?") ? "&" : "?"}key=${encodeURIComponent(message.key)}&type=%d&answer=%A&id=%F`,
    ...(smsc === undefined ? {} : { smsc }),
  });
  return query.toString();
}
