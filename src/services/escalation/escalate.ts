// Use case: the next step where a person was told and nothing shows that they know. Runs by itself, a bounded chunk in one transaction.

import type { PoolClient } from "pg";
import { isByHand, nextDue } from "../../domain/channel-policy/next-due.ts";
import type { LeftOut, NextDue } from "../../domain/channel-policy/types.ts";
import type { PlannedMessage } from "../../domain/messages/channel-plan.ts";
import { anyToLookAt, holdToLookAt, reachOf, setLooks, writeSteps } from "../../store/escalation.ts";
import type { NewStep } from "../../store/escalation.ts";
import { newId } from "../../store/ids.ts";
import { gateways, queueMessages, summonsToTell } from "../../store/messages.ts";
import type { NewMessage } from "../../store/messages.ts";
import { closeTasks, openTasks } from "../../store/outcomes.ts";
import type { TaskOpening } from "../../store/outcomes.ts";
import { inTransaction } from "../../store/pools.ts";
import { appendActs } from "../../store/register.ts";
import type { ActDraft } from "../../store/register.ts";
import type { Services } from "../context.ts";
import { nodeSettings } from "../node-settings.ts";
import type { TellingRequest } from "../reminders.ts";
import { compose, measureParameters, openDesk, planWriting } from "../writing.ts";
import type { WritingDesk, WritingPlan } from "../writing.ts";
import { gather, KIND_OF, waysOf } from "./gather.ts";
import type { Known } from "./gather.ts";
import { ESCALATION_TEXTS } from "./texts.ts";

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
/** After whatever an operator waits for, before the reminders and the bulk. */
const STEP_PRIORITY = 4;
export const CALL_TASK = "call:convocazione";
export const SIGN_TASK = "sign:convocazione";

/**
 * Takes the steps that are due, up to `most` summonses. What is known is read, decided and written under the lock of the summons, so two
 * workers never take the same step; killed in the middle, the chunk was not begun. Where nothing is due it costs one look into an index.
 */
export async function escalate(services: Services, request: EscalationRequest): Promise<EscalationReport> {
  const pool = services.pools.worker;
  const total = { looked: 0, messages: 0, calls: 0, desks: 0 };
  const chunk = request.chunk ?? CHUNK;
  if (!(await anyToLookAt(pool, await services.now()))) return total;
  const desk = openDesk(request.reference, await nodeSettings(pool), await gateways(pool));
  while (total.looked < (request.most ?? MOST)) {
    const now = await services.now();
    const done = await inTransaction(pool, (client) => escalateChunk(client, desk, request, now, chunk));
    total.looked += done.looked;
    total.messages += done.messages;
    total.calls += done.calls;
    total.desks += done.desks;
    if (done.looked < chunk) break;
  }
  return total;
}

async function escalateChunk(
  client: PoolClient,
  desk: WritingDesk,
  { actor }: EscalationRequest,
  now: string,
  limit: number,
): Promise<EscalationReport> {
  const looked = await holdToLookAt(client, now, limit);
  if (looked.length === 0) return { looked: 0, messages: 0, calls: 0, desks: 0 };
  const judged = await judge(client, desk, await gather(client, looked, now));
  const taken = judged.flatMap((one) => take(desk, one, now));
  await writeSteps(
    client,
    now,
    taken.flatMap(({ steps }) => steps),
  );
  await queueMessages(
    client,
    taken.flatMap(({ messages }) => messages),
  );
  await closeDone(client, now, judged);
  await openTasks(
    client,
    now,
    taken.flatMap(({ tasks }) => tasks),
  );
  await appendActs(
    client,
    actor,
    taken.map(({ act }) => act),
  );
  await setLooks(
    client,
    judged.map(({ known, next }) => ({ summonsId: known.at.summonsId, at: lookAgainAt(known, next) })),
  );
  const tasks = taken.flatMap((one) => one.tasks);
  return {
    looked: looked.length,
    messages: taken.reduce((sum, one) => sum + one.messages.length, 0),
    calls: tasks.filter(({ kind }) => kind === CALL_TASK).length,
    desks: tasks.filter(({ kind }) => kind === SIGN_TASK).length,
  };
}

interface Judged {
  readonly known: Known;
  readonly next: NextDue;
  /** Only of those that begin something. */
  readonly plan?: WritingPlan;
}

/** Most are proven by now: only of the others is it read by which ways they could be told. */
async function judge(client: PoolClient, desk: WritingDesk, all: readonly Known[]): Promise<Judged[]> {
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
    const plan = plans.get(known.at.summonsId)!;
    const next = decide(
      desk,
      known,
      waysOf(desk, plan.summons, reach.get(known.at.summonsId), known.subject),
    );
    judged.push({ known, next, plan });
  }
  return judged;
}

/** Who is no longer bound, or has had the use of their data limited, is not pressed, and of a cancellation only who was told of it by a message is told further. */
function endedOf({ at, isTold, subject }: Known): NextDue | null {
  if (at.pressed && (subject !== "cancelled" || isTold)) return null;
  return { kind: "ended", because: "told-otherwise" };
}

function decide(desk: WritingDesk, known: Known, ways: Parameters<typeof nextDue>[0]["ways"]): NextDue {
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

interface Taken {
  readonly steps: readonly NewStep[];
  readonly messages: readonly NewMessage[];
  readonly tasks: readonly TaskOpening[];
  readonly act: ActDraft;
}

function take(desk: WritingDesk, { known, next, plan }: Judged, now: string): Taken[] {
  if (next.kind === "desk" && !next.begun) {
    const steps = [
      ...next.leftOut.map((one) => leftOutStep(known, one)),
      stepOf(known, "desk", "signed-at-desk", null),
    ];
    return [
      { steps, messages: [], tasks: [signTask(known, next.leftOut)], act: actOf(known, next, [], now) },
    ];
  }
  if (next.kind !== "begin" || plan === undefined) return [];
  const left = next.leftOut.map((one) => leftOutStep(known, one));
  if (isByHand(next.step)) {
    const steps = [...left, ...next.channels.map((channel) => stepOf(known, next.step.step, channel, null))];
    return [
      { steps, messages: [], tasks: [callTask(known, next.step.step)], act: actOf(known, next, [], now) },
    ];
  }
  const messages = plan.messages
    .filter(({ kind, channel }) => kind === "summons" && next.channels.some((used) => used === channel))
    .map((planned): PlannedMessage => ({ ...planned, kind: KIND_OF[known.subject] }))
    .map((planned) => compose(desk, plan, planned, { priority: STEP_PRIORITY, composedAt: now }));
  const steps = [
    ...left,
    ...next.channels.map((channel) =>
      stepOf(known, next.step.step, channel, messages.find((one) => one.channel === channel)?.id ?? null),
    ),
  ];
  return [{ steps, messages, tasks: [], act: actOf(known, next, messages, now) }];
}

function stepOf({ at, subject }: Known, step: string, channel: string, messageId: string | null): NewStep {
  return {
    appointmentId: at.appointmentId,
    subject,
    step,
    channel,
    caseId: at.caseId,
    summonsId: at.summonsId,
    why: null,
    messageId,
  };
}

function leftOutStep(known: Known, { step, channel, why }: LeftOut): NewStep {
  return { ...stepOf(known, step.step, channel, null), why };
}

function callTask({ at, subject }: Known, step: string): TaskOpening {
  const detail = step === "confirm-call" ? ESCALATION_TEXTS.confirmCall : ESCALATION_TEXTS.call(subject);
  return { id: newId(), caseId: at.caseId, kind: CALL_TASK, reason: "channel-policy", detail };
}

function signTask({ at, subject }: Known, leftOut: readonly LeftOut[]): TaskOpening {
  return {
    id: newId(),
    caseId: at.caseId,
    kind: SIGN_TASK,
    reason: "channel-policy",
    detail: ESCALATION_TEXTS.desk(subject, leftOut),
  };
}

function actOf(
  { at, subject }: Known,
  next: Extract<NextDue, { kind: "begin" | "desk" }>,
  messages: readonly NewMessage[],
  now: string,
): ActDraft {
  const { channelPolicy } = measureParameters(at.measure, at.grantedOn);
  const citation = (next.kind === "begin" ? next.step : channelPolicy.lastResort).citation;
  return {
    subjectId: at.caseId,
    subjectKind: "case",
    kind: "channel-step",
    happenedAt: now,
    ...(citation === null ? {} : { citation }),
    payload: {
      summons: at.summonsId,
      appointment: at.appointmentId,
      subject,
      step: next.kind === "begin" ? next.step.step : "desk",
      channels: next.kind === "begin" ? next.channels : [],
      leftOut: next.leftOut.map(({ step, channel, why }) => ({ step: step.step, channel, why })),
      messages: messages.map(({ id, channel, recipient }) => ({ id, channel, recipient })),
    },
  };
}
