// Runs of the retention: one at a time, gone on with when it was killed, each with what it erased and the proof.

import type { ClientBase } from "pg";

const RETENTION_LOCK = 7_302_021;

/** Holds the retention for this connection; false when another one has it. */
export async function holdRetention(client: ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ held: boolean }>("select pg_try_advisory_lock($1) as held", [
    RETENTION_LOCK,
  ]);
  return rows[0]?.held === true;
}

export async function releaseRetention(client: ClientBase): Promise<void> {
  await client.query("select pg_advisory_unlock($1)", [RETENTION_LOCK]);
}

export interface RetentionRun {
  readonly id: string;
  /** True for one that was killed and is gone on with. */
  readonly resumed: boolean;
}

/** The run that was not finished, or a new one. */
export async function beginRun(
  client: ClientBase,
  run: { readonly id: string; readonly actor: string; readonly rules: Buffer },
): Promise<RetentionRun> {
  const found = await client.query<{ id: string }>("select id from retention_run where finished_at is null");
  const [unfinished] = found.rows;
  if (unfinished !== undefined) {
    await client.query("update retention_run set rules = $2 where id = $1", [unfinished.id, run.rules]);
    return { id: unfinished.id, resumed: true };
  }
  await client.query(
    "insert into retention_run (id, business_at, actor, rules) values ($1, business_now(), $2, $3)",
    [run.id, run.actor, run.rules],
  );
  return { id: run.id, resumed: false };
}

/** Adds to what the run has erased, in the transaction that erases it. Keys: kind of data, then table. */
export async function addErased(
  client: ClientBase,
  id: string,
  kind: string,
  units: number,
  gone: Readonly<Record<string, number>>,
): Promise<void> {
  const { rows } = await client.query<{ erased: Erased }>(
    "select erased from retention_run where id = $1 for update",
    [id],
  );
  const erased = rows[0]?.erased ?? {};
  const before = erased[kind] ?? { units: 0, rows: {} };
  const tables = { ...before.rows };
  for (const [table, rowsGone] of Object.entries(gone)) tables[table] = (tables[table] ?? 0) + rowsGone;
  await client.query("update retention_run set erased = $2 where id = $1", [
    id,
    JSON.stringify({ ...erased, [kind]: { units: before.units + units, rows: tables } }),
  ]);
}

export type Erased = Readonly<
  Record<string, { readonly units: number; readonly rows: Readonly<Record<string, number>> }>
>;

export async function readErased(client: ClientBase, id: string): Promise<Erased> {
  const { rows } = await client.query<{ erased: Erased }>("select erased from retention_run where id = $1", [
    id,
  ]);
  return rows[0]?.erased ?? {};
}

export async function finishRun(
  client: ClientBase,
  id: string,
  proof: Readonly<Record<string, number>>,
): Promise<void> {
  await client.query("update retention_run set finished_at = now(), proof = $2 where id = $1", [
    id,
    JSON.stringify(proof),
  ]);
}

export interface KeptFigure {
  readonly measure: string;
  readonly officeId: string;
  readonly grantedYear: number;
  readonly what: string;
  readonly amount: number;
}

/** Raw numbers, small ones too: only for `shownFigures`, which holds those back. */
export async function readFigures(client: ClientBase): Promise<KeptFigure[]> {
  const { rows } = await client.query<KeptFigure>(
    `select measure, office_id as "officeId", granted_year as "grantedYear", what, amount from kept_figure order by 1, 3, 4, 2`,
  );
  return rows;
}
