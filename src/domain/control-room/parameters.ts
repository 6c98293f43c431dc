// What the control room decides by itself, with where it comes from.

import type { Parameter } from "../measures/types.ts";

/** Below this a count of persons is not shown beside a trait of theirs, nor to the public. */
export const SMALL_COUNT: Parameter<number> = {
  value: 5,
  citation: "STATISTICS_RULES_ART4",
  confidence: "secondary",
  note: "Numero di persone sotto il quale un conto non si mostra accanto a una caratteristica delle persone, né al pubblico. Le regole per la statistica ufficiale vogliono almeno tre; qui si prende cinque, più prudente.",
  remark: "Le regole valgono per il Sistema statistico nazionale e qui sono un riferimento: il valore va deciso con il responsabile della protezione dei dati.",
};
