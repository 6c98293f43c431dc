// Use case: taking in reference tables. All are judged together before anything is written; then all is written at once, or nothing.

import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { PoolClient } from "pg";
import type { ReferenceRows, ReferenceTableName } from "../domain/offices/reference-tables.ts";
import { refuse } from "../domain/outcome.ts";
import type { Refusal } from "../domain/outcome.ts";
import { inTransaction } from "../store/pools.ts";
import {
  appointmentsWithoutDesk,
  businessNow,
  countInForce,
  keepTables,
  lockTables,
  tableTexts,
  writeReference,
} from "../store/reference-write.ts";
import type { StoredTable, TablePrint } from "../store/reference-write.ts";
import { appendActs, SYSTEM_SUBJECT } from "../store/register.ts";
import type { Actor, Services } from "./context.ts";
import { isTableName, judgeTables, TABLE_NAMES } from "./reference-judgement.ts";
import { IMPORT_TEXTS, refusedText } from "./reference-texts.ts";
import type { ReferenceProblem } from "./reference-texts.ts";

export { describeReference } from "./reference-texts.ts";

export interface ReferenceImportOptions {
  /** Takes the invented contacts of the offices too: never where real people are written to. */
  readonly demo?: boolean;
  /** Name of the region this node serves, as the table of municipalities writes it. */
  readonly region?: string;
}

export interface TableReport {
  readonly name: ReferenceTableName;
  readonly sha256: string;
  readonly rows: number;
  readonly state: "new" | "changed" | "unchanged" | "removed";
}

export interface ReferenceReport {
  /** False when every table was the one in force already. */
  readonly changed: boolean;
  /** The tables of the folder (and a table taken away because this is not a demo). */
  readonly tables: readonly TableReport[];
  /** CSV files of the folder that are no reference table. */
  readonly ignored: readonly string[];
  readonly offices: number;
  readonly municipalities: number;
  readonly scenarios: readonly { readonly scenario: string; readonly desks: number }[];
  /** Held appointments whose desk is not in use on their day any more. */
  readonly appointmentsWithoutDesk: number;
}

/** Tables of the same folder that are read where they are used: how long data are kept. */
const READ_ELSEWHERE: ReadonlySet<string> = new Set(["retention.csv", "map-tiles.csv"]);

/** As an `Outcome`, with every problem as data beside the refusal that lists them. */
export type ReferenceImport =
  | { readonly ok: true; readonly value: ReferenceReport }
  | { readonly ok: false; readonly refusal: Refusal; readonly problems: readonly ReferenceProblem[] };

const DEMO_TABLE = "office-contacts-demo.csv";

/**
 * Imports the tables of `folder` (some of them are enough: the others stay as they are). Refuses, with nothing written:
 * `RIFERIMENTO_CARTELLA` and `RIFERIMENTO_NESSUNA_TABELLA` for the folder, `RIFERIMENTO_RIFIUTATO` with every problem of the tables.
 * Tables that are in force already change nothing and leave no act.
 */
export async function importReference(
  services: Pick<Services, "pools">,
  folder: string,
  actor: Actor,
  options: ReferenceImportOptions = {},
): Promise<ReferenceImport> {
  const files = await readFolder(folder);
  if (!files.ok) return files;
  const given = files.tables.filter((table) => options.demo === true || table.name !== DEMO_TABLE);
  const bad = files.problems.filter((problem) => options.demo === true || problem.table !== DEMO_TABLE);
  if (bad.length > 0) return refused(bad);
  if (given.length === 0) return failed("RIFERIMENTO_NESSUNA_TABELLA", IMPORT_TEXTS.noTables(folder));
  return inTransaction(services.pools.intake, async (client) =>
    importTables(client, {
      given,
      ignored: files.ignored,
      actor,
      demo: options.demo ?? false,
      region: options.region ?? "Campania",
    }),
  );
}

interface GivenTable {
  readonly name: ReferenceTableName;
  readonly content: string;
  readonly sha256: string;
}

interface Request {
  readonly given: readonly GivenTable[];
  readonly ignored: readonly string[];
  readonly actor: Actor;
  readonly demo: boolean;
  readonly region: string;
}

async function importTables(client: PoolClient, request: Request): Promise<ReferenceImport> {
  const stored = new Map((await lockTables(client)).map((table) => [table.name, table]));
  const removed: ReferenceTableName[] = !request.demo && stored.has(DEMO_TABLE) ? [DEMO_TABLE] : [];
  const isKnown = request.given.every((table) => stored.get(table.name)?.sha256 === table.sha256);
  // Byte for byte what was judged and written before: every start comes here, and reading the tables takes half a second.
  if (isKnown && removed.length === 0) return report(client, request, reportTables(request.given, stored, null, []));
  const texts = await tableTexts(client);
  for (const table of request.given) texts.set(table.name, table.content);
  for (const name of removed) texts.delete(name);
  const judged = judgeTables(texts, request.region);
  if (!judged.ok) return refused(judged.problems);
  const tables = reportTables(request.given, stored, judged.rows, removed);
  await writeTables(client, request, judged.rows, tables, removed);
  return report(client, request, tables);
}

async function writeTables(
  client: PoolClient,
  request: Request,
  rows: ReferenceRows,
  tables: readonly TableReport[],
  removed: readonly ReferenceTableName[],
): Promise<void> {
  const changed = tables.filter((table) => table.state !== "unchanged");
  const { now, today } = await businessNow(client);
  const kept = request.given.flatMap((table): StoredTable[] =>
    changed.some((each) => each.name === table.name) ? [{ ...table, rows: rows[table.name].length }] : [],
  );
  await writeReference(client, rows, { region: request.region, today });
  await keepTables(client, kept, removed, request.actor.id);
  await appendActs(client, { id: request.actor.id, role: request.actor.role }, [
    {
      subjectId: SYSTEM_SUBJECT,
      subjectKind: "system",
      kind: "reference-imported",
      happenedAt: now,
      payload: { tables: changed, demo: request.demo, region: request.region },
    },
  ]);
}

async function report(client: PoolClient, request: Request, tables: readonly TableReport[]): Promise<ReferenceImport> {
  const { today } = await businessNow(client);
  const value: ReferenceReport = {
    changed: tables.some((table) => table.state !== "unchanged"),
    tables,
    ignored: request.ignored,
    ...(await countInForce(client, request.region, today)),
    appointmentsWithoutDesk: await appointmentsWithoutDesk(client, today),
  };
  return { ok: true, value };
}

/** `rows` null = every table is the one in force, and has the rows that it had. */
function reportTables(
  given: readonly GivenTable[],
  stored: ReadonlyMap<ReferenceTableName, TablePrint>,
  rows: ReferenceRows | null,
  removed: readonly ReferenceTableName[],
): TableReport[] {
  const reports = given.map(({ name, sha256 }): TableReport => {
    const before = stored.get(name);
    const state = before === undefined ? "new" : before.sha256 === sha256 ? "unchanged" : "changed";
    return { name, sha256, rows: rows?.[name].length ?? before?.rows ?? 0, state };
  });
  for (const name of removed) {
    const before = stored.get(name);
    if (before !== undefined)
      reports.push({ name, sha256: before.sha256, rows: before.rows, state: "removed" });
  }
  return reports;
}

type Folder =
  | {
      readonly ok: true;
      readonly tables: readonly GivenTable[];
      readonly ignored: readonly string[];
      readonly problems: readonly ReferenceProblem[];
    }
  | (ReferenceImport & { readonly ok: false });

async function readFolder(folder: string): Promise<Folder> {
  let names: string[];
  const bytes = new Map<ReferenceTableName, Buffer>();
  try {
    names = (await readdir(folder)).filter((name) => name.endsWith(".csv")).toSorted();
    for (const name of TABLE_NAMES)
      if (names.includes(name)) bytes.set(name, await readFile(join(folder, name)));
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    return failed("RIFERIMENTO_CARTELLA", IMPORT_TEXTS.noFolder(folder));
  }
  const tables: GivenTable[] = [];
  const problems: ReferenceProblem[] = [];
  for (const [name, buffer] of bytes) {
    const content = decode(buffer);
    if (content === null)
      problems.push({ code: "RIFERIMENTO_CODIFICA", message: IMPORT_TEXTS.notUtf8, table: name, line: null });
    else tables.push({ name, content, sha256: createHash("sha256").update(buffer).digest("hex") });
  }
  return { ok: true, tables, ignored: names.filter((name) => !isTableName(name) && !READ_ELSEWHERE.has(name)), problems };
}

/** Null when the bytes are not UTF-8, or hold what the database cannot keep. */
function decode(bytes: Buffer): string | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.includes("\u0000") ? null : text;
  } catch {
    return null;
  }
}

function refused(problems: readonly ReferenceProblem[]): ReferenceImport & { ok: false } {
  return { ...refuse("RIFERIMENTO_RIFIUTATO", refusedText(problems)), problems };
}

function failed(code: string, message: string): ReferenceImport & { ok: false } {
  return { ...refuse(code, message), problems: [] };
}
