// Writes the reference tables, as intake, inside one transaction: what the official tables say, put in the form that is searched.

import type { ClientBase } from "pg";
import { holidayRuleText } from "../domain/calendar/holidays.ts";
import type { ReferenceRows, ReferenceTableName } from "../domain/offices/reference-tables.ts";
import { copyInto } from "./copy.ts";
import type { CopyValue } from "./copy.ts";
import { newId } from "./ids.ts";

export interface StoredTable {
  readonly name: ReferenceTableName;
  readonly sha256: string;
  readonly rows: number;
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

/** One import at a time; gives the tables that are in force. */
export async function lockTables(client: ClientBase): Promise<readonly StoredTable[]> {
  await client.query("select pg_advisory_xact_lock($1)", [IMPORT_LOCK]);
  const { rows } = await client.query<StoredTable>("select name, sha256, rows, content from reference_table");
  return rows;
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
  await writeOffices(client, rows, options.today);
  const fill = async (
    table: string,
    columns: readonly string[],
    list: Iterable<readonly CopyValue[]>,
  ): Promise<void> => {
    await client.query(`delete from ${table}`);
    await copyInto(client, table, columns, list);
  };
  await writePlaces(fill, rows, options.region);
  await writeCompetence(fill, rows);
  await writeHours(client, fill, rows);
  await writeDesks(client, fill, rows, options.today);
}

type Fill = (
  table: string,
  columns: readonly string[],
  list: Iterable<readonly CopyValue[]>,
) => Promise<void>;

async function writeOffices(client: ClientBase, rows: ReferenceRows, today: string): Promise<void> {
  const offices = rows["offices.csv"].map((o) => ({ ...o, valid: range(o) }));
  await client.query(
    `insert into office (id, name, short_name, province, valid, source, confidence)
     select id, name, "shortName", province, valid, source, confidence
     from jsonb_to_recordset($1) as t (id text, name text, "shortName" text, province text, valid daterange, source text, confidence text)
     on conflict (id) do update set name = excluded.name, short_name = excluded.short_name, province = excluded.province,
       valid = excluded.valid, source = excluded.source, confidence = excluded.confidence`,
    [JSON.stringify(offices)],
  );
  await client.query(`update office set valid = ${ENDED} where not id = any($1::text[])`, [
    offices.map((office) => office.id),
    today,
  ]);
}

/** A validity cut before the day $2: empty if it had not begun. */
const ENDED = `case when lower(valid) < $2::date then daterange(lower(valid), least(upper(valid), $2::date)) else 'empty'::daterange end`;

async function writePlaces(fill: Fill, rows: ReferenceRows, region: string): Promise<void> {
  await fill(
    "municipality",
    ["code", "istat", "name", "province", "region", "population", "served", "source", "confidence"],
    rows["municipalities.csv"].map((m) => [
      m.code,
      m.istat,
      m.name,
      m.province,
      m.region,
      m.population,
      m.region === region,
      m.source,
      m.confidence,
    ]),
  );
  await fill(
    "place",
    [
      "code",
      "kind",
      "istat",
      "name",
      "other_name",
      "province",
      "region",
      "valid_from",
      "valid_to",
      "source",
      "confidence",
    ],
    [
      ...rows["municipalities-history.csv"].map((m) => [
        m.code,
        "municipality",
        m.istat,
        m.name,
        m.otherName,
        m.province,
        m.region,
        m.from,
        m.to,
        m.source,
        m.confidence,
      ]),
      ...rows["foreign-states.csv"].map((s) => [
        s.code,
        "state",
        s.istat,
        s.name,
        null,
        null,
        null,
        "-infinity",
        s.to,
        s.source,
        s.confidence,
      ]),
    ],
  );
  await fill(
    "municipality_successor",
    ["code", "name", "successor_code", "since", "source", "confidence"],
    rows["municipality-successors.csv"].map((s) => [
      s.code,
      s.name,
      s.successorCode,
      s.since,
      s.source,
      s.confidence,
    ]),
  );
}

async function writeCompetence(fill: Fill, rows: ReferenceRows): Promise<void> {
  const contacts = new Map(rows["office-contacts-demo.csv"].map((contact) => [contact.officeId, contact]));
  await fill(
    "office_seat",
    [
      "office_id",
      "address",
      "municipality",
      "municipality_code",
      "phone",
      "email",
      "valid",
      "source",
      "confidence",
    ],
    rows["office-seats.csv"].map((s) => [
      s.officeId,
      s.address,
      s.municipality,
      s.municipalityCode,
      contacts.get(s.officeId)?.phone,
      contacts.get(s.officeId)?.email,
      range(s),
      s.source,
      s.confidence,
    ]),
  );
  await fill(
    "basin",
    ["municipality_code", "zip", "office_id", "valid", "source", "confidence"],
    [
      ...rows["basins.csv"].map((b) => [
        b.municipalityCode,
        null,
        b.officeId,
        range(b),
        b.source,
        b.confidence,
      ]),
      ...rows["napoli-zip-offices.csv"].map((b) => [
        b.municipalityCode,
        b.zip,
        b.officeId,
        range(b),
        b.source,
        b.confidence,
      ]),
    ],
  );
}

async function writeHours(client: ClientBase, fill: Fill, rows: ReferenceRows): Promise<void> {
  await fill(
    "opening_rule",
    ["office_id", "weekday", "opens", "closes", "valid", "source", "confidence"],
    rows["opening-hours.csv"].map((r) => [
      r.officeId,
      r.weekday,
      r.opens,
      r.closes,
      range(r),
      r.source,
      r.confidence,
    ]),
  );
  await client.query("delete from closure_range where imported");
  await copyInto(
    client,
    "closure_range",
    ["id", "office_id", "days", "from_minute", "to_minute", "reason", "imported", "source", "confidence"],
    rows["office-closures.csv"].map((c) => [
      newId(),
      c.officeId,
      range(c),
      c.fromTime,
      c.toTime,
      c.reason,
      true,
      c.source,
      c.confidence,
    ]),
  );
  await fill(
    "term_suspension",
    ["measure", "days", "citation", "reason", "source", "confidence"],
    rows["term-suspensions.csv"].map((s) => [
      s.measure,
      `[${s.from},${s.to}]`,
      s.citation,
      s.reason,
      s.source,
      s.confidence,
    ]),
  );
  await fill(
    "holiday_rule",
    [
      "municipality_code",
      "office_id",
      "rule",
      "name",
      "from_year",
      "to_year",
      "closes",
      "status",
      "source",
      "confidence",
    ],
    holidayRows(rows),
  );
}

/** The national rules, and each local one for every office whose seat is or was in that town. */
function* holidayRows(rows: ReferenceRows): Generator<readonly CopyValue[]> {
  for (const h of rows["holidays-national.csv"])
    yield [
      null,
      null,
      holidayRuleText(h.rule),
      h.name,
      h.fromYear,
      h.toYear,
      true,
      null,
      h.source,
      h.confidence,
    ];
  const seats = Map.groupBy(rows["office-seats.csv"], (seat) => seat.municipalityCode);
  for (const h of rows["holidays-local.csv"]) {
    const offices = new Set((seats.get(h.municipalityCode) ?? []).map((seat) => seat.officeId));
    for (const office of offices)
      yield [
        h.municipalityCode,
        office,
        holidayRuleText(h.rule),
        h.name,
        h.fromYear,
        h.toYear,
        h.officeCloses,
        h.status,
        h.source,
        h.confidence,
      ];
  }
}

async function writeDesks(client: ClientBase, fill: Fill, rows: ReferenceRows, today: string): Promise<void> {
  await client.query("delete from desk_count");
  await fill(
    "desk_scenario",
    [
      "scenario",
      "name",
      "staff_total",
      "front_office_share",
      "free_share",
      "allocation",
      "source",
      "confidence",
    ],
    rows["desk-scenarios.csv"].map((s) => [
      s.scenario,
      s.name,
      s.staffTotal,
      s.frontOfficeShare,
      s.freeShare,
      s.allocation,
      s.source,
      s.confidence,
    ]),
  );
  await fill(
    "desk_count",
    ["office_id", "scenario", "desks", "staff", "valid", "source", "confidence"],
    rows["desks.csv"].map((d) => [
      d.officeId,
      d.scenario,
      d.desks,
      d.staff,
      range(d),
      d.source,
      d.confidence,
    ]),
  );
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
export function singleDesks(counts: ReferenceRows["desks.csv"]) {
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
