// The catalogue from a file: checked row by row, then written.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { ImportReport } from "../../../contract/activities.ts";
import { post } from "../../api.ts";
import { useAnnounce } from "../../parts/announce.tsx";
import { Badge } from "../../parts/badge.tsx";
import type { Tone } from "../../parts/badge.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Failure } from "../../parts/states.tsx";
import { IMPORT } from "../../texts/activities.ts";
import { COMMON } from "../../texts/common.ts";

const TONES: Readonly<Record<ImportReport["rows"][number]["what"], Tone>> = { new: "good", changed: "info", same: "plain", wrong: "bad" };

export function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const id = useId();
  const [content, setContent] = useState<string | null>(null);
  const queries = useQueryClient();
  const announce = useAnnounce();
  const sending = useMutation({
    mutationFn: (confirm: boolean) => post<ImportReport>("/api/activity-catalogue/import", { content, confirm }),
    onSuccess: async ({ message, done }) => {
      announce(message);
      if (!done) return;
      onClose();
      await queries.invalidateQueries();
    },
  });
  const report = sending.data;
  const isReady = report !== undefined && !report.done && report.rows.every(({ what }) => what !== "wrong") && report.rows.some(({ what }) => what !== "same");
  return (
    <Dialog title={IMPORT.title} onClose={onClose}>
      <p>{IMPORT.explain}</p>
      <details>
        <summary>{IMPORT.columnsHelp}</summary>
        <p className="cv-small">{IMPORT.columnNames}</p>
      </details>
      <div className="cv-field">
        <label htmlFor={id}>{IMPORT.file}</label>
        <input
          id={id}
          type="file"
          accept=".csv,text/csv,text/plain"
          onChange={(event) => {
            sending.reset();
            const file = event.target.files?.[0];
            if (file === undefined) setContent(null);
            else void file.text().then(setContent);
          }}
        />
      </div>
      {sending.isError && <Failure error={sending.error} />}
      {report !== undefined && <Report report={report} />}
      <div className="cv-dialog-actions">
        <button type="button" className="btn btn-outline-primary" onClick={onClose}>
          {COMMON.cancel}
        </button>
        {isReady ? (
          <button type="button" className="btn btn-primary" disabled={sending.isPending} onClick={() => sending.mutate(true)}>
            {IMPORT.confirm}
          </button>
        ) : (
          <button type="button" className="btn btn-primary" disabled={content === null || sending.isPending} onClick={() => sending.mutate(false)}>
            {IMPORT.check}
          </button>
        )}
      </div>
    </Dialog>
  );
}

function Report({ report }: { readonly report: ImportReport }) {
  return (
    <>
      <p role="status">{report.message}</p>
      {/* Reached with the keyboard, because it scrolls. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <ul className="cv-import-rows" tabIndex={0} aria-label={IMPORT.caption}>
        {report.rows.map((row) => (
          <li key={row.line}>
            <Badge tone={TONES[row.what]}>{IMPORT.what[row.what]}</Badge> {`${IMPORT.columns.line.toLowerCase()} ${row.line}: ${row.title || row.id}`}
            {row.problems.map((problem) => (
              <span key={problem} className="cv-sub cv-missing">
                {problem}
              </span>
            ))}
          </li>
        ))}
      </ul>
    </>
  );
}
