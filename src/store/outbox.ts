// Queries of the outbox: claims, windows on the wire, results, the taking back of a dead worker's claims.

import type { ClientBase, Pool } from "pg";

type Queryable = Pick<ClientBase, "query"> | Pool;

export interface ClaimedMessage {
  readonly id: string;
  readonly recipient: string;
  readonly encoding: string;
  readonly attempts: number;
  readonly sender: string;
  readonly body: string;
  readonly raw: string | null;
  readonly summonsId: string;
  readonly priority: number;
}

/** How one hand-over ended, as written in the outbox. */
export interface MessageResult {
  readonly id: string;
  readonly state: "accepted" | "failed" | "uncertain" | "due";
  readonly reference: string | null;
  /** Milliseconds of machine time before the next try (state "due" only). */
  readonly retryInMs: number | null;
  readonly countsAsAttempt: boolean;
  readonly failure: string | null;
  /** Written in the attempts unless accepted at once. */
  readonly attempt: { readonly outcome: string; readonly code: string | null; readonly detail: string } | null;
}

/** Claims up to `limit` messages that are due at `businessNow`: an operator's before a reminder, a reminder before the bulk. */
export async function claim(
  db: Queryable,
  claimant: { readonly workerId: string; readonly gatewayId: string },
  businessNow: string,
  limit: number,
): Promise<ClaimedMessage[]> {
  const { rows } = await db.query<ClaimedMessage>({
    name: "outbox-claim",
    text: `with next as (
        select id from message
        where gateway_id = $2 and state = 'due' and due_at <= $3 and (not_before is null or not_before <= clock_timestamp())
          and exists (select 1 from gateway g where g.id = $2 and g.state = 'open')
        order by priority, due_at, id limit $4 for update skip locked
      ), claimed as (
        update message m set state = 'claimed', worker_id = $1 from next where m.id = next.id
        returning m.id, m.recipient, m.encoding, m.attempts, m.summons_id, m.priority, m.due_at
      )
      select c.id, c.recipient, c.encoding, c.attempts, t.sender, t.body, t.raw, c.summons_id as "summonsId", c.priority
      from claimed c join message_content t on t.message_id = c.id order by c.priority, c.due_at, c.id`,
    values: [claimant.workerId, claimant.gatewayId, businessNow, limit],
  });
  return rows;
}

/** Gives claimed messages back untouched: none of them was in a window. */
export async function giveBack(db: Queryable, workerId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await db.query("update message set state = 'due', worker_id = null where id = any($1::uuid[]) and state = 'claimed' and worker_id = $2", [
    ids,
    workerId,
  ]);
}

const RESULTS = `results as (
    select * from unnest($2::uuid[], $3::text[], $4::text[], $5::double precision[], $6::boolean[], $7::text[])
      r (id, state, reference, retry_ms, counts, failure)
  ), settled as (
    update message m set
      state = case when m.state = 'claimed' then r.state
                   when m.state = 'uncertain' and r.state = 'accepted' then 'accepted' else m.state end,
      worker_id = case when m.state = 'claimed' and r.state = 'due' then null else m.worker_id end,
      reference = coalesce(r.reference, m.reference),
      accepted_at = case when r.state = 'accepted' then coalesce(m.accepted_at, clock_timestamp()) else m.accepted_at end,
      settled_at = case when r.state in ('failed', 'uncertain') and m.state = 'claimed' then clock_timestamp() else m.settled_at end,
      attempts = m.attempts + case when r.counts then 1 else 0 end,
      not_before = case when r.retry_ms is null then null else clock_timestamp() + r.retry_ms * interval '1 millisecond' end,
      failure = coalesce(r.failure, m.failure)
    from results r where m.id = r.id and m.worker_id = $1
    returning m.id
  )`;

const ALIVE = `alive as (select id from worker where id = $1 and stopped_at is null for key share)`;

/** Opens a window: from its commit on, its messages may be on the wire. Null when this worker was declared dead: it must stop. */
export async function openWindow(db: Queryable, claimant: { workerId: string; gatewayId: string }, ids: readonly string[]): Promise<number | null> {
  const { rows } = await db.query<{ id: number }>({
    name: "outbox-open",
    text: `with ${ALIVE} insert into dispatch_window (worker_id, gateway_id, message_ids)
           select alive.id, $2, $3::uuid[] from alive returning id`,
    values: [claimant.workerId, claimant.gatewayId, ids],
  });
  return rows[0]?.id ?? null;
}

/**
 * Writes the results of a window and closes it; in the same transaction opens the next one for `nextIds`.
 * Gives the next window's id, or null when there is none (or this worker was declared dead).
 */
export async function settleWindow(
  db: Queryable,
  window: { readonly workerId: string; readonly gatewayId: string; readonly windowId: number },
  results: readonly MessageResult[],
  nextIds: readonly string[],
): Promise<number | null> {
  const told = results.filter((result) => result.attempt !== null);
  const { rows } = await db.query<{ id: number | null }>({
    name: "outbox-settle",
    text: `with ${ALIVE}, ${RESULTS}, told as (
        insert into send_attempt (message_id, gateway_id, outcome, code, detail)
        select id, $9, outcome, code, detail from unnest($10::uuid[], $11::text[], $12::text[], $13::text[]) t (id, outcome, code, detail)
      ), closed as (
        delete from dispatch_window where id = $8
      ), opened as (
        insert into dispatch_window (worker_id, gateway_id, message_ids)
        select alive.id, $9, $14::uuid[] from alive where cardinality($14::uuid[]) > 0 returning id
      )
      select (select id from opened) as id, (select count(*) from settled) as settled`,
    values: [
      window.workerId,
      results.map((result) => result.id),
      results.map((result) => result.state),
      results.map((result) => result.reference),
      results.map((result) => result.retryInMs),
      results.map((result) => result.countsAsAttempt),
      results.map((result) => result.failure),
      window.windowId,
      window.gatewayId,
      told.map((result) => result.id),
      told.map((result) => result.attempt!.outcome),
      told.map((result) => result.attempt!.code),
      told.map((result) => result.attempt!.detail.slice(0, 500)),
      nextIds,
    ],
  });
  return rows[0]?.id ?? null;
}

/**
 * Takes `count` places on the gateway's wire at its rate and says in how many milliseconds the first one comes.
 * All workers take from the same row, so the rate holds for their sum.
 */
export async function reserveSlots(db: Queryable, gatewayId: string, count: number): Promise<number> {
  const { rows } = await db.query<{ wait: number }>({
    name: "outbox-slots",
    text: `update gateway set next_slot_at = greatest(coalesce(next_slot_at, clock_timestamp()), clock_timestamp())
             + ($2 / rate_per_second) * interval '1 second'
           where id = $1
           returning extract(epoch from next_slot_at - clock_timestamp())::double precision * 1000 - $2 / rate_per_second * 1000 as wait`,
    values: [gatewayId, count],
  });
  return Math.max(0, rows[0]?.wait ?? 0);
}

// Workers ---------------------------------------------------------------------------------------------------------------

export async function registerWorker(db: Queryable, worker: { id: string; host: string; pid: number }): Promise<void> {
  await db.query("insert into worker (id, host, pid) values ($1, $2, $3)", [worker.id, worker.host, worker.pid]);
}

export async function beat(db: Queryable, workerId: string): Promise<boolean> {
  const { rowCount } = await db.query("update worker set heartbeat_at = now() where id = $1 and stopped_at is null", [workerId]);
  return rowCount === 1;
}

export interface WorkerRow {
  readonly id: string;
  readonly host: string;
  readonly pid: number;
  readonly silentMs: number;
}

export async function liveWorkers(db: Queryable): Promise<WorkerRow[]> {
  const { rows } = await db.query<WorkerRow>(
    `select id, host, pid, extract(epoch from clock_timestamp() - heartbeat_at)::double precision * 1000 as "silentMs"
     from worker where stopped_at is null order by id`,
  );
  return rows;
}

/**
 * Declares a worker dead and gives its claims back: from here on it can open no window. Messages that were in one of its
 * windows stay claimed, to be asked about. Runs in one transaction (the caller's).
 */
export async function buryWorker(client: ClientBase, workerId: string): Promise<number> {
  const { rows } = await client.query("select 1 from worker where id = $1 and stopped_at is null for update", [workerId]);
  if (rows.length === 0) return 0;
  await client.query("update worker set stopped_at = now() where id = $1", [workerId]);
  const { rowCount } = await client.query(
    `update message m set state = 'due', worker_id = null
     where m.worker_id = $1 and m.state = 'claimed'
       and not exists (select 1 from dispatch_window w where w.worker_id = $1 and m.id = any(w.message_ids))`,
    [workerId],
  );
  return rowCount ?? 0;
}

export interface OpenWindow {
  readonly id: number;
  readonly workerId: string;
  readonly gatewayId: string;
  readonly messageIds: readonly string[];
}

/** The messages of an orphan window that nobody has settled meanwhile (a receipt may have). */
export async function doubtfulOf(db: Queryable, window: OpenWindow): Promise<{ id: string; attempts: number }[]> {
  const { rows } = await db.query<{ id: string; attempts: number }>(
    "select id, attempts from message where id = any($1::uuid[]) and state = 'claimed' and worker_id = $2",
    [window.messageIds, window.workerId],
  );
  return rows;
}
