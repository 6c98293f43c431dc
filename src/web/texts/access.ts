// Words of the pages on who has seen whom: the panel on a person's page, the auditor's page, substitutions.

import type { AccessFlag, GiveReasonRequest } from "../../contract/access.ts";

export const ACTIONS: Readonly<Record<string, string>> = {
  "person-page": "Scheda aperta",
  "person-reason": "Motivo indicato",
  document: "Documento aperto",
  "restricted-document": "Documento riservato aperto",
  evidence: "Fascicolo di prova",
  "evidence-list": "Fascicoli di prova consegnati",
  "signed-mail": "Ricevuta PEC firmata",
  papers: "Documenti emessi",
  "paper-preview": "Bozza di un documento",
  "paper-reading": "Documento letto prima della firma",
  search: "Ricerca",
  "worklist-export": "Elenco scaricato",
  "convene-preview": "Anteprima di convocazione",
  outbox: "Messaggi della sede",
  "outbox-search": "Ricerca nei messaggi",
  "outbox-export": "Messaggi scaricati",
  "message-page": "Messaggio aperto",
  "message-file": "E-mail aperta",
  "failures-preview": "Anteprima del rimedio a messaggi non arrivati",
  agenda: "Agenda",
  "day-sheet": "Foglio del giorno",
  "door-search": "Ricerca all’ingresso",
  "desk-code": "Codice di una convocazione",
  "day-outcomes": "Esiti di un appuntamento",
  "day-closing": "Chiusura della giornata",
  "routing-queue": "Casi da instradare",
  "rejected-rows": "Righe scartate",
  "rejected-download": "Righe scartate scaricate",
  "letter-batch": "Lotto di lettere scaricato",
  "letter-outcomes": "Esiti della posta caricati",
  "letter-outcomes-rejected": "Esiti scartati scaricati",
  "letter-pdf": "Lettera aperta",
  documents: "Elenco dei documenti",
  dossier: "Procedimenti della scheda",
  interview: "Colloquio",
  "agenda-replan": "Spostamenti proposti",
  "conditionality-fact": "Fatto di condizionalità",
  "activity-matches": "Attività adatte",
  "activity-sheet": "Foglio delle presenze",
  "activity-group": "Iscritti a un’attività",
  "subject-requests": "Richieste sui dati",
  "subject-request": "Richiesta sui dati",
  "data-given": "Copia dei dati consegnata",
  "api-cases": "Altro sistema: elenco dei casi",
  "api-case": "Altro sistema: un caso",
  "api-summonses": "Altro sistema: convocazioni di un caso",
  "api-appointments": "Altro sistema: appuntamenti",
  "access-log": "Registro degli accessi",
  "access-flags": "Accessi insoliti",
};
const LISTS: Readonly<Record<string, string>> = { list: "Elenco", messages: "Messaggi" };

/** «Elenco» for `list:all`; a name that no table knows stays as it is. */
export const actionText = (action: string): string =>
  ACTIONS[action] ?? LISTS[action.split(":")[0] ?? ""] ?? (action.startsWith("conditionality-") ? "Elenco di condizionalità" : action);

export const CHOICES: readonly (readonly [GiveReasonRequest["kind"], string])[] = [
  ["at-desk", "La persona è allo sportello"],
  ["call", "La persona ha telefonato"],
  ["written-request", "La persona ha scritto"],
  ["colleague", "Lo chiede un collega o un altro ufficio"],
  ["check", "Controllo interno"],
  ["other", "Altro"],
];

export const VISIT = {
  title: "Perché è stata aperta questa scheda?",
  explain: "Non risulta niente da fare per questa persona. Il motivo resta nel registro degli accessi.",
  choose: "Motivo",
  pick: "Scegliere un motivo",
  note: "In poche parole",
  missing: "Scegliere un motivo prima di confermare.",
  missingNote: "Scrivere in poche parole il motivo.",
  send: "Registra il motivo",
} as const;

export const PANEL = {
  title: "Chi ha aperto questa scheda",
  caption: "Accessi alla scheda, dal più recente",
  empty: "Nessuno ha ancora aperto questa scheda.",
  show: "Mostra gli accessi",
  protectedNow: (since: string, by: string, reason: string): string =>
    `Persona protetta dal ${since} (${by}): ${reason}. Ogni apertura è segnalata al revisore.`,
  protect: "Proteggi questa persona",
  unprotect: "Togli la protezione",
  protectTitle: "Proteggere la persona dalla curiosità",
  unprotectTitle: "Togliere la protezione",
  protectExplain:
    "Da ora ogni apertura della scheda sarà segnalata al revisore, anche quando c’è un atto da compiere.",
  unprotectExplain: "Le aperture della scheda non saranno più segnalate per questo.",
} as const;

export const COLUMNS = {
  when: "Quando",
  who: "Chi",
  role: "Ruolo e sede",
  what: "Che cosa",
  person: "Persona",
  why: "Perché",
  act: "Decisione",
  evidence: "Fascicolo di prova",
} as const;

export const ACCESSES = {
  title: "Accessi",
  lead: "Chi ha visto quali persone, quando e perché; e gli accessi insoliti da chiarire. Anche questa lettura è registrata.",
  view: "Mostra",
  views: { flags: "Insoliti", closed: "Chiusi", rules: "Regole", log: "Registro" },
  openCount: (count: number): string =>
    count === 1 ? "1 segnalazione aperta" : `${count} segnalazioni aperte`,
  filters: "Filtri del registro",
  person: "Persona (nome o codice fiscale)",
  user: "Utente",
  office: "Sede",
  anyOffice: "Tutte le sedi",
  day: "Giorno",
  apply: "Filtra",
  clear: "Togli i filtri",
  caption: "Registro degli accessi, dal più recente",
  empty: "Nessun accesso corrisponde ai filtri.",
  emptyHelp: "Togliere un filtro, oppure controllare come è scritto.",
  persons: (count: number): string => (count === 1 ? "1 persona" : `${count} persone`),
  flagged: "segnalato",
  erased: "dati cancellati",
} as const;

export const FLAGS = {
  none: "Nessun accesso insolito da chiarire.",
  noneClosed: "Nessuna segnalazione chiusa.",
  noneHelp: "Le regole guardano ogni apertura poco dopo che è avvenuta.",
  on: (day: string): string => `del ${day}`,
  accesses: (count: number): string => (count === 1 ? "1 accesso" : `${count} accessi`),
  which: "Gli accessi che l’hanno fatta nascere",
  fewer: (shown: number, all: number): string => `Gli ultimi ${shown} di ${all}`,
  close: "Chiudi la segnalazione",
  closeFor: (rule: string, who: string): string => `Chiudi la segnalazione «${rule}» su ${who}`,
  closeExplain: "La segnalazione resta agli atti con il motivo e con gli accessi che l’hanno fatta nascere.",
  outcome: "Esito",
  outcomes: {
    explained: "L’accesso è spiegato",
    pursued: "Si procede: l’accesso non è spiegato",
  } satisfies Record<NonNullable<AccessFlag["closed"]>["outcome"], string>,
  missing: "Scegliere l’esito.",
  closedBy: (at: string, by: string): string => `Chiusa il ${at} da ${by}`,
} as const;

const clock = (minute: number): string =>
  `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, "0")}`;

/** What a rule found, in one sentence. */
export function foundText(rule: AccessFlag["rule"], detail: AccessFlag["detail"]): string {
  const number = (name: string): number => Number(detail[name] ?? 0);
  if (rule === "relative")
    return `Il cognome ${String(detail["surname"])} e il comune sono fra quelli della famiglia dell’utente.`;
  if (rule === "protected") return "La persona è protetta dalla curiosità.";
  if (rule === "burst")
    return `${number("persons")} persone diverse in ${number("minutes")} minuti (il limite è ${number("limit")}).`;
  if (rule === "no-act") return "Non c’era niente da fare per la persona, e nessun motivo è stato indicato.";
  return detail["why"] === "closed-day"
    ? `In un giorno in cui la sede è chiusa, alle ${clock(number("minute"))}.`
    : `Alle ${clock(number("minute"))}: l’orario va dalle ${clock(number("from"))} alle ${clock(number("to"))}.`;
}

/** A number of a rule as it is read: an hour of the day, minutes, persons. */
export function numberText(name: string, value: number): string {
  if (name === "from" || name === "to") return clock(value);
  if (name === "persons") return value === 1 ? "1 persona" : `${value} persone`;
  return value === 1 ? "1 minuto" : `${value} minuti`;
}

export const RULES = {
  what: {
    relative: "Segnala chi apre la scheda di una persona con un cognome della propria famiglia, nel comune dove quella famiglia vive.",
    protected: "Segnala ogni apertura della scheda di una persona protetta dalla curiosità.",
    burst: "Segnala chi apre le schede di molte persone diverse in poco tempo.",
    "out-of-hours": "Segnala chi apre una scheda fuori da queste ore, o in un giorno in cui la sede è chiusa.",
    "no-act": "Segnala chi apre la scheda di una persona per cui non c’è niente da fare, e non dice perché.",
  } satisfies Record<AccessFlag["rule"], string>,
  parameters: {
    persons: "Da quante persone diverse",
    minutes: "In quanti minuti",
    from: "Orario: dalle",
    to: "Orario: alle",
    graceMinutes: "Minuti per dire il motivo",
  } as Readonly<Record<string, string>>,
  active: "attiva",
  off: "spenta",
  untouched: "Come la dà il programma: nessuno l’ha cambiata.",
  changed: (at: string, by: string, reason: string): string => `Cambiata il ${at} da ${by}: ${reason}`,
  change: "Cambia la regola",
  changeFor: (rule: string): string => `Cambia la regola «${rule}»`,
  explain: "Vale per gli accessi guardati da ora; le segnalazioni già nate restano. Il motivo resta nel registro degli atti.",
  limits: (least: number, most: number): string => `Da ${least} a ${most}`,
  keepActive: "La regola è attiva",
  missing: "Compilare tutti i valori.",
  confirm: "Cambia la regola",
} as const;

export const FAMILY = {
  lead: "I cognomi delle famiglie di chi lavora qui, con il comune dove vivono: chi apre la scheda di un possibile parente è segnalato al revisore. Servono solo a questo.",
  caption: "Cognomi di famiglia dichiarati",
  user: "Utente",
  surname: "Cognome",
  municipality: "Comune",
  where: "Comune dove vive la famiglia",
  act: "Decisione",
  choose: "Scegliere",
  add: "Aggiungi un cognome",
  addExplain: "Lo dichiara chi lavora qui: il proprio cognome, quello di chi gli è parente. Il registro degli atti tiene che è stato fatto, non il cognome.",
  noUsers: "Nessun altro utente lavora qui, per ora: compare chi ha un ruolo in questa sede o vi è entrato negli ultimi mesi.",
  missing: "Scegliere l’utente, scrivere il cognome e scegliere il comune dall’elenco.",
  remove: "Togli",
  removeFor: (surname: string, who: string): string => `Togli il cognome ${surname} di ${who}`,
  removeExplain: "Da ora le aperture delle schede di chi ha questo cognome non sono più segnalate per questo.",
  empty: "Nessun cognome di famiglia dichiarato.",
  emptyHelp: "Chiederli a chi comincia a lavorare qui, e aggiungerli con il bottone in alto.",
} as const;

export const MUNICIPALITY = {
  help: "Scrivere le prime lettere e scegliere dall’elenco.",
  none: "Nessun comune comincia così: controllare come è scritto.",
} as const;

export const SUBSTITUTIONS = {
  title: "Sostituzioni",
  view: "Mostra",
  views: { substitutions: "Sostituzioni", families: "Cognomi di famiglia" },
  lead: "Chi è assente e chi agisce per suo conto, in una sede e in un ruolo. Nessuno la dà a sé stesso, e nessuno approva ciò che ha proposto.",
  caption: "Sostituzioni dell’ultimo anno e future, dalla più recente",
  columns: {
    absent: "Assente",
    substitute: "Sostituto",
    role: "Ruolo e sede",
    days: "Giorni",
    given: "Chi l’ha data",
    act: "Decisione",
  },
  days: (from: string, to: string): string => (from === to ? from : `${from} – ${to}`),
  running: "in corso",
  future: "futura",
  over: "finita",
  endedBefore: "chiusa prima",
  give: "Dai una sostituzione",
  giveExplain:
    "Chi sostituisce entra con il proprio nome e sceglie il ruolo di chi è assente: gli atti portano i due nomi. Se è già al lavoro, esce ed entra di nuovo.",
  absent: "Chi è assente",
  substitute: "Chi sostituisce",
  byName: "Nome utente: si sceglie dall’elenco, o si scrive.",
  role: "Ruolo",
  office: "Sede",
  choose: "Scegliere",
  from: "Primo giorno",
  to: "Ultimo giorno",
  missing: "Compilare tutti i campi.",
  end: "Chiudi",
  endFor: (name: string): string => `Chiudi la sostituzione di ${name}`,
  endTitle: "Chiudere la sostituzione",
  endExplain: "Vale ancora per oggi, e da domani non più.",
  empty: "Nessuna sostituzione.",
  emptyHelp: "Quando qualcuno si assenta, darla prima del primo giorno.",
} as const;
