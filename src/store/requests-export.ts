// Everything that is held on a person: every row of every table that bears one, found through the catalogue.

import type { ClientBase } from "pg";
import { PERSONAL_TABLES } from "../domain/retention/tables.ts";
import { columnsOf, fillSets, ofSets } from "./retention-sets.ts";

export type Row = Readonly<Record<string, unknown>>;

export interface HeldTable {
  readonly table: string;
  readonly title: string;
  /** In the table's own order. */
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

export interface Held {
  readonly tables: readonly HeldTable[];
  /** Tables that are not given, each with why, and with how many rows of the person's. */
  readonly withheld: readonly { readonly title: string; readonly why: string; readonly rows: number }[];
}

/** In one transaction that does not change meanwhile. What stands in the register comes with its contents, as far as they were not erased. */
export async function heldOn(client: ClientBase, personId: string): Promise<Held> {
  await fillSets(
    client,
    {
      case: "select id from case_file where person_id = $1::uuid",
      benefit: "select distinct benefit_id from case_file where person_id = $1::uuid",
      person: "select $1::uuid",
    },
    [personId],
  );
  const tables: HeldTable[] = [];
  const withheld: { title: string; why: string; rows: number }[] = [];
  // From the person down to the details: the other way round than rows are erased.
  for (const [table, rule] of Object.entries(PERSONAL_TABLES).toReversed()) {
    if (rule.given !== true) {
      const { rows } = await client.query<{ n: number }>(
        `select count(${rule.column})::int as n from ${table} where ${ofSets(rule)}`,
      );
      withheld.push({ title: rule.title, why: rule.given, rows: rows[0]?.n ?? 0 });
      continue;
    }
    const columns = (await columnsOf(client, table)).filter(
      (column) => rule.hidden?.includes(column) !== true,
    );
    const { rows } = await client.query<Row>(
      `select ${columns.join(", ")} from ${table} where ${ofSets(rule)} order by 1`,
    );
    if (rows.length > 0) tables.push({ table, title: rule.title, columns, rows: rows.map(readable) });
  }
  return { tables, withheld };
}

/** Contents of acts are JSON in a text: read, so that they are not given twice over in quotes. */
function readable(row: Row): Row {
  const { payload } = row;
  if (typeof payload !== "string") return row;
  try {
    return { ...row, payload: JSON.parse(payload) as unknown };
  } catch {
    return row;
  }
}
