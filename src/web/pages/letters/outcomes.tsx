// Outcomes of the post: the upload of a file, its report with the rows to mend, the files taken before.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { FormEvent } from "react";
import type { OutcomeAnswer, OutcomeFile } from "../../../contract/letters.ts";
import { query, sendFile } from "../../api.ts";
import { instant, number, size } from "../../format.ts";
import { useAnnounce } from "../../parts/announce.tsx";
import { DataTable } from "../../parts/data-table.tsx";
import type { Column } from "../../parts/data-table.tsx";
import { Section } from "../../parts/page.tsx";
import { Failure } from "../../parts/states.tsx";
import { LETTERS } from "../../texts/letters.ts";

export function Outcomes({ files, mayKeep }: { readonly files: readonly OutcomeFile[]; readonly mayKeep: boolean }) {
  return (
    <Section id="esiti" title={LETTERS.outcomesTitle}>
      {mayKeep && <Upload />}
      {files.length > 0 && (
        <>
          <h3 className="mt-4">{LETTERS.files}</h3>
          <DataTable caption={LETTERS.filesCaption} columns={mayKeep ? [...FILE_COLUMNS, REJECTED] : FILE_COLUMNS} rows={files} rowKey={(row) => row.id} />
        </>
      )}
    </Section>
  );
}

function Upload() {
  const [file, setFile] = useState<File | null>(null);
  const [gap, setGap] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const queries = useQueryClient();
  const announce = useAnnounce();
  const sending = useMutation({
    mutationFn: (chosen: File) => sendFile<OutcomeAnswer>(`/api/letters/outcomes/upload${query({ name: chosen.name })}`, chosen),
    onSuccess: async (answer) => {
      announce(answer.message);
      setFile(null);
      if (input.current !== null) input.current.value = "";
      await queries.invalidateQueries({ queryKey: ["letters"] });
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
          <span className="cv-field-name">{LETTERS.file}</span>
          <span className="cv-file">
            <input
              ref={input}
              id="esiti-file"
              className="visually-hidden"
              type="file"
              accept=".csv,.txt,.tsv,.xlsx,.ods"
              aria-describedby="esiti-aiuto"
              aria-invalid={gap}
              onChange={(event) => setFile(event.target.files?.[0] ?? null)}
            />
            <label htmlFor="esiti-file" className="btn btn-outline-primary">
              {LETTERS.choose}
            </label>
            <span>{file === null ? LETTERS.nothingChosen : `${file.name} (${size(file.size)})`}</span>
          </span>
          <small id="esiti-aiuto">{gap ? LETTERS.noFile : LETTERS.fileHelp}</small>
        </div>
        <button type="submit" className="btn btn-primary" disabled={sending.isPending}>
          {sending.isPending ? LETTERS.sending : LETTERS.send}
        </button>
      </form>
      {sending.isError && <Failure error={sending.error} />}
      {sending.data !== undefined && <Report answer={sending.data} />}
    </>
  );
}

function Report({ answer }: { readonly answer: OutcomeAnswer }) {
  return (
    <section className="cv-box mt-3" aria-labelledby="rapporto">
      <h3 id="rapporto">{LETTERS.report}</h3>
      <p className="mb-0">
        <strong>{answer.message}</strong>
        <span className="cv-sub cv-wrap">{answer.name}</span>
      </p>
      {answer.rejected > 0 && (
        <>
          <p className="mt-3">
            <a className="btn btn-primary" href={`/api/letters/outcomes/${answer.id}/rejected`} download>
              {LETTERS.rejectedFile}
            </a>
          </p>
          <p className="mb-1">
            <strong>{LETTERS.problems(number(answer.problems.length), number(answer.rejected))}</strong>
          </p>
          <DataTable caption={LETTERS.problemsCaption} columns={PROBLEM_COLUMNS} rows={answer.problems} rowKey={(row) => String(row.line)} />
        </>
      )}
    </section>
  );
}

type Problem = OutcomeAnswer["problems"][number];
const PROBLEM_COLUMNS: readonly Column<Problem>[] = [
  { key: "line", label: LETTERS.problemColumns.line, heading: true, render: (row) => number(row.line) },
  { key: "message", label: LETTERS.problemColumns.message, render: (row) => row.message },
  { key: "text", label: LETTERS.problemColumns.text, render: (row) => <span className="cv-mono cv-wrap cv-raw">{row.cells.join(" ; ")}</span> },
];

const WORDS = LETTERS.fileColumns;
const count = (key: "rows" | "fresh" | "repeated" | "rejected", name: string): Column<OutcomeFile> => ({ key, label: name, numeric: true, render: (row) => number(row[key]) });
const FILE_COLUMNS: readonly Column<OutcomeFile>[] = [
  {
    key: "name",
    label: WORDS.name,
    heading: true,
    render: (row) => (
      <>
        <span className="cv-wrap">{row.name}</span>
        {row.finishedAt === null && <span className="cv-sub">{LETTERS.unfinished}</span>}
      </>
    ),
  },
  { key: "taken", label: WORDS.taken, render: (row) => instant(row.takenAt) },
  count("rows", WORDS.rows),
  count("fresh", WORDS.fresh),
  count("repeated", WORDS.repeated),
  count("rejected", WORDS.rejected),
];
const REJECTED: Column<OutcomeFile> = {
  key: "save",
  label: LETTERS.columns.act,
  render: (row) =>
    row.rejected === 0 ? (
      "–"
    ) : (
      <a className="btn btn-outline-primary btn-sm" href={`/api/letters/outcomes/${row.id}/rejected`} aria-label={LETTERS.rejectedNamed(row.name)} download>
        {LETTERS.save}
      </a>
    ),
};
