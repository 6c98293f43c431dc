// The lists of the desk of conditionality: what waits for whom, nearest term first; which list stands in the address.

import { Link, useSearchParams } from "react-router";
import type { FactList, FactRow, Facts } from "../../../contract/conditionality.ts";
import { fullName, instant, shortDay } from "../../format.ts";
import { Badge } from "../../parts/badge.tsx";
import type { Tone } from "../../parts/badge.tsx";
import { DataTable } from "../../parts/data-table.tsx";
import type { Column } from "../../parts/data-table.tsx";
import { Page } from "../../parts/page.tsx";
import { LoadedPages, usePages } from "../../parts/paged.tsx";
import { Segments } from "../../parts/segments.tsx";
import { Empty } from "../../parts/states.tsx";
import { COMMON } from "../../texts/common.ts";
import { CONDITIONALITY } from "../../texts/conditionality.ts";
import "../../styles/conditionality.css";

/** In the order of the work. */
const FACT_LISTS = Object.keys(CONDITIONALITY.lists) as FactList[];

export function FactsPage() {
  const [address, setAddress] = useSearchParams();
  const list = FACT_LISTS.find((name) => name === address.get("elenco")) ?? "to-judge";
  const result = usePages<Facts>("/api/conditionality", { list });
  const counts = result.data?.pages[0]?.counts ?? {};
  return (
    <Page title={CONDITIONALITY.title} lead={CONDITIONALITY.leads[list]}>
      <div className="cv-fact-lists">
        <Segments
          label={CONDITIONALITY.which}
          value={list}
          onChange={(next) => setAddress(next === "to-judge" ? {} : { elenco: next })}
          options={FACT_LISTS.map((name) => [name, titleOf(name, counts[name])] as const)}
        />
      </div>
      <LoadedPages
        result={result}
        rowsOf={(page) => page.rows}
        empty={
          <Empty title={CONDITIONALITY.empty[list]} icon="check-circle">
            {list === "to-judge" && <p>{CONDITIONALITY.emptyHelp}</p>}
          </Empty>
        }
      >
        {(rows) => <DataTable caption={CONDITIONALITY.caption(CONDITIONALITY.lists[list])} columns={COLUMNS} rows={rows} rowKey={(row) => row.id} />}
      </LoadedPages>
    </Page>
  );
}

function titleOf(list: FactList, count: number | undefined): string {
  const title = CONDITIONALITY.lists[list];
  return count === undefined ? title : CONDITIONALITY.counted(title, count);
}

export function addressOfFact({ caseId, what, id }: Pick<FactRow, "caseId" | "what" | "id">): string {
  return `/condizionalita/${caseId}/${what}/${id}`;
}

const { columns: WORDS } = CONDITIONALITY;
const COLUMNS: readonly Column<FactRow>[] = [
  { key: "who", label: WORDS.who, heading: true, render: (row) => <Link to={addressOfFact(row)}>{fullName(row)}</Link> },
  {
    key: "fact",
    label: WORDS.fact,
    render: (row) => (
      <span className="cv-wrap">
        {row.title}
        <span className="cv-sub">{row.measure}</span>
      </span>
    ),
  },
  { key: "day", label: WORDS.day, render: (row) => (row.happenedOn === null ? COMMON.none : shortDay(row.happenedOn)) },
  {
    key: "state",
    label: WORDS.state,
    render: (row) => (
      <span className="cv-wrap">
        {row.stateText}
        {row.proposedBy !== null && <span className="cv-sub">{CONDITIONALITY.proposedBy(row.proposedBy)}</span>}
      </span>
    ),
  },
  { key: "deadline", label: WORDS.deadline, render: (row) => <Deadline row={row} /> },
  { key: "papers", label: WORDS.papers, render: (row) => (row.papers === 0 ? COMMON.none : <Badge tone="info">{CONDITIONALITY.papers(row.papers)}</Badge>) },
];

function Deadline({ row: { deadline } }: { readonly row: FactRow }) {
  if (deadline === null) return <span className="cv-muted">{CONDITIONALITY.noTerm}</span>;
  const { dueOn, dueAt, daysLeft, title } = deadline;
  return (
    <span title={title}>
      <Badge tone={toneOf(daysLeft)}>{leftText(daysLeft)}</Badge>
      <span className="cv-sub">{dueAt === null ? CONDITIONALITY.due(shortDay(dueOn)) : CONDITIONALITY.dueAt(instant(dueAt))}</span>
    </span>
  );
}

export function leftText(days: number): string {
  if (days < 0) return CONDITIONALITY.late(-days);
  return days === 0 ? CONDITIONALITY.today : CONDITIONALITY.left(days);
}

export function toneOf(days: number): Tone {
  if (days < 0) return "bad";
  return days <= 2 ? "doubt" : "plain";
}
