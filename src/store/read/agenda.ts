// One office's day: its opening, its desks, the people in the seats.

import type { AgendaAppointment } from "../../contract/agenda.ts";
import type { Queryable } from "./query.ts";

export interface OpeningRow {
  readonly weekday: number;
  readonly opens: number;
  readonly closes: number;
}
export interface ClosureRow {
  readonly day: string;
  readonly deskId: number | null;
  readonly from: number | null;
  readonly to: number | null;
  readonly reason: string;
}
export interface HolidayRow {
  readonly rule: string;
  readonly name: string;
  readonly fromYear: number | null;
  readonly toYear: number | null;
}
export interface AgendaData {
  readonly office: { id: string; name: string; address: string | null; municipality: string | null };
  readonly openings: readonly OpeningRow[];
  readonly closures: readonly ClosureRow[];
  readonly holidays: readonly HolidayRow[];
  readonly desks: readonly { id: number; label: string }[];
  readonly appointments: readonly AgendaAppointment[];
}

/** Everything about `day` in the office of the current transaction; closures also of the two months around it. */
export async function readAgenda(db: Queryable, officeId: string, day: string): Promise<AgendaData> {
  const office = await db.query<AgendaData["office"]>(
    `select o.id, o.name, s.address, s.municipality from office o
     left join office_seat s on s.office_id = o.id and s.valid @> $2::date where o.id = $1`,
    [officeId, day],
  );
  const openings = await db.query<OpeningRow & Record<string, unknown>>(
    `select weekday, opens, closes from opening_rule where office_id = $1 and valid @> $2::date order by weekday, opens`,
    [officeId, day],
  );
  const closures = await db.query<ClosureRow & Record<string, unknown>>(
    `select day, desk_id as "deskId", from_minute as "from", to_minute as "to", reason from closure
     where office_id = $1 and day between $2::date - 31 and $2::date + 31 order by day, from_minute nulls first`,
    [officeId, day],
  );
  const holidays = await db.query<HolidayRow & Record<string, unknown>>(
    `select rule, name, from_year as "fromYear", to_year as "toYear" from holiday_rule
     where closes and (office_id is null or office_id = $1)`,
    [officeId],
  );
  const desks = await db.query<{ id: number; label: string }>(
    `select d.id, d.label from desk d where d.office_id = $1 and
       ((d.valid @> $2::date and d.scenario = coalesce((select scenario from plan order by made_at desc limit 1), 'base'))
        or d.id in (select a.desk_id from appointment a where a.office_id = $1 and a.day = $2 and a.state = 'held'))
     order by d.scenario, d.number`,
    [officeId, day],
  );
  const appointments = await readAppointments(db, officeId, day);
  const found = office.rows[0] ?? { id: officeId, name: officeId, address: null, municipality: null };
  return { office: found, openings: openings.rows, closures: closures.rows, holidays: holidays.rows, desks: desks.rows, appointments };
}

async function readAppointments(db: Queryable, officeId: string, day: string): Promise<AgendaAppointment[]> {
  const found = await db.query<AgendaAppointment & Record<string, unknown>>(
    `select a.id, a.case_id as "caseId", a.desk_id as "deskId", a.starts_at as "startsAt",
            (extract(hour from a.starts_at at time zone 'Europe/Rome') * 60
             + extract(minute from a.starts_at at time zone 'Europe/Rome'))::int as minute,
            p.surname, p.name, p.tax_code as "taxCode", p.reach, s.state as summons,
            case when m.delivered then 'delivered' when m.uncertain then 'uncertain' when m.failed then 'not-delivered'
                 when m.failed is null then 'none' else 'waiting' end as delivery
     from appointment a
     join case_file f on f.id = a.case_id join person p on p.id = f.person_id
     left join lateral (select state, id from summons where appointment_id = a.id order by attempt desc limit 1) s on true
     left join lateral (
       select bool_or(state = 'delivered') as delivered, bool_or(state = 'uncertain') as uncertain, bool_and(state = 'failed') as failed
       from message where summons_id = s.id and state <> 'withdrawn' and kind <> 'reminder') m on true
     where a.office_id = $1 and a.day = $2 and a.state = 'held' order by a.starts_at, a.desk_id`,
    [officeId, day],
  );
  return found.rows;
}

/** First working day with an appointment from today on, so that the agenda opens where there is something to see. */
export async function firstBusyDay(db: Queryable, officeId: string, from: string): Promise<string | null> {
  const found = await db.query<{ day: string | null }>(
    `select min(day) as day from appointment where office_id = $1 and state = 'held' and day >= $2`,
    [officeId, from],
  );
  return found.rows[0]?.day ?? null;
}
