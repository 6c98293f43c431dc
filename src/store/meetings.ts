// Queries of the agreed meetings: the one that is open, its outcome, its moves, what was written of it.

import type { ClientBase } from "pg";
import type { MeetingOutcome } from "../domain/meetings/meeting.ts";
import type { MessageState } from "../domain/messages/receipts.ts";
import type { StoredSeat } from "./summons-acts.ts";

type Client = Pick<ClientBase, "query">;

export interface StoredMeeting {
  readonly appointmentId: string;
  readonly caseId: string;
  readonly benefitId: string;
  /** The seat in which it was first agreed: the meeting itself. */
  readonly meetingId: string;
  readonly moves: number;
  readonly outcome: MeetingOutcome | null;
  readonly officeId: string;
  readonly deskId: number;
  readonly startsAt: string;
  readonly day: string;
  readonly measure: string;
  readonly grantedOn: string;
  readonly surname: string;
  readonly name: string;
}

const MEETING = `select a.id as "appointmentId", a.case_id as "caseId", a.benefit_id as "benefitId", coalesce(a.meeting_of, a.id) as "meetingId",
    a.meeting_moves as moves, a.meeting_outcome as outcome, a.office_id as "officeId", a.desk_id as "deskId", a.starts_at as "startsAt", a.day,
    b.measure, b.granted_on as "grantedOn", p.surname, p.name
  from appointment a join case_file f on f.id = a.case_id join benefit b on b.id = f.benefit_id join person p on p.id = f.person_id`;

/** The meeting in a seat, open or over; null where the seat is none of an agreed meeting, or is not seen from here. Held until the end of the transaction. */
export async function lockMeeting(client: Client, appointmentId: string): Promise<StoredMeeting | null> {
  const { rows } = await client.query<StoredMeeting>(`${MEETING} where a.id = $1 and (a.state = 'agreed' or a.meeting_outcome is not null) for update of a`, [appointmentId]);
  return rows[0] ?? null;
}

/** The open meeting of a case; null when it has none. */
export async function openMeetingOf(client: Client, caseId: string): Promise<StoredMeeting | null> {
  const { rows } = await client.query<StoredMeeting>(`${MEETING} where a.case_id = $1 and a.state = 'agreed' and a.meeting_outcome is null`, [caseId]);
  return rows[0] ?? null;
}

/** Whether a seat is that of an agreed meeting, open or over. */
export async function isMeeting(client: Client, appointmentId: string): Promise<boolean> {
  const { rows } = await client.query("select 1 from appointment where id = $1 and (state = 'agreed' or meeting_outcome is not null)", [appointmentId]);
  return rows.length > 0;
}

/** Whether the case came on that day to an agreed meeting. */
export async function cameToMeeting(client: Client, caseId: string, day: string): Promise<boolean> {
  const { rows } = await client.query("select 1 from appointment where case_id = $1 and day = $2 and state = 'agreed' and meeting_outcome = 'came'", [caseId, day]);
  return rows.length > 0;
}

/** Writes what came of it; whoever has come, or has not, keeps the seat of that day, the others give it up. Null: it is open again. */
export async function setMeetingOutcome(client: Client, appointmentId: string, outcome: MeetingOutcome | null): Promise<void> {
  await client.query(
    `update appointment set meeting_outcome = $2, state = case when $2::text is null or $2 in ('came', 'missed') then 'agreed' else 'released' end where id = $1`,
    [appointmentId, outcome],
  );
}

/** Holds the seat to which a meeting is moved. A seat taken meanwhile is refused by the database (23P01). */
export async function holdMovedMeeting(client: Client, from: StoredMeeting, seat: StoredSeat): Promise<void> {
  await client.query(
    `insert into appointment (id, case_id, benefit_id, office_id, desk_id, starts_at, ends_at, day, hour, wave, state, meeting_of, meeting_moves)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, 'agreed', $10, $11)`,
    [seat.id, from.caseId, from.benefitId, seat.officeId, seat.deskId, seat.startsAt, seat.endsAt, seat.day, seat.hour, from.meetingId, from.moves + 1],
  );
}

export async function changeMeetingDesk(client: Client, appointmentId: string, deskId: number): Promise<void> {
  await client.query("update appointment set desk_id = $2 where id = $1 and state = 'agreed'", [appointmentId, deskId]);
}

export interface MeetingMessage {
  readonly id: string;
  readonly state: MessageState;
}

export interface MeetingDate {
  readonly startsAt: string;
  readonly day: string;
  readonly moves: number;
  readonly messages: readonly MeetingMessage[];
}

/** Every date a meeting has had, the first agreed before all, with what was written of each; the messages held until the end of the transaction. */
export async function datesOfMeeting(client: Client, meetingId: string): Promise<MeetingDate[]> {
  const { rows } = await client.query<{ id: string; startsAt: string; day: string; moves: number }>(
    `select id, starts_at as "startsAt", day, meeting_moves as moves from appointment where id = $1
     union all
     select id, starts_at, day, meeting_moves from appointment
     where case_id = (select case_id from appointment where id = $1) and meeting_of = $1 order by moves`,
    [meetingId],
  );
  const written = await client.query<MeetingMessage & { appointmentId: string }>(
    `select id, state, appointment_id as "appointmentId" from message where appointment_id = any($1::uuid[]) and kind in ('meeting-moved', 'meeting-cancelled')
     order by id for update`,
    [rows.map(({ id }) => id)],
  );
  return rows.map(({ id, ...date }) => ({ ...date, messages: written.rows.filter(({ appointmentId }) => appointmentId === id) }));
}

export interface WrittenOfMeeting {
  readonly kind: string;
  readonly channel: string;
  readonly recipient: string;
  readonly dueAt: string;
  readonly parts: number;
  readonly subject: string | null;
  readonly body: string;
}

/** What waits to leave for a seat. */
export async function writtenOfMeeting(client: Client, appointmentId: string): Promise<WrittenOfMeeting[]> {
  const { rows } = await client.query<WrittenOfMeeting>(
    `select m.kind, m.channel, m.recipient, m.due_at as "dueAt", m.parts, c.subject, c.body
     from message m join message_content c on c.message_id = m.id where m.appointment_id = $1 and m.state = 'due' order by m.channel desc, m.id`,
    [appointmentId],
  );
  return rows;
}

export interface EndedMeeting {
  readonly appointmentId: string;
  readonly caseId: string;
  readonly officeId: string;
  readonly startsAt: string;
}

/** The task of the desk: an id for each case, and the words, in which «{when}» becomes the hour that is given up. */
export interface AgreeAgain {
  readonly ids: readonly string[];
  readonly kind: string;
  readonly detail: string;
}

/**
 * Ends the open meetings of cases that leave their office or are over: seat released, unsent messages withdrawn, the desk that has each case now
 * asked to agree another, where there is one to agree. One statement whatever the number of cases; meetings that are past are left as they are.
 */
export async function endMeetings(client: Client, caseIds: readonly string[], now: string, again: AgreeAgain | null): Promise<EndedMeeting[]> {
  if (caseIds.length === 0) return [];
  const { rows } = await client.query<EndedMeeting>(
    `with asked as (select * from unnest($1::uuid[], $3::uuid[]) as x (case_id, task)), ended as (
       update appointment a set state = 'released', meeting_outcome = 'called-off', meeting_untold = true
       from asked where a.case_id = asked.case_id and a.state = 'agreed' and a.meeting_outcome is null and a.starts_at > $2
       returning a.id, a.case_id, a.office_id, a.starts_at, asked.task
     ), withdrawn as (
       update message m set state = 'withdrawn', settled_at = clock_timestamp() from ended where m.appointment_id = ended.id and m.state = 'due'
     ), asking as (
       insert into desk_task (id, case_id, kind, reason, detail, opened_at)
       select task, case_id, $4, 'case-moved', replace($5, '{when}', to_char(starts_at at time zone 'Europe/Rome', 'DD/MM/YYYY "alle" HH24:MI')), $2 from ended where task is not null
       on conflict (case_id, kind) where closed_at is null do nothing
     )
     select id as "appointmentId", case_id as "caseId", office_id as "officeId", starts_at as "startsAt" from ended`,
    [caseIds, now, again?.ids ?? null, again?.kind ?? null, again?.detail ?? null],
  );
  return rows;
}

export interface UntoldMeeting {
  readonly id: string;
  /** Another office than the one of the meeting has the case now. */
  readonly moved: boolean;
}

/** Meetings that ended with the case and that nobody was told of, after `after` in id order, locked; past ones are left alone, and whoever has died. */
export async function nextUntoldMeetings(client: Client, now: string, after: string, limit: number): Promise<UntoldMeeting[]> {
  const { rows } = await client.query<UntoldMeeting>(
    `select a.id, not exists (select 1 from competence c where c.case_id = a.case_id and c.office_id = a.office_id) as moved
     from appointment a where a.meeting_untold and a.starts_at > $1 and a.id > $2
       and not exists (select 1 from dossier_item d where d.case_id = a.case_id and d.procedure = 'vita-del-caso' and d.state = 'dead')
     order by a.id limit $3 for update of a skip locked`,
    [now, after, limit],
  );
  return rows;
}

export async function markMeetingsTold(client: Client, ids: readonly string[]): Promise<void> {
  await client.query("update appointment set meeting_untold = false where id = any($1::uuid[])", [ids]);
}
