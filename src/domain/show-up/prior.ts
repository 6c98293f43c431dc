// What is believed of showing up before anything was seen, each number with where it comes from.

import type { Parameter } from "../measures/types.ts";

/** The chance that a convened person comes. */
export const PRIOR_RATE: Parameter<number> = {
  value: 0.75,
  citation: null,
  confidence: "secondary",
  note: "Quota dei convocati che si presentano: 396.297 su 529.290 in Italia al 31 gennaio 2020 (74,9%), dati ANPAL riportati dalla stampa; in Campania al 30 settembre 2019 circa un quarto non rispondeva.",
  remark: "Le fonti non concordano: 78% a dicembre 2019, 80% a marzo 2020; a Milano nel 2021 il 36%, su chiamate di altro genere.",
};

/** How many people seen that belief is worth. */
export const PRIOR_PEOPLE: Parameter<number> = {
  value: 40,
  citation: null,
  confidence: "inferred",
  note: "Peso della quota di partenza, in persone: con quaranta, il 95% di ciò che si crede prima di aver visto qualcuno va da circa 59% a circa 86%, e comprende tutte le cifre nazionali. Scelta del progetto.",
};

/** How far the levels of one factor are thought to lie apart, before anything was seen (standard deviation on the logit). */
export const PRIOR_SPREAD: Parameter<number> = {
  value: 0.3,
  citation: null,
  confidence: "inferred",
  note: "Quanto si crede che ufficio, ora, giorno, canale, preavviso e numero della chiamata spostino la quota: di solito non più di sei punti ciascuno. Si corregge da sé con gli esiti. Scelta del progetto.",
};

/** How many levels seen that belief about the spread is worth. */
export const PRIOR_SPREAD_LEVELS: Parameter<number> = {
  value: 4,
  citation: null,
  confidence: "inferred",
  note: "Peso di quella credenza, in livelli osservati. Scelta del progetto.",
};

/** How wide the interval shown, and planned on, is. */
export const INTERVAL: Parameter<{ readonly probability: number; readonly z: number }> = {
  value: { probability: 0.95, z: 1.959964 },
  citation: null,
  confidence: "inferred",
  note: "Ampiezza dell’intervallo: la quota vera vi cade, per quanto se ne sa, 95 volte su cento. I posti in più si contano sull’estremo alto. Scelta del progetto.",
};

export interface ShowUpPrior {
  readonly rate: number;
  readonly people: number;
  readonly spread: number;
  readonly spreadLevels: number;
  readonly z: number;
}

export const SHOW_UP_PRIOR: ShowUpPrior = {
  rate: PRIOR_RATE.value,
  people: PRIOR_PEOPLE.value,
  spread: PRIOR_SPREAD.value,
  spreadLevels: PRIOR_SPREAD_LEVELS.value,
  z: INTERVAL.value.z,
};
