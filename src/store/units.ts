// Queries of the unit whose breaches and exemptions a measure counts together: locked, and counted across the walls as numbers only.

import type { ClientBase } from "pg";

export type UnitKind = "household" | "person";

/** A household is named by its benefit (the first one, where breaches go on counting after a renewal), a person by their id. */
export interface Unit {
  readonly kind: UnitKind;
  readonly id: string;
}

/** Holds these units, in id order, until the end of the transaction: whoever counts after sees what was counted before. */
export async function lockUnits(client: ClientBase, units: readonly Unit[]): Promise<void> {
  const sorted = units.toSorted((a, b) => (a.kind + a.id < b.kind + b.id ? -1 : 1));
  for (const unit of sorted) await client.query("select lock_unit($1, $2)", [unit.kind, unit.id]);
}

/** How many items count for the unit, under each name they count as. */
export async function countedFor(client: ClientBase, unit: Unit): Promise<ReadonlyMap<string, number>> {
  const { rows } = await client.query<{ counts: string; items: number }>("select counts, items from counted_for_unit($1, $2)", [unit.kind, unit.id]);
  return new Map(rows.map((row) => [row.counts, row.items]));
}
