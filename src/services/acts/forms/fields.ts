// Fields that the forms of many acts have in common.

import type { ActForm, DayField, FormField, FormOption, TextField, YesNoField } from "../../../domain/procedure/form-types.ts";
import { FIELD_LABELS } from "./form-texts.ts";

/** Why an act is done: at least some words, kept in the register. */
export const REASON: TextField = {
  kind: "text", name: "reason", label: FIELD_LABELS.reason, help: FIELD_LABELS.reasonHelp, required: true, shortest: 5, longest: 500, lines: 3,
};
export const SIGNED: YesNoField = { kind: "yes-no", name: "signed", label: FIELD_LABELS.signed, required: true };
export const CONSEQUENCES_TOLD: YesNoField = { kind: "yes-no", name: "consequencesTold", label: FIELD_LABELS.consequencesTold, required: true };

export function day(name: string, label: string, more: Partial<DayField> = {}): DayField {
  return { kind: "day", name, label, required: true, ...more };
}

export function form(...fields: readonly FormField[]): ActForm {
  return { fields, lead: null };
}

export function told(lead: string, ...fields: readonly FormField[]): ActForm {
  return { fields, lead };
}

/** The entries of a catalogue as options. */
export function optionsOf(names: Readonly<Record<string, string>>): FormOption[] {
  return Object.entries(names).map(([value, label]) => ({ value, label }));
}
