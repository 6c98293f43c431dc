// The upload of one file on a page: chosen, checked for a gap, sent, its outcome announced; the file is forgotten once it was taken.

import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { FormEvent, ReactNode } from "react";
import { query, sendFile } from "../api.ts";
import { size } from "../format.ts";
import { useAnnounce } from "./announce.tsx";
import { Failure } from "./states.tsx";

interface UploadWords {
  readonly file: string;
  readonly choose: string;
  readonly nothingChosen: string;
  readonly noFile: string;
  readonly fileHelp: string;
  readonly send: string;
  readonly sending: string;
}

interface UploadFormProps<Answer> {
  readonly id: string;
  /** Where the file goes; its name is added. */
  readonly path: string;
  /** Endings of the files that can be chosen. */
  readonly accept: string;
  readonly words: UploadWords;
  readonly onTaken: () => Promise<unknown>;
  readonly report?: (answer: Answer) => ReactNode;
}

export function UploadForm<Answer extends { readonly message: string }>({ id, path, accept, words, onTaken, report }: UploadFormProps<Answer>) {
  const [file, setFile] = useState<File | null>(null);
  const [gap, setGap] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const announce = useAnnounce();
  const sending = useMutation({
    mutationFn: (chosen: File) => sendFile<Answer>(`${path}${query({ name: chosen.name })}`, chosen),
    onSuccess: async (answer) => {
      announce(answer.message);
      setFile(null);
      if (input.current !== null) input.current.value = "";
      await onTaken();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setGap(file === null);
    if (file !== null) sending.mutate(file);
  };
  return (
    <>
      <form className="cv-box cv-upload" onSubmit={submit} noValidate>
        <div className="cv-field mb-0">
          <span className="cv-field-name">{words.file}</span>
          <span className="cv-file">
            <input
              ref={input}
              id={id}
              className="visually-hidden"
              type="file"
              accept={accept}
              aria-describedby={`${id}-aiuto`}
              aria-invalid={gap}
              onChange={(event) => setFile(event.target.files?.[0] ?? null)}
            />
            <label htmlFor={id} className="btn btn-outline-primary">
              {words.choose}
            </label>
            <span>{file === null ? words.nothingChosen : `${file.name} (${size(file.size)})`}</span>
          </span>
          <small id={`${id}-aiuto`}>{gap ? words.noFile : words.fileHelp}</small>
        </div>
        <button type="submit" className="btn btn-primary" disabled={sending.isPending}>
          {sending.isPending ? words.sending : words.send}
        </button>
      </form>
      {sending.isError && <Failure error={sending.error} />}
      {sending.data !== undefined && report?.(sending.data)}
    </>
  );
}
