// What the seed of the browser tests shares: real tables, a few names, and rows inserted through each part's own role.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import type { Pool } from "pg";

export const REFERENCE = join(import.meta.dirname, "..", "..", "reference");
export const TODAY = "2019-10-14";
export const OFFICE = "F839C000305";
export const OTHER_OFFICE = "A509C000183";
export const DAYS = ["2019-10-14", "2019-10-15", "2019-10-16", "2019-10-17", "2019-10-18"];
export const SLOTS = [540, 570, 600, 630, 660, 690, 720, 840, 870];
export const SURNAMES = [
  "Esposito",
  "De Luca",
  "D'Angelo",
  "Niccolò",
  "Russo",
  "Coppola",
  "Iannuzzi",
  "Ferràra",
  "Amodeo",
  "Sorrentino",
];
export const NAMES = [
  "Maria",
  "Gennaro",
  "Anna",
  "Ciro",
  "Rosa",
  "Antonio",
  "Carmela",
  "José",
  "Zoë",
  "Pasquale",
];

export type Row = Record<string, string>;
export const table = async (name: string): Promise<Row[]> =>
  parse(await readFile(join(REFERENCE, name)), { columns: true, bom: true }) as Row[];

/** Inserts objects as rows, a statement for each table. */
export async function insert(
  db: Pick<Pool, "query">,
  into: string,
  rows: readonly Record<string, unknown>[],
): Promise<void> {
  const first = rows[0];
  if (first === undefined) return;
  const columns = Object.keys(first);
  await db.query(
    `insert into ${into} (${columns.join(", ")}) select ${columns.map((name) => `x.${name}`).join(", ")}
     from jsonb_populate_recordset(null::${into}, $1) x`,
    [JSON.stringify(rows)],
  );
}
