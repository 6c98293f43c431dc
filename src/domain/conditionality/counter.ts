// How many breaches stand for a unit (a household or a person) before this one, and what the next one leads to.

import { nextStep } from "../measures/ladder.ts";
import type { MeasureParameters } from "../measures/types.ts";
import type { AbsenceEvent } from "../measures/words.ts";
import type { IsoDate, IsoInstant } from "../notices/types.ts";
import type { ConditionalityState, FrozenCount } from "./types.ts";

/**
 * A breach of the unit, of whatever member and in whatever office: no more than what is needed to count it. An absence still in the
 * hands of its summons comes in as "may-justify".
 */
export interface UnitBreach {
  /** The one that is being counted, once it is recorded. */
  readonly own: boolean;
  /** 1-based, in the order of recording. */
  readonly position: number;
  readonly event: AbsenceEvent;
  readonly state: ConditionalityState;
  /** Code of the measure, e.g. "RDC": a person may be the unit of two. */
  readonly measure: string;
  /** Under the benefit of the one that is counted, not under one that it renews or follows. */
  readonly sameBenefit: boolean;
  readonly happenedOn: IsoDate;
  readonly recordedAt: IsoInstant;
}

/**
 * Which breaches weigh, besides the reported ones: when a fact is confirmed, every one recorded before it that may still be
 * justified; when a report is proposed, those recorded before it whose report is already proposed; when it leaves, none, because
 * what may yet be justified must not make a sanction heavier.
 */
export type Weighing = "confirming" | "proposing" | "sending";

type Weight = "reported" | "proposed" | "pending" | "none";

const WEIGHTS: Readonly<Record<ConditionalityState, Weight>> = {
  none: "none",
  "may-justify": "pending",
  held: "pending",
  proposed: "proposed",
  approved: "proposed",
  reported: "reported",
  settled: "reported",
  applied: "reported",
  forfeited: "reported",
  "not-applied": "none",
  "report-cancelled": "none",
  justified: "none",
  withdrawn: "none",
  "re-convened": "none",
};

/** Whether a breach in this state weighs at all, now or when others are confirmed. */
export function weighsAtAll(state: ConditionalityState): boolean {
  return WEIGHTS[state] !== "none";
}

type CountingRules = Pick<MeasureParameters, "code" | "countersSurviveRenewal" | "ladders">;

/** How many breaches of the same kind stand for the unit before this one. `breaches` are all those of the unit, read under its lock. */
export function standingBefore(
  measure: Omit<CountingRules, "ladders">,
  breaches: readonly UnitBreach[],
  event: AbsenceEvent,
  weighing: Weighing,
): number {
  const own = breaches.find((breach) => breach.own)?.position ?? Infinity;
  let standing = 0;
  for (const breach of breaches) {
    if (breach.own || breach.event !== event || breach.measure !== measure.code) continue;
    if (!breach.sameBenefit && !measure.countersSurviveRenewal.value) continue;
    const weight = WEIGHTS[breach.state];
    if (weight === "reported" || (weighs(weight, weighing) && breach.position < own)) standing += 1;
  }
  return standing;
}

/** The count before and after, and the step of the ladder it leads to; null when the measure knows no such breach. */
export function countFor(
  measure: CountingRules,
  breaches: readonly UnitBreach[],
  event: AbsenceEvent,
  weighing: Weighing,
): FrozenCount | null {
  return countAt(measure, event, standingBefore(measure, breaches, event, weighing));
}

/** What a number of breaches already standing leads to. */
export function countAt(
  measure: Pick<CountingRules, "ladders">,
  event: AbsenceEvent,
  before: number,
): FrozenCount | null {
  const next = nextStep(measure, event, before);
  return next === null ? null : { before: next.before, after: next.after, step: next.step };
}

/** Whether the count that an operator saw is the one that stands, step included. */
export function isSameCount(seen: FrozenCount, now: FrozenCount): boolean {
  return (
    seen.before === now.before &&
    seen.after === now.after &&
    seen.step.kind === now.step.kind &&
    monthsOf(seen) === monthsOf(now)
  );
}

function monthsOf({ step }: FrozenCount): number | null {
  return step.kind === "reduction" ? step.months : null;
}

function weighs(weight: Weight, weighing: Weighing): boolean {
  if (weighing === "sending") return false;
  return weight === "proposed" || (weight === "pending" && weighing === "confirming");
}
