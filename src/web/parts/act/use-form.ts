// A form of an act while it is filled in: its values, what is wrong with them, the same check that the server runs.

import { useCallback, useState } from "react";
import { checkForm, initialValues, inputOf } from "../../../contract/check-form.ts";
import type { FormField, FormProblem, FormValues } from "../../../domain/procedure/form-types.ts";

export interface FilledForm {
  readonly values: FormValues;
  readonly problems: readonly FormProblem[];
  /** Grows at each try: the summary of what is wrong takes the focus. */
  readonly attempt: number;
  readonly change: (values: Record<string, unknown>) => void;
  /** The input as the act takes it; null when something is wrong, and is then shown. */
  readonly check: () => Record<string, unknown> | null;
  /** Shows what the server found wrong. */
  readonly show: (problems: readonly FormProblem[]) => void;
  /** As the form opens for the first time. */
  readonly restart: () => void;
}

export function useForm(fields: readonly FormField[], start?: FormValues): FilledForm {
  const [values, setValues] = useState<FormValues>(() => ({ ...initialValues(fields), ...start }));
  const [problems, setProblems] = useState<readonly FormProblem[]>([]);
  const [attempt, setAttempt] = useState(0);
  const show = useCallback((found: readonly FormProblem[]) => {
    setProblems(found);
    setAttempt((now) => now + 1);
  }, []);
  return {
    values,
    problems,
    attempt,
    show,
    restart: () => {
      setValues(initialValues(fields));
      setProblems([]);
    },
    change: (next) => {
      setValues(next);
      // What is mended goes away while one types; nothing new is reproached before one tries again.
      setProblems((now) => (now.length === 0 ? now : stillWrong(now, checkForm(fields, inputFrom(fields, next)))));
    },
    check: () => {
      const input = inputFrom(fields, values);
      const found = checkForm(fields, input);
      show(found);
      return found.length === 0 ? input : null;
    },
  };
}

/** The values as they are sent: what the form only shows is always the form's own. */
export function inputFrom(fields: readonly FormField[], values: FormValues): Record<string, unknown> {
  return inputOf(fields, withFixed(fields, values));
}

/** What was written before, as far as the form still has such fields. */
export function resumed(fields: readonly FormField[], written: FormValues): FormValues {
  return Object.fromEntries(
    fields.filter(({ name, kind }) => kind !== "fixed" && Object.hasOwn(written, name)).map(({ name }) => [name, written[name]]),
  );
}

function withFixed(fields: readonly FormField[], values: FormValues): FormValues {
  const full: Record<string, unknown> = { ...values };
  for (const field of fields) {
    const value = full[field.name];
    if (field.kind === "fixed") full[field.name] = field.value;
    else if (field.kind === "group" && isRecord(value)) full[field.name] = withFixed(field.fields, value);
    else if (field.kind === "list" && Array.isArray(value))
      full[field.name] = value.map((one: unknown) => (isRecord(one) ? withFixed(field.fields, one) : one));
  }
  return full;
}

function stillWrong(shown: readonly FormProblem[], found: readonly FormProblem[]): readonly FormProblem[] {
  return found.filter(({ field }) => shown.some((one) => one.field === field));
}

export function isRecord(value: unknown): value is FormValues {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
