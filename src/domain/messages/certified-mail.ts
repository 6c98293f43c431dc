// What the receipts of certified mail (PEC) prove of a message: their kinds, their causes, and how long each may take.

import { readMailStatus } from "./receipt-codes.ts";
import type { FailureCause, ReceiptFinding } from "./receipts.ts";

/** Kinds of receipts, by the words of the rules (DM 2 November 2005, annex; RFC 6109, section 2.1). */
export const CERTIFIED_RECEIPTS = [
  "accettazione",
  "non-accettazione",
  "presa-in-carico",
  "avvenuta-consegna",
  "errore-consegna",
  "preavviso-errore-consegna",
  "rilevazione-virus",
] as const;
export type CertifiedReceipt = (typeof CERTIFIED_RECEIPTS)[number];

/** What went wrong, by the words of the rules. */
export const CERTIFIED_ERRORS = ["nessuno", "no-dest", "no-dominio", "virus", "altro"] as const;
export type CertifiedError = (typeof CERTIFIED_ERRORS)[number];

/** What a receipt says of the one recipient of our message. */
export interface CertifiedFacts {
  readonly kind: CertifiedReceipt;
  readonly error: CertifiedError;
  /** The recipient's mailbox is not a certified one: the message was taken, and no certified delivery will ever come. */
  readonly isForeign: boolean;
  /** Enhanced status code in the extended error (5.1.1); null when there is none. */
  readonly status: string | null;
}

/** One word for the facts, kept as the receipt's code: "errore-consegna/no-dest/5.1.1", "accettazione/esterno". */
export function certifiedCode({ kind, error, isForeign, status }: CertifiedFacts): string {
  return [kind, ...(isForeign ? ["esterno"] : []), ...(error === "nessuno" ? [] : [error]), ...(status === null ? [] : [status])].join("/");
}

/** What it proves. An acceptance for an ordinary mailbox is the end of certified delivery; a delivery to it cannot be. */
export function certifiedFinding(facts: CertifiedFacts): ReceiptFinding {
  switch (facts.kind) {
    case "avvenuta-consegna":
      return { status: "delivered" };
    case "accettazione":
      return facts.isForeign ? { status: "failed", cause: "not-certified-mailbox" } : { status: "accepted" };
    case "presa-in-carico":
    case "preavviso-errore-consegna":
      return { status: "accepted" };
    case "rilevazione-virus":
      return { status: "failed", cause: "virus-found" };
    case "non-accettazione":
    case "errore-consegna":
      return { status: "failed", cause: causeOf(facts) };
  }
}

function causeOf({ kind, error, status }: CertifiedFacts): FailureCause {
  if (error === "no-dest") return "mailbox-not-existing";
  if (error === "no-dominio") return "domain-not-existing";
  if (error === "virus") return "virus-found";
  const read = status === null ? null : readMailStatus(status, "failed").finding;
  if (read?.status === "failed" && read.cause !== "unspecified") return read.cause;
  return kind === "non-accettazione" ? "message-rejected" : "unspecified";
}

/** A receipt that is late, and what that means. */
export type CertifiedSilence = "no-acceptance" | "no-delivery-12h" | "no-delivery-24h";

/**
 * How long a receipt may take, in hours after the hand-over. The acceptance is given by our own provider at once: an hour is our
 * choice. A sender is told after 12 hours, and again between the 22nd and the 24th, that no delivery is known (DM 2 November 2005,
 * annex, 6.3.2; RFC 6109, 3.1.6): two more hours are left for that word to come.
 */
export const CERTIFIED_HOURS: Readonly<Record<CertifiedSilence, { readonly hours: number; readonly citation: "DM_2_11_2005_PEC"; readonly note: string }>> = {
  "no-acceptance": { hours: 1, citation: "DM_2_11_2005_PEC", note: "Nessuna ricevuta dal nostro gestore, che la dà subito: l’ora è una scelta nostra" },
  "no-delivery-12h": { hours: 12, citation: "DM_2_11_2005_PEC", note: "Né consegna né avviso: a dodici ore il gestore avvisa se la consegna non risulta" },
  "no-delivery-24h": { hours: 26, citation: "DM_2_11_2005_PEC", note: "Né consegna né avviso di mancata consegna, che arriva entro ventiquattro ore: due in più perché arrivi" },
};
