// The acts on an agreed meeting, each in the transaction of whoever asks: came, did not come, put off, cancelled; refusals are thrown.

import type { PoolClient } from "pg";
import { romeDay } from "../../domain/calendar/rome-time.ts";
import { judgeMeeting } from "../../domain/meetings/meeting.ts";
import type { MeetingAct } from "../../domain/meetings/meeting.ts";
import { MEETING_REFUSALS } from "../../domain/meetings/texts.ts";
import { businessNow } from "../../store/clock.ts";
import { readAct, readCase } from "../../store/items.ts";
import { changeMeetingDesk, holdMovedMeeting, lockMeeting, setMeetingOutcome } from "../../store/meetings.ts";
import type { StoredMeeting } from "../../store/meetings.ts";
import { closeTasks } from "../../store/outcomes.ts";
import { appendActs, lockCases } from "../../store/register.ts";
import { scenarioInForce } from "../../store/summons-acts.ts";
import { meetingActBefore } from "./act-before.ts";
import type { MeetingPayload } from "./act-before.ts";
import { ACT_TEXTS } from "../acts/texts.ts";
import { AGENDA_TEXTS } from "../agenda/texts.ts";
import type { Actor } from "../context.ts";
import { APPOINTMENT_TEXTS } from "../desk-texts.ts";
import type { Reference } from "../reference.ts";
import { Refused, refusedAs } from "../refused.ts";
import { earliestDay, heldAs, seatStanding } from "../seats.ts";
import type { Seat } from "../seats.ts";
import { measureParameters } from "../writing.ts";
import { tellMeeting } from "./tell.ts";
import type { Told } from "./tell.ts";

export interface MeetingWork {
  readonly client: PoolClient;
  readonly reference: Reference;
  readonly actor: Actor;
  /** The case whose meeting the page showed, and the seat it had there. */
  readonly caseId: string;
  readonly appointmentId: string;
  readonly reason: string;
  /** Made by whoever asks: asked again, the act is not done twice. */
  readonly actId: string;
}

interface Held {
  readonly meeting: StoredMeeting;
  readonly now: string;
  /** What the register holds of this very act, done before. */
  readonly repeated: MeetingPayload | null;
}

const KINDS = { came: "meeting-attended", missed: "meeting-missed", undo: "meeting-outcome-corrected", move: "meeting-moved", cancel: "meeting-cancelled" } as const;

/** Holds the case and its meeting, and judges the act. Refusals: CASO_NON_VISIBILE, INCONTRO_CAMBIATO, INCONTRO_ALTRA_SEDE, and those of `judgeMeeting`. */
async function hold(work: MeetingWork, act: MeetingAct): Promise<Held> {
  const { client, actor, caseId, appointmentId, reason, actId } = work;
  if ((await readCase(client, caseId)) === null) throw new Refused("CASO_NON_VISIBILE", ACT_TEXTS.notVisible);
  await lockCases(client, [caseId]);
  const meeting = await lockMeeting(client, appointmentId);
  if (meeting === null || meeting.caseId !== caseId) throw new Refused("INCONTRO_CAMBIATO", MEETING_REFUSALS.gone);
  if (meeting.officeId !== actor.office) throw new Refused("INCONTRO_ALTRA_SEDE", MEETING_REFUSALS.otherOffice);
  const now = await businessNow(client);
  const before = await readAct(client, actId);
  if (before !== null) return { meeting, now, repeated: refusedAs(meetingActBefore(before, KINDS[act], appointmentId)) };
  refusedAs(judgeMeeting(act, { outcome: meeting.outcome, startsAt: meeting.startsAt, day: meeting.day, now, today: romeDay(now), by: actor.role, reason }));
  return { meeting, now, repeated: null };
}

async function sign(work: MeetingWork, act: MeetingAct, { meeting, now }: Held, more: object = {}): Promise<void> {
  const { client, actor, actId, appointmentId, caseId } = work;
  const reason = work.reason.trim();
  const payload = { appointment: appointmentId, startsAt: meeting.startsAt, ...more, ...(reason === "" ? {} : { reason }) };
  await appendActs(client, actor, [{ id: actId, subjectId: caseId, subjectKind: "case", kind: KINDS[act], happenedAt: now, citation: "DLGS150_2015_ART20", payload }]);
}

/** They came, they did not, or what was written of it was a mistake; gives the meeting as it was. No breach opens: no norm makes this absence one. */
export async function recordMeetingIn(work: MeetingWork, act: "came" | "missed" | "undo"): Promise<StoredMeeting> {
  const held = await hold(work, act);
  if (held.repeated !== null) return held.meeting;
  await setMeetingOutcome(work.client, work.appointmentId, act === "undo" ? null : act);
  await sign(work, act, held, act === "undo" ? { was: held.meeting.outcome } : {});
  return held.meeting;
}

export async function cancelMeetingIn(work: MeetingWork): Promise<Told> {
  const held = await hold(work, "cancel");
  if (held.repeated !== null) return held.repeated.told ?? { messages: 1, known: false };
  const { client, reference, appointmentId } = work;
  const { meeting, now } = held;
  await setMeetingOutcome(client, appointmentId, "called-off");
  await closeTasks(client, now, "replan", [work.caseId], work.actor.id);
  const told = await tellMeeting({ client, reference, now, meeting, kind: "meeting-cancelled", appointmentId });
  await sign(work, "cancel", held, { told });
  return told;
}

export interface MovedMeeting extends Told {
  readonly appointmentId: string;
  readonly startsAt: string;
  /** Only the desk has changed: the person has nothing to be told. */
  readonly sameTime: boolean;
}

/** Puts it in another seat. Refusals besides: POSTO_ILLEGGIBILE, POSTO_UGUALE, POSTO_PREAVVISO, POSTO_PRESO, POSTO_CHIUSO. A seat taken at the last moment is an error of the database (23P01). */
export async function moveMeetingIn(work: MeetingWork & { readonly seat: Seat; readonly because?: "office-closed" }): Promise<MovedMeeting> {
  const { client, reference, actor, appointmentId, because } = work;
  const instant = Date.parse(work.seat.startsAt);
  if (Number.isNaN(instant)) throw new Refused("POSTO_ILLEGGIBILE", APPOINTMENT_TEXTS.seatUnreadable);
  const seat = { deskId: work.seat.deskId, startsAt: new Date(instant).toISOString() };
  const held = await hold(work, "move");
  const { meeting, now } = held;
  // Whoever asks again is answered before the meeting is held: here two asked at once.
  if (held.repeated !== null) throw new Refused("ATTO_GIA_USATO", ACT_TEXTS.actIdUsed);
  const parameters = measureParameters(meeting.measure, meeting.grantedOn);
  const own = { deskId: meeting.deskId, startsAt: meeting.startsAt };
  const sameTime = seat.startsAt === own.startsAt;
  if (sameTime && seat.deskId === own.deskId) throw new Refused("POSTO_UGUALE", APPOINTMENT_TEXTS.sameSeat);
  if (sameTime && own.startsAt <= now) throw new Refused("APPUNTAMENTO_PASSATO", AGENDA_TEXTS.appointmentOver);
  if (!sameTime && romeDay(seat.startsAt) < earliestDay(reference, meeting.officeId, parameters, now)) throw new Refused("POSTO_PREAVVISO", MEETING_REFUSALS.notice);
  const standing = await seatStanding(client, { reference, officeId: meeting.officeId, scenario: await scenarioInForce(client), measure: parameters, seat, own });
  if (standing === "taken") throw new Refused("POSTO_PRESO", APPOINTMENT_TEXTS.taken);
  if (standing === "none") throw new Refused("POSTO_CHIUSO", AGENDA_TEXTS.noSeat);
  await closeTasks(client, now, "replan", [work.caseId], actor.id);
  if (sameTime) {
    await changeMeetingDesk(client, appointmentId, seat.deskId);
    await sign(work, "move", held, { from: own, to: seat });
    return { appointmentId, startsAt: own.startsAt, messages: 0, known: true, sameTime: true };
  }
  const next = heldAs(meeting.officeId, parameters, seat);
  await setMeetingOutcome(client, appointmentId, "moved");
  await holdMovedMeeting(client, meeting, next);
  const told = await tellMeeting({ client, reference, now, meeting, kind: "meeting-moved", appointmentId: next.id, ...(because === undefined ? {} : { because }) });
  await sign(work, "move", held, { from: own, to: seat, next: next.id, told, ...(because === undefined ? {} : { because }) });
  return { ...told, appointmentId: next.id, startsAt: next.startsAt, sameTime: false };
}
