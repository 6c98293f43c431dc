// Offices or provinces in a table that sorts, with bars for the share convened.

import { useState } from "react";
import type { OfficeFigures, Shortage } from "../../../contract/overview.ts";
import { number, share, shortDay } from "../../format.ts";
import { Alarm, DataTable } from "../../parts/data-table.tsx";
import type { Column } from "../../parts/data-table.tsx";
import { useNarrow } from "../../parts/use-narrow.ts";
import { Segments } from "../../parts/segments.tsx";
import { PROVINCES, label } from "../../texts/common.ts";
import { OVERVIEW } from "../../texts/overview.ts";
import { sumUp } from "./totals.ts";
import type { Totals } from "./totals.ts";

const WORDS = OVERVIEW.columns;
type Row = OfficeFigures & { readonly missing: number };

export function OfficeTable({
  offices,
  shortages,
  total,
}: {
  readonly offices: readonly OfficeFigures[];
  readonly shortages: readonly Shortage[];
  readonly total: Totals;
}) {
  // Forty-six cards are too many to scroll through: a phone starts from the provinces.
  const narrow = useNarrow();
  const [view, setView] = useState<"office" | "province">(narrow ? "province" : "office");
  const rows = offices.map((office) => ({ ...office, missing: missingAt(office.officeId, shortages) }));
  const shown = view === "office" ? rows : byProvince(rows);
  const columns = view === "office" ? OFFICE_COLUMNS : PROVINCE_COLUMNS;
  return (
    <>
      <Segments
        label={OVERVIEW.view}
        value={view}
        onChange={setView}
        options={[
          ["office", OVERVIEW.byOffice],
          ["province", OVERVIEW.byProvince],
        ]}
      />
      <DataTable
        key={view}
        caption={view === "office" ? OVERVIEW.officesCaption : OVERVIEW.provincesCaption}
        columns={columns}
        rows={shown}
        rowKey={(row) => row.officeId}
        initial={{ key: "name", down: false }}
        foot={
          <TotalRow
            total={total}
            missing={rows.reduce((sum, row) => sum + row.missing, 0)}
            office={view === "office"}
          />
        }
      />
    </>
  );
}

/** The worst of an office's shortages: they count the same people against different dates. */
function missingAt(officeId: string, shortages: readonly Shortage[]): number {
  return Math.max(0, ...shortages.filter((one) => one.officeId === officeId).map((one) => one.missing));
}

function byProvince(rows: readonly Row[]): Row[] {
  return Object.entries(Object.groupBy(rows, (row) => row.province)).map(([province, group = []]) => ({
    ...sumUp(group),
    officeId: province,
    office: label(PROVINCES, province),
    province,
    missing: group.reduce((sum, row) => sum + row.missing, 0),
    firstDay: null,
    lastDay:
      group
        .map((row) => row.lastDay)
        .filter((day) => day !== null)
        .toSorted()
        .at(-1) ?? null,
  }));
}

const count = (key: keyof Totals, name: string): Column<Row> => ({
  key,
  label: name,
  numeric: true,
  sort: (row) => row[key],
  render: (row) => number(row[key]),
});

const FIGURES: readonly Column<Row>[] = [
  count("notified", WORDS.notified),
  count("bound", WORDS.bound),
  count("planned", WORDS.planned),
  count("convened", WORDS.convened),
  {
    key: "share",
    label: WORDS.share,
    numeric: true,
    sort: (row) => (row.bound === 0 ? 0 : row.convened / row.bound),
    render: (row) => <Bar part={row.convened} whole={row.bound} />,
  },
  count("delivered", WORDS.delivered),
  count("unreachable", WORDS.unreachable),
  count("notDelivered", WORDS.notDelivered),
  count("uncertain", WORDS.uncertain),
  {
    key: "missing",
    label: WORDS.shortage,
    numeric: true,
    sort: (row) => row.missing,
    render: (row) => <Alarm value={row.missing} />,
  },
  {
    key: "lastDay",
    label: WORDS.lastDay,
    numeric: true,
    sort: (row) => row.lastDay ?? "",
    render: (row) => (row.lastDay === null ? "–" : shortDay(row.lastDay)),
  },
];
const nameColumn = (name: string): Column<Row> => ({
  key: "name",
  label: name,
  heading: true,
  sort: (row) => row.office,
  render: (row) => row.office,
});
const OFFICE_COLUMNS: readonly Column<Row>[] = [
  nameColumn(WORDS.office),
  { key: "province", label: WORDS.province, sort: (row) => row.province, render: (row) => row.province },
  ...FIGURES,
];
const PROVINCE_COLUMNS: readonly Column<Row>[] = [nameColumn(WORDS.provinceName), ...FIGURES];

export function Bar({ part, whole }: { readonly part: number; readonly whole: number }) {
  const width = whole === 0 ? 0 : Math.min(100, (part / whole) * 100);
  return (
    <span className="cv-bar">
      <span className="cv-bar-track" aria-hidden="true">
        <span className="cv-bar-fill" style={{ width: `${width}%` }} />
      </span>
      <span>{share(part, whole)}</span>
    </span>
  );
}

function TotalRow({
  total,
  missing,
  office,
}: {
  readonly total: Totals;
  readonly missing: number;
  readonly office: boolean;
}) {
  const cells: readonly (readonly [string, string])[] = [
    [WORDS.notified, number(total.notified)],
    [WORDS.bound, number(total.bound)],
    [WORDS.planned, number(total.planned)],
    [WORDS.convened, number(total.convened)],
    [WORDS.share, share(total.convened, total.bound)],
    [WORDS.delivered, number(total.delivered)],
    [WORDS.unreachable, number(total.unreachable)],
    [WORDS.notDelivered, number(total.notDelivered)],
    [WORDS.uncertain, number(total.uncertain)],
    [WORDS.shortage, number(missing)],
  ];
  return (
    <tfoot role="rowgroup">
      <tr role="row" className="cv-total">
        <th scope="row" role="rowheader" colSpan={office ? 2 : 1}>
          {OVERVIEW.total}
        </th>
        {cells.map(([name, value]) => (
          <td key={name} role="cell" data-label={name} className="cv-num">
            {value}
          </td>
        ))}
        <td role="cell" className="cv-num cv-hide-narrow">
          –
        </td>
      </tr>
    </tfoot>
  );
}
