// What every reader gives: notices in batches, each with its place in the file, and the layout of the file.

import type { NoticeField, RawNotice, RecordPosition, Rejection } from "../../domain/notices/types.ts";
import { RECORD_TEXTS } from "./texts.ts";
import type { BrokenCode } from "./texts.ts";

export type FileFormat = "csv" | "xlsx" | "ods" | "jsonl" | "xml";
export type TextEncoding = "utf-8" | "windows-1252" | "utf-16le" | "utf-16be";

/**
 * How a file was written: plain data, to be stored with the batch, so that the bytes of a rejected record can be
 * cut into cells again (`recordCells`). `columns` are the names as written; for JSON Lines and XML, the official ones.
 */
export interface FileLayout {
  readonly format: FileFormat;
  /** Of `RecordPosition.bytes`. */
  readonly encoding: TextEncoding;
  readonly delimiter: string;
  readonly columns: readonly string[];
  readonly fields: readonly (NoticeField | null)[];
}

export interface FileRecord {
  readonly raw: RawNotice;
  readonly position: RecordPosition;
  /** Set when the record could not be read as a notice; `raw` is then empty. */
  readonly broken?: Rejection;
}

export interface RecordBatch {
  readonly records: readonly FileRecord[];
  /** Bytes of the file consumed so far (of `stat().size`), for progress. */
  readonly bytesRead: number;
  readonly layout: FileLayout;
}

/** A record that cannot be read, with its stable code and what to do. */
export function brokenRecord(position: RecordPosition, code: BrokenCode): FileRecord {
  return { raw: {}, position, broken: { field: null, code, message: RECORD_TEXTS[code] } };
}

/** Groups what a reader pushes in batches of about `size` records. */
export class Batcher {
  readonly #size: number;
  #records: FileRecord[] = [];

  constructor(size: number) {
    this.#size = size;
  }

  push(record: FileRecord): void {
    this.#records.push(record);
  }

  get full(): boolean {
    return this.#records.length >= this.#size;
  }

  get empty(): boolean {
    return this.#records.length === 0;
  }

  take(bytesRead: number, layout: FileLayout): RecordBatch {
    const records = this.#records;
    this.#records = [];
    return { records, bytesRead, layout };
  }
}
