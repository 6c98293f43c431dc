// How the acts of the register are named: the plain ones by themselves, those of the procedures by the words of their tables.

import { ACTIVITY_ACTS } from "../activities/texts.ts";
import { OFFER_ACTS } from "../activities/offer-texts.ts";
import { PRESENCE_ACTS } from "../activities/presence-texts.ts";
import { VOUCHER_ACTS } from "../activities/voucher-texts.ts";
import { AVAILABILITY_ACTS } from "../availability/texts.ts";
import { CASE_ACTS } from "../case-life/texts.ts";
import { CONDITIONALITY_ACTS } from "../conditionality/texts.ts";
import { EXCLUSION_ACTS } from "../duties/exclusion/texts.ts";
import { EXEMPTION_ACTS } from "../duties/exemption/texts.ts";
import { HAND_OVER_ACTS } from "../hand-over/texts.ts";
import { PACT_ACTS } from "../pact/texts.ts";
import { PROFILING_ACTS } from "../profiling/texts.ts";
import { SUMMONS_ACTS } from "../summons/texts.ts";

/** Acts that are of no procedure's table. */
export const PLAIN_ACTS: Readonly<Record<string, string>> = {
  "notice-received": "Notifica ricevuta",
  "notice-updated": "Notifica aggiornata",
  "case-moved": "Passato a un'altra sede",
  "summons-cancelled": "Convocazione annullata",
  "office-assigned": "Sede assegnata a mano",
  "appointment-planned": "Posto in agenda riservato",
  "summons-issued": "Convocazione emessa",
  "failure-taken-care": "Rimedio a un messaggio non arrivato",
  "appointment-moved": "Appuntamento spostato",
  "came-without-appointment": "Si è presentata senza appuntamento",
  "appointment-desk-changed": "Cambio di sportello, alla stessa ora",
  "summons-not-delivered": "Convocazione non consegnata",
  "summons-delivered-late": "Recapito provato dopo un mancato recapito",
  "uncertain-resolved": "Messaggio incerto deciso",
  "desk-task-closed": "Attività dello sportello chiusa",
  "reminder-queued": "Promemoria preparato",
  "cancellation-told": "Annullamento comunicato",
  "gateway-state-set": "Stato del gateway cambiato",
  "gateway-price-set": "Prezzo di un gateway registrato",
  "desk-ability-set": "Competenze di uno sportello scritte",
  "plan-rule-proposed": "Regole del piano proposte",
  "plan-rule-approved": "Regole del piano approvate",
  "plan-rule-refused": "Regole del piano respinte",
  "gateway-weight-set": "Peso di un fornitore cambiato",
  "gateway-receipts-set": "Dichiarato se un fornitore dà ricevute di consegna",
  "sender-registration-set": "Registrazione di un mittente aggiornata",
  "gateway-reconciled": "Gateway allineato dopo un ripristino",
  "restored-backup-found": "Trovato un backup ripristinato",
  "reference-imported": "Tabelle di riferimento caricate",
  "document-handed-in": "Documento consegnato",
  "language-chosen": "Lingua scelta dalla persona",
  "reminders-stopped": "Non vuole più promemoria",
  "document-judged": "Esito di un documento",
  "paper-issued": "Documento emesso",
  "paper-scan-linked": "Foglio firmato riportato in scansione",
  "signing-code-sent": "Codice per firmare mandato alla persona",
  "signing-code-spent": "Codice per firmare sbagliato tre volte",
  "letter-written": "Lettera scritta",
  "letter-in-batch": "Lettera messa nel lotto per lo stampatore",
  "letter-outcome": "Esito della lettera comunicato dalla posta",
  "letter-scan-linked": "Avviso di ricevimento riportato in scansione",
  "letter-batch-closed": "Lotto di lettere chiuso",
  "letter-batch-accepted": "Lotto accettato dallo stampatore",
  "letter-batch-settled": "Lotto incerto deciso",
  "evidence-handed-out": "Fascicolo di prova consegnato",
  "data-erased": "Dati cancellati alla fine del loro tempo",
  "data-given": "Copia dei dati consegnata alla persona",
  "data-rectified": "Dati rettificati su richiesta della persona",
  "processing-restricted": "Trattamento limitato su richiesta della persona",
  "restriction-lifted": "Limitazione del trattamento tolta",
  "case-assigned": "Caso affidato",
  "case-waits": "Caso in attesa",
  "case-wait-ended": "Attesa finita",
  "contacts-checked": "Recapiti verificati",
  "domicile-found": "Domicilio digitale trovato nel registro",
  "domicile-withdrawn": "Domicilio digitale cessato nel registro",
  "identity-checked": "Identità e recapiti verificati",
  "household-checked": "Esclusioni ed esoneri del nucleo verificati",
  "meeting-agreed": "Prossimo appuntamento concordato",
  "meeting-attended": "Venuta all’incontro concordato",
  "meeting-missed": "Non venuta all’incontro concordato",
  "meeting-outcome-corrected": "Esito dell’incontro concordato corretto",
  "meeting-moved": "Incontro concordato spostato",
  "meeting-cancelled": "Incontro concordato annullato",
  "interview-closed": "Primo colloquio concluso",
  "node-asked": "Chiesto al nodo nazionale",
  "node-state-compared": "Stato del nodo nazionale confrontato",
  "node-exchange-reprocessed": "Messaggio del nodo nazionale rielaborato",
  "node-exchange-closed": "Messaggio del nodo nazionale chiuso",
  "node-report-resend": "Comunicazione alla piattaforma nazionale inviata di nuovo",
  "node-report-taken": "Comunicazione registrata come ricevuta dalla piattaforma nazionale",
  "node-report-filed": "Comunicazione alla piattaforma nazionale consegnata per file",
  "node-report-set-aside": "Comunicazione alla piattaforma nazionale non più da inviare",
  "day-turned": "Termini aperti ricontati all’inizio del giorno",
};

interface Named {
  readonly name: string;
  readonly acts: Readonly<Record<string, string>>;
}

export const PROCEDURE_WORDS: Readonly<Record<string, Named>> = {
  convocazione: { name: "Convocazione", acts: SUMMONS_ACTS },
  did: { name: "DID", acts: AVAILABILITY_ACTS },
  esclusione: { name: "Esclusione", acts: EXCLUSION_ACTS },
  esonero: { name: "Esonero", acts: EXEMPTION_ACTS },
  profilazione: { name: "Profilazione", acts: PROFILING_ACTS },
  patto: { name: "Patto per il Lavoro", acts: PACT_ACTS },
  attivita: { name: "Attività", acts: ACTIVITY_ACTS },
  "offerta-di-lavoro": { name: "Offerta di lavoro", acts: OFFER_ACTS },
  "presenza-periodica": { name: "Presenza periodica", acts: PRESENCE_ACTS },
  "assegno-di-ricollocazione": { name: "Assegno di ricollocazione", acts: VOUCHER_ACTS },
  condizionalita: { name: "Condizionalità", acts: CONDITIONALITY_ACTS },
  "invio-al-comune": { name: "Invio ai servizi del Comune", acts: HAND_OVER_ACTS },
  "vita-del-caso": { name: "Vita del caso", acts: CASE_ACTS },
};

/** «Convocazione: Registra la presenza». What no table names stays as it is. */
export function actName(kind: string): string {
  const own = PLAIN_ACTS[kind];
  if (own !== undefined) return own;
  const [procedure = "", act = ""] = kind.split("/");
  const table = PROCEDURE_WORDS[procedure];
  return table === undefined ? kind : `${table.name}: ${lowered(table.acts[act] ?? act)}`;
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
