// Use case: an appointment goes to another desk at the hour it has. For the person nothing changes, so nobody is written to.

import type { ClientBase, PoolClient } from "pg";
import { accept, refuse } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { changeDesk, heldNow } from "../../store/agenda.ts";
import { businessNow } from "../../store/clock.ts";
import { closeTasks } from "../../store/outcomes.ts";
import { inOffice } from "../../store/pools.ts";
import { appendActs, lockCases } from "../../store/register.ts";
import { scenarioInForce } from "../../store/summons-acts.ts";
import { SUMMONS_BINDING } from "../acts/bindings/summons.ts";
import { actIdTaken } from "../acts/act-outcome.ts";
import { ACT_TEXTS } from "../acts/texts.ts";
import type { Actor, Services } from "../context.ts";
import { APPOINTMENT_TEXTS } from "../desk-texts.ts";
import type { Reference } from "../reference.ts";
import { seatStanding } from "../seats.ts";
import { measureParameters } from "../writing.ts";
import { AGENDA_TEXTS } from "./texts.ts";

export interface DeskChange {
  readonly reference: Reference;
  readonly caseId: string;
  readonly deskId: number;
  readonly reason: string;
  readonly actor: Actor;
  /** The appointment that is meant; any that the case holds, where absent. */
  readonly appointmentId?: string;
  /** Number of the act; made here where nobody asks twice. */
  readonly actId?: string;
}

const SHORTEST_REASON = 5;

/**
 * Refusals: SPOSTAMENTO_SENZA_SEDE, MOTIVO_MANCANTE, CASO_NON_VISIBILE, CONVOCAZIONE_CHI, APPUNTAMENTO_ASSENTE, APPUNTAMENTO_PASSATO, POSTO_UGUALE, POSTO_PRESO,
 * POSTO_CHIUSO, ATTO_GIA_USATO.
 */
export async function moveToDesk(services: Services, change: DeskChange): Promise<Outcome<{ readonly startsAt: string }>> {
  const { office } = change.actor;
  if (office === undefined) return refuse("SPOSTAMENTO_SENZA_SEDE", APPOINTMENT_TEXTS.noOffice);
  try {
    return await inOffice(services.pools.app, office, (client) => moveToDeskIn(client, change, office));
  } catch (error) {
    const refusal = actIdTaken(error) ?? SUMMONS_BINDING.refusalOf?.(error as { code?: string; constraint?: string }) ?? null;
    if (refusal !== null) return { ok: false, refusal };
    throw error;
  }
}

/** The same inside a transaction of the office that is open already. A desk taken at the last moment is an error of the database (23P01). */
export async function moveToDeskIn(client: PoolClient, change: DeskChange, office: string): Promise<Outcome<{ readonly startsAt: string }>> {
  const { reference, caseId, deskId, actor } = change;
  const reason = change.reason.trim();
  if (reason.length < SHORTEST_REASON) return refuse("MOTIVO_MANCANTE", AGENDA_TEXTS.reasonMissing);
  if (actor.role !== "operator" && actor.role !== "office-manager") return refuse("CONVOCAZIONE_CHI", ACT_TEXTS.notVisible);
  if (!(await isVisible(client, caseId))) return refuse("CASO_NON_VISIBILE", APPOINTMENT_TEXTS.notVisible);
  await lockCases(client, [caseId]);
  const held = await heldNow(client, caseId, true);
  if (held === null || (change.appointmentId !== undefined && held.appointmentId !== change.appointmentId)) {
    return refuse("APPUNTAMENTO_ASSENTE", AGENDA_TEXTS.noAppointment);
  }
  const now = await businessNow(client);
  if (held.startsAt <= now) return refuse("APPUNTAMENTO_PASSATO", AGENDA_TEXTS.appointmentOver);
  if (held.deskId === deskId) return refuse("POSTO_UGUALE", APPOINTMENT_TEXTS.sameSeat);
  const standing = await seatStanding(client, {
    reference, officeId: office, scenario: await scenarioInForce(client), measure: measureParameters(held.measure, held.grantedOn),
    seat: { deskId, startsAt: held.startsAt }, own: { deskId: held.deskId, startsAt: held.startsAt },
  });
  if (standing === "taken") return refuse("POSTO_PRESO", APPOINTMENT_TEXTS.taken);
  if (standing === "none") return refuse("POSTO_CHIUSO", AGENDA_TEXTS.noSeat);
  await changeDesk(client, held.appointmentId, deskId);
  await closeTasks(client, now, "replan", [caseId], actor.id);
  await appendActs(client, actor, [
    {
      ...(change.actId === undefined ? {} : { id: change.actId }), subjectId: caseId, subjectKind: "case", kind: "appointment-desk-changed", happenedAt: now,
      payload: { appointment: held.appointmentId, summons: held.summonsId, startsAt: held.startsAt, from: held.deskId, to: deskId, reason },
    },
  ]);
  return accept({ startsAt: held.startsAt });
}

async function isVisible(client: ClientBase, caseId: string): Promise<boolean> {
  const { rows } = await client.query("select 1 from case_file where id = $1", [caseId]);
  return rows.length > 0;
}
