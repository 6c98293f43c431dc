// A case put in waiting: until when, for what.

import { useState } from "react";
import type { FormEvent } from "react";
import type { Done } from "../../../contract/problem.ts";
import type { WorklistEntry } from "../../../contract/worklist.ts";
import { WAIT_REASONS } from "../../../domain/worklist/reason-texts.ts";
import { ApiProblem, post } from "../../api.ts";
import { fullName } from "../../format.ts";
import { useAnnounce } from "../../parts/announce.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Failure } from "../../parts/states.tsx";
import { WORKLIST } from "../../texts/worklist.ts";

export function WaitDialog({ row, onClose }: { readonly row: WorklistEntry; readonly onClose: () => void }) {
  const [until, setUntil] = useState("");
  const [reason, setReason] = useState("");
  const [note, setNote] = useState("");
  const [problem, setProblem] = useState<unknown>(null);
  const announce = useAnnounce();
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    try {
      announce((await post<Done>(`/api/cases/${row.caseId}/wait`, { until, reason, note })).message);
      onClose();
    } catch (error) {
      setProblem(error instanceof ApiProblem ? error : new ApiProblem({ status: 503 }));
    }
  };
  const id = `attesa-${row.caseId}`;
  return (
    <Dialog title={WORKLIST.waitTitle(fullName(row))} onClose={onClose}>
      <p className="cv-muted">{WORKLIST.waitLead}</p>
      <form onSubmit={(event) => void save(event)}>
        {problem !== null && <Failure error={problem} />}
        <div className="cv-field">
          <label htmlFor={`${id}-g`}>{WORKLIST.waitDay}</label>
          <input id={`${id}-g`} type="date" required value={until} onChange={(event) => setUntil(event.target.value)} />
        </div>
        <div className="cv-field">
          <label htmlFor={`${id}-m`}>{WORKLIST.waitReason}</label>
          <select id={`${id}-m`} required value={reason} onChange={(event) => setReason(event.target.value)}>
            <option value="">{WORKLIST.pick}</option>
            {Object.entries(WAIT_REASONS).map(([name, text]) => (
              <option key={name} value={name}>
                {text}
              </option>
            ))}
          </select>
        </div>
        <div className="cv-field">
          <label htmlFor={`${id}-n`}>{WORKLIST.waitNote}</label>
          <input id={`${id}-n`} type="text" maxLength={300} value={note} onChange={(event) => setNote(event.target.value)} />
        </div>
        <div className="cv-dialog-actions">
          <button type="button" className="btn btn-outline-primary" onClick={onClose}>
            {WORKLIST.cancel}
          </button>
          <button type="submit" className="btn btn-primary">
            {WORKLIST.waitSave}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
