// Places, desks and weeks in tables: the same steps side by side.

import { Link } from "react-router";
import type { ControlRoom, Place, StageCounts } from "../../../contract/control-room.ts";
import { STAGE_RULES } from "../../../domain/control-room/texts.ts";
import type { Stage } from "../../../domain/control-room/texts.ts";
import { number, shortDay } from "../../format.ts";
import { DataTable } from "../../parts/data-table.tsx";
import type { Column } from "../../parts/data-table.tsx";
import { CONTROL_ROOM } from "../../texts/control-room.ts";
import { countOf, ratioOf, scopeQuery, shareOf } from "./shares.ts";

const COUNTED = ["notified", "bound"] as const satisfies readonly Stage[];
const SHARED = ["convened", "seen", "did", "pact"] as const satisfies readonly Stage[];

function stageColumns<T>(of: (row: T) => StageCounts): Column<T>[] {
  return [
    ...COUNTED.map((stage): Column<T> => ({
      key: stage, label: STAGE_RULES[stage].title, numeric: true, sort: (row) => countOf(of(row), stage), render: (row) => number(countOf(of(row), stage)),
    })),
    ...SHARED.map((stage): Column<T> => ({
      key: stage,
      label: STAGE_RULES[stage].title,
      numeric: true,
      sort: (row) => ratioOf(of(row), stage, "bound"),
      render: (row) => (
        <>
          {number(countOf(of(row), stage))} <span className="cv-muted cv-small">{shareOf(of(row), stage, "bound")}</span>
        </>
      ),
    })),
  ];
}

export function PlacesTable({ places, caption, linked }: { readonly places: readonly Place[]; readonly caption: string; readonly linked: boolean }) {
  const name: Column<Place> = {
    key: "name", label: CONTROL_ROOM.place, heading: true, sort: (row) => row.name,
    render: (row) => (linked ? <Link to={`/cabina-di-regia${scopeQuery(row.id)}`}>{row.name}</Link> : row.name),
  };
  return <DataTable caption={caption} columns={[name, ...stageColumns<Place>((row) => row.counts)]} rows={places} rowKey={(row) => row.id} initial={{ key: "name", down: false }} />;
}

type Desk = ControlRoom["desks"][number];
const deskColumn = (stage: "planned" | "convened" | "seen" | "absent"): Column<Desk> => ({
  key: stage, label: STAGE_RULES[stage].title, numeric: true, sort: (row) => row[stage], render: (row) => number(row[stage]),
});
const DESK_COLUMNS: readonly Column<Desk>[] = [
  { key: "name", label: CONTROL_ROOM.below.office, heading: true, sort: (row) => row.number, render: (row) => CONTROL_ROOM.desk(row.number) },
  deskColumn("planned"), deskColumn("convened"), deskColumn("seen"), deskColumn("absent"),
];

export function DesksTable({ desks }: { readonly desks: ControlRoom["desks"] }) {
  return <DataTable caption={CONTROL_ROOM.below.office} columns={DESK_COLUMNS} rows={desks} rowKey={(row) => String(row.deskId)} initial={{ key: "name", down: false }} />;
}

type Week = ControlRoom["weeks"][number];

export function WeeksTable({ weeks, mayList }: { readonly weeks: ControlRoom["weeks"]; readonly mayList: boolean }) {
  const name: Column<Week> = {
    key: "week", label: CONTROL_ROOM.week, heading: true, sort: (row) => row.week,
    render: (row) => (mayList ? <Link to={`/cabina-di-regia/persone?passo=notified&settimana=${row.week}`}>{shortDay(row.week)}</Link> : shortDay(row.week)),
  };
  return (
    <>
      <p className="cv-muted cv-small">{CONTROL_ROOM.weeksNote}</p>
      <DataTable caption={CONTROL_ROOM.weeks} columns={[name, ...stageColumns<Week>((row) => row.counts)]} rows={weeks} rowKey={(row) => row.week} initial={{ key: "week", down: false }} />
    </>
  );
}
