// Queries about the persons of whom the national node is asked.

import type { ClientBase, Pool } from "pg";

type Queryable = Pick<ClientBase, "query"> | Pool;

export async function personOfCase(db: Queryable, caseId: string): Promise<{ taxCode: string } | null> {
  const { rows } = await db.query<{ taxCode: string }>(
    `select p.tax_code as "taxCode" from case_file f join person p on p.id = f.person_id where f.id = $1`,
    [caseId],
  );
  return rows[0] ?? null;
}

export interface CaseNotice {
  readonly taxCode: string;
  readonly protocol: string;
  readonly role: string;
  readonly version: number;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** The notices of a case as they stand now, always in the same order. */
export async function noticesOfCase(db: Queryable, caseId: string): Promise<CaseNotice[]> {
  const { rows } = await db.query<CaseNotice>(`select tax_code as "taxCode", protocol, role, version, payload from notice where case_id = $1 order by id`, [caseId]);
  return rows;
}

/** Cases that are missing long enough for their office to be asked, and have not been asked about yet. */
export async function nextToConfirm(db: Queryable, measure: string, states: number, limit: number): Promise<string[]> {
  const { rows } = await db.query<{ caseId: string }>(
    `select distinct a.case_id as "caseId" from node_absence a join notice n on n.id = a.notice_id
     where n.measure = $1 and a.states >= $2 and a.task_id is null order by 1 limit $3`,
    [measure, states, limit],
  );
  return rows.map(({ caseId }) => caseId);
}

/** The node names them after all, asked one by one. */
export async function forgetAbsence(db: Queryable, caseIds: readonly string[]): Promise<void> {
  await db.query("delete from node_absence where case_id = any($1::uuid[])", [caseIds]);
}
