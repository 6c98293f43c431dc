// Queries of what came back: receipts kept and joined to messages, and what they mean for the summons.

import type { ClientBase } from "pg";
import type { SummonsState } from "../domain/summons/types.ts";

export interface ReceiptRow {
  readonly key: string | null;
  readonly reference: string | null;
  /** What it proves. */
  readonly status: "delivered" | "failed" | "accepted" | "unknown";
  readonly cause: string | null;
  readonly code: string | null;
  readonly detail: string | null;
  readonly at: string;
  readonly raw: string;
}

/** A message whose standing changed for good by a receipt. */
export interface SettledMessage {
  readonly summonsId: string;
  readonly state: "delivered" | "failed";
}

/**
 * Keeps the receipts and joins them to their messages, by key or else by the gateway's reference. The order of arrival does not
 * matter: delivered is above failed, failed above accepted, and a receipt for a withdrawn message changes nothing but is kept.
 */
export async function storeReceiptRows(client: ClientBase, gatewayId: string, receipts: readonly ReceiptRow[]): Promise<SettledMessage[]> {
  const { rows } = await client.query<SettledMessage>({
    name: "receipts-store",
    text: `with said as (
        select r.*, coalesce(k.id, (select f.id from message f where r.key is null and f.gateway_id = $1 and f.reference = r.reference limit 1)) as message_id
        from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::timestamptz[], $9::text[])
          r (key, reference, status, cause, code, detail, at, raw)
        left join message k on k.id = case when r.key ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' then r.key::uuid end
      ), kept as (
        insert into receipt (gateway_id, message_id, reference, status, code, detail, at, raw)
        select $1, message_id, reference, status, code, detail, at, raw from said
      ), best as (
        select message_id,
          max(case status when 'delivered' then 3 when 'failed' then 2 when 'accepted' then 1 else 0 end) as height,
          min(cause) as cause, min(reference) as reference
        from said where message_id is not null group by message_id
      ), joined as (
        update message m set
          state = case when b.height = 3 then 'delivered' when b.height = 2 then 'failed' else 'accepted' end,
          settled_at = case when b.height >= 2 then clock_timestamp() else m.settled_at end,
          accepted_at = coalesce(m.accepted_at, clock_timestamp()),
          reference = coalesce(m.reference, b.reference),
          failure = case when b.height = 2 then coalesce(b.cause, 'unspecified') else m.failure end
        from best b
        where m.id = b.message_id and m.state <> 'withdrawn'
          and b.height > case m.state when 'delivered' then 3 when 'failed' then 2 when 'accepted' then 1 else 0 end
        returning m.summons_id, m.state
      )
      select summons_id as "summonsId", state from joined where state in ('delivered', 'failed')`,
    values: [
      gatewayId,
      receipts.map((receipt) => receipt.key),
      receipts.map((receipt) => receipt.reference),
      receipts.map((receipt) => receipt.status),
      receipts.map((receipt) => receipt.cause),
      receipts.map((receipt) => receipt.code),
      receipts.map((receipt) => receipt.detail),
      receipts.map((receipt) => receipt.at),
      receipts.map((receipt) => receipt.raw),
    ],
  });
  return rows;
}

/** Locks summonses before their messages are touched: everyone takes them in this order, so nobody waits in a circle. */
export async function lockSummonses(client: ClientBase, ids: readonly string[]): Promise<void> {
  await client.query("select 1 from summons where id = any($1::uuid[]) order by id for update", [ids]);
}

/** Locks the summonses that receipts may change: those of failures, and those given up or in doubt whose delivery is now proven. */
export async function lockConcerned(client: ClientBase, receipts: readonly ReceiptRow[]): Promise<void> {
  const keys = (status: string): string[] => receipts.flatMap(({ key, status: said }) => (said === status && key !== null && UUID.test(key) ? [key] : []));
  await client.query(
    // One set of ids, so that the summonses are looked up and not all gone through for every batch of receipts.
    `select 1 from summons s
     where s.id = any(array(
       select m.summons_id from message m where m.id = any($1::uuid[])
       union
       select m.summons_id from message m join summons o on o.id = m.summons_id
       where m.id = any($2::uuid[])
         and (o.state = 'not-delivered'
              or exists (select 1 from desk_task t where t.case_id = o.case_id and t.kind = 'uncertain' and t.closed_at is null))))
     order by s.id for update of s`,
    [keys("failed"), keys("delivered")],
  );
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

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
  readonly kind: "not-delivered" | "uncertain" | "unreachable";
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
