// Queries of the decisions that a person takes: an office for a case nobody could route, an uncertain message, a desk task, a gateway.

import type { ClientBase } from "pg";

export interface Competence {
  readonly officeId: string;
  readonly since: string;
  readonly rule: string;
}

export async function isQueued(client: ClientBase, caseId: string): Promise<boolean> {
  const { rows } = await client.query("select 1 from routing_queue where case_id = $1", [caseId]);
  return rows.length > 0;
}

/** Takes the case out of the queue; false when it was no longer there. */
export async function takeFromQueue(client: ClientBase, caseId: string): Promise<{ reason: string; detail: string | null } | null> {
  const { rows } = await client.query<{ reason: string; detail: string | null }>(
    "delete from routing_queue where case_id = $1 returning reason, detail",
    [caseId],
  );
  return rows[0] ?? null;
}

/** Makes the office competent by decision, keeping what was before; gives the competence that ended, if another office had it. */
export async function decideCompetence(client: ClientBase, caseId: string, officeId: string, now: string): Promise<Competence | null> {
  const { rows } = await client.query<Competence>(
    `select office_id as "officeId", since, rule from competence where case_id = $1 for update`,
    [caseId],
  );
  const before = rows[0];
  if (before !== undefined && before.officeId !== officeId) {
    await client.query(
      `insert into competence_history (case_id, office_id, since, until, rule) values ($1, $2, $3, $4, $5)
       on conflict (case_id, since) do nothing`,
      [caseId, before.officeId, before.since, now, before.rule],
    );
  }
  await client.query(
    `insert into competence (case_id, office_id, since, rule) values ($1, $2, $3, 'decision')
     on conflict (case_id) do update set rule = 'decision', office_id = excluded.office_id,
       since = case when competence.office_id = excluded.office_id then competence.since else excluded.since end`,
    [caseId, officeId, now],
  );
  return before !== undefined && before.officeId !== officeId ? before : null;
}

export async function officeOpenOn(client: ClientBase, officeId: string, day: string): Promise<boolean> {
  const { rows } = await client.query("select 1 from office where id = $1 and valid @> $2::date", [officeId, day]);
  return rows.length > 0;
}

export interface UncertainMessage {
  readonly id: string;
  readonly caseId: string;
  readonly summonsId: string;
  readonly state: string;
  readonly kind: string;
  readonly channel: string;
  readonly failure: string | null;
  readonly expiresAt: string;
  /** It speaks of the appointment as it is now (a cancellation: of one that is no more). */
  readonly stillTrue: boolean;
}

export async function lockMessage(client: ClientBase, messageId: string): Promise<UncertainMessage | null> {
  const { rows } = await client.query<UncertainMessage>(
    `select m.id, m.case_id as "caseId", m.summons_id as "summonsId", m.state, m.kind, m.channel, m.failure, m.expires_at as "expiresAt",
       case when m.kind = 'cancelled' then s.state = 'cancelled'
            else s.appointment_id = m.appointment_id and s.state in ('issued', 'not-delivered', 'confirmed', 'asks-another-date', 'declined') end as "stillTrue"
     from message m join summons s on s.id = m.summons_id where m.id = $1 for update of m`,
    [messageId],
  );
  return rows[0] ?? null;
}

/** The same message, the same key, before every other: its content was never touched. */
export async function sendAgain(client: ClientBase, messageId: string): Promise<void> {
  await client.query(
    `update message set state = 'due', priority = 0, attempts = 0, worker_id = null, not_before = null, settled_at = null, failure = null
     where id = $1`,
    [messageId],
  );
}

export async function assumeSent(client: ClientBase, messageId: string): Promise<void> {
  await client.query(
    "update message set state = 'accepted', accepted_at = clock_timestamp(), settled_at = null, failure = 'assumed-sent' where id = $1",
    [messageId],
  );
}

export async function uncertainLeft(client: ClientBase, caseId: string): Promise<number> {
  const { rows } = await client.query<{ n: number }>(
    "select count(*)::int as n from message where case_id = $1 and state = 'uncertain'",
    [caseId],
  );
  return rows[0]?.n ?? 0;
}

export interface DeskTask {
  readonly id: string;
  readonly caseId: string;
  readonly kind: string;
  readonly reason: string;
  readonly closedAt: string | null;
}

export async function lockTask(client: ClientBase, taskId: string): Promise<DeskTask | null> {
  const { rows } = await client.query<DeskTask>(
    `select id, case_id as "caseId", kind, reason, closed_at as "closedAt" from desk_task where id = $1 for update`,
    [taskId],
  );
  return rows[0] ?? null;
}

export async function closeTask(client: ClientBase, taskId: string, now: string, by: string): Promise<void> {
  await client.query("update desk_task set closed_at = $2, closed_by = $3 where id = $1", [taskId, now, by]);
}

/** Locks the gateway's row and gives its state; null when there is no such gateway. */
export async function lockGateway(client: ClientBase, gatewayId: string): Promise<"open" | "paused" | "held" | null> {
  const { rows } = await client.query<{ state: "open" | "paused" | "held" }>("select state from gateway where id = $1 for update", [gatewayId]);
  return rows[0]?.state ?? null;
}

/** A pause decided by a person has no end of its own: only a person opens it again. */
export async function writeGatewayState(client: ClientBase, gatewayId: string, state: "open" | "paused", reason: string): Promise<void> {
  await client.query(
    `update gateway set state = $2, state_reason = case when $2 = 'paused' then $3 end, state_since = clock_timestamp(),
       paused_until = null, failures = 0, relapses = 0, sick_since = null where id = $1`,
    [gatewayId, state, reason],
  );
}
