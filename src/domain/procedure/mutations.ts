// Tables changed in one place: if a story does not notice one of them, a jurist's rule could be changed without anybody seeing it.

import { rowIndexOf } from "./row-index.ts";
import { ACTORS } from "./types.ts";
import type { Actor, AnyProcedure, Procedure, Row } from "./types.ts";

type AnyRow = AnyProcedure["rows"][number];

export interface Mutation<P> {
  /** What was changed, in words: shown when no story fails. */
  readonly what: string;
  readonly procedure: P;
}

/**
 * Every table that differs from this one in one place: a row leading elsewhere, a state, person, condition, term, effect
 * taken away, a person or term added, or the whole row gone.
 */
export function* mutations<
  S extends string,
  A extends string,
  G extends string,
  T extends string,
  C,
  E extends string = never,
>(procedure: Procedure<S, A, G, T, C, E>): Generator<Mutation<Procedure<S, A, G, T, C, E>>> {
  const any: AnyProcedure = procedure;
  for (const [at, { name, row }] of rowIndexOf(any).rows.entries()) {
    for (const { what, changed } of changesOf(any, row)) {
      const rows = changed === null ? any.rows.toSpliced(at, 1) : any.rows.with(at, changed);
      // The words are the table's own: only their places changed.
      yield { what: `${name}: ${what}`, procedure: { ...procedure, rows: rows as Row<S, A, G, T, E>[] } };
    }
  }
}

interface Change {
  readonly what: string;
  readonly changed: AnyRow | null;
}

function* changesOf(procedure: AnyProcedure, row: AnyRow): Generator<Change> {
  yield { what: "row gone", changed: null };
  const elsewhere = Object.keys(procedure.states).find((state) => state !== row.to);
  if (elsewhere !== undefined) yield { what: `to ${elsewhere}`, changed: { ...row, to: elsewhere } };
  yield* without("from", row.from, (from) => ({ ...row, from }));
  yield* without("by", row.by, (by) => ({ ...row, by }));
  yield* without("when", row.when, (when) => ({ ...row, when }));
  yield* without("opens", row.opens, (opens) => ({ ...row, opens }));
  yield* without("closes", row.closes, (closes) => ({ ...row, closes }));
  yield* without("effects", row.effects ?? [], (effects) => ({ ...row, effects }));
  const everybody = Object.keys(ACTORS) as Actor[];
  const stranger = everybody.find((actor) => !isAnywhere(procedure, row, actor));
  if (stranger !== undefined) yield { what: "everybody may", changed: { ...row, by: everybody } };
  const terms = Object.keys(procedure.terms);
  const opened = terms.find((term) => !row.opens.includes(term));
  if (opened !== undefined)
    yield { what: `opens ${opened} too`, changed: { ...row, opens: [...row.opens, opened] } };
  const closed = terms.find((term) => !row.closes.includes(term));
  if (closed !== undefined)
    yield { what: `closes ${closed} too`, changed: { ...row, closes: [...row.closes, closed] } };
}

/** Whether the actor may perform this act from one of these states by whatever row. */
function isAnywhere(procedure: AnyProcedure, row: AnyRow, actor: Actor): boolean {
  return procedure.rows.some(
    (other) =>
      other.act === row.act &&
      other.by.includes(actor) &&
      other.from.some((state) => row.from.includes(state)),
  );
}

function* without<X extends string>(
  field: string,
  list: readonly X[],
  change: (rest: readonly X[]) => AnyRow,
): Generator<Change> {
  for (const each of list)
    yield { what: `${field} without ${each}`, changed: change(list.filter((other) => other !== each)) };
}
