// The decision on one report, with its reason; and the file that is handed in while the platform is down.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { FormEvent } from "react";
import type { NodeReportRow } from "../../../contract/node-reports.ts";
import { ApiProblem, postForFile } from "../../api.ts";
import { fullName } from "../../format.ts";
import { ActForm } from "../../parts/act-form.tsx";
import { useAnnounce } from "../../parts/announce.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Failure } from "../../parts/states.tsx";
import { COMMON } from "../../texts/common.ts";
import { NODE_REPORTS } from "../../texts/node-reports.ts";

export function SettleReport({ row, onClose }: { readonly row: NodeReportRow; readonly onClose: () => void }) {
  const [how, setHow] = useState<string>("");
  const id = useId();
  return (
    <ActForm
      title={NODE_REPORTS.settleOf(fullName(row))}
      explain={`${row.title}. ${NODE_REPORTS.settleExplain}`}
      path={`/api/node/reports/${row.id}/settle`}
      body={how === "" ? null : { how }}
      missing={NODE_REPORTS.missing}
      confirm={NODE_REPORTS.confirm}
      onClose={onClose}
    >
      <div className="cv-field">
        <label htmlFor={id}>{NODE_REPORTS.how}</label>
        <select id={id} value={how} onChange={(event) => setHow(event.target.value)}>
          <option value="">{NODE_REPORTS.choose}</option>
          {row.may.map((one) => (
            <option key={one} value={one}>
              {NODE_REPORTS.mendings[one]}
            </option>
          ))}
        </select>
      </div>
    </ActForm>
  );
}

export function HandInFile({ onClose }: { readonly onClose: () => void }) {
  const [reason, setReason] = useState("");
  const queries = useQueryClient();
  const announce = useAnnounce();
  const id = useId();
  const making = useMutation({
    mutationFn: () => postForFile("/api/node/reports/file", { reason }),
    onSuccess: async () => {
      announce(NODE_REPORTS.fileDone);
      onClose();
      await queries.invalidateQueries();
    },
  });
  const wrong = making.error instanceof ApiProblem ? making.error.fields.find(({ field }) => field === "reason")?.message : undefined;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    making.mutate();
  };
  return (
    <Dialog title={NODE_REPORTS.fileTitle} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <p>{NODE_REPORTS.fileExplain}</p>
        <div className="cv-field">
          <label htmlFor={id}>{COMMON.reason}</label>
          <textarea id={id} rows={2} value={reason} onChange={(event) => setReason(event.target.value)} aria-invalid={wrong !== undefined} aria-describedby={wrong === undefined ? undefined : `${id}-wrong`} />
          {wrong !== undefined && (
            <p id={`${id}-wrong`} className="cv-field-error">
              {wrong}
            </p>
          )}
        </div>
        {making.isError && <Failure error={making.error} />}
        <div className="cv-dialog-actions">
          <button type="button" className="btn btn-outline-primary" onClick={onClose}>
            {COMMON.cancel}
          </button>
          <button type="submit" className="btn btn-primary" disabled={making.isPending}>
            {NODE_REPORTS.file}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
