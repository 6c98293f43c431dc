// The season's figures, read from the database when all is over: what the report shows.

import { RDC_2019 } from "../../domain/measures/rdc-2019/parameters.ts";
import { freeSeatList } from "../../services/agenda-seats.ts";
import type { Services } from "../../services/context.ts";
import { loadReference } from "../../services/reference.ts";
import type { Reference } from "../../services/reference.ts";

export interface FiguresGiven {
  readonly scenario: string;
  readonly firstDay: string;
  readonly lastDay: string;
  /** Plans whose statements of shortage are shown. */
  readonly planIds: readonly string[];
}

export interface OfficeLoad {
  readonly officeId: string;
  readonly office: string;
  readonly province: string;
  /** Bound persons for whom it is competent. */
  readonly bound: number;
  /** Seats held in it. */
  readonly appointments: number;
  readonly convened: number;
  /** Seats between the first and the last day. */
  readonly capacity: number;
}

export interface DayCount {
  readonly day: string;
  readonly first: number;
  readonly second: number;
}

export interface CauseCount {
  /** "no-contact", "not-delivered", "uncertain" (persons on the offices' lists) or "queue" (persons without an office). */
  readonly kind: string;
  readonly reason: string;
  readonly persons: number;
}

export interface MessageCounts {
  readonly sms: number;
  readonly email: number;
  /** Taken by a gateway, whatever came afterwards. */
  readonly accepted: number;
  readonly delivered: number;
  readonly failed: number;
  readonly uncertain: number;
  readonly withdrawn: number;
  /** Not yet due by the business clock. */
  readonly waiting: number;
  readonly byKind: Readonly<Record<string, number>>;
}

export interface SeasonFigures {
  readonly persons: number;
  readonly benefits: number;
  readonly cases: number;
  readonly bound: number;
  readonly notices: number;
  readonly summons: number;
  readonly cancelled: number;
  readonly appointments: { readonly held: number; readonly released: number };
  readonly messages: MessageCounts;
  readonly receipts: number;
  readonly smsLong: number;
  readonly offices: readonly OfficeLoad[];
  readonly days: readonly DayCount[];
  readonly causes: readonly CauseCount[];
  readonly shortages: readonly {
    readonly officeId: string;
    readonly wave: number;
    readonly missing: number;
    readonly sentence: string;
  }[];
  readonly postgres: string;
}

export async function readFigures(services: Services, given: FiguresGiven): Promise<SeasonFigures> {
  const counts = await readCounts(services);
  return {
    ...counts,
    messages: await readMessages(services),
    offices: await readOffices(services, given),
    days: await readDays(services),
    causes: await readCauses(services),
    shortages: await readShortages(services, given.planIds),
  };
}

type Counts = Omit<SeasonFigures, "messages" | "offices" | "days" | "causes" | "shortages">;

async function readCounts({ pools }: Services): Promise<Counts> {
  const { rows } = await pools.worker.query<
    Omit<Counts, "appointments"> & { readonly held: number; readonly released: number }
  >(
    `select (select count(*)::int from person) as persons, (select count(*)::int from benefit) as benefits,
       (select count(*)::int from case_file) as cases, (select count(*)::int from case_file where bound) as bound,
       (select count(*)::int from notice) as notices,
       (select count(*)::int from summons where issued_at is not null) as summons,
       (select count(*)::int from summons where state = 'cancelled') as cancelled,
       (select count(*)::int from appointment where state = 'held') as held,
       (select count(*)::int from appointment where state = 'released') as released,
       (select count(*)::int from receipt) as receipts,
       (select count(*)::int from message where channel = 'sms' and parts > 1) as "smsLong",
       current_setting('server_version') as postgres`,
  );
  const { held, released, ...rest } = rows[0]!;
  return { ...rest, appointments: { held, released } };
}

async function readMessages({ pools }: Services): Promise<MessageCounts> {
  const { rows } = await pools.worker.query<Omit<MessageCounts, "byKind">>(
    `select count(*) filter (where channel = 'sms')::int as sms, count(*) filter (where channel = 'email')::int as email,
       count(*) filter (where accepted_at is not null)::int as accepted,
       count(*) filter (where state = 'delivered')::int as delivered, count(*) filter (where state = 'failed')::int as failed,
       count(*) filter (where state = 'uncertain')::int as uncertain, count(*) filter (where state = 'withdrawn')::int as withdrawn,
       count(*) filter (where state = 'due' and due_at > business_now())::int as waiting
     from message`,
  );
  const kinds = await pools.worker.query<{ kind: string; n: number }>(
    "select kind, count(*)::int as n from message group by kind order by kind",
  );
  return { ...rows[0]!, byKind: Object.fromEntries(kinds.rows.map((row) => [row.kind, row.n])) };
}

/** Appointments count where their seat is, persons where their case is now: who moves after an appointment counts in both offices. */
async function readOffices({ pools }: Services, given: FiguresGiven): Promise<OfficeLoad[]> {
  const reference = await loadReference(pools.control);
  const people = await pools.control.query<Pick<OfficeLoad, "officeId" | "bound" | "convened">>(
    `select office_id as "officeId", bound, convened from office_figures()`,
  );
  const held = await pools.worker.query<Pick<OfficeLoad, "officeId" | "appointments">>(
    `select office_id as "officeId", count(*)::int as appointments from appointment where state = 'held' group by office_id`,
  );
  const peopleOf = new Map(people.rows.map((row) => [row.officeId, row]));
  const heldOf = new Map(held.rows.map((row) => [row.officeId, row.appointments]));
  return [...reference.offices.values()]
    .map(({ id: officeId, shortName: office, province }) => {
      const { bound = 0, convened = 0 } = peopleOf.get(officeId) ?? {};
      const appointments = heldOf.get(officeId) ?? 0;
      return {
        officeId,
        office,
        province,
        bound,
        appointments,
        convened,
        capacity: seatsOf(reference, officeId, given),
      };
    })
    .toSorted((a, b) => b.bound - a.bound || (a.office < b.office ? -1 : 1));
}

function seatsOf(
  reference: Reference,
  officeId: string,
  { firstDay, lastDay, scenario }: FiguresGiven,
): number {
  const minutes = RDC_2019.appointmentMinutes.value;
  return freeSeatList(reference, { officeId, scenario, fromDay: firstDay, toDay: lastDay, minutes, held: [], exceptions: [] })
    .day.length;
}

async function readDays({ pools }: Services): Promise<DayCount[]> {
  const { rows } = await pools.control.query<DayCount>(
    `select day, coalesce(sum(appointments) filter (where wave = 1), 0)::int as first,
       coalesce(sum(appointments) filter (where wave = 2), 0)::int as second
     from convened_by_day() group by day order by day`,
  );
  return rows;
}

async function readCauses({ pools }: Services): Promise<CauseCount[]> {
  const tasks = await pools.worker.query<CauseCount>(
    `select case kind when 'unreachable' then 'no-contact' else kind end as kind, reason, count(*)::int as persons
     from desk_task where closed_at is null group by kind, reason`,
  );
  const queue = await pools.control.query<CauseCount>(
    `select 'queue' as kind, reason, cases as persons from queue_figures()`,
  );
  return [...tasks.rows, ...queue.rows].toSorted((a, b) => b.persons - a.persons);
}

/** The first statement of each office, wave and date: later plans speak only of those who were still waiting. */
async function readShortages(
  { pools }: Services,
  planIds: readonly string[],
): Promise<SeasonFigures["shortages"]> {
  const { rows } = await pools.control.query<SeasonFigures["shortages"][number]>(
    `select "officeId", wave, missing, sentence from (
       select distinct on (s.office_id, s.wave, s.due_kind) s.office_id as "officeId", s.wave, s.missing, s.sentence
       from plan_shortage s join plan p on p.id = s.plan_id where s.missing > 0 and s.plan_id = any($1::uuid[])
       order by s.office_id, s.wave, s.due_kind, p.made_at) first
     order by wave, missing desc, "officeId"`,
    [planIds],
  );
  return rows;
}
