// Deciding the plan of one office: who waits there, which seats are free, and who gets which.

import type { PoolClient } from "pg";
import { addWorkingDays } from "../domain/calendar/working-days.ts";
import { toDayNumber, toIsoDate } from "../domain/calendar/days.ts";
import { romeInstant, romeTime } from "../domain/calendar/rome-time.ts";
import type { MeasureParameters } from "../domain/measures/types.ts";
import { planOffice } from "../domain/planning/plan-office.ts";
import { needsOf, pointsOn, rankWaiting } from "../domain/planning/order.ts";
import type { Needs, WaitingFacts } from "../domain/planning/order.ts";
import { bitOf } from "../domain/planning/rules.ts";
import type { WaveNumber } from "../domain/planning/texts.ts";
import type { Applicant, OfficePlan } from "../domain/planning/types.ts";
import { assignWaves } from "../domain/planning/waves.ts";
import type { Wave } from "../domain/planning/waves.ts";
import type { ShowUpTable } from "../domain/show-up/types.ts";
import type { SeatReason } from "../domain/planning/why.ts";
import { newId } from "../store/ids.ts";
import { candidatesOf, householdHours } from "../store/planning.ts";
import type { CandidateRow, HouseholdHour, NewAppointment, PlanCounts } from "../store/planning.ts";
import type { NewPlace } from "../store/show-up.ts";
import { freeSeatList, takenAndChanged } from "./agenda-seats.ts";
import type { SeatList } from "./agenda-seats.ts";
import { abilitiesOf } from "../store/plan-rules.ts";
import type { AbilityRow } from "../store/plan-rules.ts";
import type { Actor } from "./context.ts";
import { rulesInForce } from "./plan-rules.ts";
import type { RulesInForce } from "./plan-rules.ts";
import type { Reference } from "./reference.ts";
import { freshCodes } from "./reference-codes.ts";
import { showUpTable } from "./show-up/known.ts";
import { deskOfSeat, laneOfSeat, placesOf, planKeeping } from "./show-up/open-places.ts";
import type { Places } from "./show-up/open-places.ts";
import { measureParameters } from "./writing.ts";

export interface PlanRequest {
  readonly reference: Reference;
  readonly measure: string;
  readonly wave: WaveNumber;
  /** Which staffing of the desks is used. */
  readonly scenario: string;
  /** First and last day on which a seat may be given. */
  readonly firstDay: string;
  readonly lastDay: string;
  /** The Region's target. */
  readonly target: string;
  /** Whether one who can meet no date still gets a seat up to `lastDay`. */
  readonly placeLate?: boolean;
  /** Only these cases, whatever their wave. */
  readonly only?: ReadonlySet<string>;
  readonly actor: Actor;
  readonly onProgress?: (done: { offices: number; of: number; placed: number }) => void;
}

export interface RunRequest extends PlanRequest {
  readonly measureParameters: MeasureParameters;
  readonly planId: string;
  readonly now: string;
}

/** What this run has given so far, committed or not. */
export interface Given {
  readonly persons: Set<string>;
  readonly hours: Map<string, HouseholdHour[]>;
  readonly codes: Set<string>;
  /** What is known of showing up, learned once for the run. */
  showUp?: ShowUpTable;
}

export interface OfficeRequest extends RunRequest {
  readonly officeId: string;
}

export interface DecidedOffice {
  readonly request: OfficeRequest;
  readonly plan: OfficePlan;
  readonly appointments: readonly NewAppointment[];
  /** Places in more that somebody was given. */
  readonly places: readonly NewPlace[];
  readonly counts: PlanCounts;
  readonly decideMs: number;
}

/** Reads who waits in an office and decides; null when nobody does. */
export async function decideOffice(client: PoolClient, request: OfficeRequest, given: Given): Promise<DecidedOffice | null> {
  const waiting = await waitingOf(client, request, given);
  if (waiting.length === 0) return null;
  const standing = await takenAndChanged(client, request.officeId, request.firstDay, request.lastDay);
  const benefits = [...new Set(waiting.map((row) => row.benefitId))];
  const hours = [...(await householdHours(client, benefits)), ...benefits.flatMap((benefit) => given.hours.get(benefit) ?? [])];
  const places = await placesOf(client, {
    reference: request.reference, officeId: request.officeId, scenario: request.scenario, minutes: request.measureParameters.appointmentMinutes.value,
    exceptions: standing.exceptions, fromDay: toIsoDate(releaseDay(request)), toDay: request.lastDay, today: toDayNumber(romeTime(request.now).date),
    waiting: waiting.map(({ caseId }) => caseId), table: async () => (given.showUp ??= await showUpTable(client)),
  });
  const told = { rules: await rulesInForce(client, request.measure), abilities: await abilitiesOf(client, request.officeId) };
  const before = performance.now();
  const days = {
    officeId: request.officeId, scenario: request.scenario, fromDay: request.firstDay, toDay: request.lastDay,
    minutes: request.measureParameters.appointmentMinutes.value, exceptions: standing.exceptions,
  };
  const ordinary = freeSeatList(request.reference, { ...days, held: standing.held });
  const order = orderOf(request, waiting, told);
  const applicants = applicantsOf(request, waiting, hours, order);
  const { decided: plan, seats } = planKeeping(
    ordinary,
    places,
    (open) => planOffice({
      seats: { ...open, skills: open.desk.map((desk) => order.skillsOf.get(deskOfSeat(desk)) ?? 0) },
      applicants,
      policy: {
        placeLate: request.placeLate ?? false, horizon: toDayNumber(request.lastDay), household: told.rules.household,
        seatMinutes: request.measureParameters.appointmentMinutes.value,
      },
      openDays: open.openDays,
    }),
    (made, open) => made.assignments.map(({ ref, seat }) => ({
      caseId: waiting[ref]!.caseId, day: open.day[seat]!, startMinute: open.startMinute[seat]!, deskId: deskOfSeat(open.desk[seat]!), lane: laneOfSeat(open.desk[seat]!),
    })),
  );
  const decideMs = performance.now() - before;
  const counts = {
    candidates: waiting.length,
    placed: plan.assignments.length,
    unplaced: plan.unplaced.length,
    lateFirst: plan.late.filter((late) => late.due === "due1").length,
    lateSecond: plan.late.filter((late) => late.due === "due2").length,
  };
  const codes = await freshCodes(client, plan.assignments.length, given.codes);
  const appointments = appointmentsOf({ request, waiting, seats, plan, codes, order });
  for (const { ref } of plan.assignments) given.persons.add(waiting[ref]!.personId);
  for (const { benefitId, day, hour } of appointments) given.hours.set(benefitId, [...(given.hours.get(benefitId) ?? []), { benefitId, day, hour }]);
  return { request, plan, appointments, places: placesToOpen(request, places, appointments), counts, decideMs };
}

/** The persons of this wave for whom this office is competent, in a stable order. */
async function waitingOf(client: PoolClient, request: OfficeRequest, given: Given): Promise<CandidateRow[]> {
  const { only } = request;
  const rows = await candidatesOf(client, request.officeId, request.measure, only === undefined ? null : [...only]);
  if (only !== undefined) {
    return rows.filter((row) => only.has(row.caseId) && row.officeId === request.officeId && row.bound && !row.holdsSeat && !row.writtenTo);
  }
  const waves = wavesOf(rows, given.persons);
  const wanted = request.wave === 1 ? "first" : "second";
  return rows.filter((row, index) => waves[index] === wanted && row.officeId === request.officeId);
}

/** The wave of each of these, by position, whole households being among them; `persons` have been given a seat meanwhile. */
export function wavesOf(rows: readonly CandidateRow[], persons: ReadonlySet<string>): Wave[] {
  const households = new Map<string, number>();
  return assignWaves(
    rows.map((row) => {
      let household = households.get(row.benefitId);
      if (household === undefined) households.set(row.benefitId, (household = households.size));
      return {
        householdRef: household,
        bound: row.bound,
        applicant: row.role === "R",
        // After the applicant the oldest, then by tax code: the same order as the household rule.
        order: orderInHousehold(rows, row),
        holdsSeat: row.holdsSeat || persons.has(row.personId),
        writtenTo: row.writtenTo || persons.has(row.personId),
      };
    }),
  );
}

const orderCache = new WeakMap<readonly CandidateRow[], Map<CandidateRow, number>>();

function orderInHousehold(rows: readonly CandidateRow[], row: CandidateRow): number {
  let order = orderCache.get(rows);
  if (order === undefined) {
    const sorted = [...rows].sort((a, b) => compare(a.birthDate, b.birthDate) || compare(a.taxCode, b.taxCode));
    order = new Map(sorted.map((candidate, index) => [candidate, index]));
    orderCache.set(rows, order);
  }
  return order.get(row)!;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function applicantsOf(request: OfficeRequest, waiting: readonly CandidateRow[], hours: readonly HouseholdHour[], order: Order): Applicant[] {
  const busy = Map.groupBy(hours, (row) => row.benefitId);
  const households = new Map<string, number>();
  const release = releaseDay(request);
  return waiting.map((row, index) => {
    let household = households.get(row.benefitId);
    if (household === undefined) households.set(row.benefitId, (household = households.size));
    const { bits, seats } = order.needs[index]!;
    return {
      ref: index,
      householdRef: household,
      release,
      due1: row.dueOn !== null && isMetByAppointment(request.measure, row.grantedOn) ? toDayNumber(row.dueOn) : null,
      due2: toDayNumber(request.target),
      rank: order.ranks[index]!,
      busyHours: (busy.get(row.benefitId) ?? []).map((held) => toDayNumber(held.day) * 24 + held.hour),
      needs: bits,
      length: seats,
    };
  });
}

/** Who comes first and what each needs, by position; what the operator of each desk can do. */
interface Order {
  readonly facts: readonly WaitingFacts[];
  readonly needs: readonly Needs[];
  readonly ranks: Int32Array;
  readonly skillsOf: ReadonlyMap<number, number>;
  readonly today: number;
  readonly rules: RulesInForce;
}

function orderOf(request: OfficeRequest, waiting: readonly CandidateRow[], told: { rules: RulesInForce; abilities: readonly AbilityRow[] }): Order {
  const today = toDayNumber(romeTime(request.now).date);
  const skillsOf = new Map(told.abilities.map(({ deskId, skills, languages }) => [deskId, [...skills, ...languages].reduce((bits, word) => bits | bitOf(word), 0)]));
  const desks = new Set(request.reference.desks(request.scenario).map((desk) => desk.id));
  const offered = [...skillsOf].reduce((bits, [desk, skills]) => (desks.has(desk) ? bits | skills : bits), 0);
  const facts = waiting.map((row) => ({
    id: row.taxCode, dueOn: toDayNumber(row.dueOn ?? request.target), grantedOn: toDayNumber(row.grantedOn), bornOn: toDayNumber(row.birthDate),
    language: row.language, exemptionEnded: row.exemptionEnded, vulnerable: row.vulnerable,
  }));
  return { facts, needs: facts.map((one) => needsOf(one, offered)), ranks: rankWaiting(facts, told.rules.points, today), skillsOf, today, rules: told.rules };
}

/** Whether the term to convene is met by the meeting itself, in the version of the measure that rules the benefit. */
function isMetByAppointment(measure: string, grantedOn: string): boolean {
  return measureParameters(measure, grantedOn).conveneMetBy.value === "appointment-held";
}

/** First day on which anybody may be seen: the plan's first day, and never under the minimum notice. */
function releaseDay(request: OfficeRequest): number {
  const today = toDayNumber(romeTime(request.now).date);
  const calendar = request.reference.workingCalendar(request.officeId);
  const earliest = addWorkingDays(calendar, today, request.measureParameters.minimumNoticeWorkingDays.value);
  return Math.max(toDayNumber(request.firstDay), earliest);
}

interface Decided {
  readonly request: OfficeRequest;
  readonly waiting: readonly CandidateRow[];
  readonly seats: SeatList;
  readonly plan: OfficePlan;
  readonly codes: readonly string[];
  readonly order: Order;
}

function appointmentsOf(decided: Decided): NewAppointment[] {
  const { request, waiting, seats, plan, codes, order } = decided;
  const minutes = request.measureParameters.appointmentMinutes.value;
  const people = Map.groupBy(plan.assignments, ({ ref }) => waiting[ref]!.benefitId);
  return plan.assignments.map(({ ref, seat }, index) => {
    const row = waiting[ref]!;
    const day = toIsoDate(seats.day[seat]!);
    const start = seats.startMinute[seat]!;
    const others = people.get(row.benefitId)!.some((other) => other.ref !== ref && seats.day[other.seat] === seats.day[seat]);
    return {
      id: newId(),
      summonsId: newId(),
      reference: codes[index]!,
      caseId: row.caseId,
      benefitId: row.benefitId,
      officeId: request.officeId,
      deskId: deskOfSeat(seats.desk[seat]!),
      lane: laneOfSeat(seats.desk[seat]!),
      startsAt: romeInstant(day, start),
      endsAt: romeInstant(day, start + minutes * order.needs[ref]!.seats),
      day,
      hour: Math.floor(start / 60),
      why: whyOf(decided, ref, others),
    };
  });
}

function whyOf({ request, waiting, plan, order }: Decided, ref: number, others: boolean): SeatReason {
  const row = waiting[ref]!;
  const isLaw = row.dueOn !== null && isMetByAppointment(request.measure, row.grantedOn);
  const { words, kind } = order.needs[ref]!;
  return {
    due: isLaw && row.dueOn !== null && row.dueOn < request.target ? row.dueOn : request.target,
    dueOf: isLaw && row.dueOn !== null && row.dueOn < request.target ? "law" : "region",
    points: Object.fromEntries(pointsOn(order.facts[ref]!, order.rules.points, order.today).map(({ criterion, points }) => [criterion, points])),
    needs: words,
    kind,
    oneDay: others && order.rules.household === "one-day",
    proved: plan.proved,
  };
}

/** The places in more that these appointments stand on, each with why it was opened. */
function placesToOpen(request: OfficeRequest, places: Places | null, appointments: readonly NewAppointment[]): NewPlace[] {
  if (places === null) return [];
  return appointments.flatMap(({ deskId, lane = 0, startsAt, endsAt, officeId, day }) =>
    lane === 0
      ? []
      : [{ deskId, lane, startsAt, endsAt, officeId, day, settingId: places.setting.id, planId: request.planId, reason: places.reasonOf(toDayNumber(day), romeTime(startsAt).minutes) }],
  );
}
