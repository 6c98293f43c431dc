// Use case: an operator moves an appointment. Free seats are shown, one is taken for good, and the person is told.

import { addDays, toIsoDate } from "../domain/calendar/days.ts";
import { romeDay, romeInstant } from "../domain/calendar/rome-time.ts";
import { accept, refuse } from "../domain/outcome.ts";
import type { Outcome, Refusal } from "../domain/outcome.ts";
import { SUMMONS } from "../domain/summons/table.ts";
import { heldNow, seatHolder } from "../store/agenda.ts";
import { movedSeat } from "../store/appointments.ts";
import { newId } from "../store/ids.ts";
import { inOffice } from "../store/pools.ts";
import { namesOf } from "../store/read/access.ts";
import { lastSummonsOf } from "../store/summons-acts.ts";
import { perform } from "./acts/perform.ts";
import type { ActRequest } from "./acts/perform.ts";
import { freeSeatList, takenAndChanged } from "./agenda-seats.ts";
import { moveToDesk } from "./agenda/desk-change.ts";
import { moveDoneBefore } from "./agenda/move-before.ts";
import { AGENDA_TEXTS, whenText } from "./agenda/texts.ts";
import type { Actor, Services } from "./context.ts";
import { APPOINTMENT_TEXTS } from "./desk-texts.ts";
import type { Reference } from "./reference.ts";
import { isAgreedMeeting, moveMeeting } from "./meetings/move.ts";
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
  /** Staffing of the desks by which the nearest free seats are proposed when this one is gone. */
  readonly scenario?: string;
  readonly caseId: string;
  readonly seat: Seat;
  /** Mandatory: it stays in the register. */
  readonly reason: string;
  readonly actor: Actor;
  /** The appointment that the page showed: when the person has another by now, nothing is moved. */
  readonly appointmentId?: string;
  /** A cause of the office's own, which the person is told. */
  readonly because?: "office-closed";
  /** A UUID made by whoever asks, once for each move: asked again, nobody is moved again. Without, the move is asked for once only. */
  readonly actId?: string;
}

export interface Moved {
  readonly appointmentId: string;
  readonly startsAt: string;
  /** Messages that tell the person; 0 where the summons was not yet sent, or no address is left to write to (a task for the desk). */
  readonly messages: number;
  /** Only the desk has changed, at the same hour: the person has nothing to be told. */
  readonly sameTime: boolean;
  /** The person knows this date already: nothing had left of the one before. */
  readonly known?: boolean;
}

/** Another process's act on the same summons (a receipt, say) that leaves the appointment as it was is no reason to give up. */
const TRIES = 4;

/**
 * Moves the appointment of a case's summons: the act «move» of the table, behind the walls of the actor's office. Where only the desk
 * changes and the hour stays, the seat alone is exchanged. A seat that is of an agreed meeting is moved as that is.
 *
 * Refusals: SPOSTAMENTO_SENZA_SEDE, POSTO_ILLEGGIBILE, CASO_NON_VISIBILE, APPUNTAMENTO_CAMBIATO (the page was stale: who was faster, and where the
 * person is now), POSTO_UGUALE, POSTO_PRESO (by whom, and the next free seats), POSTO_STESSA_ORA_DEL_NUCLEO, and those of the table of the
 * summons (CONVOCAZIONE_…) or of the meeting (INCONTRO_…); ATTO_GIA_USATO: the number of the act has served for something else.
 */
export async function moveAppointment(services: Services, request: MoveRequest): Promise<Outcome<Moved>> {
  const { office } = request.actor;
  if (office === undefined) return refuse("SPOSTAMENTO_SENZA_SEDE", APPOINTMENT_TEXTS.noOffice);
  const asked = { ...request, actId: request.actId ?? newId() };
  const before = (): Promise<Outcome<Moved> | null> => inOffice(services.pools.app, office, (client) => moveDoneBefore(client, asked, (summonsId) => moveAct(asked, summonsId, null)));
  const outcome = (await before()) ?? (await moveNow(services, asked, office));
  // The same move, asked for twice at once: whoever comes second is refused, and hears what the first did.
  return outcome.ok ? outcome : ((await before()) ?? refusedMove(services, request, outcome.refusal));
}

type Numbered = MoveRequest & { readonly actId: string };

async function moveNow(services: Services, request: Numbered, office: string): Promise<Outcome<Moved>> {
  if (await isAgreedMeeting(services, request)) return moveMeeting(services, { ...request, appointmentId: request.appointmentId! });
  return tryMoving(services, request, office);
}

/** The refusal as the operator reads it: who was faster, where the person is now, which seats are free near the one that is gone. */
export async function refusedMove(services: Services, request: MoveRequest, refusal: Refusal): Promise<{ readonly ok: false; readonly refusal: Refusal }> {
  const { office } = request.actor;
  if (office === undefined) return { ok: false, refusal };
  if (refusal.code === "APPUNTAMENTO_CAMBIATO") return { ok: false, refusal: { ...refusal, message: await staleText(services, request, office) } };
  if (refusal.code === "POSTO_PRESO") return { ok: false, refusal: { ...refusal, message: await takenText(services, request, office) } };
  return { ok: false, refusal };
}

async function tryMoving(services: Services, request: Numbered, office: string): Promise<Outcome<Moved>> {
  const { actor, caseId, reason, seat, reference, appointmentId, actId } = request;
  for (let attempt = 1; ; attempt += 1) {
    const standing = await inOffice(services.pools.app, office, async (client) => ({ held: await heldNow(client, caseId), last: await lastSummonsOf(client, caseId) }));
    const { held, last } = standing;
    if (appointmentId !== undefined && held?.appointmentId !== appointmentId) return refuse("APPUNTAMENTO_CAMBIATO", AGENDA_TEXTS.stale(null, null, null));
    const instant = Date.parse(seat.startsAt);
    if (held !== null && Date.parse(held.startsAt) === instant && held.deskId !== seat.deskId) {
      const changed = await moveToDesk(services, { reference, caseId, deskId: seat.deskId, reason, actor, actId });
      return changed.ok ? accept({ appointmentId: held.appointmentId, startsAt: held.startsAt, messages: 0, sameTime: true }) : changed;
    }
    const expectedVersion = appointmentId === undefined ? null : (held?.summonsVersion ?? null);
    const moved = await perform(services, reference, moveAct(request, last, expectedVersion), actor);
    if (moved.ok) return accept({ ...(await inOffice(services.pools.app, office, (client) => movedSeat(client, moved.value.itemId))), sameTime: false });
    if (moved.refusal.code !== "VERSIONE_CAMBIATA" || attempt === TRIES) return { ok: false, refusal: moved.refusal };
  }
}

/** The act «move» as the engine is asked for it. */
export function moveAct({ caseId, seat, reason, because, actId }: Pick<MoveRequest, "caseId" | "seat" | "reason" | "because" | "actId">, itemId: string | null, expectedVersion: number | null): ActRequest {
  const input = { seat: { deskId: seat.deskId, startsAt: seat.startsAt }, reason, ...(because === undefined ? {} : { because }) };
  return { procedure: SUMMONS.name, caseId, itemId, act: "move", input, actId: actId ?? newId(), expectedVersion };
}

async function staleText(services: Services, { caseId }: MoveRequest, office: string): Promise<string> {
  const { held, holder } = await inOffice(services.pools.app, office, async (client) => {
    const found = await heldNow(client, caseId);
    return { held: found, holder: found === null ? null : await seatHolder(client, found.deskId, found.startsAt) };
  });
  return AGENDA_TEXTS.stale(await nameOf(services, holder?.by ?? null), holder?.at ?? null, held?.startsAt ?? null);
}

/** How many of the nearest free seats are named, and how far ahead they are looked for. */
const NEAREST = 3;
const NEAREST_DAYS = 21;

async function takenText(services: Services, request: MoveRequest, office: string): Promise<string> {
  const { seat, caseId } = request;
  const startsAt = new Date(Date.parse(seat.startsAt)).toISOString();
  const { holder, held } = await inOffice(services.pools.app, office, async (client) => ({
    holder: await seatHolder(client, seat.deskId, startsAt),
    held: await heldNow(client, caseId),
  }));
  return AGENDA_TEXTS.taken(await nameOf(services, holder?.by ?? null), holder?.at ?? null, await nearestSeats(services, request, office, held, startsAt));
}

async function nearestSeats(
  services: Services, { reference, scenario }: MoveRequest, officeId: string, held: { readonly measure: string; readonly grantedOn: string } | null, startsAt: string,
): Promise<string[]> {
  if (held === null || scenario === undefined) return [];
  const day = romeDay(startsAt);
  const free = await freeSeats(services, { reference, scenario, officeId, fromDay: day, toDay: addDays(day, NEAREST_DAYS), measure: held.measure, grantedOn: held.grantedOn });
  const near = free.toSorted((a, b) => Math.abs(Date.parse(a.startsAt) - Date.parse(startsAt)) - Math.abs(Date.parse(b.startsAt) - Date.parse(startsAt)));
  const numbers = new Map(reference.desks(scenario).map((desk) => [desk.id, desk.number]));
  return near.slice(0, NEAREST).map((one) => `${whenText(one.startsAt)}, sportello ${numbers.get(one.deskId) ?? one.deskId}`);
}

/** As colleagues call each other; the login where nobody is known by it. */
async function nameOf(services: Services, login: string | null): Promise<string | null> {
  if (login === null) return null;
  return (await namesOf(services.pools.control, [login])).get(login) ?? login;
}
