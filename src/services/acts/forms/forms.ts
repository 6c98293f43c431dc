// All forms of acts: one line a procedure.

import { ACTIVITY_FORMS } from "./activities.ts";
import { AVAILABILITY_FORMS } from "./availability.ts";
import { CASE_LIFE_FORMS } from "./case-life.ts";
import { EXCLUSION_FORMS } from "./exclusion.ts";
import { EXEMPTION_FORMS } from "./exemption.ts";
import { CONDITIONALITY_FORMS } from "./conditionality.ts";
import type { ProcedureForms } from "./form-context.ts";
import { OFFER_FORMS } from "./offers.ts";
import { PRESENCE_FORMS } from "./presence.ts";
import { VOUCHER_FORMS } from "./voucher.ts";
import { HAND_OVER_FORMS } from "./hand-over.ts";
import { PACT_FORMS } from "./pact.ts";
import { PROFILING_FORMS } from "./profiling.ts";
import { SUMMONS_FORMS } from "./summons.ts";

export const FORMS: Readonly<Record<string, ProcedureForms<string>>> = {
  convocazione: SUMMONS_FORMS,
  did: AVAILABILITY_FORMS,
  attivita: ACTIVITY_FORMS,
  "offerta-di-lavoro": OFFER_FORMS,
  "presenza-periodica": PRESENCE_FORMS,
  "assegno-di-ricollocazione": VOUCHER_FORMS,
  profilazione: PROFILING_FORMS,
  patto: PACT_FORMS,
  condizionalita: CONDITIONALITY_FORMS,
  esclusione: EXCLUSION_FORMS,
  esonero: EXEMPTION_FORMS,
  "invio-al-comune": HAND_OVER_FORMS,
  "vita-del-caso": CASE_LIFE_FORMS,
};
