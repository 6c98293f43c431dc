// Use case: carries out an approved replan, some people in each transaction. Killed in the middle it is gone on with; nobody is moved or told twice.

import { setTimeout as pause } from "node:timers/promises";
import type { PoolClient } from "pg";
import { addDays } from "../../domain/calendar/days.ts";
import { romeDay } from "../../domain/calendar/rome-time.ts";
import type { Refusal } from "../../domain/outcome.ts";
import { exceptionsOf, heldNow, officeSubject } from "../../store/agenda.ts";
import { bookedBetween, chooseSeatAgain, finishReplan, nextWaiting, readReplan, replanCounts, settleSeat, unfinishedReplans } from "../../store/agenda-replan.ts";
import type { ReplanCounts, ReplanState, RunningReplan, WaitingSeat } from "../../store/agenda-replan.ts";
import { businessNow } from "../../store/clock.ts";
import { newId } from "../../store/ids.ts";
import { openDossierTask } from "../../store/items.ts";
import { openMeetingOf } from "../../store/meetings.ts";
import { inOffice, inTransaction } from "../../store/pools.ts";
import { appendActs } from "../../store/register.ts";
import { NotPerformed } from "../acts/act-outcome.ts";
import { BINDINGS } from "../acts/bindings.ts";
import { SUMMONS_BINDING } from "../acts/bindings/summons.ts";
import { performIn } from "../acts/perform.ts";
import { moveAct } from "../appointments.ts";
import type { Actor, ActorRole, Services } from "../context.ts";
import { moveMeetingIn } from "../meetings/acts.ts";
import type { Reference } from "../reference.ts";
import { Refused } from "../refused.ts";
import { moveToDeskIn } from "./desk-change.ts";
import { HORIZON_DAYS, proposeSeats } from "./displaced.ts";
import { AGENDA_TEXTS } from "./texts.ts";

export interface ReplanRun {
  readonly reference: Reference;
  readonly scenario: string;
  /** People in one transaction, where not the usual number. */
  readonly chunk?: number;
}

/** People in one transaction: few, so that an operator who wants one of them does not wait. */
const CHUNK = 20;
/** A seat that was taken meanwhile is looked for again so often; then the desk is asked. */
const TRIES = 3;
const DEADLOCK = "40P01";
const DEADLOCK_TRIES = 6;
/** What makes another seat worth looking for; anything else is for a person to judge. */
const ANOTHER_SEAT: ReadonlySet<string> = new Set([
  "POSTO_PRESO", "POSTO_STESSA_ORA_DEL_NUCLEO", "POSTO_CHIUSO", "POSTO_PREAVVISO", "CONVOCAZIONE_SEAT_HELD", "CONVOCAZIONE_NOTICE_ENOUGH", "POSTO_UGUALE",
]);

/** Goes on with every replan of every office that was not carried out to the end; gives the offices' counts. */
export async function resumeReplans(services: Services, run: ReplanRun): Promise<number> {
  const open = await inTransaction(services.pools.worker, unfinishedReplans);
  for (const { id, officeId } of open) await runReplan(services, run, officeId, id);
  return open.length;
}

/** Carries a replan out to the end; several processes may do it at once. Null: it is not of this office. */
export async function runReplan(services: Services, run: ReplanRun, office: string, replanId: string): Promise<ReplanCounts | null> {
  const replan = await inOffice(services.pools.app, office, (client) => readReplan(client, replanId));
  if (replan === null) return null;
  const actor: Actor = {
    id: replan.approvedBy, role: replan.approvedRole as ActorRole, office, ...(replan.onBehalfOf === null ? {} : { onBehalfOf: replan.onBehalfOf }),
  };
  const work: Work = { services, run, office, replan, actor };
  while ((await chunk(work)) > 0);
  return finish(work);
}

interface Work {
  readonly services: Services;
  readonly run: ReplanRun;
  readonly office: string;
  readonly replan: RunningReplan;
  readonly actor: Actor;
}

/** Settles some people; 0 when none is left for this process. */
async function chunk(work: Work): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await inOffice(work.services.pools.app, work.office, async (client) => {
        const rows = await nextWaiting(client, work.replan.id, work.run.chunk ?? CHUNK);
        const homeless = rows.filter((row) => row.startsAt === null);
        // Everybody with a seat first: what they leave may serve the others.
        if (rows.length > 0 && homeless.length === rows.length) await findSeats(client, work, homeless);
        else for (const row of rows) if (row.startsAt !== null) await settleOne(client, work, row);
        return rows.length;
      });
    } catch (error) {
      if ((error as { code?: string }).code !== DEADLOCK || attempt === DEADLOCK_TRIES) throw error;
      await pause(20 * attempt);
    }
  }
}

/** One person, undone alone when it cannot be. */
async function settleOne(client: PoolClient, work: Work, row: WaitingSeat): Promise<void> {
  const { replan } = work;
  const now = await businessNow(client);
  const held = await seatOf(client, row);
  if (held === null) return settleSeat(client, replan.id, row.appointmentId, "elsewhere", now);
  await client.query("savepoint one_person");
  const moved = await moveOne(client, work, row, held).catch((error: unknown) => refusalOf(error));
  if (typeof moved === "string") {
    await client.query("release savepoint one_person");
    return settleSeat(client, replan.id, row.appointmentId, moved, now);
  }
  await client.query("rollback to savepoint one_person; release savepoint one_person");
  if (ANOTHER_SEAT.has(moved.code) && row.tries < TRIES) return chooseSeatAgain(client, replan.id, row.appointmentId, null);
  await askDesk(client, work, row, AGENDA_TEXTS.notMoved(held.startsAt, moved.message), now);
}

interface SeatHeld {
  readonly startsAt: string;
  readonly summonsId: string | null;
  readonly isMeeting: boolean;
}

/** The seat that is taken away, where the person still has it: of their summons, or of an agreed meeting. */
async function seatOf(client: PoolClient, { caseId, appointmentId }: WaitingSeat): Promise<SeatHeld | null> {
  const held = await heldNow(client, caseId);
  if (held?.appointmentId === appointmentId) return { startsAt: held.startsAt, summonsId: held.summonsId, isMeeting: false };
  const meeting = await openMeetingOf(client, caseId);
  return meeting?.appointmentId === appointmentId ? { startsAt: meeting.startsAt, summonsId: null, isMeeting: true } : null;
}

async function moveOne(client: PoolClient, { run, replan, actor, office }: Work, row: WaitingSeat, held: SeatHeld): Promise<ReplanState | Refusal> {
  const { caseId, deskId, appointmentId } = row;
  if (held.isMeeting) {
    const seat = { deskId: deskId!, startsAt: row.startsAt! };
    const work = { client, reference: run.reference, actor, caseId, appointmentId, reason: replan.reason, actId: newId() };
    return (await moveMeetingIn({ ...work, seat, because: "office-closed" })).sameTime ? "same-time" : "moved";
  }
  if (held.startsAt === row.startsAt) {
    const changed = await moveToDeskIn(client, { reference: run.reference, caseId, deskId: deskId!, reason: replan.reason, actor, appointmentId }, office);
    return changed.ok ? "same-time" : changed.refusal;
  }
  const act = moveAct({ caseId, seat: { deskId: deskId!, startsAt: row.startsAt! }, reason: replan.reason, because: "office-closed" }, held.summonsId, null);
  await performIn({ client, reference: run.reference, bindings: BINDINGS, actor, depth: 0 }, act);
  return "moved";
}

/** A refused act as a value; whatever else goes wrong goes on its way. */
function refusalOf(error: unknown): Refusal {
  if (error instanceof NotPerformed) return error.refused.refusal;
  if (error instanceof Refused) return error.refusal;
  const refusal = SUMMONS_BINDING.refusalOf?.(error as { code?: string; constraint?: string }) ?? null;
  if (refusal === null) throw error;
  return refusal;
}

/** Those whose seat was taken meanwhile are given another by the same rules, under the agenda as it is now; those without any are the desk's. */
async function findSeats(client: PoolClient, work: Work, rows: readonly WaitingSeat[]): Promise<void> {
  const { run, office, replan } = work;
  const now = await businessNow(client);
  const today = romeDay(now);
  const at = { client, reference: run.reference, scenario: run.scenario, officeId: office, now };
  // Who had none from the start has none now: nothing was promised to them.
  const again = rows.filter((row) => row.tries > 0).map((row) => row.caseId);
  const people = again.length === 0 ? [] : await bookedBetween(client, office, { from: today, to: "9999-12-31" }, now, again);
  const exceptions = await exceptionsOf(client, office, today, addDays(today, 366 + HORIZON_DAYS));
  const proposals = new Map((await proposeSeats(at, people, exceptions)).map((one) => [one.appointmentId, one]));
  for (const row of rows) {
    const proposal = proposals.get(row.appointmentId);
    const held = await seatOf(client, row);
    if (held === null) await settleSeat(client, replan.id, row.appointmentId, "elsewhere", now);
    else if (proposal?.to != null) await chooseSeatAgain(client, replan.id, row.appointmentId, proposal.to);
    else await askDesk(client, work, row, AGENDA_TEXTS.noPlace(held.startsAt), now);
  }
}

async function askDesk(client: PoolClient, { replan }: Work, { caseId, appointmentId }: WaitingSeat, detail: string, now: string): Promise<void> {
  await openDossierTask(client, { id: newId(), caseId, kind: "replan", reason: "replan", detail }, now);
  await settleSeat(client, replan.id, appointmentId, "task", now);
}

async function finish({ services, office, replan, actor }: Work): Promise<ReplanCounts> {
  return inOffice(services.pools.app, office, async (client) => {
    const counts = await replanCounts(client, replan.id);
    // Another process may still have people in hand.
    if (counts.waiting > 0) return counts;
    const now = await businessNow(client);
    if (await finishReplan(client, replan.id, now)) {
      await appendActs(client, actor, [
        {
          subjectId: await officeSubject(client, office), subjectKind: "office", kind: "agenda-replan-done", happenedAt: now,
          payload: { office, replan: replan.id, exception: replan.exceptionId, ...counts },
        },
      ]);
    }
    return counts;
  });
}
