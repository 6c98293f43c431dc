// Writes the reference tables, as intake, inside one transaction: what the official tables say, put in the form that is searched.

import type { ClientBase } from "pg";
import { holidayRuleText } from "../domain/calendar/holidays.ts";
import type { ReferenceRows, ReferenceTableName } from "../domain/offices/reference-tables.ts";
import { copyInto } from "./copy.ts";
import type { CopyValue } from "./copy.ts";
import { newId } from "./ids.ts";

export interface TablePrint {
  readonly name: ReferenceTableName;
  readonly sha256: string;
  readonly rows: number;
}

export interface StoredTable extends TablePrint {
  readonly content: string;
}

export interface WritingOptions {
  /** Name of the region this node serves. */
  readonly region: string;
  /** Business day: what the new tables no longer name ends the day before. */
  readonly today: string;
}

/** Any constant will do, as long as every import asks for the same lock. */
const IMPORT_LOCK = 7_301_995;

/** One import at a time; gives the fingerprints of the tables that are in force. */
export async function lockTables(client: ClientBase): Promise<readonly TablePrint[]> {
  await client.query("select pg_advisory_xact_lock($1)", [IMPORT_LOCK]);
  const { rows } = await client.query<TablePrint>("select name, sha256, rows from reference_table");
  return rows;
}

/** The texts of the tables that are in force: some megabytes, asked for only when they are to be judged. */
export async function tableTexts(client: ClientBase): Promise<Map<ReferenceTableName, string>> {
  const { rows } = await client.query<Pick<StoredTable, "name" | "content">>("select name, content from reference_table");
  return new Map(rows.map(({ name, content }) => [name, content]));
}

/** The business day in the offices' zone, and the instant it was asked. */
export async function businessNow(
  client: ClientBase,
): Promise<{ readonly now: string; readonly today: string }> {
  const { rows } = await client.query<{ now: string; today: string }>(
    "select now, (now at time zone 'Europe/Rome')::date as today from business_now() as now",
  );
  const row = rows[0];
  if (row === undefined) throw new Error("the business clock gave no row");
  return row;
}

/** Keeps the text of the tables that changed, and one line of history for each. */
export async function keepTables(
  client: ClientBase,
  tables: readonly StoredTable[],
  removed: readonly ReferenceTableName[],
  actor: string,
): Promise<void> {
  for (const table of tables) {
    await client.query(
      `insert into reference_table (name, sha256, rows, content) values ($1, $2, $3, $4)
       on conflict (name) do update set sha256 = excluded.sha256, rows = excluded.rows, content = excluded.content, imported_at = now()`,
      [table.name, table.sha256, table.rows, table.content],
    );
    await client.query(
      "insert into reference_import (id, table_name, sha256, rows, actor) values ($1, $2, $3, $4, $5)",
      [newId(), table.name, table.sha256, table.rows, actor],
    );
  }
  await client.query("delete from reference_table where name = any($1::text[])", [removed]);
}

interface Ends {
  readonly from: string;
  readonly to?: string;
}

/** A range whose ends are both included; without `to` it is open. */
function range(ends: Ends): string {
  return `[${ends.from},${ends.to ?? ""}]`;
}

/** Puts the rows of all tables (already judged) in the place of what was there. Offices and desks keep their rows: others point at them. */
export async function writeReference(
  client: ClientBase,
  rows: ReferenceRows,
  options: WritingOptions,
): Promise<void> {
  await writeOffices(client, rows["offices.csv"], options.today);
  await writePlaces(client, rows, options.region);
  await writeCompetence(client, rows);
  await writeHours(client, rows);
  await writeHolidays(client, rows);
  await writeDesks(client, rows, options.today);
}

type Row = Readonly<Record<string, CopyValue>>;

/** Fills an empty table; column `office_id` comes from field `officeId`, and an absent field is null. */
async function fill(client: ClientBase, table: string, columns: string, rows: readonly Row[]): Promise<void> {
  const names = [...columns.split(" "), "source", "confidence"];
  const fields = names.map((name) =>
    name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
  );
  const values = rows.map((row) => fields.map((field) => row[field]));
  await copyInto(client, table, names, values);
}

/** A validity cut before the day $2: empty if it had not begun. */
const ENDED = `case when lower(valid) < $2::date then daterange(lower(valid), least(upper(valid), $2::date)) else 'empty'::daterange end`;

const dated = <T extends Ends>(row: T): T & { valid: string } => ({ ...row, valid: range(row) });

async function writeOffices(
  client: ClientBase,
  offices: ReferenceRows["offices.csv"],
  today: string,
): Promise<void> {
  await client.query(
    `insert into office (id, name, short_name, province, valid, source, confidence)
     select id, name, "shortName", province, valid, source, confidence
     from jsonb_to_recordset($1) as t (id text, name text, "shortName" text, province text, valid daterange, source text, confidence text)
     on conflict (id) do update set name = excluded.name, short_name = excluded.short_name, province = excluded.province,
       valid = excluded.valid, source = excluded.source, confidence = excluded.confidence`,
    [JSON.stringify(offices.map(dated))],
  );
  const ids = offices.map((office) => office.id);
  await client.query(`update office set valid = ${ENDED} where not id = any($1::text[])`, [ids, today]);
}

async function writePlaces(client: ClientBase, rows: ReferenceRows, region: string): Promise<void> {
  await client.query("delete from municipality");
  await client.query("delete from place");
  await client.query("delete from municipality_successor");
  const municipalities = rows["municipalities.csv"].map((row) => ({ ...row, served: row.region === region }));
  await fill(client, "municipality", "code istat name province region population served", municipalities);
  const history = rows["municipalities-history.csv"].map(({ from, to, ...row }) => ({
    ...row,
    kind: "municipality",
    validFrom: from,
    validTo: to,
  }));
  const states = rows["foreign-states.csv"].map(({ to, ...row }) => ({
    ...row,
    kind: "state",
    validFrom: "-infinity",
    validTo: to,
  }));
  const columns = "code kind istat name other_name province region valid_from valid_to";
  await fill(client, "place", columns, [...history, ...states]);
  const successors = rows["municipality-successors.csv"];
  await fill(client, "municipality_successor", "code name successor_code since", successors);
}

async function writeCompetence(client: ClientBase, rows: ReferenceRows): Promise<void> {
  await client.query("delete from office_seat");
  await client.query("delete from basin");
  const contacts = new Map(rows["office-contacts-demo.csv"].map((contact) => [contact.officeId, contact]));
  const seats = rows["office-seats.csv"].map((seat) => ({
    ...dated(seat),
    phone: contacts.get(seat.officeId)?.phone,
    email: contacts.get(seat.officeId)?.email,
  }));
  await fill(
    client,
    "office_seat",
    "office_id address municipality municipality_code phone email valid",
    seats,
  );
  const basins = [...rows["basins.csv"], ...rows["napoli-zip-offices.csv"]].map(dated);
  await fill(client, "basin", "municipality_code zip office_id valid", basins);
}

async function writeHours(client: ClientBase, rows: ReferenceRows): Promise<void> {
  await client.query("delete from opening_rule");
  await client.query("delete from closure_range where imported");
  await client.query("delete from term_suspension");
  await fill(
    client,
    "opening_rule",
    "office_id weekday opens closes valid",
    rows["opening-hours.csv"].map(dated),
  );
  const closures = rows["office-closures.csv"].map(({ fromTime, toTime, ...row }) => ({
    ...row,
    id: newId(),
    days: range(row),
    fromMinute: fromTime,
    toMinute: toTime,
    imported: true,
  }));
  await fill(client, "closure_range", "id office_id days from_minute to_minute reason imported", closures);
  const suspensions = rows["term-suspensions.csv"].map((row) => ({ ...row, days: range(row) }));
  await fill(client, "term_suspension", "measure days citation reason", suspensions);
}

/** The national rules, and each local one for every office whose seat is or was in that town. */
async function writeHolidays(client: ClientBase, rows: ReferenceRows): Promise<void> {
  await client.query("delete from holiday_rule");
  const national = rows["holidays-national.csv"].map((row) => ({
    ...row,
    rule: holidayRuleText(row.rule),
    closes: true,
  }));
  const seats = Map.groupBy(rows["office-seats.csv"], (seat) => seat.municipalityCode);
  const local = rows["holidays-local.csv"].flatMap(({ officeCloses, ...row }) => {
    const offices = new Set((seats.get(row.municipalityCode) ?? []).map((seat) => seat.officeId));
    const rule = holidayRuleText(row.rule);
    return [...offices].map((officeId) => ({ ...row, rule, officeId, closes: officeCloses }));
  });
  const columns = "municipality_code office_id rule name from_year to_year closes status";
  await fill(client, "holiday_rule", columns, [...national, ...local]);
}

async function writeDesks(client: ClientBase, rows: ReferenceRows, today: string): Promise<void> {
  await client.query("delete from desk_count");
  await client.query("delete from desk_scenario");
  const scenarios = rows["desk-scenarios.csv"];
  const columns = "scenario name staff_total front_office_share free_share allocation";
  await fill(client, "desk_scenario", columns, scenarios);
  await fill(client, "desk_count", "office_id scenario desks staff valid", rows["desks.csv"].map(dated));
  const desks = JSON.stringify(singleDesks(rows["desks.csv"]));
  const shape = `jsonb_to_recordset($1) as t ("officeId" text, scenario text, number smallint, label text, valid daterange, source text, confidence text)`;
  await client.query(
    `insert into desk (office_id, scenario, number, label, valid, source, confidence)
     select "officeId", scenario, number, label, valid, source, confidence from ${shape}
     on conflict (office_id, scenario, number) do update set valid = excluded.valid, label = excluded.label,
       source = excluded.source, confidence = excluded.confidence`,
    [desks],
  );
  await client.query(
    `update desk set valid = ${ENDED} where not exists (
       select 1 from ${shape} where t."officeId" = desk.office_id and t.scenario = desk.scenario and t.number = desk.number)`,
    [desks, today],
  );
}

/** From "so many desks, in these days" to the desks one by one, each from its first to its last day. */
function singleDesks(counts: ReferenceRows["desks.csv"]) {
  const desks = new Map<
    string,
    { from: string; to: string | undefined; count: (typeof counts)[number]; number: number }
  >();
  for (const count of counts)
    for (let number = 1; number <= count.desks; number += 1) {
      const key = `${count.officeId}/${count.scenario}/${number}`;
      const known = desks.get(key);
      if (known === undefined) desks.set(key, { from: count.from, to: count.to, count, number });
      else {
        if (count.from < known.from) known.from = count.from;
        known.to =
          known.to === undefined || count.to === undefined
            ? undefined
            : count.to > known.to
              ? count.to
              : known.to;
      }
    }
  return [...desks.values()].map(({ from, to, count, number }) => ({
    officeId: count.officeId,
    scenario: count.scenario,
    number,
    label: `Sportello ${number}`,
    valid: range(to === undefined ? { from } : { from, to }),
    source: count.source,
    confidence: count.confidence,
  }));
}

/** Held appointments from `today` on whose desk is not in use on their day any more. */
export async function appointmentsWithoutDesk(client: ClientBase, today: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*) as count from appointment a join desk d on d.id = a.desk_id
     where a.state = 'held' and a.day >= $1 and not d.valid @> a.day`,
    [today],
  );
  return rows[0]?.count ?? 0;
}

export interface InForce {
  readonly offices: number;
  readonly municipalities: number;
  readonly scenarios: readonly { readonly scenario: string; readonly desks: number }[];
}

/** What is in force from `today` on: offices, municipalities of the region, desks of each staffing in the order in which they came. */
export async function countInForce(client: ClientBase, region: string, today: string): Promise<InForce> {
  const lasting = "not isempty(valid) and (upper_inf(valid) or upper(valid) > $1::date)";
  const { rows } = await client.query<{ offices: number; municipalities: number }>(
    `select (select count(*) from office where ${lasting}) as offices, (select count(*) from municipality where region = $2) as municipalities`,
    [today, region],
  );
  const desks = await client.query<{ scenario: string; desks: number }>(
    `select scenario, count(*) as desks from desk where ${lasting} group by scenario order by min(id)`,
    [today],
  );
  return { offices: rows[0]?.offices ?? 0, municipalities: rows[0]?.municipalities ?? 0, scenarios: desks.rows };
}
