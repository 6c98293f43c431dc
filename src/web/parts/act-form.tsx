// The form of an act that needs a reason: the fields of that act, the reason, confirm or cancel, the server's refusal.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { FormEvent, ReactNode } from "react";
import { ApiProblem, post } from "../api.ts";
import type { Done } from "../../contract/problem.ts";
import { COMMON } from "../texts/common.ts";
import { useActId } from "./act/draft.ts";
import { useAnnounce } from "./announce.tsx";
import { Dialog } from "./dialog.tsx";
import { Failure } from "./states.tsx";

export interface ActFormProps {
  readonly title: string;
  /** What will happen, in one sentence. */
  readonly explain: string;
  readonly path: string;
  /** Name of the reason in the request. */
  readonly reasonField?: "reason" | "note" | "because";
  readonly reasonLabel?: string;
  readonly confirm: string;
  /** The rest of the request; null while something is still to be chosen. */
  readonly body: Readonly<Record<string, unknown>> | null;
  readonly missing?: string;
  /** The act has a number of its own: after a lost answer it is asked again without being done twice. */
  readonly numbered?: boolean;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

export function ActForm(props: ActFormProps) {
  const { reasonField = "reason" } = props;
  const [reason, setReason] = useState("");
  const [gap, setGap] = useState<string | null>(null);
  const queries = useQueryClient();
  const announce = useAnnounce();
  const actId = useActId(props.body, reason);
  const sending = useMutation({
    mutationFn: () => post<Done>(props.path, { ...props.body, ...(props.numbered === true ? { actId } : {}), [reasonField]: reason }),
    onSuccess: async (done) => {
      announce(done.message);
      props.onClose();
      await queries.invalidateQueries();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setGap(props.body === null ? (props.missing ?? null) : null);
    if (props.body !== null) sending.mutate();
  };
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <form onSubmit={submit} noValidate>
        <p>{props.explain}</p>
        {props.children}
        <ReasonField
          label={props.reasonLabel ?? COMMON.reason}
          value={reason}
          onChange={setReason}
          problem={
            sending.error instanceof ApiProblem
              ? (sending.error.fields.find((one) => one.field === reasonField)?.message ?? null)
              : null
          }
        />
        {gap !== null && (
          <p className="cv-field-error" role="alert">
            {gap}
          </p>
        )}
        {sending.isError && <Failure error={sending.error} />}
        <div className="cv-dialog-actions">
          <button type="button" className="btn btn-outline-primary" onClick={props.onClose}>
            {COMMON.cancel}
          </button>
          <button type="submit" className="btn btn-primary" disabled={sending.isPending}>
            {props.confirm}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function ReasonField({
  label,
  value,
  onChange,
  problem,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly problem: string | null;
}) {
  const id = useId();
  return (
    <div className="cv-field">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        rows={3}
        maxLength={500}
        required
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-describedby={`${id}-help`}
        aria-invalid={problem !== null}
      />
      <small id={`${id}-help`}>{problem ?? COMMON.reasonHelp}</small>
    </div>
  );
}
