// The access log: a person's page is written one by one with its why, a list with how many persons it showed; and who reads it.

import { page, PAGE, readCursor } from "./query.ts";
import type { Queryable } from "./query.ts";

export interface Access {
  readonly actor: string;
  readonly role: string;
  readonly office: string | null;
  readonly action: string;
  readonly caseId?: string;
  readonly hits?: number;
  /** In words, where somebody wrote them. */
  readonly reason?: string;
  /** The kind of the reason and what was at hand. */
  readonly reasonKind?: string;
  readonly reasonOf?: string | null;
}

/** Writes one access. For whom a substitute stood in is worked out here, from the substitutions of the day. */
export async function logAccess(db: Queryable, access: Access): Promise<void> {
  await db.query(
    `insert into access_log (business_at, actor, actor_role, office_id, case_id, action, hits, reason, reason_kind, reason_of, on_behalf_of)
     select now, $1, $2, $3, $4, $5, $6, $7, $8, $9,
            standing_in_for($1, case $2 when 'clerk' then 'day-sheet-clerk' else $2 end, $3, (now at time zone 'Europe/Rome')::date)
     from business_now() now`,
    [
      access.actor,
      access.role,
      access.office,
      access.caseId ?? null,
      access.action,
      access.hits ?? 1,
      access.reason ?? null,
      access.reasonKind ?? null,
      access.reasonOf ?? null,
    ],
  );
}

/** The reason of the actor's last opening of the page, and the one chosen since; null when the actor has not opened it. */
export async function lastVisit(
  db: Queryable,
  actor: string,
  caseId: string,
): Promise<{ readonly reasonKind: string; readonly given: string | null } | null> {
  const { rows } = await db.query<{ reasonKind: string; given: string | null }>(
    `select v.reason_kind as "reasonKind",
            (select g.reason_kind from access_log g where g.actor = $1 and g.case_id = $2 and g.action = 'person-reason'
               and g.at > v.at - interval '30 minutes' order by g.id desc limit 1) as given
     from access_log v where v.actor = $1 and v.case_id = $2 and v.action = 'person-page' and v.reason_kind is not null
     order by v.id desc limit 1`,
    [actor, caseId],
  );
  return rows[0] ?? null;
}

export interface LoggedAccess {
  readonly id: number;
  readonly at: string;
  readonly actor: string;
  readonly role: string;
  readonly onBehalfOf: string | null;
  readonly officeId: string | null;
  readonly office: string | null;
  readonly action: string;
  readonly hits: number;
  readonly reasonKind: string | null;
  readonly reason: string | null;
}
type Loose<T> = T & Record<string, unknown>;
export type AccessPage<T> = { rows: T[]; next: string | null };

const COLUMNS = `l.id, l.business_at as at, l.actor, l.actor_role as role, l.on_behalf_of as "onBehalfOf", l.office_id as "officeId",
  (select o.short_name from office o where o.id = l.office_id) as office, l.action, l.hits, l.reason_kind as "reasonKind", l.reason`;

/** Who has seen a person, the last first: behind the walls of whoever asks. */
export async function listPersonAccesses(
  db: Queryable,
  caseId: string,
  cursor: string | undefined,
): Promise<AccessPage<LoggedAccess>> {
  const [before] = readCursor(cursor, 1) ?? [null];
  const { rows } = await db.query<Loose<LoggedAccess>>(
    `select ${COLUMNS} from access_log l where l.case_id = $1 and ($2::bigint is null or l.id < $2) order by l.id desc limit ${PAGE + 1}`,
    [caseId, before],
  );
  return page(rows, (row) => [row.id]);
}

export interface AccessFilters {
  /** Words of a name, or a tax code. */
  readonly person?: string | undefined;
  readonly caseId?: string | undefined;
  readonly user?: string | undefined;
  readonly office?: string | undefined;
  readonly day?: string | undefined;
  readonly cursor?: string | undefined;
}

export interface AuditedAccess extends LoggedAccess {
  readonly caseId: string | null;
  readonly surname: string | null;
  readonly name: string | null;
  readonly flagged: boolean;
}

/** Namesakes looked through for one search: more are asked to be told apart by the tax code. */
const MOST_NAMESAKES = 500;

/** The whole log through its filters, the last first: for the auditor's role only. */
export async function listAccesses(db: Queryable, filters: AccessFilters): Promise<AccessPage<AuditedAccess>> {
  const [before] = readCursor(filters.cursor, 1) ?? [null];
  const { rows } = await db.query<Loose<AuditedAccess>>(
    `with sought as materialized (
       select f.id from person p join case_file f on f.person_id = p.id
       where $1::text is not null and (p.tax_code = upper($1)
         or not exists (select 1 from regexp_split_to_table(search_form($1), '\\s+') word
                        where word <> '' and strpos(' ' || search_form(p.surname || ' ' || p.name), ' ' || word) = 0))
       limit ${MOST_NAMESAKES}
     )
     select ${COLUMNS}, l.case_id as "caseId", p.surname, p.name,
            exists (select 1 from access_flag_view v where v.access_id = l.id) as flagged
     from access_log l left join case_file f on f.id = l.case_id left join person p on p.id = f.person_id
     where ($1::text is null or l.case_id in (select id from sought))
       and ($2::uuid is null or l.case_id = $2)
       and ($3::text is null or l.actor = $3 or l.on_behalf_of = $3)
       and ($4::text is null or l.office_id = $4)
       and ($5::date is null or (l.business_at >= $5::date::timestamp at time zone 'Europe/Rome'
                                 and l.business_at < ($5::date + 1)::timestamp at time zone 'Europe/Rome'))
       and ($6::bigint is null or l.id < $6)
     order by l.id desc limit ${PAGE + 1}`,
    [
      filters.person ?? null,
      filters.caseId ?? null,
      filters.user ?? null,
      filters.office ?? null,
      filters.day ?? null,
      before,
    ],
  );
  return page(rows, (row) => [row.id]);
}

/** Whom the log is about, by case: name only. Null when there is no such case. */
export async function whoIs(
  db: Queryable,
  caseId: string,
): Promise<{ readonly surname: string; readonly name: string } | null> {
  const { rows } = await db.query<{ surname: string; name: string }>(
    "select p.surname, p.name from case_file f join person p on p.id = f.person_id where f.id = $1",
    [caseId],
  );
  return rows[0] ?? null;
}

/** The names of users, by the login that the log and the register bear. */
export async function namesOf(db: Queryable, logins: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await db.query<{ login: string; name: string }>(
    "select login, name from app_user where login = any($1)",
    [[...new Set(logins)]],
  );
  return new Map(rows.map((row) => [row.login, row.name]));
}
