// What the season says, in Italian: stages, faults, report.

import { count } from "../texts.ts";

export const STAGE_TITLES = {
  prepare: "Database, schema e tabelle di riferimento",
  generate: "Coorte sintetica: scrittura dei file di notifiche",
  import: "Ricezione delle notifiche",
  "plan-1": "Piano della prima fase (una persona per nucleo)",
  "convene-1": "Convocazioni della prima fase: messaggi composti e in coda",
  "hand-over-1": "Consegna ai gateway e ricevute, prima fase",
  "plan-2": "Piano della seconda fase (gli altri componenti tenuti)",
  "convene-2": "Convocazioni della seconda fase: messaggi composti e in coda",
  "hand-over-2": "Consegna ai gateway e ricevute, seconda fase",
  corrections: "File delle correzioni, tre settimane dopo",
  replan: "Nuovo piano per chi si è trasferito o è arrivato dopo",
  "convene-3": "Convocazioni, disdette e promemoria dopo le correzioni",
  "hand-over-3": "Consegna ai gateway e ricevute dopo le correzioni",
  check: "Controlli: reti e database a confronto, posti, registro degli atti",
} as const;

export type StageName = keyof typeof STAGE_TITLES;

export const CAUSE_TITLES: Readonly<Record<string, string>> = {
  "no-contact": "Senza un recapito usabile",
  "not-delivered": "Scritto a tutti i recapiti, nessuno consegnato",
  uncertain: "Esito incerto",
  queue: "Senza ufficio: una persona deve decidere",
};

export const REASON_TITLES: Readonly<Record<string, string>> = {
  paper: "solo indirizzo postale",
  nobody: "nessun recapito",
  "number-not-existing": "il numero non esiste",
  "mailbox-not-existing": "la casella non esiste",
  abroad: "residenza all'estero",
  "unknown-municipality": "comune sconosciuto",
  "zip-unknown": "CAP generico di Napoli",
};

interface Missing {
  readonly onTheWay: number;
  readonly smsAwaited: number;
  readonly smsReceipts: Readonly<Record<"sent" | "queued" | "stored", number>>;
  readonly bounces: Readonly<Record<"sent" | "queued" | "stored", number>>;
  readonly givenUp: number;
  readonly gateways: readonly string[];
}

export const SEASON_TEXTS = {
  usage:
    "Uso: convoca season [--households N] [--scenario base|organico-2019] [--seed S] [--from DATA] [--to DATA] [--json FILE] [--html FILE] [--keep]",
  badNumber: (name: string, text: string, largest: number) =>
    `${name} ${text}: serve un numero intero tra 1 e ${count(largest)}.`,
  badDay: (text: string) => `«${text}» non è un giorno del 2019: scriverlo come 2019-09-09.`,
  badScenario: (scenario: string, known: readonly string[]) =>
    `Lo scenario «${scenario}» non è tra quelli delle tabelle di riferimento: ${known.join(", ")}.`,
  kept: (home: string) =>
    `La cartella «${home}» contiene una stagione conservata: eseguire senza --keep per rifarla, oppure spostarla.`,
  running: (pid: number) =>
    `Un'altra stagione è in corso su questa cartella (processo ${pid}): attendere che finisca.`,
  /** The sender may have told some of them before us: how many of each kind the report says. */
  allTold: "disdette e promemoria in coda",
  interrupted: "Stagione interrotta.",
  partEnded: (name: string, code: string) =>
    `Il processo «${name}» della stagione si è fermato (${code}): il motivo è qui sopra.`,
  workerEnded: "Il processo degli invii si è fermato durante la consegna: il motivo è qui sopra.",
  stalled: (forSeconds: number) =>
    `La consegna si è fermata: da ${forSeconds} secondi non si muove più nulla. Mancano:`,
  missing: (seen: Missing): string[] =>
    [
      seen.onTheWay > 0 ? `${count(seen.onTheWay)} messaggi in uscita non ancora presi dai gateway` : null,
      seen.smsAwaited > 0 ? `${count(seen.smsAwaited)} SMS accettati di cui non si conosce l'esito` : null,
      `ricevute SMS: ${count(seen.smsReceipts.sent)} inviate dal gateway, ${count(seen.smsReceipts.queued)} in attesa, ${count(seen.smsReceipts.stored)} conservate`,
      `rimbalzi: ${count(seen.bounces.sent)} inviati, ${count(seen.bounces.queued)} in attesa, ${count(seen.bounces.stored)} conservati`,
      seen.givenUp > 0 ? `${count(seen.givenUp)} ricevute a cui il gateway ha rinunciato` : null,
      ...seen.gateways.map((gateway) => `gateway non aperto: ${gateway}`),
    ].filter((line) => line !== null),
  wrong: (problems: number) =>
    problems === 1
      ? "La stagione non torna: 1 controllo non superato."
      : `La stagione non torna: ${problems} controlli non superati.`,
  opening: (households: number, scenario: string) =>
    `Stagione 2019: ${count(households)} nuclei, scenario «${scenario}».`,
  openAgain: (home: string) => `Dati conservati in «${home}».`,
  written: (what: string, path: string) => `${what}: ${path}`,
} as const;

/** What stands in place of the statements of shortage when there is none. */
export const NO_SHORTAGE =
  "Nessuna carenza: tutte le persone con un ufficio hanno un posto entro l'obiettivo della Regione.";

export const KIND_TITLES: Readonly<Record<string, string>> = {
  summons: "convocazioni",
  reminder: "promemoria",
  moved: "spostamenti",
  cancelled: "disdette",
};

export const CHECK_TITLES = {
  notices: "Righe dei file come nella coorte generata",
  twice: "Messaggi consegnati due volte",
  lost: "Messaggi, convocazioni o persone perduti",
  fates: "Esiti SMS diversi tra gateway e database",
  uncertain: "Messaggi dall'esito incerto",
  doubleBookings: "Doppie prenotazioni",
  seats: "Posti fuori orario, in giorno chiuso, o due nella stessa ora per un nucleo",
  tasks: "Compiti dello sportello senza motivo",
  register: "Anomalie nel registro degli atti",
} as const;
