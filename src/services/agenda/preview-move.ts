// What the person would read if they were moved to a seat, with the refusals of the move itself; nothing is stored.

import { accept } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { heldNow } from "../../store/agenda.ts";
import { newId } from "../../store/ids.ts";
import { inOffice } from "../../store/pools.ts";
import { moveAct, refusedMove } from "../appointments.ts";
import type { MoveRequest } from "../appointments.ts";
import type { Services } from "../context.ts";
import { isAgreedMeeting, previewMeetingMove } from "../meetings/move.ts";
import { rehearse } from "./rehearse.ts";
import type { Rehearsal } from "./rehearse.ts";

export type MovePreview = Rehearsal & { readonly sameTime: boolean };

/** While the operator has not yet written theirs. It is never part of a message. */
const ANY_REASON = "anteprima";

export async function previewMove(services: Services, request: Omit<MoveRequest, "reason">): Promise<Outcome<MovePreview>> {
  const asked: MoveRequest = { ...request, reason: ANY_REASON };
  const { actor, caseId, seat, appointmentId } = asked;
  if (await isAgreedMeeting(services, asked)) {
    const shown = await previewMeetingMove(services, { ...asked, appointmentId: appointmentId!, actId: newId() });
    return shown.ok ? shown : refusedMove(services, asked, shown.refusal);
  }
  const held = actor.office === undefined ? null : await inOffice(services.pools.app, actor.office, (client) => heldNow(client, caseId));
  const isStale = appointmentId !== undefined && held?.appointmentId !== appointmentId;
  if (!isStale && held !== null && Date.parse(held.startsAt) === Date.parse(seat.startsAt) && held.deskId !== seat.deskId) {
    return accept({ messages: [], withdrawn: [], task: null, reminderAt: null, sameTime: true });
  }
  if (isStale) return refusedMove(services, asked, { code: "APPUNTAMENTO_CAMBIATO", message: "" });
  const rehearsed = await rehearse(services, asked.reference, moveAct(asked, held?.summonsId ?? null, null), actor);
  if (!rehearsed.ok) return refusedMove(services, asked, rehearsed.refusal);
  return accept({ ...rehearsed.value, sameTime: false });
}
