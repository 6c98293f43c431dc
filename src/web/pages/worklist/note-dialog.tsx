// The note stuck on a case: written, or changed.

import { useState } from "react";
import type { WorklistEntry } from "../../../contract/worklist.ts";
import { NOTE_REASONS } from "../../../domain/worklist/reason-texts.ts";
import { fullName } from "../../format.ts";
import { WORKLIST } from "../../texts/worklist.ts";
import { Field, ReasonField, RowForm } from "./row-form.tsx";

const nameOf = (text: string | undefined): string => Object.entries(NOTE_REASONS).find(([, one]) => one === text)?.[0] ?? "";

export function NoteDialog({ row, onClose }: { readonly row: WorklistEntry; readonly onClose: () => void }) {
  const [reason, setReason] = useState(nameOf(row.note?.reason));
  const [text, setText] = useState(row.note?.text ?? "");
  const [dueOn, setDueOn] = useState(row.note?.dueOn ?? "");
  return (
    <RowForm
      title={WORKLIST.noteTitle(fullName(row))}
      lead={WORKLIST.noteLead}
      path={`/api/cases/${row.caseId}/note`}
      body={{ reason, text, dueOn: dueOn === "" ? null : dueOn }}
      save={WORKLIST.noteSave}
      onClose={onClose}
    >
      <ReasonField label={WORKLIST.noteReason} reasons={NOTE_REASONS} value={reason} onChange={setReason} />
      <Field label={WORKLIST.noteText}>
        {(id) => <textarea id={id} rows={3} maxLength={500} value={text} onChange={(event) => setText(event.target.value)} />}
      </Field>
      <Field label={WORKLIST.noteDay}>
        {(id) => <input id={id} type="date" value={dueOn} onChange={(event) => setDueOn(event.target.value)} />}
      </Field>
    </RowForm>
  );
}
