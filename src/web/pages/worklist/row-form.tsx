// What is put on one case from its row: a form in a dialog, saved or refused, with what was typed kept.

import { useId, useState } from "react";
import type { FormEvent, ReactNode } from "react";
import type { Done } from "../../../contract/problem.ts";
import { ApiProblem, post } from "../../api.ts";
import { useAnnounce } from "../../parts/announce.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Failure } from "../../parts/states.tsx";
import { WORKLIST } from "../../texts/worklist.ts";

export interface RowFormProps {
  readonly title: string;
  readonly lead: string;
  readonly path: string;
  readonly body: object;
  readonly save: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function RowForm({ title, lead, path, body, save, onClose, children }: RowFormProps) {
  const [problem, setProblem] = useState<unknown>(null);
  const announce = useAnnounce();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    try {
      announce((await post<Done>(path, body)).message);
      onClose();
    } catch (error) {
      setProblem(error instanceof ApiProblem ? error : new ApiProblem({ status: 503 }));
    }
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <p className="cv-muted">{lead}</p>
      <form onSubmit={(event) => void submit(event)}>
        {problem !== null && <Failure error={problem} />}
        {children}
        <div className="cv-dialog-actions">
          <button type="button" className="btn btn-outline-primary" onClick={onClose}>
            {WORKLIST.cancel}
          </button>
          <button type="submit" className="btn btn-primary">
            {save}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** A field of such a form: its label, and the control that bears the id it is given. */
export function Field({
  label,
  children,
}: {
  readonly label: string;
  readonly children: (id: string) => ReactNode;
}) {
  const id = useId();
  return (
    <div className="cv-field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}

interface ReasonFieldProps {
  readonly label: string;
  readonly reasons: Readonly<Record<string, string>>;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function ReasonField({ label, reasons, value, onChange }: ReasonFieldProps) {
  return (
    <Field label={label}>
      {(id) => (
        <select id={id} required value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">{WORKLIST.pick}</option>
          {Object.entries(reasons).map(([name, said]) => (
            <option key={name} value={name}>
              {said}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
