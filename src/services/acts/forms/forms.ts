// All forms of acts: one line a procedure.

import { AVAILABILITY_FORMS } from "./availability.ts";
import { CASE_LIFE_FORMS } from "./case-life.ts";
import { EXCLUSION_FORMS } from "./exclusion.ts";
import { EXEMPTION_FORMS } from "./exemption.ts";
import type { ProcedureForms } from "./form-context.ts";
import { HAND_OVER_FORMS } from "./hand-over.ts";
import { SUMMONS_FORMS } from "./summons.ts";

export const FORMS: Readonly<Record<string, ProcedureForms<string>>> = {
  convocazione: SUMMONS_FORMS,
  did: AVAILABILITY_FORMS,
  esclusione: EXCLUSION_FORMS,
  esonero: EXEMPTION_FORMS,
  "invio-al-comune": HAND_OVER_FORMS,
  "vita-del-caso": CASE_LIFE_FORMS,
};
