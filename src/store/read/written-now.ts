// What the transaction that is still open has written on a household: messages, terms, tasks, acts.

import type { Queryable } from "./query.ts";

export interface WrittenMessage {
  readonly caseId: string;
  readonly kind: string;
  readonly channel: string;
  readonly recipient: string;
  readonly subject: string | null;
  readonly body: string;
  readonly parts: number;
  readonly dueAt: string;
}

export interface Written {
  readonly messages: readonly WrittenMessage[];
  /** Open terms, with their name in their procedure. */
  readonly terms: readonly { readonly procedure: string; readonly kind: string; readonly startsOn: string; readonly dueOn: string; readonly citation: string | null }[];
  readonly tasks: readonly { readonly kind: string; readonly reason: string; readonly detail: string | null }[];
  /** Kinds of the acts, the one asked for first. */
  readonly acts: readonly { readonly kind: string; readonly caseId: string }[];
}

const HOUSEHOLD = "(select o.id from case_file f join case_file o on o.benefit_id = f.benefit_id where f.id = $1)";
const OURS = "xmin = pg_current_xact_id()::xid";

/** Rows of the household's cases that this transaction has made or changed, as far as the office may see them. */
export async function readWritten(db: Queryable, caseId: string): Promise<Written> {
  const messages = await db.query<WrittenMessage & Record<string, unknown>>(
    `select m.case_id as "caseId", m.kind, m.channel, m.recipient, t.subject, t.body, m.parts, m.due_at as "dueAt"
     from message m join message_content t on t.message_id = m.id
     where m.case_id in ${HOUSEHOLD} and m.${OURS} and m.state = 'due' order by m.due_at, m.channel desc`,
    [caseId],
  );
  const terms = await db.query<Written["terms"][number] & Record<string, unknown>>(
    `select t.procedure, t.kind, t.starts_on as "startsOn", t.due_on as "dueOn", t.citation from item_term t
     where t.case_id in ${HOUSEHOLD} and t.${OURS} and t.met_at is null order by t.due_on`,
    [caseId],
  );
  const tasks = await db.query<Written["tasks"][number] & Record<string, unknown>>(
    `select d.kind, d.reason, d.detail from desk_task d where d.case_id in ${HOUSEHOLD} and d.${OURS} and d.closed_at is null order by d.opened_at, d.id`,
    [caseId],
  );
  const acts = await db.query<Written["acts"][number] & Record<string, unknown>>(
    `select a.kind, a.subject_id as "caseId" from act a
     where a.subject_kind = 'case' and a.subject_id in ${HOUSEHOLD} and a.${OURS} order by a.id`,
    [caseId],
  );
  return { messages: messages.rows, terms: terms.rows, tasks: tasks.rows, acts: acts.rows };
}
