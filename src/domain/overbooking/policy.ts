// What an office may promise about waiting: the bounds of policy, each with where it comes from, and the judgement of what is asked.

import type { Parameter } from "../measures/types.ts";
import { accept, refuse } from "../outcome.ts";
import type { Outcome } from "../outcome.ts";
import { CITATIONS } from "../law/citation.ts";
import { OVERBOOKING_TEXTS } from "./texts.ts";
import type { WaitingPromise } from "./types.ts";

export interface Bounds {
  readonly least: number;
  readonly most: number;
  readonly usual: number;
}

/** Limit on the wait, in minutes. */
export const WAIT_BOUNDS: Parameter<Bounds> = {
  value: { least: 5, most: 60, usual: 30 },
  citation: "L241_1990_ART1",
  confidence: "inferred",
  note: "Limite di attesa che l’ufficio può promettere, in minuti. Nessuna norma letta lo fissa: oltre un’ora l’appuntamento non sarebbe più un appuntamento. Scelta del progetto.",
};

/** With what probability the limit must hold, at every hour. */
export const PROBABILITY_BOUNDS: Parameter<Bounds> = {
  value: { least: 0.9, most: 0.99, usual: 0.95 },
  citation: "L241_1990_ART1",
  confidence: "inferred",
  note: "Probabilità con cui il limite deve valere, a ogni ora. Sotto nove volte su dieci non sarebbe una promessa; a cento su cento non ci sarebbe alcun posto in più. Scelta del progetto.",
};

/** Places in more of one desk on one day; 0 switches them off. */
export const PER_DESK_BOUNDS: Parameter<Bounds> = {
  value: { least: 0, most: 4, usual: 2 },
  citation: "L241_1990_ART1",
  confidence: "inferred",
  note: "Posti in più al giorno per sportello. Alla stessa ora uno sportello non ne ha mai più di uno, qualunque sia il limite. Scelta del progetto, a tutela di chi lavora allo sportello.",
};

/** Share of the meetings that last two slots instead of one. */
export const LONG_SHARE: Parameter<number> = {
  value: 0.1,
  citation: null,
  confidence: "inferred",
  note: "Quota dei colloqui che durano il doppio del posto. Nessuna fonte dà i minuti di un primo colloquio: uno su dieci è un’ipotesi prudente del progetto.",
};

/** No place in more until the head of the office decides it. */
export const NO_PROMISE: WaitingPromise = { waitMinutes: WAIT_BOUNDS.value.usual, probability: PROBABILITY_BOUNDS.value.usual, mostPerDesk: 0 };

const isWithin = (value: number, { least, most }: Bounds): boolean => value >= least && value <= most;

/** Refusals: ATTESA_FUORI_LIMITI, PROBABILITA_FUORI_LIMITI, POSTI_FUORI_LIMITI. */
export function judgePromise(asked: WaitingPromise): Outcome<WaitingPromise> {
  const law = CITATIONS.L241_1990_ART1;
  if (!Number.isInteger(asked.waitMinutes) || !isWithin(asked.waitMinutes, WAIT_BOUNDS.value))
    return refuse("ATTESA_FUORI_LIMITI", OVERBOOKING_TEXTS.waitOutside(WAIT_BOUNDS.value), law);
  if (!isWithin(asked.probability, PROBABILITY_BOUNDS.value)) return refuse("PROBABILITA_FUORI_LIMITI", OVERBOOKING_TEXTS.probabilityOutside(PROBABILITY_BOUNDS.value), law);
  if (!Number.isInteger(asked.mostPerDesk) || !isWithin(asked.mostPerDesk, PER_DESK_BOUNDS.value))
    return refuse("POSTI_FUORI_LIMITI", OVERBOOKING_TEXTS.perDeskOutside(PER_DESK_BOUNDS.value), law);
  return accept(asked);
}
