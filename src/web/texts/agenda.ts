// Words of the agenda's pages: week, moving, an appointment by hand, the office's hours.

import type { SessionRole } from "../../contract/session.ts";
import { number } from "../format.ts";

const people = (count: number): string => (count === 1 ? "1 persona" : `${number(count)} persone`);

export const AGENDA_VIEWS = {
  label: "Viste dell'agenda",
  day: "Giorno",
  week: "Settimana",
  hours: "Orari e chiusure",
  showUp: "Affluenza",
} as const;

export const BOARD = {
  inMore: "in più",
  weekTitle: (day: string): string => `Settimana del ${day}`,
  weekWaiting: "Settimana della sede",
  weekLead:
    "Chi è atteso in ogni posto, e dove ce n'è uno libero. Trascinare una persona su un posto libero per spostarla, oppure usare «Sposta».",
  dayLead:
    "Gli appuntamenti del giorno, sportello per sportello. Trascinare una persona su un posto libero per spostarla, oppure usare «Sposta».",
  previousWeek: "Settimana precedente",
  nextWeek: "Settimana seguente",
  thisWeek: "Questa settimana",
  pickWeek: "Vai alla settimana del giorno",
  print: "Stampa",
  which: "Che cosa si vede",
  wholeOffice: "Tutta la sede",
  weekCaption: "Ore e giorni con le persone attese",
  hour: "Ora",
  today: "oggi",
  now: "adesso",
  freeCount: (count: number): string => (count === 1 ? "1 libero" : `${number(count)} liberi`),
  more: (count: number): string => (count === 1 ? "e un'altra persona" : `e altre ${number(count)}`),
  bookAt: (where: string): string => `: ${where}. Fissa qui un appuntamento`,
  dropHere: "Lascia qui",
  dropAt: (where: string): string => `: ${where}`,
  where: (day: string, hour: string, desk: string): string => `${day}, ore ${hour}, ${desk}`,
  grip: (name: string): string => `Prendi l'appuntamento di ${name}: Invio, poi le frecce, poi Invio per lasciarlo`,
  move: "Sposta…",
  moveOf: (name: string): string => `Sposta l'appuntamento di ${name}`,
  taken: (name: string, count: number): string =>
    count === 0
      ? `Non c'è nessun posto libero in vista dove lasciare ${name}.`
      : `Preso l'appuntamento di ${name}. Frecce per scegliere il posto, Invio per lasciarlo, Esc per rinunciare.`,
  dropped: "Spostamento lasciato: l'appuntamento resta dov'era.",
  empty: "Nessuna persona attesa in questa settimana.",
  changes: "Orari diversi dal solito",
  opening: "apertura in più",
  wholeDay: "tutto il giorno",
} as const;

export const MOVE = {
  title: (name: string): string => `Sposta ${name}`,
  from: "Da",
  to: "A",
  deskOnly: "Stessa ora, altro sportello: per la persona non cambia nulla e non riceve messaggi.",
  willRead: "Che cosa riceverà la persona",
  nothing: "La persona non è ancora stata convocata: non riceve nulla, la data nuova vale quando la si convocherà.",
  leaves: (when: string): string => `parte il ${when}`,
  withdrawn: (count: number): string =>
    count === 1 ? "Un messaggio della data di prima non è ancora partito: viene ritirato." : `${count} messaggi della data di prima non sono ancora partiti: vengono ritirati.`,
  reminder: (when: string): string => `Il nuovo promemoria partirà il ${when}.`,
  noReminder: "La data è troppo vicina per un promemoria.",
  task: "Allo sportello resterà un'attività:",
  reason: "Motivo dello spostamento",
  confirm: "Sposta e avvisa",
  confirmQuiet: "Sposta",
  another: "Scegli un altro posto",
  choose: "Scegliere il giorno e l'ora.",
  parts: (parts: number): string => (parts === 1 ? "1 SMS" : `${parts} SMS`),
  channels: { sms: "SMS", email: "E-mail" } as Readonly<Record<string, string>>,
  subject: "Oggetto",
} as const;

export const BOOK = {
  title: "Fissa un appuntamento",
  explain: "Cercare una persona senza appuntamento. Il posto si tiene subito; il messaggio parte solo dopo averlo letto.",
  search: "Cognome e nome, codice fiscale, telefono",
  searchButton: "Cerca",
  none: "Nessuna persona senza appuntamento corrisponde alla ricerca.",
  booked: (when: string): string => `ha già un appuntamento il ${when}`,
  hold: (name: string): string => `Tieni il posto per ${name}`,
  held: "Il posto è tenuto. Ecco che cosa riceverà la persona.",
  convene: "Convoca",
  later: "Convoca più tardi",
  laterHelp: "Il posto resta tenuto; la convocazione parte col prossimo invio della sede o dalla scheda della persona.",
  unreachable: "La persona non ha un recapito a cui scrivere: consegnarle la convocazione allo sportello, dalla sua scheda.",
} as const;

export const HOURS = {
  title: "Orari e chiusure della sede",
  lead: "L'orario di ogni settimana e ciò che cambia in certi giorni. Chi ha un appuntamento in ore che si chiudono viene spostato e avvisato.",
  leadManager:
    "Aggiungere un'apertura o una chiusura: prima di confermare si vede chi ha un appuntamento in quelle ore e dove andrebbe.",
  weekly: "Orario della settimana",
  closedDay: "chiuso",
  desksInUse: (count: number): string => (count === 1 ? "1 sportello in uso" : `${number(count)} sportelli in uso`),
  exceptions: "Giorni diversi dal solito",
  table: "Tabella delle eccezioni",
  none: "Nessuna eccezione: la sede segue l'orario della settimana.",
  noneHelp: "Chiusure, aperture in più e sportelli che mancano si aggiungono con «Nuova eccezione».",
  add: "Nuova eccezione",
  copy: "Copia una settimana",
  onlyManager: "Gli orari li cambia il responsabile della sede.",
  kinds: { closure: "Chiusura", opening: "Apertura in più" },
  kind: "Che cosa cambia",
  when: "Quando",
  hours: "Ore",
  desk: "Sportello",
  allDesks: "tutta la sede",
  reason: "Motivo",
  by: "Inserita da",
  actions: "Azioni",
  wholeDay: "tutto il giorno",
  from: "Primo giorno",
  to: "Ultimo giorno",
  fromTime: "Dalle",
  toTime: "Alle",
  allDay: "Tutto il giorno",
  weekdays: "Nei giorni",
  days: { 1: "lunedì", 2: "martedì", 3: "mercoledì", 4: "giovedì", 5: "venerdì", 6: "sabato", 7: "domenica" } as Readonly<Record<number, string>>,
  onDays: (days: string): string => `ogni ${days}`,
  between: (from: string, to: string): string => (from === to ? from : `dal ${from} al ${to}`),
  time: (from: string, to: string): string => `${from}–${to}`,
  reasonHelp: "Lo leggono i colleghi e resta nel registro. Alla persona si dice solo che l'ufficio è chiuso.",
  preview: "Vedi che cosa succede",
  effect: (seats: number, days: number): string =>
    `${seats < 0 ? `${number(-seats)} posti in meno` : `${number(seats)} posti in più`} in ${days === 1 ? "un giorno" : `${number(days)} giorni`}.`,
  nobody: "Nessuno ha un appuntamento in quelle ore.",
  hit: (count: number): string => (count === 1 ? "1 persona ha un appuntamento in quelle ore." : `${number(count)} persone hanno un appuntamento in quelle ore.`),
  summary: (same: number, moved: number, byHand: number, unplaced: number): string =>
    [
      same === 0 ? null : `${people(same)} alla stessa ora, a un altro sportello (senza messaggi)`,
      moved === 0 ? null : `${people(moved)} in un'altra data${byHand === 0 ? "" : ` (${people(byHand)} senza recapito: ${byHand === 1 ? "va avvisata" : "vanno avvisate"} dallo sportello)`}`,
      unplaced === 0 ? null : `${people(unplaced)} senza posto: ${unplaced === 1 ? "diventa un'attività" : "diventano attività"} dello sportello`,
    ]
      .filter((one) => one !== null)
      .join("; ")
      .concat("."),
  lateNames: (count: number): string => (count === 1 ? "1 persona non rientra nel suo termine" : `${number(count)} persone non rientrano nel loro termine`),
  noPlace: "nessun posto: attività dello sportello",
  sameHour: "stessa ora",
  late: (day: string): string => `oltre il ${day}`,
  text: "Testo",
  showText: (name: string): string => ` del messaggio per ${name}`,
  approveClose: (count: number): string => (count === 0 ? "Conferma" : `Approva e sposta ${people(count)}`),
  running: (done: number, all: number): string => `Spostate ${number(done)} persone su ${number(all)}…`,
  finished: (moved: number, same: number, task: number): string =>
    `Finito: ${people(moved)} in un'altra data, ${people(same)} alla stessa ora${task === 0 ? "" : `, ${people(task)} da sistemare a mano (attività dello sportello)`}.`,
  close: "Chiudi",
  back: "Correggi",
  withdraw: "Ritira",
  withdrawOf: (what: string): string => `Ritira: ${what}`,
  withdrawTitle: "Ritira l'eccezione",
  withdrawExplain: "L'orario torna quello di prima. Se qualcuno ha un appuntamento nelle ore che non ci sono più, si vede dove andrebbe.",
  withdrawn: (who: string, when: string): string => `ritirata da ${who} il ${when}`,
  entered: (who: string, when: string): string => `${who}, ${when}`,
  stillThere: (count: number): string => (count === 1 ? "1 persona da sistemare" : `${number(count)} persone da sistemare`),
  moving: "spostamento in corso",
  copyTitle: "Copia una settimana",
  copyExplain: "Le aperture e le chiusure di una settimana si ripetono in altre, giorno per giorno. Ciò che è d'intralcio non si copia e lo si vede prima.",
  copyFrom: "Settimana da copiare (un giorno qualsiasi)",
  copyOnto: "Prima settimana in cui copiarla (un giorno qualsiasi)",
  copyCount: "Per quante settimane di fila",
  copyConfirm: (count: number): string => (count === 1 ? "Copia 1 eccezione" : `Copia ${count} eccezioni`),
  copyOk: "si copia",
  dateMissing: "Scegliere le date.",
} as const;

/** Who may move people in the agenda, as the table of the summons says. */
export const MOVERS: ReadonlySet<SessionRole> = new Set<SessionRole>(["operator", "office-manager"]);
