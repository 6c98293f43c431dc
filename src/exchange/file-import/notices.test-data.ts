// Files made for the tests of the readers: temporary paths, small tables, and everything a reader gives back.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { NoticeField, RawNotice } from "../../domain/notices/types.ts";
import type { FileLayout, FileRecord } from "./record.ts";
import { readRecords } from "./read-records.ts";
import { UnreadableFile } from "./unreadable-file.ts";

/** Columns of the sample tables: all those that a header may not lack. */
export const COLUMNS: readonly NoticeField[] = [
  "cod_protocollo_inps",
  "cod_fiscale",
  "cod_fiscale_richiedente",
  "cod_ruolo_beneficiario",
  "cod_stato",
  "dtt_domanda",
  "dtt_rendicontazione",
  "des_cognome",
  "des_nome",
  "dtt_nascita",
  "des_indirizzo_residenza",
  "cod_cap_residenza",
  "cod_comune_residenza",
  "des_comune_residenza",
  "des_telefono",
  "des_email",
  "data_invio",
];

export function sampleNotice(n: number, changes: RawNotice = {}): RawNotice {
  return {
    cod_protocollo_inps: `INPS-RDC-2019-${n}`,
    cod_fiscale: "RSSMRA80A01F839W",
    cod_fiscale_richiedente: "RSSMRA80A01F839W",
    cod_ruolo_beneficiario: "R",
    cod_stato: "ACC",
    dtt_domanda: "2019-04-10",
    dtt_rendicontazione: "2019-05-02",
    des_cognome: "Nicolò",
    des_nome: "María José",
    dtt_nascita: "1980-01-01",
    des_indirizzo_residenza: `Via Forìa ${n}`,
    cod_cap_residenza: "80137",
    cod_comune_residenza: "F839",
    des_comune_residenza: "Napoli",
    des_telefono: "3331234567",
    des_email: "m.rossi@example.org",
    data_invio: "2019-09-02T10:00:00.000Z",
    ...changes,
  };
}

export function cellsOf(notice: RawNotice): string[] {
  return COLUMNS.map((column) => notice[column] ?? "");
}

export type Table = readonly (readonly string[])[];

export interface Written {
  readonly encoding:
    | "utf-8"
    | "utf-8-bom"
    | "windows-1252"
    | "utf-16le"
    | "utf-16be"
    | "utf-16le-bom"
    | "utf-16be-bom";
  readonly delimiter: ";" | "," | "\t";
  readonly newline: "\r\n" | "\n" | "\r";
  readonly quoting: "needed" | "all";
  readonly sepLine?: boolean;
}

/** A table as bytes in the given dialect. */
export function csvBytes(table: Table, how: Written): Buffer {
  const lines = table.map((row) => row.map((cell) => writtenCell(cell, how)).join(how.delimiter));
  if (how.sepLine === true) lines.unshift(`sep=${how.delimiter}`);
  return encoded(lines.join(how.newline) + how.newline, how.encoding);
}

function writtenCell(cell: string, { delimiter, quoting }: Written): string {
  const needed = quoting === "all" || cell.includes(delimiter) || /["\r\n]/u.test(cell);
  return needed ? `"${cell.replaceAll('"', '""')}"` : cell;
}

export function encoded(text: string, encoding: Written["encoding"]): Buffer {
  if (encoding === "utf-8") return Buffer.from(text);
  if (encoding === "utf-8-bom") return Buffer.from(`\uFEFF${text}`);
  if (encoding === "windows-1252") return windows1252(text);
  const wide = Buffer.from(encoding.endsWith("bom") ? `\uFEFF${text}` : text, "utf16le");
  return encoding.startsWith("utf-16be") ? wide.swap16() : wide;
}

const CHARS_OF_1252 = new TextDecoder("windows-1252").decode(Uint8Array.from({ length: 256 }, (_, i) => i));

function windows1252(text: string): Buffer {
  return Buffer.from(Array.from(text, (char) => CHARS_OF_1252.indexOf(char)));
}

/** Runs with a temporary file of the given bytes. */
export async function withFile<T>(bytes: Uint8Array | string, use: (path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "convoca-test-"));
  try {
    const path = join(folder, "file");
    await writeFile(path, bytes);
    return await use(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export interface ReadBack {
  readonly records: readonly FileRecord[];
  readonly raws: readonly RawNotice[];
  readonly codes: readonly (string | null)[];
  readonly lines: readonly number[];
  readonly texts: readonly string[];
  readonly layout: FileLayout | null;
  /** Code of the `UnreadableFile` that ended the reading, if any. */
  readonly failure: string | null;
}

export async function readAll(
  input: string | AsyncIterable<Uint8Array>,
  batchSize?: number,
): Promise<ReadBack> {
  const records: FileRecord[] = [];
  const texts: string[] = [];
  let layout: FileLayout | null = null;
  let failure: string | null = null;
  try {
    for await (const batch of readRecords(input, batchSize === undefined ? {} : { batchSize })) {
      layout = batch.layout;
      for (const record of batch.records) {
        records.push(record);
        texts.push(Buffer.from(record.position.bytes()).toString("latin1"));
      }
    }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    failure = error.code;
  }
  return {
    records,
    texts,
    layout,
    failure,
    raws: records.map((record) => record.raw),
    codes: records.map((record) => record.broken?.code ?? null),
    lines: records.map((record) => record.position.line),
  };
}

export async function readBytes(bytes: Uint8Array | string): Promise<ReadBack> {
  return withFile(bytes, (path) => readAll(path));
}
