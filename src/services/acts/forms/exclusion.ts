// Forms of the acts of an exclusion.

import type { ExclusionAct, ExclusionData } from "../../../domain/duties/exclusion/types.ts";
import { EXCLUSION_FACTS } from "../../../domain/measures/words.ts";
import type { FormField } from "../../../domain/procedure/form-types.ts";
import { WORK_FIELDS } from "./availability.ts";
import { dutyReason, evidence, sentence } from "./duty-form-fields.ts";
import { DUTY_LABELS } from "./duty-texts.ts";
import { day, form } from "./fields.ts";
import type { FormContext, ProcedureForms } from "./form-context.ts";

/** Ages come from the date of birth: nobody tells them. */
const BY_BIRTH: ReadonlySet<string> = new Set(["minor", "age"]);

function fact({ moment }: FormContext): FormField {
  const listed = moment.facts.parameters.exclusions.filter((each) => !BY_BIRTH.has(each.fact));
  return {
    kind: "choice", name: "fact", label: DUTY_LABELS.fact, required: true,
    options: listed.map((each) => ({ value: each.fact, label: sentence(EXCLUSION_FACTS[each.fact]), hint: each.note })),
  };
}

const from = (today: string, initial?: string | null): FormField => day("from", DUTY_LABELS.from, { to: today, ...(initial == null ? {} : { initial }) });
const to = (initial?: string | null): FormField =>
  day("to", DUTY_LABELS.to, { required: false, help: DUTY_LABELS.openEnd, ...(initial == null ? {} : { initial }) });

export const EXCLUSION_FORMS: ProcedureForms<ExclusionAct> = {
  record: (context) =>
    form(
      fact(context),
      from(context.moment.today),
      to(),
      {
        kind: "group", name: "work", label: DUTY_LABELS.work, help: DUTY_LABELS.workHelp, required: false,
        when: { field: "fact", in: ["employed"] }, fields: WORK_FIELDS,
      },
      evidence(context),
    ),
  correct: (context) => {
    const data = (context.item?.data ?? {}) as Partial<ExclusionData>;
    return form(from(context.moment.today, data.from), to(data.to), evidence(context), dutyReason("dates-wrong"));
  },
  end: ({ moment }) => form(day("to", DUTY_LABELS.lastDay, { initial: moment.today }), dutyReason("fact-over")),
  contest: () => form(dutyReason()),
  uphold: () => form(dutyReason("confirmed")),
  annul: () => form(dutyReason("fact-not-true")),
  join: () => form({ kind: "yes-no", name: "signed", label: DUTY_LABELS.signed, required: true }),
  leave: () => form(),
};
