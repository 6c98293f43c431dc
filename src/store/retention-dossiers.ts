// Dossiers whose time is over: which they are, and how they are erased, a few hundred at a time.

import type { ClientBase } from "pg";
import { PERSONAL_TABLES } from "../domain/retention/tables.ts";
import { fillSets, ofSets } from "./retention-sets.ts";

/** Months for each measure; those not named have `usual`. */
export interface Months {
  readonly usual: number;
  readonly byMeasure: Readonly<Record<string, number>>;
}

/** As two parameters of a statement: an object {measure: months} and the usual number. */
export function monthsValues({ usual, byMeasure }: Months): [string, number] {
  return [JSON.stringify(byMeasure), usual];
}
export const MONTHS_SQL = (measure: string): string =>
  `make_interval(months => coalesce(($1::jsonb ->> ${measure})::int, $2::int))`;

/** Acts that are no fact of the dossier: they do not make its time begin anew. */
const NOT_FACTS = "('data-erased', 'data-given', 'evidence-handed-out', 'processing-restricted', 'restriction-lifted')";

/**
 * One row for each line of benefits (a first one and those that renew it), with its last fact: of any member's notices, acts, appointments.
 * `held`: why it may not go yet, whatever the date; null when nothing holds it. $3 = today. `only`: a condition on benefit b.
 */
function linesSql(only: string): string {
  return `with recursive line as (
      select b.id, b.id as root from benefit b where b.previous_benefit_id is null and ${only}
      union all
      select b.id, l.root from benefit b join line l on b.previous_benefit_id = l.id
    ), fact as (
      select l.root, b.id, b.measure,
        greatest(b.data_as_of, max(f.data_as_of), max(a.happened_at), max(s.ends_at))::date as last_fact,
        bool_or(s.ends_at::date >= $3::date and s.state = 'held') as appointment,
        bool_or(exists (select 1 from processing_restriction r where r.person_id = f.person_id and r.ended_at is null)) as restricted,
        bool_or(exists (select 1 from subject_request q where q.person_id = f.person_id and q.state = 'open')) as asked,
        bool_or(exists (select 1 from item_term t where t.case_id = f.id and t.met_at is null and t.due_on >= $3::date)) as term,
        bool_or(exists (select 1 from message m where m.case_id = f.id and m.state in ('due', 'claimed'))) as leaving,
        count(f.id)::int as cases
      from line l join benefit b on b.id = l.id left join case_file f on f.benefit_id = b.id
      left join lateral (select happened_at from act where subject_id = f.id and kind not in ${NOT_FACTS} order by seq desc limit 1) a on true
      left join lateral (select ends_at, state from appointment p where p.case_id = f.id order by p.ends_at desc limit 1) s on true
      group by l.root, b.id
    )
    select root, max(last_fact) as last_fact, max(last_fact + ${MONTHS_SQL("measure")})::date as due_on, sum(cases)::int as cases, count(*)::int as benefits,
      (array_agg(measure order by last_fact desc))[1] as measure,
      case when bool_or(restricted) then 'restricted' when bool_or(asked) then 'asked' when bool_or(appointment) then 'appointment'
           when bool_or(term) then 'term' when bool_or(leaving) then 'leaving' end as held
    from fact group by root`;
}

export interface DueDossiers {
  readonly measure: string;
  readonly households: number;
  readonly cases: number;
  /** Last fact of the oldest one. */
  readonly oldest: string;
  /** Over, but held by this; null: would go. */
  readonly held: string | null;
}

/** How many are over, by measure and by what holds them. */
export async function countDueDossiers(
  client: ClientBase,
  months: Months,
  today: string,
): Promise<DueDossiers[]> {
  const { rows } = await client.query<DueDossiers>(
    `select measure, held, count(*)::int as households, sum(cases)::int as cases, min(last_fact) as oldest
     from (${linesSql("true")}) l where due_on <= $3::date group by measure, held order by measure, held nulls first`,
    [...monthsValues(months), today],
  );
  return rows;
}

/** Lists those that are over and free, for the connection; how many. Each is looked at again when its turn comes. */
export async function listDueDossiers(client: ClientBase, months: Months, today: string): Promise<number> {
  await client.query("drop table if exists due_dossier");
  await client.query(
    "create temp table due_dossier (place bigint generated always as identity primary key, root uuid not null)",
  );
  const { rowCount } = await client.query(
    `insert into due_dossier (root) select root from (${linesSql("true")}) l where due_on <= $3::date and held is null order by root`,
    [...monthsValues(months), today],
  );
  await client.query("analyze due_dossier");
  return rowCount ?? 0;
}

export interface ErasedCase {
  readonly caseId: string;
  readonly measure: string;
  readonly lastFact: string;
}

/**
 * Takes the listed dossiers after `after`, holds their cases, and makes the sets of all that goes with them: for those that are still over and
 * free. Gives the cases with the last place looked at; null when the list is at its end.
 */
export async function takeDueDossiers(
  client: ClientBase,
  months: Months,
  today: string,
  after: number,
  limit: number,
): Promise<{ readonly last: number; readonly cases: readonly ErasedCase[] } | null> {
  const listed = await client.query<{ place: number; root: string }>(
    "select place, root from due_dossier where place > $1 order by place limit $2",
    [after, limit],
  );
  if (listed.rows.length === 0) return null;
  const roots = listed.rows.map((row) => row.root);
  // Everyone who acts on a case holds its chain: whoever comes later finds it gone.
  await client.query(
    `with recursive line as (select id from benefit where id = any($1::uuid[])
       union all select b.id from benefit b join line l on b.previous_benefit_id = l.id)
     select 1 from chain c where c.subject_id in (select f.id from case_file f join line l on l.id = f.benefit_id) order by c.subject_id for update`,
    [roots],
  );
  await client.query(
    "create temp table going (root uuid primary key, measure text, last_fact date) on commit drop",
  );
  await client.query(
    `insert into going select root, measure, last_fact from (${linesSql("b.id = any($4::uuid[])")}) l where due_on <= $3::date and held is null`,
    [...monthsValues(months), today, roots],
  );
  await client.query(`create temp table going_benefit on commit drop as
    with recursive line as (select g.root as id, g.root from going g union all select b.id, l.root from benefit b join line l on b.previous_benefit_id = l.id)
    select id, root from line`);
  await client.query("analyze going_benefit");
  await fillSets(client, {
    case: "select f.id from case_file f join going_benefit g on g.id = f.benefit_id",
    benefit: "select id from going_benefit",
    // Whoever is in another dossier too stays there.
    person: `select distinct f.person_id as id from case_file f join going_benefit g on g.id = f.benefit_id
        where not exists (select 1 from case_file o where o.person_id = f.person_id and not exists (select 1 from going_benefit k where k.id = o.benefit_id))`,
  });
  const { rows } = await client.query<ErasedCase>(
    `select f.id as "caseId", b.measure, w.last_fact as "lastFact" from case_file f join going_benefit g on g.id = f.benefit_id
     join going w on w.root = g.root join benefit b on b.id = f.benefit_id order by f.id`,
  );
  return { last: listed.rows.at(-1)!.place, cases: rows };
}

/** What is counted of a dossier before it goes: no name, no code of health, no reason. */
export async function keepFigures(client: ClientBase): Promise<void> {
  await client.query(
    `insert into kept_figure (measure, office_id, granted_year, what, amount)
     select b.measure, coalesce(c.office_id, 'senza-sede'), extract(year from b.granted_on)::smallint, w.what, count(*)::int
     from set_case s join case_file f on f.id = s.id join benefit b on b.id = f.benefit_id left join competence c on c.case_id = f.id
     cross join lateral (
       select 'casi' as what
       union all select 'tenuti' where f.bound
       union all select distinct 'convocati' from summons m where m.case_id = f.id and m.issued_at is not null
       union all select distinct 'convocazione/' || m.state from summons m where m.case_id = f.id
       union all select i.procedure || '/' || i.state from dossier_item i where i.case_id = f.id
       union all select 'segnalazione' from report r where r.case_id = f.id and r.ended_as is null
     ) w
     group by 1, 2, 3, 4
     on conflict (measure, office_id, granted_year, what) do update set amount = kept_figure.amount + excluded.amount`,
  );
}

/** Erases the sets from every table that bears a person; gives how many rows of each. Acts stay, without their contents. */
export async function eraseSets(client: ClientBase): Promise<Record<string, number>> {
  const gone: Record<string, number> = {};
  const count = (table: string, rows: number | null): void => {
    if (rows !== null && rows > 0) gone[table] = (gone[table] ?? 0) + rows;
  };
  // Whoever goes has no row in the list of work: it is taken away with the rest, and nothing is worked out anew for it at the end.
  await client.query("select set_config('app.worklist', 'by-hand', true)");
  await client.query(`create temp table gone_contact on commit drop as
    select distinct c.value, c.kind from contact_point c join set_person p on p.id = c.person_id`);
  await client.query(`create temp table gone_code on commit drop as
    select p.tax_code from person p join set_person s on s.id = p.id`);
  for (const [table, rule] of Object.entries(PERSONAL_TABLES)) {
    if (rule.atEnd !== "deleted") continue;
    // Its children have no index towards it, for the sake of the import: they are looked through once, and not once for each row.
    const looksThrough = table === "notice";
    if (looksThrough) await client.query("set local enable_nestloop = off");
    count(table, (await client.query(`delete from ${table} where ${ofSets(rule)}`)).rowCount);
    if (looksThrough) await client.query("set local enable_nestloop = on");
  }
  count(
    "access_log",
    (
      await client.query(
        `update access_log set reason = null where reason is not null and ${ofSets(PERSONAL_TABLES["access_log"]!)}`,
      )
    ).rowCount,
  );
  count(
    "subject_request",
    (
      await client.query(`update subject_request set person_id = null, tax_code = null, note = null, extended_because = case when extended_because is null then null else 'cancellato' end,
       outcome = case when outcome is null then null else 'cancellato' end where ${ofSets(PERSONAL_TABLES["subject_request"]!)}`)
    ).rowCount,
  );
  count(
    "gateway_orphan",
    (await client.query("delete from gateway_orphan where recipient in (select value from gone_contact)"))
      .rowCount,
  );
  count(
    "rejected_row",
    (
      await client.query(`delete from rejected_row r using rejected_code k
    where k.tax_code in (select tax_code from gone_code) and (r.batch_id, r.line) = (k.batch_id, k.line)`)
    ).rowCount,
  );
  // Who shared a number with somebody who is gone shares it with one less.
  await client.query(`update contact_point c set shared_by = n.persons from (
      select o.value, o.kind, count(*)::int as persons from contact_point o where (o.value, o.kind) in (select value, kind from gone_contact) and o.current and o.usable
      group by 1, 2) n
    where (c.value, c.kind) = (n.value, n.kind) and c.current and c.usable and c.shared_by <> least(n.persons, 32000)`);
  return gone;
}

const TAX_CODE = "[A-Z]{6}[0-9LMNPQRSTUV]{2}[ABCDEHLMPRST][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]";

/** Finds once, for the connection, the tax codes that stand in rejected rows: those of an erased person go with the person. */
export async function listRejectedCodes(client: ClientBase): Promise<void> {
  await client.query("drop table if exists rejected_code");
  await client.query(`create temp table rejected_code as
    select distinct r.batch_id, r.line, m[1] as tax_code from rejected_row r, regexp_matches(upper(encode(r.bytes, 'escape')), '${TAX_CODE}', 'g') m`);
  await client.query("create index on rejected_code (tax_code)");
}

/** Tables in which nothing of an erased person may be left, and how many rows are: none of them should have any. */
export async function leftovers(client: ClientBase): Promise<Record<string, number>> {
  const left: Record<string, number> = {};
  const LIVING: Readonly<Record<string, string>> = {
    case: "case_file",
    person: "person",
    benefit: "benefit",
    message: "message",
    notice: "notice",
    document: "document",
    flag: "access_flag",
  };
  for (const [table, { of, column, atEnd }] of Object.entries(PERSONAL_TABLES)) {
    const living = LIVING[of];
    if (atEnd !== "deleted" || living === undefined || living === table) continue;
    left[table] = await countOf(
      client,
      `select count(*)::int as n from ${table} t where t.${column} is not null and not exists (select 1 from ${living} o where o.id = t.${column})`,
    );
  }
  left["person"] = await countOf(
    client,
    "select count(*)::int as n from person p where not exists (select 1 from case_file f where f.person_id = p.id)",
  );
  left["benefit"] = await countOf(
    client,
    "select count(*)::int as n from benefit b where not exists (select 1 from case_file f where f.benefit_id = b.id)",
  );
  left["act_payload"] = await countOf(
    client,
    `select count(*)::int as n from act a join act_payload p on p.act_id = a.id
    where a.subject_kind = 'case' and a.kind <> 'data-erased' and not exists (select 1 from case_file f where f.id = a.subject_id)`,
  );
  left["access_log"] = await countOf(
    client,
    `select count(*)::int as n from access_log l where l.reason is not null and l.case_id is not null
    and not exists (select 1 from case_file f where f.id = l.case_id)`,
  );
  left["subject_request"] = await countOf(
    client,
    `select count(*)::int as n from subject_request q where q.person_id is not null
    and not exists (select 1 from person p where p.id = q.person_id)`,
  );
  // Whatever stays as text: tax codes of nobody who is here, wherever they may have slipped in.
  for (const [table, text] of Object.entries(KEPT_TEXT)) {
    left[`${table}: testo`] = await countOf(
      client,
      `select count(*)::int as n from ${table} t where exists (select 1 from regexp_matches(upper(${text}), '${TAX_CODE}', 'g') m
         where not exists (select 1 from person p where p.tax_code = m[1]))`,
    );
  }
  return left;
}

/** Texts that stay when a dossier goes; who works here signs with a name of their own. */
const KEPT_TEXT: Readonly<Record<string, string>> = {
  act: "case when t.actor_role = 'citizen' then t.actor end",
  access_log: "t.reason",
  batch: "concat_ws(' ', t.name, t.error_message)",
  kept_figure: "t.what",
};

async function countOf(client: ClientBase, sql: string): Promise<number> {
  const { rows } = await client.query<{ n: number }>(sql);
  return rows[0]?.n ?? 0;
}
