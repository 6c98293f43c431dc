// Names of terms, states, acts and reasons as an operator reads them.

import { ROLE_TITLES } from "../../domain/access/role-texts.ts";
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
  "sms-reply": "Risposta per SMS da leggere",
  "pec-silent": "PEC senza ricevuta da troppo tempo",
  "gone-from-node": "Il nodo nazionale non la nomina più",
  uncertain: "Messaggio dall'esito incerto",
  "call:convocazione": "Convocazione: telefonare alla persona",
  "sign:convocazione": "Convocazione: far firmare l’appuntamento allo sportello",
  failed: "Messaggio non consegnato",
  restricted: "Trattamento limitato: non le si scrive",
  replan: "Appuntamento in ore chiuse, da spostare",
  "agree-again": "Incontro da concordare di nuovo",
  "tell:incontro": "Incontro concordato: informare la persona",
  "node:refused": "Comunicazione rifiutata dalla piattaforma nazionale",
};

/** How the office was chosen. */
export const RULES: Readonly<Record<string, string>> = {
  ...ROUTING_RULE_TEXTS,
  decision: "Decisione della Regione",
};

const within = (title: string): string => title.charAt(0).toLowerCase() + title.slice(1);

/** Who did an act, after their name: the role as everywhere else, or who has none. */
export const ACTOR_ROLES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(ROLE_TITLES).map(([role, title]) => [role, within(title)])),
  clerk: within(ROLE_TITLES["day-sheet-clerk"]),
  system: "Convoca",
  citizen: "cittadino",
};
