// Queries of the outbox: claims, windows on the wire, results, the taking back of a dead worker's claims.

import type { ClientBase, Pool } from "pg";

type Queryable = Pick<ClientBase, "query"> | Pool;

export interface ClaimedMessage {
  readonly id: string;
  readonly recipient: string;
  readonly encoding: string;
  /** Of a text message: in how many it is cut. */
  readonly parts: number;
  readonly attempts: number;
  readonly sender: string;
  readonly body: string;
  readonly raw: string | null;
  readonly summonsId: string;
  readonly priority: number;
  /** The gateway has been silent of late: this message is its trial, and its answer decides. */
  readonly trial: boolean;
}

/** Priority of what an operator waits for. */
export const URGENT = 0;
const ANY_PRIORITY = 9;

/** How one hand-over ended, as written in the outbox. */
export interface MessageResult {
  readonly id: string;
  readonly state: "accepted" | "failed" | "uncertain" | "due";
  readonly reference: string | null;
  /** References of the parts of a long SMS, when the gateway reports on each. */
  readonly parts?: readonly string[];
  /** Milliseconds of machine time before the next try (state "due" only). */
  readonly retryInMs: number | null;
  readonly countsAsAttempt: boolean;
  readonly failure: string | null;
  /** Written in the attempts unless accepted at once. */
  readonly attempt: { readonly outcome: string; readonly code: string | null; readonly detail: string } | null;
}

/** Whoever would declare this worker dead waits for the statement; one that comes after finds it dead, even if it was asked for before. */
const ALIVE = `alive as (select id from worker where id = $1 and stopped_at is null for key share)`;

/**
 * Claims up to `limit` messages that are due at `businessNow`: an operator's before a reminder, a reminder before the bulk; with
 * `only` "urgent" an operator's alone. From a gateway that was silent only one at a time is claimed, until it has answered.
 */
export async function claim(
  db: Queryable,
  claimant: { readonly workerId: string; readonly gatewayId: string },
  businessNow: string,
  limit: number,
  only: "all" | "urgent" = "all",
): Promise<ClaimedMessage[]> {
  const { rows } = await db.query<ClaimedMessage>({
    name: "outbox-claim",
    // By sets of ids and one by one: whatever the statistics say of so restless a table, no claim may go through all of it.
    text: `with ${ALIVE}, lane as (
        select failures > 0 as trial from gateway where id = $2 and state = 'open' and not sender_barred
      ), next as (
        select id from message
        where queue = $2 and state = 'due' and due_at <= $3 and (not_before is null or not_before <= clock_timestamp())
          and priority <= $5 and exists (select 1 from lane) and exists (select 1 from alive)
        order by priority, due_at, id limit case when (select trial from lane) then least(1, $4::int) else $4::int end for update skip locked
      ), claimed as (
        update message set state = 'claimed', worker_id = $1 where id = any(array(select id from next))
        returning id, recipient, encoding, parts, attempts, summons_id, priority, due_at
      )
      select c.id, c.recipient, c.encoding, c.parts, c.attempts, t.sender, t.body, t.raw, c.summons_id as "summonsId", c.priority, lane.trial
      from claimed c cross join lane
        cross join lateral (select sender, body, raw from message_content where message_id = c.id offset 0) t
      order by c.priority, c.due_at, c.id`,
    values: [claimant.workerId, claimant.gatewayId, businessNow, limit, only === "urgent" ? URGENT : ANY_PRIORITY],
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

// What is no longer claimed by this worker at this gateway was settled before (by a first try whose answer was lost, or by who judged a
// dead worker's), and may since have passed to another gateway:
// then nothing is counted twice, and the only thing still worth knowing is that a doubtful message was accepted.
const RESULTS = `results as (
    select * from unnest($2::uuid[], $3::text[], $4::text[], $5::double precision[], $6::boolean[], $7::text[])
      r (id, state, reference, retry_ms, counts, failure)
  ), closed as (
    delete from dispatch_window where id = any($8::bigint[])
  ), settled as (
    update message m set
      state = case when m.state = 'claimed' then r.state else 'accepted' end,
      worker_id = case when r.state = 'due' then null else m.worker_id end,
      reference = coalesce(r.reference, m.reference),
      accepted_at = case when r.state = 'accepted' then coalesce(m.accepted_at, clock_timestamp()) else m.accepted_at end,
      settled_at = case when r.state in ('failed', 'uncertain') then clock_timestamp() else m.settled_at end,
      attempts = m.attempts + case when r.counts then 1 else 0 end,
      not_before = clock_timestamp() + r.retry_ms * interval '1 millisecond',
      failure = coalesce(r.failure, m.failure)
    from results r where m.id = r.id and m.worker_id = $1 and m.gateway_id = $9
      and (m.state = 'claimed' or (m.state = 'uncertain' and r.state = 'accepted'))
    returning m.id
  )`;

/**
 * In one statement writes the results of messages on the wire, closes the windows that are over, and opens one for `nextIds`: from its
 * commit on these may be on the wire. May be tried again when its answer was lost: it counts once. Gives the new window's id, or
 * null when there is none (or this worker was declared dead: it must stop).
 */
export async function settleAndOpen(
  db: Queryable,
  claimant: { readonly workerId: string; readonly gatewayId: string },
  inAnyOrder: readonly MessageResult[],
  closedWindows: readonly number[],
  nextIds: readonly string[],
): Promise<number | null> {
  // By id, as receipts take them: of two that meet at the same messages one waits, and neither waits for the other in turn.
  const results = inAnyOrder.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const told = results.filter((result) => result.attempt !== null);
  const parts = results.flatMap(({ id, parts: cut = [] }) => cut.map((reference, index) => ({ id, part: index + 1, reference })));
  const { rows } = await db.query<{ id: number | null }>({
    name: "outbox-settle",
    text: `with ${ALIVE}, ${RESULTS}, told as (
        insert into send_attempt (message_id, gateway_id, outcome, code, detail)
        select t.id, $9, outcome, code, detail
        from unnest($10::uuid[], $11::text[], $12::text[], $13::text[]) t (id, outcome, code, detail) join settled on settled.id = t.id
      ), cut as (
        insert into message_part (message_id, part, gateway_id, reference)
        select p.id, p.part, $9, p.reference from unnest($15::uuid[], $16::smallint[], $17::text[]) p (id, part, reference) join settled on settled.id = p.id
        on conflict (message_id, part) do nothing
      ), opened as (
        insert into dispatch_window (worker_id, gateway_id, message_ids)
        select alive.id, $9, $14::uuid[] from alive where cardinality($14::uuid[]) > 0 returning id
      )
      select (select id from opened) as id`,
    values: [
      claimant.workerId,
      results.map((result) => result.id),
      results.map((result) => result.state),
      results.map((result) => result.reference),
      results.map((result) => result.retryInMs),
      results.map((result) => result.countsAsAttempt),
      results.map((result) => result.failure),
      closedWindows,
      claimant.gatewayId,
      told.map((result) => result.id),
      told.map((result) => result.attempt!.outcome),
      told.map((result) => result.attempt!.code),
      told.map((result) => result.attempt!.detail.slice(0, 500)),
      nextIds,
      parts.map(({ id }) => id),
      parts.map(({ part }) => part),
      parts.map(({ reference }) => reference),
    ],
  });
  return rows[0]?.id ?? null;
}

// Workers ---------------------------------------------------------------------------------------------------------------

/** A worker as a process: `machine` is where its number means something, `born` tells it from a later bearer of the number. */
export interface WorkerProcess {
  readonly id: string;
  readonly host: string;
  readonly pid: number;
  readonly machine: string | null;
  readonly born: string | null;
}

export async function registerWorker(db: Queryable, { id, host, pid, machine, born }: WorkerProcess): Promise<void> {
  await db.query("insert into worker (id, host, pid, machine, born) values ($1, $2, $3, $4, $5)", [id, host, pid, machine, born]);
}

export async function beat(db: Queryable, workerId: string): Promise<boolean> {
  const { rowCount } = await db.query("update worker set heartbeat_at = now() where id = $1 and stopped_at is null", [workerId]);
  return rowCount === 1;
}

export interface WorkerRow extends WorkerProcess {
  readonly silentMs: number;
}

export async function liveWorkers(db: Queryable): Promise<WorkerRow[]> {
  const { rows } = await db.query<WorkerRow>(
    `select id, host, pid, machine, born, extract(epoch from clock_timestamp() - heartbeat_at)::double precision * 1000 as "silentMs"
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
  const { rowCount } = await client.query(GIVE_BACK_UNSENT, [workerId]);
  return rowCount ?? 0;
}

/**
 * Ends a worker's life by its own will. Every window that it sent is settled, but for those in `unsettled`; any other was opened
 * by a statement whose answer was lost, so nothing of it left: its messages go back with the rest of the claims.
 */
export async function retireWorker(client: ClientBase, workerId: string, unsettled: readonly number[]): Promise<void> {
  const { rows } = await client.query("select 1 from worker where id = $1 and stopped_at is null for update", [workerId]);
  if (rows.length === 0) return;
  await client.query("delete from dispatch_window where worker_id = $1 and id <> all($2::bigint[])", [workerId, unsettled]);
  await client.query("update worker set stopped_at = now() where id = $1", [workerId]);
  await client.query(GIVE_BACK_UNSENT, [workerId]);
}

const GIVE_BACK_UNSENT = `update message m set state = 'due', worker_id = null
  where m.queue is not null and m.worker_id = $1 and m.state = 'claimed'
    and not exists (select 1 from dispatch_window w where w.worker_id = $1 and m.id = any(w.message_ids))`;

/** Gives back what a worker still holds that is dead, and that is in no window: earlier versions could leave some. Gives how many. */
export async function giveBackOfTheDead(db: Queryable): Promise<number> {
  const { rowCount } = await db.query(
    `update message m set state = 'due', worker_id = null
     where m.queue is not null and m.state = 'claimed' and exists (select 1 from worker w where w.id = m.worker_id and w.stopped_at is not null)
       and not exists (select 1 from dispatch_window d where m.id = any(d.message_ids))`,
  );
  return rowCount ?? 0;
}

export interface OpenWindow {
  readonly id: number;
  readonly workerId: string;
  readonly gatewayId: string;
  readonly messageIds: readonly string[];
  /** Milliseconds since it was opened. */
  readonly openForMs: number;
}

/** The messages of an orphan window that nobody has settled meanwhile (a receipt may have). */
export async function doubtfulOf(db: Queryable, window: OpenWindow): Promise<{ id: string; summonsId: string }[]> {
  const { rows } = await db.query<{ id: string; summonsId: string }>(
    "select id, summons_id as \"summonsId\" from message where id = any($1::uuid[]) and state = 'claimed' and worker_id = $2",
    [window.messageIds, window.workerId],
  );
  return rows;
}
