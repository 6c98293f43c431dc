// The flags of unusual accesses as the auditor sees them: what was found, in which accesses, how it was closed.

import { page, PAGE, readCursor } from "./query.ts";
import type { Queryable } from "./query.ts";

export interface ListedFlag {
  readonly id: string;
  readonly rule: string;
  readonly actor: string;
  readonly role: string;
  readonly onBehalfOf: string | null;
  readonly officeId: string | null;
  readonly office: string | null;
  readonly day: string;
  readonly caseId: string | null;
  readonly surname: string | null;
  readonly name: string | null;
  readonly detail: Readonly<Record<string, string | number>>;
  readonly raisedAt: string;
  readonly count: number;
  readonly views: readonly FlagView[];
  readonly closed: { readonly at: string; readonly by: string; readonly outcome: string; readonly reason: string } | null;
}

export interface FlagView {
  readonly id: number;
  readonly at: string;
  readonly action: string;
  readonly surname: string | null;
  readonly name: string | null;
  readonly reasonKind: string | null;
}

/** Accesses shown with a flag; how many there are is told beside them. */
const MOST_VIEWS = 60;

export async function listFlags(
  db: Queryable,
  state: "open" | "closed",
  cursor: string | undefined,
): Promise<{ rows: ListedFlag[]; next: string | null }> {
  const [before] = readCursor(cursor, 1) ?? [null];
  const { rows } = await db.query<ListedFlag & Record<string, unknown>>(
    `select k.id, k.rule, k.actor, k.actor_role as role, k.on_behalf_of as "onBehalfOf", k.office_id as "officeId",
            (select o.short_name from office o where o.id = k.office_id) as office, k.business_day as day, k.case_id as "caseId",
            p.surname, p.name, k.detail, k.raised_at as "raisedAt", v.count, coalesce(v.views, '[]') as views,
            case when k.closed_at is null then null else jsonb_build_object('at', ${utc("k.closed_at")}, 'by', k.closed_by,
              'outcome', k.outcome, 'reason', k.closed_reason) end as closed
     from access_flag k left join case_file f on f.id = k.case_id left join person p on p.id = f.person_id
     left join lateral (
       select count(*)::int as count, jsonb_agg(jsonb_build_object('id', l.id, 'at', ${utc("l.business_at")}, 'action', l.action,
                'surname', q.surname, 'name', q.name, 'reasonKind', l.reason_kind) order by l.id desc) filter (where l.nth <= ${MOST_VIEWS}) as views
       from (select a.*, row_number() over (order by a.id desc) as nth from access_flag_view w join access_log a on a.id = w.access_id where w.flag_id = k.id) l
       left join case_file c on c.id = l.case_id left join person q on q.id = c.person_id) v on true
     where (k.closed_at is null) = $1 and ($2::uuid is null or k.id < $2)
     order by k.id desc limit ${PAGE + 1}`,
    [state === "open", before],
  );
  return page(rows, (row) => [row.id]);
}

function utc(column: string): string {
  return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

export async function countFlags(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ open: number }>("select count(*)::int as open from access_flag where closed_at is null");
  return rows[0]?.open ?? 0;
}
