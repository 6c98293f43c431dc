// Use cases of the waiting room: called to a desk, sent back to wait, received, gone away. Who comes second is told who was faster.

import { DAY_SHEET_REFUSALS, VISIT_DEEDS } from "../../domain/day-sheet/texts.ts";
import { MEETING_REFUSALS } from "../../domain/meetings/texts.ts";
import { callVisit, endVisit, lockVisit, resumeVisit } from "../../store/day-sheet.ts";
import type { OpenVisit } from "../../store/day-sheet.ts";
import { cameToMeeting } from "../../store/meetings.ts";
import { scenarioInForce } from "../../store/summons-acts.ts";
import type { Actor, Services } from "../context.ts";
import type { Reference } from "../reference.ts";
import { Refused } from "../refused.ts";
import { atDesk } from "./in-day.ts";
import type { AtDesk, DayOutcome } from "./in-day.ts";

export type VisitStep =
  | { readonly step: "call"; readonly version: number; readonly desk: number }
  | { readonly step: "wait" | "seen" | "left" | "mistake"; readonly version: number };

export interface Stepped {
  readonly ticket: number;
  readonly desk: number | null;
}

/**
 * One step of a visit, on the version that the page showed. Undone by the step back: "wait" calls off a call, and an end given too early.
 * Refusals: FOGLIO_SENZA_SEDE, VISITA_ASSENTE, VISITA_CAMBIATA, VISITA_FINITA, SPORTELLO_SCONOSCIUTO, ARRIVO_CON_APPUNTAMENTO, GIA_IN_SALA.
 */
export function stepVisit(services: Services, reference: Reference, visitId: string, request: VisitStep, actor: Actor): Promise<DayOutcome<Stepped>> {
  return atDesk(services, actor, async (desk) => {
    const visit = await lockVisit(desk.client, visitId);
    if (visit === null || visit.endedAs === "mistake") throw new Refused("VISITA_ASSENTE", DAY_SHEET_REFUSALS.visitUnknown);
    if (visit.version !== request.version) throw new Refused("VISITA_CAMBIATA", whoWasFaster(visit));
    await take(desk, reference, visit, request);
    return { ticket: visit.ticket, desk: request.step === "call" ? request.desk : visit.desk };
  });
}

async function take(desk: AtDesk, reference: Reference, visit: OpenVisit, request: VisitStep): Promise<void> {
  const { client, actor, now } = desk;
  if (request.step === "wait") return visit.endedAt === null ? callVisit(client, visit.id, null) : resumeVisit(client, visit.id);
  if (visit.endedAt !== null) throw new Refused("VISITA_FINITA", DAY_SHEET_REFUSALS.visitEnded);
  if (request.step === "call") {
    const numbers = reference.desks(await scenarioInForce(client)).filter(({ officeId }) => officeId === desk.office);
    if (!numbers.some(({ number }) => number === request.desk)) throw new Refused("SPORTELLO_SCONOSCIUTO", DAY_SHEET_REFUSALS.deskUnknown);
    return callVisit(client, visit.id, { desk: request.desk, at: now, by: actor.id });
  }
  if (request.step === "mistake" && visit.summonsId !== null) throw new Refused("ARRIVO_CON_APPUNTAMENTO", DAY_SHEET_REFUSALS.mistakeOfAppointment);
  if (request.step === "mistake" && (await cameToMeeting(client, visit.caseId, visit.day))) throw new Refused("ARRIVO_CON_APPUNTAMENTO", MEETING_REFUSALS.byOutcome);
  await endVisit(client, visit.id, { as: request.step, at: now, by: actor.id });
}

function whoWasFaster(visit: OpenVisit): string {
  if (visit.endedAs !== null) return DAY_SHEET_REFUSALS.visitChanged(visit.endedBy ?? "", VISIT_DEEDS[visit.endedAs]);
  if (visit.calledAt !== null) return DAY_SHEET_REFUSALS.visitChanged(visit.calledBy ?? "", VISIT_DEEDS.called(visit.desk ?? 0));
  return DAY_SHEET_REFUSALS.changed;
}
