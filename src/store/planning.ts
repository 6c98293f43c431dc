// Queries of planning: who waits for a seat in an office, which seats are taken, and the plan written down.

import type { ClientBase } from "pg";
import type { SeatReason } from "../domain/planning/why.ts";
import { copyInto } from "./copy.ts";

export interface CandidateRow {
  readonly caseId: string;
  readonly personId: string;
  readonly benefitId: string;
  readonly officeId: string | null;
  readonly role: "R" | "M";
  readonly bound: boolean;
  readonly taxCode: string;
  readonly birthDate: string;
  readonly grantedOn: string;
  readonly dueOn: string | null;
  readonly holdsSeat: boolean;
  readonly writtenTo: boolean;
  /** The language that the person has chosen; null = Italian. */
  readonly language: string | null;
  /** An exemption ended in the last sixty days. */
  readonly exemptionEnded: boolean;
  /** Somebody in the household has a disability. */
  readonly vulnerable: boolean;
}

/**
 * All cases of the households that have somebody in the office: waves are decided household by household. A person with a renewed
 * benefit, or in two households, is called once: in the last benefit, and not while a summons of another one is open. With `only`: the
 * households of these cases.
 */
export async function candidatesOf(client: ClientBase, officeId: string, measure: string, only: readonly string[] | null = null): Promise<CandidateRow[]> {
  // An office's people are looked up by key: reading the whole Region for each of its offices took four times as long.
  await client.query(
    "set local max_parallel_workers_per_gather = 0; set local enable_seqscan = off; set local enable_hashjoin = off; set local enable_mergejoin = off",
  );
  const { rows } = await client.query<CandidateRow>(
    `with households as (
       select distinct f.benefit_id from competence c join case_file f on f.id = c.case_id
       where c.office_id = $1 and ($3::uuid[] is null or c.case_id = any($3))
     )
     select f.id as "caseId", f.person_id as "personId", f.benefit_id as "benefitId", c.office_id as "officeId", f.role,
       f.bound and not exists (select 1 from dossier_item d where d.case_id = f.id
                                 and ((d.procedure = 'esclusione' and d.state in ('in-force', 'contested')) or (d.procedure = 'esonero' and d.state = 'granted')
                                   or (d.procedure = 'vita-del-caso'
                                     and d.state in ('at-municipality', 'other-region', 'forfeited', 'ended', 'dead', 'renewed'))))
         and not exists (select 1 from case_file o join benefit n on n.id = o.benefit_id
                               where o.person_id = f.person_id and o.id <> f.id and o.bound and n.measure = b.measure
                                 and (n.granted_on, n.protocol) > (b.granted_on, b.protocol)) as bound,
       p.tax_code as "taxCode", p.birth_date as "birthDate", b.granted_on as "grantedOn", t.due_on as "dueOn",
       seat.held is not null as "holdsSeat", call.open is not null as "writtenTo",
       (select l.language from person_language l where l.person_id = f.person_id and l.language <> 'it') as language,
       exists (select 1 from dossier_item d where d.case_id = f.id and d.procedure = 'esonero' and d.state in ('ended', 'revoked', 'expired')
                 and d.closed_at > business_now() - interval '60 days') as "exemptionEnded",
       bool_or(coalesce(f.not_bound_reason = 'disability', false)) over (partition by f.benefit_id) as vulnerable
     from households h
     join benefit b on b.id = h.benefit_id and b.measure = $2
     join case_file f on f.benefit_id = h.benefit_id
     join person p on p.id = f.person_id
     left join competence c on c.case_id = f.id
     left join term t on t.case_id = f.id and t.kind = 'T2'
     -- Joined with a limit, not asked by "exists": that would be answered by reading every seat and summons of the Region.
     left join lateral (select true as held from case_file o join appointment a on a.case_id = o.id and a.state = 'held'
                        where o.person_id = f.person_id
                          -- A meeting that came to nothing without fault of the person holds nobody's seat: they are called again.
                          and not exists (select 1 from summons z where z.appointment_id = a.id and z.state in ('to-convene-again', 'justified'))
                        limit 1) seat on true
     left join lateral (select true as open from case_file o join summons s on s.case_id = o.id
                          and s.state in ('planned', 'issued', 'not-delivered', 'confirmed', 'asks-another-date', 'declined', 'absent')
                        where o.person_id = f.person_id limit 1) call on true
     order by f.benefit_id, p.tax_code`,
    [officeId, measure, only],
  );
  return rows;
}

export interface HeldSeat {
  readonly deskId: number;
  readonly startsAt: string;
  readonly endsAt: string;
}

export async function heldSeats(client: ClientBase, officeId: string, fromDay: string, toDay: string): Promise<HeldSeat[]> {
  const { rows } = await client.query<HeldSeat>(
    `select desk_id as "deskId", starts_at as "startsAt", ends_at as "endsAt" from appointment
     where office_id = $1 and state = 'held' and lane = 0 and day between $2 and $3
     union all
     select desk_id, starts_at, ends_at from appointment where office_id = $1 and state = 'agreed' and lane = 0 and day between $2 and $3`,
    [officeId, fromDay, toDay],
  );
  return rows;
}

export interface HouseholdHour {
  readonly benefitId: string;
  readonly day: string;
  readonly hour: number;
}

/** Hours that households already hold, in any office: no two members are convened for the same hour by accident. */
export async function householdHours(client: ClientBase, benefitIds: readonly string[]): Promise<HouseholdHour[]> {
  const { rows } = await client.query<HouseholdHour>(
    `select benefit_id as "benefitId", day, hour from appointment where state = 'held' and benefit_id = any($1::uuid[])`,
    [benefitIds],
  );
  return rows;
}

export interface NewAppointment {
  readonly id: string;
  readonly summonsId: string;
  readonly reference: string;
  readonly caseId: string;
  readonly benefitId: string;
  readonly officeId: string;
  readonly deskId: number;
  /** 0, or absent: the ordinary seat of the desk; otherwise a place in more, open already. */
  readonly lane?: number;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly day: string;
  readonly hour: number;
  /** Why the planner gave this seat; absent where a person chose it. */
  readonly why?: SeatReason;
}

const COLUMNS = ["id", "summons_id", "reference", "case_id", "benefit_id", "office_id", "desk_id", "lane", "starts_at", "ends_at", "day", "hour", "why"] as const;

/** Writes held seats and their summonses. A seat taken meanwhile, or an hour the household holds, is refused by the database. */
export async function writeAppointments(
  client: ClientBase,
  plan: { readonly id: string; readonly wave: number; readonly now: string },
  appointments: readonly NewAppointment[],
): Promise<void> {
  await client.query(
    `create temp table if not exists staged_appointment (id uuid, summons_id uuid, reference text, case_id uuid, benefit_id uuid, office_id text,
       desk_id integer, lane smallint, starts_at timestamptz, ends_at timestamptz, day date, hour smallint, why jsonb) on commit delete rows`,
  );
  await copyInto(
    client,
    "staged_appointment",
    COLUMNS,
    appointments.map((a) => [a.id, a.summonsId, a.reference, a.caseId, a.benefitId, a.officeId, a.deskId, a.lane ?? 0, a.startsAt, a.endsAt, a.day, a.hour, a.why === undefined ? null : JSON.stringify(a.why)]),
  );
  await client.query("update appointment a set state = 'released' from staged_appointment s where a.case_id = s.case_id and a.state = 'held'");
  await client.query(
    `insert into appointment (id, case_id, benefit_id, office_id, desk_id, lane, starts_at, ends_at, day, hour, wave, plan_id, why)
     select id, case_id, benefit_id, office_id, desk_id, lane, starts_at, ends_at, day, hour, $2, $1, why from staged_appointment
     -- In the order of the seats, which the exclusion index keeps together.
     order by desk_id, lane, starts_at`,
    [plan.id, plan.wave],
  );
  await client.query(
    `insert into summons (id, case_id, appointment_id, attempt, wave, reference, state, planned_at)
     select s.summons_id, s.case_id, s.id,
       1 + (select count(*) from summons o where o.case_id = s.case_id), $2, s.reference, 'planned', $1
     from staged_appointment s`,
    [plan.now, plan.wave],
  );
  await client.query("truncate staged_appointment");
}

/** Of these reference codes, those that somebody has already. */
export async function takenReferences(client: ClientBase, codes: readonly string[]): Promise<Set<string>> {
  const { rows } = await client.query<{ reference: string }>("select reference from summons where reference = any($1::text[])", [codes]);
  return new Set(rows.map((row) => row.reference));
}

export interface PlanRow {
  readonly id: string;
  readonly measure: string;
  readonly wave: number;
  readonly scenario: string;
  readonly businessAt: string;
  readonly parameters: unknown;
  readonly actor: string;
}

export async function openPlan(client: Pick<ClientBase, "query">, plan: PlanRow): Promise<void> {
  await client.query(
    `insert into plan (id, measure, wave, scenario, business_at, parameters, candidates, placed, unplaced, late_first_due, late_second_due, actor)
     values ($1, $2, $3, $4, $5, $6, 0, 0, 0, 0, 0, $7)`,
    [plan.id, plan.measure, plan.wave, plan.scenario, plan.businessAt, JSON.stringify(plan.parameters), plan.actor],
  );
}

export interface PlanCounts {
  readonly candidates: number;
  readonly placed: number;
  readonly unplaced: number;
  readonly lateFirst: number;
  readonly lateSecond: number;
}

export async function addToPlan(client: ClientBase, planId: string, counts: PlanCounts): Promise<void> {
  await client.query(
    `update plan set candidates = candidates + $2, placed = placed + $3, unplaced = unplaced + $4,
       late_first_due = late_first_due + $5, late_second_due = late_second_due + $6 where id = $1`,
    [planId, counts.candidates, counts.placed, counts.unplaced, counts.lateFirst, counts.lateSecond],
  );
}

export async function closePlan(client: Pick<ClientBase, "query">, planId: string, seconds: number): Promise<void> {
  await client.query("update plan set state = 'done', seconds = $2 where id = $1", [planId, seconds]);
}

export interface ShortageRow {
  readonly officeId: string;
  readonly wave: number;
  readonly dueKind: string;
  readonly dueOn: string;
  readonly missing: number;
  readonly exhaustedFrom: string | null;
  readonly extraSeatsPerDay: number;
  readonly concerned: number;
  readonly placedLate: number;
  readonly notPlaced: number;
  readonly sentence: string;
}

export async function writeShortage(client: ClientBase, planId: string, row: ShortageRow): Promise<void> {
  await client.query(
    `insert into plan_shortage (plan_id, office_id, wave, due_kind, due_on, missing, exhausted_from, extra_seats_per_day, concerned, placed_late, not_placed, sentence)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [planId, row.officeId, row.wave, row.dueKind, row.dueOn, row.missing, row.exhaustedFrom, row.extraSeatsPerDay, row.concerned, row.placedLate, row.notPlaced, row.sentence],
  );
}
