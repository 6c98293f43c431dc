// The rows of a sheet: a mark, the hours, the paper seen, and what stands in the register with who wrote it.

import type { Sheet, SheetRow, SheetWritten } from "../../../contract/activities.ts";
import { fullName, instant } from "../../format.ts";
import { DataTable } from "../../parts/data-table.tsx";
import { Why } from "../../parts/why.tsx";
import { SHEET } from "../../texts/activities.ts";
import { COMMON } from "../../texts/common.ts";
import type { Mark, MarkName, Marks } from "./sheet-marks.ts";

const MARKS = Object.keys(SHEET.marks) as MarkName[];

export interface SheetRowsProps {
  readonly sheet: Sheet;
  readonly marks: Marks;
  readonly refused: SheetWritten["refused"];
  readonly caption: string;
  readonly onMark: (itemId: string, mark: Mark | undefined) => void;
}

export function SheetRows({ sheet, marks, refused, caption, onMark }: SheetRowsProps) {
  const { columns } = SHEET;
  return (
    <DataTable
      caption={caption}
      rows={sheet.rows}
      rowKey={({ itemId }) => itemId}
      columns={[
        {
          key: "who",
          label: columns.who,
          heading: true,
          render: (row) => (
            <span>
              {fullName(row)}
              {row.reasonNot !== null && <span className="cv-sub">{row.reasonNot}</span>}
              <RefusedNote refused={refused.find(({ itemId }) => itemId === row.itemId)} name={fullName(row)} />
            </span>
          ),
        },
        { key: "mark", label: columns.mark, render: (row) => <MarkChoice row={row} mark={marks[row.itemId]} usual={sheet.usualMinutes} onMark={onMark} /> },
        { key: "hours", label: columns.hours, render: (row) => <Hours row={row} mark={marks[row.itemId]} onMark={onMark} /> },
        { key: "written", label: columns.written, render: (row) => <Written row={row} /> },
      ]}
    />
  );
}

function RefusedNote({ refused, name }: { readonly refused: SheetWritten["refused"][number] | undefined; readonly name: string }) {
  if (refused === undefined) return null;
  return (
    <span className="cv-sub cv-missing">
      {refused.message} <Why about={name} law={refused.law} />
    </span>
  );
}

interface CellProps {
  readonly row: SheetRow;
  readonly mark: Mark | undefined;
  readonly onMark: (itemId: string, mark: Mark | undefined) => void;
}

function MarkChoice({ row, mark, usual, onMark }: CellProps & { readonly usual: number }) {
  const choose = (name: string): void => {
    const chosen = MARKS.find((each) => each === name);
    onMark(row.itemId, chosen === undefined ? undefined : { mark: chosen, minutes: mark?.minutes ?? (row.minutes > 0 ? row.minutes : usual), evidenceSeen: mark?.evidenceSeen ?? false, actId: crypto.randomUUID() });
  };
  const isExcused = mark !== undefined && mark.mark !== "present" && mark.mark !== "absent";
  return (
    <span className="cv-mark">
      <select aria-label={SHEET.mark(fullName(row))} value={mark?.mark ?? ""} disabled={row.reasonNot !== null} onChange={(event) => choose(event.target.value)}>
        <option value="">{row.mark === null ? SHEET.choose : SHEET.stored[row.mark]}</option>
        {MARKS.map((name) => (
          <option key={name} value={name}>
            {SHEET.marks[name]}
          </option>
        ))}
      </select>
      {isExcused && (
        <label className="cv-check">
          <input
            type="checkbox"
            checked={mark.evidenceSeen}
            aria-label={SHEET.evidenceOf(fullName(row))}
            onChange={(event) => onMark(row.itemId, { ...mark, evidenceSeen: event.target.checked, actId: crypto.randomUUID() })}
          />
          <span>{SHEET.evidence}</span>
        </label>
      )}
    </span>
  );
}

function Hours({ row, mark, onMark }: CellProps) {
  if (mark?.mark !== "present") return <span className="cv-muted">{COMMON.none}</span>;
  return (
    <input
      type="number"
      className="cv-hours"
      aria-label={SHEET.hoursOf(fullName(row))}
      min={0.25}
      max={24}
      step={0.25}
      value={mark.minutes / 60}
      onChange={(event) => onMark(row.itemId, { ...mark, minutes: Math.round(event.target.valueAsNumber * 60) || 0, actId: crypto.randomUUID() })}
    />
  );
}

function Written({ row }: { readonly row: SheetRow }) {
  if (row.mark === null) return <span className="cv-muted">{SHEET.notWritten}</span>;
  return (
    <span>
      {SHEET.stored[row.mark]}
      {row.writtenBy !== null && row.writtenAt !== null && <span className="cv-sub">{SHEET.by(row.writtenBy, instant(row.writtenAt))}</span>}
    </span>
  );
}
