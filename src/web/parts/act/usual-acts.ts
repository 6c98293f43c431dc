// Which acts of a procedure an operator does most: these come first among the buttons, the rest as their table has them.

import type { ActOffer } from "../../../contract/acts.ts";

const USUAL: Readonly<Record<string, readonly string[]>> = {
  convocazione: ["record-attendance", "issue", "plan", "move", "justify", "record-no-show", "confirm", "note-call", "ask-another-date", "agree-at-desk"],
  did: ["take", "record-from-platform", "record-with-benefit"],
  esclusione: ["record", "end"],
  esonero: ["grant", "renew", "request"],
  "invio-al-comune": ["send", "approve", "take-charge", "propose"],
  "vita-del-caso": ["assess"],
};

/** What takes back an act, or corrects it, is seldom what one came for. */
const TAKING_BACK = /^(annul|correct|withdraw|cancel)/;

export function usualFirst(procedure: string, offers: readonly ActOffer[]): readonly ActOffer[] {
  const usual = USUAL[procedure] ?? [];
  const weight = ({ act, harms }: ActOffer): number => {
    const at = usual.indexOf(act);
    if (at >= 0) return at - usual.length;
    return TAKING_BACK.test(act) ? 2 : harms ? 1 : 0;
  };
  return offers.toSorted((a, b) => weight(a) - weight(b));
}
