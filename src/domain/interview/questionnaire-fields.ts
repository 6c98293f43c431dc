// A questionnaire as the fields of a form: the same conditions and limits, with what is known already filled in and its source said.

import type { FormField, FormOption } from "../procedure/form-types.ts";
import type { Answer, Field, Questionnaire, ReferenceList, When } from "../profiling/questionnaire.ts";
import { FIELD_TEXTS } from "./texts.ts";

/** An answer known already, and where from (Italian). Without a source it is only what usually is answered. */
export interface Known {
  readonly value: Answer;
  readonly source: string | null;
}

export interface QuestionnaireForm {
  readonly lists: Readonly<Record<ReferenceList, readonly FormOption[]>>;
  readonly known: Readonly<Record<string, Known>>;
  /** What must be answered: everything the questionnaire requires, or nothing (a draft). */
  readonly complete: boolean;
}

/** Texts above this length get more than one line. */
const LONG_TEXT = 200;

export function questionnaireFields({ fields }: Questionnaire, form: QuestionnaireForm): FormField[] {
  return fields.map((field) => fieldOf(field, fields, form));
}

function fieldOf(
  field: Field,
  all: readonly Field[],
  { lists, known, complete }: QuestionnaireForm,
): FormField {
  const when = shownWhen(field, all);
  const value = known[field.name];
  const common = {
    name: field.name,
    label: field.label,
    required: complete && isRequiredWhenShown(field, when),
    ...(when === null ? {} : { when }),
    ...(value === undefined
      ? {}
      : {
          initial: formValue(field, value.value),
          ...(value.source === null
            ? {}
            : { help: FIELD_TEXTS.from(shownValue(field, value.value, lists), value.source) }),
        }),
  };
  const { form } = field;
  switch (form.kind) {
    case "integer":
      return { ...common, kind: "number", min: form.min, max: form.max, whole: true };
    case "choice":
      return {
        ...common,
        kind: "choice",
        options: Object.entries(form.options).map(([option, label]) => ({ value: option, label })),
      };
    case "yes-no":
      return {
        ...common,
        kind: "choice",
        options: [
          { value: "si", label: FIELD_TEXTS.yes },
          { value: "no", label: FIELD_TEXTS.no },
        ],
      };
    case "listed":
      return { ...common, kind: "choice", options: lists[form.list] };
    default:
      return {
        ...common,
        kind: "text",
        longest: form.longest,
        ...(form.longest > LONG_TEXT ? { lines: 4 } : {}),
      };
  }
}

/** A field asked for only under some answers, or that must stay empty under some, is shown under the others. */
function shownWhen({ required, empty }: Field, all: readonly Field[]): When | null {
  if (empty !== undefined) {
    const other = all.find(({ name }) => name === empty.field);
    const options = other?.form.kind === "choice" ? Object.keys(other.form.options) : [];
    return { field: empty.field, in: options.filter((option) => !empty.in.includes(option)) };
  }
  return typeof required === "boolean" ? null : required;
}

function isRequiredWhenShown({ required }: Field, when: When | null): boolean {
  if (typeof required === "boolean") return required;
  return (
    when !== null && when.field === required.field && when.in.every((value) => required.in.includes(value))
  );
}

function formValue({ form }: Field, value: Answer): unknown {
  return form.kind === "yes-no" && typeof value === "boolean" ? (value ? "si" : "no") : value;
}

function shownValue({ form }: Field, value: Answer, lists: QuestionnaireForm["lists"]): string {
  if (form.kind === "choice") return form.options[String(value)] ?? String(value);
  if (form.kind === "listed")
    return lists[form.list].find((option) => option.value === value)?.label ?? String(value);
  if (form.kind === "yes-no") return value === true || value === "si" ? FIELD_TEXTS.yes : FIELD_TEXTS.no;
  return String(value);
}
