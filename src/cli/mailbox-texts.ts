// What `convoca mailbox` says.

import { CERTIFIED_QUARANTINE } from "../domain/messages/certified-texts.ts";
import type { MailboxRow, MailRow } from "../store/pec.ts";

const INCOMING: Readonly<Record<string, string>> = {
  ordinary: "posta ordinaria",
  certified: "PEC di qualcuno",
  anomaly: "posta ordinaria nella busta del gestore (anomalia)",
};

export const MAILBOX_TEXTS = {
  none: "Nessuna casella PEC è stata letta: registrare un gateway con «convoca gateway … --channel pec».",
  mailbox: ({ gatewayId, receipts, quarantined, incoming, readAt }: MailboxRow): string =>
    `${gatewayId}: ${receipts} ricevute, ${quarantined} in quarantena, ${incoming} da leggere; ultimo messaggio ${readAt ?? "mai"}`,
  problem: (problem: string, since: string): string => `  non si legge dal ${since}: ${problem}`,
  mail: ({ readAt, outcome, code, from, subject }: MailRow): string =>
    `  ${readAt} · ${outcome === "quarantined" ? `${code}: ${CERTIFIED_QUARANTINE[code] ?? code}` : (INCOMING[code] ?? code)} · ${from} · ${subject}`,
} as const;
