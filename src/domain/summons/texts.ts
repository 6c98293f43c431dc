// Italian names of the states, acts and terms of the summons.

import type { SummonsAct, SummonsState, SummonsTerm } from "./types.ts";

export const SUMMONS_STATES: Readonly<Record<SummonsState, string>> = {
  none: "Da convocare",
  planned: "Appuntamento fissato, da comunicare",
  issued: "Convocata",
  "not-delivered": "Convocazione non recapitata",
  cancelled: "Annullata",
};

export const SUMMONS_ACTS: Readonly<Record<SummonsAct, string>> = {
  plan: "Fissa l'appuntamento",
  issue: "Convoca",
  "record-not-delivered": "Registra il mancato recapito",
  "record-delivered": "Registra il recapito",
  move: "Sposta l'appuntamento",
  cancel: "Annulla la convocazione",
};

export const SUMMONS_TERMS: Readonly<Record<SummonsTerm, string>> = {
  convene: "Convocazione entro trenta giorni dal riconoscimento (T2)",
};
