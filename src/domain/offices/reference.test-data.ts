// Reads the project's reference files for the tests of this folder.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { REFERENCE_TABLES, type ReferenceRows } from "./reference-tables.ts";

export const REFERENCE = new URL("../../../reference/", import.meta.url);

export function readRows(file: string): Record<string, string>[] {
  return parse<Record<string, string>>(readFileSync(new URL(file, REFERENCE)), { columns: true });
}

/** All tables, typed; a refusal anywhere fails the test that asks for them. */
export function loadReference(): ReferenceRows {
  const tables = Object.entries(REFERENCE_TABLES).map(([file, read]) => {
    const parsed = read(readRows(file));
    assert.deepEqual(parsed.refusals, [], file);
    return [file, parsed.rows] as const;
  });
  return Object.fromEntries(tables) as unknown as ReferenceRows;
}
