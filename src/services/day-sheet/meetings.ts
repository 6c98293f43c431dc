// Use case: what came of an agreed meeting, on the sheet of its day. Who comes today gets a number like everybody else.

import { MEETING_REFUSALS } from "../../domain/meetings/texts.ts";
import { endVisit, insertVisit, openVisitOf } from "../../store/day-sheet.ts";
import { newId } from "../../store/ids.ts";
import type { StoredMeeting } from "../../store/meetings.ts";
import type { Actor, Services } from "../context.ts";
import { recordMeetingIn } from "../meetings/acts.ts";
import type { Reference } from "../reference.ts";
import { Refused } from "../refused.ts";
import { atDesk, holdOpenDay } from "./in-day.ts";
import type { AtDesk, DayOutcome } from "./in-day.ts";

export interface MeetingOutcomeRequest {
  readonly caseId: string;
  /** The seat that the page showed: a meeting that was moved since has another. */
  readonly appointmentId: string;
  readonly act: "came" | "missed" | "undo";
  readonly reason: string;
  readonly actId: string;
}

export interface MeetingRecorded {
  readonly surname: string;
  readonly name: string;
  /** The number in the waiting room, of who comes today. */
  readonly ticket: number | null;
}

/** Refusals: FOGLIO_SENZA_SEDE, PERSONA_NON_VISIBILE, GIORNO_CHIUSO, INCONTRO_…, MOTIVO_MANCANTE. */
export function recordMeeting(services: Services, reference: Reference, request: MeetingOutcomeRequest, actor: Actor): Promise<DayOutcome<MeetingRecorded>> {
  return atDesk(services, actor, (desk) => recordMeetingAt(desk, reference, request));
}

/** The same in the transaction of who is at the desk already. */
export async function recordMeetingAt(desk: AtDesk, reference: Reference, request: MeetingOutcomeRequest): Promise<MeetingRecorded> {
  const { client, today, actor } = desk;
  // The day is held before the case, as arrivals hold it.
  const { rows } = await client.query<{ day: string }>("select day from appointment where id = $1 and case_id = $2", [request.appointmentId, request.caseId]);
  if (rows[0] === undefined) throw new Refused("PERSONA_NON_VISIBILE", MEETING_REFUSALS.notVisible);
  await holdOpenDay(desk, rows[0].day);
  const meeting = await recordMeetingIn({ ...request, client, reference, actor }, request.act);
  if (request.act === "undo" && meeting.outcome === "came") await leaveTheRoom(desk, meeting);
  const ticket = request.act === "came" && meeting.day === today ? await ticketFor(desk, meeting) : null;
  return { surname: meeting.surname, name: meeting.name, ticket };
}

async function ticketFor({ client, office, today, now, actor }: AtDesk, { caseId }: StoredMeeting): Promise<number> {
  const waiting = await openVisitOf(client, caseId, today);
  return waiting?.ticket ?? insertVisit(client, { id: newId(), office, day: today, caseId, summonsId: null, at: now, by: actor.id });
}

async function leaveTheRoom({ client, now, actor }: AtDesk, { caseId, day }: StoredMeeting): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    "select id from visit where case_id = $1 and summons_id is null and day = $2 and ended_as is distinct from 'mistake' for update",
    [caseId, day],
  );
  for (const { id } of rows) await endVisit(client, id, { as: "mistake", at: now, by: actor.id });
}
