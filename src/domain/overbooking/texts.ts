// What is said about waiting and places in more, to those who set them and to those who read why.

interface Range {
  readonly least: number;
  readonly most: number;
}

const percent = (share: number): string => `${Math.round(share * 1000) / 10}%`.replace(".", ",");

export const OVERBOOKING_TEXTS = {
  waitOutside: ({ least, most }: Range) => `Il limite di attesa va da ${least} a ${most} minuti: scriverne uno compreso fra questi.`,
  probabilityOutside: ({ least, most }: Range) => `La probabilità va da ${percent(least)} a ${percent(most)}: sceglierne una compresa fra queste.`,
  perDeskOutside: ({ least, most }: Range) => `I posti in più per sportello vanno da ${least} a ${most} al giorno: scriverne un numero compreso fra questi.`,
  place: "posto in più",
  /** Why a place in more was opened, as it is kept with it. */
  placeReason: (comes: number, high: number, wait: number, probability: number) =>
    `In media viene il ${percent(comes)} dei convocati (al più il ${percent(high)}): con questo posto in più chi viene aspetta al massimo ${wait} minuti, con probabilità almeno del ${percent(probability)}.`,
} as const;
