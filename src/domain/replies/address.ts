// The address that the links of messages bear: the office's own full domain over https, or this very machine for a trial.

import { accept, refuse } from "../outcome.ts";
import type { Outcome } from "../outcome.ts";
import { lintMessage } from "../messages/lint.ts";

const LOOPBACK = /^http:\/\/(?:127\.0\.0\.1|localhost)(?::\d{1,5})?$/;
const OWN = /^https:\/\/((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24})(?::\d{1,5})?$/;
/** With fewer characters no public body's domain is written in full. */
const SHORTEST_HOST = 8;

const REFUSALS = {
  form: "L’indirizzo pubblico si scrive per intero e senza percorso, come https://cpi.regione.example.",
  short: "L’indirizzo pubblico deve essere il dominio dell’ente per esteso: i collegamenti abbreviati non sono ammessi.",
} as const;

/** The address without a final slash. Refusals: INDIRIZZO_PUBBLICO, INDIRIZZO_ABBREVIATO. */
export function readPublicAddress(text: string): Outcome<string> {
  const address = text.trim().toLowerCase().replace(/\/$/, "");
  if (LOOPBACK.test(address)) return accept(address);
  const host = OWN.exec(address)?.[1];
  if (host === undefined) return refuse("INDIRIZZO_PUBBLICO", REFUSALS.form);
  const isBad = lintMessage(`${address}/r/`, { ownDomains: [host] }).some(({ severity }) => severity === "error");
  return isBad || host.length < SHORTEST_HOST ? refuse("INDIRIZZO_ABBREVIATO", REFUSALS.short) : accept(address);
}

/** The domain that the lint admits besides the node's own. */
export function hostOfAddress(address: string): string {
  return address.replace(/^https?:\/\//, "").replace(/:\d+$/, "");
}
