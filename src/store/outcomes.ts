// Queries of what receipts mean for the summons: how its messages stand, and the tasks that follow.

import type { ClientBase } from "pg";
import type { SummonsState } from "../domain/summons/types.ts";

/** Locks summonses before their messages are touched: everyone takes them in this order, so nobody waits in a circle. */
export async function lockSummonses(client: ClientBase, ids: readonly string[]): Promise<void> {
  await client.query("select 1 from summons where id = any($1::uuid[]) order by id for update", [ids]);
}

/** A summons as its receipts leave it. */
export interface SummonsStanding {
  readonly summonsId: string;
  readonly caseId: string;
  readonly state: SummonsState;
  readonly messages: number;
  readonly delivered: number;
  readonly failed: number;
  readonly uncertain: number;
  readonly failures: string[];
}

/** Locks the open summonses among `ids` and counts how the messages of their present appointment stand. */
export async function lockStandings(client: ClientBase, ids: readonly string[]): Promise<SummonsStanding[]> {
  const { rows } = await client.query<SummonsStanding>(
    `with open as (
       select id, case_id, appointment_id, state from summons
       where id = any($1::uuid[]) and state in ('issued', 'not-delivered', 'confirmed', 'asks-another-date', 'declined') order by id for update
     )
     select o.id as "summonsId", o.case_id as "caseId", o.state, count(m.id)::int as messages,
       count(m.id) filter (where m.state = 'delivered')::int as delivered,
       count(m.id) filter (where m.state = 'failed')::int as failed,
       -- Of any kind: a reminder in doubt is shown too.
       (select count(*)::int from message u where u.summons_id = o.id and u.state = 'uncertain') as uncertain,
       coalesce(array_agg(distinct m.failure) filter (where m.state = 'failed'), '{}') as failures
     from open o left join message m on m.appointment_id = o.appointment_id and m.summons_id = o.id
       and m.kind in ('summons', 'moved') and m.state <> 'withdrawn'
     group by o.id, o.case_id, o.state order by o.id`,
    [ids],
  );
  return rows;
}

export interface TaskOpening {
  readonly id: string;
  readonly caseId: string;
  readonly kind: "not-delivered" | "uncertain" | "unreachable" | "sms-reply" | "pec-silent" | "call:convocazione" | "sign:convocazione";
  readonly reason: string;
  readonly detail: string | null;
}

export async function openTasks(client: ClientBase, now: string, tasks: readonly TaskOpening[]): Promise<void> {
  if (tasks.length === 0) return;
  await client.query(
    `insert into desk_task (id, case_id, kind, reason, detail, opened_at)
     select id, case_id, kind, reason, detail, $1 from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[])
       t (id, case_id, kind, reason, detail)
     on conflict (case_id, kind) where closed_at is null do nothing`,
    [
      now,
      tasks.map((task) => task.id),
      tasks.map((task) => task.caseId),
      tasks.map((task) => task.kind),
      tasks.map((task) => task.reason),
      tasks.map((task) => task.detail),
    ],
  );
}

/** Closes the open tasks of `kind` of these cases because a fact made them needless. */
export async function closeTasks(client: ClientBase, now: string, kind: string, caseIds: readonly string[], by: string): Promise<void> {
  if (caseIds.length === 0) return;
  await client.query(
    "update desk_task set closed_at = $1, closed_by = $4 where kind = $2 and case_id = any($3::uuid[]) and closed_at is null",
    [now, kind, caseIds, by],
  );
}

export async function setSummonsState(client: ClientBase, ids: readonly string[], state: string): Promise<void> {
  if (ids.length === 0) return;
  await client.query("update summons set state = $2, version = version + 1 where id = any($1::uuid[])", [ids, state]);
}
