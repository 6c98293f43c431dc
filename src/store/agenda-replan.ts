// Queries of people moved together: who is hit, the plan approved, what is still to be carried out, who was told what.

import type { ClientBase } from "pg";

type Client = Pick<ClientBase, "query">;

export interface BookedPerson {
  readonly appointmentId: string;
  readonly caseId: string;
  readonly personId: string;
  readonly benefitId: string;
  readonly deskId: number;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly measure: string;
  readonly grantedOn: string;
  readonly birthDate: string;
  readonly taxCode: string;
  readonly name: string;
  readonly surname: string;
  readonly reach: string;
  readonly summonsId: string | null;
  readonly summonsState: string | null;
  /** Due date of the notice's term, if it still runs. */
  readonly dueOn: string | null;
}

/** Everybody booked in an office, by a summons or for an agreed meeting, after `now` on the days from `fromDay` to `toDay`; or, where given, only these cases. */
export async function bookedBetween(client: Client, officeId: string, days: { readonly from: string; readonly to: string }, now: string, only: readonly string[] | null = null): Promise<BookedPerson[]> {
  const { rows } = await client.query<BookedPerson>(
    `select a.id as "appointmentId", a.case_id as "caseId", p.id as "personId", a.benefit_id as "benefitId", a.desk_id as "deskId", a.starts_at as "startsAt",
       a.ends_at as "endsAt", b.measure, b.granted_on as "grantedOn", p.birth_date as "birthDate", p.tax_code as "taxCode", p.name, p.surname, p.reach,
       s.id as "summonsId", s.state as "summonsState", t.due_on as "dueOn"
     from (
       select * from appointment where office_id = $1 and day between $2 and $3 and state = 'held'
       union all
       select * from appointment where office_id = $1 and day between $2 and $3 and state = 'agreed' and meeting_outcome is null
     ) a join case_file f on f.id = a.case_id join person p on p.id = f.person_id join benefit b on b.id = f.benefit_id
     left join lateral (select id, state from summons where appointment_id = a.id order by attempt desc limit 1) s on true
     left join term t on t.case_id = a.case_id and t.kind = 'T2' and t.met_at is null and a.state = 'held'
     where a.lane = 0 and a.starts_at > $4
       and ($5::uuid[] is null or a.case_id = any($5))
     order by a.starts_at, a.desk_id`,
    [officeId, days.from, days.to, now, only],
  );
  return rows;
}

/** The target day of the last plan; null before any. */
export async function planTarget(client: Client): Promise<string | null> {
  const { rows } = await client.query<{ target: string | null }>("select parameters ->> 'target' as target from plan order by made_at desc limit 1");
  return rows[0]?.target ?? null;
}

export interface NewReplan {
  readonly id: string;
  readonly officeId: string;
  readonly exceptionId: string;
  readonly reason: string;
  readonly approvedAt: string;
  readonly approvedBy: string;
  readonly approvedRole: string;
  readonly onBehalfOf: string | null;
}

export interface ReplanSeat {
  readonly caseId: string;
  readonly appointmentId: string;
  readonly deskId: number | null;
  readonly startsAt: string | null;
}

export async function insertReplan(client: Client, replan: NewReplan, seats: readonly ReplanSeat[]): Promise<void> {
  await client.query(
    `insert into agenda_replan (id, office_id, exception_id, reason, approved_at, approved_by, approved_role, on_behalf_of) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [replan.id, replan.officeId, replan.exceptionId, replan.reason, replan.approvedAt, replan.approvedBy, replan.approvedRole, replan.onBehalfOf],
  );
  await client.query(
    `insert into agenda_replan_seat (replan_id, case_id, appointment_id, desk_id, starts_at)
     select $1, c, a, d, s from unnest($2::uuid[], $3::uuid[], $4::int[], $5::timestamptz[]) t (c, a, d, s)`,
    [replan.id, seats.map((one) => one.caseId), seats.map((one) => one.appointmentId), seats.map((one) => one.deskId), seats.map((one) => one.startsAt)],
  );
}

export interface RunningReplan extends NewReplan {
  readonly doneAt: string | null;
}

const REPLAN = `id, office_id as "officeId", exception_id as "exceptionId", reason, approved_at as "approvedAt", approved_by as "approvedBy",
  approved_role as "approvedRole", on_behalf_of as "onBehalfOf", done_at as "doneAt"`;

export async function readReplan(client: Client, id: string): Promise<RunningReplan | null> {
  const { rows } = await client.query<RunningReplan>(`select ${REPLAN} from agenda_replan where id = $1`, [id]);
  return rows[0] ?? null;
}

/** Those not carried out to the end, the oldest first, of every office that may be seen. */
export async function unfinishedReplans(client: Client): Promise<RunningReplan[]> {
  const { rows } = await client.query<RunningReplan>(`select ${REPLAN} from agenda_replan where done_at is null order by approved_at, id`);
  return rows;
}

export interface WaitingSeat extends ReplanSeat {
  readonly tries: number;
}

/** Some of those still to be moved, locked; another process's are passed over. */
export async function nextWaiting(client: Client, replanId: string, limit: number): Promise<WaitingSeat[]> {
  const { rows } = await client.query<WaitingSeat>(
    `select case_id as "caseId", appointment_id as "appointmentId", desk_id as "deskId", starts_at as "startsAt", tries from agenda_replan_seat
     where replan_id = $1 and state = 'waiting' order by starts_at nulls last, case_id, appointment_id limit $2 for update skip locked`,
    [replanId, limit],
  );
  return rows;
}

export type ReplanState = "moved" | "same-time" | "task" | "elsewhere";

export async function settleSeat(client: Client, replanId: string, appointmentId: string, state: ReplanState, now: string): Promise<void> {
  await client.query("update agenda_replan_seat set state = $3, settled_at = $4 where replan_id = $1 and appointment_id = $2", [replanId, appointmentId, state, now]);
}

/** The seat that was meant for them is gone: another is to be found, or (`seat`) was. */
export async function chooseSeatAgain(client: Client, replanId: string, appointmentId: string, seat: { readonly deskId: number; readonly startsAt: string } | null): Promise<void> {
  await client.query(
    "update agenda_replan_seat set desk_id = $3, starts_at = $4, tries = tries + case when $3::int is null then 1 else 0 end where replan_id = $1 and appointment_id = $2 and state = 'waiting'",
    [replanId, appointmentId, seat?.deskId ?? null, seat?.startsAt ?? null],
  );
}

export interface ReplanCounts {
  readonly all: number;
  readonly waiting: number;
  readonly moved: number;
  readonly sameTime: number;
  readonly task: number;
  readonly elsewhere: number;
}

export async function replanCounts(client: Client, replanId: string): Promise<ReplanCounts> {
  const { rows } = await client.query<ReplanCounts>(
    `select count(*)::int as all, count(*) filter (where state = 'waiting')::int as waiting, count(*) filter (where state = 'moved')::int as moved,
       count(*) filter (where state = 'same-time')::int as "sameTime", count(*) filter (where state = 'task')::int as task,
       count(*) filter (where state = 'elsewhere')::int as elsewhere
     from agenda_replan_seat where replan_id = $1`,
    [replanId],
  );
  return rows[0]!;
}

/** True for the one that ends it. */
export async function finishReplan(client: Client, replanId: string, now: string): Promise<boolean> {
  const { rowCount } = await client.query("update agenda_replan set done_at = $2 where id = $1 and done_at is null", [replanId, now]);
  return rowCount === 1;
}

/** The latest replan of an office's exceptions, by exception. */
export async function replansOf(client: Client, exceptionIds: readonly string[]): Promise<Map<string, { id: string; doneAt: string | null }>> {
  const { rows } = await client.query<{ exceptionId: string; id: string; doneAt: string | null }>(
    `select distinct on (exception_id) exception_id as "exceptionId", id, done_at as "doneAt" from agenda_replan
     where exception_id = any($1::uuid[]) order by exception_id, approved_at desc, id`,
    [exceptionIds],
  );
  return new Map(rows.map(({ exceptionId, ...rest }) => [exceptionId, rest]));
}
