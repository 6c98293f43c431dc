// The queue of accesses that the rules of unusual access have not looked at, and the flags that they raise.

import type { RaisedFlag, Seen } from "../domain/access/unusual.ts";
import { newId } from "./ids.ts";
import type { Queryable } from "./read/query.ts";

export interface RuleRow {
  readonly rule: string;
  readonly active: boolean;
  readonly parameters: Readonly<Record<string, unknown>>;
}

export async function readRules(db: Queryable): Promise<RuleRow[]> {
  const { rows } = await db.query<RuleRow & Record<string, unknown>>("select rule, active, parameters from access_rule");
  return rows;
}

/** As `readRules`, with who changed each and why. */
export async function readRuleRows(
  db: Queryable,
): Promise<(RuleRow & { readonly changedAt: string; readonly changedBy: string; readonly reason: string })[]> {
  const { rows } = await db.query<RuleRow & { changedAt: string; changedBy: string; reason: string } & Record<string, unknown>>(
    `select rule, active, parameters, changed_at as "changedAt", changed_by as "changedBy", reason from access_rule`,
  );
  return rows;
}

export async function saveRule(
  db: Queryable,
  change: RuleRow & { readonly reason: string; readonly at: string; readonly by: string },
): Promise<void> {
  await db.query(
    `insert into access_rule (rule, active, parameters, reason, changed_at, changed_by) values ($1, $2, $3, $4, $5, $6)
     on conflict (rule) do update set active = excluded.active, parameters = excluded.parameters, reason = excluded.reason,
       changed_at = excluded.changed_at, changed_by = excluded.changed_by`,
    [change.rule, change.active, JSON.stringify(change.parameters), change.reason, change.at, change.by],
  );
}

export interface Taken {
  readonly id: number;
  readonly look: Exclude<Seen["look"], "count">;
}

/**
 * Takes accesses out of the queue, for this transaction. One without a reason is taken twice: at once for the other rules, and once the
 * reason was given or can no longer be.
 */
export async function takeUnreviewed(db: Queryable, graceMinutes: number, most: number): Promise<Taken[]> {
  const { rows } = await db.query<Taken & Record<string, unknown>>(
    `with due as materialized (
       select u.access_id as id, u.waits, l.reason_kind = 'none' and l.at > now() - make_interval(mins => $1) and not ${reasonGiven("$1")} as early
       from access_unreviewed u join access_log l on l.id = u.access_id
       where not u.waits or l.at <= now() - make_interval(mins => $1) or ${reasonGiven("$1")}
       order by u.access_id limit $2 for update of u skip locked
     ), kept as (
       update access_unreviewed set waits = true where access_id in (select id from due where early)
     ), gone as (
       delete from access_unreviewed where access_id in (select id from due where early is not true)
     )
     select id, case when waits then 'reason' when early then 'all-but-reason' else 'all' end as look from due`,
    [graceMinutes, most],
  );
  return rows;
}

/** A reason chosen by who opened the page, near that opening (l). */
function reasonGiven(minutes: string): string {
  return `exists (select 1 from access_log g where g.case_id = l.case_id and g.actor = l.actor and g.action = 'person-reason'
    and g.at between l.at - make_interval(mins => ${minutes}) and l.at + make_interval(mins => ${minutes}))`;
}

/** The accesses taken, and what the same users have looked at in the minutes before and between them. */
export async function readSeen(db: Queryable, taken: readonly Taken[], windowMinutes: number, graceMinutes: number): Promise<Seen[]> {
  const looks = new Map(taken.map(({ id, look }) => [id, look]));
  const { rows } = await db.query<Omit<Seen, "look"> & Record<string, unknown>>(
    `with fresh as materialized (select * from access_log where id = any($1)),
     span as (select actor, min(at) as first, max(at) as last from fresh group by actor)
     select l.id, l.actor, l.actor_role as role, l.on_behalf_of as "onBehalfOf", l.office_id as office, l.at, l.business_at as "businessAt",
            l.case_id as "caseId", f.person_id as "personId", p.surname,
            case when l.id = any($1) then municipality_of(p.id) end as municipality,
            exists (select 1 from protected_person m where m.person_id = p.id and m.ended_at is null) as "isProtected",
            l.reason_kind as "reasonKind", ${reasonGiven("$3")} as "reasonGiven"
     from span join access_log l on l.actor = span.actor and l.at > span.first - make_interval(mins => $2) and l.at <= span.last
     join case_file f on f.id = l.case_id join person p on p.id = f.person_id
     where l.case_id is not null and l.action <> 'person-reason'
     order by l.id`,
    [taken.map(({ id }) => id), windowMinutes, graceMinutes],
  );
  return rows.map((row) => ({ ...row, look: looks.get(row.id) ?? "count" }));
}

export async function readKin(
  db: Queryable,
  logins: readonly string[],
): Promise<ReadonlyMap<string, { readonly surname: string; readonly municipality: string }[]>> {
  const { rows } = await db.query<{ login: string; surname: string; municipality: string }>(
    "select login, surname, municipality_code as municipality from user_kin where login = any($1)",
    [logins],
  );
  return Map.groupBy(rows, (row) => row.login);
}

/** Writes a flag, or adds what triggered it to the one that is open already. True when it is new. */
export async function raiseFlag(db: Queryable, flag: RaisedFlag): Promise<boolean> {
  const { rows } = await db.query<{ id: string }>(
    `insert into access_flag (id, rule, actor, actor_role, on_behalf_of, office_id, case_id, business_day, detail)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (rule, actor, business_day, case_id) where closed_at is null do nothing returning id`,
    [newId(), flag.rule, flag.actor, flag.role, flag.onBehalfOf, flag.office, flag.caseId, flag.day, JSON.stringify(flag.detail)],
  );
  await db.query(
    `insert into access_flag_view (flag_id, access_id)
     select k.id, a from access_flag k, unnest($5::bigint[]) a
     where k.rule = $1 and k.actor = $2 and k.business_day = $3 and k.case_id is not distinct from $4 and k.closed_at is null
     on conflict do nothing`,
    [flag.rule, flag.actor, flag.day, flag.caseId, flag.accesses],
  );
  return rows.length === 1;
}

export interface FlagRow {
  readonly actor: string;
  readonly closedAt: string | null;
}

export async function lockFlag(db: Queryable, id: string): Promise<FlagRow | null> {
  const { rows } = await db.query<FlagRow & Record<string, unknown>>(
    `select actor, closed_at as "closedAt" from access_flag where id = $1 for update`,
    [id],
  );
  return rows[0] ?? null;
}

export async function closeFlag(
  db: Queryable,
  id: string,
  closing: { readonly by: string; readonly outcome: string; readonly reason: string },
): Promise<void> {
  await db.query(
    "update access_flag set closed_at = business_now(), closed_by = $2, outcome = $3, closed_reason = $4 where id = $1",
    [id, closing.by, closing.outcome, closing.reason],
  );
}
