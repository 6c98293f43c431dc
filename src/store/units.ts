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
  const [counted] = await countedForEach(client, [unit]);
  return counted!;
}

/** The same of each of these units, in their order. */
export async function countedForEach(client: ClientBase, units: readonly Unit[]): Promise<ReadonlyMap<string, number>[]> {
  const { rows } = await client.query<{ at: number; counts: string; items: number }>({
    name: "units-counted",
    text: `select u.at::int as at, c.counts, c.items
     from unnest($1::text[], $2::uuid[]) with ordinality u (kind, id, at), counted_for_unit(u.kind, u.id) c`,
    values: [units.map(({ kind }) => kind), units.map(({ id }) => id)],
  });
  const counted = units.map(() => new Map<string, number>());
  for (const { at, counts, items } of rows) counted[at - 1]!.set(counts, items);
  return counted;
}
