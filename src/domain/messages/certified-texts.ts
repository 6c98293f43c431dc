// Receipts of certified mail in the words that people read.

import { CERTIFIED_RECEIPTS } from "./certified-mail.ts";
import type { CertifiedReceipt } from "./certified-mail.ts";

const RECEIPTS: Readonly<Record<CertifiedReceipt, string>> = {
  accettazione: "Ricevuta di accettazione",
  "non-accettazione": "Avviso di non accettazione",
  "presa-in-carico": "Presa in carico dal gestore del destinatario",
  "avvenuta-consegna": "Ricevuta di avvenuta consegna",
  "errore-consegna": "Avviso di mancata consegna",
  "preavviso-errore-consegna": "Primo avviso: consegna non ancora avvenuta",
  "rilevazione-virus": "Avviso di rilevazione di virus",
};

const ADDITIONS: Readonly<Record<string, string>> = {
  esterno: "la casella non è una PEC",
  "no-dest": "casella inesistente",
  "no-dominio": "dominio inesistente",
  virus: "virus",
};

/** What a receipt is, from its code: "Avviso di mancata consegna (casella inesistente, 5.1.1)"; the code itself where it is none of ours. */
export function certifiedReceiptName(code: string): string {
  const [kind, ...more] = code.split("/");
  const known = CERTIFIED_RECEIPTS.find((each) => each === kind);
  if (known === undefined) return code;
  const said = more.filter((word) => word !== "altro").map((word) => (Object.hasOwn(ADDITIONS, word) ? ADDITIONS[word]! : word));
  return said.length === 0 ? RECEIPTS[known] : `${RECEIPTS[known]} (${said.join(", ")})`;
}
