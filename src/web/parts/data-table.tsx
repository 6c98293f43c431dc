// A table that sorts, and that turns into cards on a narrow screen without losing what it says to a screen reader.

import { useMemo, useState } from "react";
import type { ReactNode } from "react";
import { number } from "../format.ts";
import { COMMON } from "../texts/common.ts";
import { Icon } from "./icon.tsx";

export interface Column<T> {
  readonly key: string;
  readonly label: string;
  readonly render: (row: T) => ReactNode;
  /** What to sort by; without it the column does not sort. */
  readonly sort?: (row: T) => string | number;
  readonly numeric?: boolean;
  /** The cell that names the row: a row header, and the title of the card. */
  readonly heading?: boolean;
}

interface Sorting {
  readonly key: string;
  readonly down: boolean;
}

export interface DataTableProps<T> {
  readonly caption: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly rowKey: (row: T) => string;
  readonly initial?: Sorting;
  readonly foot?: ReactNode;
}

export function DataTable<T>({ caption, columns, rows, rowKey, initial, foot }: DataTableProps<T>) {
  const [sorting, setSorting] = useState<Sorting | null>(initial ?? null);
  const sorted = useMemo(() => sortRows(rows, columns, sorting), [rows, columns, sorting]);
  const sortBy = (column: Column<T>): void =>
    setSorting((now) => ({
      key: column.key,
      down: now?.key === column.key ? !now.down : column.numeric === true,
    }));
  return (
    <div className="cv-table-wrap">
      {/* Roles are written out because the card layout takes them away in some browsers. */}
      <table className="cv-table" role="table">
        <caption className="visually-hidden">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <HeaderCell key={column.key} column={column} sorting={sorting} onSort={() => sortBy(column)} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {sorted.map((row) => (
            <tr key={rowKey(row)} role="row">
              {columns.map((column) => (
                <BodyCell key={column.key} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
        {foot}
      </table>
    </div>
  );
}

function sortRows<T>(
  rows: readonly T[],
  columns: readonly Column<T>[],
  sorting: Sorting | null,
): readonly T[] {
  const key = columns.find((column) => column.key === sorting?.key)?.sort;
  if (key === undefined || sorting === null) return rows;
  const sign = sorting.down ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [left, right] = [key(a), key(b)];
    const order =
      typeof left === "number" && typeof right === "number"
        ? left - right
        : String(left).localeCompare(String(right), "it");
    return order * sign;
  });
}

function HeaderCell<T>({
  column,
  sorting,
  onSort,
}: {
  readonly column: Column<T>;
  readonly sorting: Sorting | null;
  readonly onSort: () => void;
}) {
  const className = column.numeric === true ? "cv-num" : undefined;
  if (column.sort === undefined)
    return (
      <th scope="col" role="columnheader" className={className}>
        {column.label}
      </th>
    );
  const active = sorting?.key === column.key;
  const order = !active ? "none" : sorting.down ? "descending" : "ascending";
  return (
    <th scope="col" role="columnheader" className={className} aria-sort={order}>
      <button
        type="button"
        className="cv-sort"
        onClick={onSort}
        title={COMMON.sortBy(column.label.toLowerCase())}
      >
        {column.label}
        {active && <Icon name={sorting.down ? "arrow-down" : "arrow-up"} className="icon-xs" />}
      </button>
    </th>
  );
}

function BodyCell<T>({ column, row }: { readonly column: Column<T>; readonly row: T }) {
  const content = column.render(row);
  if (column.heading === true)
    return (
      <th scope="row" role="rowheader" className="cv-row-head">
        {content}
      </th>
    );
  return (
    <td role="cell" data-label={column.label} className={column.numeric === true ? "cv-num" : undefined}>
      {content}
    </td>
  );
}

/** A number that calls for somebody as soon as it is not nought. */
export function Alarm({ value }: { readonly value: number }) {
  return value === 0 ? number(0) : <strong className="cv-missing">{number(value)}</strong>;
}

/** The button of a row: `name` says aloud whom or what it concerns. */
export function RowButton({
  text,
  name,
  onPress,
}: {
  readonly text: string;
  readonly name: string;
  readonly onPress: () => void;
}) {
  return (
    <button type="button" className="btn btn-outline-primary btn-sm" aria-label={name} onClick={onPress}>
      {text}
    </button>
  );
}
