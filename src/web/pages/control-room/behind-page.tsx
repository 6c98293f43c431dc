// The persons of the office behind a figure of the control room.

import { Link, useSearchParams } from "react-router";
import type { Behind } from "../../../contract/control-room.ts";
import { isStage, STAGE_RULES } from "../../../domain/control-room/texts.ts";
import { shortDay } from "../../format.ts";
import { DataTable } from "../../parts/data-table.tsx";
import type { Column } from "../../parts/data-table.tsx";
import { LoadedPages, usePages } from "../../parts/paged.tsx";
import { Page } from "../../parts/page.tsx";
import { Empty } from "../../parts/states.tsx";
import { BEHIND } from "../../texts/control-room.ts";

type Row = Behind["rows"][number];
const day = (value: string | null): string => (value === null ? "–" : shortDay(value));
const COLUMNS: readonly Column<Row>[] = [
  {
    key: "person", label: BEHIND.person, heading: true, sort: (row) => `${row.surname} ${row.name}`,
    render: (row) => <Link to={`/persone/${row.caseId}`}>{`${row.surname} ${row.name}`}</Link>,
  },
  { key: "code", label: BEHIND.taxCode, render: (row) => row.taxCode },
  { key: "week", label: BEHIND.week, sort: (row) => row.week, render: (row) => shortDay(row.week) },
  { key: "convened", label: BEHIND.convened, sort: (row) => row.convened ?? "", render: (row) => day(row.convened) },
  { key: "seen", label: BEHIND.seen, sort: (row) => row.seen ?? "", render: (row) => day(row.seen) },
];

export function BehindPage() {
  const [search] = useSearchParams();
  const asked = search.get("passo") ?? "";
  const stage = isStage(asked) ? asked : "notified";
  const week = search.get("settimana");
  const result = usePages<Behind>("/api/control-room/people", { passo: stage, ...(week === null ? {} : { settimana: week }) });
  return (
    <Page title={BEHIND.title(STAGE_RULES[stage].title)} lead={BEHIND.lead}>
      <p>
        <Link to="/cabina-di-regia">{BEHIND.back}</Link>
      </p>
      <p>
        {STAGE_RULES[stage].counts}
        {week !== null && ` ${BEHIND.ofWeek(shortDay(week))}.`}
      </p>
      <LoadedPages result={result} rowsOf={(page) => page.rows} empty={<Empty title={BEHIND.empty} icon="user" />}>
        {(rows) => <DataTable caption={BEHIND.caption} columns={COLUMNS} rows={rows} rowKey={(row) => row.caseId} />}
      </LoadedPages>
    </Page>
  );
}
