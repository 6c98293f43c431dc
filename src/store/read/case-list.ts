// Search and ready-made lists of an office's cases; every query runs behind the office's wall.

import type { CaseList, CaseRow } from "../../contract/cases.ts";
import { page, PAGE, readCursor } from "./query.ts";
import type { Queryable } from "./query.ts";

const BOUND_UNREACHED = `f.bound and p.reach in ('paper', 'nobody')`;
const HELD = `exists (select 1 from appointment a where a.case_id = f.id and a.state = 'held')`;
const FAILED_ONLY = `f.id in (select m.case_id from message m where m.kind = 'summons' and m.state <> 'withdrawn'
  group by m.case_id having bool_and(m.state = 'failed'))`;
const UNCERTAIN = `f.id in (select m.case_id from message m where m.state = 'uncertain')`;

/** What each list holds, as a condition on the case (f) and the person (p). */
const CONDITION: Readonly<Record<CaseList, string>> = {
  all: "true",
  "to-convene": `f.bound and not ${HELD} and not exists (select 1 from summons s where s.case_id = f.id and s.issued_at is not null)`,
  unreachable: BOUND_UNREACHED,
  "not-delivered": FAILED_ONLY,
  uncertain: UNCERTAIN,
  desk: `f.id in (select d.case_id from desk_task d where d.closed_at is null)`,
  today: `f.id in (select a.case_id from appointment a where a.state = 'held' and a.office_id = current_office()
    and a.day = (business_now() at time zone 'Europe/Rome')::date)`,
};

const FROM = `from competence c join case_file f on f.id = c.case_id join person p on p.id = f.person_id
  join benefit b on b.id = f.benefit_id`;

const COLUMNS = `f.id as "caseId", p.surname, p.name, p.tax_code as "taxCode", b.protocol, f.role, f.bound, p.reach,
  coalesce(p.domicile->>'municipalityName', p.residence->>'municipalityName') as municipality,
  (select jsonb_build_object('kind', t.kind, 'dueOn', t.due_on, 'citation', t.citation,
                             'daysLeft', t.due_on - (business_now() at time zone 'Europe/Rome')::date)
   from term t where t.case_id = f.id and t.met_at is null order by t.due_on limit 1) as term,
  (select a.starts_at from appointment a where a.case_id = f.id and a.state = 'held' limit 1) as "appointmentAt",
  (select coalesce(jsonb_agg(jsonb_build_object('kind', d.kind, 'detail', d.detail) order by d.opened_at), '[]')
   from desk_task d where d.case_id = f.id and d.closed_at is null) as pending`;

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
  const found = await db.query<Row>(
    `with listed as (
       select f.id, coalesce((select min(t.due_on) from term t where t.case_id = f.id and t.met_at is null)::text, '9999')
                    || ' ' || p.surname || ' ' || p.name as key
       ${FROM} where c.office_id = current_office() and ${CONDITION[list]}
     ), paged as (
       select id, key from listed where $1::text is null or (key, id) > ($1, $2::uuid) order by key, id limit ${PAGE + 1}
     )
     select l.key as "sortKey", ${COLUMNS} ${FROM} join paged l on l.id = f.id where c.office_id = current_office() order by l.key, f.id`,
    after ?? [null, null],
  );
  return withoutKey(page(found.rows, (row) => [row.sortKey, row.caseId]));
}

/**
 * Search by tax code, INPS protocol or name. Names: accents do not matter, typos are forgiven (trigram likeness), the most
 * alike come first.
 */
export async function searchCases(
  db: Queryable,
  text: string,
  list: CaseList,
  cursor: string | undefined,
): Promise<CasePage> {
  const after = readCursor(cursor, 2);
  const found = await db.query<Row>(
    `with asked as (select unaccent(lower($1)) as q, upper(regexp_replace($1, '\\s', '', 'g')) as code),
     scored as (
       select f.id, case
         when p.tax_code = asked.code or upper(b.protocol) = asked.code then 3
         when length(asked.code) >= 4 and (p.tax_code like asked.code || '%' or upper(b.protocol) like asked.code || '%') then 2
         when unaccent(p.search) like '%' || asked.q || '%' then 1.5
         else strict_word_similarity(asked.q, unaccent(p.search)) end as score,
         p.surname || ' ' || p.name as name_key
       ${FROM} cross join asked where c.office_id = current_office() and ${CONDITION[list]}
     ), keyed as (select id, to_char(10 - score, 'FM00.000') || ' ' || name_key as key from scored where score >= 0.45),
     paged as (
       select id, key from keyed where $2::text is null or (key, id) > ($2, $3::uuid) order by key, id limit ${PAGE + 1}
     )
     select l.key as "sortKey", ${COLUMNS} ${FROM} join paged l on l.id = f.id where c.office_id = current_office() order by l.key, f.id`,
    [text, ...(after ?? [null, null])],
  );
  return withoutKey(page(found.rows, (row) => [row.sortKey, row.caseId]));
}

function withoutKey(found: { rows: Row[]; next: string | null }): CasePage {
  return { rows: found.rows.map(({ sortKey: _, ...row }) => row as unknown as CaseRow), next: found.next };
}

/** How many cases stand in each list now. */
export async function countCases(db: Queryable): Promise<Record<CaseList, number>> {
  const counts = (Object.keys(CONDITION) as CaseList[])
    .map((list) => `count(*) filter (where ${CONDITION[list]})::int as "${list}"`)
    .join(", ");
  const found = await db.query<Record<CaseList, number>>(
    `select ${counts} from competence c join case_file f on f.id = c.case_id join person p on p.id = f.person_id
     where c.office_id = current_office()`,
  );
  return found.rows[0]!;
}
