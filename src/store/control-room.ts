// The control room's figures: the changes that wait are followed, and what was kept is compared with what the tables say.

import type { ClientBase, Pool } from "pg";

/** Changes in one transaction: a case that changed more than once among them is brought up to date once. */
const AT_ONCE = 4_000;

/** Brings the cases of the changes that wait up to date, one transaction; how many changes were taken: 0 also while another follows. */
export async function followChanges(pool: Pool, most = AT_ONCE): Promise<number> {
  const { rows } = await pool.query<{ taken: number }>("select control_follow($1) as taken", [most]);
  return rows[0]!.taken;
}

/** Forgets what was kept and puts every case in the queue; how many wait. */
export async function forgetFigures(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ waiting: string }>("select control_rebuild() as waiting");
  return Number(rows[0]!.waiting);
}

export interface FigureFault {
  readonly officeId: string;
  readonly family: string;
  readonly key: string;
  readonly stage: string;
  readonly kept: number;
  readonly counted: number;
}

/** Cases after `after`, in order: null when there are no more. */
export async function nextCases(client: ClientBase, after: string, most: number): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>("select id from control_cases_after($1, $2) as id", [after, most]);
  return rows.map(({ id }) => id);
}

/** Of these cases those whose kept row is not what their tables say; what waits in the queue is not judged. */
export async function wrongCases(client: ClientBase, cases: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>("select id from control_check_cases($1) as id", [cases]);
  return rows.map(({ id }) => id);
}

/** Figures that are not the sum of the kept rows. */
export async function wrongFigures(client: ClientBase): Promise<FigureFault[]> {
  const { rows } = await client.query<FigureFault & Record<string, unknown>>(
    `select office_id as "officeId", family, key, stage, kept::int, counted::int from control_check_figures() order by 1, 2, 3, 4`,
  );
  return rows;
}
