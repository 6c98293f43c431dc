// One sheet as an OpenDocument file, written while its rows come: nothing but the row at hand is held in memory.

import { Buffer } from "node:buffer";
import { pipeline, Readable } from "node:stream";
import { crc32, createDeflateRaw } from "node:zlib";
import { centralRecord, DEFLATED, descriptor, dosTimeOf, endRecord, localRecord, STORED } from "../zip/records.ts";
import type { ZipEntry } from "../zip/records.ts";

const MEDIA = "application/vnd.oasis.opendocument.spreadsheet";
const MANIFEST = `<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="${MEDIA}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`;
const SPACES =
  'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"';
/** Rows handed to the compressor in one go. */
const ROWS_AT_ONCE = 200;

interface Entry extends ZipEntry {
  readonly offset: number;
  crc: number;
  packed: number;
  size: number;
}

/** Numbers stay numbers; everything else is text, never a formula. */
export type Cell = string | number;

/**
 * The file, piece by piece.
 *
 * @param clock moment written in the archive, "2019-09-02T10:00:00"
 */
export async function* odsSheet(name: string, rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>, clock: string): AsyncGenerator<Buffer> {
  const entries: Entry[] = [];
  const dos = dosTimeOf(clock);
  let offset = 0;
  const put = (bytes: Buffer): Buffer => {
    offset += bytes.length;
    return bytes;
  };
  // The kind of file stands first, uncompressed, so that it is known by its first bytes.
  for (const [file, text] of [["mimetype", MEDIA], ["META-INF/manifest.xml", MANIFEST]] as const) {
    const bytes = Buffer.from(text, "utf8");
    const entry: Entry = { name: file, method: STORED, offset, crc: crc32(bytes), packed: bytes.length, size: bytes.length };
    entries.push(entry);
    yield put(localRecord(entry, dos));
    yield put(bytes);
  }
  const entry: Entry = { name: "content.xml", method: DEFLATED, offset, crc: 0, packed: 0, size: 0 };
  entries.push(entry);
  yield put(localRecord(entry, dos));
  for await (const piece of deflated(contentOf(name, rows), entry)) yield put(piece);
  yield put(descriptor(entry));
  const begins = offset;
  for (const one of entries) yield put(centralRecord(one, dos, one.offset));
  yield endRecord(entries.length, begins, offset - begins);
}

async function* contentOf(name: string, rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>): AsyncGenerator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?><office:document-content ${SPACES} office:version="1.3"><office:body><office:spreadsheet><table:table table:name="${escaped(name)}">`;
  let waiting: string[] = [];
  for await (const row of rows) {
    waiting.push(`<table:table-row>${row.map(cellOf).join("")}</table:table-row>`);
    if (waiting.length < ROWS_AT_ONCE) continue;
    yield waiting.join("");
    waiting = [];
  }
  yield `${waiting.join("")}</table:table></office:spreadsheet></office:body></office:document-content>`;
}

function cellOf(cell: Cell): string {
  if (typeof cell === "number") return `<table:table-cell office:value-type="float" office:value="${cell}"><text:p>${cell}</text:p></table:table-cell>`;
  if (cell === "") return "<table:table-cell/>";
  const lines = cell.split(/\r\n|\n|\r/u).map((line) => `<text:p>${escaped(line).replaceAll("  ", " <text:s/>").replaceAll("\t", "<text:tab/>")}</text:p>`);
  return `<table:table-cell office:value-type="string">${lines.join("")}</table:table-cell>`;
}

const MARKUP: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Signs that XML cannot hold are left out. */
function escaped(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  return text.toWellFormed().replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "").replaceAll(/[&<>"]/g, (sign) => MARKUP[sign]!);
}

/** Compresses at the pace of whoever reads, and counts into `entry`. A fault of whoever gives the rows is thrown here. */
async function* deflated(texts: AsyncIterable<string>, entry: Entry): AsyncGenerator<Buffer> {
  const packer = createDeflateRaw();
  pipeline(Readable.from(counted(texts, entry), { highWaterMark: 1 }), packer, () => undefined);
  for await (const piece of packer as AsyncIterable<Buffer>) {
    entry.packed += piece.length;
    yield piece;
  }
}

async function* counted(texts: AsyncIterable<string>, entry: Entry): AsyncGenerator<Buffer> {
  for await (const text of texts) {
    const bytes = Buffer.from(text, "utf8");
    entry.crc = crc32(bytes, entry.crc);
    entry.size += bytes.length;
    yield bytes;
  }
}
