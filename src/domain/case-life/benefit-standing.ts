// What the platform's word on an application means for the life of a case. A word that is not known changes nothing.

import type { BenefitStanding } from "./types.ts";

/**
 * The words of `cod_stato` as offices write them. The national table of states was not found in the sources: a state outside this
 * list (suspended, under review, one unheard of) leaves the case as it is.
 */
const WORDS: Readonly<Record<string, BenefitStanding>> = {
  ACCOLTA: "in-course",
  ACCOLTO: "in-course",
  "IN CORSO": "in-course",
  "IN PAGAMENTO": "in-course",
  DECADUTA: "forfeited",
  DECADUTO: "forfeited",
  DECADENZA: "forfeited",
  REVOCATA: "forfeited",
  REVOCATO: "forfeited",
  CESSATA: "ended",
  CESSATO: "ended",
  TERMINATA: "ended",
  TERMINATO: "ended",
  CONCLUSA: "ended",
  RINUNCIATA: "ended",
  SCADUTA: "ended",
};

/** Every word understood, for whoever looks for the applications that have changed. */
export const STANDING_WORDS: readonly (readonly [string, BenefitStanding])[] = Object.entries(WORDS);

/** The standing that the platform's word gives; null when it is not one of those known. */
export function benefitStanding(applicationState: string): BenefitStanding | null {
  const word = applicationState
    .trim()
    .toUpperCase()
    .replaceAll(/[\s_-]+/gu, " ");
  return Object.hasOwn(WORDS, word) ? WORDS[word]! : null;
}
