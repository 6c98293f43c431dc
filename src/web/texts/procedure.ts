// Names of terms, states, acts and reasons as an operator reads them.

import { CHANNEL_TEXTS, FAILURE_TEXTS, KIND_TEXTS } from "../../domain/messages/texts.ts";
import { ROUTING_RULE_TEXTS } from "../../domain/offices/texts.ts";

export const TERMS: Readonly<Record<string, string>> = {
  T1: "DID entro 30 giorni: si può rendere anche al primo appuntamento",
  T2: "Convocare entro 30 giorni",
  "T2-convene": "Convocare entro 30 giorni",
  convene: "Convocare entro 30 giorni",
  "region-target": "Obiettivo della Regione",
};

export const SUMMONS_STATES: Readonly<Record<string, string>> = {
  planned: "pianificata",
  issued: "emessa",
  confirmed: "confermata",
  "not-delivered": "non consegnata",
  cancelled: "annullata",
  "asks-another-date": "ha chiesto un’altra data",
  declined: "ha risposto che non verrà",
  "to-convene-again": "da convocare di nuovo",
  attended: "presente",
  absent: "assente, può giustificare",
  justified: "assenza giustificata",
  unjustified: "assenza ingiustificata",
};

export const MESSAGE_KINDS: Readonly<Record<string, string>> = {
  ...KIND_TEXTS,
  "signing-code": "Codice per firmare",
};

export const MESSAGE_STATES: Readonly<Record<string, string>> = {
  due: "da inviare",
  claimed: "in invio",
  accepted: "accettato dal gateway",
  delivered: "consegnato",
  failed: "non consegnato",
  uncertain: "esito incerto",
  withdrawn: "ritirato",
  delayed: "in ritardo",
  refused: "rifiutato",
  retry: "nuovo tentativo",
  sent: "inviato",
  "no-answer": "nessuna risposta",
};

/** Why a message did not arrive, with what to do: the gateways' causes, then our own. */
export const MESSAGE_FAILURES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.entries(FAILURE_TEXTS).map(([cause, text]) => [cause, `${text.name}. ${text.whatToDo}`]),
  ),
  "no-answer": "Il gateway non ha risposto: decidere se inviarlo di nuovo o considerarlo inviato",
  "worker-lost":
    "Il processo che lo inviava si è interrotto: decidere se inviarlo di nuovo o considerarlo inviato",
  "restored-backup":
    "Ripristinato un backup: non si sa se era partito. Decidere se inviarlo di nuovo o considerarlo inviato",
  "assumed-sent": "Considerato inviato per decisione di una persona",
  "expired-before-sending": "L'appuntamento è passato prima che il messaggio partisse",
  "moved-untold": "Appuntamento spostato: nessun recapito a cui dirlo. Avvisare la persona",
  paper: "Solo indirizzo postale: cercare un cellulare o un'e-mail",
  nobody: "Nessun recapito: cercare la persona",
  refused: "Rifiutato dal gateway",
  "code-over": "Il codice non valeva più quando sarebbe partito: mandarne uno nuovo, o firmare su carta",
  restricted: "Ritirato: il trattamento dei dati della persona è limitato",
};

export const CHANNELS: Readonly<Record<string, string>> = CHANNEL_TEXTS;

export const TASKS: Readonly<Record<string, string>> = {
  unreachable: "Nessun recapito utilizzabile",
  "no-contacts": "Nessun recapito utilizzabile",
  "no-contact": "Nessun recapito utilizzabile",
  paper: "Da avvisare per posta",
  "not-delivered": "Messaggio non consegnato",
  uncertain: "Messaggio dall'esito incerto",
  failed: "Messaggio non consegnato",
  restricted: "Trattamento limitato: non le si scrive",
  replan: "Appuntamento in ore chiuse, da spostare",
};

export const ACTS: Readonly<Record<string, string>> = {
  "notice-received": "Notifica ricevuta",
  "notice-updated": "Notifica aggiornata",
  "case-moved": "Passato a un'altra sede",
  "summons-cancelled": "Convocazione annullata",
  "office-assigned": "Sede assegnata a mano",
  "appointment-planned": "Posto in agenda riservato",
  "summons-issued": "Convocazione emessa",
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
  "gateway-reconciled": "Gateway allineato dopo un ripristino",
  "restored-backup-found": "Trovato un backup ripristinato",
  "reference-imported": "Tabelle di riferimento caricate",
  "document-handed-in": "Documento consegnato",
  "document-judged": "Esito di un documento",
  "paper-issued": "Documento emesso",
  "paper-scan-linked": "Foglio firmato riportato in scansione",
  "signing-code-sent": "Codice per firmare mandato alla persona",
  "signing-code-spent": "Codice per firmare sbagliato tre volte",
  "data-erased": "Dati cancellati alla fine del loro tempo",
  "data-given": "Copia dei dati consegnata alla persona",
  "data-rectified": "Dati rettificati su richiesta della persona",
  "processing-restricted": "Trattamento limitato su richiesta della persona",
  "restriction-lifted": "Limitazione del trattamento tolta",
  "case-assigned": "Caso affidato",
  "case-waits": "Caso in attesa",
  "case-wait-ended": "Attesa finita",
  "contacts-checked": "Recapiti verificati",
  "identity-checked": "Identità e recapiti verificati",
  "household-checked": "Esclusioni ed esoneri del nucleo verificati",
  "meeting-agreed": "Prossimo appuntamento concordato",
  "meeting-attended": "Venuta all’incontro concordato",
  "meeting-missed": "Non venuta all’incontro concordato",
  "meeting-outcome-corrected": "Esito dell’incontro concordato corretto",
  "meeting-moved": "Incontro concordato spostato",
  "meeting-cancelled": "Incontro concordato annullato",
  "interview-closed": "Primo colloquio concluso",
  "day-turned": "Termini aperti ricontati all’inizio del giorno",
};

/** How the office was chosen. */
export const RULES: Readonly<Record<string, string>> = {
  ...ROUTING_RULE_TEXTS,
  decision: "Decisione della Regione",
};

export const ACTOR_ROLES: Readonly<Record<string, string>> = {
  operator: "operatore",
  "office-manager": "responsabile della sede",
  clerk: "addetto all’accoglienza",
  "second-officer": "secondo operatore",
  auditor: "revisore",
  regional: "cabina di regia",
  administrator: "amministrazione regionale",
  system: "Convoca",
  citizen: "cittadino",
};
