// What came of a document, and until when it holds.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { FormEvent } from "react";
import type { CaseDocument } from "../../../contract/documents.ts";
import type { Done } from "../../../contract/problem.ts";
import { post } from "../../api.ts";
import { useAnnounce } from "../../parts/announce.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Failure } from "../../parts/states.tsx";
import { COMMON, label } from "../../texts/common.ts";
import { DOCUMENT_KIND_TEXTS, DOCUMENTS } from "../../texts/data-protection.ts";

export function JudgeDocument({
  document,
  onClose,
}: {
  readonly document: CaseDocument;
  readonly onClose: () => void;
}) {
  const [outcome, setOutcome] = useState<"sufficient" | "insufficient">(document.outcome ?? "sufficient");
  const [expires, setExpires] = useState(document.expiresOn ?? "");
  const id = useId();
  const queries = useQueryClient();
  const announce = useAnnounce();
  const writing = useMutation({
    mutationFn: () =>
      post<Done>(`/api/documents/${document.id}/outcome`, {
        outcome,
        expiresOn: expires === "" ? null : expires,
      }),
    onSuccess: async (done) => {
      announce(done.message);
      onClose();
      await queries.invalidateQueries({ queryKey: ["documents"] });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    writing.mutate();
  };
  return (
    <Dialog title={DOCUMENTS.judgeOne(label(DOCUMENT_KIND_TEXTS, document.kind))} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <p>{DOCUMENTS.judgeExplain}</p>
        <div className="cv-field">
          <label htmlFor={`${id}-outcome`}>{DOCUMENTS.outcome}</label>
          <select
            id={`${id}-outcome`}
            value={outcome}
            onChange={(event) =>
              setOutcome(event.target.value === "insufficient" ? "insufficient" : "sufficient")
            }
          >
            <option value="sufficient">{DOCUMENTS.sufficient}</option>
            <option value="insufficient">{DOCUMENTS.insufficient}</option>
          </select>
        </div>
        <div className="cv-field">
          <label htmlFor={`${id}-expires`}>{DOCUMENTS.expires}</label>
          <input
            id={`${id}-expires`}
            type="date"
            value={expires}
            aria-describedby={`${id}-help`}
            onChange={(event) => setExpires(event.target.value)}
          />
          <small id={`${id}-help`}>{DOCUMENTS.expiresHelp}</small>
        </div>
        {writing.isError && <Failure error={writing.error} />}
        <div className="cv-dialog-actions">
          <button type="button" className="btn btn-outline-primary" onClick={onClose}>
            {COMMON.cancel}
          </button>
          <button type="submit" className="btn btn-primary" disabled={writing.isPending}>
            {DOCUMENTS.save}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
