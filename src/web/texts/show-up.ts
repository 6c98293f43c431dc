// The words of the page of who shows up: rates, the promise about waiting, the next day.

import { number } from "../format.ts";

const percents = new Intl.NumberFormat("it-IT", { style: "percent", maximumFractionDigits: 0 });
const finePercents = new Intl.NumberFormat("it-IT", { style: "percent", maximumFractionDigits: 1 });
const points = new Intl.NumberFormat("it-IT", { maximumFractionDigits: 1, signDisplay: "exceptZero" });
const tenths = new Intl.NumberFormat("it-IT", { maximumFractionDigits: 1 });
const people = (count: number): string => (count === 1 ? "1 persona" : `${number(count)} persone`);
const WEEKDAYS: Readonly<Record<string, string>> = { 1: "lunedì", 2: "martedì", 3: "mercoledì", 4: "giovedì", 5: "venerdì", 6: "sabato", 7: "domenica" };
const CHANNELS: Readonly<Record<string, string>> = {
  sms: "SMS", email: "posta elettronica", "sms+email": "SMS e posta elettronica", pec: "PEC", letter: "lettera", desk: "concordato allo sportello", none: "nessun messaggio",
};
const LEADS: Readonly<Record<string, string>> = { 0: "fino a 3 giorni prima", 1: "da 4 a 7 giorni prima", 2: "da 8 a 14 giorni prima", 3: "da 15 a 30 giorni prima", 4: "più di 30 giorni prima" };
const CALLS: Readonly<Record<string, string>> = { 1: "prima chiamata", 2: "seconda chiamata", 3: "terza chiamata", 4: "quarta chiamata o oltre" };
const hourName = (hour: string): string => `dalle ${hour} alle ${Number(hour) + 1}`;

export const SHOW_UP = {
  title: "Affluenza",
  lead: "Quante delle persone convocate vengono davvero, e quante se ne possono convocare in più senza far aspettare chi viene.",
  percent: (share: number): string => percents.format(share),
  finePercent: (share: number): string => finePercents.format(share),
  between: (low: number, high: number): string => `da ${percents.format(low)} a ${percents.format(high)}`,
  rates: "Chi si presenta",
  inOffice: "In questa sede",
  inRegion: "In tutte le sedi",
  ofTen: (mean: number): string => `Su cento persone convocate ne vengono circa ${number(Math.round(mean * 100))}.`,
  interval: (low: number, high: number): string => `La quota vera sta, 95 volte su cento, fra ${percents.format(low)} e ${percents.format(high)}.`,
  seen: (count: number): string => (count === 0 ? "Nessun esito ancora: si parte dalle cifre nazionali." : count === 1 ? "Su un esito." : `Su ${number(count)} esiti.`),
  table: (factor: string): string => `Quota di chi viene, secondo ${factor}`,
  columns: { level: "Chiamata", rate: "Quota", interval: "Intervallo", seen: "Esiti" },
  factors: { office: "la sede", hour: "l’ora", weekday: "il giorno", channel: "come si è avvisato", lead: "il preavviso", call: "il numero della chiamata" } as Readonly<Record<string, string>>,
  noLevels: "Le quote per ora, giorno, canale, preavviso e numero della chiamata si vedono appena si registrano i primi esiti.",
  level: (factor: string, level: string): string =>
    (factor === "hour" ? hourName(level) : factor === "weekday" ? WEEKDAYS[level] : factor === "channel" ? CHANNELS[level] : factor === "lead" ? LEADS[level] : CALLS[level]) ?? level,
  levelsNote: "Ogni riga a parità di tutto il resto. Dove si è visto poco la quota è tirata verso quella delle altre, e l’intervallo è largo.",
  fair: "Contano solo la sede e la chiamata: età, sesso, cittadinanza, residenza e ogni altro tratto della persona non entrano nel conto.",
  why: "sulla quota",
  explain: (hour: number, weekday: number, channel: string): string => `Esempio: convocazione di ${WEEKDAYS[weekday] ?? ""}, ${hourName(String(hour))}, ${CHANNELS[channel] ?? channel}, con 10 giorni di preavviso, prima chiamata. `,
  base: (base: number): string => `Si parte da ${finePercents.format(base)}`,
  step: (factor: string, moves: number, seen: number): string => `${SHOW_UP_FACTOR[factor] ?? factor} ${points.format(moves * 100)} punti (${seen === 0 ? "mai visto" : `${number(seen)} esiti`})`,
  result: (mean: number, low: number, high: number): string => `risultato ${finePercents.format(mean)}, intervallo da ${percents.format(low)} a ${percents.format(high)}. `,
  formula: (rate: number, weight: number): string =>
    `Formula: logit(quota) = base + sede + ora + giorno + canale + preavviso + chiamata, ciascuno stimato sugli esiti registrati e tirato verso gli altri quanto meno se ne è visto. Prima di ogni esito la quota è ${percents.format(rate)} e pesa come ${number(weight)} persone.`,
  promise: "La promessa della sede",
  promiseNone: "La sede non ha promesso niente: nei piani non ci sono posti in più.",
  promiseText: (wait: number, probability: number, most: number): string =>
    most === 0
      ? "La sede ha deciso di non dare posti in più."
      : `Chi viene è ricevuto entro ${number(wait)} minuti, con probabilità almeno del ${finePercents.format(probability)} a ogni ora; al più ${most === 1 ? "un posto in più" : `${number(most)} posti in più`} al giorno per sportello.`,
  promiseBy: (by: string, at: string, version: number): string => `Decisa da ${by}, ${at} (versione ${number(version)}).`,
  onlyManager: "La promessa la decide il responsabile della sede.",
  wait: "Attesa massima (minuti)",
  waitHelp: (least: number, most: number): string => `Da ${number(least)} a ${number(most)}.`,
  probability: "Con quale probabilità (%)",
  probabilityHelp: (least: number, most: number): string => `Da ${percents.format(least)} a ${percents.format(most)}, a ogni ora.`,
  most: "Posti in più al giorno per sportello",
  mostHelp: (most: number): string => `Da 0 (nessuno) a ${number(most)}. Alla stessa ora uno sportello non ne ha mai più di uno.`,
  reason: "Perché",
  reasonHelp: "Resta nel registro della sede, con il nome di chi decide.",
  set: "Metti in vigore",
  tryOut: "Prova senza decidere",
  next: (day: string): string => `Che cosa vorrebbe dire ${day}`,
  nextTry: "Con i valori scritti qui sopra.",
  noNext: "La sede non apre nel prossimo mese.",
  nextColumns: { what: "La giornata", convened: "Convocate", expected: "Attese", wait: "Attesa media", late: "Oltre il limite" },
  asIs: (inMore: number): string => (inMore === 0 ? "Com’è convocata adesso" : `Com’è convocata adesso (${inMore === 1 ? "1 posto in più" : `${number(inMore)} posti in più`})`),
  filled: (seats: number, places: number): string => `Riempita da un piano: ${number(seats)} posti${places === 0 ? ", nessuno in più" : places === 1 ? " e 1 in più" : ` e ${number(places)} in più`}`,
  expected: (usual: number, cautious: number): string => `${number(Math.round(usual))} (al più ${number(Math.round(cautious))})`,
  minutes: (usual: number, cautious: number): string => `${tenths.format(usual)} min (al più ${tenths.format(cautious)})`,
  late: (usual: number, cautious: number): string => `${finePercents.format(usual)} (al più ${finePercents.format(cautious)})`,
  lateNote: (wait: number): string =>
    `«Oltre il limite»: nell’ora peggiore, probabilità che qualcuno aspetti più di ${number(wait)} minuti. Fra parentesi, se ogni quota fosse all’estremo alto del suo intervallo: i posti in più si contano su quello.`,
  whyDay: "sui posti in più",
  dayFormula: (slot: number, long: number): string =>
    `Per ogni ora si calcola la distribuzione esatta di quante persone vengono (ciascuna con la sua quota, all’estremo alto) e di quante aspettano: gli sportelli liberi prendono chi attende da più tempo, un colloquio dura ${number(slot)} minuti, e il doppio nel ${percents.format(long)} dei casi. Un posto in più si apre solo se a quell’ora, e a tutte le seguenti, la promessa regge, e se la sessione non finisce tardi più spesso di prima.`,
  hours: "Ora per ora",
  hoursTable: "La giornata come è convocata adesso, ora per ora",
  hourColumns: { hour: "Ora", desks: "Sportelli", convened: "Convocate", expected: "Attese", late: "Oltre il limite" },
  people,
  tenth: (value: number): string => tenths.format(value),
} as const;

const SHOW_UP_FACTOR: Readonly<Record<string, string>> = { office: "sede", hour: "ora", weekday: "giorno", channel: "canale", lead: "preavviso", call: "chiamata" };
