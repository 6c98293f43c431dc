// Use case: the next step where a person was told and nothing shows that they know. Runs by itself, a bounded chunk in one transaction.

import type { PoolClient } from "pg";
import { nextDue } from "../../domain/channel-policy/next-due.ts";
import type { NextDue, Ways } from "../../domain/channel-policy/types.ts";
import { anyToLookAt, holdToLookAt, reachOf, setLooks, writeSteps } from "../../store/escalation.ts";
import type { ReachRow } from "../../store/escalation.ts";
import { gateways, queueMessages, summonsToTell } from "../../store/messages.ts";
import { closeTasks } from "../../store/outcomes.ts";
import { inTransaction } from "../../store/pools.ts";
import { appendActs } from "../../store/register.ts";
import type { Services } from "../context.ts";
import { nodeSettings } from "../node-settings.ts";
import type { TellingRequest } from "../reminders.ts";
import { measureParameters, openDesk, planWriting } from "../writing.ts";
import type { WritingDesk, WritingPlan } from "../writing.ts";
import { holdForRegisters } from "../domiciles/ask-before.ts";
import { gather, waysOf } from "./gather.ts";
import type { Known } from "./gather.ts";
import { writeStepLetters } from "./step-letters.ts";
import { CALL_TASK, lettersWanted, openStepTasks, SIGN_TASK, take } from "./take.ts";
import type { Judged } from "./take.ts";

export interface EscalationRequest extends TellingRequest {
  /** Summonses in one transaction, and in all. */
  readonly chunk?: number;
  readonly most?: number;
}

export interface EscalationReport {
  readonly looked: number;
  readonly messages: number;
  readonly calls: number;
  readonly desks: number;
}

const CHUNK = 1_000;
const MOST = 5_000;

/**
 * Takes the steps that are due, up to `most` summonses. What is known is read, decided and written under the lock of the summons, so two
 * workers never take the same step; killed in the middle, the chunk was not begun. Where nothing is due it costs one look into an index.
 */
export async function escalate(services: Services, request: EscalationRequest): Promise<EscalationReport> {
  const pool = services.pools.worker;
  const total = { looked: 0, messages: 0, calls: 0, desks: 0 };
  const chunk = request.chunk ?? CHUNK;
  if (!(await anyToLookAt(pool, await services.now()))) return total;
  const rows = await gateways(pool);
  const run: Run = { desk: openDesk(request.reference, await nodeSettings(pool), rows), request };
  while (total.looked < (request.most ?? MOST)) {
    const now = await services.now();
    const done = await inTransaction(pool, (client) => escalateChunk(client, run, now, chunk));
    total.looked += done.looked;
    total.messages += done.messages;
    total.calls += done.calls;
    total.desks += done.desks;
    if (done.looked < chunk) break;
  }
  return total;
}

interface Run {
  readonly desk: WritingDesk;
  readonly request: EscalationRequest;
}

async function escalateChunk(
  client: PoolClient,
  run: Run,
  now: string,
  limit: number,
): Promise<EscalationReport> {
  const { desk, request } = run;
  const looked = await holdToLookAt(client, now, limit);
  if (looked.length === 0) return { looked: 0, messages: 0, calls: 0, desks: 0 };
  const judged = await holdForRegisters(client, desk, await judge(client, run, await gather(client, looked, now)), now);
  const letters = await writeStepLetters(client, desk, lettersWanted(judged), { actor: request.actor, now });
  const taken = judged.flatMap((one) => take(desk, one, now, letters));
  const messages = taken.flatMap((one) => one.messages);
  const tasks = taken.flatMap((one) => one.tasks);
  await writeSteps(
    client,
    now,
    taken.flatMap(({ steps }) => steps),
  );
  await queueMessages(client, messages);
  await closeDone(client, now, judged);
  await openStepTasks(client, now, tasks);
  await appendActs(
    client,
    request.actor,
    taken.map(({ act }) => act),
  );
  await setLooks(
    client,
    judged.map(({ known, next }) => ({ summonsId: known.at.summonsId, at: lookAgainAt(known, next) })),
  );
  return {
    looked: looked.length,
    messages: messages.length + [...letters.values()].filter((letter) => "messageId" in letter).length,
    calls: tasks.filter(({ kind }) => kind === CALL_TASK).length,
    desks: tasks.filter(({ kind }) => kind === SIGN_TASK).length,
  };
}

/** Most are proven by now: only of the others is it read by which ways they could be told. */
async function judge(client: PoolClient, { desk }: Run, all: readonly Known[]): Promise<Judged[]> {
  const judged: Judged[] = [];
  const open: Known[] = [];
  for (const known of all) {
    const next = endedOf(known) ?? decide(desk, known, {});
    if (next.kind === "ended") judged.push({ known, next });
    else open.push(known);
  }
  if (open.length === 0) return judged;
  const ids = open.map(({ at }) => at.summonsId);
  const reach = await reachOf(client, ids);
  const plans = new Map(
    planWriting(desk, await summonsToTell(client, ids), open[0]!.now).map((plan) => [
      plan.summons.summonsId,
      plan,
    ]),
  );
  for (const known of open) {
    const plan = withCertified(plans.get(known.at.summonsId)!, reach.get(known.at.summonsId), known.now);
    const next = decide(
      desk,
      known,
      waysOf(desk.sending, plan.summons, reach.get(known.at.summonsId), known.subject),
    );
    judged.push({ known, next, plan });
  }
  return judged;
}

/** Certified mail is no first way of telling: it is planned here, for those whose turn it may be. */
function withCertified(plan: WritingPlan, reach: ReachRow | undefined, now: string): WritingPlan {
  const address = reach?.pec ?? null;
  if (address === null) return plan;
  return {
    ...plan,
    messages: [
      ...plan.messages,
      { kind: "summons", channel: "pec", address, nameThePerson: false, notBefore: now },
    ],
  };
}

/** Who is no longer bound, or has had the use of their data limited, is not pressed, and of a cancellation only who was told of it by a message is told further. */
function endedOf({ at, isTold, subject }: Known): NextDue | null {
  if (at.pressed && (subject !== "cancelled" || isTold)) return null;
  return { kind: "ended", because: "told-otherwise" };
}

function decide(desk: WritingDesk, known: Known, ways: Ways): NextDue {
  return nextDue(
    { ...known, ways },
    measureParameters(known.at.measure, known.at.grantedOn),
    desk.reference.workingCalendar(known.at.officeId),
  );
}

/** What was just begun is looked at again at once, for how long it has; what the desk has in hand, when the appointment is over. */
function lookAgainAt({ now, startsAt }: Known, next: NextDue): string | null {
  if (next.kind === "ended") return null;
  if (next.kind === "wait") return next.until;
  return next.kind === "begin" ? now : startsAt;
}

/** Tasks of those of whom nothing more is asked. */
async function closeDone(client: PoolClient, now: string, judged: readonly Judged[]): Promise<void> {
  const ended = judged.filter(({ next }) => next.kind === "ended").map(({ known }) => known.at.caseId);
  for (const kind of [CALL_TASK, SIGN_TASK]) await closeTasks(client, now, kind, ended, "non-piu-necessario");
}
