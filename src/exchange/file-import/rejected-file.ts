// The file of rejected rows: opens rightly in Excel in Italy, and can be corrected and sent back as it is.

import { parse } from "csv-parse/sync";
import type { NoticeField, RawNotice, Rejection } from "../../domain/notices/types.ts";
import { csvLine } from "./cell-text.ts";
import { noticeOfJsonLine } from "./jsonl.ts";
import type { FileLayout } from "./record.ts";
import { guarded, unguarded } from "./table.ts";
import { REJECTED_COLUMNS } from "./texts.ts";
import { noticeOfXml } from "./xml-notices.ts";

export interface RejectedRow {
  readonly line: number;
  /** The cells in the order of the layout's columns (`recordCells` gives them from the stored bytes). */
  readonly cells: readonly string[];
  readonly rejections: readonly Rejection[];
}

const BOM = "\uFEFF";
const NEWLINE = "\r\n";

/**
 * The file of rejected rows as text pieces, to be written as UTF-8: BOM, `;`, CRLF; the original columns, then `riga`,
 * `campo`, `codice`, `spiegazione` (ignored when the file comes back). Cells that a spreadsheet would run as formulas
 * get an apostrophe, which the reader takes away again.
 */
export async function* rejectedFile(
  layout: FileLayout,
  rows: Iterable<RejectedRow> | AsyncIterable<RejectedRow>,
): AsyncGenerator<string> {
  const kept = keptColumns(layout.columns);
  yield BOM + csvLine([...kept.map((i) => layout.columns[i] ?? ""), ...REJECTED_COLUMNS]) + NEWLINE;
  for await (const row of rows) {
    const cells = kept.map((i) => guarded(writable(row.cells[i] ?? "")));
    // Cells beyond the header have no column of their own: they stay in the last one, so that nothing is lost.
    const extra = row.cells.slice(layout.columns.length).filter((cell) => cell !== "");
    if (extra.length > 0) cells.push(guarded(writable(`${cells.pop() ?? ""};${extra.join(";")}`)));
    yield csvLine([...cells, ...explanation(row)]) + NEWLINE;
  }
}

/** A file that was itself a file of rejected rows has our four columns already: they are not repeated. */
function keptColumns(columns: readonly string[]): readonly number[] {
  const ours: readonly string[] = REJECTED_COLUMNS;
  return columns.flatMap((name, i) => (ours.includes(name.trim().toLowerCase()) ? [] : [i]));
}

function explanation({ line, rejections }: RejectedRow): string[] {
  return [
    String(line),
    rejections.map((rejection) => rejection.field ?? "").join(" | "),
    rejections.map((rejection) => rejection.code).join(" | "),
    rejections.map((rejection) => rejection.message).join(" | "),
  ];
}

/** Zero bytes cannot be shown nor typed: they would reject the row again after any correction. */
function writable(cell: string): string {
  return cell.replaceAll("\0", "");
}

/**
 * The stored bytes of a record as cells, in the order of the layout's columns. What cannot be cut is given in the
 * first cell as it is: the person who corrects it must see it.
 */
export function recordCells(layout: FileLayout, bytes: Uint8Array): readonly string[] {
  const text = new TextDecoder(layout.encoding).decode(bytes);
  if (layout.format === "xml") return laidOut(layout, noticeOfXml(text)?.raw ?? null, text);
  if (layout.format === "jsonl") return laidOut(layout, noticeOfJsonLine(text), text);
  return tableCells(text, layout.delimiter);
}

function laidOut(layout: FileLayout, raw: RawNotice | null, text: string): readonly string[] {
  if (raw === null || Object.keys(raw).length === 0) return [text];
  return layout.fields.map((field: NoticeField | null) => (field === null ? "" : (raw[field] ?? "")));
}

function tableCells(text: string, delimiter: string): readonly string[] {
  try {
    const options = { delimiter, relax_column_count: true, relax_quotes: true, record_delimiter: "\uFFFF" };
    const rows = parse(text, options);
    return (rows[0] ?? []).map(unguarded);
  } catch {
    return text.split(delimiter).map(unguarded);
  }
}
