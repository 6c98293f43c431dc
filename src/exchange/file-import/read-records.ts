// The door of every file of notices: recognises the format from the content and gives records in batches.

import { CsvReader } from "./csv.ts";
import type { Dialect } from "./dialect.ts";
import { detectDialect, detectEncoding } from "./dialect.ts";
import { readJsonl } from "./jsonl.ts";
import { readOdsRows } from "./ods.ts";
import type { FileFormat, FileLayout, RecordBatch } from "./record.ts";
import { Batcher } from "./record.ts";
import { readSheets } from "./sheets.ts";
import { localFile, readBlocks, readSample } from "./source.ts";
import type { Header } from "./table.ts";
import { findHeader, rowReader } from "./table.ts";
import { unreadable, UnreadableFile } from "./unreadable-file.ts";
import { readXlsxRows } from "./xlsx.ts";
import { readXmlNotices, xmlEncoding } from "./xml-notices.ts";
import { openZip } from "./zip.ts";

export interface ReadOptions {
  /** Records per batch, about. */
  readonly batchSize?: number;
}

/** Few, for the same reason for which blocks are small (`readBlocks`). */
const DEFAULT_BATCH = 20;
/** Some thirty rows. */
const CSV_BLOCK_BYTES = 8 * 1024;

/**
 * Reads a file of notices, of any of the formats and dialects, with flat memory whatever its size. A stream is first
 * put in a temporary file, removed at the end. Records that cannot be read come out as `broken`; `bytes` of a position
 * are to be asked for before the next batch.
 * Throws `UnreadableFile` (stable code, Italian sentence) when the file itself cannot be read: before the first batch,
 * or after the records that were complete when the damage comes later (FOGLIO_DANNEGGIATO, RIGA_TROPPO_LUNGA).
 */
export async function* readRecords(
  input: string | AsyncIterable<Uint8Array>,
  options: ReadOptions = {},
): AsyncGenerator<RecordBatch> {
  await using file = await localFile(input);
  const batchSize = options.batchSize ?? DEFAULT_BATCH;
  const { format, sample, whole } = await recognise(file.path);
  let bytesRead = 0;
  const count = (bytes: number): void => {
    bytesRead += bytes;
  };
  switch (format) {
    case "xlsx":
      yield* readSheets("xlsx", readXlsxRows(file.path, count), batchSize, () => bytesRead);
      break;
    case "ods":
      yield* readSheets("ods", readOdsRows(file.path, count), batchSize, () => bytesRead);
      break;
    case "xml":
      yield* readXmlNotices(file.path, xmlEncoding(sample), batchSize);
      break;
    case "jsonl":
      yield* readJsonl(file.path, batchSize);
      break;
    case "csv":
      yield* readCsv(file.path, sample, whole, batchSize);
      break;
  }
}

/** The format of a file, from its content, and the start it was told by. Throws `UnreadableFile` for what is none of ours. */
async function recognise(path: string): Promise<{ format: FileFormat; sample: Buffer; whole: boolean }> {
  const { bytes: sample, whole } = await readSample(path);
  if (sample.length === 0) throw unreadable("FILE_VUOTO");
  if (sample[0] === 0x50 && sample[1] === 0x4b && (sample[2] === 3 || sample[2] === 5))
    return { format: await archiveFormat(path), sample, whole };
  refuseKnownStrangers(sample);
  const first = firstCharacter(sample);
  if (first === "<") {
    if (/<(?:!doctype\s+html|html|table|body)[\s>]/iu.test(plainText(sample).slice(0, 2000)))
      throw unreadable("FILE_HTML");
    return { format: "xml", sample, whole };
  }
  if (first === "[") throw unreadable("FILE_JSON_UNICO");
  if (first === "{") return { format: "jsonl", sample, whole };
  return { format: "csv", sample, whole };
}

async function archiveFormat(path: string): Promise<"xlsx" | "ods"> {
  const { entries } = await openZip(path);
  if (entries.has("[Content_Types].xml") || entries.has("xl/workbook.xml")) return "xlsx";
  if (entries.has("content.xml") && entries.has("mimetype")) return "ods";
  throw unreadable("FILE_COMPRESSO");
}

const OLE2 = Buffer.from("d0cf11e0a1b11ae1", "hex");
/** Name of the stream in which Office puts a protected workbook. */
const ENCRYPTED_STREAM = Buffer.from("EncryptedPackage", "utf16le");

function refuseKnownStrangers(sample: Buffer): void {
  const text = sample.subarray(0, 8).toString("latin1");
  if (sample.subarray(0, 8).equals(OLE2)) {
    throw unreadable(sample.includes(ENCRYPTED_STREAM) ? "FOGLIO_CIFRATO" : "FOGLIO_VECCHIO");
  }
  if (text.startsWith("%PDF")) throw unreadable("FILE_PDF");
  if (text.startsWith("{\\rtf")) throw unreadable("FILE_RTF");
  const archive =
    (sample[0] === 0x1f && sample[1] === 0x8b) || text.startsWith("7z\xbc\xaf") || text.startsWith("Rar!");
  if (archive) throw unreadable("FILE_COMPRESSO");
}

/** The beginning as plain characters, whatever the encoding: enough to recognise marks, not to read values. */
function plainText(sample: Buffer): string {
  return sample
    .toString("latin1")
    .replaceAll("\0", "")
    .replace(/^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/u, "");
}

function firstCharacter(sample: Buffer): string {
  return plainText(sample).trimStart().slice(0, 1);
}

async function* readCsv(
  path: string,
  sample: Buffer,
  whole: boolean,
  batchSize: number,
): AsyncGenerator<RecordBatch> {
  const encoding = await detectEncoding(path, sample);
  const dialect = detectDialect(new TextDecoder(encoding.encoding).decode(sample), encoding);
  const header = headerOf(sample, whole, dialect);
  const { columns, fields } = header;
  const layout: FileLayout = {
    format: "csv",
    encoding: dialect.encoding,
    delimiter: dialect.delimiter,
    columns,
    fields,
  };
  const reader = new CsvReader(dialect, columns.length);
  const toRecord = rowReader(header, false);
  const batch = new Batcher(batchSize);
  let bytesRead = 0;
  let any = false;
  const take = (rows: ReturnType<CsvReader["push"]>): void => {
    for (const row of rows) {
      if (row.line <= header.line) continue;
      batch.push(toRecord(row));
      any = true;
    }
  };
  for await (const block of readBlocks(path, CSV_BLOCK_BYTES)) {
    bytesRead += block.length;
    take(reader.push(block));
    if (batch.full) yield batch.take(bytesRead, layout);
  }
  take(reader.finish());
  if (!any) throw unreadable("FILE_SENZA_RIGHE");
  if (!batch.empty) yield batch.take(bytesRead, layout);
}

/** Looks for the header in the first rows of the sample. */
function headerOf(sample: Buffer, whole: boolean, dialect: Dialect): Header {
  const reader = new CsvReader(dialect, null);
  const rows = reader.push(sample);
  if (whole) rows.push(...reader.finish());
  if (rows.length === 0) throw unreadable(whole ? "FILE_VUOTO" : "INTESTAZIONE_ASSENTE");
  const header = findHeader(rows);
  if (header instanceof UnreadableFile) throw header;
  return header;
}
