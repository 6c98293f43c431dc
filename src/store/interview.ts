// Queries of the first interview: the one that is open, its steps, the meeting agreed for the next time.

import type { ClientBase } from "pg";
import type { StoredSeat } from "./summons-acts.ts";

export interface StoredInterview {
  readonly id: string;
  readonly startedAt: string;
  readonly startedBy: string;
  readonly closedAt: string | null;
  readonly closedBy: string | null;
  readonly outcome: string | null;
}

export interface StoredStep {
  readonly step: string;
  readonly actId: string;
  readonly doneAt: string;
  readonly doneBy: string;
}

/** The last interview of a case, open or closed; null before the first. */
export async function readInterview(client: ClientBase, caseId: string): Promise<StoredInterview | null> {
  const { rows } = await client.query<StoredInterview>(
    `select id, started_at as "startedAt", started_by as "startedBy", closed_at as "closedAt", closed_by as "closedBy", outcome
     from interview where case_id = $1 order by closed_at is not null, started_at desc limit 1`,
    [caseId],
  );
  return rows[0] ?? null;
}

export async function readSteps(client: ClientBase, interviewId: string): Promise<StoredStep[]> {
  const { rows } = await client.query<StoredStep>(
    `select step, act_id as "actId", done_at as "doneAt", done_by as "doneBy" from interview_step where interview_id = $1`,
    [interviewId],
  );
  return rows;
}

/** The open interview of a case, begun where there is none. The case is held by the caller. */
export async function openInterview(
  client: ClientBase,
  begun: { readonly id: string; readonly caseId: string; readonly now: string; readonly by: string },
): Promise<string> {
  await client.query(
    `insert into interview (id, case_id, started_at, started_by) values ($1, $2, $3, $4)
     on conflict (case_id) where closed_at is null do nothing`,
    [begun.id, begun.caseId, begun.now, begun.by],
  );
  const { rows } = await client.query<{ id: string }>(
    "select id from interview where case_id = $1 and closed_at is null",
    [begun.caseId],
  );
  return rows[0]!.id;
}

export async function putStep(
  client: ClientBase,
  done: {
    readonly interviewId: string;
    readonly caseId: string;
    readonly step: string;
    readonly actId: string;
    readonly now: string;
    readonly by: string;
  },
): Promise<void> {
  await client.query(
    `insert into interview_step (interview_id, case_id, step, act_id, done_at, done_by) values ($1, $2, $3, $4, $5, $6)
     on conflict (interview_id, step) do update set act_id = excluded.act_id, done_at = excluded.done_at, done_by = excluded.done_by`,
    [done.interviewId, done.caseId, done.step, done.actId, done.now, done.by],
  );
}

export async function closeInterview(
  client: ClientBase,
  id: string,
  closed: { readonly now: string; readonly by: string; readonly outcome: string },
): Promise<void> {
  await client.query(
    "update interview set closed_at = $2, closed_by = $3, outcome = $4 where id = $1 and closed_at is null",
    [id, closed.now, closed.by, closed.outcome],
  );
}

/** Holds a seat for the next meeting. A seat taken meanwhile is refused by the database (23P01). */
export async function holdMeeting(
  client: ClientBase,
  caseId: string,
  benefitId: string,
  seat: StoredSeat,
): Promise<void> {
  await client.query(
    `insert into appointment (id, case_id, benefit_id, office_id, desk_id, starts_at, ends_at, day, hour, wave, state)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, 'agreed')`,
    [seat.id, caseId, benefitId, seat.officeId, seat.deskId, seat.startsAt, seat.endsAt, seat.day, seat.hour],
  );
}

/** Gives up the meetings agreed after `now`: another takes their place. */
export async function releaseMeetings(client: ClientBase, caseId: string, now: string): Promise<void> {
  await client.query(
    "update appointment set state = 'released', meeting_outcome = 'replaced' where case_id = $1 and state = 'agreed' and meeting_outcome is null and starts_at > $2",
    [caseId, now],
  );
}

export interface Meeting {
  readonly id: string;
  readonly startsAt: string;
  readonly desk: string;
}

/** The next meeting that is held, agreed or convened; null when there is none after `now`. */
export async function nextMeeting(client: ClientBase, caseId: string, now: string): Promise<Meeting | null> {
  const { rows } = await client.query<Meeting>(
    `select a.id, a.starts_at as "startsAt", d.label as desk from appointment a join desk d on d.id = a.desk_id
     where a.case_id = $1 and a.state in ('held', 'agreed') and a.meeting_outcome is null and a.starts_at > $2 order by a.starts_at limit 1`,
    [caseId, now],
  );
  return rows[0] ?? null;
}
