// Who the platform's state no longer names: what each measure wants before anybody is asked to decide. Nobody is ever deleted for it.

import type { CitationKey } from "../law/citation.ts";

export interface GoneRule {
  /** Of how many states in a row a notice must be missing before a person is asked: one extraction may be incomplete. */
  readonly states: number;
  /** Days that the office has to decide, from when it is asked. */
  readonly days: number;
  /** More than this share of the notices missing at once is taken for a state that is not whole, and believed by nobody. */
  readonly doubtShare: number;
  /** Fewer missing than this are believed whatever their share. */
  readonly doubtFrom: number;
  /** What the office is asked to do. */
  readonly advice: string;
  readonly citation: CitationKey;
  readonly note: string;
}

/** By measure. Of a measure without a rule the platform of this node says nothing, and nobody is missed. */
export const GONE_RULES: Readonly<Record<string, GoneRule>> = {
  RDC: {
    states: 2,
    days: 10,
    doubtShare: 0.05,
    doubtFrom: 20,
    advice:
      "La piattaforma nazionale non nomina più questa persona. Verificare con INPS se il beneficio è finito (revoca, decadenza, rinuncia) e, se lo è, registrarne la fine; altrimenti chiedere al nodo di nuovo e chiudere l’attività con l’esito.",
    citation: "DM_2_9_2019_ART4",
    note: "Scelta della Regione: due stati di seguito senza la persona, dieci giorni per decidere. Nulla si cancella e nessuno smette di essere convocato finché non lo decide una persona.",
  },
};

/** Whether so many missing among so many known are to be believed. */
export function isDoubtful(rule: GoneRule, missing: number, known: number): boolean {
  return missing >= rule.doubtFrom && missing > known * rule.doubtShare;
}
