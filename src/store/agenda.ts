// Queries of the agenda by hand: exceptions to the hours, entered and withdrawn, and the register of the office that decides them.

import type { ClientBase } from "pg";
import type { Weekday } from "../domain/calendar/days.ts";

export interface ExceptionRow {
  readonly id: string;
  readonly kind: "opening" | "closure";
  /** First and last day, both included. */
  readonly from: string;
  readonly to: string;
  readonly weekdays: Weekday[];
  readonly fromMinute: number | null;
  readonly toMinute: number | null;
  readonly deskId: number | null;
  readonly reason: string;
  readonly enteredAt: string;
  readonly enteredBy: string;
  readonly withdrawnAt: string | null;
  readonly withdrawnBy: string | null;
  readonly withdrawnReason: string | null;
}

const COLUMNS = `id, kind, lower(days) as "from", upper(days) - 1 as "to", weekdays, from_minute as "fromMinute", to_minute as "toMinute", desk_id as "deskId",
  reason, entered_at as "enteredAt", entered_by as "enteredBy", withdrawn_at as "withdrawnAt", withdrawn_by as "withdrawnBy", withdrawn_reason as "withdrawnReason"`;

/** Exceptions in force that fall on these days or touch them, in one order for everybody. */
export async function exceptionsOf(client: Pick<ClientBase, "query">, officeId: string, fromDay: string, toDay: string): Promise<ExceptionRow[]> {
  if (fromDay > toDay) return [];
  const { rows } = await client.query<ExceptionRow>(
    `select ${COLUMNS} from agenda_exception where office_id = $1 and withdrawn_at is null and days && daterange($2, $3, '[]') order by lower(days), id`,
    [officeId, fromDay, toDay],
  );
  return rows;
}

/** The office's exceptions from a day on, those withdrawn too: first what comes first. */
export async function listExceptions(client: Pick<ClientBase, "query">, officeId: string, fromDay: string, limit: number): Promise<ExceptionRow[]> {
  const { rows } = await client.query<ExceptionRow>(
    `select ${COLUMNS} from agenda_exception where office_id = $1 and days && daterange($2, null) order by lower(days), from_minute nulls first, id limit $3`,
    [officeId, fromDay, limit],
  );
  return rows;
}

export async function readException(client: Pick<ClientBase, "query">, officeId: string, id: string): Promise<ExceptionRow | null> {
  const { rows } = await client.query<ExceptionRow>(`select ${COLUMNS} from agenda_exception where office_id = $1 and id = $2`, [officeId, id]);
  return rows[0] ?? null;
}

export interface NewException {
  readonly id: string;
  readonly officeId: string;
  readonly kind: "opening" | "closure";
  readonly from: string;
  readonly to: string;
  readonly weekdays: readonly Weekday[];
  readonly fromMinute: number | null;
  readonly toMinute: number | null;
  readonly deskId: number | null;
  readonly reason: string;
}

export async function insertException(client: Pick<ClientBase, "query">, one: NewException, entered: { readonly at: string; readonly by: string }): Promise<void> {
  await client.query(
    `insert into agenda_exception (id, office_id, kind, days, weekdays, from_minute, to_minute, desk_id, reason, entered_at, entered_by)
     values ($1, $2, $3, daterange($4, $5, '[]'), $6, $7, $8, $9, $10, $11, $12)`,
    [one.id, one.officeId, one.kind, one.from, one.to, one.weekdays, one.fromMinute, one.toMinute, one.deskId, one.reason, entered.at, entered.by],
  );
}

export async function withdrawException(client: Pick<ClientBase, "query">, id: string, withdrawn: { readonly at: string; readonly by: string; readonly reason: string }): Promise<void> {
  await client.query("update agenda_exception set withdrawn_at = $2, withdrawn_by = $3, withdrawn_reason = $4 where id = $1 and withdrawn_at is null", [
    id, withdrawn.at, withdrawn.by, withdrawn.reason,
  ]);
}

/** Whoever decides about the hours of an office does it one after the other. Held until the end of the transaction. */
export async function lockAgenda(client: Pick<ClientBase, "query">, officeId: string): Promise<void> {
  await client.query("select pg_advisory_xact_lock(hashtextextended('agenda/' || $1, 0))", [officeId]);
}

/** The subject on which the acts of an office about itself hang in the register. */
export async function officeSubject(client: Pick<ClientBase, "query">, officeId: string): Promise<string> {
  const { rows } = await client.query<{ id: string }>("select office_subject($1) as id", [officeId]);
  return rows[0]!.id;
}

/** Puts an appointment on another desk, at the hour it has: for the person nothing changes. A desk taken meanwhile is refused by the database (23P01). */
export async function changeDesk(client: Pick<ClientBase, "query">, appointmentId: string, deskId: number): Promise<void> {
  await client.query("update appointment set desk_id = $2, lane = 0 where id = $1 and state = 'held'", [appointmentId, deskId]);
}

export interface HeldNow {
  readonly appointmentId: string;
  readonly caseId: string;
  readonly deskId: number;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly measure: string;
  readonly grantedOn: string;
  readonly summonsId: string | null;
  readonly summonsVersion: number | null;
  readonly summonsState: string | null;
}

/** The seat that a case holds now with the summons that hangs on it; null when none. `lock`: kept as it is until the end of the transaction. */
export async function heldNow(client: Pick<ClientBase, "query">, caseId: string, lock = false): Promise<HeldNow | null> {
  const { rows } = await client.query<HeldNow>(
    `select a.id as "appointmentId", a.case_id as "caseId", a.desk_id as "deskId", a.starts_at as "startsAt", a.ends_at as "endsAt", b.measure,
       b.granted_on as "grantedOn", s.id as "summonsId", s.version as "summonsVersion", s.state as "summonsState"
     from appointment a join case_file f on f.id = a.case_id join benefit b on b.id = f.benefit_id
     left join lateral (select id, version, state from summons where appointment_id = a.id order by attempt desc limit 1) s on true
     where a.case_id = $1 and a.state = 'held' ${lock ? "for update of a" : ""}`,
    [caseId],
  );
  return rows[0] ?? null;
}

export interface SeatHolder {
  readonly caseId: string;
  readonly name: string;
  readonly surname: string;
  /** Who gave them the seat, and when; null where the register does not say. */
  readonly by: string | null;
  readonly at: string | null;
}

/** Acts that give a seat. */
const SEATING = ["convocazione/move", "convocazione/plan", "convocazione/agree-at-desk", "appointment-planned", "appointment-moved", "appointment-desk-changed"];

/** Who sits at a desk at an hour, and by whose act. */
export async function seatHolder(client: Pick<ClientBase, "query">, deskId: number, startsAt: string): Promise<SeatHolder | null> {
  const { rows } = await client.query<SeatHolder>(
    `select a.case_id as "caseId", p.name, p.surname, t.actor as by, t.happened_at as at
     from appointment a join case_file f on f.id = a.case_id join person p on p.id = f.person_id
     left join lateral (select actor, happened_at from act where subject_id = a.case_id and kind = any($3::text[]) order by seq desc limit 1) t on true
     where a.desk_id = $1 and a.state = 'held' and a.lane = 0 and tstzrange(a.starts_at, a.ends_at) @> $2::timestamptz limit 1`,
    [deskId, startsAt, SEATING],
  );
  return rows[0] ?? null;
}
