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

/** Why a mail was put aside and not believed, by its code. */
export const CERTIFIED_QUARANTINE: Readonly<Record<string, string>> = {
  POSTA_ILLEGGIBILE: "non è un messaggio di posta",
  TROPPO_GRANDE: "più lungo di quanto una ricevuta possa essere",
  SICUREZZA_ERRORE: "il gestore stesso segnala un errore di sicurezza",
  FIRMA_ASSENTE: "dice di essere una ricevuta, ma non è firmato",
  FIRMA_ILLEGGIBILE: "la firma non si legge",
  FIRMA_ERRATA: "la firma non è di questo contenuto: è falso, o è stato cambiato",
  FIRMA_SCADUTA: "il certificato non valeva in quel momento",
  FIRMA_DI_ALTRI: "il certificato non è della casella che scrive",
  FIRMA_CATENA: "il certificato non discende dalle autorità configurate",
  DATICERT_ASSENTE: "mancano i dati di certificazione",
  DATICERT_DOPPIO: "dati di certificazione più di una volta",
  DATICERT_DOCTYPE: "dati di certificazione con DOCTYPE, che non sono ammessi",
  DATICERT_ILLEGGIBILE: "i dati di certificazione non si leggono",
  DATICERT_INCOMPLETO: "dati di certificazione incompleti",
  RICEVUTA_DISCORDE: "l’intestazione dice altro dai dati firmati",
  RIFERIMENTO_ASSENTE: "non dice di quale messaggio parla",
  MESSAGGIO_NON_NOSTRO: "parla di un messaggio che non ha scritto Convoca",
  MESSAGGIO_SCONOSCIUTO: "parla di un messaggio che non c’è in questo archivio",
  MITTENTE_DIVERSO: "parla di un messaggio con un altro mittente",
  DESTINATARI_DIVERSI: "parla di altri destinatari da quello del messaggio",
  CONSEGNA_SENZA_CASELLA: "consegna senza la casella certificata",
};

/** The page of certified mail among those that a jurist reads. */
export const CERTIFIED_PAGE = {
  title: "Posta elettronica certificata",
  intro:
    "Che cosa prova ogni ricevuta PEC di un messaggio. Vale solo ciò che sta sotto la firma del gestore; la ricevuta intera è conservata come è arrivata ed entra nel fascicolo di prova. La ricevuta di avvenuta consegna è prova legale per le misure che ammettono la PEC.",
  receipts: "Ricevute e avvisi",
  receiptHead: "| Ricevuta | Codice | Che cosa prova |\n|---|---|---|",
  proves: { delivered: "consegnato", accepted: "preso in carico, esito non ancora noto", unknown: "nulla", failed: "non consegnato" },
  hours: "Silenzi",
  hoursNote: "Trascorse queste ore dalla presa in carico, l’ufficio trova un’attività nella sua lista; la ricevuta che arriva dopo la chiude.",
  hourHead: "| Ore | Che cosa manca | Norma |\n|---|---|---|",
  quarantine: "Che cosa non è creduto",
  quarantineNote: "Messaggi della casella messi da parte e contati: non toccano nessun messaggio nostro.",
  quarantineHead: "| Codice | Perché |\n|---|---|",
} as const;
