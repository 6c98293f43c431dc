// Use case: planning a wave. Office by office, everyone who can be placed in time gets a held seat; the shortage is stated.

import { randomBytes } from "node:crypto";
import type { Pool, PoolClient } from "pg";
import { addWorkingDays } from "../domain/calendar/working-days.ts";
import { toDayNumber, toIsoDate } from "../domain/calendar/days.ts";
import { romeInstant, romeTime } from "../domain/calendar/rome-time.ts";
import type { MeasureParameters } from "../domain/measures/types.ts";
import { planOffice } from "../domain/planning/plan-office.ts";
import { rankByPriority } from "../domain/planning/priority.ts";
import { shortageText } from "../domain/planning/texts.ts";
import type { WaveNumber } from "../domain/planning/texts.ts";
import type { Applicant, OfficePlan } from "../domain/planning/types.ts";
import { assignWaves } from "../domain/planning/waves.ts";
import { newId } from "../store/ids.ts";
import {
  addToPlan, candidatesOf, closePlan, heldSeats, householdHours, openPlan, takenReferences, writeAppointments, writeShortage,
} from "../store/planning.ts";
import type { CandidateRow, NewAppointment } from "../store/planning.ts";
import { inTransaction } from "../store/pools.ts";
import { appendActs } from "../store/register.ts";
import { freeSeatList } from "./agenda-seats.ts";
import type { SeatList } from "./agenda-seats.ts";
import type { Actor, Services } from "./context.ts";
import type { Reference } from "./reference.ts";
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
  readonly actor: Actor;
  readonly onProgress?: (done: { offices: number; of: number; placed: number }) => void;
}

export interface PlanReport {
  readonly planId: string;
  readonly candidates: number;
  readonly placed: number;
  readonly unplaced: number;
  readonly lateFirst: number;
  readonly lateSecond: number;
  readonly shortages: readonly { readonly officeId: string; readonly sentence: string }[];
  /** Seconds spent deciding, without reading and writing. */
  readonly decideSeconds: number;
  readonly seconds: number;
}

/** One planner at a time in the whole installation, office by office. */
const PLAN_LOCK = 7_301_994;
const CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

/**
 * Plans one wave over all offices. Nobody who holds a seat or has a summons is touched, so planning again only adds what
 * is missing; a killed planning is finished by running it again.
 */
export async function planWave(services: Services, request: PlanRequest): Promise<PlanReport> {
  const started = performance.now();
  const pool = services.pools.planner;
  const measure = measureParameters(request.measure);
  const now = await services.now();
  const planId = newId();
  // Tables that a file has just filled still count as empty for the database, which would look people up by going through them all.
  await pool.query("select refresh_statistics()");
  await openPlan(pool, {
    id: planId,
    measure: request.measure,
    wave: request.wave,
    scenario: request.scenario,
    businessAt: now,
    parameters: { firstDay: request.firstDay, lastDay: request.lastDay, target: request.target, placeLate: request.placeLate ?? false },
    actor: request.actor.id,
  });
  const total = { candidates: 0, placed: 0, unplaced: 0, lateFirst: 0, lateSecond: 0, decideMs: 0 };
  const shortages: { officeId: string; sentence: string }[] = [];
  const offices = [...request.reference.offices.keys()].sort();
  for (const [index, officeId] of offices.entries()) {
    const done = await planOneOffice(pool, { ...request, measureParameters: measure, officeId, planId, now });
    total.candidates += done.candidates;
    total.placed += done.placed;
    total.unplaced += done.unplaced;
    total.lateFirst += done.lateFirst;
    total.lateSecond += done.lateSecond;
    total.decideMs += done.decideMs;
    shortages.push(...done.sentences.map((sentence) => ({ officeId, sentence })));
    request.onProgress?.({ offices: index + 1, of: offices.length, placed: total.placed });
  }
  await pool.query("select refresh_statistics()");
  const seconds = (performance.now() - started) / 1_000;
  await closePlan(pool, planId, seconds);
  const { decideMs, ...counts } = total;
  return { planId, ...counts, shortages, decideSeconds: decideMs / 1_000, seconds };
}

interface OfficeRequest extends PlanRequest {
  readonly measureParameters: MeasureParameters;
  readonly officeId: string;
  readonly planId: string;
  readonly now: string;
}

async function planOneOffice(pool: Pool, request: OfficeRequest) {
  return inTransaction(pool, async (client) => {
    await client.query("select pg_advisory_xact_lock($1)", [PLAN_LOCK]);
    const waiting = await waitingOf(client, request);
    if (waiting.length === 0) return { candidates: 0, placed: 0, unplaced: 0, lateFirst: 0, lateSecond: 0, decideMs: 0, sentences: [] };
    const minutes = request.measureParameters.appointmentMinutes.value;
    const held = await heldSeats(client, request.officeId, request.firstDay, request.lastDay);
    const hours = await householdHours(client, [...new Set(waiting.map((row) => row.benefitId))]);
    const before = performance.now();
    const seats = freeSeatList(request.reference, {
      officeId: request.officeId, scenario: request.scenario, fromDay: request.firstDay, toDay: request.lastDay, minutes, held,
    });
    const plan = planOffice({
      seats,
      applicants: applicantsOf(request, waiting, hours),
      policy: { placeLate: request.placeLate ?? false, horizon: toDayNumber(request.lastDay) },
      openDays: seats.openDays,
    });
    const decideMs = performance.now() - before;
    const counts = {
      candidates: waiting.length,
      placed: plan.assignments.length,
      unplaced: plan.unplaced.length,
      lateFirst: plan.late.filter((late) => late.due === "due1").length,
      lateSecond: plan.late.filter((late) => late.due === "due2").length,
    };
    await writePlan(client, request, waiting, seats, plan);
    await addToPlan(client, request.planId, counts);
    return { ...counts, decideMs, sentences: await writeShortages(client, request, plan) };
  });
}

/** The persons of this wave for whom this office is competent, in a stable order. */
async function waitingOf(client: PoolClient, request: OfficeRequest): Promise<CandidateRow[]> {
  const rows = await candidatesOf(client, request.officeId, request.measure);
  const households = new Map<string, number>();
  const waves = assignWaves(
    rows.map((row) => {
      let household = households.get(row.benefitId);
      if (household === undefined) households.set(row.benefitId, (household = households.size));
      return {
        householdRef: household,
        bound: row.bound,
        applicant: row.role === "R",
        // After the applicant the oldest, then by tax code: the same order as the household rule.
        order: orderInHousehold(rows, row),
        holdsSeat: row.holdsSeat,
        writtenTo: row.writtenTo,
      };
    }),
  );
  const wanted = request.wave === 1 ? "first" : "second";
  return rows.filter((row, index) => waves[index] === wanted && row.officeId === request.officeId);
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

function applicantsOf(
  request: OfficeRequest,
  waiting: readonly CandidateRow[],
  hours: readonly { benefitId: string; day: string; hour: number }[],
): Applicant[] {
  const measure = request.measureParameters;
  const busy = Map.groupBy(hours, (row) => row.benefitId);
  const households = new Map<string, number>();
  const release = releaseDay(request);
  const ranks = rankByPriority(
    waiting.map((row) => ({
      // The nearest term, then who has waited longest, then the youngest.
      keys: [toDayNumber(row.dueOn ?? request.target), toDayNumber(row.grantedOn), -toDayNumber(row.birthDate)],
      id: row.taxCode,
    })),
  );
  const appointmentMeets = measure.conveneMetBy.value === "appointment-held";
  return waiting.map((row, index) => {
    let household = households.get(row.benefitId);
    if (household === undefined) households.set(row.benefitId, (household = households.size));
    return {
      ref: index,
      householdRef: household,
      release,
      due1: appointmentMeets && row.dueOn !== null ? toDayNumber(row.dueOn) : null,
      due2: toDayNumber(request.target),
      rank: ranks[index]!,
      busyHours: (busy.get(row.benefitId) ?? []).map((held) => toDayNumber(held.day) * 24 + held.hour),
    };
  });
}

/** First day on which anybody may be seen: the plan's first day, and never under the minimum notice. */
function releaseDay(request: OfficeRequest): number {
  const today = toDayNumber(romeTime(request.now).date);
  const calendar = request.reference.workingCalendar(request.officeId);
  const earliest = addWorkingDays(calendar, today, request.measureParameters.minimumNoticeWorkingDays.value);
  return Math.max(toDayNumber(request.firstDay), earliest);
}

async function writePlan(client: PoolClient, request: OfficeRequest, waiting: readonly CandidateRow[], seats: SeatList, plan: OfficePlan): Promise<void> {
  if (plan.assignments.length === 0) return;
  const minutes = request.measureParameters.appointmentMinutes.value;
  const codes = await freshCodes(client, plan.assignments.length);
  const appointments = plan.assignments.map(({ ref, seat }, index): NewAppointment => {
    const row = waiting[ref]!;
    const day = toIsoDate(seats.day[seat]!);
    const start = seats.startMinute[seat]!;
    return {
      id: newId(),
      summonsId: newId(),
      reference: codes[index]!,
      caseId: row.caseId,
      benefitId: row.benefitId,
      officeId: request.officeId,
      deskId: seats.desk[seat]!,
      startsAt: romeInstant(day, start),
      endsAt: romeInstant(day, start + minutes),
      day,
      hour: Math.floor(start / 60),
    };
  });
  await writeAppointments(client, { id: request.planId, wave: request.wave, now: request.now }, appointments);
  await appendActs(
    client,
    request.actor,
    appointments.map((appointment) => ({
      subjectId: appointment.caseId,
      subjectKind: "case",
      kind: "appointment-planned",
      happenedAt: request.now,
      citation: "DL4_2019_ART4_C5",
      payload: {
        plan: request.planId,
        wave: request.wave,
        summons: appointment.summonsId,
        appointment: appointment.id,
        office: appointment.officeId,
        desk: appointment.deskId,
        startsAt: appointment.startsAt,
      },
    })),
  );
}

/** Codes that people read out on the phone: short, without look-alike letters, never given before. */
async function freshCodes(client: PoolClient, count: number): Promise<string[]> {
  const codes = new Set<string>();
  while (codes.size < count) {
    const batch = new Set<string>();
    while (batch.size < count - codes.size) batch.add(randomCode());
    const taken = await takenReferences(client, [...batch]);
    for (const code of batch) if (!taken.has(code)) codes.add(code);
  }
  return [...codes];
}

export function randomCode(): string {
  let code = "";
  for (const byte of randomBytes(8)) code += CODE_LETTERS[byte % CODE_LETTERS.length]!;
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

async function writeShortages(client: PoolClient, request: OfficeRequest, plan: OfficePlan): Promise<string[]> {
  const name = request.reference.offices.get(request.officeId)?.shortName ?? request.officeId;
  const sentences: string[] = [];
  for (const shortage of plan.shortages) {
    const sentence = shortageText(name, request.wave, shortage);
    sentences.push(sentence);
    await writeShortage(client, request.planId, {
      officeId: request.officeId,
      wave: request.wave,
      dueKind: shortage.due,
      dueOn: toIsoDate(shortage.lastDue),
      missing: shortage.missed,
      exhaustedFrom: shortage.exhaustedFrom === null ? null : toIsoDate(shortage.exhaustedFrom),
      extraSeatsPerDay: shortage.extraSeatsPerDay,
      concerned: shortage.concerned,
      placedLate: shortage.placedLate,
      notPlaced: shortage.notPlaced,
      sentence,
    });
  }
  return sentences;
}
