// The dossier of proof is asked for: why, and whether with what is restricted; it comes as a file.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { FormEvent } from "react";
import { postForFile } from "../../api.ts";
import { useAnnounce } from "../../parts/announce.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Failure } from "../../parts/states.tsx";
import { COMMON } from "../../texts/common.ts";
import { EVIDENCE } from "../../texts/evidence.ts";

interface Props {
  readonly caseId: string;
  readonly title: string;
  readonly mayIncludeRestricted: boolean;
  readonly onClose: () => void;
}

export function MakeEvidence({ caseId, title, mayIncludeRestricted, onClose }: Props) {
  const [reason, setReason] = useState("");
  const [withRestricted, setWithRestricted] = useState(false);
  const id = useId();
  const queries = useQueryClient();
  const announce = useAnnounce();
  const making = useMutation({
    mutationFn: () => postForFile(`/api/cases/${encodeURIComponent(caseId)}/evidence`, { reason, withRestricted }),
    onSuccess: async () => {
      announce(EVIDENCE.done);
      onClose();
      await queries.invalidateQueries({ queryKey: ["evidence", caseId] });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    making.mutate();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <p>{EVIDENCE.explain}</p>
        <p>{EVIDENCE.logged}</p>
        <div className="cv-field">
          <label htmlFor={id}>{COMMON.reason}</label>
          <textarea id={id} rows={3} maxLength={500} required aria-describedby={`${id}-help`} value={reason} onChange={(event) => setReason(event.target.value)} />
          <small id={`${id}-help`}>{EVIDENCE.reasonHelp}</small>
        </div>
        {mayIncludeRestricted ? (
          <div className="form-check">
            <input
              id={`${id}-restricted`}
              type="checkbox"
              checked={withRestricted}
              aria-describedby={`${id}-restricted-help`}
              onChange={(event) => setWithRestricted(event.target.checked)}
            />
            <label htmlFor={`${id}-restricted`}>{EVIDENCE.restricted}</label>
            <small id={`${id}-restricted-help`} className="d-block">
              {EVIDENCE.restrictedHelp}
            </small>
          </div>
        ) : (
          <p className="cv-sub">{EVIDENCE.noRestricted}</p>
        )}
        {making.isError && <Failure error={making.error} />}
        <div className="cv-dialog-actions">
          <button type="button" className="btn btn-outline-primary" onClick={onClose}>
            {COMMON.cancel}
          </button>
          <button type="submit" className="btn btn-primary" disabled={making.isPending}>
            {making.isPending ? EVIDENCE.making : EVIDENCE.make}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
