// How a paper is signed: on screen, on a page of its own that is handed to the person; or on paper, with the scan that proves it.

import { useMutation } from "@tanstack/react-query";
import { useId, useRef, useState } from "react";
import type { FormEvent } from "react";
import { Link } from "react-router";
import type { IssuedPaper, Signed } from "../../../contract/papers.ts";
import { post } from "../../api.ts";
import { useAnnounce } from "../../parts/announce.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Failure } from "../../parts/states.tsx";
import { PAPERS } from "../../texts/papers.ts";
import { useCaseChanged } from "./case-changed.ts";
import { FileField, sendScan } from "./scan-dialog.tsx";
import type { ScanDialogProps } from "./scan-dialog.tsx";

export function SignDialog({ caseId, paper, onClose }: ScanDialogProps) {
  return (
    <Dialog title={PAPERS.signTitle} onClose={onClose}>
      <p>{PAPERS.signExplain}</p>
      <h3 className="h6 mt-4">{PAPERS.screenWay}</h3>
      <p>{PAPERS.screenExplain}</p>
      <p>
        <Link to={`/firma/${paper.id}`} className="btn btn-primary">
          {PAPERS.openSigning}
        </Link>
      </p>
      <h3 className="h6 mt-4">{PAPERS.paperWay}</h3>
      <OnPaper caseId={caseId} paper={paper} onClose={onClose} />
    </Dialog>
  );
}

function OnPaper({ caseId, paper, onClose }: ScanDialogProps) {
  const [file, setFile] = useState<File | null>(null);
  const [gap, setGap] = useState(false);
  const [on, setOn] = useState(paper.issuedAt.slice(0, 10));
  const announce = useAnnounce();
  const changed = useCaseChanged(caseId);
  const id = useId();
  // Made once: sent again because the answer was lost, the act is not done again.
  const actId = useRef(crypto.randomUUID());
  const recording = useMutation({
    mutationFn: (chosen: File | null) => record(paper, chosen, { on, actId: actId.current }),
    onSuccess: async ({ message }) => {
      announce(message);
      await changed();
      onClose();
    },
    onError: () => {
      actId.current = crypto.randomUUID();
      void changed();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const missing = file === null && paper.scans.length === 0;
    setGap(missing);
    if (!missing) recording.mutate(file);
  };
  return (
    <form onSubmit={submit} noValidate>
      <p>{PAPERS.paperExplain}</p>
      <FileField file={file} gap={gap} onChoose={setFile} />
      <div className="cv-field">
        <label htmlFor={`${id}-on`}>{PAPERS.on}</label>
        <input id={`${id}-on`} type="date" value={on} onChange={(event) => setOn(event.target.value)} />
      </div>
      {recording.isError && <Failure error={recording.error} />}
      <button type="submit" className="btn btn-outline-primary" disabled={recording.isPending}>
        {recording.isPending ? PAPERS.recording : PAPERS.record}
      </button>
    </form>
  );
}

async function record(
  paper: IssuedPaper,
  file: File | null,
  { on, actId }: { readonly on: string; readonly actId: string },
): Promise<Signed> {
  if (file !== null) await sendScan(paper.id, file);
  return post<Signed>(`/api/papers/${paper.id}/signatures`, {
    who: "person",
    on,
    actId,
    expectedVersion: paper.itemVersion,
  });
}
