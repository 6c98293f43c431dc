// Search in the office's outbox: a box for whom or what, filters, the messages found page by page.

import { Link, useSearchParams } from "react-router";
import type { OutboxPage, OutboxRow } from "../../../contract/outbox.ts";
import { fullName, instant, number, phone } from "../../format.ts";
import { Badge, stateTone } from "../../parts/badge.tsx";
import { DataTable } from "../../parts/data-table.tsx";
import type { Column } from "../../parts/data-table.tsx";
import { usePages } from "../../parts/paged.tsx";
import { Empty, Failure, Loading } from "../../parts/states.tsx";
import { COMMON, label } from "../../texts/common.ts";
import { failureText, OUTBOX } from "../../texts/outbox.ts";
import { CHANNELS, MESSAGE_KINDS, MESSAGE_STATES } from "../../texts/procedure.ts";
import { SaveLinks } from "./save-links.tsx";
import { FILTER_NAMES, SearchFilters } from "./search-filters.tsx";
import type { FilterValues } from "./search-filters.tsx";

const TEXTS = OUTBOX.search;

export function SearchView() {
  const [search, setSearch] = useSearchParams();
  const values = Object.fromEntries(FILTER_NAMES.map((name) => [name, search.get(name) ?? ""])) as FilterValues;
  const show = (next: FilterValues): void =>
    setSearch({ vista: "cerca", ...Object.fromEntries(Object.entries(next).filter(([, value]) => value.trim() !== "")) });
  return (
    <>
      <SearchFilters key={JSON.stringify(values)} values={values} onApply={show} />
      <Found values={values} />
    </>
  );
}

function Found({ values }: { readonly values: FilterValues }) {
  const result = usePages<OutboxPage>("/api/outbox", values);
  if (result.data === undefined)
    return result.isError ? <Failure error={result.error} retry={() => void result.refetch()} /> : <Loading lines={8} />;
  const { pages } = result.data;
  const rows = pages.flatMap((page) => page.rows);
  const last = pages.at(-1);
  const isStart = FILTER_NAMES.every((name) => values[name] === "");
  const looked = pages.reduce((sum, page) => sum + page.looked, 0);
  return (
    <>
      {pages[0]?.tooMany === true && <p className="alert alert-warning">{TEXTS.tooMany}</p>}
      {rows.length > 0 ? (
        <DataTable caption={TEXTS.caption} columns={COLUMNS} rows={rows} rowKey={(row) => row.id} />
      ) : (
        <Empty title={isStart ? TEXTS.emptyStart : TEXTS.empty} icon="search">
          <p>{isStart ? TEXTS.emptyStartHelp : TEXTS.emptyHelp}</p>
        </Empty>
      )}
      <div className="cv-outbox-foot">
        {last?.until != null && <p role="status">{TEXTS.looked(number(looked), instant(last.until))}</p>}
        {result.hasNextPage && (
          <button
            type="button"
            className="btn btn-outline-primary"
            disabled={result.isFetchingNextPage}
            onClick={() => void result.fetchNextPage()}
          >
            {last?.until == null ? COMMON.more : TEXTS.goOn}
          </button>
        )}
        {rows.length > 0 && <SaveLinks path="/api/outbox/export" values={values} what={TEXTS.what_saved} />}
      </div>
    </>
  );
}

const COLUMNS: readonly Column<OutboxRow>[] = [
  {
    key: "person",
    label: TEXTS.columns.person,
    heading: true,
    render: (row) => <Link to={`/persone/${row.caseId}`}>{fullName(row)}</Link>,
  },
  {
    key: "message",
    label: TEXTS.columns.message,
    render: (row) => (
      <Link to={`/messaggi/${row.id}`} aria-label={`${TEXTS.open(fullName(row))}: ${label(MESSAGE_KINDS, row.kind)}, ${label(CHANNELS, row.channel)}`}>
        {`${label(MESSAGE_KINDS, row.kind)}, ${label(CHANNELS, row.channel)}`}
      </Link>
    ),
  },
  {
    key: "recipient",
    label: TEXTS.columns.recipient,
    render: (row) => (
      <span className="cv-wrap">
        {phone(row.recipient)}
        <span className="cv-sub">{row.gatewayId}</span>
      </span>
    ),
  },
  {
    key: "when",
    label: TEXTS.columns.when,
    render: (row) => (
      <span className="cv-nowrap">{row.acceptedAt === null ? TEXTS.due(instant(row.dueAt)) : instant(row.acceptedAt)}</span>
    ),
  },
  {
    key: "state",
    label: TEXTS.columns.state,
    render: (row) => (
      <span>
        <Badge tone={stateTone(row.state)}>{label(MESSAGE_STATES, row.state)}</Badge>
        {row.state === "failed" && row.failure !== null && <span className="cv-sub">{failureText(row.failure).name}</span>}
      </span>
    ),
  },
];
