// Reads the text of the reference tables and judges them all together, before anything is written.

import { CsvError, parse } from "csv-parse/sync";
import { CITATIONS } from "../domain/law/citation.ts";
import { checkBasins } from "../domain/offices/basins.ts";
import type { BasinProblem } from "../domain/offices/basins.ts";
import { checkReference } from "../domain/offices/reference-check.ts";
import { REFERENCE_TABLES } from "../domain/offices/reference-tables.ts";
import type { ReferenceRows, ReferenceTableName } from "../domain/offices/reference-tables.ts";
import { basinProblemText } from "../domain/offices/texts.ts";
import { IMPORT_TEXTS } from "./reference-texts.ts";
import type { ReferenceProblem } from "./reference-texts.ts";

export function isTableName(name: string): name is ReferenceTableName {
  return Object.hasOwn(REFERENCE_TABLES, name);
}

export const TABLE_NAMES = Object.keys(REFERENCE_TABLES).filter(isTableName);

/** Without these nobody could be routed, seated or written to. The others may be absent: then they have no rows. */
const NEEDED: readonly ReferenceTableName[] = [
  "sources.csv",
  "offices.csv",
  "office-seats.csv",
  "municipalities.csv",
  "municipalities-history.csv",
  "foreign-states.csv",
  "basins.csv",
  "holidays-national.csv",
  "opening-hours.csv",
  "desk-scenarios.csv",
  "desks.csv",
];

/** First day on which everyone must have an office: the measures begin in 2019, and what the tables say of earlier years is history. */
const SERVED_FROM = "2019-01-01";

export type Judgement =
  | { readonly ok: true; readonly rows: ReferenceRows }
  | { readonly ok: false; readonly problems: readonly ReferenceProblem[] };

type Lines = Readonly<Record<string, readonly number[]>>;

/** Judges the texts of the tables as one whole: first each by itself, then (when all can be read) each against the others. */
export function judgeTables(texts: ReadonlyMap<ReferenceTableName, string>, region: string): Judgement {
  const problems: ReferenceProblem[] = [];
  const rows: Record<string, readonly unknown[]> = {};
  const lines: Record<string, readonly number[]> = {};
  for (const name of TABLE_NAMES) {
    const text = texts.get(name);
    if (text === undefined && NEEDED.includes(name))
      problems.push(problem("RIFERIMENTO_TABELLA_MANCANTE", IMPORT_TEXTS.missingTable, name));
    const table = text === undefined ? { rows: [], lines: [], problems: [] } : readTable(name, text);
    if (text !== undefined && table.rows.length === 0 && table.problems.length === 0 && NEEDED.includes(name))
      problems.push(problem("RIFERIMENTO_TABELLA_VUOTA", IMPORT_TEXTS.emptyTable, name));
    problems.push(...table.problems);
    rows[name] = table.rows;
    lines[name] = table.lines;
  }
  if (problems.length > 0) return { ok: false, problems };
  // Every table was read by its own reader.
  const whole = rows as unknown as ReferenceRows;
  const together = [...checkTogether(whole, lines, region)];
  return together.length > 0 ? { ok: false, problems: together } : { ok: true, rows: whole };
}

function problem(code: string, message: string, table: string, line: number | null = null): ReferenceProblem {
  return { code, message, table, line };
}

interface ReadTable {
  readonly rows: readonly unknown[];
  /** Line of the file on which each row ends. */
  readonly lines: readonly number[];
  readonly problems: readonly ReferenceProblem[];
}

interface RecordWithLine {
  readonly record: Record<string, string>;
  readonly info: { readonly lines: number };
}

function readTable(name: ReferenceTableName, text: string): ReadTable {
  const columns = columnsOf(name);
  let headerProblems: ReferenceProblem[] = [];
  let records: readonly RecordWithLine[];
  try {
    records = parse(text, {
      bom: true,
      info: true,
      skip_empty_lines: true,
      columns: (header: string[]) => {
        const names = header.map((cell) => cell.trim());
        headerProblems = checkHeader(name, names, columns);
        return names;
      },
    }) as unknown as RecordWithLine[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error["lines"] === "number" ? error["lines"] : null;
    return { rows: [], lines: [], problems: [problem("RIFERIMENTO_CSV", IMPORT_TEXTS.notCsv, name, line)] };
  }
  if (headerProblems.length > 0) return { rows: [], lines: [], problems: headerProblems };
  const lines = records.map((each) => each.info.lines);
  const parsed = REFERENCE_TABLES[name](records.map((each) => each.record));
  const problems = parsed.refusals.map((refusal) =>
    problem(
      refusal.code,
      `colonna «${refusal.column}»: ${refusal.message}`,
      name,
      lines[refusal.line - 1] ?? null,
    ),
  );
  return { rows: parsed.rows, lines, problems };
}

interface TableColumns {
  readonly all: ReadonlySet<string>;
  readonly required: ReadonlySet<string>;
}

/** The reader itself says which columns it looks for (all those it touches) and which must be there (it refuses them empty). */
function columnsOf(name: ReferenceTableName): TableColumns {
  const all = new Set<string>();
  const empty = new Proxy<Record<string, string>>({}, { get: (_, column) => void all.add(String(column)) });
  const { refusals } = REFERENCE_TABLES[name]([empty]);
  return { all, required: new Set(refusals.map((refusal) => refusal.column)) };
}

function checkHeader(table: string, header: readonly string[], columns: TableColumns): ReferenceProblem[] {
  const problems: ReferenceProblem[] = [];
  const bad = (message: string): void =>
    void problems.push(problem("RIFERIMENTO_COLONNA", message, table, 1));
  for (const column of columns.required)
    if (!header.includes(column)) bad(IMPORT_TEXTS.missingColumn(column));
  for (const [index, column] of header.entries()) {
    if (!columns.all.has(column)) bad(IMPORT_TEXTS.unknownColumn(column));
    else if (header.indexOf(column) !== index) bad(IMPORT_TEXTS.doubledColumn(column));
  }
  return problems;
}

function* checkTogether(rows: ReferenceRows, lines: Lines, region: string): Generator<ReferenceProblem> {
  const served = rows["municipalities.csv"].filter((row) => row.region === region);
  if (served.length === 0)
    yield problem("RIFERIMENTO_REGIONE", IMPORT_TEXTS.noMunicipality(region), "municipalities.csv");
  const interval = { from: SERVED_FROM };
  const found = new Set<string>();
  for (const { table, code, message } of checkReference(rows, region, interval)) {
    found.add(table);
    // Told below one by one, each with its line.
    if (code !== "BACINI_INCOMPLETI") yield problem(code, message, table);
  }
  const basins = checkBasins(
    { basins: rows["basins.csv"], zipBasins: rows["napoli-zip-offices.csv"], offices: rows["offices.csv"] },
    served,
    interval,
  );
  if (!basins.ok) for (const each of basins.problems) yield basinProblem(each, rows, lines);
  yield* checkPointers(rows, lines);
  if (!found.has("office-seats.csv"))
    yield* overlaps("office-seats.csv", rows["office-seats.csv"], lines, (row) => row.officeId);
  if (basins.ok) {
    yield* overlaps("basins.csv", rows["basins.csv"], lines, (row) => row.municipalityCode);
    yield* overlaps(
      "napoli-zip-offices.csv",
      rows["napoli-zip-offices.csv"],
      lines,
      (row) => `${row.municipalityCode} ${row.zip}`,
    );
  }
  if (!found.has("desks.csv"))
    yield* overlaps("desks.csv", rows["desks.csv"], lines, (row) => `${row.officeId}, ${row.scenario}`);
}

const BASIN_CODES: Readonly<Record<BasinProblem["kind"], string>> = {
  uncovered: "BACINO_SENZA_UFFICIO",
  doubled: "BACINO_CON_PIU_UFFICI",
  "office-not-valid": "BACINO_UFFICIO_NON_VALIDO",
  "unknown-municipality": "BACINO_COMUNE_SCONOSCIUTO",
};

/** A problem of competence, on the last line that names the municipality (or the postal code) in the table it comes from. */
function basinProblem(found: BasinProblem, rows: ReferenceRows, lines: Lines): ReferenceProblem {
  const zips = rows["napoli-zip-offices.csv"].findLastIndex(
    (row) =>
      row.municipalityCode === found.municipalityCode && (found.zip === undefined || row.zip === found.zip),
  );
  const whole = rows["basins.csv"].findLastIndex((row) => row.municipalityCode === found.municipalityCode);
  const table = found.zip !== undefined || (whole < 0 && zips >= 0) ? "napoli-zip-offices.csv" : "basins.csv";
  const line = lines[table]?.[table === "basins.csv" ? whole : zips] ?? null;
  return problem(BASIN_CODES[found.kind], basinProblemText(found), table, line);
}

/** Names of norms, scenarios and municipalities that some table must know. */
function* checkPointers(rows: ReferenceRows, lines: Lines): Generator<ReferenceProblem> {
  for (const [index, row] of rows["term-suspensions.csv"].entries())
    if (!(row.citation in CITATIONS)) {
      const line = lines["term-suspensions.csv"]?.[index] ?? null;
      yield problem(
        "RIFERIMENTO_NORMA",
        IMPORT_TEXTS.unknownCitation(row.citation),
        "term-suspensions.csv",
        line,
      );
    }
  const scenarios = new Set(rows["desk-scenarios.csv"].map((row) => row.scenario));
  for (const [index, row] of rows["desks.csv"].entries())
    if (!scenarios.has(row.scenario)) {
      const line = lines["desks.csv"]?.[index] ?? null;
      yield problem("RIFERIMENTO_SCENARIO", IMPORT_TEXTS.unknownScenario(row.scenario), "desks.csv", line);
    }
  const municipalities = new Set(rows["municipalities.csv"].map((row) => row.code));
  for (const table of ["office-seats.csv", "holidays-local.csv"] as const)
    for (const [index, row] of rows[table].entries())
      if (!municipalities.has(row.municipalityCode)) {
        const line = lines[table]?.[index] ?? null;
        yield problem(
          "RIFERIMENTO_COMUNE",
          IMPORT_TEXTS.unknownMunicipality(row.municipalityCode),
          table,
          line,
        );
      }
}

/** Rows with one key that share a day: the database would refuse them, also for years that no other check looks at. */
function* overlaps<T extends { readonly from: string; readonly to?: string }>(
  table: string,
  rows: readonly T[],
  lines: Lines,
  keyOf: (row: T) => string,
): Generator<ReferenceProblem> {
  const placed = rows.map((row, index) => ({ row, line: lines[table]?.[index] ?? index + 2 }));
  for (const [key, list] of Map.groupBy(placed, (each) => keyOf(each.row))) {
    let last: (typeof placed)[number] | undefined;
    for (const each of list.toSorted((a, b) =>
      a.row.from < b.row.from ? -1 : a.row.from > b.row.from ? 1 : 0,
    )) {
      if (last !== undefined && (last.row.to === undefined || each.row.from <= last.row.to))
        yield problem("RIFERIMENTO_SOVRAPPOSTO", IMPORT_TEXTS.overlap(key, last.line), table, each.line);
      // The row that reaches furthest is the one the next may overlap.
      if (
        last === undefined ||
        each.row.to === undefined ||
        (last.row.to !== undefined && each.row.to > last.row.to)
      )
        last = each;
    }
  }
}
