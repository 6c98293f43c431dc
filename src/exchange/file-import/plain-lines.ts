// The ordinary lines of a CSV block: cut at line ends and delimiters when no quote is near, given to csv-parse when one is.

import { isUtf8 } from "node:buffer";
import { parse } from "csv-parse/sync";
import type { Dialect } from "./dialect.ts";
import type { TableRow } from "./table.ts";

/** What the fast way made of a block: its rows, and where and at which line the careful way has to go on. */
export interface PlainLines {
  readonly rows: TableRow[];
  /** Bytes dealt with; less than the block when a value goes on over the end of its line. */
  readonly used: number;
  readonly lines: number;
}

const LF = 10;
const CR = 13;
/** Outside ASCII; the second, what Windows-1252 writes where latin1 has control characters, which no text has. */
const NOT_ASCII = /[\u0080-\u00ff]/u;
// oxlint-disable-next-line no-control-regex
const NOT_LATIN1 = /[\u0080-\u009f]/u;
const WINDOWS_1252 = new TextDecoder("windows-1252");

/** A block of whole lines, from which a rejected row takes its bytes. Keeps them until `release`. */
class LineBlock {
  #data: Buffer;
  #starts: number[] | null = null;

  constructor(data: Buffer) {
    this.#data = data;
  }

  /** Where a line (0-based) begins. The lines are counted only when somebody asks: rejected rows are few. */
  startOf(line: number): number {
    if (this.#starts === null) {
      this.#starts = [0];
      for (let at = this.#data.indexOf(LF); at >= 0; at = this.#data.indexOf(LF, at + 1))
        this.#starts.push(at + 1);
    }
    return this.#starts[line] ?? this.#data.length;
  }

  /** A copy of a line without its end, so that it does not hold the block. */
  bytesOf(line: number): Uint8Array {
    const start = this.startOf(line);
    let end = this.startOf(line + 1);
    while (end > start && (this.#data[end - 1] === LF || this.#data[end - 1] === CR)) end -= 1;
    return Buffer.from(this.#data.subarray(start, end));
  }
}

/** A row of one line. A class, not an object with a closure: there is one for each line of the file. */
class LineRow implements TableRow {
  readonly line: number;
  cells: readonly string[];
  readonly broken = null;
  readonly #block: LineBlock;
  readonly #index: number;

  constructor(line: number, cells: readonly string[], block: LineBlock, index: number) {
    this.line = line;
    this.cells = cells;
    this.#block = block;
    this.#index = index;
  }

  bytes(): Uint8Array {
    return this.#block.bytesOf(this.#index);
  }
}

/**
 * Cuts whole lines (ended by LF or CR LF; the last may have no end) into rows. A line without quotes is its cells with
 * delimiters between; lines whose quotes close by themselves go to csv-parse, all of a block at once; at a line that leaves a
 * quote open it stops. Null when anything is out of the ordinary: then the whole block is read the careful way.
 * `data` must have no NUL and be in the dialect's encoding: ASCII, valid UTF-8, or Windows-1252.
 */
export function readPlainLines(
  data: Buffer,
  dialect: Dialect,
  firstLine: number,
  ascii: boolean,
): PlainLines | null {
  const legacy = !ascii && dialect.encoding === "windows-1252";
  const text = ascii || legacy ? data.toString("latin1") : data.toString("utf8");
  const lines = text.split("\n");
  const hasQuotes = data.includes(34);
  const block = new LineBlock(data);
  const rows: LineRow[] = [];
  const quoted: string[] = [];
  const quotedRows: LineRow[] = [];
  const count = lines[lines.length - 1] === "" ? lines.length - 1 : lines.length;
  for (let i = 0; i < count; i++) {
    let line = lines[i] ?? "";
    // The text after the last LF is a line too, but has no end to lose.
    if (i < lines.length - 1 && line.charCodeAt(line.length - 1) === CR) line = line.slice(0, -1);
    if (line === "") continue;
    if (line.charCodeAt(0) === CR) return null;
    if (legacy && NOT_ASCII.test(line)) {
      const decoded = decodeLegacy(line);
      if (decoded === null) return null;
      line = decoded;
    }
    if (hasQuotes && line.includes('"')) {
      if (leavesQuoteOpen(line)) {
        if (!readQuoted(quoted, quotedRows, dialect)) return null;
        return { rows: rows.filter(isWritten), used: block.startOf(i), lines: i };
      }
      const row = new LineRow(firstLine + i, [], block, i);
      quoted.push(line);
      quotedRows.push(row);
      rows.push(row);
    } else rows.push(new LineRow(firstLine + i, line.split(dialect.delimiter), block, i));
  }
  if (!readQuoted(quoted, quotedRows, dialect)) return null;
  return { rows: rows.filter(isWritten), used: data.length, lines: count };
}

/** With quotes in even number a value cannot go on over the line's end: each opens, closes or stands for itself in pairs. */
function leavesQuoteOpen(line: string): boolean {
  let open = false;
  for (let at = line.indexOf('"'); at >= 0; at = line.indexOf('"', at + 1)) open = !open;
  return open;
}

/** Gives the lines with quotes to csv-parse and their cells to their rows. False when it finds a quote out of place. */
function readQuoted(lines: readonly string[], rows: readonly LineRow[], dialect: Dialect): boolean {
  if (lines.length === 0) return true;
  try {
    const records = parse(lines.join("\r\n"), {
      delimiter: dialect.delimiter,
      record_delimiter: ["\r\n", "\n"],
      relax_column_count: true,
      skip_empty_lines: true,
    });
    if (records.length !== rows.length) return false;
    rows.forEach((row, i) => (row.cells = records[i] ?? []));
    return true;
  } catch {
    return false;
  }
}

/**
 * A line read as latin1, in a file that is Windows-1252: valid UTF-8 by itself (a mixed file) it is read as such, since no
 * Italian text looks like that by accident; null when a byte has no meaning in Windows-1252.
 */
function decodeLegacy(line: string): string | null {
  const bytes = Buffer.from(line, "latin1");
  if (isUtf8(bytes)) return bytes.toString("utf8");
  if (!NOT_LATIN1.test(line)) return line;
  const decoded = WINDOWS_1252.decode(bytes);
  return NOT_LATIN1.test(decoded) ? null : decoded;
}

/** A row of nothing but blanks is no row. */
function isWritten(row: TableRow): boolean {
  for (const cell of row.cells) if (cell !== "" && cell.trim() !== "") return true;
  return false;
}
