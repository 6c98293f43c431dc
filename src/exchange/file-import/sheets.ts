// From the rows of a workbook's sheets to notices: the first sheet with a recognised header is the list.

import type { FileLayout, RecordBatch } from "./record.ts";
import { Batcher } from "./record.ts";
import { csvLine } from "./cell-text.ts";
import type { Header, TableRow } from "./table.ts";
import { findHeader, HEADER_SEARCH_ROWS, rowReader } from "./table.ts";
import { unreadable, UnreadableFile } from "./unreadable-file.ts";

/** One row of one sheet, hidden or not, as text. `index` is 0-based within its sheet, `sheet` within the workbook. */
export interface SheetRow {
  readonly sheet: number;
  readonly index: number;
  readonly cells: readonly string[];
}

/** Excel's own limit: a file that says more of itself is not believed. */
export const MAX_SHEET_ROWS = 1_048_576;

/**
 * Notices of the first sheet whose first rows hold a header. Empty rows do not count; missing cells at the end of a row
 * are empty cells. `bytes` of a row are its cells as one CSV line in UTF-8.
 * Throws `UnreadableFile` when no sheet has a header, or has nothing under it.
 */
export async function* readSheets(
  format: "xlsx" | "ods",
  rows: AsyncIterable<SheetRow>,
  batchSize: number,
  bytesRead: () => number,
): AsyncGenerator<RecordBatch> {
  const search = new HeaderSearch();
  const batch = new Batcher(batchSize);
  let open: OpenSheet | null = null;
  let any = false;
  for await (const row of rows) {
    if (open && row.sheet !== open.sheet) break;
    if (row.cells.every((cell) => cell.trim() === "")) continue;
    const ready: readonly TableRow[] = open ? [tableRow(row)] : search.take(row);
    open ??= search.found ? openSheet(format, row.sheet, search.found) : null;
    if (!open) continue;
    for (const each of ready) batch.push(open.read(each));
    any ||= ready.length > 0;
    if (batch.full) yield batch.take(bytesRead(), open.layout);
  }
  if (!open) throw search.refusal ?? unreadable("FILE_VUOTO");
  if (!any) throw unreadable("FILE_SENZA_RIGHE");
  if (!batch.empty) yield batch.take(bytesRead(), open.layout);
}

interface OpenSheet {
  readonly sheet: number;
  readonly layout: FileLayout;
  readonly read: ReturnType<typeof rowReader>;
}

function openSheet(format: "xlsx" | "ods", sheet: number, header: Header): OpenSheet {
  const { columns, fields } = header;
  return {
    sheet,
    layout: { format, encoding: "utf-8", delimiter: ";", columns, fields },
    read: rowReader(header, true),
  };
}

function tableRow(row: SheetRow): TableRow {
  const { cells } = row;
  return { line: row.index + 1, cells, broken: null, bytes: () => Buffer.from(csvLine(cells)) };
}

/** Tries each of the first rows of each sheet as a header. */
class HeaderSearch {
  found: Header | null = null;
  refusal: UnreadableFile | null = null;
  #sheet = -1;
  #tried = 0;

  take(row: SheetRow): readonly TableRow[] {
    if (row.sheet !== this.#sheet) {
      this.#sheet = row.sheet;
      this.#tried = 0;
    }
    if (this.#tried++ >= HEADER_SEARCH_ROWS) return [];
    const header = findHeader([tableRow(row)]);
    if (header instanceof UnreadableFile) this.refusal ??= header;
    else this.found = header;
    return [];
  }
}
