// What the forecast takes for granted where nothing was learned yet: each number with where it comes from, in Italian, as the page shows it.

import type { Parameter } from "../measures/types.ts";
import { PRIOR_RATE } from "../show-up/prior.ts";

const chosen = <T>(value: T, note: string): Parameter<T> => ({ value, citation: null, confidence: "inferred", note });

export const FORECAST_PARAMETERS = {
  showUp: PRIOR_RATE,
  regionWeight: chosen(60, "Quante persone vale la quota nazionale di presenti, finché la Regione non ha esiti propri"),
  officeWeight: chosen(40, "Quante persone vale la quota della Regione, finché la sede non ha esiti propri"),
  signsAtFirst: chosen(0.66, "Patti firmati su presentati: 66% al 10 dicembre 2019 e al 31 gennaio 2020 in Italia, 63% al 1° marzo 2020"),
  leavesAtFirst: chosen(0.174, "Chi risulta escluso, esonerato o da inviare al Comune: il 17,4% della base ANPAL al 1° aprile 2020 (82,6% restava tenuto)"),
  signsAtSecond: chosen(0.9, "Di chi torna per un secondo incontro: ipotesi, nessuna fonte trovata"),
  pathWeight: chosen(60, "Quante persone valgono queste quote: misura quanto la previsione le tiene incerte"),
  attempts: chosen(3, "Dopo tre convocazioni senza presentarsi la persona passa alla condizionalità e non occupa altri posti"),
  recallDays: chosen(14, "Giorni fra un’assenza e il nuovo appuntamento: giustificazione, preavviso e posto; scelta della Regione"),
  secondDays: chosen(10, "Giorni fra il primo e il secondo incontro: scelta della Regione"),
  noticeDays: chosen(5, "Giorni di calendario di un preavviso di tre giorni lavorativi"),
  aheadDays: chosen(14, "Quanti giorni prima dell’appuntamento parte la convocazione: scelta della Regione"),
  termDays: chosen(30, "Giorni entro i quali convocare chi sarà notificato da oggi in poi"),
  runs: chosen(200, "Futuri simulati: le bande sono i loro decili"),
  horizonDays: chosen(730, "Oltre due anni la previsione non dà una data"),
  inflowWeeks: chosen(8, "Settimane intere su cui si conta chi è notificato di nuovo"),
  reminderGain: chosen(0.24, "Un promemoria in più toglie il 24% delle assenze: prova controllata inglese, dall’11,1% all’8,4%"),
  missFactor: chosen(1, "Per quanto si moltiplicano le assenze: uno, finché nessuna leva le cambia"),
  showUpPoints: chosen(0, "Punti in più di presenti: zero, finché nessuna leva li cambia"),
} as const;

/** The numbers alone: what a run of the forecast is made of, stored with it. */
export type Assumptions = { readonly [K in keyof typeof FORECAST_PARAMETERS]: number };

export const USUAL_ASSUMPTIONS: Assumptions = Object.fromEntries(
  Object.entries(FORECAST_PARAMETERS).map(([name, { value }]) => [name, value]),
) as unknown as Assumptions;
