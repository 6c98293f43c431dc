// From rows of cells to notices: finds the header, maps its columns, and says which rows do not fit.

import type { HeaderMap } from "../../domain/notices/columns.ts";
import { mapHeader } from "../../domain/notices/columns.ts";
import type { NoticeField, RawNotice } from "../../domain/notices/types.ts";
import type { FileRecord } from "./record.ts";
import { brokenRecord } from "./record.ts";
import type { BrokenCode } from "./texts.ts";
import { unreadable, UnreadableFile } from "./unreadable-file.ts";

/** One row of any table. `line` is its place in the file (line or spreadsheet row, 1-based). */
export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
  readonly broken: BrokenCode | null;
  readonly bytes: () => Uint8Array;
}

export interface Header {
  readonly line: number;
  readonly columns: readonly string[];
  readonly fields: readonly (NoticeField | null)[];
}

/** Titles above the header are tolerated within this many rows. */
export const HEADER_SEARCH_ROWS = 10;

/**
 * The first row, among the first ten that are not empty, which `mapHeader` recognises.
 * Otherwise gives the refusal of the fullest row, which is the likely header.
 */
export function findHeader(rows: readonly TableRow[]): Header | UnreadableFile {
  let refused: UnreadableFile | null = null;
  let fullest = 0;
  for (const row of rows.slice(0, HEADER_SEARCH_ROWS)) {
    const columns = row.cells.map((cell) => cell.trim());
    const mapped = mapHeader(columns);
    if (mapped.ok) return { line: row.line, columns, fields: fieldsOf(mapped.value, columns.length) };
    const filled = columns.filter((cell) => cell !== "").length;
    if (filled > fullest) {
      fullest = filled;
      refused = new UnreadableFile(mapped.refusal.code, mapped.refusal.message);
    }
  }
  return refused ?? unreadable("INTESTAZIONE_ASSENTE");
}

function fieldsOf(map: HeaderMap, width: number): readonly (NoticeField | null)[] {
  return Array.from({ length: width }, (_, i) => map.fields[i] ?? null);
}

/** The columns that are fields, and whether another column stands for the same field: looked at once per file, not per cell. */
function columnsOf(
  fields: Header["fields"],
): readonly { at: number; field: NoticeField; isRepeated: boolean }[] {
  return fields.flatMap((field, at) =>
    field === null ? [] : [{ at, field, isRepeated: fields.indexOf(field) !== fields.lastIndexOf(field) }],
  );
}

/** Turns rows into records. `shortRows` says whether missing cells at the end are empty cells (spreadsheets) or a fault. */
export function rowReader(header: Header, shortRows: boolean): (row: TableRow) => FileRecord {
  const width = header.columns.length;
  const columns = columnsOf(header.fields);
  return (row) => {
    const { cells } = row;
    if (row.broken !== null) return brokenRecord(row, row.broken);
    if (cells.length < width && !shortRows) return brokenRecord(row, "COLONNE_MANCANTI");
    if (cells.length > width && cells.slice(width).some((cell) => cell.trim() !== "")) {
      return brokenRecord(row, "COLONNE_IN_PIU");
    }
    const raw: RawNotice = {};
    for (const { at, field, isRepeated } of columns) {
      const cell = cells[at];
      if (cell === undefined || cell === "") continue;
      if (isRepeated) setField(raw, field, unguarded(cell));
      else raw[field] = unguarded(cell);
    }
    return { raw, position: row };
  };
}

/** Two columns may stand for one field (`REPEATABLE_COLUMNS`: telephone and mobile): their values are joined. */
export function setField(raw: RawNotice, field: NoticeField, value: string): void {
  const before = raw[field];
  raw[field] = before === undefined ? value : `${before}; ${value}`;
}

/** What a spreadsheet would take as a formula, after any apostrophes already there. */
const FORMULA_LIKE = /^'*[=+\-@\t\r]/u;

/** Makes a cell harmless to a spreadsheet: one apostrophe in front of what would run as a formula. */
export function guarded(cell: string): string {
  return FORMULA_LIKE.test(cell) ? `'${cell}` : cell;
}

/** Takes the guarding apostrophe away; it is also the mark with which people force text in Excel. */
export function unguarded(cell: string): string {
  return cell.charCodeAt(0) === 39 && FORMULA_LIKE.test(cell) ? cell.slice(1) : cell;
}
