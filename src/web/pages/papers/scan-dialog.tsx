// A signed sheet that comes back: chosen, sent, kept with the paper it is of.

import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { FormEvent } from "react";
import type { IssuedPaper, ScanAnswer } from "../../../contract/papers.ts";
import { query, sendFile } from "../../api.ts";
import { size } from "../../format.ts";
import { useAnnounce } from "../../parts/announce.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Failure } from "../../parts/states.tsx";
import { PAPERS } from "../../texts/papers.ts";
import { useCaseChanged } from "./case-changed.ts";

export interface ScanDialogProps {
  readonly caseId: string;
  readonly paper: IssuedPaper;
  readonly onClose: () => void;
}

export function sendScan(paperId: string, file: File): Promise<ScanAnswer> {
  return sendFile<ScanAnswer>(`/api/papers/${paperId}/scan${query({ name: file.name })}`, file);
}

export function ScanDialog({ caseId, paper, onClose }: ScanDialogProps) {
  const [file, setFile] = useState<File | null>(null);
  const [gap, setGap] = useState(false);
  const announce = useAnnounce();
  const changed = useCaseChanged(caseId);
  const sending = useMutation({
    mutationFn: (chosen: File) => sendScan(paper.id, chosen),
    onSuccess: async ({ message }) => {
      announce(message);
      await changed();
      onClose();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setGap(file === null);
    if (file !== null) sending.mutate(file);
  };
  return (
    <Dialog title={PAPERS.scanTitle} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <p>{PAPERS.scanExplain}</p>
        <FileField file={file} gap={gap} onChoose={setFile} />
        {sending.isError && <Failure error={sending.error} />}
        <button type="submit" className="btn btn-primary" disabled={sending.isPending}>
          {sending.isPending ? PAPERS.sending : PAPERS.send}
        </button>
      </form>
    </Dialog>
  );
}

export interface FileFieldProps {
  readonly file: File | null;
  /** It was asked for and is not there. */
  readonly gap: boolean;
  readonly onChoose: (file: File | null) => void;
}

export function FileField({ file, gap, onChoose }: FileFieldProps) {
  const id = useId();
  return (
    <div className="cv-field">
      <span className="cv-field-name">{PAPERS.file}</span>
      <span className="cv-file">
        <input
          id={`${id}-file`}
          className="visually-hidden"
          type="file"
          accept=".pdf,.jpg,.jpeg,.png,.heic"
          aria-describedby={`${id}-help`}
          aria-invalid={gap && file === null}
          onChange={(event) => onChoose(event.target.files?.[0] ?? null)}
        />
        <label htmlFor={`${id}-file`} className="btn btn-outline-primary">
          {PAPERS.choose}
        </label>
        <span>{file === null ? PAPERS.nothingChosen : `${file.name} (${size(file.size)})`}</span>
      </span>
      <small id={`${id}-help`}>{gap && file === null ? PAPERS.noFile : PAPERS.fileHelp}</small>
    </div>
  );
}
