// Use case: taking care of messages that did not arrive, one or all of a cause: written again, to another contact, a dead contact given up, the telephone.

import type { PoolClient } from "pg";
import { careObstacle, writingObstacle } from "../../domain/outbox/failure-care.ts";
import type { CareAct, CareObstacle } from "../../domain/outbox/failure-care.ts";
import { failureText, PHONE_TASK } from "../../domain/outbox/texts.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { businessNow } from "../../store/clock.ts";
import { newId } from "../../store/ids.ts";
import { lockFailed, openFailures, recordCare } from "../../store/failure-care.ts";
import type { FailedMessage } from "../../store/failure-care.ts";
import { readAct } from "../../store/items.ts";
import { openTasks } from "../../store/outcomes.ts";
import { inOffice } from "../../store/pools.ts";
import { appendActs } from "../../store/register.ts";
import { followingId } from "../acts/following-id.ts";
import type { Actor, Services } from "../context.ts";
import type { Reference } from "../reference.ts";
import { refusable, Refused } from "../refused.ts";
import { openRewriting } from "./rewrite.ts";
import type { Rewriting } from "./rewrite.ts";
import { dropContact } from "./drop-contact.ts";
import { FAILURE_REFUSALS } from "./texts.ts";

export interface CareAsked {
  readonly office: string;
  readonly how: CareAct;
  readonly failure: string;
  readonly channel: string;
  readonly message?: string | undefined;
}

export interface CareRequest extends CareAsked {
  readonly reference: Reference;
  readonly actor: Actor;
  /** A UUID made by whoever asks: asked again, nothing is done again. */
  readonly actId: string;
  readonly reason: string;
}

export interface CarePreview {
  readonly looked: number;
  readonly possible: number;
  readonly people: number;
  readonly obstacles: ReadonlyMap<CareObstacle, number>;
  readonly more: boolean;
}

export interface CareReport {
  readonly taken: number;
  readonly written: number;
  readonly dropped: number;
  readonly left: number;
}

/** Messages of one go: each is a transaction of its own, and somebody waits for the answer. */
const AT_ONCE = 200;

/** What the act would do now, and what stands against it; nothing is changed. */
export async function previewCare(services: Services, reference: Reference, asked: CareAsked): Promise<CarePreview> {
  return inOffice(services.pools.app, asked.office, async (client) => {
    const failed = await openFailures(client, asked, AT_ONCE + 1);
    const rewriting = await openRewriting(client, reference, await businessNow(client));
    const obstacles = new Map<CareObstacle, number>();
    const people = new Set<string>();
    let possible = 0;
    for (const message of failed.slice(0, AT_ONCE)) {
      const obstacle = await obstacleOf(rewriting, message, asked.how);
      if (obstacle !== null) obstacles.set(obstacle, (obstacles.get(obstacle) ?? 0) + 1);
      else {
        possible += 1;
        people.add(message.personId);
      }
    }
    return { looked: Math.min(failed.length, AT_ONCE), possible, people: people.size, obstacles, more: failed.length > AT_ONCE };
  });
}

async function obstacleOf(rewriting: Rewriting, message: FailedMessage, act: CareAct): Promise<CareObstacle | null> {
  const isWritten = act === "again" || act === "other-contact";
  const contacts = isWritten ? (await rewriting.plan(message, act)).length : 0;
  return careObstacle({ ...message, act, isOfSummons: rewriting.isOfSummons(message), contacts });
}

/**
 * Does the act for each open failure of the cause, or for one message, each in a transaction of its own: of two operators at once one does it, killed in
 * the middle the rest is left open. Refusals: MOTIVO_MANCANTE; of one message what stands against it (MANCATO_…).
 */
export async function takeCare(services: Services, request: CareRequest): Promise<Outcome<CareReport>> {
  return refusable(async () => {
    if (request.reason.trim() === "") throw new Refused("MOTIVO_MANCANTE", FAILURE_REFUSALS.reason);
    const failed = await inOffice(services.pools.app, request.office, (client) => openFailures(client, request, AT_ONCE));
    if (request.message !== undefined && failed.length === 0) throw new Refused("MESSAGGIO_NON_VISIBILE", FAILURE_REFUSALS.notVisible);
    const report = { taken: 0, written: 0, dropped: 0, left: 0 };
    for (const message of failed) {
      const done = await inOffice(services.pools.app, request.office, (client) => careFor(client, request, message, followingId(request.actId, message.id)));
      if (done === null) report.left += 1;
      else {
        report.taken += 1;
        report.written += done.written;
        report.dropped += done.dropped;
      }
    }
    return report;
  });
}

/** One message; null when something stands against it. */
async function careFor(client: PoolClient, request: CareRequest, seen: FailedMessage, actId: string): Promise<{ written: number; dropped: number } | null> {
  const now = await businessNow(client);
  const message = await lockFailed(client, seen);
  if (message === null) return null;
  if ((await readAct(client, actId)) !== null) return { written: 0, dropped: 0 };
  const rewriting = await openRewriting(client, request.reference, now);
  const obstacle = await obstacleOf(rewriting, message, request.how);
  if (obstacle !== null) {
    if (request.message === undefined) return null;
    throw new Refused(`MANCATO_${obstacle.toUpperCase().replaceAll("-", "_")}`, FAILURE_REFUSALS.obstacle(obstacle));
  }
  const work = { client, reference: request.reference, actor: request.actor, now, actId };
  const dropped = request.how === "contact-dropped" ? await dropContact(work, message) : 0;
  const written = await write(rewriting, message, request.how);
  if (request.how === "phone" || (written.length === 0 && !message.toldOtherwise)) await askDesk(client, message, now);
  await recordCare(client, { messageId: message.id, caseId: message.caseId, how: request.how, rewrittenAs: written, actId, now, by: request.actor.id });
  await appendActs(client, request.actor, [
    {
      id: actId, subjectId: message.caseId, subjectKind: "case", kind: "failure-taken-care", happenedAt: now, citation: "DL4_2019_ART4_C15QUINQUIES",
      payload: { message: message.id, channel: message.channel, cause: message.failure, how: request.how, rewrittenAs: written, reason: request.reason.trim() },
    },
  ]);
  return { written: written.length, dropped };
}

/** Ids of what was written; a dead contact may leave nothing to write to, or nothing to say. */
async function write(rewriting: Rewriting, message: FailedMessage, act: CareAct): Promise<string[]> {
  if (act === "phone") return [];
  const planned = await rewriting.plan(message, act === "again" ? "again" : "other-contact");
  const obstacle = writingObstacle({ ...message, isOfSummons: rewriting.isOfSummons(message), contacts: planned.length });
  return obstacle === null ? rewriting.write(message, planned) : [];
}

async function askDesk(client: PoolClient, message: FailedMessage, now: string): Promise<void> {
  const { name } = failureText(message.failure);
  await openTasks(client, now, [{ id: newId(), caseId: message.caseId, kind: "not-delivered", reason: message.failure, detail: PHONE_TASK(name) }]);
}
