// All forms of acts: one line a procedure.

import { AVAILABILITY_FORMS } from "./availability.ts";
import type { ProcedureForms } from "./form-context.ts";

export const FORMS: Readonly<Record<string, ProcedureForms<string>>> = {
  did: AVAILABILITY_FORMS,
};
