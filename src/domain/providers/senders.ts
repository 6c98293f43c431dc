// The registry of senders: what a sender may look like, who has registered it, and that all providers of a channel show the same one.

import { checkSmsSender } from "../messages/compose-sms.ts";
import { accept, refuse } from "../outcome.ts";
import type { Outcome } from "../outcome.ts";
import { SENDER_TEXTS } from "./texts.ts";

export type RegistrationState = "requested" | "registered" | "revoked";

export interface SenderRegistration {
  readonly channel: "sms" | "email" | "pec" | "letter";
  readonly sender: string;
  readonly provider: string;
  readonly state: RegistrationState;
  /** Day of the registration with the authority, ISO; needed once registered. */
  readonly registeredOn: string | null;
}

/** Whether a sender can be shown on its channel: a name or number on a telephone, an address in a mailbox. */
export function checkSender(channel: SenderRegistration["channel"], sender: string): Outcome<string> {
  if (channel === "email" || channel === "pec") return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(sender) ? accept(sender) : refuse("MITTENTE_INDIRIZZO", SENDER_TEXTS.addressFormat);
  if (channel === "letter") return accept(sender);
  if (!/^\+?[\d ]+$/.test(sender)) return checkSmsSender(sender);
  return /^(\+[1-9]\d{7,14}|\d{3,6})$/.test(sender) ? accept(sender) : refuse("MITTENTE_NUMERO", SENDER_TEXTS.numberFormat);
}

/** Refusals: FORNITORE_MANCANTE, REGISTRAZIONE_SENZA_DATA, REGISTRAZIONE_FUTURA, and those of {@link checkSender}. */
export function checkRegistration(registration: SenderRegistration, today: string): Outcome<SenderRegistration> {
  if (registration.provider.trim() === "") return refuse("FORNITORE_MANCANTE", SENDER_TEXTS.providerMissing);
  const { state, registeredOn } = registration;
  if (state === "registered" && registeredOn === null) return refuse("REGISTRAZIONE_SENZA_DATA", SENDER_TEXTS.dateMissing);
  if (registeredOn !== null && registeredOn > today) return refuse("REGISTRAZIONE_FUTURA", SENDER_TEXTS.dateAhead);
  const judged = checkSender(registration.channel, registration.sender);
  return judged.ok ? accept(registration) : judged;
}

/** A gateway as far as its sender is concerned. */
export interface SendingGateway {
  readonly id: string;
  readonly channel: string;
  readonly sender: string;
  readonly weight: number;
  readonly settings: Readonly<Record<string, unknown>>;
}

/**
 * Whether all gateways that share a channel's messages show the same sender, and take bounces back at the same place: only so may a
 * finished message pass from one to the other without a letter of it being changed. Refusals: MITTENTI_DIVERSI, RITORNO_DIVERSO.
 */
export function oneSender(gateways: readonly SendingGateway[]): Outcome<null> {
  const byChannel = Map.groupBy(gateways.filter(({ weight }) => weight > 0), ({ channel }) => channel);
  for (const [channel, sharing] of byChannel) {
    const senders = new Set(sharing.map(({ sender }) => sender));
    if (senders.size > 1) return refuse("MITTENTI_DIVERSI", SENDER_TEXTS.differ(channel, [...senders].join(", ")));
    const returns = new Set(sharing.map(({ settings }) => `${String(settings["returnPathDomain"])} ${String(settings["bouncePort"])}`));
    if (channel === "email" && returns.size > 1) return refuse("RITORNO_DIVERSO", SENDER_TEXTS.returnDiffers(sharing.map(({ id }) => id).join(", ")));
  }
  return accept(null);
}
