// Writing the day sheet: the row of the day that puts arrivals and closings one after the other, the tickets, who waits and who is called.

import type { ClientBase } from "pg";
import type { Queryable } from "./read/query.ts";

export interface LockedDay {
  readonly lastTicket: number;
  readonly version: number;
  readonly closedAt: string | null;
}

/** Holds the office's day until the end of the transaction; makes its row where there is none. */
export async function lockDay(client: ClientBase, office: string, day: string): Promise<LockedDay> {
  await client.query("insert into office_day (office_id, day) values ($1, $2) on conflict do nothing", [office, day]);
  const { rows } = await client.query<LockedDay>(
    `select last_ticket as "lastTicket", version, closed_at as "closedAt" from office_day where office_id = $1 and day = $2 for update`,
    [office, day],
  );
  return rows[0]!;
}

export interface NewVisit {
  readonly id: string;
  readonly office: string;
  readonly day: string;
  readonly caseId: string;
  readonly summonsId: string | null;
  readonly at: string;
  readonly by: string;
}

/** Gives the next number of the day, under its lock. */
export async function insertVisit(client: ClientBase, visit: NewVisit): Promise<number> {
  const { rows } = await client.query<{ ticket: number }>(
    `with numbered as (update office_day set last_ticket = last_ticket + 1 where office_id = $2 and day = $3 returning last_ticket)
     insert into visit (id, office_id, day, ticket, case_id, summons_id, arrived_at, arrived_by)
     select $1, $2, $3, last_ticket, $4, $5, $6, $7 from numbered returning ticket`,
    [visit.id, visit.office, visit.day, visit.caseId, visit.summonsId, visit.at, visit.by],
  );
  return rows[0]!.ticket;
}

export interface OpenVisit {
  readonly id: string;
  readonly caseId: string;
  readonly summonsId: string | null;
  readonly version: number;
  readonly ticket: number;
  readonly day: string;
  readonly calledAt: string | null;
  readonly calledBy: string | null;
  readonly desk: number | null;
  readonly endedAt: string | null;
  readonly endedBy: string | null;
  readonly endedAs: "seen" | "left" | "mistake" | null;
}

const VISIT = `id, case_id as "caseId", summons_id as "summonsId", version, ticket, day, called_at as "calledAt", called_by as "calledBy", desk,
  ended_at as "endedAt", ended_by as "endedBy", ended_as as "endedAs"`;

/** One visit, held until the end of the transaction; null when the office has none such. */
export async function lockVisit(client: ClientBase, id: string): Promise<OpenVisit | null> {
  const { rows } = await client.query<OpenVisit>(`select ${VISIT} from visit where id = $1 for update`, [id]);
  return rows[0] ?? null;
}

/** The visit of a case on a day that is not over, if there is one. */
export async function openVisitOf(client: ClientBase, caseId: string, day: string): Promise<OpenVisit | null> {
  const { rows } = await client.query<OpenVisit>(`select ${VISIT} from visit where case_id = $1 and day = $2 and ended_at is null for update`, [caseId, day]);
  return rows[0] ?? null;
}

export async function callVisit(client: ClientBase, id: string, call: { readonly desk: number; readonly at: string; readonly by: string } | null): Promise<void> {
  await client.query("update visit set version = version + 1, desk = $2, called_at = $3, called_by = $4 where id = $1", [
    id, call?.desk ?? null, call?.at ?? null, call?.by ?? null,
  ]);
}

export async function endVisit(client: ClientBase, id: string, end: { readonly as: "seen" | "left" | "mistake"; readonly at: string; readonly by: string }): Promise<void> {
  await client.query("update visit set version = version + 1, ended_as = $2, ended_at = $3, ended_by = $4 where id = $1", [id, end.as, end.at, end.by]);
}

/** The same person called back: the last visit of the day that was ended as over. */
export async function resumeVisit(client: ClientBase, id: string): Promise<void> {
  await client.query(
    "update visit set version = version + 1, ended_as = null, ended_at = null, ended_by = null, desk = null, called_at = null, called_by = null where id = $1",
    [id],
  );
}

/** A visit without an appointment becomes that of the summons just agreed. */
export async function bindVisit(client: ClientBase, id: string, summonsId: string): Promise<void> {
  await client.query("update visit set version = version + 1, summons_id = $2 where id = $1", [id, summonsId]);
}

export async function markClosed(client: ClientBase, office: string, day: string, closing: { readonly at: string; readonly by: string; readonly counts: unknown } | null): Promise<void> {
  await client.query("update office_day set version = version + 1, closed_at = $3, closed_by = $4, counts = $5 where office_id = $1 and day = $2", [
    office, day, closing?.at ?? null, closing?.by ?? null, closing === null ? null : JSON.stringify(closing.counts),
  ]);
}

/** Under which the acts of an office as such stand in the register. */
export async function officeSubject(client: ClientBase, office: string): Promise<string> {
  const { rows } = await client.query<{ id: string }>("select office_subject($1)::text as id", [office]);
  return rows[0]!.id;
}

/** Whether an act with this id stands already in the office's own chain. */
export async function wasOfficeAct(client: ClientBase, subject: string, actId: string): Promise<boolean> {
  const { rows } = await client.query("select 1 from act where id = $1 and subject_id = $2", [actId, subject]);
  return rows.length > 0;
}

export async function readDeskSecret(db: Queryable): Promise<Buffer> {
  const { rows } = await db.query<{ secret: Buffer }>("select secret from desk_secret");
  return rows[0]!.secret;
}

export interface SummonsOfDay {
  readonly summonsId: string;
  readonly caseId: string;
  readonly state: string;
  readonly version: number;
  readonly officeId: string;
  readonly day: string;
  readonly startsAt: string;
  readonly surname: string;
  readonly name: string;
}

/** A summons with the day it is for, as far as the office sees it. */
export async function summonsOfDay(client: ClientBase, caseId: string, summonsId: string): Promise<SummonsOfDay | null> {
  const { rows } = await client.query<SummonsOfDay>(
    `select s.id as "summonsId", s.case_id as "caseId", s.state, s.version, a.office_id as "officeId", a.day, a.starts_at as "startsAt", p.surname, p.name
     from summons s join appointment a on a.id = s.appointment_id join case_file f on f.id = s.case_id join person p on p.id = f.person_id
     where s.id = $1 and s.case_id = $2`,
    [summonsId, caseId],
  );
  return rows[0] ?? null;
}

/** Appointments of a case that were given up, the last first: the code of one of them is on a paper that is out of date. */
export async function givenUpOf(client: ClientBase, caseId: string): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>("select id from appointment where case_id = $1 and state = 'released' order by id desc limit 20", [caseId]);
  return rows.map(({ id }) => id);
}
