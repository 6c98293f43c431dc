// Use cases at the door: somebody who has an appointment today arrives; somebody who has none is put in the queue, or given a free hour.

import { clockText, romeInstant, romeTime } from "../../domain/calendar/rome-time.ts";
import { isOpenState } from "../../domain/day-sheet/standing.ts";
import { DAY_SHEET_REFUSALS } from "../../domain/day-sheet/texts.ts";
import { SUMMONS } from "../../domain/summons/table.ts";
import { bindVisit, insertVisit, openVisitOf, summonsOfDay } from "../../store/day-sheet.ts";
import type { SummonsOfDay } from "../../store/day-sheet.ts";
import { newId } from "../../store/ids.ts";
import { openMeetingOf } from "../../store/meetings.ts";
import { readAct, readCase } from "../../store/items.ts";
import { appendActs } from "../../store/register.ts";
import { lastSummonsOf, scenarioInForce } from "../../store/summons-acts.ts";
import { NotPerformed } from "../acts/act-outcome.ts";
import { parametersOf } from "../acts/facts.ts";
import { followingId } from "../acts/following-id.ts";
import { performIn } from "../acts/perform.ts";
import { freeSeatList, takenAndChanged } from "../agenda-seats.ts";
import type { Actor, Services } from "../context.ts";
import type { Reference } from "../reference.ts";
import { Refused } from "../refused.ts";
import type { Seat } from "../seats.ts";
import { atDesk, holdDay, holdOpenDay, runOf } from "./in-day.ts";
import type { AtDesk, DayOutcome } from "./in-day.ts";
import { recordMeetingAt } from "./meetings.ts";

export interface Arrived {
  readonly ticket: number;
  readonly surname: string;
  readonly name: string;
}

export interface ArrivalRequest {
  readonly caseId: string;
  readonly summonsId: string;
  /** The version of the summons that the page showed. */
  readonly version: number;
  readonly actId: string;
}

/**
 * Who has an appointment today in this office is here: presence is recorded by the act of the table, and a number is given.
 * Refusals: FOGLIO_SENZA_SEDE, PERSONA_NON_VISIBILE, NON_DI_OGGI, GIORNO_CHIUSO, GIA_IN_SALA, and those of `perform`.
 */
export function arrive(services: Services, reference: Reference, request: ArrivalRequest, actor: Actor): Promise<DayOutcome<Arrived>> {
  return atDesk(services, actor, async (desk) => {
    const expected = await expectedToday(desk, request);
    await holdOpenDay(desk, desk.today);
    return arriveFor(desk, reference, request, expected);
  });
}

async function expectedToday(desk: AtDesk, { caseId, summonsId }: ArrivalRequest): Promise<SummonsOfDay> {
  const summons = await summonsOfDay(desk.client, caseId, summonsId);
  if (summons === null) throw new Refused("PERSONA_NON_VISIBILE", DAY_SHEET_REFUSALS.notVisible);
  if (summons.day !== desk.today || summons.officeId !== desk.office) throw new Refused("NON_DI_OGGI", DAY_SHEET_REFUSALS.notToday);
  return summons;
}

async function arriveFor(desk: AtDesk, reference: Reference, request: ArrivalRequest, { surname, name }: SummonsOfDay): Promise<Arrived> {
  const { caseId, summonsId, version, actId } = request;
  const { client, today, office, now, actor } = desk;
  const act = { procedure: SUMMONS.name, caseId, itemId: summonsId, act: "record-attendance", input: {}, actId, expectedVersion: version };
  const done = await performIn(runOf(desk, reference), act);
  const waiting = await openVisitOf(client, caseId, today);
  if (waiting !== null) {
    if (waiting.summonsId === null) await bindVisit(client, waiting.id, summonsId);
    else if (!done.repeated) throw new Refused("GIA_IN_SALA", DAY_SHEET_REFUSALS.alreadyHere(waiting.ticket));
    return { ticket: waiting.ticket, surname, name };
  }
  const ticket = await insertVisit(client, { id: newId(), office, day: today, caseId, summonsId, at: now, by: actor.id });
  return { ticket, surname, name };
}

export interface QueueRequest {
  readonly caseId: string;
  readonly actId: string;
}

/**
 * Who has no appointment today waits for whoever can see them: a number, and a line in the register that says they came. Also after the
 * closing: whoever comes then is not turned away. Whoever has an agreed meeting today has come to that.
 * Refusals: FOGLIO_SENZA_SEDE, PERSONA_NON_VISIBILE, APPUNTAMENTO_OGGI, GIA_IN_SALA, ATTO_GIA_USATO.
 */
export function queueUp(services: Services, reference: Reference, request: QueueRequest, actor: Actor): Promise<DayOutcome<Arrived>> {
  return atDesk(services, actor, async (desk) => {
    const { client, office, today, now } = desk;
    const person = await personOf(desk, request.caseId);
    await holdDay(desk, today);
    const before = await readAct(client, request.actId);
    const waiting = await openVisitOf(client, request.caseId, today);
    if (before !== null && waiting !== null) return { ...person, ticket: waiting.ticket };
    if (waiting !== null) throw new Refused("GIA_IN_SALA", DAY_SHEET_REFUSALS.alreadyHere(waiting.ticket));
    const meeting = await openMeetingOf(client, request.caseId);
    if (meeting !== null && meeting.day === today && meeting.officeId === office) {
      const came = await recordMeetingAt(desk, reference, { caseId: request.caseId, appointmentId: meeting.appointmentId, act: "came", reason: "", actId: request.actId });
      return { ...person, ticket: came.ticket! };
    }
    const summonsId = await lastSummonsOf(client, request.caseId);
    const summons = summonsId === null ? null : await summonsOfDay(client, request.caseId, summonsId);
    if (summons !== null && summons.day === today && summons.officeId === office && isOpenState(summons.state)) {
      throw new Refused("APPUNTAMENTO_OGGI", DAY_SHEET_REFUSALS.comesToday(clockText(romeTime(summons.startsAt).minutes)));
    }
    const ticket = await insertVisit(client, { id: newId(), office, day: today, caseId: request.caseId, summonsId: null, at: now, by: actor.id });
    await appendActs(client, actor, [
      {
        id: request.actId, subjectId: request.caseId, subjectKind: "case", kind: "came-without-appointment", happenedAt: now,
        payload: { office, day: today, ticket },
      },
    ]);
    return { ...person, ticket };
  });
}

async function personOf({ client }: AtDesk, caseId: string): Promise<{ surname: string; name: string }> {
  const { rows } = await client.query<{ surname: string; name: string }>(
    "select p.surname, p.name from case_file f join person p on p.id = f.person_id join competence c on c.case_id = f.id where f.id = $1",
    [caseId],
  );
  if (rows[0] === undefined) throw new Refused("PERSONA_NON_VISIBILE", DAY_SHEET_REFUSALS.notVisible);
  return rows[0];
}

export interface SeatRequest extends QueueRequest {
  readonly seat: Seat;
}

/**
 * A free hour of today, agreed and signed on the spot; the person is here, so presence is recorded with it. What the table asks of such an
 * appointment (bound, a free seat, the signature) it asks here.
 * Refusals: FOGLIO_SENZA_SEDE, PERSONA_NON_VISIBILE, NON_DI_OGGI, GIORNO_CHIUSO, and those of `perform`.
 */
export function takeSeat(services: Services, reference: Reference, request: SeatRequest, actor: Actor): Promise<DayOutcome<Arrived>> {
  return atDesk(services, actor, async (desk) => {
    const { client, office, today, now } = desk;
    const { caseId, actId } = request;
    if (romeTime(request.seat.startsAt).date !== today) throw new Refused("NON_DI_OGGI", DAY_SHEET_REFUSALS.notToday);
    const person = await personOf(desk, caseId);
    await holdOpenDay(desk, today);
    const before = await readAct(client, actId);
    const here = await openVisitOf(client, caseId, today);
    // Asked for again, after an answer that was lost.
    if (before !== null && here !== null) return { ...person, ticket: here.ticket };
    const itemId = await lastSummonsOf(client, caseId);
    const run = runOf(desk, reference);
    const input = { seat: request.seat, signed: true, reference: "" };
    const act = { procedure: SUMMONS.name, caseId, itemId, act: "agree-at-desk", input, actId, expectedVersion: null };
    const agreed = await performIn(run, act);
    const presence = { ...act, itemId: agreed.itemId, act: "record-attendance", input: {}, actId: followingId(actId, "presence") };
    await performIn(run, presence);
    if (here !== null) {
      if (here.summonsId === null) await bindVisit(client, here.id, agreed.itemId);
      return { ...person, ticket: here.ticket };
    }
    const ticket = await insertVisit(client, { id: newId(), office, day: today, caseId, summonsId: agreed.itemId, at: now, by: actor.id });
    return { ...person, ticket };
  });
}

/**
 * Hours of today that are still free and still ahead, first hour first.
 * Refusals: FOGLIO_SENZA_SEDE, PERSONA_NON_VISIBILE.
 */
export function seatsNow(services: Services, reference: Reference, caseId: string, actor: Actor): Promise<DayOutcome<Seat[]>> {
  return atDesk(services, actor, async ({ client, office, today, now }) => {
    const row = await readCase(client, caseId);
    if (row === null) throw new NotPerformed({ code: "PERSONA_NON_VISIBILE", message: DAY_SHEET_REFUSALS.notVisible });
    const list = freeSeatList(reference, {
      officeId: office, scenario: await scenarioInForce(client), fromDay: today, toDay: today, minutes: parametersOf(row).appointmentMinutes.value,
      ...(await takenAndChanged(client, office, today, today)),
    });
    return list.desk
      .map((deskId, index) => ({ deskId, startsAt: romeInstant(today, list.startMinute[index]!) }))
      .filter(({ startsAt }) => startsAt > now)
      .toSorted((a, b) => (a.startsAt === b.startsAt ? a.deskId - b.deskId : a.startsAt < b.startsAt ? -1 : 1));
  });
}
