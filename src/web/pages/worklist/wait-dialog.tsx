// A case put in waiting: until when, for what.

import { useState } from "react";
import type { WorklistEntry } from "../../../contract/worklist.ts";
import { WAIT_REASONS } from "../../../domain/worklist/reason-texts.ts";
import { fullName } from "../../format.ts";
import { WORKLIST } from "../../texts/worklist.ts";
import { Field, ReasonField, RowForm } from "./row-form.tsx";

export function WaitDialog({ row, onClose }: { readonly row: WorklistEntry; readonly onClose: () => void }) {
  const [until, setUntil] = useState("");
  const [reason, setReason] = useState("");
  const [note, setNote] = useState("");
  return (
    <RowForm
      title={WORKLIST.waitTitle(fullName(row))}
      lead={WORKLIST.waitLead}
      path={`/api/cases/${row.caseId}/wait`}
      body={{ until, reason, note }}
      save={WORKLIST.waitSave}
      onClose={onClose}
    >
      <Field label={WORKLIST.waitDay}>
        {(id) => <input id={id} type="date" required value={until} onChange={(event) => setUntil(event.target.value)} />}
      </Field>
      <ReasonField label={WORKLIST.waitReason} reasons={WAIT_REASONS} value={reason} onChange={setReason} />
      <Field label={WORKLIST.waitNote}>
        {(id) => <input id={id} type="text" maxLength={300} value={note} onChange={(event) => setNote(event.target.value)} />}
      </Field>
    </RowForm>
  );
}
