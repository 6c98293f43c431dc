// One arrival: counts that add up, progress, rejected rows with what to do about each.

import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "react-router";
import type { Batch, BatchDetail, RejectedRow, RejectedRows } from "../../../contract/batches.ts";
import { get } from "../../api.ts";
import { duration, instant, number, size } from "../../format.ts";
import { DataTable } from "../../parts/data-table.tsx";
import type { Column } from "../../parts/data-table.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Page, Section } from "../../parts/page.tsx";
import { LoadedPages, usePages } from "../../parts/paged.tsx";
import { Empty, Loaded } from "../../parts/states.tsx";
import { NOTICES } from "../../texts/regional.ts";
import { BatchState } from "./batch-state.tsx";

export function BatchPage() {
  const { id = "" } = useParams();
  const result = useQuery({
    queryKey: ["batch", id],
    queryFn: ({ signal }) => get<BatchDetail>(`/api/batches/${encodeURIComponent(id)}`, signal),
    refetchInterval: (asked) => (asked.state.data?.batch.state === "running" ? 1000 : false),
  });
  const back = (
    <Link to="/notifiche" className="cv-back">
      <Icon name="arrow-left" />
      {NOTICES.back}
    </Link>
  );
  return (
    <Page key={id} title={result.data?.batch.name ?? NOTICES.waiting} above={back}>
      <Loaded result={result}>{(detail) => <Content detail={detail} />}</Loaded>
    </Page>
  );
}

function Content({ detail: { batch, byCode } }: { readonly detail: BatchDetail }) {
  return (
    <>
      <p className="cv-person-facts">
        <BatchState batch={batch} />
        <span>
          {[
            NOTICES.kinds[batch.kind],
            batch.format?.toUpperCase(),
            size(batch.bytes),
            instant(batch.startedAt),
            took(batch),
          ]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </p>
      <Section id="conti" title={NOTICES.counts}>
        <Counts batch={batch} />
      </Section>
      <Section id="scartate" title={NOTICES.rejected} count={number(batch.rejected)}>
        {batch.rejected === 0 ? (
          batch.state === "failed" ? null : (
            <Empty title={NOTICES.noRejected} icon="check-circle" />
          )
        ) : (
          <>
            <p>
              <a className="btn btn-primary" href={`/api/batches/${batch.id}/rejected.csv`} download>
                {NOTICES.download}
              </a>
              <span className="cv-sub mt-1">{NOTICES.downloadHelp}</span>
            </p>
            <h3>{NOTICES.byCode}</h3>
            <DataTable
              caption={NOTICES.byCodeCaption}
              columns={CODE_COLUMNS}
              rows={byCode}
              rowKey={(row) => `${row.code} ${row.field}`}
            />
            <Rejected batchId={batch.id} />
          </>
        )}
      </Section>
    </>
  );
}

function took(batch: Batch): string | null {
  if (batch.finishedAt === null) return null;
  const seconds = (Date.parse(batch.finishedAt) - Date.parse(batch.startedAt)) / 1000;
  return NOTICES.duration(duration(seconds));
}

function Counts({ batch }: { readonly batch: Batch }) {
  const parts = [
    ["created", NOTICES.columns.created, batch.created],
    ["updated", NOTICES.columns.updated, batch.updated],
    ["unchanged", NOTICES.columns.unchanged, batch.unchanged],
    ["rejected", NOTICES.columns.rejected, batch.rejected],
  ] as const;
  return (
    <div className="cv-box">
      <p aria-live="off">
        <strong>
          {NOTICES.addUp(
            number(batch.rowsRead),
            number(batch.created),
            number(batch.updated),
            number(batch.unchanged),
            number(batch.rejected),
          )}
        </strong>
      </p>
      <div className="cv-stack" aria-hidden="true">
        {parts.map(([key, , rows]) => (
          <span key={key} className={`cv-stack-${key}`} style={{ flexGrow: rows }} />
        ))}
      </div>
      <ul className="cv-legend mb-0">
        {parts.map(([key, name, rows]) => (
          <li key={key}>
            <span className={`cv-dot cv-stack-${key}`} aria-hidden="true" />
            {`${name}: ${number(rows)}`}
          </li>
        ))}
      </ul>
      {batch.state === "running" && (
        <p className="mb-0 mt-2" role="status">
          {NOTICES.progress}
        </p>
      )}
    </div>
  );
}

function Rejected({ batchId }: { readonly batchId: string }) {
  const result = usePages<RejectedRows>(`/api/batches/${batchId}/rejected`);
  return (
    <LoadedPages result={result} rowsOf={(page) => page.rows}>
      {(rows) => (
        <>
          <h3 className="mt-4">{NOTICES.rejected}</h3>
          <DataTable
            caption={NOTICES.rowsCaption}
            columns={ROW_COLUMNS}
            rows={rows}
            rowKey={(row) => `${row.line}/${row.field}/${row.code}`}
          />
        </>
      )}
    </LoadedPages>
  );
}

const WORDS = NOTICES.rowColumns;
const fieldName = (field: string | null): string => field ?? NOTICES.wholeRow;
type ByCode = BatchDetail["byCode"][number];
const CODE_COLUMNS: readonly Column<ByCode>[] = [
  { key: "message", label: WORDS.message, heading: true, render: (row) => row.message },
  {
    key: "field",
    label: WORDS.field,
    render: (row) => <span className="cv-mono">{fieldName(row.field)}</span>,
  },
  { key: "rows", label: WORDS.rows, numeric: true, render: (row) => number(row.rows) },
];
const ROW_COLUMNS: readonly Column<RejectedRow>[] = [
  { key: "line", label: WORDS.line, heading: true, render: (row) => number(row.line) },
  {
    key: "field",
    label: WORDS.field,
    render: (row) => <span className="cv-mono">{fieldName(row.field)}</span>,
  },
  { key: "message", label: WORDS.message, render: (row) => row.message },
  {
    key: "text",
    label: WORDS.text,
    render: (row) => <span className="cv-mono cv-wrap cv-raw">{row.text}</span>,
  },
];
