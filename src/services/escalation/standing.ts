// Where telling a person of their last summons stands, for their page: what was tried, what comes next and when, and why.

import type { ClientBase } from "pg";
import { isByHand, nextDue } from "../../domain/channel-policy/next-due.ts";
import {
  CALL_OUTCOME_TEXTS,
  ENDED_TEXTS,
  TOLD_OUTCOMES,
  WHY_LEFT_OUT,
} from "../../domain/channel-policy/texts.ts";
import type { NextDue } from "../../domain/channel-policy/types.ts";
import { CITATIONS } from "../../domain/law/citation.ts";
import type { MeasureParameters, Source } from "../../domain/measures/types.ts";
import { CHANNEL_STEPS, PROOF_STRENGTHS, SUMMONS_CHANNELS } from "../../domain/measures/words.ts";
import { lookAt, reachOf } from "../../store/escalation.ts";
import type { StepRow } from "../../store/escalation.ts";
import { gateways, summonsToTell } from "../../store/messages.ts";
import { lastSummonsOf } from "../../store/summons-acts.ts";
import type { Reference } from "../reference.ts";
import { measureParameters } from "../writing.ts";
import { gather, sendingOf, waysOf } from "./gather.ts";
import type { Known } from "./gather.ts";
import { STANDING_TEXTS } from "./texts.ts";

export interface TriedWay {
  readonly what: string;
  readonly outcome: string;
  readonly at: string;
  readonly tone: "good" | "bad" | "doubt" | "info";
}

export interface TellingStanding {
  readonly title: string;
  readonly needed: string;
  /** Oldest first. */
  readonly tried: TriedWay[];
  readonly next: { readonly text: string; readonly at: string | null };
  /** Why, in the words of the measure, and the norm. */
  readonly why: string;
  readonly law: string | null;
}

/** Null where nobody was told of anything yet, or the summons is closed. Behind the walls of whoever asks. */
export async function tellingStanding(
  client: ClientBase,
  reference: Reference,
  caseId: string,
  now: string,
): Promise<TellingStanding | null> {
  const summonsId = await lastSummonsOf(client, caseId);
  const looked = summonsId === null ? null : await lookAt(client, summonsId);
  if (looked === null) return null;
  const [known] = await gather(client, [looked], now);
  // Whom no message reaches is told by the first step, which may be about to begin.
  if (known === undefined || (!known.isTold && known.stepRows.length === 0)) return null;
  const measure = measureParameters(looked.measure, looked.grantedOn);
  const reach = await reachOf(client, [looked.summonsId]);
  const [row] = await summonsToTell(client, [looked.summonsId]);
  const ways =
    row === undefined
      ? {}
      : waysOf(sendingOf(await gateways(client)), row, reach.get(looked.summonsId), known.subject);
  const next = nextDue({ ...known, ways }, measure, reference.workingCalendar(looked.officeId));
  if (next.kind === "ended" && next.because === "told-otherwise") return null;
  const { note, citation } = sourceOf(next, measure);
  return {
    title: STANDING_TEXTS.title(known.subject),
    needed: STANDING_TEXTS.needed(PROOF_STRENGTHS[measure.proofForSanction.value]),
    tried: triedOf(known).toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
    next: { text: nextText(next), at: next.kind === "wait" ? next.until : null },
    why: note,
    law: citation === null ? null : CITATIONS[citation].text,
  };
}

function triedOf({ told, callRows, stepRows }: Known): TriedWay[] {
  const tones = { waiting: "info", unknown: "doubt", failed: "bad", sent: "info", received: "good" } as const;
  return [
    ...told.map(({ channel, outcome, since }): TriedWay => ({
      what: SUMMONS_CHANNELS[channel],
      outcome: TOLD_OUTCOMES[outcome],
      at: since,
      tone: tones[outcome],
    })),
    ...callRows.map(({ number, outcome, at }): TriedWay => ({
      what: STANDING_TEXTS.call(number),
      outcome: CALL_OUTCOME_TEXTS[outcome].toLowerCase(),
      at,
      tone: outcome === "spoke" ? "good" : "bad",
    })),
    ...stepRows.filter(isShown).map((row): TriedWay => ({
      what: nameOf(row),
      outcome: row.why === null ? STANDING_TEXTS.asked : STANDING_TEXTS.leftOut(whyText(row.why)),
      at: row.at,
      tone: "info",
    })),
  ];
}

/** Messages tell of themselves; of steps only those of the desk, and what was left out. */
function isShown({ begun, channel }: StepRow): boolean {
  return !begun || channel === "phone" || channel === "signed-at-desk";
}

function nameOf({ step }: StepRow): string {
  return (CHANNEL_STEPS as Readonly<Record<string, string>>)[step] ?? step;
}

function whyText(why: string): string {
  return (WHY_LEFT_OUT as Readonly<Record<string, string>>)[why] ?? why;
}

function nextText(next: NextDue): string {
  if (next.kind === "ended") return ENDED_TEXTS[next.because];
  if (next.kind === "desk") return STANDING_TEXTS.desk;
  if (next.kind === "begin") return STANDING_TEXTS.begin(CHANNEL_STEPS[next.step.step]);
  const then = CHANNEL_STEPS[next.next?.step ?? "desk"];
  if (next.isBlind === true) return STANDING_TEXTS.blindWait(then);
  if (next.now === null) return STANDING_TEXTS.confirmWait(then);
  return isByHand(next.now) ? STANDING_TEXTS.handWait(then) : STANDING_TEXTS.wait(then);
}

function sourceOf(
  next: NextDue,
  { channelPolicy, proofForSanction }: MeasureParameters,
): Pick<Source, "note" | "citation"> {
  const { lastResort, answerEnough, withoutReceipts } = channelPolicy;
  if (next.kind === "begin") return next.step;
  if (next.kind === "wait") return next.isBlind === true ? withoutReceipts : next.now ?? next.next ?? lastResort;
  if (next.kind === "desk") return lastResort;
  return next.because === "answered" ? answerEnough : proofForSanction;
}
