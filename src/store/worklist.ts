// Queries of what operators put on a case of their own: who follows it, until when it waits and why, the note stuck on it.

import type { ClientBase } from "pg";

export interface OpenAssignment {
  readonly id: string;
  readonly caseId: string;
  readonly operator: string;
}

/** Of these cases those that the office may see, in id order; others are not among them. */
export async function visibleCases(client: ClientBase, caseIds: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    "select case_id as id from competence where case_id = any($1::uuid[]) and office_id = current_office() order by case_id",
    [caseIds],
  );
  return rows.map((row) => row.id);
}

/** Who follows each of these cases now. To be read under the locks of the cases. */
export async function openAssignments(client: ClientBase, caseIds: readonly string[]): Promise<OpenAssignment[]> {
  const { rows } = await client.query<OpenAssignment>(
    `select id, case_id as "caseId", operator from case_assignment where case_id = any($1::uuid[]) and ended_at is null`,
    [caseIds],
  );
  return rows;
}

export async function endAssignments(
  client: ClientBase,
  ids: readonly string[],
  end: { readonly at: string; readonly by: string; readonly because: "given-on" | "given-back" },
): Promise<void> {
  if (ids.length === 0) return;
  await client.query("update case_assignment set ended_at = $2, ended_by = $3, ended_because = $4 where id = any($1::uuid[])", [
    ids,
    end.at,
    end.by,
    end.because,
  ]);
}

export interface NewAssignment {
  readonly id: string;
  readonly caseId: string;
  readonly operator: string;
}

export async function insertAssignments(
  client: ClientBase,
  given: readonly NewAssignment[],
  act: { readonly office: string; readonly at: string; readonly by: string },
): Promise<void> {
  if (given.length === 0) return;
  await client.query(
    `insert into case_assignment (id, case_id, office_id, operator, assigned_at, assigned_by)
     select n.id, n.case_id, $4, n.operator, $5, $6 from unnest($1::uuid[], $2::uuid[], $3::text[]) n (id, case_id, operator)`,
    [given.map((one) => one.id), given.map((one) => one.caseId), given.map((one) => one.operator), act.office, act.at, act.by],
  );
}

export interface Wait {
  readonly id: string;
  readonly until: string;
  readonly reason: string;
  readonly note: string;
}

export async function openWait(client: ClientBase, caseId: string): Promise<Wait | null> {
  const { rows } = await client.query<Wait>(
    "select id, until_on as until, reason, note from case_wait where case_id = $1 and ended_at is null",
    [caseId],
  );
  return rows[0] ?? null;
}

/** Ends what is waited for, if anything is. "act": somebody has gone on with the case, so nothing is waited for any more. */
export async function endWait(client: ClientBase, caseId: string, end: { readonly at: string; readonly by: string; readonly because: "act" | "by-hand" | "again" }): Promise<void> {
  await client.query({
    name: "wait-end",
    text: "update case_wait set ended_at = $2, ended_by = $3, ended_because = $4 where case_id = $1 and ended_at is null",
    values: [caseId, end.at, end.by, end.because],
  });
}

export async function insertWait(client: ClientBase, caseId: string, wait: Wait, set: { readonly at: string; readonly by: string }): Promise<void> {
  await client.query("insert into case_wait (id, case_id, until_on, reason, note, set_at, set_by) values ($1, $2, $3, $4, $5, $6, $7)", [
    wait.id,
    caseId,
    wait.until,
    wait.reason,
    wait.note,
    set.at,
    set.by,
  ]);
}

export interface Note {
  readonly id: string;
  readonly reason: string;
  readonly text: string;
  readonly dueOn: string | null;
}

export async function openNote(client: ClientBase, caseId: string): Promise<Note | null> {
  const { rows } = await client.query<Note>(
    `select id, reason, text, due_on as "dueOn" from case_note where case_id = $1 and removed_at is null for update`,
    [caseId],
  );
  return rows[0] ?? null;
}

export async function removeNote(client: ClientBase, caseId: string, by: string, at: string): Promise<boolean> {
  const { rowCount } = await client.query("update case_note set removed_at = $2, removed_by = $3 where case_id = $1 and removed_at is null", [caseId, at, by]);
  return rowCount === 1;
}

export async function insertNote(client: ClientBase, caseId: string, note: Note, written: { readonly at: string; readonly by: string }): Promise<void> {
  await client.query("insert into case_note (id, case_id, reason, text, due_on, written_at, written_by) values ($1, $2, $3, $4, $5, $6, $7)", [
    note.id,
    caseId,
    note.reason,
    note.text,
    note.dueOn,
    written.at,
    written.by,
  ]);
}
