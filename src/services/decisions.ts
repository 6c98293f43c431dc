// Use cases: decisions that only a person can take, each with its reason in the register.

import type { PoolClient } from "pg";
import { romeTime } from "../domain/calendar/rome-time.ts";
import { refuse } from "../domain/outcome.ts";
import type { Outcome } from "../domain/outcome.ts";
import {
  assumeSent, closeTask, decideCompetence, isQueued, lockGateway, lockMessage, lockTask, officeOpenOn, sendAgain, takeFromQueue, uncertainLeft,
  writeGatewayState,
} from "../store/decisions.ts";
import { closeTasks } from "../store/outcomes.ts";
import { inOffice, inTransaction } from "../store/pools.ts";
import { appendActs, SYSTEM_SUBJECT } from "../store/register.ts";
import type { ActDraft } from "../store/register.ts";
import { cancelOpenSummonses } from "../store/summons.ts";
import type { Actor, Services } from "./context.ts";
import { DECISION_TEXTS } from "./desk-texts.ts";
import { endMeetingsOfMoved } from "./meetings/follow-case.ts";
import { Refused, refusable } from "./refused.ts";

const REGIONAL: ReadonlySet<Actor["role"]> = new Set(["regional", "administrator"]);

/** Works behind the walls of the actor's office; the Region, which has no office, sees all of them. */
function asActor<T>(services: Services, actor: Actor, work: (client: PoolClient) => Promise<T>): Promise<T> {
  if (actor.office !== undefined) return inOffice(services.pools.app, actor.office, work);
  if (!REGIONAL.has(actor.role)) throw new Refused("DECISIONE_REGIONALE", DECISION_TEXTS.regionOnly);
  return inTransaction(services.pools.worker, work);
}

export interface AssignRequest {
  readonly caseId: string;
  readonly officeId: string;
  readonly reason: string;
  readonly actor: Actor;
}

/**
 * Gives a case that no rule could route to an office. It stays there until the person's address itself changes. A summons of the
 * office that had the case before is cancelled.
 *
 * Refusals: MOTIVO_MANCANTE, DECISIONE_REGIONALE, SEDE_NON_ATTIVA, CASO_NON_IN_CODA.
 */
export async function assignOffice(services: Services, request: AssignRequest): Promise<Outcome<{ officeId: string }>> {
  const { caseId, officeId, actor } = request;
  const reason = request.reason.trim();
  if (reason === "") return refuse("MOTIVO_MANCANTE", DECISION_TEXTS.reasonMissing);
  if (!REGIONAL.has(actor.role)) return refuse("DECISIONE_REGIONALE", DECISION_TEXTS.regionOnly);
  const now = await services.now();
  return refusable(() =>
    inTransaction(services.pools.intake, async (client) => {
      if (!(await officeOpenOn(client, officeId, romeTime(now).date))) throw new Refused("SEDE_NON_ATTIVA", DECISION_TEXTS.officeUnknown);
      if (!(await isQueued(client, caseId))) throw new Refused("CASO_NON_IN_CODA", DECISION_TEXTS.notQueued);
      // Competence before the queue, as intake does: the two can never wait for each other.
      const before = await decideCompetence(client, caseId, officeId, now);
      const queued = await takeFromQueue(client, caseId);
      if (queued === null) throw new Refused("CASO_NON_IN_CODA", DECISION_TEXTS.notQueued);
      const ended = before === null ? [] : await cancelOpenSummonses(client, [caseId], now);
      const meetings = before === null ? [] : await endMeetingsOfMoved(client, [caseId], now);
      await appendActs(client, actor, [
        caseAct(caseId, "office-assigned", now, { office: officeId, reason, queue: queued.reason, detail: queued.detail, from: before?.officeId ?? null }),
        ...ended.map((summons) =>
          caseAct(caseId, "summons-cancelled", now, {
            summons: summons.summonsId, appointment: summons.appointmentId, office: summons.officeId, startsAt: summons.startsAt, reason: "case-moved",
          }),
        ),
        ...meetings,
      ]);
      return { officeId };
    }),
  );
}

function caseAct(caseId: string, kind: string, now: string, payload: unknown): ActDraft {
  return { subjectId: caseId, subjectKind: "case", kind, happenedAt: now, citation: "DL4_2019_ART4_C5", payload };
}

export interface UncertainRequest {
  readonly messageId: string;
  readonly decision: "resend" | "assume-sent";
  readonly reason: string;
  readonly actor: Actor;
}

/**
 * Decides about a message of which nobody knows whether it left: sent again under the same key, before every other, or taken for sent.
 *
 * Refusals: MOTIVO_MANCANTE, DECISIONE_REGIONALE, MESSAGGIO_NON_VISIBILE, MESSAGGIO_NON_INCERTO, MESSAGGIO_SUPERATO.
 */
export async function resolveUncertain(services: Services, request: UncertainRequest): Promise<Outcome<{ state: "due" | "accepted" }>> {
  const { messageId, decision, actor } = request;
  const reason = request.reason.trim();
  if (reason === "") return refuse("MOTIVO_MANCANTE", DECISION_TEXTS.reasonMissing);
  const now = await services.now();
  return refusable(async () =>
    asActor(services, actor, async (client) => {
      const message = await lockMessage(client, messageId);
      if (message === null) throw new Refused("MESSAGGIO_NON_VISIBILE", DECISION_TEXTS.messageNotVisible);
      if (message.state !== "uncertain") throw new Refused("MESSAGGIO_NON_INCERTO", DECISION_TEXTS.messageNotUncertain);
      const isStale = !message.stillTrue || message.expiresAt <= now;
      if (decision === "resend" && isStale) throw new Refused("MESSAGGIO_SUPERATO", DECISION_TEXTS.messageStale);
      if (decision === "resend") await sendAgain(client, messageId);
      else await assumeSent(client, messageId);
      if ((await uncertainLeft(client, message.caseId)) === 0) await closeTasks(client, now, "uncertain", [message.caseId], actor.id);
      await appendActs(client, actor, [
        caseAct(message.caseId, "uncertain-resolved", now, {
          message: messageId, summons: message.summonsId, channel: message.channel, kind: message.kind, cause: message.failure, decision, reason,
        }),
      ]);
      return { state: decision === "resend" ? ("due" as const) : ("accepted" as const) };
    }),
  );
}

export interface CloseTaskRequest {
  readonly taskId: string;
  readonly note: string;
  readonly actor: Actor;
}

/**
 * Closes a task of the desk with a note of how it went. The task of uncertain messages closes only by deciding about them.
 *
 * Refusals: NOTA_MANCANTE, DECISIONE_REGIONALE, ATTIVITA_NON_VISIBILE, ATTIVITA_GIA_CHIUSA, ATTIVITA_CON_MESSAGGI_INCERTI.
 */
export async function closeDeskTask(services: Services, { taskId, note, actor }: CloseTaskRequest): Promise<Outcome<{ caseId: string }>> {
  if (note.trim() === "") return refuse("NOTA_MANCANTE", DECISION_TEXTS.noteMissing);
  const now = await services.now();
  return refusable(async () =>
    asActor(services, actor, async (client) => {
      const task = await lockTask(client, taskId);
      if (task === null) throw new Refused("ATTIVITA_NON_VISIBILE", DECISION_TEXTS.taskNotVisible);
      if (task.closedAt !== null) throw new Refused("ATTIVITA_GIA_CHIUSA", DECISION_TEXTS.taskClosed);
      if (task.kind === "uncertain" && (await uncertainLeft(client, task.caseId)) > 0) {
        throw new Refused("ATTIVITA_CON_MESSAGGI_INCERTI", DECISION_TEXTS.taskUncertain);
      }
      await closeTask(client, taskId, now, actor.id);
      await appendActs(client, actor, [
        caseAct(task.caseId, "desk-task-closed", now, { task: taskId, kind: task.kind, reason: task.reason, note: note.trim() }),
      ]);
      return { caseId: task.caseId };
    }),
  );
}

export interface GatewayStateRequest {
  readonly gatewayId: string;
  readonly state: "open" | "paused";
  readonly reason: string;
  readonly actor: Actor;
}

/**
 * Pauses a gateway or opens it again. One that is held after a restored backup can be neither: reconciling opens it.
 *
 * Refusals: MOTIVO_MANCANTE, DECISIONE_REGIONALE, GATEWAY_SCONOSCIUTO, GATEWAY_DA_RICONCILIARE.
 */
export async function setGatewayState(services: Services, request: GatewayStateRequest): Promise<Outcome<{ state: "open" | "paused" }>> {
  const { gatewayId, state, actor } = request;
  const reason = request.reason.trim();
  if (reason === "") return refuse("MOTIVO_MANCANTE", DECISION_TEXTS.reasonMissing);
  if (!REGIONAL.has(actor.role)) return refuse("DECISIONE_REGIONALE", DECISION_TEXTS.regionOnly);
  const now = await services.now();
  return refusable(() =>
    inTransaction(services.pools.worker, async (client) => {
      const before = await lockGateway(client, gatewayId);
      if (before === null) throw new Refused("GATEWAY_SCONOSCIUTO", DECISION_TEXTS.gatewayUnknown);
      if (before === "held") throw new Refused("GATEWAY_DA_RICONCILIARE", DECISION_TEXTS.gatewayHeld);
      await writeGatewayState(client, gatewayId, state, reason);
      await appendActs(client, actor, [
        { subjectId: SYSTEM_SUBJECT, subjectKind: "system", kind: "gateway-state-set", happenedAt: now, payload: { gateway: gatewayId, before, state, reason } },
      ]);
      return { state };
    }),
  );
}
