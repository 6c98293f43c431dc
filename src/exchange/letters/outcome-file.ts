// The outcomes that a print house or the post sends back: any table that people make of them, row by row with its place.

import { CsvReader } from "../file-import/csv.ts";
import { csvLine } from "../file-import/cell-text.ts";
import { detectDialect, detectEncoding } from "../file-import/dialect.ts";
import { readOdsRows } from "../file-import/ods.ts";
import type { SheetRow } from "../file-import/sheets.ts";
import { readBlocks, readSample } from "../file-import/source.ts";
import { guarded, HEADER_SEARCH_ROWS, unguarded } from "../file-import/table.ts";
import { UnreadableFile, unreadable } from "../file-import/unreadable-file.ts";
import { readXlsxRows } from "../file-import/xlsx.ts";
import { openZip } from "../file-import/zip.ts";
import { OUTCOME_COLUMNS, OUTCOME_FILE_REFUSALS, REJECTED_TITLES } from "./texts.ts";

type Field = keyof typeof OUTCOME_COLUMNS;

export interface OutcomeRow {
  /** Line or spreadsheet row, 1-based. */
  readonly line: number;
  readonly cells: readonly string[];
  readonly broken: boolean;
  readonly fields: Readonly<Partial<Record<Field, string>>>;
}

export interface OutcomeFile {
  readonly columns: readonly string[];
  readonly rows: AsyncGenerator<OutcomeRow>;
}

interface PlainRow {
  readonly line: number;
  readonly cells: readonly string[];
  readonly broken: boolean;
}

/** Opens a file of outcomes, whatever its encoding and format. Throws `UnreadableFile` with a stable code and an Italian sentence. */
export async function openOutcomes(path: string): Promise<OutcomeFile> {
  const rows = plainRows(path);
  for (let tried = 0; tried < HEADER_SEARCH_ROWS; tried += 1) {
    const next = await rows.next();
    if (next.done === true) break;
    const fields = next.value.cells.map(fieldOf);
    if (fields.includes("outcome") && fields.includes("at") && (fields.includes("letter") || fields.includes("number")))
      return { columns: next.value.cells.map((cell) => cell.trim()), rows: namedRows(rows, fields) };
  }
  await rows.return(undefined);
  throw new UnreadableFile("INTESTAZIONE_ESITI", OUTCOME_FILE_REFUSALS.INTESTAZIONE_ESITI);
}

const plain = (text: string): string => text.normalize("NFD").toLowerCase().replaceAll(/[^a-z0-9]/g, "");
const FIELDS: ReadonlyMap<string, Field> = new Map(
  (Object.keys(OUTCOME_COLUMNS) as Field[]).flatMap((field) => OUTCOME_COLUMNS[field].map((name) => [plain(name), field] as const)),
);
const fieldOf = (cell: string): Field | null => FIELDS.get(plain(cell)) ?? null;

async function* namedRows(rows: AsyncIterable<PlainRow>, names: readonly (Field | null)[]): AsyncGenerator<OutcomeRow> {
  for await (const { line, cells, broken } of rows) {
    const fields: Partial<Record<Field, string>> = {};
    names.forEach((name, at) => {
      const text = unguarded(cells[at] ?? "").trim();
      if (name !== null && text !== "" && fields[name] === undefined) fields[name] = text;
    });
    yield { line, cells, broken: broken || cells.slice(names.length).some((cell) => cell.trim() !== ""), fields };
  }
}

async function* plainRows(path: string): AsyncGenerator<PlainRow> {
  const { bytes } = await readSample(path);
  if (bytes.length === 0) throw unreadable("FILE_VUOTO");
  if (bytes.subarray(0, 4).toString("latin1") === "%PDF") throw unreadable("FILE_PDF");
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) yield* sheetRows(path);
  else yield* csvRows(path, bytes);
}

async function* sheetRows(path: string): AsyncGenerator<PlainRow> {
  const { entries } = await openZip(path);
  const ignore = (): void => undefined;
  const rows: AsyncIterable<SheetRow> = entries.has("xl/workbook.xml") ? readXlsxRows(path, ignore) : readOdsRows(path, ignore);
  // The first sheet is the list.
  for await (const { sheet, index, cells } of rows) {
    if (sheet > 0) return;
    if (cells.some((cell) => cell.trim() !== "")) yield { line: index + 1, cells, broken: false };
  }
}

async function* csvRows(path: string, sample: Buffer): AsyncGenerator<PlainRow> {
  const encoding = await detectEncoding(path, sample);
  const reader = new CsvReader(detectDialect(new TextDecoder(encoding.encoding).decode(sample), encoding), null);
  const shown = (rows: ReturnType<CsvReader["push"]>): PlainRow[] =>
    rows.map((row) => (row.broken === null ? { line: row.line, cells: row.cells, broken: false } : { line: row.line, cells: [Buffer.from(row.bytes()).toString("latin1")], broken: true }));
  for await (const block of readBlocks(path)) yield* shown(reader.push(block));
  yield* shown(reader.finish());
}

export interface GivenBack {
  readonly line: number;
  readonly code: string;
  readonly message: string;
  readonly cells: readonly string[];
}

/** The rows that were not taken, with why: opens rightly in Excel in Italy, and can be corrected and sent again as it is. */
export async function* rejectedOutcomes(columns: readonly string[], rows: AsyncIterable<GivenBack> | Iterable<GivenBack>): AsyncGenerator<string> {
  const kept = columns.flatMap((name, at) => ((REJECTED_TITLES as readonly string[]).includes(name) ? [] : [at]));
  yield `\uFEFF${csvLine([...kept.map((at) => columns[at]!), ...REJECTED_TITLES])}\r\n`;
  for await (const { line, code, message, cells } of rows)
    yield `${csvLine([...kept.map((at) => guarded((cells[at] ?? "").replaceAll("\0", ""))), String(line), code, message])}\r\n`;
}
