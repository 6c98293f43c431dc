// Use case: an operator moves an appointment. Free seats are shown, one is taken for good, and the person is told.

import type { PoolClient } from "pg";
import { addWorkingDays } from "../domain/calendar/working-days.ts";
import { toDayNumber, toIsoDate } from "../domain/calendar/days.ts";
import { romeInstant, romeTime } from "../domain/calendar/rome-time.ts";
import { refuse } from "../domain/outcome.ts";
import type { Outcome, Refusal } from "../domain/outcome.ts";
import { decide } from "../domain/procedure/interpreter.ts";
import type { Decision } from "../domain/procedure/types.ts";
import { SUMMONS } from "../domain/summons/table.ts";
import type { SummonsContext, SummonsState, SummonsTerm } from "../domain/summons/types.ts";
import { caseVisible, changeSeat, lockMessagesOf, lockOpenSummons, withdrawMessages } from "../store/appointments.ts";
import type { OpenSummons } from "../store/appointments.ts";
import { newId } from "../store/ids.ts";
import { gateways, queueMessages, summonsToTell } from "../store/messages.ts";
import type { NewMessage } from "../store/messages.ts";
import { closeTasks, openTasks } from "../store/outcomes.ts";
import { heldSeats } from "../store/planning.ts";
import { inOffice } from "../store/pools.ts";
import { appendActs } from "../store/register.ts";
import { freeSeatList } from "./agenda-seats.ts";
import type { Actor, Services } from "./context.ts";
import { APPOINTMENT_TEXTS } from "./desk-texts.ts";
import { nodeSettings } from "./node-settings.ts";
import type { Reference } from "./reference.ts";
import { Refused, refusable, refusedAs } from "./refused.ts";
import { planTelling } from "./telling.ts";
import { compose, measureParameters, openDesk } from "./writing.ts";
import type { WritingDesk } from "./writing.ts";

export interface FreeSeat {
  readonly deskId: number;
  /** ISO 8601 UTC. */
  readonly startsAt: string;
}

export interface FreeSeatsRequest {
  readonly reference: Reference;
  readonly officeId: string;
  readonly scenario: string;
  /** First and last day, both included, "YYYY-MM-DD". */
  readonly fromDay: string;
  readonly toDay: string;
  readonly measure: string;
}

/** Seats of an office that may be given now: within its opening rules, not held, and not under the measure's minimum notice. */
export async function freeSeats(services: Services, request: FreeSeatsRequest): Promise<FreeSeat[]> {
  const minutes = measureParameters(request.measure).appointmentMinutes.value;
  const earliest = earliestDay(request.reference, request.officeId, request.measure, await services.now());
  const fromDay = request.fromDay < earliest ? earliest : request.fromDay;
  if (fromDay > request.toDay) return [];
  const held = await inOffice(services.pools.app, request.officeId, (client) => heldSeats(client, request.officeId, fromDay, request.toDay));
  const list = freeSeatList(request.reference, { ...request, fromDay, minutes, held });
  return list.day.map((day, index) => ({ deskId: list.desk[index]!, startsAt: romeInstant(toIsoDate(day), list.startMinute[index]!) }));
}

/** First day allowed by the minimum notice (working days of the office, the day of the act not counted). */
function earliestDay(reference: Reference, officeId: string, measure: string, now: string): string {
  const notice = measureParameters(measure).minimumNoticeWorkingDays.value;
  return toIsoDate(addWorkingDays(reference.workingCalendar(officeId), toDayNumber(romeTime(now).date), notice));
}

export interface MoveRequest {
  readonly reference: Reference;
  readonly caseId: string;
  readonly seat: FreeSeat;
  /** Mandatory: it stays in the register. */
  readonly reason: string;
  readonly actor: Actor;
  readonly scenario: string;
}

export interface Moved {
  readonly appointmentId: string;
  readonly startsAt: string;
  /** Messages that tell the person; 0 where the summons was not yet sent, or no address is left to write to (a task for the desk). */
  readonly messages: number;
}

/** Waiting in a circle with another move is undone by the database: the one it chose tries again. */
const DEADLOCK_TRIES = 5;

/**
 * Moves the appointment of a case's open summons, all in one transaction behind the walls of the actor's office.
 *
 * Refusals: SPOSTAMENTO_SENZA_SEDE, POSTO_ILLEGGIBILE, CASO_NON_VISIBILE, POSTO_UGUALE, POSTO_PRESO, POSTO_STESSA_ORA_DEL_NUCLEO, and those of the table
 * of the summons (CONVOCAZIONE_…).
 */
export async function moveAppointment(services: Services, request: MoveRequest): Promise<Outcome<Moved>> {
  const office = request.actor.office;
  if (office === undefined) return refuse("SPOSTAMENTO_SENZA_SEDE", APPOINTMENT_TEXTS.noOffice);
  const instant = Date.parse(request.seat.startsAt);
  if (Number.isNaN(instant)) return refuse("POSTO_ILLEGGIBILE", APPOINTMENT_TEXTS.seatUnreadable);
  const seat = { deskId: request.seat.deskId, startsAt: new Date(instant).toISOString() };
  const now = await services.now();
  const pool = services.pools.app;
  const desk = openDesk(request.reference, await nodeSettings(pool), await gateways(pool));
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await refusable(() => inOffice(pool, office, (client) => move(client, { ...request, seat, desk, office, now })));
    } catch (error) {
      const refusal = seatRefusal(error);
      if (refusal !== null) return { ok: false, refusal };
      if ((error as { code?: string }).code !== "40P01" || attempt === DEADLOCK_TRIES) throw error;
    }
  }
}

/** What the database says when another hand was faster. */
function seatRefusal(error: unknown): Refusal | null {
  const { code, constraint } = error as { code?: string; constraint?: string };
  if (code === "23P01" && constraint === "one_person_per_seat") return { code: "POSTO_PRESO", message: APPOINTMENT_TEXTS.taken };
  if (code === "23505" && constraint === "household_hour") {
    return { code: "POSTO_STESSA_ORA_DEL_NUCLEO", message: APPOINTMENT_TEXTS.householdHour };
  }
  return null;
}

interface Move extends MoveRequest {
  readonly desk: WritingDesk;
  readonly office: string;
  readonly now: string;
}

async function move(client: PoolClient, request: Move): Promise<Moved> {
  const { caseId, seat, now, office } = request;
  if (!(await caseVisible(client, caseId))) throw new Refused("CASO_NON_VISIBILE", APPOINTMENT_TEXTS.notVisible);
  const summons = await lockOpenSummons(client, caseId);
  const allowed = judgeStanding(request, summons);
  const decision = await judgeWanted(client, request, allowed);
  const minutes = measureParameters(allowed.measure).appointmentMinutes.value;
  const local = romeTime(seat.startsAt);
  const appointment = {
    id: newId(),
    caseId,
    benefitId: allowed.benefitId,
    officeId: office,
    deskId: seat.deskId,
    startsAt: seat.startsAt,
    endsAt: romeInstant(local.date, local.minutes + minutes),
    day: local.date,
    hour: Math.floor(local.minutes / 60),
    wave: allowed.wave,
  };
  await changeSeat(client, { summonsId: allowed.summonsId, state: decision.to, from: allowed.appointmentId, to: appointment });
  const messages = await tell(client, request, allowed);
  await appendActs(client, request.actor, [
    {
      subjectId: caseId,
      subjectKind: "case",
      kind: "appointment-moved",
      happenedAt: now,
      citation: decision.law[0]!,
      payload: {
        summons: allowed.summonsId,
        reason: request.reason.trim(),
        from: { appointment: allowed.appointmentId, desk: allowed.deskId, startsAt: allowed.startsAt },
        to: { appointment: appointment.id, office, desk: seat.deskId, startsAt: seat.startsAt },
        messages: messages.map((message) => ({ id: message.id, kind: message.kind, channel: message.channel, recipient: message.recipient })),
      },
    },
  ]);
  return { appointmentId: appointment.id, startsAt: seat.startsAt, messages: messages.length };
}

/** The table of law is asked twice. First: may the appointment as it stands be moved, by this person, for this reason? */
function judgeStanding(request: Move, summons: OpenSummons | null): OpenSummons {
  askTable(request, summons, { seatHeld: true, appointmentAt: summons?.startsAt ?? null, earliest: "" });
  if (summons === null) throw new Error("the table of the summons has a row «move» from a state without summons");
  return summons;
}

/** Then: may it stand where it is wanted? */
async function judgeWanted(client: PoolClient, request: Move, summons: OpenSummons): Promise<Decision<SummonsState, SummonsTerm>> {
  const { now, seat, office, reference } = request;
  if (summons.deskId === seat.deskId && summons.startsAt === seat.startsAt) throw new Refused("POSTO_UGUALE", APPOINTMENT_TEXTS.sameSeat);
  const standing = await seatStanding(client, request, summons);
  if (standing === "taken") throw new Refused("POSTO_PRESO", APPOINTMENT_TEXTS.taken);
  return askTable(request, summons, {
    seatHeld: standing === "free",
    appointmentAt: seat.startsAt,
    earliest: romeInstant(earliestDay(reference, office, summons.measure, now), 0),
  });
}

function askTable(
  { now, reason, actor }: Move,
  summons: OpenSummons | null,
  facts: Pick<SummonsContext, "seatHeld" | "appointmentAt" | "earliest">,
): Decision<SummonsState, SummonsTerm> {
  return refusedAs(
    decide(SUMMONS, "move", {
      state: summons?.state ?? "none",
      by: actor.role,
      context: { now, reason, bound: summons?.bound ?? false, channelUsable: true, allChannelsFailed: false, ...facts },
    }),
  );
}

/** Whether the opening rules give this seat, and whether somebody else holds it. */
async function seatStanding(client: PoolClient, request: Move, summons: OpenSummons): Promise<"free" | "taken" | "none"> {
  const { date } = romeTime(request.seat.startsAt);
  const minutes = measureParameters(summons.measure).appointmentMinutes.value;
  const day = { officeId: request.office, scenario: request.scenario, fromDay: date, toDay: date, minutes };
  const held = await heldSeats(client, request.office, date, date);
  // One's own seat is given up by moving: it takes no room.
  const others = held.filter((seat) => seat.deskId !== summons.deskId || seat.startsAt !== summons.startsAt);
  const isIn = (list: ReturnType<typeof freeSeatList>): boolean =>
    list.desk.some((desk, index) => desk === request.seat.deskId && romeInstant(date, list.startMinute[index]!) === request.seat.startsAt);
  if (isIn(freeSeatList(request.reference, { ...day, held: others }))) return "free";
  return isIn(freeSeatList(request.reference, { ...day, held: [] })) ? "taken" : "none";
}

/** Withdraws what has not left and queues what the person must hear; nothing before the summons itself was issued. */
async function tell(client: PoolClient, request: Move, summons: OpenSummons): Promise<NewMessage[]> {
  const written = await lockMessagesOf(client, [summons.summonsId]);
  if (summons.state === "planned") return [];
  const [row] = await summonsToTell(client, [summons.summonsId]);
  if (row === undefined) throw new Error("the summons just moved is not there");
  const plan = planTelling("moved", request.desk, row, written, request.now);
  await withdrawMessages(client, plan.withdraw);
  const messages = plan.messages.map((planned) => compose(request.desk, plan, planned, { priority: 0, composedAt: request.now }));
  await queueMessages(client, messages);
  if (messages.length > 0) await closeTasks(client, request.now, "not-delivered", [request.caseId], "nuovo-avviso");
  else {
    await openTasks(client, request.now, [
      { id: newId(), caseId: request.caseId, kind: "not-delivered", reason: "moved-untold", detail: APPOINTMENT_TEXTS.tellByHand },
    ]);
  }
  return messages;
}
