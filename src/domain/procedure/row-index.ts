// The rows of a table, found by act and state: built once per procedure, so that deciding never goes through the whole table.

import { CITATIONS } from "../law/citation.ts";
import type { Citation, CitationKey } from "../law/citation.ts";
import type { AnyProcedure, Law, Row } from "./types.ts";

/** A row with its stable name. The words are forgotten here: who asks knows the procedure's types. */
export interface IndexedRow {
  readonly name: string;
  readonly row: Row<string, string, string, string, string>;
}

type RowsByState = ReadonlyMap<string, readonly IndexedRow[]>;

export interface RowIndex {
  /** In the order of the table. */
  readonly rows: readonly IndexedRow[];
  readonly acts: readonly string[];
  readonly byAct: ReadonlyMap<string, RowsByState>;
}

// Pure memory: a table never changes, so its index never does.
const indexes = new WeakMap<object, RowIndex>();

export function rowIndexOf(procedure: AnyProcedure): RowIndex {
  let index = indexes.get(procedure);
  if (index === undefined) {
    index = build(procedure);
    indexes.set(procedure, index);
  }
  return index;
}

function build(procedure: AnyProcedure): RowIndex {
  const byAct = new Map<string, Map<string, IndexedRow[]>>();
  const used = new Map<string, number>();
  const rows = procedure.rows.map((row): IndexedRow => {
    const plain = `${row.act}: ${row.from.join(" | ")} → ${row.to}`;
    const times = (used.get(plain) ?? 0) + 1;
    used.set(plain, times);
    return { name: times === 1 ? plain : `${plain} (${times})`, row };
  });
  for (const indexed of rows) {
    const states = byAct.get(indexed.row.act) ?? new Map<string, IndexedRow[]>();
    byAct.set(indexed.row.act, states);
    for (const state of indexed.row.from) states.set(state, [...(states.get(state) ?? []), indexed]);
  }
  return { rows, acts: Object.keys(procedure.acts), byAct };
}

/** The norms of a condition as a list. */
export function lawOfGuard(law: CitationKey | Law | undefined): readonly CitationKey[] {
  if (law === undefined) return [];
  return typeof law === "string" ? [law] : law;
}

/** The norms of a list that rule a measure; all of them when no measure is asked for, or when none of them is bound to one. */
export function lawFor(law: readonly CitationKey[], measure: string | undefined): readonly CitationKey[] {
  if (measure === undefined) return law;
  const own = law.filter((key) => rules(CITATIONS[key], measure));
  return own.length === 0 ? law : own;
}

function rules(citation: Citation, measure: string): boolean {
  return citation.measures === undefined || citation.measures.includes(measure);
}
