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
  const stream = client.query(copyFrom(`copy ${table} (${columns.join(", ")}) from stdin`));
  const done = finished(stream);
  // Without a handler of its own a failure between two writes would be an unhandled rejection.
  done.catch(() => undefined);
  let buffer = "";
  for (const row of rows) {
    let line = encode(row[0]);
    for (let column = 1; column < row.length; column += 1) line += `\t${encode(row[column])}`;
    buffer += `${line}\n`;
    if (buffer.length >= FLUSH_AT) {
      if (!stream.write(buffer)) await Promise.race([once(stream, "drain"), done]);
      buffer = "";
    }
  }
  stream.end(buffer);
  await done;
}
