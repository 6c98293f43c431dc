// Italian sentences of the planner: shortage, reasons for having no seat.

import { Temporal } from "temporal-polyfill";
import { MONTHS } from "../calendar/texts.ts";
import type { DueKind, Shortage, UnplacedReason } from "./types.ts";

export type WaveNumber = 1 | 2;

export const WAVE_NAMES: Readonly<Record<WaveNumber, string>> = {
  1: "prima fase (una persona per nucleo)",
  2: "seconda fase (gli altri componenti tenuti)",
};

export const DUE_NAMES: Readonly<Record<DueKind, string>> = {
  due1: "termine di legge",
  due2: "obiettivo regionale",
};

export const UNPLACED_REASONS: Readonly<Record<UnplacedReason, string>> = {
  "no-open-day": "Nessun posto nei giorni in cui la persona può essere ricevuta",
  "no-seat-left": "Posti esauriti nei giorni in cui la persona può essere ricevuta",
  "household-hours": "I posti liberi cadono nelle ore già assegnate ad altri componenti del nucleo",
  "no-fitting-seat": "Nei giorni possibili nessun operatore con le competenze o la lingua necessarie",
};

const EPOCH = Temporal.PlainDate.from("1970-01-01");
const NUMBERS = new Intl.NumberFormat("it-IT", { useGrouping: "always" });

/** Day number (days since 1970-01-01) as «1º ottobre 2019». */
export function dayText(day: number): string {
  const { day: dayOfMonth, month, year } = EPOCH.add({ days: day });
  return `${dayOfMonth === 1 ? "1º" : dayOfMonth} ${MONTHS[month - 1]!} ${year}`;
}

/** The whole statement of one shortage of one office in one wave. */
export function shortageText(officeName: string, wave: WaveNumber, shortage: Shortage): string {
  const sentences = [
    missedSentence(officeName, wave, shortage),
    exhaustedSentence(shortage),
    extraSentence(shortage),
    bottleneckSentence(shortage),
    beyondHelpSentence(shortage.beyondHelp),
    householdSentence(shortage.householdHours),
  ];
  return sentences.filter((sentence) => sentence !== null).join(" ");
}

function missedSentence(officeName: string, wave: WaveNumber, shortage: Shortage): string {
  const { missed, concerned, placedLate, notPlaced } = shortage;
  const date = shortage.due === "due1" ? "il termine di legge" : "l’obiettivo regionale";
  const total =
    concerned === 1 ? "l’unica persona prevista" : `${count(missed)} su ${count(concerned)} persone`;
  const how = [
    placedLate > 0 ? `${count(placedLate)} con un appuntamento successivo` : null,
    notPlaced > 0 ? `${count(notPlaced)} senza appuntamento` : null,
  ].filter((part) => part !== null);
  const verb = concerned === 1 ? "non rientra" : missed === 1 ? "non rientra" : "non rientrano";
  return `${officeName}, ${WAVE_NAMES[wave]}: ${total} ${verb} entro ${date} (${how.join(", ")}).`;
}

function exhaustedSentence({ exhaustedFrom, lastDue }: Shortage): string | null {
  if (exhaustedFrom === null) return null;
  if (exhaustedFrom === lastDue) return `Nessun posto libero ${on(lastDue)}.`;
  return `Nessun posto libero ${from(exhaustedFrom)} ${until(lastDue)}.`;
}

function extraSentence({
  due,
  extraSeatsPerDay,
  missed,
  beyondHelp,
  householdHours,
}: Shortage): string | null {
  if (extraSeatsPerDay === 1) return "Basterebbe 1 posto in più in ogni giorno di apertura.";
  if (extraSeatsPerDay > 1) {
    return `Basterebbero ${count(extraSeatsPerDay)} posti in più in ogni giorno di apertura.`;
  }
  if (missed <= beyondHelp + householdHours) return null;
  const before = due === "due1" ? "ha" : "hanno";
  const rules = due === "due1" ? "la regola" : "il termine di legge e la regola";
  return `Per questa sola data i posti basterebbero: ${before} la precedenza ${rules} sulle ore dello stesso nucleo.`;
}

function bottleneckSentence({ bottleneck }: Shortage): string | null {
  if (bottleneck === null) return null;
  const { from: first, to, persons, seats, openDays } = bottleneck;
  const days = openDays === 1 ? "1 giorno di apertura" : `${count(openDays)} giorni di apertura`;
  const when = first === to ? capital(on(first)) : `${capital(from(first))} ${until(to)} (${days})`;
  const need = persons === 1 ? "va ricevuta 1 persona" : `vanno ricevute ${count(persons)} persone`;
  return `${when} ${need} e i posti sono ${count(seats)}.`;
}

function beyondHelpSentence(beyondHelp: number): string | null {
  if (beyondHelp === 0) return null;
  const who = beyondHelp === 1 ? "Per 1 persona" : `Per ${count(beyondHelp)} persone`;
  return `${who} non c’è alcun giorno di apertura tra il preavviso minimo e la data: nessun posto in più basterebbe.`;
}

function householdSentence(householdHours: number): string | null {
  if (householdHours === 0) return null;
  const who = householdHours === 1 ? "1 persona resta" : `${count(householdHours)} persone restano`;
  return `${who} senza appuntamento perché i posti liberi cadono nelle ore di altri componenti del nucleo.`;
}

function count(value: number): string {
  return NUMBERS.format(value);
}

/** «dal 9 settembre», «dall’8 settembre», «dall’11 settembre». */
function from(day: number): string {
  const text = dayText(day);
  return startsWithVowelSound(text) ? `dall’${text}` : `dal ${text}`;
}

function on(day: number): string {
  const text = dayText(day);
  return startsWithVowelSound(text) ? `l’${text}` : `il ${text}`;
}

function until(day: number): string {
  const text = dayText(day);
  return startsWithVowelSound(text) ? `all’${text}` : `al ${text}`;
}

/** Eight and eleven are read «otto» and «undici». */
function startsWithVowelSound(text: string): boolean {
  return /^(8|11) /.test(text);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
