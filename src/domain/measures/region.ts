// What the Region chose where no norm speaks: the same for every measure until a measure says otherwise.

import type { MeasureParameters } from "./types.ts";

type RegionalChoices = Pick<
  MeasureParameters,
  | "minimumNoticeWorkingDays"
  | "reminderHoursBefore"
  | "reminderNotUnderHours"
  | "quietHours"
  | "appointmentMinutes"
>;

export const REGIONAL_CHOICES = {
  minimumNoticeWorkingDays: {
    value: 3,
    citation: null,
    confidence: "inferred",
    note: "Preavviso minimo non trovato nelle fonti: scelta prudente della Regione",
  },
  reminderHoursBefore: {
    value: 48,
    citation: null,
    confidence: "inferred",
    note: "Promemoria tra 48 e 24 ore prima: scelta della Regione",
  },
  reminderNotUnderHours: {
    value: 12,
    citation: null,
    confidence: "primary",
    note: "Sotto le 12 ore il promemoria non parte: prassi di altre Regioni",
  },
  quietHours: {
    value: { from: "20:00", to: "09:00" },
    citation: null,
    confidence: "inferred",
    note: "Nessun messaggio tra le 20 e le 9, né la domenica e nei festivi: scelta della Regione",
  },
  appointmentMinutes: {
    value: 30,
    citation: null,
    confidence: "inferred",
    note: "Durata del primo colloquio: scelta della Regione",
  },
} as const satisfies RegionalChoices;
