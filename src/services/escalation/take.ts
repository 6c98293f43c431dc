// What is written when a step begins or the desk takes over: rows of the step, messages, tasks, the act in the register.

import type { PoolClient } from "pg";
import { isByHand } from "../../domain/channel-policy/next-due.ts";
import type { LeftOut, NextDue } from "../../domain/channel-policy/types.ts";
import type { PlannedMessage } from "../../domain/messages/channel-plan.ts";
import type { SummonsChannel } from "../../domain/measures/words.ts";
import type { NewStep } from "../../store/escalation.ts";
import { newId } from "../../store/ids.ts";
import type { NewMessage } from "../../store/messages.ts";
import { openTasks } from "../../store/outcomes.ts";
import type { TaskOpening } from "../../store/outcomes.ts";
import type { ActDraft } from "../../store/register.ts";
import { compose, measureParameters } from "../writing.ts";
import type { WritingDesk, WritingPlan } from "../writing.ts";
import { KIND_OF } from "./gather.ts";
import type { Known } from "./gather.ts";
import { productOf, STEP_PRIORITY } from "./step-letters.ts";
import type { LettersOfSteps, LetterWanted } from "./step-letters.ts";
import { ESCALATION_TEXTS } from "./texts.ts";

export const CALL_TASK = "call:convocazione";
export const SIGN_TASK = "sign:convocazione";

export interface Judged {
  readonly known: Known;
  readonly next: NextDue;
  /** Only of those that are not ended. */
  readonly plan?: WritingPlan;
}

export interface Taken {
  readonly steps: readonly NewStep[];
  /** To be queued; letters are queued already. */
  readonly messages: readonly NewMessage[];
  readonly tasks: readonly TaskOpening[];
  readonly act: ActDraft;
}

type Beginning = Extract<NextDue, { kind: "begin" }>;

/** Opens the tasks of the desk; one that is open already stays as it is. */
export async function openStepTasks(
  client: PoolClient,
  now: string,
  tasks: readonly TaskOpening[],
): Promise<void> {
  await openTasks(client, now, tasks);
}

/** Letters that the steps of these want. */
export function lettersWanted(judged: readonly Judged[]): LetterWanted[] {
  return judged.flatMap(({ known, next }) => {
    const product = next.kind === "begin" ? productOf(next.channels) : undefined;
    return product === undefined ? [] : [{ summonsId: known.at.summonsId, product, subject: known.subject }];
  });
}

export function take(desk: WritingDesk, judged: Judged, now: string, letters: LettersOfSteps): Taken[] {
  const { known, next, plan } = judged;
  if (next.kind === "desk" && !next.begun) return [deskTakes(known, next, now)];
  if (next.kind !== "begin" || plan === undefined) return [];
  if (isByHand(next.step)) return [begun(known, next, { tasks: [callTask(known, next.step.step)] }, now)];
  const letter = productOf(next.channels) === undefined ? undefined : letters.get(known.at.summonsId);
  if (letter !== undefined && "why" in letter) return [leftOutAfterAll(known, next, letter.why, now)];
  if (letter !== undefined) return [begun(known, next, { letter: letter.messageId }, now)];
  const messages = plan.messages
    .filter(({ kind, channel }) => kind === "summons" && next.channels.some((used) => used === channel))
    .map((planned): PlannedMessage => ({ ...planned, kind: KIND_OF[known.subject] }))
    .map((planned) => compose(desk, plan, planned, { priority: STEP_PRIORITY, composedAt: now }));
  return [begun(known, next, { messages }, now)];
}

function deskTakes(known: Known, { leftOut }: Extract<NextDue, { kind: "desk" }>, now: string): Taken {
  const steps = [
    ...leftOut.map((one) => leftOutStep(known, one)),
    stepOf(known, "desk", "signed-at-desk", null),
  ];
  const { citation } = measureParameters(known.at.measure, known.at.grantedOn).channelPolicy.lastResort;
  return {
    steps,
    messages: [],
    tasks: [signTask(known, leftOut)],
    act: actOf(known, { step: "desk", channels: [], leftOut, citation, messages: [] }, now),
  };
}

interface Wrote {
  readonly messages?: readonly NewMessage[];
  readonly tasks?: readonly TaskOpening[];
  /** Id of the letter, queued already. */
  readonly letter?: string;
}

function begun(
  known: Known,
  { step, channels, leftOut }: Beginning,
  { messages = [], tasks = [], letter }: Wrote,
  now: string,
): Taken {
  const idOf = (channel: SummonsChannel): string | null =>
    letter ?? messages.find((one) => one.channel === channel)?.id ?? null;
  const steps = [
    ...leftOut.map((one) => leftOutStep(known, one)),
    ...channels.map((channel) => stepOf(known, step.step, channel, idOf(channel))),
  ];
  const ids = letter === undefined ? messages.map(({ id }) => id) : [letter];
  return {
    steps,
    messages,
    tasks,
    act: actOf(known, { step: step.step, channels, leftOut, citation: step.citation, messages: ids }, now),
  };
}

/** Only writing has shown that it cannot be: the step is over before it began. */
function leftOutAfterAll(
  known: Known,
  { step, channels, leftOut }: Beginning,
  why: LeftOut["why"],
  now: string,
): Taken {
  const all = [...leftOut, ...channels.map((channel): LeftOut => ({ step, channel, why }))];
  const act = actOf(
    known,
    { step: step.step, channels: [], leftOut: all, citation: step.citation, messages: [] },
    now,
  );
  return { steps: all.map((one) => leftOutStep(known, one)), messages: [], tasks: [], act };
}

function stepOf({ at, subject }: Known, step: string, channel: string, messageId: string | null): NewStep {
  const { appointmentId, caseId, summonsId } = at;
  return { appointmentId, subject, step, channel, caseId, summonsId, why: null, messageId };
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

interface Done {
  readonly step: string;
  readonly channels: readonly SummonsChannel[];
  readonly leftOut: readonly LeftOut[];
  readonly citation: ActDraft["citation"] | null;
  readonly messages: readonly string[];
}

function actOf(
  { at, subject }: Known,
  { step, channels, leftOut, citation, messages }: Done,
  now: string,
): ActDraft {
  return {
    subjectId: at.caseId,
    subjectKind: "case",
    kind: "channel-step",
    happenedAt: now,
    ...(citation === null || citation === undefined ? {} : { citation }),
    payload: {
      summons: at.summonsId,
      appointment: at.appointmentId,
      subject,
      step,
      channels,
      leftOut: leftOut.map((one) => ({ step: one.step.step, channel: one.channel, why: one.why })),
      messages,
    },
  };
}
