// What the cohort needs to know of Campania, read from the reference/ folder: offices, basins, places with their lives, shares.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import type { IsoDate } from "../../domain/notices/types.ts";
import type { Shares } from "./calibration.ts";
import { sharesFrom } from "./calibration.ts";
import type { Weighted } from "./random.ts";
import { weigh } from "./random.ts";

export interface CohortMunicipality {
  readonly code: string;
  readonly name: string;
  readonly province: string;
}

export interface CohortOffice {
  readonly id: string;
  readonly province: string;
  /** Weight among the offices: the office's households in the full cohort. */
  readonly households: number;
  readonly municipalities: Weighted<CohortMunicipality>;
  /** The office's own postal codes, where one municipality is shared by several offices (Napoli); otherwise empty. */
  readonly zips: readonly string[];
}

/** A stretch of days in which a place existed; both ends included, `to` empty while it exists. */
export interface Life {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

export interface SuppressedMunicipality extends CohortMunicipality {
  readonly successor: string;
  readonly lastDay: IsoDate;
}

export interface CohortReference {
  /** In the order of the table: the order of the files. */
  readonly offices: readonly CohortOffice[];
  readonly municipalities: ReadonlyMap<string, CohortMunicipality>;
  readonly lives: ReadonlyMap<string, readonly Life[]>;
  /** Campania's municipalities that ended in living memory, for births. */
  readonly suppressedForBirth: readonly SuppressedMunicipality[];
  /** By code of the municipality of today: those it took the place of. */
  readonly predecessors: ReadonlyMap<string, readonly SuppressedMunicipality[]>;
  /** `to` is empty while the State exists. */
  readonly states: ReadonlyMap<string, { readonly name: string; readonly to: IsoDate }>;
  readonly shares: Shares;
}

type Row = Readonly<Record<string, string>>;

const LIVING_MEMORY: IsoDate = "1955-01-01";

/**
 * Reads the tables of the reference folder as they stand on a day.
 * @throws Error when a table or a column is missing, or an office of the cohort has no municipality.
 */
export function loadCohortReference(folder: string, on: IsoDate = "2019-09-02"): CohortReference {
  const table = (name: string) => readTable(join(folder, `${name}.csv`));
  const municipalities = new Map<string, CohortMunicipality>();
  const population = new Map<string, number>();
  for (const row of table("municipalities")) {
    const code = cell(row, "code");
    municipalities.set(code, {
      code,
      name: cell(row, "name").toUpperCase(),
      province: cell(row, "province"),
    });
    population.set(code, Number(row["population_2011"] ?? 0));
  }
  const history = table("municipalities-history");
  const successors = suppressed(table("municipality-successors"), history);
  return {
    offices: offices(
      table("cohort-by-office"),
      table("basins"),
      table("napoli-zip-offices"),
      on,
      municipalities,
      population,
    ),
    municipalities,
    lives: livesOf(history),
    suppressedForBirth: successors.filter((each) => each.lastDay >= LIVING_MEMORY),
    predecessors: Map.groupBy(successors, (each) => each.successor),
    states: new Map(
      table("foreign-states").map((row) => [
        cell(row, "code"),
        { name: cell(row, "name"), to: row["to"] ?? "" },
      ]),
    ),
    shares: loadShares(folder),
  };
}

/** The shares alone: who only simulates the networks need not read every place of Italy. */
export function loadShares(folder: string): Shares {
  const rows = readTable(join(folder, "cohort-parameters.csv"));
  return sharesFrom(new Map(rows.map((row) => [cell(row, "key"), cell(row, "value")])));
}

function readTable(path: string): Row[] {
  return parse(readFileSync(path), { columns: true, bom: true, skip_empty_lines: true });
}

function cell(row: Row, column: string): string {
  const value = row[column];
  if (value === undefined) throw new Error(`reference table without the column ${column}`);
  return value;
}

function inForce(row: Row, on: IsoDate): boolean {
  const to = row["to"] ?? "";
  return (row["from"] ?? "") <= on && (to === "" || on <= to);
}

function offices(
  cohort: readonly Row[],
  basins: readonly Row[],
  zips: readonly Row[],
  on: IsoDate,
  municipalities: ReadonlyMap<string, CohortMunicipality>,
  population: ReadonlyMap<string, number>,
): CohortOffice[] {
  const members = Map.groupBy(
    basins.filter((row) => inForce(row, on)),
    (row) => cell(row, "office_id"),
  );
  const zipRows = Map.groupBy(
    zips.filter((row) => inForce(row, on)),
    (row) => cell(row, "office_id"),
  );
  return cohort.map((row) => {
    const id = cell(row, "office_id");
    const shared = zipRows.get(id) ?? [];
    const codes = new Set(
      [...(members.get(id) ?? []), ...shared].map((each) => cell(each, "municipality_code")),
    );
    const weights = [...codes].map((code) => {
      const municipality = municipalities.get(code);
      if (municipality === undefined)
        throw new Error(`office ${id}: municipality ${code} is not in municipalities.csv`);
      return [municipality, Math.max(1, population.get(code) ?? 0)] as const;
    });
    if (weights.length === 0) throw new Error(`office ${id} has no municipality on ${on}`);
    return {
      id,
      province: cell(row, "province"),
      households: Number(cell(row, "households")),
      municipalities: weigh(weights),
      zips: shared.map((each) => cell(each, "zip")),
    };
  });
}

function livesOf(history: readonly Row[]): Map<string, Life[]> {
  const lives = new Map<string, Life[]>();
  for (const row of history) {
    if (row["region"] !== "Campania") continue;
    const code = cell(row, "code");
    const life = { from: cell(row, "from"), to: cell(row, "to") };
    const known = lives.get(code);
    if (known === undefined) lives.set(code, [life]);
    else known.push(life);
  }
  return lives;
}

function suppressed(successors: readonly Row[], history: readonly Row[]): SuppressedMunicipality[] {
  const last = new Map<string, Row>();
  for (const row of history) {
    const code = cell(row, "code");
    if ((last.get(code)?.["from"] ?? "") <= cell(row, "from")) last.set(code, row);
  }
  return successors.map((row) => {
    const code = cell(row, "code");
    return {
      code,
      name: cell(row, "name").toUpperCase(),
      province: last.get(code)?.["province"] ?? "",
      successor: cell(row, "successor_code"),
      lastDay: last.get(code)?.["to"] ?? "",
    };
  });
}
