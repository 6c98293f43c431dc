// The rows of a person, or of many dossiers at once: from a few identifiers to every table that bears a person.

import type { ClientBase } from "pg";
import { LOOSE_TABLES, NEUTRAL_TABLES, PERSONAL_TABLES, STAFF_TABLES } from "../domain/retention/tables.ts";
import type { Owner, PersonalTable } from "../domain/retention/tables.ts";

/** Tables of identifiers, for the length of a transaction: what `rowsOf` looks them up in. */
const SETS: Readonly<Record<Owner, string>> = {
  person: "set_person",
  case: "set_case",
  benefit: "set_benefit",
  message: "set_message",
  notice: "set_notice",
  document: "set_document",
  act: "set_act",
  flag: "set_flag",
  access: "set_access",
  unit: "set_unit",
};

const FOLLOWING: readonly (readonly [Owner, string])[] = [
  ["message", "select m.id from message m join set_case c on c.id = m.case_id"],
  ["notice", "select n.id from notice n join set_case c on c.id = n.case_id"],
  ["document", "select d.id from document d join set_case c on c.id = d.case_id"],
  ["act", "select a.id from act a join set_case c on c.id = a.subject_id"],
  ["flag", "select f.id from access_flag f join set_case c on c.id = f.case_id"],
  ["access", "select l.id from access_log l join set_case c on c.id = l.case_id"],
  ["unit", "select id from set_benefit union select id from set_person"],
];

/** Queries that give the `id` of each first set; all of them take the same values. */
export interface FirstSets {
  readonly case: string;
  readonly benefit: string;
  readonly person: string;
}

/** Fills the sets, for this transaction, from the cases, benefits and persons that the queries give; the others follow from these. */
export async function fillSets(client: ClientBase, first: FirstSets, values: unknown[] = []): Promise<void> {
  const fill = async (owner: Owner, query: string, given: unknown[]): Promise<void> => {
    await client.query(
      `create temp table ${SETS[owner]} (id ${owner === "access" ? "bigint" : "uuid"} primary key) on commit drop`,
    );
    await client.query(`insert into ${SETS[owner]} ${query}`, given);
    await client.query(`analyze ${SETS[owner]}`);
  };
  for (const owner of ["case", "benefit", "person"] as const) await fill(owner, first[owner], values);
  for (const [owner, query] of FOLLOWING) await fill(owner, query, []);
}

/** The condition that a row of `table` is of the sets. */
export function ofSets({ of, column }: PersonalTable): string {
  return `${column} in (select id from ${SETS[of]})`;
}

/** Tables of the database that no list names: a new table must say whether it bears a person before anything is given or erased. */
export async function unlistedTables(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c where c.relnamespace = 'convoca'::regnamespace and c.relkind in ('r', 'p') order by 1`,
  );
  const listed = new Set([
    ...Object.keys(PERSONAL_TABLES),
    ...Object.keys(LOOSE_TABLES),
    ...STAFF_TABLES,
    ...NEUTRAL_TABLES,
  ]);
  return rows.map((row) => row.name).filter((name) => !listed.has(name));
}

/** Columns of a table, in its own order. */
export async function columnsOf(client: ClientBase, table: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = format('convoca.%I', $1::text)::regclass and attnum > 0 and not attisdropped order by attnum`,
    [table],
  );
  return rows.map((row) => row.name);
}
