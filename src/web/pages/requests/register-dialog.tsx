// A new request about one's own data is registered: its term runs from the day it came.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { FormEvent } from "react";
import { useNavigate } from "react-router";
import type { Registered } from "../../../contract/requests.ts";
import { post } from "../../api.ts";
import { useAnnounce } from "../../parts/announce.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Failure } from "../../parts/states.tsx";
import { COMMON } from "../../texts/common.ts";
import { REQUEST_CHANNEL_TEXTS, REQUEST_KIND_TEXTS, REQUESTS } from "../../texts/data-protection.ts";

export function RegisterDialog({ today, onClose }: { readonly today: string; readonly onClose: () => void }) {
  const [form, setForm] = useState({
    taxCode: "",
    kind: "access",
    cameBy: "pec",
    receivedOn: today,
    note: "",
  });
  const id = useId();
  const queries = useQueryClient();
  const announce = useAnnounce();
  const navigate = useNavigate();
  const sending = useMutation({
    mutationFn: () =>
      post<Registered>("/api/subject-requests", {
        ...form,
        note: form.note.trim() === "" ? null : form.note,
      }),
    onSuccess: async (done) => {
      announce(done.message);
      onClose();
      await queries.invalidateQueries({ queryKey: ["/api/subject-requests"] });
      void navigate(`/richieste/${done.id}`);
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    sending.mutate();
  };
  const change = (name: keyof typeof form) => (event: { readonly target: { readonly value: string } }) =>
    setForm((now) => ({ ...now, [name]: event.target.value }));
  return (
    <Dialog title={REQUESTS.register} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <p>{REQUESTS.registerExplain}</p>
        <div className="cv-field">
          <label htmlFor={`${id}-code`}>{REQUESTS.taxCode}</label>
          <input
            id={`${id}-code`}
            className="cv-mono"
            maxLength={20}
            autoComplete="off"
            value={form.taxCode}
            onChange={change("taxCode")}
          />
        </div>
        <Choice
          id={`${id}-kind`}
          label={REQUESTS.kind}
          value={form.kind}
          options={REQUEST_KIND_TEXTS}
          onChange={change("kind")}
        />
        <Choice
          id={`${id}-by`}
          label={REQUESTS.cameBy}
          value={form.cameBy}
          options={REQUEST_CHANNEL_TEXTS}
          onChange={change("cameBy")}
        />
        <div className="cv-field">
          <label htmlFor={`${id}-on`}>{REQUESTS.receivedOn}</label>
          <input
            id={`${id}-on`}
            type="date"
            max={today}
            value={form.receivedOn}
            onChange={change("receivedOn")}
          />
        </div>
        <div className="cv-field">
          <label htmlFor={`${id}-note`}>{REQUESTS.note}</label>
          <textarea
            id={`${id}-note`}
            rows={2}
            maxLength={1000}
            value={form.note}
            onChange={change("note")}
            aria-describedby={`${id}-note-help`}
          />
          <small id={`${id}-note-help`}>{REQUESTS.noteHelp}</small>
        </div>
        {sending.isError && <Failure error={sending.error} />}
        <div className="cv-dialog-actions">
          <button type="button" className="btn btn-outline-primary" onClick={onClose}>
            {COMMON.cancel}
          </button>
          <button type="submit" className="btn btn-primary" disabled={sending.isPending}>
            {REQUESTS.register}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

interface ChoiceProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly options: Readonly<Record<string, string>>;
  readonly onChange: (event: { readonly target: { readonly value: string } }) => void;
}

function Choice({ id, label, value, options, onChange }: ChoiceProps) {
  return (
    <div className="cv-field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={onChange}>
        {Object.entries(options).map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}
