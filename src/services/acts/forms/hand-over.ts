// Forms of the acts of the passage to the services of the municipality.

import type { HandOverAct, HandOverData } from "../../../domain/hand-over/types.ts";
import type { ActForm, FormField } from "../../../domain/procedure/form-types.ts";
import { day, form, REASON, told } from "./fields.ts";
import type { FormContext, ProcedureForms } from "./form-context.ts";
import { HAND_OVER_LABELS } from "./life-texts.ts";

function reasons({ moment, item }: FormContext): ActForm {
  const data = (item?.data ?? {}) as Partial<HandOverData>;
  return told(
    HAND_OVER_LABELS.lead,
    {
      kind: "many", name: "grounds", label: HAND_OVER_LABELS.grounds, required: true,
      options: (moment.facts.parameters.handOver?.grounds ?? []).map(({ code, title }) => ({ value: code, label: title })),
      initial: data.grounds ?? [],
    },
    {
      kind: "text", name: "reasons", label: HAND_OVER_LABELS.reasons, help: HAND_OVER_LABELS.reasonsHelp, required: true, longest: 4000, lines: 6,
      initial: data.reasons ?? "",
    },
  );
}

/** What the municipality tells has happened between the sending and today. */
function on({ moment, item }: FormContext, label: string): FormField {
  const { sentOn } = (item?.data ?? {}) as Partial<HandOverData>;
  return day("on", label, { to: moment.today, initial: moment.today, ...(sentOn == null ? {} : { from: sentOn }) });
}

export const HAND_OVER_FORMS: ProcedureForms<HandOverAct> = {
  propose: reasons,
  amend: reasons,
  approve: () => form(),
  send: () => told(HAND_OVER_LABELS.sendLead),
  solicit: () => form(),
  "take-charge": (context) => form(on(context, HAND_OVER_LABELS.takenOn)),
  "send-back": (context) => form(on(context, HAND_OVER_LABELS.sentBackOn), { ...REASON, label: HAND_OVER_LABELS.sentBackReason }),
  return: (context) => form(on(context, HAND_OVER_LABELS.returnedOn), { ...REASON, required: false }),
  withdraw: () => form(REASON),
};
