// The proof: what the networks saw is set against the database, and the database against the rules, without the code that wrote it.

import { request } from "undici";
import type { PoolClient } from "pg";
import type { Services } from "../../services/context.ts";
import { verifyRegister } from "../../services/register-check.ts";
import { copyInto } from "../../store/copy.ts";
import type { CopyValue } from "../../store/copy.ts";
import { inTransaction } from "../../store/pools.ts";
import type { Moved } from "./jobs.ts";

export interface ChecksGiven {
  readonly smsControl: string;
  readonly mailControl: string;
}

export interface SeasonChecks {
  /** Copies beyond the first that reached a telephone or a mailbox. */
  readonly handedOverTwice: number;
  /** Of every kind below; 0 when nothing and nobody is lost. */
  readonly lost: number;
  readonly losses: Losses;
  /** SMS whose fate at the gateway is not the one stored here. */
  readonly fateMismatches: number;
  readonly seats: SeatFaults;
  /** Open tasks without a reason. */
  readonly tasksWithoutReason: number;
  readonly register: { readonly subjects: number; readonly acts: number; readonly faults: number };
}

export interface Losses {
  /** Handed over by our account, never arrived. */
  readonly neverArrived: number;
  /** Arrived, not handed over by our account. */
  readonly unknownArrivals: number;
  /** Due or on the wire when all was over. */
  readonly neverLeft: number;
  /** Summonses issued without any message. */
  readonly summonsesWithoutMessage: number;
  /** Seats held for persons who were neither written to nor put on the office's list. */
  readonly silentAppointments: number;
  /** Bound persons with neither a seat, nor a place in the queue, nor a statement of shortage. */
  readonly forgottenPersons: number;
}

export interface SeatFaults {
  readonly doubleBookings: number;
  readonly outsideOpening: number;
  readonly sameHourInHousehold: number;
  readonly twoSeatsForOneCase: number;
}

/** Runs every check; `moved` is told how many arrivals were read. */
export async function checkSeason(
  services: Services,
  given: ChecksGiven,
  moved: Moved,
): Promise<SeasonChecks> {
  const arrivals = await inTransaction(services.pools.worker, async (client) => {
    await client.query("create temp table arrived (key text, copies integer, fate text) on commit drop");
    let read = 0;
    for (const control of [given.smsControl, given.mailControl]) {
      for await (const page of pagesOf(control)) {
        await copyInto(client, "arrived", ["key", "copies", "fate"], page);
        moved((read += page.length));
      }
    }
    await client.query("analyze arrived");
    return compare(client);
  });
  const { losses: found, ...rest } = arrivals;
  const losses: Losses = { ...found, ...(await forgotten(services)) };
  const { subjects, acts, faults } = await verifyRegister(services);
  const { rows } = await services.pools.worker.query<{ n: number }>(
    "select count(*)::int as n from desk_task where reason is null or trim(reason) = ''",
  );
  return {
    ...rest,
    lost: Object.values(losses).reduce((sum, count) => sum + count, 0),
    losses,
    seats: await seatFaults(services),
    tasksWithoutReason: rows[0]!.n,
    register: { subjects, acts, faults: faults.length },
  };
}

/** All that a simulated network took, page by page: key, copies, fate (SMS only). */
async function* pagesOf(control: string): AsyncGenerator<CopyValue[][]> {
  let cursor: number | null = 0;
  while (cursor !== null) {
    const answer = await request(`${control}/control/arrivals?cursor=${cursor}&limit=5000`);
    const page = (await answer.body.json()) as Page;
    const at = (name: string): number => page.columns.indexOf(name);
    const [key, copies, fate] = [at("key"), at("copies"), at("status")];
    yield page.rows.map((row) => [row[key], row[copies], fate < 0 ? null : row[fate]]);
    cursor = page.next;
  }
}

interface Page {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  readonly next: number | null;
}

async function compare(client: PoolClient): Promise<{
  readonly handedOverTwice: number;
  readonly fateMismatches: number;
  readonly losses: Pick<Losses, "neverArrived" | "unknownArrivals" | "neverLeft">;
}> {
  const { rows } = await client.query<
    Record<"twice" | "again" | "fates" | "neverArrived" | "unknownArrivals" | "neverLeft", number>
  >(
    `with joined as (
       select m.id, m.channel, m.state, m.appointment_id, m.kind, m.due_at, a.key, a.copies, a.fate
       from message m full join arrived a on a.key = m.id::text
     )
     select coalesce(sum(copies - 1), 0)::int as twice,
       -- The same news of the same appointment under two keys is twice for whoever gets it.
       (select count(*)::int from (select 1 from joined where key is not null and id is not null
          group by appointment_id, kind, channel having count(*) > 1) g) as again,
       count(*) filter (where channel = 'sms' and key is not null and state is distinct from fate)::int as fates,
       count(*) filter (where state in ('accepted', 'delivered') and key is null)::int as "neverArrived",
       count(*) filter (where key is not null and (id is null or state in ('due', 'claimed', 'withdrawn')))::int as "unknownArrivals",
       count(*) filter (where key is null and (state = 'claimed' or (state = 'due' and due_at <= business_now())))::int as "neverLeft"
     from joined`,
  );
  const { twice, again, fates, ...losses } = rows[0]!;
  return { handedOverTwice: twice + again, fateMismatches: fates, losses };
}

async function forgotten(
  services: Services,
): Promise<Pick<Losses, "summonsesWithoutMessage" | "silentAppointments" | "forgottenPersons">> {
  const { rows } = await services.pools.worker.query<Record<"unwritten" | "silent", number>>(
    `select
       (select count(*)::int from summons s where s.issued_at is not null
          and not exists (select 1 from message m where m.summons_id = s.id)) as unwritten,
       (select count(*)::int from summons s join appointment a on a.id = s.appointment_id
          where s.state = 'planned' and a.state = 'held'
          and not exists (select 1 from desk_task t where t.case_id = s.case_id and t.closed_at is null)) as silent`,
  );
  const { unwritten, silent } = rows[0]!;
  // A person who has no seat must be one of those that the last plan of the wave said it could not place.
  const waiting = await services.pools.intake.query<{ n: number }>(
    // A person with a renewed benefit has two cases and is called once, in either.
    `select count(distinct f.person_id)::int as n from case_file f
       where f.bound
       and not exists (select 1 from case_file o join appointment a on a.case_id = o.id and a.state = 'held' where o.person_id = f.person_id)
       and not exists (select 1 from routing_queue q where q.case_id = f.id)`,
  );
  const stated = await services.pools.intake.query<{ n: number }>(
    `select coalesce(sum(unplaced), 0)::int as n from
       (select distinct on (measure, wave) unplaced from plan where state = 'done' order by measure, wave, made_at desc) latest`,
  );
  return {
    summonsesWithoutMessage: unwritten,
    silentAppointments: silent,
    forgottenPersons: Math.abs(waiting.rows[0]!.n - stated.rows[0]!.n),
  };
}

async function seatFaults(services: Services): Promise<SeatFaults> {
  const { rows } = await services.pools.worker.query<SeatFaults>(
    `with held as (
       select *, (starts_at at time zone 'Europe/Rome') as local_start, (ends_at at time zone 'Europe/Rome') as local_end
       from appointment where state = 'held'
     ), minutes as (
       select *, (extract(hour from local_start) * 60 + extract(minute from local_start))::int as opens_at,
         (extract(hour from local_end) * 60 + extract(minute from local_end))::int as closes_at from held
     )
     select
       (select count(*)::int from (select starts_at < max(ends_at) over (partition by desk_id, lane order by starts_at, id
          rows between unbounded preceding and 1 preceding) as doubled from held) o where doubled) as "doubleBookings",
       (select count(*)::int from minutes m where local_start::date <> day
          or not exists (select 1 from opening_rule r where r.office_id = m.office_id and r.weekday = extract(isodow from m.day)
            and r.valid @> m.day and r.opens <= m.opens_at and r.closes >= m.closes_at)
          or exists (select 1 from closure_range c where c.office_id = m.office_id and c.days @> m.day
            and (c.desk_id is null or c.desk_id = m.desk_id)
            and (c.from_minute is null or (c.from_minute < m.closes_at and m.opens_at < c.to_minute)))
          or exists (select 1 from holiday_rule h where (h.office_id is null or h.office_id = m.office_id) and h.closes
            and h.rule = to_char(m.day, 'MM-DD') and coalesce(h.from_year, 0) <= extract(year from m.day)
            and coalesce(h.to_year, 9999) >= extract(year from m.day))) as "outsideOpening",
       (select count(*)::int from (select 1 from held where not together group by benefit_id, day, hour having count(*) > 1) h)
         as "sameHourInHousehold",
       (select count(*)::int from (select 1 from held group by case_id having count(*) > 1) c) as "twoSeatsForOneCase"`,
  );
  return rows[0]!;
}
