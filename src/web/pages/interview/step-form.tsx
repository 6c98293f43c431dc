// The form of a step: typed, saved as a draft by itself, confirmed with Enter; whatever goes wrong, what was typed stays.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { InterviewStep, StepDone, StepName } from "../../../contract/interview.ts";
import { isShown } from "../../../contract/check-form.ts";
import type { FormField, FormValues } from "../../../domain/procedure/form-types.ts";
import { ApiProblem, post } from "../../api.ts";
import { newActId } from "../../parts/act/draft.ts";
import { fieldId, FormFields } from "../../parts/act/form-fields.tsx";
import { Refusal } from "../../parts/act/refusal.tsx";
import { resumed, useForm } from "../../parts/act/use-form.ts";
import { useAnnounce } from "../../parts/announce.tsx";
import { INTERVIEW } from "../../texts/interview.ts";
import type { StepPanelProps } from "./step-panel.tsx";

const PREFIX = "passo";

export function StepForm({
  interview,
  step,
  draft,
  disabled,
  onDone,
  reload,
  view,
}: StepPanelProps & { readonly view: InterviewStep }) {
  const fields = view.form?.fields ?? [];
  const form = useForm(fields, resumed(fields, draft.values[step] ?? {}));
  const box = useRef<HTMLFormElement>(null);
  const announce = useAnnounce();
  const queries = useQueryClient();
  const sending = useMutation({
    // Without a line it fails at once, and says so: it does not wait in silence.
    networkMode: "always",
    mutationFn: async (values: FormValues) => {
      // What is being saved is waited for: the server compares the version that was seen.
      const seen = await draft.flush();
      if (seen === null) throw new ApiProblem({ status: 503 });
      return post<StepDone>(`/api/cases/${encodeURIComponent(interview.caseId)}/interview/steps/${step}`, {
        actId: draft.actIdFor(step, newActId),
        values,
        draftSeen: seen,
      });
    },
    onSuccess: async ({ message }) => {
      announce(message);
      await onDone();
    },
    onError: (error) => {
      if (!(error instanceof ApiProblem)) return;
      if (error.status === 401) void queries.invalidateQueries({ queryKey: ["session"] });
      if (error.code === "MODULO_NON_VALIDO") form.show(error.fields);
    },
  });
  const [opening] = useState(() => ({ fields, values: form.values }));
  useEffect(() => focusFirst(box.current, opening.fields, opening.values), [opening]);
  useEffect(() => {
    // Also from a text of several lines, where Enter begins another one.
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== "Enter" || !event.ctrlKey || document.querySelector("dialog[open]") !== null) return;
      event.preventDefault();
      box.current?.requestSubmit();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
  const submit = (): void => {
    if (sending.isPending || disabled) return;
    const input = form.check();
    if (input !== null) sending.mutate(input);
  };
  const isFields = sending.error instanceof ApiProblem && sending.error.code === "MODULO_NON_VALIDO";
  return (
    <form
      ref={box}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <fieldset className="cv-plain-set" disabled={disabled}>
        <FormFields
          fields={fields}
          values={form.values}
          problems={form.problems}
          idPrefix={PREFIX}
          attempt={form.attempt}
          onChange={(values) => {
            form.change(values);
            draft.change(step, values);
          }}
        />
      </fieldset>
      {sending.error !== null && !isFields && (
        <>
          {isLost(sending.error) && <p role="status">{INTERVIEW.lost}</p>}
          <Refusal error={sending.error} onReload={() => void reload()} />
        </>
      )}
      <div className="cv-step-go">
        <button
          type="submit"
          className="btn btn-primary"
          disabled={disabled || sending.isPending}
          id={`${PREFIX}-vai`}
        >
          {sending.isPending ? INTERVIEW.sending : confirmText(step, fields)}
        </button>
        <span className="cv-sub">
          <kbd>{INTERVIEW.enter}</kbd>
        </span>
      </div>
    </form>
  );
}

function isLost(error: unknown): boolean {
  return !(error instanceof ApiProblem) || error.status >= 500;
}

function confirmText(step: StepName, fields: readonly FormField[]): string {
  return step === "index" && fields.some(({ name }) => name === "answer")
    ? INTERVIEW.confirm.indexAnswer
    : INTERVIEW.confirm[step];
}

/** The first thing left to answer; where nothing is, the first of all: Enter goes on from any field. */
function focusFirst(form: HTMLFormElement | null, fields: readonly FormField[], values: FormValues): void {
  if (form === null) return;
  const open = fields.find(
    (field) => isShown(field, values) && field.required && isEmpty(field, values[field.name]),
  );
  const box = open === undefined ? null : document.getElementById(fieldId(PREFIX, open.name));
  const control = "input, select, textarea, button";
  const inside = box?.matches("fieldset, div") === true ? box.querySelector<HTMLElement>(control) : box;
  // Of a group of buttons the one that is chosen.
  (
    inside ??
    form.querySelector<HTMLElement>("input:checked") ??
    form.querySelector<HTMLElement>(control)
  )?.focus({ preventScroll: open === undefined });
}

function isEmpty({ kind }: FormField, value: unknown): boolean {
  if (kind === "fixed" || kind === "group") return false;
  if (kind === "yes-no") return value !== true;
  return (
    value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0)
  );
}
