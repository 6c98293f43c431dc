// Who shows up in an office, what it promises about waiting, and what the next day would be.

import { z } from "zod";
import { CALL_CHANNELS, FACTORS } from "../domain/show-up/types.ts";
import { Day, Id, Instant, Reason } from "./problem.ts";

const Chance = z.number().min(0).max(1);

export const Promised = z.object({
  waitMinutes: z.coerce.number().int().describe("Attesa massima, in minuti"),
  probability: z.coerce.number().describe("Probabilità con cui il limite deve valere, a ogni ora, da 0 a 1"),
  mostPerDesk: z.coerce.number().int().describe("Posti in più al giorno per sportello; zero li toglie"),
});
export type Promised = z.infer<typeof Promised>;

/** What would be promised; without it, what is in force. */
export const ShowUpQuery = Promised.partial();
export type ShowUpQuery = z.infer<typeof ShowUpQuery>;

const Rate = z.object({
  mean: Chance,
  low: Chance.describe("Estremi dell’intervallo in cui la quota cade 95 volte su cento"),
  high: Chance,
  seen: z.int().describe("Esiti su cui si fonda"),
});
export type Rate = z.infer<typeof Rate>;

const DayExpected = z.object({
  convened: z.int(),
  expected: z.number(),
  meanWait: z.number().describe("Attesa media, in minuti"),
  worstLate: Chance.describe("Nell’ora peggiore, probabilità che qualcuno aspetti oltre il limite"),
});
export type DayExpected = z.infer<typeof DayExpected>;

export const ShowUpView = z.object({
  office: z.object({ id: z.string(), name: z.string() }),
  rate: Rate.describe("In questa sede, a parità di tutto il resto"),
  region: Rate.describe("In tutte le sedi"),
  factors: z.array(z.object({ factor: z.enum(FACTORS), levels: z.array(Rate.extend({ level: z.string() })) })),
  prior: z.object({ rate: Chance, people: z.int(), note: z.string() }),
  promise: Promised.extend({ version: z.int().describe("Zero: nessuna promessa in vigore"), reason: z.string(), by: z.string(), at: Instant.nullable() }),
  bounds: z.object({
    waitMinutes: z.object({ least: z.number(), most: z.number(), usual: z.number() }),
    probability: z.object({ least: z.number(), most: z.number(), usual: z.number() }),
    mostPerDesk: z.object({ least: z.number(), most: z.number(), usual: z.number() }),
  }),
  law: z.string(),
  next: z
    .object({
      day: Day,
      seats: z.int(),
      inMore: z.int().describe("Posti in più già dati"),
      usual: DayExpected,
      cautious: DayExpected,
      places: z.int().describe("Posti in più che la giornata sopporta, con la promessa chiesta"),
      filled: DayExpected.describe("La stessa giornata, riempita da un piano"),
      filledCautious: DayExpected,
      hours: z.array(z.object({ start: z.int(), desks: z.int(), convened: z.int(), expected: z.number(), late: Chance })),
    })
    .nullable()
    .describe("Il prossimo giorno di apertura; vuoto se la sede non apre entro un mese"),
  example: z.object({
    hour: z.int(),
    weekday: z.int(),
    channel: z.enum(CALL_CHANNELS),
    base: Chance,
    reasons: z.array(z.object({ factor: z.enum(FACTORS), level: z.string(), moves: z.number(), after: Chance, seen: z.int() })),
    mean: Chance,
    low: Chance,
    high: Chance,
  }),
  longShare: Chance.describe("Quota dei colloqui che durano il doppio"),
  slotMinutes: z.int(),
});
export type ShowUpView = z.infer<typeof ShowUpView>;

export const PromiseRequest = Promised.extend({
  id: Id.describe("Scelto da chi chiede: chiesto di nuovo, non si scrive due volte"),
  reason: Reason,
  seen: z.int().min(0).describe("La versione che la pagina mostrava"),
});
export type PromiseRequest = z.infer<typeof PromiseRequest>;
