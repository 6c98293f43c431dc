// Contacts gone through with the person: each confirmed or given up, new ones added, with who said so; what waited for a wrong number is written again.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ContactsDone, ContactsRequest } from "../../../contract/interview.ts";
import type { Person } from "../../../contract/person.ts";
import type { FormField, FormValues } from "../../../domain/procedure/form-types.ts";
import { post } from "../../api.ts";
import { phone } from "../../format.ts";
import { newActId } from "../../parts/act/draft.ts";
import { FormFields } from "../../parts/act/form-fields.tsx";
import { Refusal } from "../../parts/act/refusal.tsx";
import { useForm } from "../../parts/act/use-form.ts";
import { useAnnounce } from "../../parts/announce.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { COMMON } from "../../texts/common.ts";
import { CONTACTS } from "../../texts/person.ts";

type Contact = Person["contacts"][number];

export function ContactsDialog({ person, onClose }: { readonly person: Person; readonly onClose: () => void }) {
  const inUse = person.contacts.filter(({ current }) => current);
  const fields = fieldsOf(inUse);
  const form = useForm(fields);
  // Asked again after a lost answer, it is not done twice.
  const [actId] = useState(newActId);
  const [nothing, setNothing] = useState(false);
  const queries = useQueryClient();
  const announce = useAnnounce();
  const sending = useMutation({
    mutationFn: (request: ContactsRequest) => post<ContactsDone>(`/api/cases/${person.caseId}/contacts`, request),
    onSuccess: async (done) => {
      announce(done.message);
      onClose();
      await queries.invalidateQueries();
    },
  });
  const submit = (): void => {
    const input = form.check();
    if (input === null) return;
    const request = requestOf(actId, inUse, input);
    const empty = request.confirmed.length + request.wrong.length === 0 && request.newPhone === "" && request.newEmail === "" && request.newPec === "";
    setNothing(empty);
    if (!empty) sending.mutate(request);
  };
  return (
    <Dialog title={CONTACTS.title} onClose={onClose}>
      <form
        noValidate
        className="cv-act-dialog"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <p>{CONTACTS.lead}</p>
        <FormFields fields={fields} values={form.values} problems={form.problems} onChange={form.change} idPrefix="contatti" attempt={form.attempt} />
        {nothing && (
          <p className="cv-field-error" role="alert">
            {CONTACTS.nothing}
          </p>
        )}
        {sending.isError && <Refusal error={sending.error} />}
        <div className="cv-dialog-actions">
          <button type="button" className="btn btn-outline-primary" onClick={onClose}>
            {COMMON.cancel}
          </button>
          <button type="submit" className="btn btn-primary" disabled={sending.isPending}>
            {CONTACTS.confirm}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function fieldsOf(contacts: readonly Contact[]): FormField[] {
  return [
    { kind: "choice", name: "source", label: CONTACTS.source, required: true, initial: "desk", options: Object.entries(CONTACTS.sources).map(([value, label]) => ({ value, label })) },
    ...contacts.map(
      (contact, at): FormField => ({
        kind: "choice",
        name: `point${at}`,
        label: contact.kind === "pec" ? CONTACTS.pec(contact.value) : phone(contact.value),
        required: false,
        options: [
          { value: "confirmed", label: CONTACTS.isRight },
          { value: "wrong", label: CONTACTS.isWrong },
        ],
      }),
    ),
    { kind: "text", name: "newPhone", label: CONTACTS.newPhone, help: CONTACTS.newPhoneHelp, required: false, longest: 60 },
    { kind: "text", name: "newEmail", label: CONTACTS.newEmail, required: false, longest: 254 },
    { kind: "text", name: "newPec", label: CONTACTS.newPec, help: CONTACTS.newPecHelp, required: false, longest: 254 },
    { kind: "text", name: "reason", label: CONTACTS.note, required: false, longest: 500, lines: 2 },
  ];
}

function requestOf(actId: string, contacts: readonly Contact[], input: FormValues): ContactsRequest {
  const judged = (as: string): { kind: Contact["kind"]; value: string }[] =>
    contacts.filter((_, at) => input[`point${at}`] === as).map(({ kind, value }) => ({ kind, value }));
  const text = (name: string): string => (typeof input[name] === "string" ? input[name] : "");
  return {
    actId,
    source: text("source") as ContactsRequest["source"],
    confirmed: judged("confirmed"),
    wrong: judged("wrong"),
    newPhone: text("newPhone"),
    newEmail: text("newEmail"),
    newPec: text("newPec"),
    reason: text("reason"),
  };
}
