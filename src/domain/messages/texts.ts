// Italian for everything a user reads about messages: states, failures, what to do, refusals.

import type { FailureCause, MessageState } from "./receipts.ts";
import type { MessageChannel, MessageKind } from "./types.ts";

export const STATE_TEXTS: Readonly<
  Record<MessageState, { readonly name: string; readonly meaning: string }>
> = {
  due: { name: "Da inviare", meaning: "Il messaggio è pronto e aspetta il suo turno o l’orario consentito." },
  claimed: { name: "In consegna al gestore", meaning: "Il messaggio è sul punto di passare al gestore." },
  accepted: {
    name: "Preso in carico dal gestore",
    meaning: "Il gestore ha il messaggio; manca ancora la ricevuta di consegna.",
  },
  delivered: { name: "Consegnato", meaning: "È arrivata la ricevuta di consegna." },
  failed: {
    name: "Non consegnato",
    meaning: "Il messaggio non è arrivato: serve un altro recapito o un altro mezzo.",
  },
  uncertain: {
    name: "Esito incerto",
    meaning:
      "Il gestore non ha risposto: il messaggio potrebbe essere partito. Non viene inviato di nuovo senza una decisione.",
  },
  withdrawn: {
    name: "Ritirato",
    meaning: "L’appuntamento è cambiato prima dell’invio: il messaggio non è partito.",
  },
};

export const FAILURE_TEXTS: Readonly<
  Record<FailureCause, { readonly name: string; readonly whatToDo: string }>
> = {
  "number-not-existing": {
    name: "Numero inesistente",
    whatToDo: "Chiedere un altro recapito al prossimo contatto; provare con l’e-mail o con la posta.",
  },
  "address-not-existing": {
    name: "Indirizzo postale errato o inesistente",
    whatToDo: "Chiedere l’indirizzo alla persona e correggere la residenza; intanto usare il telefono.",
  },
  "person-dead": {
    name: "La posta riferisce che la persona è deceduta",
    whatToDo: "Verificare all’anagrafe prima di scrivere ancora.",
  },
  "person-moved": {
    name: "La persona si è trasferita",
    whatToDo: "Chiedere il nuovo indirizzo all’anagrafe; intanto usare il telefono.",
  },
  "person-not-found": {
    name: "La posta non ha trovato la persona all’indirizzo",
    whatToDo: "Verificare l’indirizzo all’anagrafe; provare con il telefono.",
  },
  "mailbox-not-existing": {
    name: "Casella di posta inesistente",
    whatToDo: "Verificare con la persona come si scrive l’indirizzo; intanto usare il telefono o la posta.",
  },
  "domain-not-existing": {
    name: "Dominio di posta inesistente",
    whatToDo: "L’indirizzo è scritto male dopo la chiocciola: chiederlo di nuovo.",
  },
  "not-certified-mailbox": {
    name: "La casella non è una PEC",
    whatToDo: "L’indirizzo è di posta ordinaria: nessuna ricevuta di consegna arriverà. Chiedere la PEC, o usare un’altra forma.",
  },
  "virus-found": {
    name: "Il gestore della PEC ha rilevato un virus",
    whatToDo: "Avvisare chi gestisce il servizio: il messaggio va controllato prima di scriverne un altro.",
  },
  "mailbox-disabled": {
    name: "Casella di posta disattivata",
    whatToDo: "Chiedere un altro indirizzo; intanto usare il telefono o la posta.",
  },
  "message-rejected": {
    name: "Messaggio rifiutato dal gestore del destinatario",
    whatToDo: "Avvisare chi gestisce il servizio: il mittente o il contenuto è stato respinto.",
  },
  "policy-refused": {
    name: "Messaggio bloccato da un filtro",
    whatToDo: "Avvisare chi gestisce il servizio: vanno controllate le autorizzazioni del mittente.",
  },
  "message-too-large": { name: "Messaggio troppo grande", whatToDo: "Avvisare chi gestisce il servizio." },
  "mailbox-full": {
    name: "Casella di posta piena",
    whatToDo: "Riprovare fra qualche giorno; intanto usare il telefono.",
  },
  "not-reachable-in-time": {
    name: "Telefono o casella non raggiungibile",
    whatToDo: "Telefonare, oppure inviare di nuovo in un altro orario.",
  },
  "no-route": {
    name: "Destinatario non raggiungibile dalla rete",
    whatToDo: "Avvisare chi gestisce il servizio; intanto usare un altro recapito.",
  },
  lost: {
    name: "Lettera smarrita, rubata o deteriorata",
    whatToDo: "Scriverne un’altra, se c’è ancora tempo; altrimenti telefonare.",
  },
  unspecified: {
    name: "Non consegnato, causa non comunicata",
    whatToDo: "Provare con un altro recapito; se manca, telefonare.",
  },
};

export const KIND_TEXTS: Readonly<Record<MessageKind, string>> = {
  summons: "Convocazione",
  reminder: "Promemoria",
  moved: "Spostamento",
  cancelled: "Annullamento",
  "meeting-moved": "Spostamento dell’incontro concordato",
  "meeting-cancelled": "Annullamento dell’incontro concordato",
  "reply-confirmed": "Ricevuta della conferma",
  "reply-taken": "Ricevuta della risposta",
  "reply-unclear": "Risposta non capita",
  "reply-shared": "Risposta da un numero di più persone",
  "reply-stop": "Niente più promemoria",
};

export const CHANNEL_TEXTS: Readonly<Record<MessageChannel, string>> = { sms: "SMS", email: "E-mail", pec: "PEC", letter: "Lettera" };

export const LINT_TEXTS = {
  forbiddenWord:
    "Il messaggio può essere letto da altri: togliere il nome della misura, le sanzioni, la salute e ogni dato economico.",
  shortener: "I collegamenti abbreviati non sono ammessi: scrivere l’indirizzo per esteso.",
  foreignLink: "Il collegamento porta fuori dai siti dell’amministrazione: toglierlo.",
  insecureLink: "Il collegamento deve cominciare con https://.",
  anyLink: "I collegamenti nei messaggi espongono alle truffe: usarli solo se indispensabili.",
  noOffice: "Il testo deve nominare l’ufficio.",
  noPhone: "Il testo deve riportare un numero di telefono.",
  otherName: "Il messaggio nomina un’altra persona del nucleo: toglierla.",
} as const;

export const TEMPLATE_REFUSALS = {
  empty: "Il modello non contiene alcun testo: scriverlo.",
  duplicate: "Esistono due modelli con lo stesso codice e la stessa versione: aumentare la versione.",
  unknownValue: (name: string): string =>
    `Il segnaposto {${name}} non esiste: usare solo quelli dell’elenco.`,
  missing: (kind: string): string => `Manca il modello in italiano per «${kind}»: aggiungerlo.`,
  forbidden: (message: string, excerpt: string): string => `${message} Trovato: «${excerpt}».`,
  incomplete: (what: string): string => `Al modello manca ${what}: aggiungerlo.`,
} as const;

export const OFFICE_REFUSALS = {
  incomplete: (field: string): string =>
    `All’ufficio manca ${field}: completare la scheda dell’ufficio prima di inviare messaggi.`,
  email: "L’indirizzo e-mail dell’ufficio non è scritto bene: correggerlo nella scheda dell’ufficio.",
} as const;

export const SENDER_REFUSALS = {
  length: "Il mittente degli SMS deve avere da 3 a 11 caratteri.",
  characters: "Il mittente degli SMS può contenere solo lettere senza accento, cifre e spazi.",
  digits: "Il mittente degli SMS non può essere fatto di sole cifre né imitare un numero di telefono.",
} as const;

/** What the citizen's calendar shows: others may look at it, so no person is named. */
export const CALENDAR_TEXTS = {
  summary: (office: string): string => `Appuntamento ${office}`,
  description: (phone: string, code: string): string =>
    `Appuntamento obbligatorio. Rif. ${code}. Per cambiare data: tel. ${phone}`,
  meeting: (phone: string): string => `Incontro concordato. Per cambiare data: tel. ${phone}`,
} as const;
