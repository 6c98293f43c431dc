// Queries of the comparison of the platform's whole state with ours.

import type { ClientBase, Pool, PoolClient } from "pg";

type Queryable = Pick<ClientBase, "query"> | Pool;

/** Held, by a connection of its own, by the one process that compares. */
const RUN_LOCK = 7_301_995;

export interface NodeRun {
  readonly id: string;
  readonly askedBy: string;
  readonly state: "asked" | "running" | "done" | "failed";
  readonly givenFile: string | null;
  readonly file: string | null;
  readonly sha256: string | null;
  readonly extractedAt: string | null;
  readonly batchId: string | null;
  readonly position: number;
  readonly tries: number;
}

const RUN = `id, asked_by as "askedBy", state, given_file as "givenFile", file, sha256, extracted_at as "extractedAt", batch_id as "batchId", position, tries`;

/** Asks for a run; false when one is open already, or the day had its own. */
export async function askRun(db: Queryable, run: { id: string; at: string; by: string; file: string | null; autoDay: string | null }): Promise<boolean> {
  const { rowCount } = await db.query(
    "insert into node_run (id, auto_day, asked_at, asked_by, given_file) values ($1, $2, $3, $4, $5) on conflict do nothing",
    [run.id, run.autoDay, run.at, run.by, run.file],
  );
  return rowCount === 1;
}

export async function openRun(db: Queryable): Promise<NodeRun | null> {
  const { rows } = await db.query<NodeRun>(`select ${RUN} from node_run where state in ('asked', 'running')`);
  return rows[0] ?? null;
}

/** Whether the day has had its run by itself, begun or ended. */
export async function hasDailyRun(db: Queryable, day: string): Promise<boolean> {
  const { rows } = await db.query("select 1 from node_run where auto_day = $1", [day]);
  return rows.length > 0;
}

/** True when this connection is now the one that compares; the lock ends with it. */
export async function holdRuns(client: PoolClient): Promise<boolean> {
  const { rows } = await client.query<{ held: boolean }>("select pg_try_advisory_lock($1) as held", [RUN_LOCK]);
  return rows[0]!.held;
}

export async function releaseRuns(client: PoolClient): Promise<void> {
  await client.query("select pg_advisory_unlock($1)", [RUN_LOCK]);
}

export interface BegunRun {
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly extractedAt: string;
  readonly batchId: string;
}

/** From the beginning: what an earlier try had compared is compared again. */
export async function beginRun(client: ClientBase, id: string, begun: BegunRun): Promise<void> {
  await client.query("delete from node_seen where run_id = $1", [id]);
  await client.query(
    `update node_run set state = 'running', file = $2, sha256 = $3, bytes = $4, extracted_at = $5, batch_id = $6, position = 0, same = 0, tries = tries + 1,
       started_at = coalesce(started_at, clock_timestamp()), heartbeat_at = clock_timestamp() where id = $1`,
    [id, begun.file, begun.sha256, begun.bytes, begun.extractedAt, begun.batchId],
  );
}

export async function resumeRun(db: Queryable, id: string): Promise<void> {
  await db.query("update node_run set tries = tries + 1, heartbeat_at = clock_timestamp() where id = $1", [id]);
}

export interface KnownNotice {
  readonly taxCode: string;
  readonly protocol: string;
  readonly role: string;
  readonly digest: Uint8Array | null;
}

/** For each of these, in their order: the notice that we have, and whether it says the same. */
export async function compareNotices(db: Queryable, keys: readonly KnownNotice[]): Promise<{ noticeId: string | null; same: boolean }[]> {
  const { rows } = await db.query<{ noticeId: string | null; same: boolean }>({
    name: "compare-notices",
    text: `select n.id as "noticeId", coalesce(n.digest = k.digest, false) as same
      from unnest($1::text[], $2::text[], $3::text[], $4::bytea[]) with ordinality k (tax_code, protocol, role, digest, ord)
      left join notice n on n.tax_code = k.tax_code and n.protocol = k.protocol and n.role = k.role order by k.ord`,
    values: [keys.map((k) => k.taxCode), keys.map((k) => k.protocol), keys.map((k) => k.role), keys.map((k) => (k.digest === null ? null : Buffer.from(k.digest)))],
  });
  return rows;
}

/** How far the run came, in the transaction of what it wrote there. */
export async function advanceRun(client: ClientBase, id: string, step: { records: number; same: number; seen: readonly string[] }): Promise<void> {
  await client.query("insert into node_seen (run_id, notice_id) select $1, unnest($2::uuid[]) on conflict do nothing", [id, step.seen]);
  await client.query("update node_run set position = position + $2, same = same + $3, heartbeat_at = clock_timestamp() where id = $1", [id, step.records, step.same]);
}

/** Notices of these measures, and how many of them the state, wholly read, did not name. Those that came after its extraction are not missed. */
export async function countMissing(client: ClientBase, run: { id: string; extractedAt: string }, measure: string): Promise<{ known: number; missing: number }> {
  const { rows } = await client.query<{ known: number; missing: number }>(
    `select count(*)::int as known, count(*) filter (where n.sent_at < $2 and s.notice_id is null)::int as missing
     from notice n left join node_seen s on s.run_id = $1 and s.notice_id = n.id where n.measure = $3`,
    [run.id, run.extractedAt, measure],
  );
  return rows[0]!;
}

/** Notes who is missing, once more for who was missing before. */
export async function noteMissing(client: ClientBase, run: { id: string; extractedAt: string }, measure: string, now: string): Promise<void> {
  await client.query(
    `insert into node_absence as a (notice_id, case_id, first_run, last_run, since)
     select n.id, n.case_id, $1, $1, $4 from notice n
     where n.measure = $3 and n.sent_at < $2 and not exists (select 1 from node_seen s where s.run_id = $1 and s.notice_id = n.id)
     on conflict (notice_id) do update set last_run = excluded.last_run, states = a.states + 1 where a.last_run <> excluded.last_run`,
    [run.id, run.extractedAt, measure, now],
  );
}

/** Asks the office of each person missing long enough, once. Gives how many were asked. */
export async function askOffices(client: ClientBase, ask: { measure: string; states: number; now: string; dueOn: string; reason: string; advice: string }): Promise<number> {
  const { rows } = await client.query<{ asked: number }>(
    `with long as (
       select a.notice_id, a.case_id from node_absence a join notice n on n.id = a.notice_id
       where n.measure = $1 and a.states >= $2 and a.task_id is null for update of a
     ), opened as (
       insert into desk_task (id, case_id, kind, reason, detail, opened_at)
       select gen_random_uuid(), c.case_id, 'gone-from-node', $4, $5, $3 from (select distinct case_id from long) c
       on conflict (case_id, kind) where closed_at is null do nothing returning id, case_id
     ), noted as (
       update node_absence a set task_id = opened.id, due_on = $6 from long join opened using (case_id) where a.notice_id = long.notice_id
     )
     select count(*)::int as asked from opened`,
    [ask.measure, ask.states, ask.now, ask.reason, ask.advice, ask.dueOn],
  );
  return rows[0]!.asked;
}

/** Who was missing and is named again: the office need not decide any more. */
export async function noteBack(client: ClientBase, runId: string, now: string): Promise<number> {
  const { rows } = await client.query<{ back: number }>(
    `with back as (
       delete from node_absence a using node_seen s where s.run_id = $1 and s.notice_id = a.notice_id returning a.case_id, a.notice_id
     ), closed as (
       update desk_task t set closed_at = $2, closed_by = 'tornata-nel-nodo' from back
       where t.case_id = back.case_id and t.kind = 'gone-from-node' and t.closed_at is null
         and not exists (select 1 from node_absence o where o.case_id = back.case_id and o.notice_id not in (select notice_id from back))
     )
     select count(*)::int as back from back`,
    [runId, now],
  );
  return rows[0]!.back;
}

export interface EndedRun {
  readonly state: "done" | "failed";
  readonly gone: number;
  readonly back: number;
  readonly tasks: number;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
}

/** Ends the run and counts what it read in the day's figures. */
export async function endRun(client: ClientBase, id: string, end: EndedRun, day: string): Promise<void> {
  await client.query("delete from node_seen where run_id = $1", [id]);
  await client.query(
    `insert into node_day as d (day, flow, outcome, count)
     select $2, 'state', o.outcome, o.count from node_run r join batch b on b.id = r.batch_id
     cross join lateral (values ('created', b.rows_created), ('updated', b.rows_updated), ('older', b.rows_unchanged), ('same', r.same), ('refused', b.rows_rejected)) o (outcome, count)
     where r.id = $1 and o.count > 0
     on conflict (day, flow, outcome, code) do update set count = d.count + excluded.count`,
    [id, day],
  );
  await client.query(
    `update node_run set state = $2, gone = $3, back = $4, tasks = $5, error_code = $6, error_message = $7, file = null, finished_at = clock_timestamp() where id = $1`,
    [id, end.state, end.gone, end.back, end.tasks, end.errorCode, end.errorMessage],
  );
}
