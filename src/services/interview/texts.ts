// What the use cases of the interview say.

import { clockText, romeTime } from "../../domain/calendar/rome-time.ts";
import { dayText } from "../acts/day-text.ts";

const when = (instant: string): string => {
  const { date, minutes } = romeTime(instant);
  return `il ${dayText(date)} alle ${clockText(minutes)}`;
};

export const DRAFT_TEXTS = {
  overtaken: (who: string, at: string): string =>
    `Nel frattempo ha scritto ${who} (${when(at)}): leggere che cosa ha scritto, poi riprendere da lì.`,
  gone: "Nel frattempo il passo è stato concluso da un altro operatore: ricaricare la pagina.",
} as const;

export const STEP_TEXTS = {
  notNow: "Questo passo ora non si può fare: ricaricare la pagina.",
  notOpen:
    "Il colloquio si chiude quando ha un esito: il patto concordato, l’invio al Comune, un esonero o un’esclusione.",
  changed: "Un recapito è cambiato nel frattempo: ricaricare la pagina.",
  badName: "Cognome e nome si scrivono con lettere, apostrofi e spazi.",
  badZip: "Il CAP ha cinque cifre.",
  seatUnknown: "Questo posto in agenda non c’è: sceglierne un altro.",
  seatTaken: "Questo posto in agenda è appena stato preso: sceglierne un altro.",
  seat: (startsAt: string, desk: number): string => `${when(startsAt).slice(3)}, sportello ${desk}`,
  elsewhere: "un componente seguito da un’altra sede",
  until: (to: string): string => `fino al ${dayText(to)}`,
  day: dayText,
} as const;
