// Notices from JSON Lines: one object a line, with the official names or what people write for them.

import { isUtf8 } from "node:buffer";
import { fieldOfColumn } from "../../domain/notices/columns.ts";
import { NOTICE_FIELDS } from "../../domain/notices/types.ts";
import type { NoticeField, RawNotice, RecordPosition } from "../../domain/notices/types.ts";
import type { FileLayout, FileRecord, RecordBatch } from "./record.ts";
import { Batcher, brokenRecord } from "./record.ts";
import { readBlocks } from "./source.ts";
import { setField } from "./table.ts";
import type { BrokenCode } from "./texts.ts";
import { unreadable } from "./unreadable-file.ts";

const MAX_LINE_BYTES = 1024 * 1024;
const MAX_NAMES = 1000;
const REPLACEMENT = Buffer.from("\uFFFD");

/** Layout of every JSON Lines file: cells of a rejected record are laid out by the official names. */
export const JSONL_LAYOUT: FileLayout = {
  format: "jsonl",
  encoding: "utf-8",
  delimiter: ";",
  columns: NOTICE_FIELDS,
  fields: NOTICE_FIELDS,
};

/** Throws `UnreadableFile` when the file has no lines, or a line is beyond all measure. */
export async function* readJsonl(path: string, batchSize: number): AsyncGenerator<RecordBatch> {
  const batch = new Batcher(batchSize);
  const reader = new JsonLineReader();
  let bytesRead = 0;
  let any = false;
  for await (const line of readLines(path, (count) => (bytesRead += count))) {
    if (isBlankLine(line.bytes)) continue;
    any = true;
    batch.push(reader.read(line.bytes, line.number));
    if (batch.full) yield batch.take(bytesRead, JSONL_LAYOUT);
  }
  if (!any) throw unreadable("FILE_VUOTO");
  if (!batch.empty) yield batch.take(bytesRead, JSONL_LAYOUT);
}

async function* readLines(
  path: string,
  onBytes: (count: number) => void,
): AsyncGenerator<{ bytes: Buffer; number: number }> {
  let pending: Buffer = Buffer.alloc(0);
  let number = 0;
  for await (const block of readBlocks(path)) {
    onBytes(block.length);
    const data = pending.length > 0 ? Buffer.concat([pending, block]) : block;
    let at = 0;
    for (let end = data.indexOf(10); end >= 0; end = data.indexOf(10, at)) {
      yield { bytes: data.subarray(at, end), number: ++number };
      at = end + 1;
    }
    pending = data.subarray(at);
    if (pending.length > MAX_LINE_BYTES) throw unreadable("RIGA_TROPPO_LUNGA");
  }
  if (pending.length > 0) yield { bytes: pending, number: ++number };
}

function isBlankLine(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 32 || byte === 9 || byte === 13);
}

/** Reads lines; the names met so far are remembered, so that each is recognised once. */
class JsonLineReader {
  readonly #names = new Map<string, NoticeField | null>();

  read(line: Buffer, number: number): FileRecord {
    const position: RecordPosition = { line: number, bytes: () => Buffer.from(line) };
    if (!isUtf8(line) || line.includes(REPLACEMENT)) return brokenRecord(position, "TESTO_ILLEGGIBILE");
    const raw = this.parse(line.toString("utf8"));
    return typeof raw === "string" ? brokenRecord(position, raw) : { raw, position };
  }

  /** The notice of one line, or the code of what is wrong with it. */
  parse(text: string): RawNotice | BrokenCode {
    const object = parseObject(text);
    if (!object) return "JSON_NON_VALIDO";
    const names = Object.keys(object);
    if (names.some((name) => !this.#names.has(name))) this.#learn(names);
    const raw: RawNotice = {};
    let known = 0;
    for (const name of names) {
      const field = this.#names.get(name);
      if (field == null) continue;
      known += 1;
      const value = object[name];
      if (typeof value === "object" && value !== null) return "JSON_VALORE_COMPOSTO";
      const written = valueText(value);
      if (written !== "") setField(raw, field, written);
    }
    return known === 0 ? "JSON_CAMPI_SCONOSCIUTI" : raw;
  }

  #learn(names: readonly string[]): void {
    // A hostile file may invent names without end.
    if (this.#names.size > MAX_NAMES) this.#names.clear();
    for (const name of names) if (!this.#names.has(name)) this.#names.set(name, fieldOfColumn(name));
  }
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

function valueText(value: unknown): string {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}

/** The notice written in one line of JSON, or null: for laying a rejected record out again. */
export function noticeOfJsonLine(text: string): RawNotice | null {
  const raw = new JsonLineReader().parse(text);
  return typeof raw === "string" ? null : raw;
}
