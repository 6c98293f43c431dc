// Reading the day sheet: the people of one office's day, who is in the room, and where somebody is expected.

import type { Queryable } from "./query.ts";
import { prepared } from "./query.ts";

export interface DayPerson {
  readonly appointmentId: string;
  readonly caseId: string;
  /** Null: the appointment was given up, and no summons stands on it any more. */
  readonly summonsId: string | null;
  /** Of the summons; of an agreed meeting what came of it, «agreed» before. */
  readonly state: string | null;
  readonly version: number | null;
  readonly meeting: boolean;
  readonly held: boolean;
  readonly startsAt: string;
  readonly deskId: number;
  /** The desk has somebody else at this hour: it is a place in more. */
  readonly inMore: boolean;
  readonly surname: string;
  readonly name: string;
  readonly taxCode: string;
  /** Where the person is expected now, of one whose appointment was given up. */
  readonly movedTo: string | null;
}

export interface StoredVisit {
  readonly id: string;
  readonly caseId: string;
  readonly summonsId: string | null;
  readonly version: number;
  readonly ticket: number;
  readonly arrivedAt: string;
  readonly calledAt: string | null;
  readonly calledBy: string | null;
  readonly desk: number | null;
  readonly endedAt: string | null;
  readonly endedBy: string | null;
  readonly endedAs: "seen" | "left" | "mistake" | null;
  readonly surname: string;
  readonly name: string;
  readonly taxCode: string;
}

/** Appointments of an office's day: those that stand, those given up, and those that have an outcome though the seat was given to another date. */
export async function readDayPeople(db: Queryable, office: string, day: string): Promise<DayPerson[]> {
  const { rows } = await prepared(db).query<DayPerson & Record<string, unknown>>(
    `with seat as (
       ${["held", "agreed", "released"]
         .map((state) => `select a.id, a.case_id, a.starts_at, a.desk_id, a.lane, a.state, a.meeting_outcome from appointment a
           where a.office_id = $1 and a.day = $2 and a.state = '${state}'`)
         .join(" union all ")}
     )
     select seat.id as "appointmentId", seat.case_id as "caseId", s.id as "summonsId", s.version,
       case when seat.state = 'agreed' then coalesce(seat.meeting_outcome, 'agreed') else coalesce(s.state, seat.meeting_outcome) end as state,
       seat.state = 'agreed' or seat.meeting_outcome is not null as meeting, seat.state in ('held', 'agreed') as held,
       seat.starts_at as "startsAt", seat.desk_id as "deskId", seat.lane > 0 as "inMore", p.surname, p.name, p.tax_code as "taxCode",
       case when seat.state <> 'released' then null
            when seat.meeting_outcome is null then (select o.starts_at from appointment o where o.case_id = seat.case_id and o.state = 'held')
            when seat.meeting_outcome in ('moved', 'replaced')
              then (select o.starts_at from appointment o where o.case_id = seat.case_id and o.state = 'agreed' and o.meeting_outcome is null) end as "movedTo"
     from seat join case_file f on f.id = seat.case_id join person p on p.id = f.person_id
     left join lateral (select id, state, version from summons where appointment_id = seat.id order by attempt desc limit 1) s on true
     order by seat.starts_at, seat.desk_id, seat.id`,
    [office, day],
  );
  return rows;
}

/** Everybody who came on that day, but who was entered by mistake. */
export async function readVisits(db: Queryable, office: string, day: string): Promise<StoredVisit[]> {
  const { rows } = await prepared(db).query<StoredVisit & Record<string, unknown>>(
    `select v.id, v.case_id as "caseId", v.summons_id as "summonsId", v.version, v.ticket, v.arrived_at as "arrivedAt", v.called_at as "calledAt",
       v.called_by as "calledBy", v.desk, v.ended_at as "endedAt", v.ended_by as "endedBy", v.ended_as as "endedAs", p.surname, p.name, p.tax_code as "taxCode"
     from visit v join case_file f on f.id = v.case_id join person p on p.id = f.person_id
     where v.office_id = $1 and v.day = $2 and v.ended_as is distinct from 'mistake' order by v.ticket`,
    [office, day],
  );
  return rows;
}

export interface DayState {
  readonly version: number;
  readonly closedAt: string | null;
  readonly closedBy: string | null;
}

/** Version 0: nobody has touched the day yet. */
export async function readDayState(db: Queryable, office: string, day: string): Promise<DayState> {
  const { rows } = await prepared(db).query<DayState & Record<string, unknown>>(
    `select version, closed_at as "closedAt", closed_by as "closedBy" from office_day where office_id = $1 and day = $2`,
    [office, day],
  );
  return rows[0] ?? { version: 0, closedAt: null, closedBy: null };
}

export interface DayDebt {
  readonly day: string;
  readonly expected: number;
  readonly undecided: number;
  readonly closed: boolean;
}

export async function daysToClose(db: Queryable, from: string, until: string): Promise<DayDebt[]> {
  const { rows } = await db.query<DayDebt & Record<string, unknown>>("select day, expected, undecided, closed from days_to_close($1, $2)", [from, until]);
  return rows;
}

/** Numbers only, for a screen that everybody sees. */
export async function readRoom(
  db: Queryable,
  office: string,
  day: string,
): Promise<{ ticket: number; desk: number | null; calledAt: string | null }[]> {
  const { rows } = await prepared(db).query<{ ticket: number; desk: number | null; calledAt: string | null } & Record<string, unknown>>(
    `select ticket, desk, called_at as "calledAt" from visit where office_id = $1 and day = $2 and ended_at is null order by arrived_at, ticket`,
    [office, day],
  );
  return rows;
}

export interface DoorRow {
  readonly caseId: string;
  readonly surname: string;
  readonly name: string;
  readonly taxCode: string;
  /** The last summons of the case. */
  readonly summonsId: string | null;
  readonly version: number | null;
  readonly state: string | null;
  readonly appointmentId: string | null;
  readonly officeId: string | null;
  readonly startsAt: string | null;
  readonly day: string | null;
  readonly held: boolean | null;
}

const DOOR = `select f.id as "caseId", p.surname, p.name, p.tax_code as "taxCode", s.id as "summonsId", s.version, s.state,
    a.id as "appointmentId", a.office_id as "officeId", a.starts_at as "startsAt", a.day, a.state = 'held' as held
  from competence c join case_file f on f.id = c.case_id join person p on p.id = f.person_id
  left join lateral (select id, version, state, appointment_id from summons where case_id = f.id order by planned_at desc, id desc limit 1) s on true
  left join appointment a on a.id = s.appointment_id`;

/** People of the office with these cases, in the order of the cases. */
export async function doorPeople(db: Queryable, cases: readonly string[]): Promise<DoorRow[]> {
  if (cases.length === 0) return [];
  const { rows } = await db.query<DoorRow & Record<string, unknown>>(
    `${DOOR} where c.office_id = current_office() and f.id = any($1::uuid[]) order by array_position($1::uuid[], f.id)`,
    [cases],
  );
  return rows;
}

/** Cases of the office with this tax code, or called by this code. */
export async function casesAtDoor(db: Queryable, code: string): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select f.id from person p join case_file f on f.person_id = p.id where p.tax_code = $1
     union select s.case_id from summons s where s.reference = $1`,
    [code],
  );
  return rows.map(({ id }) => id);
}

/** The offices that a code belongs to, across the walls. */
export async function expectedWhere(db: Queryable, code: string): Promise<{ officeId: string; startsAt: string | null }[]> {
  const { rows } = await db.query<{ officeId: string; startsAt: string | null }>(
    `select office_id as "officeId", starts_at as "startsAt" from expected_where($1) order by starts_at nulls last limit 1`,
    [code],
  );
  return rows;
}

export interface CodedAppointment {
  readonly summonsId: string;
  readonly appointmentId: string;
  readonly reference: string;
  readonly startsAt: string;
  readonly officeId: string;
  readonly surname: string;
  readonly name: string;
}

/** The appointment of a summons with the code it is called by; null when it has none that stands. */
export async function codedAppointment(db: Queryable, summonsId: string): Promise<CodedAppointment | null> {
  const { rows } = await db.query<CodedAppointment & Record<string, unknown>>(
    `select s.id as "summonsId", a.id as "appointmentId", s.reference, a.starts_at as "startsAt", a.office_id as "officeId", p.surname, p.name
     from summons s join appointment a on a.id = s.appointment_id and a.state = 'held'
     join case_file f on f.id = s.case_id join person p on p.id = f.person_id where s.id = $1`,
    [summonsId],
  );
  return rows[0] ?? null;
}
