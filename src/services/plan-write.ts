// Writing the plan of one office: seats, summonses, acts and the shortage, in one transaction.

import type { Pool, PoolClient } from "pg";
import { toIsoDate } from "../domain/calendar/days.ts";
import { shortageText } from "../domain/planning/texts.ts";
import type { OfficePlan } from "../domain/planning/types.ts";
import { addToPlan, writeAppointments, writeShortage } from "../store/planning.ts";
import type { NewAppointment } from "../store/planning.ts";
import { inTransaction } from "../store/pools.ts";
import { appendActs } from "../store/register.ts";
import { openPlaces } from "../store/show-up.ts";
import { markWorklistPlanned, writeWorklistByHand } from "../store/worklist-bulk.ts";
import type { DecidedOffice, OfficeRequest } from "./plan-decide.ts";

/** Held, shared, by every transaction that writes a plan: a planner waits for what a killed one was still writing. */
export const WRITE_LOCK = 7_301_998;

/** Writes an office's plan in one transaction, committed after that of the office before it. */
export async function writeOffice(pool: Pool, { request, plan, appointments, places, counts }: DecidedOffice, before: Promise<void> | undefined): Promise<void> {
  await inTransaction(pool, async (client) => {
    await client.query("select pg_advisory_xact_lock_shared($1)", [WRITE_LOCK]);
    await openPlaces(client, places);
    await writeSeats(client, request, appointments);
    await writeShortages(client, request, plan);
    await before;
    await addToPlan(client, request.planId, counts);
  });
}

export type SeatsRequest = Pick<OfficeRequest, "planId" | "wave" | "now" | "actor">;

/** Holds these seats, with their summonses and acts: the last thing of a transaction that holds the planner's write lock. */
export async function writeSeats(client: PoolClient, request: SeatsRequest, appointments: readonly NewAppointment[]): Promise<void> {
  if (appointments.length === 0) return;
  await writeWorklistByHand(client);
  await writeAppointments(client, { id: request.planId, wave: request.wave, now: request.now }, appointments);
  await appendActs(
    client,
    request.actor,
    appointments.map((appointment) => ({
      subjectId: appointment.caseId,
      subjectKind: "case",
      kind: "appointment-planned",
      happenedAt: request.now,
      citation: "DL4_2019_ART4_C5",
      payload: {
        plan: request.planId,
        wave: request.wave,
        summons: appointment.summonsId,
        appointment: appointment.id,
        office: appointment.officeId,
        desk: appointment.deskId,
        ...(appointment.lane === undefined || appointment.lane === 0 ? {} : { lane: appointment.lane }),
        startsAt: appointment.startsAt,
      },
    })),
  );
  await markWorklistPlanned(client, appointments);
}

export function sentenceOf(request: OfficeRequest, shortage: OfficePlan["shortages"][number]): string {
  const name = request.reference.offices.get(request.officeId)?.shortName ?? request.officeId;
  return shortageText(name, request.wave, shortage);
}

async function writeShortages(client: PoolClient, request: OfficeRequest, plan: OfficePlan): Promise<void> {
  for (const shortage of plan.shortages) {
    await writeShortage(client, request.planId, {
      officeId: request.officeId,
      wave: request.wave,
      dueKind: shortage.due,
      dueOn: toIsoDate(shortage.lastDue),
      missing: shortage.missed,
      exhaustedFrom: shortage.exhaustedFrom === null ? null : toIsoDate(shortage.exhaustedFrom),
      extraSeatsPerDay: shortage.extraSeatsPerDay,
      concerned: shortage.concerned,
      placedLate: shortage.placedLate,
      notPlaced: shortage.notPlaced,
      sentence: sentenceOf(request, shortage),
    });
  }
}
