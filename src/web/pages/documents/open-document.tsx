// Opening a document: the reason first, then the file is saved on this computer.

import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { FormEvent } from "react";
import type { CaseDocument } from "../../../contract/documents.ts";
import { postForFile } from "../../api.ts";
import { useAnnounce } from "../../parts/announce.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Failure } from "../../parts/states.tsx";
import { COMMON, label } from "../../texts/common.ts";
import { DOCUMENT_KIND_TEXTS, DOCUMENTS } from "../../texts/data-protection.ts";

export function OpenDocument({
  document,
  onClose,
}: {
  readonly document: CaseDocument;
  readonly onClose: () => void;
}) {
  const [reason, setReason] = useState("");
  const id = useId();
  const announce = useAnnounce();
  const opening = useMutation({
    mutationFn: () => postForFile(`/api/documents/${document.id}/open`, { reason }),
    onSuccess: () => {
      announce(DOCUMENTS.opened);
      onClose();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    opening.mutate();
  };
  return (
    <Dialog title={DOCUMENTS.openOne(label(DOCUMENT_KIND_TEXTS, document.kind))} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <p>{DOCUMENTS.openExplain}</p>
        <div className="cv-field">
          <label htmlFor={id}>{COMMON.reason}</label>
          <textarea
            id={id}
            rows={3}
            maxLength={500}
            required
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
        {opening.isError && <Failure error={opening.error} />}
        <div className="cv-dialog-actions">
          <button type="button" className="btn btn-outline-primary" onClick={onClose}>
            {COMMON.cancel}
          </button>
          <button type="submit" className="btn btn-primary" disabled={opening.isPending}>
            {DOCUMENTS.open}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
