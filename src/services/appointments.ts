// Use case: an operator moves an appointment. Free seats are shown, one is taken for good, and the person is told.

import { toIsoDate } from "../domain/calendar/days.ts";
import { romeInstant } from "../domain/calendar/rome-time.ts";
import { accept, refuse } from "../domain/outcome.ts";
import type { Outcome } from "../domain/outcome.ts";
import { SUMMONS } from "../domain/summons/table.ts";
import { movedSeat } from "../store/appointments.ts";
import { newId } from "../store/ids.ts";
import { inOffice } from "../store/pools.ts";
import { lastSummonsOf } from "../store/summons-acts.ts";
import { perform } from "./acts/perform.ts";
import { freeSeatList, takenAndChanged } from "./agenda-seats.ts";
import type { Actor, Services } from "./context.ts";
import { APPOINTMENT_TEXTS } from "./desk-texts.ts";
import type { Reference } from "./reference.ts";
import { earliestDay } from "./seats.ts";
import type { Seat } from "./seats.ts";
import { measureParameters } from "./writing.ts";

export interface FreeSeatsRequest {
  readonly reference: Reference;
  readonly officeId: string;
  readonly scenario: string;
  /** First and last day, both included, "YYYY-MM-DD". */
  readonly fromDay: string;
  readonly toDay: string;
  readonly measure: string;
  /** When the benefit was granted: the version of the measure of that day rules. */
  readonly grantedOn: string;
}

/** Seats of an office that may be given now: within its opening rules, not held, and not under the measure's minimum notice. */
export async function freeSeats(services: Services, request: FreeSeatsRequest): Promise<Seat[]> {
  const measure = measureParameters(request.measure, request.grantedOn);
  const minutes = measure.appointmentMinutes.value;
  const earliest = earliestDay(request.reference, request.officeId, measure, await services.now());
  const fromDay = request.fromDay < earliest ? earliest : request.fromDay;
  if (fromDay > request.toDay) return [];
  const standing = await inOffice(services.pools.app, request.officeId, (client) => takenAndChanged(client, request.officeId, fromDay, request.toDay));
  const list = freeSeatList(request.reference, { ...request, fromDay, minutes, ...standing });
  return list.day.map((day, index) => ({ deskId: list.desk[index]!, startsAt: romeInstant(toIsoDate(day), list.startMinute[index]!) }));
}

export interface MoveRequest {
  readonly reference: Reference;
  readonly caseId: string;
  readonly seat: Seat;
  /** Mandatory: it stays in the register. */
  readonly reason: string;
  readonly actor: Actor;
}

export interface Moved {
  readonly appointmentId: string;
  readonly startsAt: string;
  /** Messages that tell the person; 0 where the summons was not yet sent, or no address is left to write to (a task for the desk). */
  readonly messages: number;
}

/**
 * Moves the appointment of a case's summons: the act «move» of the table, behind the walls of the actor's office.
 *
 * Refusals: SPOSTAMENTO_SENZA_SEDE, POSTO_ILLEGGIBILE, CASO_NON_VISIBILE, POSTO_UGUALE, POSTO_PRESO, POSTO_STESSA_ORA_DEL_NUCLEO, and those of the table
 * of the summons (CONVOCAZIONE_…).
 */
export async function moveAppointment(services: Services, request: MoveRequest): Promise<Outcome<Moved>> {
  const { actor, caseId, reason, seat, reference } = request;
  const { office } = actor;
  if (office === undefined) return refuse("SPOSTAMENTO_SENZA_SEDE", APPOINTMENT_TEXTS.noOffice);
  const itemId = await inOffice(services.pools.app, office, (client) => lastSummonsOf(client, caseId));
  const moved = await perform(
    services,
    reference,
    { procedure: SUMMONS.name, caseId, itemId, act: "move", input: { seat, reason }, actId: newId(), expectedVersion: null },
    actor,
  );
  if (!moved.ok) return { ok: false, refusal: moved.refusal };
  return accept(await inOffice(services.pools.app, office, (client) => movedSeat(client, moved.value.itemId)));
}
