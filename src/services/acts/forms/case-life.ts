// Forms of the acts of the life of a case.

import type { CaseAct } from "../../../domain/case-life/types.ts";
import type { FormField } from "../../../domain/procedure/form-types.ts";
import { forfeitedOn, readLife, toldOn } from "../bindings/case-life-facts.ts";
import { day, form, REASON, told } from "./fields.ts";
import type { FormContext, ProcedureForms } from "./form-context.ts";
import { LIFE_LABELS } from "./life-texts.ts";

const FREE_REASON: FormField = { ...REASON, required: false };
const seen = (label: string): FormField => ({ kind: "yes-no", name: "evidenceSeen", label, required: true });

/** A day in the life of the benefit, up to today; what the platform said of it stands there already. */
function on({ moment }: FormContext, label: string, known: string | null = null): FormField {
  const { grantedOn } = moment.facts;
  const to = moment.today;
  return day("on", label, { from: grantedOn, to, ...(known === null || known < grantedOn || known > to ? {} : { initial: known }) });
}

export const CASE_LIFE_FORMS: ProcedureForms<CaseAct> = {
  assess: () => form(),
  transfer: () => told(LIFE_LABELS.transferLead),
  "leave-region": () => told(LIFE_LABELS.transferLead),
  "record-forfeiture": async (context) => {
    const known = forfeitedOn(context.moment, await readLife(context.client, context.moment));
    return told(
      LIFE_LABELS.forfeitedLead,
      on(context, LIFE_LABELS.forfeitedOn, known),
      FREE_REASON,
      { kind: "yes-no", name: "minorsOrDisabled", label: LIFE_LABELS.minorsOrDisabled, help: LIFE_LABELS.minorsHelp, required: true },
    );
  },
  "end-block": () => form(),
  "end-benefit": async (context) => {
    const { standing } = await readLife(context.client, context.moment);
    return told(LIFE_LABELS.endLead, on(context, LIFE_LABELS.endedOn, toldOn(standing)), seen(LIFE_LABELS.evidenceSeen), FREE_REASON);
  },
  restore: () => form(),
  renew: () => form(),
  "record-death": (context) => told(LIFE_LABELS.deathLead, on(context, LIFE_LABELS.diedOn), seen(LIFE_LABELS.deathEvidence), FREE_REASON),
  "correct-death": () => form(seen(LIFE_LABELS.evidenceSeen), REASON),
};
