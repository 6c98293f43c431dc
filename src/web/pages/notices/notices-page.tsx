// Notices received: the upload of a file, and every arrival with its counts.

import { useQueryClient } from "@tanstack/react-query";
import { Link } from "react-router";
import type { Batch, Batches, UploadAnswer } from "../../../contract/batches.ts";
import { instant, number, size } from "../../format.ts";
import { Alarm, DataTable } from "../../parts/data-table.tsx";
import type { Column } from "../../parts/data-table.tsx";
import { Page, Section } from "../../parts/page.tsx";
import { LoadedPages, usePages } from "../../parts/paged.tsx";
import { Empty } from "../../parts/states.tsx";
import { UploadForm } from "../../parts/upload-form.tsx";
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
  const queries = useQueryClient();
  return (
    <Section id="carica" title={NOTICES.upload}>
      <UploadForm<UploadAnswer>
        id="file"
        path="/api/batches/upload"
        accept=".csv,.txt,.tsv,.xlsx,.ods,.jsonl,.ndjson,.json,.xml"
        words={NOTICES}
        onTaken={async () => {
          // The row of the arrival is made a moment after the answer.
          await queries.invalidateQueries();
          setTimeout(() => void queries.invalidateQueries(), 1500);
        }}
      />
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
