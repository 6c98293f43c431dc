// Bulk rows into a table by COPY: the only way in for more than a handful of rows.

import { once } from "node:events";
import { finished } from "node:stream/promises";
import type { ClientBase } from "pg";
import { from as copyFrom } from "pg-copy-streams";

export type CopyValue = string | number | boolean | null | undefined | Uint8Array;

const SPECIAL = /[\\\n\r\t]/;
const SPECIAL_ALL = /[\\\n\r\t]/g;
const ESCAPES: Record<string, string> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };
const FLUSH_AT = 256 * 1024;

function encode(value: CopyValue): string {
  if (value === null || value === undefined) return "\\N";
  if (typeof value === "string") return SPECIAL.test(value) ? value.replace(SPECIAL_ALL, (char) => ESCAPES[char]!) : value;
  if (typeof value === "number") return String(value);
  if (typeof value === "boolean") return value ? "t" : "f";
  return `\\\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("hex")}`;
}

/** One row in the form in which it travels: far smaller than the objects it was made of, and outside the program's heap. */
export function packRow(row: readonly CopyValue[]): Buffer {
  return Buffer.from(`${lineOf(row)}\n`);
}

function lineOf(row: readonly CopyValue[]): string {
  return row.map(encode).join("\t");
}

/**
 * Copies `rows` into `table (columns)`. The target must have no row-level security for the current role: walls refuse
 * COPY, so walled tables are filled from a temporary one by INSERT … SELECT.
 */
export async function copyInto(
  client: ClientBase,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly CopyValue[]>,
): Promise<void> {
  await copyBlocks(client, table, columns, textBlocks(rows));
}

/** As `copyInto`, with packed rows, each after the number of its place: the table's first column. */
export async function copyNumbered(
  client: ClientBase,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly [place: number, packed: Buffer]>,
): Promise<void> {
  await copyBlocks(client, table, columns, packedBlocks(rows));
}

function* textBlocks(rows: Iterable<readonly CopyValue[]>): Generator<string> {
  let block = "";
  for (const row of rows) {
    block += `${lineOf(row)}\n`;
    if (block.length < FLUSH_AT) continue;
    yield block;
    block = "";
  }
  yield block;
}

function* packedBlocks(rows: Iterable<readonly [number, Buffer]>): Generator<Buffer> {
  let pieces: Buffer[] = [];
  let length = 0;
  for (const [place, packed] of rows) {
    pieces.push(Buffer.from(`${place}\t`), packed);
    length += packed.length;
    if (length < FLUSH_AT) continue;
    yield Buffer.concat(pieces);
    pieces = [];
    length = 0;
  }
  yield Buffer.concat(pieces);
}

async function copyBlocks(client: ClientBase, table: string, columns: readonly string[], blocks: Iterable<string | Buffer>): Promise<void> {
  const stream = client.query(copyFrom(`copy ${table} (${columns.join(", ")}) from stdin`));
  const done = finished(stream);
  // Without a handler of its own a failure between two writes would be an unhandled rejection.
  done.catch(() => undefined);
  for (const block of blocks) {
    if (!stream.write(block)) await Promise.race([once(stream, "drain"), done]);
  }
  stream.end();
  await done;
}
