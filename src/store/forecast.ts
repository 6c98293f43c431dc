// Queries of the forecast: where everybody stands, counted by office, what was done week by week, and the forecasts kept.

import type { ClientBase } from "pg";
import type { Forecast, ForecastInput, Foreseen } from "../domain/forecast/types.ts";

type Db = Pick<ClientBase, "query">;

/** Where people stand: to be convened, with a seat ahead, to be called again, seen and not signed (with or without a second meeting). */
export type Standing = "stock" | "booked" | "recall" | "waiting" | "second";

export interface StandingRow {
  readonly officeId: string;
  readonly standing: Standing;
  readonly wave: 1 | 2;
  readonly dueOn: string | null;
  readonly day: string | null;
  readonly told: boolean;
  readonly count: number;
}

/**
 * Everybody bound whose path is not over, counted. The first wave is one person for each household: the applicant where bound. Who has a
 * pact, is excluded, exempt or gone is not among them; a day that has passed without an outcome counts as a call to be made again.
 */
export async function readStandings(db: Db, today: string): Promise<StandingRow[]> {
  const { rows } = await db.query<StandingRow>(
    `with gone as (
       select distinct case_id from dossier_item
       where (procedure = 'esclusione' and state in ('in-force', 'contested')) or (procedure = 'esonero' and state = 'granted') or (procedure = 'patto' and state = 'in-force')
         or (procedure = 'vita-del-caso' and state in ('at-municipality', 'other-region', 'forfeited', 'ended', 'dead', 'renewed'))
     ), people as (
       select c.office_id, f.id, row_number() over (partition by f.benefit_id order by f.role desc, f.id) as place
       from competence c join case_file f on f.id = c.case_id
       where f.bound and c.office_id is not null and not exists (select 1 from gone g where g.case_id = f.id)
     ), last as (
       select distinct on (case_id) case_id, state, issued_at from summons where state <> 'cancelled' order by case_id, attempt desc, id desc
     ), held as (
       select case_id, min(day) as day from appointment where state = 'held' and day >= $1 group by case_id
     ), agreed as (
       select case_id, min(day) as day from appointment where state = 'agreed' and meeting_outcome is null and day >= $1 group by case_id
     ), stand as (
       select p.office_id, p.id, least(p.place, 2)::int as wave,
         case when l.state = 'attended' then case when a.case_id is null then 'waiting' else 'second' end
           when l.state is null then 'stock'
           when h.day is not null and l.state in ('planned', 'issued', 'confirmed', 'asks-another-date', 'declined', 'not-delivered') then 'booked'
           else 'recall' end as standing,
         l.issued_at is not null as told, h.day as held_on, a.day as agreed_on
       from people p left join last l on l.case_id = p.id left join held h on h.case_id = p.id left join agreed a on a.case_id = p.id
     )
     select s.office_id as "officeId", s.standing, case when s.standing = 'stock' then s.wave else 1 end as wave,
       case when s.standing = 'stock' then t.due_on end as "dueOn",
       case s.standing when 'booked' then s.held_on when 'second' then s.agreed_on end as day,
       s.standing = 'booked' and s.told as told, count(*)::int as count
     from stand s left join term t on t.case_id = s.id and t.kind = 'T2'
     group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6`,
    [today],
  );
  return rows;
}

export interface DoneRow {
  readonly officeId: string;
  readonly what: "convened" | "seen" | "signed";
  readonly monday: string;
  readonly count: number;
}

/** First summons, first meeting and pact of each person, by week. */
export async function readDone(db: Db): Promise<DoneRow[]> {
  const { rows } = await db.query<DoneRow>(
    `with first as (
       select case_id, 'convened' as what, (min(issued_at) at time zone 'Europe/Rome')::date as day from summons where issued_at is not null group by case_id
       union all
       select s.case_id, 'seen', min(a.day) from summons s join appointment a on a.id = s.appointment_id where s.state = 'attended' group by s.case_id
       union all
       select i.case_id, 'signed', (min(t.happened_at) at time zone 'Europe/Rome')::date from dossier_item i join act t on t.id = i.last_act
       where i.procedure = 'patto' and i.state = 'in-force' group by i.case_id
     )
     select c.office_id as "officeId", f.what, date_trunc('week', f.day)::date as monday, count(*)::int as count
     from first f join competence c on c.case_id = f.case_id where c.office_id is not null group by 1, 2, 3 order by 1, 3, 2`,
  );
  return rows;
}

/** Cases opened in each whole week of the last ones, by office; weeks without any are not told. */
export async function readInflow(db: Db, fromMonday: string, untilMonday: string): Promise<{ officeId: string; monday: string; count: number }[]> {
  const { rows } = await db.query<{ officeId: string; monday: string; count: number }>(
    `select c.office_id as "officeId", date_trunc('week', (f.opened_at at time zone 'Europe/Rome')::date)::date as monday, count(*)::int as count
     from case_file f join competence c on c.case_id = f.id
     where f.bound and c.office_id is not null and (f.opened_at at time zone 'Europe/Rome')::date >= $1 and (f.opened_at at time zone 'Europe/Rome')::date < $2
     group by 1, 2 order by 1, 2`,
    [fromMonday, untilMonday],
  );
  return rows;
}

export async function readOutcomes(db: Db): Promise<{ officeId: string; came: number; missed: number }[]> {
  const { rows } = await db.query<{ officeId: string; came: number; missed: number }>(
    `select office_id as "officeId", greatest(0, sum(came))::int as came, greatest(0, sum(missed))::int as missed from show_up_tally group by 1 order by 1`,
  );
  return rows;
}

export interface StoredForecast {
  readonly id: string;
  readonly kind: "night" | "asked";
  readonly day: string;
  readonly madeAt: string;
  readonly madeBy: string;
  readonly scenario: string;
  readonly input: ForecastInput;
  readonly result: Forecast;
  readonly digest: string;
  readonly seconds: number;
}

const COLUMNS = `id, kind, day, made_at as "madeAt", made_by as "madeBy", scenario, input, result, digest, seconds`;

/** False: the forecast of this night stands already. */
export async function insertForecast(db: Db, one: StoredForecast): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into forecast_run (id, kind, day, made_at, made_by, scenario, input, result, digest, seconds)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (day) where kind = 'night' do nothing`,
    [one.id, one.kind, one.day, one.madeAt, one.madeBy, one.scenario, JSON.stringify(one.input), JSON.stringify(one.result), one.digest, one.seconds],
  );
  return rowCount === 1;
}

/** The weeks of the people seen as last foreseen, of the Region (null) or of one office; null while there is no forecast of it. */
export async function readBand(db: Db, officeId: string | null): Promise<{ madeAt: string; weeks: Foreseen["weeks"] } | null> {
  const { rows } = await db.query<{ madeAt: string; weeks: Foreseen["weeks"] | null }>(
    `select made_at as "madeAt", case when $1::text is null then result->'region'->'weeks'
       else jsonb_path_query_first(result, '$.offices[*] ? (@.officeId == $id).weeks', jsonb_build_object('id', $1)) end as weeks
     from forecast_run order by made_at desc, id desc limit 1`,
    [officeId],
  );
  const row = rows[0];
  return row === undefined || row.weeks === null ? null : { madeAt: row.madeAt, weeks: row.weeks };
}

export async function hasNight(db: Db, day: string): Promise<boolean> {
  const { rows } = await db.query("select 1 from forecast_run where kind = 'night' and day = $1", [day]);
  return rows.length > 0;
}

/** One forecast, or the latest. */
export async function readForecast(db: Db, id: string | null): Promise<StoredForecast | null> {
  const { rows } = await db.query<StoredForecast>(
    `select ${COLUMNS} from forecast_run where $1::uuid is null or id = $1 order by made_at desc, id desc limit 1`,
    [id],
  );
  return rows[0] ?? null;
}

/** What each night foresaw of the Region, the first first. */
export async function readNights(db: Db, limit: number): Promise<Pick<StoredForecast, "id" | "day" | "result">[]> {
  const { rows } = await db.query<Pick<StoredForecast, "id" | "day" | "result">>(
    `select id, day, jsonb_build_object('region', result->'region', 'offices', '[]'::jsonb) as result from forecast_run where kind = 'night' order by day desc limit $1`,
    [limit],
  );
  return rows.toReversed();
}
