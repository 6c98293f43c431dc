// Words of the day sheet: the door, the waiting room, the outcomes, the closing, the paper, the screen.

import type { Standing } from "../../domain/day-sheet/standing.ts";
import { number } from "../format.ts";

const many = (count: number, one: string, more: string): string =>
  count === 1 ? `1 ${one}` : `${number(count)} ${more}`;

export const STANDING_NAMES: Readonly<Record<Standing, string>> = {
  expected: "Attesa",
  late: "In ritardo",
  waiting: "In sala d’attesa",
  called: "Allo sportello",
  seen: "Ricevuta",
  left: "Andata via",
  present: "Presente",
  absent: "Assente",
  missed: "Non venuta",
  justified: "Assenza giustificata",
  unjustified: "Assenza ingiustificata",
  "not-proven": "Da convocare di nuovo",
  cancelled: "Annullata",
  moved: "Spostata",
};

export const DAY_SHEET = {
  waiting: "Foglio del giorno",
  title: (day: string): string => `Foglio di ${day}`,
  leadToday: "Scrivere il nome di chi arriva, oppure leggere il suo codice, e premere Invio.",
  leadRead: "Chi è atteso oggi, ora per ora: si aggiorna da solo.",
  leadFuture: "Chi è atteso in questo giorno. Gli arrivi si registrano quando il giorno comincia.",
  leadPast: "Un giorno passato: registrare gli esiti che mancano, poi chiuderlo.",
  leadClosed:
    "Giornata chiusa: tutti hanno un esito. Chi arriva adesso si mette in coda come senza appuntamento.",
  previous: "Giorno precedente",
  next: "Giorno seguente",
  today: "Oggi",
  pickDay: "Vai al giorno",
  go: "Vai",
  print: "Stampa il foglio",
  screen: "Schermo della sala",
  close: "Chiudi la giornata",
  closedAt: (when: string, by: string): string => `Giornata chiusa il ${when} da ${by}.`,
  reopen: "Riapri la giornata",
  reopenExplain:
    "La giornata torna aperta: si registra ciò che manca e si chiude di nuovo. I conti di prima restano nel registro della sede.",
  reopenConfirm: "Riapri",
  shut: (reason: string): string => `Sede chiusa: ${reason}.`,
  empty: "Nessuna persona attesa in questo giorno.",
  emptyHelp: "Chi si presenta lo stesso si cerca nel campo «Chi è arrivato?».",
  nobodyHere: "Nessuno in queste righe: scegliere un altro elenco.",
  counts: {
    booked: (count: number): string => many(count, "appuntamento", "appuntamenti"),
    undecided: (count: number): string => many(count, "senza esito", "senza esito"),
    here: (count: number): string => many(count, "in sala", "in sala"),
    present: (count: number): string => many(count, "presente", "presenti"),
    absent: (count: number): string => many(count, "assente", "assenti"),
    walkIns: (count: number): string => many(count, "senza appuntamento", "senza appuntamento"),
  },
  show: "Righe da mostrare",
  views: { all: "Tutte", open: "Da arrivare", here: "In sala", done: "Con esito" },
  order: "Ordina per",
  orders: { hour: "Ora", desk: "Sportello" },
  caption: "Persone attese in questo giorno",
  columns: {
    hour: "Ora",
    desk: "Sportello",
    person: "Persona",
    standing: "A che punto è",
    acts: "Che cosa fare",
  },
  desk: (desk: number): string => `Sportello ${desk}`,
  noDesk: "–",
  inMore: "posto in più",
  noHour: "senza ora",
  ticket: (ticket: number): string => `n. ${ticket}`,
  movedTo: (when: string): string => `ora attesa ${when}`,
  movedAway: "il nuovo appuntamento non è ancora fissato",
  arrive: "È arrivata",
  arriveOf: (name: string): string => `È arrivata: ${name}`,
  outcome: "Esito",
  outcomeOf: (name: string): string => `Esito di ${name}`,
  code: "Codice",
  codeOf: (name: string): string => `Codice di ${name}`,
  debts: (count: number): string =>
    count === 1 ? "C’è un giorno passato da chiudere: " : `Ci sono ${count} giorni passati da chiudere: `,
  debtOf: (day: string, undecided: number): string =>
    undecided === 0
      ? day
      : undecided === 1
        ? `${day}, una persona senza esito`
        : `${day}, ${number(undecided)} persone senza esito`,
} as const;

export const DOOR = {
  label: "Chi è arrivato?",
  help: "Bastano le prime lettere del cognome, del nome o del codice fiscale. Il lettore di codici scrive da solo.",
  placeholder: "Cognome, codice fiscale o codice della lettera",
  confirm: "Registra",
  one: (name: string): string => `Invio registra l’arrivo di ${name}.`,
  some: (count: number): string => `${count} persone di oggi: scriverne di più, oppure sceglierne una.`,
  none: "Nessuno degli attesi di oggi: premere Invio per cercare fra tutte le persone della sede.",
  alreadyHere: (name: string, where: string): string => `${name}: ${where.toLowerCase()}.`,
  matches: "Persone di oggi che corrispondono",
  result: "Chi è alla porta",
  clear: "Togli",
  more: "Ci sono altre persone con questo nome: scrivere anche il nome, o il codice fiscale.",
  nobody: "Nessuna persona della sede corrisponde.",
  nobodyHelp:
    "Provare con il codice fiscale intero: se la persona è seguita da un’altra sede, si saprà quale.",
  badCode: "Il codice non è valido.",
  badCodeHelp:
    "Il foglio non è stato scritto da questo sistema, oppure è stato letto male: cercare la persona per nome.",
  movedPaper: "Il foglio in mano è di un appuntamento che è stato spostato: vale la data qui sotto.",
  elsewhere: (office: string): string => `La persona è seguita dal ${office}.`,
  elsewhereWhen: (when: string): string => `È attesa lì ${when}.`,
  elsewhereHelp: "Indicarle la sede. Qui non si vede altro di lei.",
  expectedAt: (when: string): string => `È attesa ${when}, in questa sede.`,
  notExpected: "Non ha un appuntamento in questa sede.",
  isToday: (hour: string): string => `È attesa oggi alle ${hour}.`,
  queue: "Metti in coda",
  queueOf: (name: string): string => `Metti in coda ${name}`,
  seat: "Dai un’ora di oggi",
  seatOf: (name: string): string => `Dai un’ora di oggi a ${name}`,
  seatTitle: (name: string): string => `Un’ora di oggi per ${name}`,
  seatExplain:
    "La persona sceglie un’ora ancora libera e firma. L’appuntamento che aveva, se ne aveva uno, si libera e la presenza è registrata subito.",
  seatHour: "Ora e sportello",
  seatChoose: "Scegliere l’ora",
  seatSigned: "La persona ha firmato la nuova ora",
  seatConfirm: "Fissa e registra l’arrivo",
  seatNone: "Oggi non c’è più nessuna ora libera: mettere la persona in coda.",
  seatMissing: "Scegliere l’ora e far firmare la persona.",
  onlyOperator: "Un’ora di oggi la dà un operatore: chiamarlo, oppure mettere la persona in coda.",
} as const;

export const ROOM = {
  title: "Sala d’attesa",
  empty: "Nessuno in attesa.",
  myDesk: "Il mio sportello",
  noDesk: "Non scelto",
  waitedFor: (minutes: number): string =>
    minutes < 1
      ? "da meno di un minuto"
      : minutes === 1
        ? "da un minuto"
        : minutes < 60
          ? `da ${minutes} minuti`
          : `da ${Math.floor(minutes / 60)} h ${minutes % 60} min`,
  bookedAt: (hour: string): string => `ore ${hour}`,
  walkIn: "senza appuntamento",
  atDesk: (desk: number): string => `allo sportello ${desk}`,
  call: (desk: number): string => `Chiama allo sportello ${desk}`,
  callNoDesk: "Scegliere prima il proprio sportello.",
  callOf: (ticket: number): string => ` il numero ${ticket}`,
  seen: "Colloquio finito",
  left: "È andata via",
  wait: "Rimetti in attesa",
  mistake: "Inserita per errore",
  ended: "Già ricevuti oggi",
  undo: "Riprendi",
} as const;

export const OUTCOME = {
  title: (name: string): string => `Esito di ${name}`,
  explain: (when: string, state: string): string => `Appuntamento ${when}. Stato: ${state.toLowerCase()}.`,
  choose: "Che cosa è successo",
  none: "Nessun esito si può registrare adesso.",
  notNow: "Non adesso",
  confirm: "Registra",
  reason: "Motivo",
  reasonHelp: "Almeno cinque caratteri: resta nel registro degli atti.",
  reasonMissing: "Scrivere il motivo: resta nel registro degli atti.",
  justifiedReason: "Giustificato motivo",
  chooseReason: "Scegliere il motivo",
  evidence: "Il documento che lo prova è stato visto",
  toldOn: "Giorno in cui l’ha detto",
  impedimentUntil: "L’impedimento è durato fino al",
  impedimentHelp: "Solo se è durato oltre il giorno dell’appuntamento.",
  note: "Nota",
  noteHelp: "Serve se la giustificazione arriva dopo il termine.",
  follows: "Che cosa ne segue",
  count: (before: number, after: number): string => `Assenze contate: ${before}; con questa ${after}.`,
  step: (text: string): string =>
    `A questo punto la misura prevede: ${text}. La applica l’INPS, mai la sede.`,
  until: (day: string): string => `Può giustificarsi fino al ${day}.`,
  person: "Apri la scheda",
} as const;

export const CLOSING = {
  title: (day: string): string => `Chiusura di ${day}`,
  lead: "Nessuno può restare senza esito: controllare che cosa segue per ciascuno, registrare, poi chiudere.",
  back: "Torna al foglio",
  undecided: "Senza esito",
  here: "Ancora in sala o allo sportello",
  ready: "Pronta da chiudere",
  readyHelp: "I conti qui sotto vanno nel registro della sede, con chi chiude e quando.",
  selectAll: "Seleziona tutte quelle che si possono registrare",
  select: (name: string): string => `Seleziona ${name}`,
  record: (count: number): string =>
    count === 1 ? "Registra 1 mancata presentazione" : `Registra ${number(count)} mancate presentazioni`,
  recordTitle: "Registrare chi non si è presentato",
  recordExplain:
    "Ogni esito è un atto a sé nel registro. Chi arriva tardi si corregge con un altro atto del responsabile, con il motivo.",
  recordConfirm: "Registra",
  absent: (count: number): string =>
    many(count, "assente, che può giustificarsi", "assenti, che possono giustificarsi"),
  again: (count: number): string =>
    many(count, "da convocare di nuovo: recapito non provato", "da convocare di nuovo: recapito non provato"),
  cancelled: (count: number): string =>
    many(count, "appuntamento annullato: mai avvisata", "appuntamenti annullati: mai avvisate"),
  refusedTitle: "Queste persone non hanno ancora un esito",
  columns: {
    choose: "Scelta",
    hour: "Ora",
    person: "Persona",
    follows: "Se non si è presentata",
    terms: "Termine e conteggio",
    acts: "Una per una",
  },
  came: "È venuta",
  cameOf: (name: string): string => `È venuta: ${name}`,
  close: "Chiudi la giornata",
  closeTitle: "Chiudere la giornata",
  closeExplain:
    "Dopo la chiusura nessun esito del giorno si registra più; il responsabile può riaprirla, con il motivo.",
  counts: {
    booked: "Appuntamenti",
    present: "Presenti",
    absent: "Assenti",
    missed: "Non venuti agli incontri concordati",
    justified: "Assenze giustificate",
    notProven: "Da convocare di nuovo",
    cancelled: "Annullati",
    moved: "Spostati",
    walkIns: "Venuti senza appuntamento",
  },
} as const;

export const CODE = {
  title: (name: string): string => `Codice di ${name}`,
  help: "Il lettore all’ingresso legge il quadrato; allo sportello o al telefono basta il codice corto.",
  short: "Codice corto",
  print: "Stampa",
  alt: (code: string): string => `Codice QR: ${code}`,
} as const;

export const PRINT = {
  title: (day: string): string => `Foglio di ${day}`,
  columns: {
    ticket: "N.",
    hour: "Ora",
    desk: "Sport.",
    person: "Cognome e nome",
    taxCode: "Codice fiscale",
    outcome: "Esito",
    signature: "Firma",
  },
  printed: (when: string): string => `Stampato il ${when}`,
  closed: (when: string): string => `Giornata chiusa il ${when}.`,
  open: "Giornata non ancora chiusa.",
  signedBy: "Firma di chi chiude",
} as const;

export const SCREEN = {
  title: "Sala d’attesa",
  called: "Numero",
  desk: "Sportello",
  next: "In attesa",
  nobody: "Attendere: il numero comparirà qui.",
  nobodyWaiting: "Nessuno in attesa",
  announce: (ticket: number, desk: number): string => `Numero ${ticket}, sportello ${desk}`,
  away: "Schermo non aggiornato: attendere",
  unknown: "L’indirizzo di questo schermo non è valido.",
  unknownHelp: "Aprirlo di nuovo dal foglio del giorno, con «Schermo della sala».",
  address:
    "Aprire questo indirizzo sullo schermo della sala: mostra solo numeri e sportelli, e non chiede di entrare.",
  open: "Apri lo schermo",
} as const;
