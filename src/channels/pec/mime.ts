// The little of MIME that receipts need, on the bytes as they came: fields, parts, transfer encodings. Bounded, whatever is thrown at it.

import { Buffer } from "node:buffer";

/** Field names in lower case, in the order in which they came. */
export type Fields = ReadonlyMap<string, readonly string[]>;

/** A message or a part of one: its fields, and its body as it travels. */
export interface Entity {
  readonly fields: Fields;
  readonly body: Buffer;
}

export interface MediaType {
  /** "text/plain", in lower case. */
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
}

const MOST_HEADER_BYTES = 64 * 1024;
const MOST_FIELDS = 400;
const MOST_PARTS = 40;
const LONGEST_BOUNDARY = 200;
const PLAIN: MediaType = { type: "text/plain", parameters: new Map() };

/** The entity that these bytes are; null when its fields have no end within bounds. */
export function readEntity(bytes: Buffer): Entity | null {
  const head = bytes.subarray(0, MOST_HEADER_BYTES);
  const [end, width] = headerEnd(head);
  if (end < 0) return null;
  const fields = readFields(head.toString("latin1", 0, end));
  return fields === null ? null : { fields, body: bytes.subarray(end + width) };
}

/** Where the fields end, and how many bytes part them from the body. */
function headerEnd(head: Buffer): readonly [number, number] {
  if (head.subarray(0, 2).toString("latin1") === "\r\n") return [0, 2];
  const crlf = head.indexOf("\r\n\r\n");
  const lf = head.indexOf("\n\n");
  if (crlf >= 0 && (lf < 0 || crlf < lf)) return [crlf, 4];
  return lf >= 0 ? [lf, 2] : [-1, 0];
}

function readFields(text: string): Fields | null {
  const fields = new Map<string, string[]>();
  const lines = text.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/);
  if (lines.length > MOST_FIELDS) return null;
  for (const line of lines) {
    const colon = line.indexOf(":");
    if (colon <= 0) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    const known = fields.get(name);
    if (known === undefined) fields.set(name, [line.slice(colon + 1).trim()]);
    else known.push(line.slice(colon + 1).trim());
  }
  return fields;
}

/** The one value of a field; null when there is none, or more than one, of which nobody knows which to believe. */
export function only({ fields }: Entity, name: string): string | null {
  const values = fields.get(name);
  return values?.length === 1 ? values[0]! : null;
}

export function mediaType(entity: Entity): MediaType {
  const value = only(entity, "content-type");
  if (value === null) return PLAIN;
  const type = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+/.exec(value)?.[0];
  if (type === undefined) return PLAIN;
  return { type: type.toLowerCase(), parameters: readParameters(value.slice(type.length)) };
}

function readParameters(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const match of text.slice(0, 2_000).matchAll(/;\s*([\w*.-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]+))/g)) {
    const name = match[1]!.toLowerCase();
    if (!found.has(name)) found.set(name, match[2]?.replace(/\\(.)/g, "$1") ?? match[3] ?? "");
  }
  return found;
}

/** The name of an attached file, in lower case; "" for none. */
export function fileName(entity: Entity): string {
  const disposition = only(entity, "content-disposition");
  const named = disposition === null ? undefined : readParameters(disposition.replace(/^[^;]*/, "")).get("filename");
  return (named ?? mediaType(entity).parameters.get("name") ?? "").toLowerCase();
}

/**
 * The parts of a multipart body, byte by byte: the line end before a boundary belongs to the boundary. Null when there is no
 * boundary, or too many parts.
 */
export function partsOf(entity: Entity): Buffer[] | null {
  const boundary = mediaType(entity).parameters.get("boundary") ?? "";
  if (boundary === "" || boundary.length > LONGEST_BOUNDARY) return null;
  const mark = Buffer.from(`--${boundary}`, "latin1");
  const { body } = entity;
  const parts: Buffer[] = [];
  let start = -1;
  for (let at = lineStart(body, mark, 0); at >= 0; at = lineStart(body, mark, at + mark.length)) {
    const after = at + mark.length;
    const isLast = body.toString("latin1", after, after + 2) === "--";
    const lineEnd = body.indexOf(0x0a, after);
    // The longer boundary of a part inside may begin with this one.
    if (!isLast && !/^[ \t]*\r?$/.test(body.toString("latin1", after, Math.min(lineEnd < 0 ? body.length : lineEnd, after + 100)))) continue;
    if (start >= 0) parts.push(body.subarray(start, Math.max(start, beforeLineEnd(body, at))));
    if (isLast || lineEnd < 0) return parts;
    if (parts.length >= MOST_PARTS) return null;
    start = lineEnd + 1;
  }
  // No closing boundary: it was cut on the way.
  return null;
}

function lineStart(body: Buffer, mark: Buffer, from: number): number {
  for (let at = body.indexOf(mark, from); at >= 0; at = body.indexOf(mark, at + 1)) if (at === 0 || body[at - 1] === 0x0a) return at;
  return -1;
}

function beforeLineEnd(body: Buffer, at: number): number {
  return body[at - 2] === 0x0d ? at - 2 : at - 1;
}

/** The body without its transfer encoding. */
export function decoded(entity: Entity): Buffer {
  const encoding = (only(entity, "content-transfer-encoding") ?? "7bit").toLowerCase();
  if (encoding === "base64") return Buffer.from(entity.body.toString("latin1"), "base64");
  if (encoding === "quoted-printable") return fromQuotedPrintable(entity.body.toString("latin1"));
  return entity.body;
}

function fromQuotedPrintable(text: string): Buffer {
  const joined = text.replace(/[ \t]+(?=\r?\n|$)/g, "").replace(/=\r?\n/g, "");
  return Buffer.from(joined.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), "latin1");
}

/** The one address in a field like `From`; null when it holds none that can be told. */
export function addressIn(value: string | null): string | null {
  if (value === null || value.length > 1_000) return null;
  const angled = /<([^<>\s]+@[^<>\s]+)>\s*$/.exec(value)?.[1];
  const bare = /^[^<>\s,;:"]+@[^<>\s,;:"]+$/.exec(value.trim())?.[0];
  return angled ?? bare ?? null;
}

/** Unstructured text of a field for people to read: encoded words opened as far as they are UTF-8 or Latin-1, nothing unprintable, short. */
export function fieldText(value: string | null, longest = 200): string {
  const text = (value ?? "").slice(0, 2_000).replace(/\?=\s+=\?/g, "?==?").replace(/=\?([\w-]+)\?([bqBQ])\?([^?]*)\?=/g, (whole, charset: string, how: string, data: string) => {
    const name = charset.toLowerCase();
    if (!["utf-8", "iso-8859-1", "iso-8859-15", "windows-1252", "us-ascii"].includes(name)) return whole;
    const bytes = how.toLowerCase() === "b" ? Buffer.from(data, "base64") : fromQuotedPrintable(data.replaceAll("_", " "));
    return bytes.toString(name === "utf-8" ? "utf8" : "latin1");
  });
  // oxlint-disable-next-line no-control-regex
  return text.toWellFormed().replaceAll(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, " ").replaceAll(/ {2,}/g, " ").trim().slice(0, longest);
}
