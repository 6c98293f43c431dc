// The note stuck on a case: written, or changed.

import { useState } from "react";
import type { FormEvent } from "react";
import type { Done } from "../../../contract/problem.ts";
import type { WorklistEntry } from "../../../contract/worklist.ts";
import { NOTE_REASONS } from "../../../domain/worklist/reason-texts.ts";
import { ApiProblem, post } from "../../api.ts";
import { fullName } from "../../format.ts";
import { useAnnounce } from "../../parts/announce.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Failure } from "../../parts/states.tsx";
import { WORKLIST } from "../../texts/worklist.ts";

const nameOf = (text: string | undefined): string => Object.entries(NOTE_REASONS).find(([, one]) => one === text)?.[0] ?? "";

export function NoteDialog({ row, onClose }: { readonly row: WorklistEntry; readonly onClose: () => void }) {
  const [reason, setReason] = useState(nameOf(row.note?.reason));
  const [text, setText] = useState(row.note?.text ?? "");
  const [dueOn, setDueOn] = useState(row.note?.dueOn ?? "");
  const [problem, setProblem] = useState<unknown>(null);
  const announce = useAnnounce();
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    try {
      const body = { reason, text, dueOn: dueOn === "" ? null : dueOn };
      announce((await post<Done>(`/api/cases/${row.caseId}/note`, body)).message);
      onClose();
    } catch (error) {
      setProblem(error instanceof ApiProblem ? error : new ApiProblem({ status: 503 }));
    }
  };
  const id = `nota-${row.caseId}`;
  return (
    <Dialog title={WORKLIST.noteTitle(fullName(row))} onClose={onClose}>
      <p className="cv-muted">{WORKLIST.noteLead}</p>
      <form onSubmit={(event) => void save(event)}>
        {problem !== null && <Failure error={problem} />}
        <div className="cv-field">
          <label htmlFor={`${id}-m`}>{WORKLIST.noteReason}</label>
          <select id={`${id}-m`} required value={reason} onChange={(event) => setReason(event.target.value)}>
            <option value="">{WORKLIST.pick}</option>
            {Object.entries(NOTE_REASONS).map(([name, said]) => (
              <option key={name} value={name}>
                {said}
              </option>
            ))}
          </select>
        </div>
        <div className="cv-field">
          <label htmlFor={`${id}-t`}>{WORKLIST.noteText}</label>
          <textarea id={`${id}-t`} rows={3} maxLength={500} value={text} onChange={(event) => setText(event.target.value)} />
        </div>
        <div className="cv-field">
          <label htmlFor={`${id}-g`}>{WORKLIST.noteDay}</label>
          <input id={`${id}-g`} type="date" value={dueOn} onChange={(event) => setDueOn(event.target.value)} />
        </div>
        <div className="cv-dialog-actions">
          <button type="button" className="btn btn-outline-primary" onClick={onClose}>
            {WORKLIST.cancel}
          </button>
          <button type="submit" className="btn btn-primary">
            {WORKLIST.noteSave}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
