// Notices received: the upload of a file, and every arrival with its counts.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { FormEvent } from "react";
import { Link } from "react-router";
import type { Batch, Batches, UploadAnswer } from "../../../contract/batches.ts";
import { query, sendFile } from "../../api.ts";
import { instant, number, size } from "../../format.ts";
import { useAnnounce } from "../../parts/announce.tsx";
import { Alarm, DataTable } from "../../parts/data-table.tsx";
import type { Column } from "../../parts/data-table.tsx";
import { Page, Section } from "../../parts/page.tsx";
import { LoadedPages, usePages } from "../../parts/paged.tsx";
import { Empty, Failure } from "../../parts/states.tsx";
import { NOTICES } from "../../texts/regional.ts";
import { BatchState } from "./batch-state.tsx";
import { useRefreshWhile } from "./use-refresh-while.ts";

export function NoticesPage() {
  return (
    <Page title={NOTICES.title} lead={NOTICES.lead}>
      <Upload />
      <Arrivals />
    </Page>
  );
}

function Upload() {
  const [file, setFile] = useState<File | null>(null);
  const [gap, setGap] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const queries = useQueryClient();
  const announce = useAnnounce();
  const sending = useMutation({
    mutationFn: (chosen: File) =>
      sendFile<UploadAnswer>(`/api/batches/upload${query({ name: chosen.name })}`, chosen),
    onSuccess: async (answer) => {
      announce(answer.message);
      setFile(null);
      if (input.current !== null) input.current.value = "";
      // The row of the arrival is made a moment after the answer.
      await queries.invalidateQueries();
      setTimeout(() => void queries.invalidateQueries(), 1500);
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setGap(file === null);
    if (file !== null) sending.mutate(file);
  };
  return (
    <Section id="carica" title={NOTICES.upload}>
      <form className="cv-box cv-upload" onSubmit={submit} noValidate>
        <div className="cv-field mb-0">
          <span className="cv-field-name">{NOTICES.file}</span>
          <span className="cv-file">
            <input
              ref={input}
              id="file"
              className="visually-hidden"
              type="file"
              accept=".csv,.txt,.tsv,.xlsx,.ods,.jsonl,.ndjson,.json,.xml"
              aria-describedby="file-aiuto"
              aria-invalid={gap}
              onChange={(event) => setFile(event.target.files?.[0] ?? null)}
            />
            <label htmlFor="file" className="btn btn-outline-primary">
              {NOTICES.choose}
            </label>
            <span>{file === null ? NOTICES.nothingChosen : `${file.name} (${size(file.size)})`}</span>
          </span>
          <small id="file-aiuto">{gap ? NOTICES.noFile : NOTICES.fileHelp}</small>
        </div>
        <button type="submit" className="btn btn-primary" disabled={sending.isPending}>
          {sending.isPending ? NOTICES.sending : NOTICES.send}
        </button>
      </form>
      {sending.isError && <Failure error={sending.error} />}
    </Section>
  );
}

function Arrivals() {
  const result = usePages<Batches>("/api/batches");
  const batches = result.data?.pages.flatMap((page) => page.batches) ?? [];
  useRefreshWhile(
    batches.some((batch) => batch.state === "running"),
    () => void result.refetch(),
  );
  const empty = (
    <Empty title={NOTICES.empty}>
      <p>{NOTICES.emptyHelp}</p>
    </Empty>
  );
  return (
    <LoadedPages result={result} rowsOf={(page) => page.batches} empty={empty}>
      {(rows) => (
        <DataTable caption={NOTICES.caption} columns={COLUMNS} rows={rows} rowKey={(row) => row.id} />
      )}
    </LoadedPages>
  );
}

const WORDS = NOTICES.columns;
const count = (key: "rowsRead" | "created" | "updated" | "unchanged", name: string): Column<Batch> => ({
  key,
  label: name,
  numeric: true,
  render: (row) => number(row[key]),
});
const COLUMNS: readonly Column<Batch>[] = [
  {
    key: "name",
    label: WORDS.name,
    heading: true,
    render: (row) => (
      <>
        <Link to={`/notifiche/${row.id}`} className="cv-wrap">
          {row.name}
        </Link>
        <span className="cv-sub">
          {[NOTICES.kinds[row.kind], row.format?.toUpperCase(), size(row.bytes)].filter(Boolean).join(", ")}
        </span>
      </>
    ),
  },
  { key: "state", label: WORDS.state, render: (row) => <BatchState batch={row} /> },
  { key: "started", label: WORDS.started, render: (row) => instant(row.startedAt) },
  count("rowsRead", WORDS.read),
  count("created", WORDS.created),
  count("updated", WORDS.updated),
  count("unchanged", WORDS.unchanged),
  {
    key: "rejected",
    label: WORDS.rejected,
    numeric: true,
    render: (row) => <Alarm value={row.rejected} />,
  },
];
