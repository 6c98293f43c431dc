// The e-mail channel over SMTP: its settings and its descriptor.

import type { Channel, ChannelDescriptor } from "../channel.ts";
import { openEmailSender } from "./sender.ts";

export interface EmailSettings {
  readonly id: string;
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (port 465). Without it STARTTLS is used when the server offers it. */
  readonly secure?: boolean;
  /** Refuse to go on in clear text. */
  readonly requireTls?: boolean;
  readonly user?: string;
  readonly password?: string;
  /** Address that the citizen sees. */
  readonly sender: string;
  /** Domain whose MX is our bounce listener. */
  readonly returnPathDomain: string;
  /** The relay drops a second message with the same Message-ID: rare, false unless its owner says so. */
  readonly deduplicatesByKey?: boolean;
  readonly concurrency?: number;
  readonly ratePerSecond?: number | null;
  readonly timeoutMs?: number;
  readonly maxBytes?: number | null;
}

/** Builds the channel; nothing is connected before `open()`. A relay can be neither asked nor listed. */
export function emailChannel(settings: EmailSettings): Channel {
  const descriptor: ChannelDescriptor = {
    id: settings.id,
    channel: "email",
    proof: "handed-over",
    carries: { html: true, attachments: true, maxBytes: settings.maxBytes ?? null },
    deduplicatesByKey: settings.deduplicatesByKey ?? false,
    canBeAsked: false,
    canBeListed: false,
    concurrency: settings.concurrency ?? 10,
    ratePerSecond: settings.ratePerSecond ?? null,
    timeoutMs: settings.timeoutMs ?? 30_000,
    address: `${settings.host}:${settings.port}`,
    sender: settings.sender,
  };
  return { descriptor, open: () => openEmailSender(descriptor, settings) };
}
