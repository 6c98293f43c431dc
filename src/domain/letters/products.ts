// The ways of the post that a letter may take: what each proves, how long it is usually on its way, what it costs unless the print house says otherwise.

import type { CitationKey } from "../law/citation.ts";
import type { Confidence } from "../law/norm.ts";
import { PRODUCT_TITLES } from "./texts.ts";

/** The same words as the channels of a summons and the proofs of delivery. */
export const LETTER_PRODUCTS = ["ordinary-letter", "registered-letter"] as const;
export type LetterProduct = (typeof LETTER_PRODUCTS)[number];

export interface ProductFacts {
  readonly title: string;
  /** As the print house is told, in the index of a batch. */
  readonly word: string;
  /** What the post can prove of it. */
  readonly proof: "handed-over" | "certified";
  /** Working days after which it has usually arrived: a letter that would come later than its appointment is not written. */
  readonly usualDays: number;
  /** Days that the post keeps it for the person; null when it is put in the letter box. */
  readonly storageDays: number | null;
  /** Hundredths of a euro for one sheet, printed and posted: the starting value of a parameter of the print house. */
  readonly cents: number;
  readonly citation: CitationKey;
  readonly confidence: Confidence;
  readonly note: string;
}

export const PRODUCTS: Readonly<Record<LetterProduct, ProductFacts>> = {
  "ordinary-letter": {
    title: PRODUCT_TITLES["ordinary-letter"],
    word: "ORDINARIA",
    proof: "handed-over",
    usualDays: 4,
    storageDays: null,
    cents: 95,
    citation: "DLGS261_1999",
    confidence: "secondary",
    note: "Prova solo che la lettera è stata consegnata alla posta: nessuno firma. Quattro giorni lavorativi sono l’obiettivo del servizio universale; il costo è quello del contratto con lo stampatore",
  },
  "registered-letter": {
    title: PRODUCT_TITLES["registered-letter"],
    word: "RACCOMANDATA_AR",
    proof: "certified",
    usualDays: 5,
    storageDays: 30,
    cents: 540,
    citation: "DLGS261_1999",
    confidence: "secondary",
    note: "L’avviso di ricevimento prova la consegna e la sua data. In giacenza resta trenta giorni; il costo è quello del contratto con lo stampatore",
  },
};

export function isLetterProduct(text: string): text is LetterProduct {
  return (LETTER_PRODUCTS as readonly string[]).includes(text);
}
