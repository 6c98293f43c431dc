// The SMS channel over a JSON gateway: its settings, its descriptor, and the protocol it speaks.

import type { Channel, ChannelDescriptor } from "../channel.ts";
import { openSmsSender } from "./sender.ts";

/**
 * The protocol, all JSON over HTTP/1.1 with `Authorization: Bearer TOKEN`:
 *
 * - `POST /messages` `{key,to,from,text,encoding,callback}` with `Idempotency-Key: KEY` → 2xx `{reference}`;
 *   400, 409, 410, 413, 422 `{code,detail}` = refused for good; 401, 403, 404, 405, 408, 425, 429, 503 = not taken now
 *   (with `Retry-After`); any other 5xx says nothing about the message, so it counts as no answer;
 * - `GET /messages/KEY` → 200 `{key,reference,status,at}`, or 404 `{code:"UNKNOWN_KEY"}`;
 * - `GET /messages?since=INSTANT&cursor=CURSOR` → 200 `{messages:[{key,reference,status,at}],next}`, oldest first;
 * - `GET /health` → 2xx.
 *
 * Receipts come to `callback`: see `receipts.ts`.
 */
export interface SmsHttpSettings {
  readonly id: string;
  /** Base URL of the gateway, e.g. `https://sms.example.it/v1`. */
  readonly url: string;
  readonly token: string;
  /** Registered alias (at most 11 characters) or number. */
  readonly sender: string;
  /** Where the gateway is to post its receipts. */
  readonly callbackUrl: string;
  /** What the contract with the gateway says; false when it says nothing. */
  readonly deduplicatesByKey?: boolean;
  readonly canBeAsked?: boolean;
  readonly canBeListed?: boolean;
  readonly concurrency?: number;
  readonly ratePerSecond?: number | null;
  readonly timeoutMs?: number;
}

/** Builds the channel; nothing is connected before `open()`. */
export function smsHttpChannel(settings: SmsHttpSettings): Channel {
  const descriptor: ChannelDescriptor = {
    id: settings.id,
    channel: "sms",
    proof: "delivery-receipt",
    carries: { html: false, attachments: false, maxBytes: null },
    deduplicatesByKey: settings.deduplicatesByKey ?? false,
    canBeAsked: settings.canBeAsked ?? false,
    canBeListed: settings.canBeListed ?? false,
    concurrency: settings.concurrency ?? 50,
    ratePerSecond: settings.ratePerSecond ?? null,
    timeoutMs: settings.timeoutMs ?? 10_000,
    address: settings.url,
    sender: settings.sender,
  };
  return { descriptor, open: () => openSmsSender(descriptor, settings.token, settings.callbackUrl) };
}
