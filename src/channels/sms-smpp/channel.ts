// The SMS channel over SMPP 3.4: its settings and its descriptor.

import type { Channel, ChannelDescriptor } from "../channel.ts";
import { openSmppSender } from "./sender.ts";

/** How a message id is written: some gateways answer in hexadecimal and report in decimal, or the other way about. */
export type IdNotation = "text" | "hex" | "decimal";

export interface SmppSettings {
  readonly id: string;
  /** `smpp://host:port`, or `smpps://` for TLS with a certificate that is checked. */
  readonly url: string;
  readonly systemId: string;
  /** Read when the connection is opened: it lies in a file or in the environment. */
  readonly password: () => string;
  /** Registered alias (at most 11 characters) or number. */
  readonly sender: string;
  readonly systemType?: string;
  readonly serviceType?: string;
  /** Kind and plan of the addresses served, told when binding. */
  readonly addressTon?: number;
  readonly addressNpi?: number;
  readonly addressRange?: string;
  /** Of the sender; by default what it looks like: an alias 5/0, a number 1/1, a short number 3/0. */
  readonly sourceTon?: number;
  readonly sourceNpi?: number;
  readonly destinationTon?: number;
  readonly destinationNpi?: number;
  /** A long text leaves in numbered parts, or whole in a field of its own that the gateway cuts. */
  readonly longText?: "parts" | "payload";
  /** How long the gateway is to try; without it as long as it likes. */
  readonly validityHours?: number;
  readonly answerIds?: IdNotation;
  readonly receiptIds?: IdNotation;
  /** The clock of the dates in receipts; without it they are not read, and the receipt counts from when it came. */
  readonly receiptClock?: "UTC" | "Europe/Rome";
  /** The gateway gives back `user_message_reference` with its receipts. */
  readonly echoesUserReference?: boolean;
  /** A vendor's field that bears our key, and comes back with the receipts of gateways that agreed to it (0x1400 to 0x3FFF). */
  readonly keyTag?: number | null;
  /** Certificates to trust instead of the system's, PEM; read when the connection is opened. */
  readonly certificates?: () => string;
  /** Messages opened at once, which is also the most that a crash leaves in doubt. */
  readonly concurrency?: number;
  /** Packets without an answer at once, as the contract says; as many as `concurrency` without it, and never more. */
  readonly window?: number;
  readonly ratePerSecond?: number | null;
  readonly timeoutMs?: number;
  readonly enquireMs?: number;
}

export type FullSmppSettings = Required<Omit<SmppSettings, "sourceTon" | "sourceNpi" | "validityHours" | "receiptClock" | "certificates">> &
  Pick<SmppSettings, "sourceTon" | "sourceNpi" | "validityHours" | "receiptClock" | "certificates">;

const USUAL = {
  systemType: "", serviceType: "", addressTon: 0, addressNpi: 0, addressRange: "", destinationTon: 1, destinationNpi: 1, longText: "parts", answerIds: "text", receiptIds: "text",
  echoesUserReference: false, keyTag: null, concurrency: 10, ratePerSecond: null, timeoutMs: 10_000, enquireMs: 30_000,
} as const;

/** Builds the channel; nothing is connected before `open()`. */
export function smppChannel(given: SmppSettings): Channel {
  const concurrency = given.concurrency ?? USUAL.concurrency;
  const settings: FullSmppSettings = { ...USUAL, ...given, window: Math.min(given.window ?? concurrency, concurrency) };
  const descriptor: ChannelDescriptor = {
    id: settings.id,
    channel: "sms",
    proof: "delivery-receipt",
    carries: { html: false, attachments: false, maxBytes: null },
    // The protocol has no key of ours: a second hand-over would be a second message, and nobody could be asked about the first.
    deduplicatesByKey: false,
    canBeAsked: false,
    canBeListed: false,
    concurrency: settings.concurrency,
    ratePerSecond: settings.ratePerSecond,
    timeoutMs: settings.timeoutMs,
    address: settings.url,
    sender: settings.sender,
  };
  return { descriptor, open: (inbox) => openSmppSender(settings, inbox) };
}
