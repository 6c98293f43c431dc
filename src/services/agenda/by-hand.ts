// Use case: an appointment for somebody who has none. The seat is held, the text is shown, and only then the person is convened.

import { refuse } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { SUMMONS } from "../../domain/summons/table.ts";
import { heldNow } from "../../store/agenda.ts";
import { newId } from "../../store/ids.ts";
import { inOffice } from "../../store/pools.ts";
import { lastSummonsOf } from "../../store/summons-acts.ts";
import { perform } from "../acts/perform.ts";
import type { ActRequest } from "../acts/perform.ts";
import type { Actor, Services } from "../context.ts";
import { APPOINTMENT_TEXTS } from "../desk-texts.ts";
import type { Reference } from "../reference.ts";
import type { Seat } from "../seats.ts";
import { rehearse } from "./rehearse.ts";
import type { Rehearsal } from "./rehearse.ts";
import { AGENDA_TEXTS } from "./texts.ts";

export interface ByHand {
  readonly reference: Reference;
  readonly caseId: string;
  readonly actor: Actor;
}

/** Acts of the table from which a date given is the date of another summons. */
const ENDED: ReadonlySet<string> = new Set(["to-convene-again", "justified", "unjustified", "cancelled"]);

/** Holds the seat: the act «plan». Refusals: SPOSTAMENTO_SENZA_SEDE, GIA_IN_AGENDA, and those of the act. */
export async function holdByHand(services: Services, request: ByHand & { readonly seat: Seat }): Promise<Outcome<{ readonly summonsId: string }>> {
  const { reference, caseId, actor, seat } = request;
  const { office } = actor;
  if (office === undefined) return refuse("SPOSTAMENTO_SENZA_SEDE", APPOINTMENT_TEXTS.noOffice);
  const { held, last } = await inOffice(services.pools.app, office, async (client) => ({ held: await heldNow(client, caseId), last: await lastSummonsOf(client, caseId) }));
  if (held !== null && !ENDED.has(held.summonsState ?? "none")) return refuse("GIA_IN_AGENDA", AGENDA_TEXTS.alreadyBooked);
  const input = { seat: { deskId: seat.deskId, startsAt: seat.startsAt } };
  const planned = await perform(services, reference, { procedure: SUMMONS.name, caseId, itemId: last, act: "plan", input, actId: newId(), expectedVersion: null }, actor);
  return planned.ok ? { ok: true, value: { summonsId: planned.value.itemId } } : { ok: false, refusal: planned.refusal };
}

/** What the person would be written, if convened now. */
export async function previewIssue(services: Services, request: ByHand): Promise<Outcome<Rehearsal>> {
  const act = await issueAct(services, request);
  return act.ok ? rehearse(services, request.reference, act.value, request.actor) : act;
}

/** Convenes for the seat that is held: the act «issue». */
export async function issueByHand(services: Services, request: ByHand): Promise<Outcome<{ readonly summonsId: string }>> {
  const act = await issueAct(services, request);
  if (!act.ok) return act;
  const issued = await perform(services, request.reference, act.value, request.actor);
  return issued.ok ? { ok: true, value: { summonsId: issued.value.itemId } } : { ok: false, refusal: issued.refusal };
}

async function issueAct(services: Services, { caseId, actor }: ByHand): Promise<Outcome<ActRequest>> {
  const { office } = actor;
  if (office === undefined) return refuse("SPOSTAMENTO_SENZA_SEDE", APPOINTMENT_TEXTS.noOffice);
  const held = await inOffice(services.pools.app, office, (client) => heldNow(client, caseId));
  if (held === null || held.summonsId === null) return refuse("APPUNTAMENTO_ASSENTE", AGENDA_TEXTS.noAppointment);
  return { ok: true, value: { procedure: SUMMONS.name, caseId, itemId: held.summonsId, act: "issue", input: {}, actId: newId(), expectedVersion: null } };
}
