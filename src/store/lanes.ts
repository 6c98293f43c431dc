// Queries of the lanes' health: gateways paused when dead, tried again, opened; windows left by dead workers.

import type { ClientBase, Pool } from "pg";
import { LEAST_LOAD } from "../domain/providers/health.ts";
import type { OpenWindow } from "./outbox.ts";

type Queryable = Pick<ClientBase, "query"> | Pool;

/**
 * Pauses a gateway that does not answer; each failure since it last answered doubles the rest, from two seconds to a minute. One that
 * had only just come back goes on counting where it was, and is trusted with little when it comes back again.
 */
export async function pauseGateway(db: Queryable, gatewayId: string, reason: string, relapseSeconds = 300): Promise<void> {
  await db.query(
    `update gateway g set state = 'paused', state_reason = $2, failures = before.failures + 1, load = $3, load_since = clock_timestamp(),
       sick_since = coalesce(g.sick_since, clock_timestamp()),
       state_since = case when g.state = 'paused' then g.state_since else clock_timestamp() end,
       paused_until = clock_timestamp() + least(60, 2 * power(2, least(before.failures, 6))) * interval '1 second'
     from (select id, case when failures = 0 and recovered_at > clock_timestamp() - $4 * interval '1 second' then relapses else failures end as failures
           from gateway where id = $1 for update) before
     where g.id = before.id and (g.state = 'open' or (g.state = 'paused' and g.paused_until is not null))`,
    [gatewayId, reason, LEAST_LOAD, relapseSeconds],
  );
}

/** Takes for this worker the trial of a paused gateway whose rest is over; other workers find it taken. */
export async function takeTrial(db: Queryable, gatewayId: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `update gateway set paused_until = clock_timestamp() + interval '5 seconds'
     where id = $1 and state = 'paused' and paused_until is not null and paused_until <= clock_timestamp()`,
    [gatewayId],
  );
  return rowCount === 1;
}

/** Opens a paused gateway for a trial, unless a person has paused it meanwhile: its failures stand until it has answered a message (`noteAnswer`). */
export async function openGateway(db: Queryable, gatewayId: string): Promise<void> {
  await db.query(
    `update gateway set state = 'open', state_reason = null, paused_until = null, state_since = clock_timestamp()
     where id = $1 and state = 'paused' and paused_until is not null`,
    [gatewayId],
  );
}

/** The gateway has answered its trial: it is sound again. */
export async function noteAnswer(db: Queryable, gatewayId: string): Promise<void> {
  await db.query(
    "update gateway set relapses = least(failures, 6), failures = 0, sick_since = null, recovered_at = clock_timestamp() where id = $1 and failures > 0",
    [gatewayId],
  );
}

/**
 * Makes this worker the one that drives a gateway with a rate; false while another alive one does. Who drives stays the driver until
 * it ends or is declared dead. That it is dead must be read, not missed: a worker that registered a moment ago may be unseen here.
 */
export async function becomeDriver(db: Queryable, gatewayId: string, workerId: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `update gateway g set driver = $2
     where g.id = $1 and (g.driver is null or exists (select 1 from worker w where w.id = g.driver and w.stopped_at is not null))`,
    [gatewayId, workerId],
  );
  return rowCount === 1;
}

export async function gatewayState(db: Queryable, gatewayId: string): Promise<"open" | "paused" | "held" | null> {
  const { rows } = await db.query<{ state: "open" | "paused" | "held" }>("select state from gateway where id = $1", [gatewayId]);
  return rows[0]?.state ?? null;
}

/** Locks one window whose worker is gone, passing over those that another worker is looking at. */
export async function lockOrphanWindow(client: ClientBase, gatewayId: string, after: number): Promise<OpenWindow | null> {
  const { rows } = await client.query<OpenWindow>(
    `select w.id, w.worker_id as "workerId", w.gateway_id as "gatewayId", w.message_ids as "messageIds",
       extract(epoch from clock_timestamp() - w.opened_at)::double precision * 1000 as "openForMs"
     from dispatch_window w
     where w.gateway_id = $1 and w.id > $2 and not exists (select 1 from worker k where k.id = w.worker_id and k.stopped_at is null)
     order by w.id limit 1 for update of w skip locked`,
    [gatewayId, after],
  );
  return rows[0] ?? null;
}
