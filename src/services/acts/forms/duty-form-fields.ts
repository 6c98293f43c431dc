// Fields that the forms of exclusions and exemptions have in common.

import { EVIDENCE_OUTCOMES } from "../../../domain/duties/evidence.ts";
import { DUTY_REASONS } from "../../../domain/duties/reasons.ts";
import type { DutyReason } from "../../../domain/duties/reasons.ts";
import type { FormField } from "../../../domain/procedure/form-types.ts";
import { DUTY_LABELS } from "./duty-texts.ts";
import { day } from "./fields.ts";
import type { FormContext } from "./form-context.ts";

/** That a paper was seen and what came of it; never what it says. */
export function evidence({ moment, documents }: FormContext, proof?: string): FormField {
  return {
    kind: "group", name: "evidence", label: DUTY_LABELS.evidence, required: true, ...(proof === undefined ? {} : { help: DUTY_LABELS.proof(proof) }),
    fields: [
      day("seenOn", DUTY_LABELS.seenOn, { to: moment.today, initial: moment.today }),
      { kind: "choice", name: "outcome", label: DUTY_LABELS.outcome, required: true, initial: "sufficient", options: capitalized(EVIDENCE_OUTCOMES) },
      day("expiresOn", DUTY_LABELS.expiresOn, { required: false, help: DUTY_LABELS.expiresHelp }),
      { kind: "document", name: "documentId", label: DUTY_LABELS.document, help: DUTY_LABELS.documentHelp, required: false, options: documents },
    ],
  };
}

/** Reasons of a closed list, the likeliest chosen already. */
export function dutyReason(likely?: DutyReason): FormField {
  return {
    kind: "choice", name: "reason", label: DUTY_LABELS.reason, required: true, options: capitalized(DUTY_REASONS),
    ...(likely === undefined ? {} : { initial: likely }),
  };
}

function capitalized(names: Readonly<Record<string, string>>): { value: string; label: string }[] {
  return Object.entries(names).map(([value, name]) => ({ value, label: name.charAt(0).toUpperCase() + name.slice(1) }));
}

export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
