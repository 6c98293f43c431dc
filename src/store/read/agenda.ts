// The people in the seats of an office: of a day, of a week, of one desk.

import type { AgendaAppointment, WeekAppointment } from "../../contract/agenda.ts";
import { prepared } from "./query.ts";
import type { Queryable } from "./query.ts";

const MINUTE = `(extract(hour from a.starts_at at time zone 'Europe/Rome') * 60 + extract(minute from a.starts_at at time zone 'Europe/Rome'))::int`;
const DELIVERY = `case when m.delivered then 'delivered' when m.uncertain then 'uncertain' when m.failed then 'not-delivered'
                       when m.failed is null then 'none' else 'waiting' end`;
const HEARD = `left join lateral (
       select bool_or(state = 'delivered') as delivered, bool_or(state = 'uncertain') as uncertain, bool_and(state = 'failed') as failed
       from message where summons_id = s.id and state <> 'withdrawn' and kind <> 'reminder') m on true`;

/** Seats taken on the days: by a summons, or agreed for the next meeting. Apart, because each has its own index. */
const taken = (days: string): string => ["held", "agreed"]
  .map((state) => `select * from appointment where office_id = $1 and day ${days} and state = '${state}'`)
  .join(" union all ");

/** The people booked in an office on a day, by hour and desk. */
export async function readAgenda(db: Queryable, officeId: string, day: string): Promise<AgendaAppointment[]> {
  const found = await prepared(db).query<AgendaAppointment & Record<string, unknown>>(
    `select a.id, a.case_id as "caseId", a.desk_id as "deskId", a.starts_at as "startsAt", a.lane > 0 as "inMore", ${MINUTE} as minute,
            p.surname, p.name, p.tax_code as "taxCode", p.reach, s.state as summons, ${DELIVERY} as delivery
     from (${taken("= $2")}) a
     join case_file f on f.id = a.case_id join person p on p.id = f.person_id
     left join lateral (select state, id from summons where appointment_id = a.id order by attempt desc limit 1) s on true
     ${HEARD}
     order by a.starts_at, a.desk_id, a.lane`,
    [officeId, day],
  );
  return found.rows;
}

/** The people booked on some days, all of them or those of one desk. Names and hours only: how messages went is for the day and for the person. */
export async function readWeek(db: Queryable, officeId: string, from: string, to: string, deskId: number | null): Promise<WeekAppointment[]> {
  const found = await prepared(db).query<WeekAppointment & Record<string, unknown>>(
    `select a.id, a.case_id as "caseId", a.desk_id as "deskId", a.starts_at as "startsAt", a.lane > 0 as "inMore", a.day, ${MINUTE} as minute, p.surname, p.name,
            (select state from summons where appointment_id = a.id order by attempt desc limit 1) as summons
     from (${taken("between $2 and $3")}) a join case_file f on f.id = a.case_id join person p on p.id = f.person_id
     where $4::int is null or a.desk_id = $4
     order by a.starts_at, a.desk_id, a.lane`,
    [officeId, from, to, deskId],
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
