// The channel of certified mail (PEC): sending over SMTP, receipts from the same mailbox over IMAP; its settings and its descriptor.

import type { Channel, ChannelDescriptor } from "../channel.ts";
import { openPecSender } from "./sender.ts";
import type { PecSettings } from "./settings.ts";

/** Size times recipients that certified mail carries (DM 2 November 2005, annex; RFC 6109, 3.1.1); we write to one at a time. */
const MOST_BYTES = 30 * 1024 * 1024;

/** Builds the channel; nothing is connected before `open()`. What it did not answer is told by the mailbox, in receipts. */
export function pecChannel(settings: PecSettings): Channel {
  const { hostname, port, protocol } = new URL(settings.smtpUrl);
  const descriptor: ChannelDescriptor = {
    id: settings.id,
    channel: "pec",
    proof: "certified",
    carries: { html: true, attachments: true, maxBytes: MOST_BYTES },
    deduplicatesByKey: false,
    canBeAsked: false,
    canBeListed: false,
    concurrency: settings.concurrency ?? 4,
    ratePerSecond: settings.ratePerSecond ?? null,
    timeoutMs: settings.timeoutMs,
    address: `${hostname}:${port === "" ? (protocol === "smtps:" ? 465 : 587) : port}`,
    sender: settings.sender,
  };
  return { descriptor, open: (inbox) => openPecSender(descriptor, settings, inbox) };
}
