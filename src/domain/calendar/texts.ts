// What the calendar says to a user, in Italian.

export const CALENDAR_TEXTS = {
  badRule: (text: string): string =>
    `La regola di festività «${text}» non si legge: usare MM-GG, easter, easter+N, easter-N oppure N-www-MM (per esempio 4-sun-07)`,
} as const;
