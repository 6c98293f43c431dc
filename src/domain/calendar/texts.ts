// What the calendar says to a user, in Italian.

export const CALENDAR_TEXTS = {
  badRule: (text: string): string =>
    `La regola di festività «${text}» non si legge: usare MM-GG, easter, easter+N, easter-N oppure N-www-MM (per esempio 4-sun-07)`,
} as const;

/** Names of the months, January first. */
export const MONTHS: readonly string[] = [
  "gennaio",
  "febbraio",
  "marzo",
  "aprile",
  "maggio",
  "giugno",
  "luglio",
  "agosto",
  "settembre",
  "ottobre",
  "novembre",
  "dicembre",
];

/** Names of the days of the week, Monday first. */
export const WEEKDAYS: readonly string[] = [
  "lunedì",
  "martedì",
  "mercoledì",
  "giovedì",
  "venerdì",
  "sabato",
  "domenica",
];
