// The figures of the Region's overview, from the person-free functions only.

import type { GatewayState, OfficeFigures, Overview, Shortage } from "../../contract/overview.ts";
import type { Queryable } from "./query.ts";

export interface OverviewData extends Pick<
  Overview,
  "offices" | "plan" | "shortages" | "days" | "messages" | "reach" | "queue" | "gateways"
> {
  readonly asOf: string;
  readonly today: string;
}

/** All figures at once, each in its own query of the same pool. */
export async function readOverview(db: Queryable): Promise<OverviewData> {
  const [clock, offices, plan, shortages, days, messages, reach, queue, gateways] = await Promise.all([
    readClock(db),
    readOfficeFigures(db),
    readPlan(db),
    readShortages(db),
    rows<Overview["days"][number]>(db, `select day, wave, appointments from convened_by_day()`),
    rows<Overview["messages"][number]>(db, `select channel, kind, state, messages from message_figures()`),
    rows<Overview["reach"][number]>(db, `select reach, bound, cases from reach_figures()`),
    rows<Overview["queue"][number]>(db, `select reason, cases from queue_figures() order by cases desc`),
    readGateways(db),
  ]);
  return { ...clock, offices, plan, shortages, days, messages, reach, queue, gateways };
}

async function rows<T extends object>(db: Queryable, text: string): Promise<T[]> {
  return (await db.query<T & Record<string, unknown>>(text)).rows;
}

export interface ClockReading {
  readonly asOf: string;
  readonly today: string;
}

export async function readClock(db: Queryable): Promise<ClockReading> {
  const found = await db.query<{ asOf: string; today: string }>(
    `select business_now() as "asOf", (business_now() at time zone 'Europe/Rome')::date as today`,
  );
  return found.rows[0]!;
}

async function readOfficeFigures(db: Queryable): Promise<OfficeFigures[]> {
  return rows<OfficeFigures>(
    db,
    `select o.id as "officeId", o.short_name as office, o.province,
            coalesce(f.notified, 0) as notified, coalesce(f.bound, 0) as bound, coalesce(f.planned, 0) as planned,
            coalesce(f.convened, 0) as convened, coalesce(f.delivered, 0) as delivered,
            coalesce(f.unreachable, 0) as unreachable, coalesce(f.not_delivered, 0) as "notDelivered",
            coalesce(f.uncertain, 0) as uncertain, f.first_day as "firstDay", f.last_day as "lastDay"
     from office o left join office_figures() f on f.office_id = o.id
     where o.valid @> (business_now() at time zone 'Europe/Rome')::date or f.office_id is not null
     order by o.province, o.short_name`,
  );
}

async function readPlan(db: Queryable): Promise<Overview["plan"]> {
  const found = await rows<NonNullable<Overview["plan"]>>(
    db,
    `select measure, scenario, business_at as "madeAt", placed, unplaced from plan where state = 'done' order by made_at desc limit 1`,
  );
  return found[0] ?? null;
}

/** Shortages of the latest plan of each measure and wave. */
async function readShortages(db: Queryable): Promise<Shortage[]> {
  return rows<Shortage>(
    db,
    `with latest as (select distinct on (measure, wave) id from plan where state = 'done' order by measure, wave, made_at desc)
     select s.office_id as "officeId", o.short_name as office, s.wave, s.due_kind as "dueKind", s.due_on as "dueOn",
            s.missing, s.exhausted_from as "exhaustedFrom", s.extra_seats_per_day as "extraSeatsPerDay", s.sentence
     from plan_shortage s join latest l on l.id = s.plan_id join office o on o.id = s.office_id
     where s.missing > 0 order by s.missing desc, o.short_name`,
  );
}

export async function readGateways(db: Queryable): Promise<GatewayState[]> {
  return rows<GatewayState>(
    db,
    `select id, channel, state, state_reason as reason, state_since as since, paused_until as "pausedUntil",
            rate_per_second as "ratePerSecond", sender from gateway order by channel desc, id`,
  );
}
