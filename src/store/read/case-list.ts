// Search and ready-made lists of an office's cases; every query runs behind the office's wall.

import type { CaseList, CaseRow } from "../../contract/cases.ts";
import { page, PAGE, readCursor } from "./query.ts";
import type { Queryable } from "./query.ts";
import type { SearchWay } from "./worklist-search.ts";

/** What each list holds, as a condition on the access row (c), the case (f) and the person (p). */
const CONDITION: Readonly<Record<CaseList, string>> = {
  all: "true",
  "to-convene": `f.bound and not exists (select 1 from appointment a where a.case_id = f.id and a.state = 'held')
    and not exists (select 1 from summons s where s.case_id = f.id and s.issued_at is not null)`,
  unreachable: `f.bound and p.reach in ('pec', 'paper', 'nobody') and told_way(b.measure, p.reach, p.postal) is null`,
  "not-delivered": `c.case_id in (select m.case_id from message m where m.kind = 'summons' and m.trouble = 'failed')
    and not exists (select 1 from message m where m.case_id = c.case_id and m.kind = 'summons' and m.state not in ('failed', 'withdrawn'))`,
  uncertain: `c.case_id in (select m.case_id from message m where m.trouble = 'uncertain')`,
  desk: `c.case_id in (select d.case_id from desk_task d where d.closed_at is null)`,
  today: `c.case_id in (select a.case_id from appointment a where a.state = 'held' and a.office_id = current_office()
    and a.day = (business_now() at time zone 'Europe/Rome')::date)`,
};
const CASE = "join case_file f on f.id = c.case_id";
/** The tables that a condition reads beside the access row: the others are looked up for the rows shown only. */
const READS: Readonly<Partial<Record<CaseList, string>>> = {
  "to-convene": CASE,
  unreachable: `${CASE} join person p on p.id = f.person_id join benefit b on b.id = f.benefit_id`,
};

/** The office's access rows that stand in a list. */
function inList(list: CaseList): { readonly from: string; readonly where: string } {
  return {
    from: `from competence c ${READS[list] ?? ""}`,
    where: `c.office_id = current_office() and ${CONDITION[list]}`,
  };
}

const COLUMNS = `f.id as "caseId", p.surname, p.name, p.tax_code as "taxCode", b.protocol, f.role, f.bound, p.reach,
  coalesce(p.domicile->>'municipalityName', p.residence->>'municipalityName') as municipality,
  (select jsonb_build_object('kind', t.kind, 'dueOn', t.due_on, 'citation', t.citation,
                             'daysLeft', t.due_on - (business_now() at time zone 'Europe/Rome')::date)
   from term t where t.case_id = f.id and t.kind = 'T2' and t.met_at is null order by t.due_on limit 1) as term,
  (select a.starts_at from appointment a where a.case_id = f.id and a.state = 'held' limit 1) as "appointmentAt",
  (select coalesce(jsonb_agg(jsonb_build_object('kind', d.kind, 'detail', d.detail) order by d.opened_at), '[]')
   from desk_task d where d.case_id = f.id and d.closed_at is null) as pending`;

/** The rows of `shown` (id, key), whole, in its order. */
const SHOWN = `select l.key as "sortKey", ${COLUMNS}
  from shown l join case_file f on f.id = l.id join person p on p.id = f.person_id join benefit b on b.id = f.benefit_id
  order by l.key, f.id`;

type Row = CaseRow & { sortKey: string } & Record<string, unknown>;
export interface CasePage {
  readonly rows: CaseRow[];
  readonly next: string | null;
}

/** One page of a ready-made list, in the order of the nearest open term, then by name. */
export async function listCases(
  db: Queryable,
  list: CaseList,
  cursor: string | undefined,
): Promise<CasePage> {
  const after = readCursor(cursor, 2);
  const { from, where } = inList(list);
  const found = await db.query<Row>(
    `with listed as (
       select c.case_id as id, coalesce(due.day::text, '9999') || ' ' || c.search_key as key
       ${from} left join (select t.case_id, min(t.due_on) as day from term t where t.kind = 'T2' and t.met_at is null group by t.case_id) due
         on due.case_id = c.case_id
       where ${where}
     ), shown as (
       select id, key from listed where $1::text is null or (key, id) > ($1, $2::uuid) order by key, id limit ${PAGE + 1}
     ) ${SHOWN}`,
    after ?? [null, null],
  );
  const paged = page(found.rows, (row) => [row.sortKey, row.caseId]);
  return { rows: paged.rows.map(withoutKey), next: paged.next };
}

/** How many cases stand in each list now. */
export async function countCases(db: Queryable): Promise<Record<CaseList, number>> {
  const found = await db.query<Record<CaseList, number>>("select * from case_counts()");
  return found.rows[0]!;
}

/**
 * One page of the cases of a list that `ways` find, the first way that finds anyone: the others are then not asked. The cursor
 * says which way the page before was found by.
 */
export async function pageOfSearch(
  db: Queryable,
  ways: readonly SearchWay[],
  list: CaseList,
  cursor: string | undefined,
): Promise<CasePage> {
  const after = readCursor(cursor, 3);
  for (const way of ways) {
    if (after !== null && way.name !== after[0]) continue;
    const { from, where } = inList(list);
    const found = await db.query<Row>(
      `with found as (select c.case_id as id, ${way.key} || ' ' || c.search_key as key ${from} where ${where} and ${way.where}),
       shown as (
         select id, key from found where $3::text is null and ($1::text is null or (key, id) > ($1, $2::uuid)) order by key, id limit ${PAGE + 1}
       ) ${SHOWN}`,
      // A way's own values begin with the fourth.
      [...(after?.slice(1) ?? [null, null]), null, ...way.values],
    );
    if (found.rows.length === 0) continue;
    const paged = page(found.rows, (row) => [way.name, row.sortKey, row.caseId]);
    return { rows: paged.rows.map(withoutKey), next: paged.next };
  }
  return { rows: [], next: null };
}

function withoutKey({ sortKey: _, ...row }: Row): CaseRow {
  return row as unknown as CaseRow;
}
