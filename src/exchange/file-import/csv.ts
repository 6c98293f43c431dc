// Rows of a CSV file, block by block, with csv-parse: true line numbers, own bytes, and no row swallowed by a stray quote.

import { isAscii, isUtf8 } from "node:buffer";
import { parse } from "csv-parse/sync";
import type { Dialect } from "./dialect.ts";
import { readPlainLines } from "./plain-lines.ts";
import type { TextEncoding } from "./record.ts";
import type { TableRow } from "./table.ts";
import type { BrokenCode } from "./texts.ts";
import { unreadable } from "./unreadable-file.ts";

/** A quoted value that has not closed within this many bytes is taken as a quote left open. */
const MAX_QUOTED_BYTES = 64 * 1024;
/** No line of a table is longer than this. */
const MAX_LINE_BYTES = 1024 * 1024;

const REPLACEMENT = Buffer.from("\uFFFD");
const EMPTY = Buffer.alloc(0);

interface BlockFacts {
  readonly ascii: boolean;
  /** Some row may not be readable: each has to be looked at. */
  readonly suspect: boolean;
  /** Fit to be read by `readPlainLines`. */
  readonly plain: boolean;
}

/** Thrown out of csv-parse by our own hand: a record of several lines that does not have the header's columns. */
const SWALLOWED = new Error("record of several lines with a wrong number of columns");

/**
 * Cuts a stream of bytes into rows. csv-parse works on whole lines of one block at a time; a value that stays open at
 * the end of a block waits for the next one. When a line's quotes are wrong, that LINE alone is read with its quotes as
 * plain text; if even so it lacks columns it is a broken row, and reading goes on from the next line: so a quote left
 * open never takes the rest of the file with it.
 */
export class CsvReader {
  readonly #dialect: Dialect;
  /** Number of columns of the header; null while it is not known (then rows of several lines are taken as they are). */
  readonly #width: number | null;
  readonly #careful: boolean;
  readonly #decoder: TextDecoder | null;
  readonly #lineEnd: number;
  #pending: Buffer = EMPTY;
  #line = 1;
  #started = false;

  /** `careful` leaves the fast way out, whose answer has to be the same. */
  constructor(dialect: Dialect, width: number | null, careful = width === null) {
    this.#dialect = dialect;
    this.#width = width;
    this.#careful = careful;
    this.#lineEnd = dialect.newline === "\r" ? 13 : 10;
    const wide = dialect.encoding === "utf-16le" || dialect.encoding === "utf-16be";
    this.#decoder = wide ? new TextDecoder(dialect.encoding) : null;
  }

  /** Rows completed by this block. Throws `UnreadableFile` (RIGA_TROPPO_LUNGA). */
  push(block: Uint8Array): TableRow[] {
    return this.#read(
      this.#decoder ? Buffer.from(this.#decoder.decode(block, { stream: true })) : asBuffer(block),
      false,
    );
  }

  /** The rows left at the end of the file, whose last line may have no line end. */
  finish(): TableRow[] {
    return this.#read(this.#decoder ? Buffer.from(this.#decoder.decode()) : EMPTY, true);
  }

  #read(block: Buffer, end: boolean): TableRow[] {
    let data = this.#pending.length > 0 ? Buffer.concat([this.#pending, block]) : block;
    if (!this.#started) {
      if (data.length < 3 && !end) return this.#keep(data);
      data = this.#skipPrologue(data);
      this.#started = true;
    }
    const cut = end ? data.length : data.lastIndexOf(this.#lineEnd) + 1;
    const rows: TableRow[] = [];
    const used = cut > 0 ? this.#readLines(data, cut, end, rows) : 0;
    this.#keep(data.subarray(used));
    if (this.#pending.length > MAX_LINE_BYTES) throw unreadable("RIGA_TROPPO_LUNGA");
    return rows;
  }

  #keep(rest: Buffer): TableRow[] {
    this.#pending = rest;
    return [];
  }

  #skipPrologue(data: Buffer): Buffer {
    const body = data[0] === 0xef && data[1] === 0xbb && data[2] === 0xbf ? data.subarray(3) : data;
    if (!this.#dialect.sepLine) return body;
    const end = body.indexOf(this.#lineEnd);
    if (end < 0) return EMPTY;
    this.#line += 1;
    return body.subarray(end + 1);
  }

  #readLines(data: Buffer, cut: number, end: boolean, rows: TableRow[]): number {
    const facts = this.#factsOf(data, cut);
    let at = this.#readPlain(data, cut, facts, rows);
    while (at < cut) {
      const run = this.#readRun(data, at, cut, facts, rows);
      if (run.problem === null) return cut;
      at = run.next;
      const mayStillClose = run.problem === "open" && !end && data.length - at < MAX_QUOTED_BYTES;
      if (mayStillClose) return at;
      at = this.#readLineAlone(data, at, cut, facts, rows);
    }
    return at;
  }

  /** The ordinary lines, the fast way; gives where the careful way has to go on (0 when the block is not ordinary at all). */
  #readPlain(data: Buffer, cut: number, facts: BlockFacts, rows: TableRow[]): number {
    if (this.#careful || !facts.plain) return 0;
    const plain = readPlainLines(data.subarray(0, cut), this.#dialect, this.#line, facts.ascii);
    if (plain === null) return 0;
    for (const row of plain.rows) rows.push(row);
    this.#line += plain.lines;
    return plain.used;
  }

  /** Decided once per block, so that the ordinary block pays nothing per row. */
  #factsOf(data: Buffer, cut: number): BlockFacts {
    const bytes = data.subarray(0, cut);
    const ascii = isAscii(bytes);
    const hasNul = bytes.includes(0);
    const legacy = !ascii && this.#dialect.encoding === "windows-1252";
    const damaged = !ascii && !legacy && (!isUtf8(bytes) || bytes.includes(REPLACEMENT));
    const narrow = this.#decoder === null && this.#lineEnd === 10;
    return { ascii, suspect: hasNul || legacy || damaged, plain: narrow && !hasNul && !damaged };
  }

  #readRun(
    data: Buffer,
    from: number,
    cut: number,
    facts: BlockFacts,
    rows: TableRow[],
  ): { next: number; problem: null | "open" | "quotes" } {
    let next = from;
    const onRecord = (cells: string[], info: { bytes: number }): null => {
      const stop = from + info.bytes;
      const start = this.#skipLineEnds(data, next, stop);
      // Said at once: the empty lines before the record are counted, and must not be again when it is read anew.
      next = start;
      const lines = this.#countLines(data, start, stop);
      if (lines > 1 && this.#width !== null && cells.length !== this.#width) throw SWALLOWED;
      this.#emit(rows, data, start, stop, cells, facts);
      this.#line += lines;
      next = stop;
      return null;
    };
    try {
      parse(data.subarray(from, cut), { ...this.#options(false), on_record: onRecord });
      this.#line += this.#countLines(data, next, cut);
      return { next: cut, problem: null };
    } catch (error) {
      const found = error instanceof Error && "code" in error ? error.code : undefined;
      const code = error === SWALLOWED ? "SWALLOWED" : found;
      if (code === "CSV_QUOTE_NOT_CLOSED") return { next, problem: "open" };
      const quotes =
        code === "SWALLOWED" || code === "CSV_INVALID_CLOSING_QUOTE" || code === "INVALID_OPENING_QUOTE";
      if (quotes) return { next, problem: "quotes" };
      throw error;
    }
  }

  #options(relaxed: boolean) {
    return {
      delimiter: this.#dialect.delimiter,
      record_delimiter: this.#dialect.newline === "\r" ? ["\r"] : ["\r\n", "\n"],
      encoding: this.#dialect.encoding === "windows-1252" ? ("latin1" as const) : ("utf8" as const),
      relax_column_count: true,
      relax_quotes: relaxed,
      skip_empty_lines: true,
      info: false as const,
    };
  }

  #readLineAlone(data: Buffer, from: number, cut: number, facts: BlockFacts, rows: TableRow[]): number {
    const start = this.#skipLineEnds(data, from, cut);
    const found = data.indexOf(this.#lineEnd, start);
    const stop = found < 0 || found >= cut ? cut : found + 1;
    const cells = this.#relaxedCells(data.subarray(start, stop));
    if (cells) this.#emit(rows, data, start, stop, cells, facts);
    else rows.push(this.#row(data, start, stop, [], "VIRGOLETTE_NON_CHIUSE"));
    this.#line += 1;
    return stop;
  }

  #relaxedCells(line: Buffer): string[] | null {
    try {
      const found = parse(line, this.#options(true));
      const cells = found.length === 1 ? found[0] : undefined;
      return cells && (this.#width === null || cells.length === this.#width) ? cells : null;
    } catch {
      return null;
    }
  }

  /** Moves over line ends before a record, counting them: empty lines are not rows but are lines. */
  #skipLineEnds(data: Buffer, from: number, stop: number): number {
    let at = from;
    while (at < stop && (data[at] === 10 || data[at] === 13)) {
      if (data[at] === this.#lineEnd) this.#line += 1;
      at += 1;
    }
    return at;
  }

  #countLines(data: Buffer, from: number, stop: number): number {
    let lines = 0;
    for (
      let at = data.indexOf(this.#lineEnd, from);
      at >= 0 && at < stop;
      at = data.indexOf(this.#lineEnd, at + 1)
    ) {
      lines += 1;
    }
    return lines;
  }

  #emit(
    rows: TableRow[],
    data: Buffer,
    start: number,
    stop: number,
    cells: string[],
    facts: BlockFacts,
  ): void {
    if (cells.every(isBlank)) return;
    if (!facts.suspect) {
      rows.push(this.#row(data, start, stop, cells, null));
      return;
    }
    const bytes = data.subarray(start, stop);
    if (bytes.includes(0)) rows.push(this.#row(data, start, stop, cells, "BYTE_NULLO"));
    else {
      const legacy = this.#dialect.encoding === "windows-1252" && !isAscii(bytes);
      const decoded = legacy ? decodeLegacy(cells, isUtf8(bytes)) : cells;
      const readable = legacy ? decoded !== null : isUtf8(bytes) && !bytes.includes(REPLACEMENT);
      rows.push(this.#row(data, start, stop, decoded ?? cells, readable ? null : "TESTO_ILLEGGIBILE"));
    }
  }

  #row(data: Buffer, start: number, stop: number, cells: string[], broken: BrokenCode | null): TableRow {
    const encoding = this.#dialect.encoding;
    return { line: this.#line, cells, broken, bytes: () => encodeSlice(data, start, stop, encoding) };
  }
}

function asBuffer(block: Uint8Array): Buffer {
  return Buffer.from(block.buffer, block.byteOffset, block.byteLength);
}

function isBlank(cell: string): boolean {
  return cell === "" || cell.trim() === "";
}

/**
 * Cells read as latin1, in a file that is Windows-1252: a row that is valid UTF-8 by itself (a mixed file) is read as
 * such, since no Italian text looks like that by accident; null when a byte has no meaning in Windows-1252.
 */
function decodeLegacy(cells: string[], utf8: boolean): string[] | null {
  if (utf8) return cells.map((cell) => Buffer.from(cell, "latin1").toString("utf8"));
  const decoded = cells.map((cell) => WINDOWS_1252.decode(Buffer.from(cell, "latin1")));
  return decoded.some((cell) => UNDEFINED_IN_1252.test(cell)) ? null : decoded;
}

const WINDOWS_1252 = new TextDecoder("windows-1252");
/** What the decoder gives for 81 8D 8F 90 9D, which Windows-1252 does not define. */
// oxlint-disable-next-line no-control-regex
const UNDEFINED_IN_1252 = /[\u0080-\u009f]/u;

/** The record as it stood in the file: a copy, so that it does not hold its block; UTF-16 is built back. */
function encodeSlice(data: Buffer, start: number, stop: number, encoding: TextEncoding): Uint8Array {
  let end = stop;
  while (end > start && (data[end - 1] === 10 || data[end - 1] === 13)) end -= 1;
  const slice = data.subarray(start, end);
  if (encoding === "utf-16le") return Buffer.from(slice.toString("utf8"), "utf16le");
  if (encoding === "utf-16be") return Buffer.from(slice.toString("utf8"), "utf16le").swap16();
  return Buffer.from(slice);
}
