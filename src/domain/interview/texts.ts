// Italian words of the first interview: its steps with their law, its ways out, what is said of contact points.

import type { CitationKey } from "../law/citation.ts";
import type { Step, Way } from "./types.ts";

export const STEP_TITLES: Readonly<Record<Step, string>> = {
  identity: "Identità e recapiti",
  did: "DID",
  household: "Esclusioni ed esoneri del nucleo",
  index: "Profilo quantitativo",
  assessment: "Profilo qualitativo",
  outcome: "Esito",
  pact: "Patto",
};

/** What the step stands on, where its own acts do not say it. */
export const STEP_LAW = {
  identity: "GDPR_ART5",
  did: "DL4_2019_ART4_C1",
  household: "CIRC_ANPAL_3_2019",
  index: "CIRC_ANPAL_3_2019",
  assessment: "CIRC_ANPAL_3_2019",
  outcome: "CIRC_ANPAL_3_2019",
  pact: "DLGS150_2015_ART20",
} as const satisfies Readonly<Record<Step, CitationKey>>;

export const WAY_TITLES: Readonly<Record<Way, string>> = {
  pact: "Patto per il Lavoro",
  municipality: "Invio ai servizi del Comune",
  exempt: "Esonero",
  excluded: "Esclusione",
};

export const IDENTITY_PAPERS = {
  "id-card": "carta d’identità",
  passport: "passaporto",
  "driving-licence": "patente di guida",
  "residence-permit": "permesso di soggiorno",
  known: "già riconosciuta da questa sede",
} as const;
export type IdentityPaper = keyof typeof IDENTITY_PAPERS;

export const INTERVIEW_TEXTS = {
  checkedBy: (who: string): string => `verificato da ${who}`,
  pathEnds: (text: string): string => `Il percorso si ferma qui: ${text}`,
  exempt: (title: string, to: string): string =>
    `la persona è esonerata fino al ${to} (${title.toLowerCase()}).`,
  excluded: (fact: string): string => `la persona è esclusa dagli obblighi (${fact}).`,
  notBound: "la piattaforma indica la persona come non tenuta agli obblighi.",
  pactByProfile: "Patto per il Lavoro, come dal profilo deciso",
  profileFirst:
    "L’esito segue dal profilo: prima va deciso, oppure va registrata un’esclusione o un esonero.",
  notRecorded: {
    exempt:
      "Nessun esonero è concesso oggi: si chiede e si decide nel passo «Esclusioni ed esoneri del nucleo».",
    excluded:
      "Nessuna esclusione vale oggi: se c’è un fatto che esclude, si registra nel passo «Esclusioni ed esoneri del nucleo».",
  } as Readonly<Record<"exempt" | "excluded", string>>,
  limit: {
    household: (members: number): string =>
      members === 1 ? "un solo componente per nucleo" : `al più ${members} componenti per nucleo`,
    "cared-person": (members: number): string =>
      members === 1
        ? "un solo componente per ogni persona assistita"
        : `al più ${members} componenti per ogni persona assistita`,
    none: "senza limite di componenti",
  },
} as const;

export const CONTACT_TEXTS = {
  unknown: "Uno dei recapiti non è più fra quelli della persona: ricaricare la pagina.",
  twice: "Lo stesso recapito è segnato come sbagliato e scritto come nuovo: scegliere una delle due.",
  nothing: "Nessun recapito è stato confermato, corretto o aggiunto.",
  noneLeft:
    "Non resta alcun cellulare né e-mail utilizzabile: chiederne uno alla persona, o scriverle per posta.",
} as const;

export const FIELD_TEXTS = {
  paper: "Documento mostrato",
  matches: "I dati anagrafici corrispondono al documento",
  surname: "Cognome",
  name: "Nome",
  street: "Indirizzo di residenza",
  zip: "CAP",
  otherwise:
    "Codice fiscale, data di nascita e Comune di residenza non si correggono allo sportello: vengono dalla piattaforma.",
  from: (value: string, source: string): string => `${source}: ${value}.`,
  pointKinds: { mobile: "Cellulare", landline: "Telefono fisso", email: "E-mail", pec: "PEC" },
  confirmed: "giusto",
  wrong: "sbagliato o non più suo",
  unasked: "non chiesto",
  newPhone: "Nuovo telefono",
  newPhoneHelp: "Lasciare vuoto se non cambia.",
  newEmail: "Nuova e-mail",
  source: "Da dove viene",
  reason: "Annotazione sui recapiti",
  sharedBy: (count: number): string => `usato da ${count} persone`,
  didWay: "Come è resa",
  didTake: "la persona la rende ora, allo sportello",
  didPlatform: "l’ha già resa sulla piattaforma",
  didOn: "Data della DID",
  didSigned: "La persona ha firmato la DID",
  didNumber: "Numero della DID sulla piattaforma",
  householdNote: "Annotazione",
  householdHelp: "Facoltativa. Non scrivere dati sulla salute: la prova si carica fra i documenti.",
  answer: "Che cosa ha risposto il servizio nazionale",
  answered: "ha dato l’indice",
  unanswered: "non risponde: si procede senza indice",
  indexValue: "Indice quantitativo",
  indexHelp: (min: number, max: number): string =>
    `Un numero fra ${min} (più vicino al lavoro) e ${max} (più lontano).`,
  indexMethod: "Versione del metodo",
  indexMethodHelp: "Come la indica il servizio nazionale.",
  indexOn: "Calcolato il",
  withoutReason: "Perché si procede senza indice",
  sources: "Fonti della valutazione",
  way: "Come si prosegue",
  grounds: "Particolari criticità rilevate",
  reasons: "Motivazioni scritte",
  reasonsHelp: "Partono con il nucleo verso i servizi del Comune: almeno una frase compiuta.",
  sendNow: "Invia subito il nucleo ai servizi del Comune",
  sendHelp: "Senza la spunta resta una proposta, che si può ancora correggere.",
  responsible: "Chi segue la persona",
  meetEveryDays: "Ci si incontra almeno ogni",
  days: "giorni",
  inPact: "Nel patto",
  leftOutFor: "Perché resta fuori",
  by: "Entro il",
  timesAWeek: "Quante volte la settimana",
  shownBy: "Come si dimostra",
  agreed: "Che cosa si è concordato",
  agreedUsual: "partecipare ai percorsi di formazione o riqualificazione proposti dal centro per l’impiego",
  activities: "Attività dal catalogo",
  activitiesHelp: "Entrano nel patto con date e luogo; l’iscrizione si fa dopo la firma.",
  meeting: "Prossimo appuntamento",
  meetingHelp: "Il posto in agenda è tenuto da adesso.",
  agreedOn: "Data dell’accordo",
  heard: "Gli impegni sono stati letti e spiegati alla persona, che li ha discussi",
  yes: "sì",
  no: "no",
} as const;

export const SOURCES_OF_VALUES = {
  notice: (day: string): string => `Dalla notifica INPS del ${day}`,
  desk: (day: string): string => `Dallo sportello il ${day}`,
  birth: "Dalla data di nascita della notifica",
  household: "Dal nucleo della notifica",
  earlier: "Dal profilo precedente",
} as const;
