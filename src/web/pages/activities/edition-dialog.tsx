// The form of an edition: a new one, or one that changes from a day on.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import type { EditionInput } from "../../../contract/activities.ts";
import type { Done } from "../../../contract/problem.ts";
import { ApiProblem, post } from "../../api.ts";
import { useAnnounce } from "../../parts/announce.tsx";
import { FormFields } from "../../parts/act/form-fields.tsx";
import { useForm } from "../../parts/act/use-form.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { Failure } from "../../parts/states.tsx";
import { EDITION_FORM } from "../../texts/activities.ts";
import { COMMON } from "../../texts/common.ts";
import { editionFields, editionFrom, problemsFrom, valuesOf } from "./edition-form.ts";

export function EditionDialog({ edition, today, onClose }: { readonly edition?: EditionInput; readonly today?: string; readonly onClose: () => void }) {
  const isNew = edition === undefined;
  const form = useForm(editionFields(isNew, today ?? ""), isNew ? {} : valuesOf(edition));
  const queries = useQueryClient();
  const announce = useAnnounce();
  const sending = useMutation({
    mutationFn: (values: Readonly<Record<string, unknown>>) => {
      const sent = editionFrom(values, edition);
      return isNew
        ? post<Done>("/api/activities", { edition: sent })
        : post<Done>(`/api/activities/${encodeURIComponent(edition.id)}/change`, { edition: sent, fromOn: values["fromOn"], because: values["because"] });
    },
    onSuccess: async ({ message }) => {
      announce(message);
      onClose();
      await queries.invalidateQueries();
    },
    onError: (error) => {
      if (error instanceof ApiProblem && error.fields.length > 0) form.show(problemsFrom(error.fields));
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const values = form.check();
    if (values !== null) sending.mutate(values);
  };
  const isNamed = sending.error instanceof ApiProblem && sending.error.fields.length > 0;
  return (
    <Dialog title={isNew ? EDITION_FORM.addTitle : EDITION_FORM.changeTitle} onClose={onClose}>
      <form onSubmit={submit} noValidate className="cv-edition-form">
        {!isNew && <p>{EDITION_FORM.changeLead}</p>}
        <FormFields fields={editionFields(isNew, today ?? "")} values={form.values} problems={form.problems} attempt={form.attempt} onChange={form.change} idPrefix="edizione" />
        {sending.isError && !isNamed && <Failure error={sending.error} />}
        <div className="cv-dialog-actions">
          <button type="button" className="btn btn-outline-primary" onClick={onClose}>
            {COMMON.cancel}
          </button>
          <button type="submit" className="btn btn-primary" disabled={sending.isPending}>
            {EDITION_FORM.save}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
