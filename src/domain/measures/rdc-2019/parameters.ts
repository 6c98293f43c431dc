// Reddito di cittadinanza as in force for benefits granted from April 2019 to the end of 2021.

import type { MeasureParameters } from "../types.ts";

export const RDC_2019 = {
  code: "RDC",
  name: "Reddito di cittadinanza",
  grantedFrom: "2019-04-01",
  grantedTo: "2021-12-31",
  unit: "household",
  notBoundFromAge: {
    value: 65,
    citation: "DL4_2019_ART4_C2",
    note: "Non è tenuto chi ha compiuto 65 anni",
  },
  adultFromAge: { value: 18, citation: "DL4_2019_ART4_C2", note: "Sono tenuti i componenti maggiorenni" },
  conveneWithinDays: {
    value: 30,
    citation: "DL4_2019_ART4_C5",
    note: "Trenta giorni dal riconoscimento; il superamento non ha effetti sulla persona",
  },
  conveneDayType: {
    value: "calendar",
    citation: "DL4_2019_ART4_C5",
    note: "Giorni di calendario: lettura corrente, da verificare su Normattiva",
  },
  conveneTransitions: [
    {
      grantedFrom: "2019-04-01",
      grantedTo: "2019-07-31",
      startsOn: "2019-09-02",
      citation: "ACCORDO_88CU_2019",
    },
  ],
  conveneMetBy: {
    value: "summons-issued",
    citation: "DL4_2019_ART4_C5",
    note: "La norma dice «convoca»: vale l'invio della convocazione. Parametro della Regione, può valere l'incontro",
  },
  minimumNoticeWorkingDays: {
    value: 3,
    citation: null,
    note: "Preavviso minimo non trovato nelle fonti: scelta prudente della Regione",
  },
  reminderHoursBefore: {
    value: 48,
    citation: null,
    note: "Promemoria tra 48 e 24 ore prima: scelta della Regione",
  },
  reminderNotUnderHours: {
    value: 12,
    citation: null,
    note: "Sotto le 12 ore il promemoria non parte: prassi di altre Regioni",
  },
  quietHours: {
    value: { from: "20:00", to: "09:00" },
    citation: null,
    note: "Nessun messaggio tra le 20 e le 9, né la domenica e nei festivi: scelta della Regione",
  },
  appointmentMinutes: { value: 30, citation: null, note: "Durata del primo colloquio: scelta della Regione" },
} as const satisfies MeasureParameters;
