// The summary of each procedure's data: one line a procedure.

import { CASE_SUMMARY, CONDITIONALITY_SUMMARY, HAND_OVER_SUMMARY } from "./consequences.ts";
import { DID_SUMMARY, EXCLUSION_SUMMARY, EXEMPTION_SUMMARY, SUMMONS_SUMMARY } from "./duties.ts";
import { ACTIVITY_SUMMARY, OFFER_SUMMARY, PACT_SUMMARY, PRESENCE_SUMMARY, PROFILING_SUMMARY, VOUCHER_SUMMARY } from "./path.ts";
import type { Summary } from "./row.ts";

export const SUMMARIES: Readonly<Record<string, Summary<never>>> = {
  convocazione: SUMMONS_SUMMARY,
  did: DID_SUMMARY,
  esclusione: EXCLUSION_SUMMARY,
  esonero: EXEMPTION_SUMMARY,
  profilazione: PROFILING_SUMMARY,
  patto: PACT_SUMMARY,
  attivita: ACTIVITY_SUMMARY,
  "offerta-di-lavoro": OFFER_SUMMARY,
  "presenza-periodica": PRESENCE_SUMMARY,
  "assegno-di-ricollocazione": VOUCHER_SUMMARY,
  condizionalita: CONDITIONALITY_SUMMARY,
  "invio-al-comune": HAND_OVER_SUMMARY,
  "vita-del-caso": CASE_SUMMARY,
};
