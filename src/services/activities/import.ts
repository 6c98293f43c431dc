// Use case: the catalogue from a file. Every row is judged before anything is written; then all is written at once, or nothing.

import { CsvError, parse } from "csv-parse/sync";
import type { PoolClient } from "pg";
import { romeDay } from "../../domain/calendar/rome-time.ts";
import { readEdition } from "../../store/activity-catalogue.ts";
import { canonicalJson } from "../../store/register.ts";
import type { Actor, Services } from "../context.ts";
import { addIn, CatalogueRefused, changeIn, judgedEdition, onCatalogue } from "./catalogue.ts";
import type { CatalogueOutcome } from "./catalogue.ts";
import { COLUMNS, editionOfRow } from "./import-columns.ts";
import type { CatalogueRow } from "./import-columns.ts";
import { CATALOGUE_TEXTS } from "./texts.ts";
import type { Edition } from "../../domain/activities/edition.ts";

const MOST_ROWS = 1000;

export interface ImportedRow {
  readonly line: number;
  readonly id: string;
  readonly title: string;
  readonly what: "new" | "changed" | "same" | "wrong";
  readonly problems: readonly string[];
}

export type ImportOutcome =
  | { readonly ok: true; readonly value: { readonly message: string; readonly done: boolean; readonly rows: readonly ImportedRow[] } }
  | Extract<CatalogueOutcome, { readonly ok: false }>;

interface FileRow {
  readonly row: CatalogueRow;
  readonly line: number;
}

interface Judged extends ImportedRow {
  readonly edition: Edition;
}

/**
 * Without `confirm` it only says what would happen, row by row. With it, writes when no row is wrong: new editions enter, changed ones
 * change from today. Refusals: FILE_ILLEGGIBILE for what is no table of the catalogue.
 */
export async function importCatalogue(services: Services, content: string, confirm: boolean, actor: Actor): Promise<ImportOutcome> {
  let rows: readonly Judged[] = [];
  const outcome = await onCatalogue(services, async (client, now) => {
    rows = await judgeRows(client, tableOf(content));
    const wrong = rows.filter(({ what }) => what === "wrong").length;
    const [added, changed] = [count(rows, "new"), count(rows, "changed")];
    if (wrong > 0) return CATALOGUE_TEXTS.hasErrors(wrong);
    if (!confirm) return CATALOGUE_TEXTS.checked(added, changed, count(rows, "same"));
    for (const { what, edition } of rows) {
      if (what === "new") await addIn(client, edition, actor, now);
      if (what === "changed") await changeIn(client, { edition, fromOn: romeDay(now), because: CATALOGUE_TEXTS.importReason }, actor, now);
    }
    return CATALOGUE_TEXTS.imported(added, changed);
  });
  if (!outcome.ok) return outcome;
  const done = confirm && count(rows, "wrong") === 0;
  return { ok: true, value: { message: outcome.value.message, done, rows: rows.map(({ edition: _, ...row }) => row) } };
}

function count(rows: readonly ImportedRow[], what: ImportedRow["what"]): number {
  return rows.filter((row) => row.what === what).length;
}

/** The rows under their titles, whichever of the two signs divides them. */
function tableOf(content: string): readonly FileRow[] {
  const first = content.slice(0, content.indexOf("\n") === -1 ? undefined : content.indexOf("\n"));
  const delimiter = first.split(";").length >= first.split(",").length ? ";" : ",";
  try {
    const rows = parse<{ record: CatalogueRow; info: { lines: number } }>(content, {
      bom: true, delimiter, trim: true, info: true, skip_empty_lines: true,
      columns: (header: readonly string[]) => header.map((title) => columnOf(title, header)),
    });
    if (rows.length === 0) throw unreadable(CATALOGUE_TEXTS.empty);
    if (rows.length > MOST_ROWS) throw unreadable(CATALOGUE_TEXTS.tooMany);
    return rows.map(({ record, info }) => ({ row: record, line: info.lines }));
  } catch (error) {
    if (error instanceof CsvError) throw unreadable(CATALOGUE_TEXTS.notATable);
    throw error;
  }
}

function columnOf(title: string, header: readonly string[]): string {
  const names = header.map((each) => each.trim().toLowerCase());
  const missing = COLUMNS.find(({ name, needed }) => needed && !names.includes(name));
  if (missing !== undefined) throw unreadable(CATALOGUE_TEXTS.columnMissing(missing.name));
  const name = title.trim().toLowerCase();
  if (!COLUMNS.some((column) => column.name === name)) throw unreadable(CATALOGUE_TEXTS.columnUnknown(title));
  return name;
}

function unreadable(message: string): CatalogueRefused {
  return new CatalogueRefused("FILE_ILLEGGIBILE", message, [{ field: "content", message }]);
}

async function judgeRows(client: PoolClient, rows: readonly FileRow[]): Promise<Judged[]> {
  const seen = new Set<string>();
  const judged: Judged[] = [];
  for (const { row, line } of rows) {
    const read = editionOfRow(row);
    const { resolved, problems } = await judgedEdition(client, read.edition);
    const isTwice = seen.has(resolved.id);
    seen.add(resolved.id);
    const told = [
      ...read.problems,
      ...problems.filter(({ field }) => !read.fields.has(field)).map(({ field, message }) => CATALOGUE_TEXTS.wrongIn(titleOf(field), message)),
      ...(isTwice ? [CATALOGUE_TEXTS.twice] : []),
    ];
    const stored = told.length > 0 ? null : await readEdition(client, resolved.id);
    const what = told.length > 0 ? "wrong" : stored === null ? "new" : isSame(stored, resolved) ? "same" : "changed";
    judged.push({ line, id: resolved.id, title: resolved.title, what, problems: told, edition: resolved });
  }
  return judged;
}

function isSame(stored: Edition, given: Edition): boolean {
  return canonicalJson(stored) === canonicalJson({ ...given, closedOn: stored.closedOn, closedBecause: stored.closedBecause });
}

function titleOf(field: string): string {
  return COLUMNS.find((column) => column.field === field)?.name ?? field;
}

