// Outcomes of the post: the upload of a file, its report with the rows to mend, the files taken before.

import { useQueryClient } from "@tanstack/react-query";
import type { OutcomeAnswer, OutcomeFile } from "../../../contract/letters.ts";
import { instant, number } from "../../format.ts";
import { DataTable } from "../../parts/data-table.tsx";
import type { Column } from "../../parts/data-table.tsx";
import { Section } from "../../parts/page.tsx";
import { Empty } from "../../parts/states.tsx";
import { UploadForm } from "../../parts/upload-form.tsx";
import { LETTERS } from "../../texts/letters.ts";

export function Outcomes({ files, mayKeep }: { readonly files: readonly OutcomeFile[]; readonly mayKeep: boolean }) {
  return (
    <Section id="esiti" title={LETTERS.outcomesTitle}>
      {mayKeep && <Upload />}
      {files.length === 0 && !mayKeep && <Empty title={LETTERS.noFiles} />}
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
  const queries = useQueryClient();
  return (
    <UploadForm<OutcomeAnswer>
      id="esiti-file"
      path="/api/letters/outcomes/upload"
      accept=".csv,.txt,.tsv,.xlsx,.ods"
      words={LETTERS}
      onTaken={() => queries.invalidateQueries({ queryKey: ["letters"] })}
      report={(answer) => <Report answer={answer} />}
    />
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
