// The words of conditionality: states, acts, guards, terms, effects, and the facts that the guards look at.

import type { SanctionStep } from "../measures/types.ts";
import type { ProofStrength } from "../measures/words.ts";
import type { IsoDate } from "../notices/types.ts";

/** "none" is the fact before anybody recorded it; "held" is a breach without justification that waits its forty-eight hours. */
export type ConditionalityState =
  | "none"
  | "may-justify"
  | "held"
  | "proposed"
  | "approved"
  | "reported"
  | "settled"
  | "applied"
  | "forfeited"
  | "not-applied"
  | "report-cancelled"
  | "justified"
  | "withdrawn"
  | "re-convened";

export type ConditionalityAct =
  | "record-fact"
  | "take-over"
  | "record-impediment"
  | "justify"
  | "refuse-justification"
  | "close-justification"
  | "propose"
  | "send-back"
  | "approve"
  | "send-report"
  | "record-discard"
  | "close-window"
  | "cancel-report"
  | "record-answer"
  | "convene-again"
  | "withdraw";

/** Asked of the fact as it stands at each step that leads to a report: what was true when it was recorded may no longer be. */
export type StandingGuard =
  | "breach-known"
  | "date-plausible"
  | "obliged-that-day"
  | "day-not-suspended"
  | "told-proven"
  | "reminder-given"
  | "evidence-attached";

/** The same asked of a fact that is still on its form: a page cannot hold it against the act beforehand. */
export type FormGuard = `form-${StandingGuard}`;

export type ConditionalityGuard =
  | StandingGuard
  | FormGuard
  | "no-summons"
  | "version-of-grant"
  | "counter-shown"
  | "count-frozen"
  | "count-as-proposed"
  | "absence-unjustified"
  | "impediment-plausible"
  | "told-in-time"
  | "reason-listed"
  | "evidence-seen"
  | "reason-given"
  | "justify-term-over"
  | "hold-over"
  | "activity-linked"
  | "activity-chosen"
  | "not-own"
  | "operator-identified"
  | "cancel-window-open"
  | "window-over"
  | "never-cancelled"
  | "answer-forfeits"
  | "answer-applies"
  | "answer-refuses";

export type ConditionalityTerm = "justify" | "hold" | "report" | "cancel-report";

export type ConditionalityEffect =
  | "tell-person"
  | "send-to-platform"
  | "cancel-at-platform"
  | "mark-discarded"
  | "review-later-reports"
  | "resume"
  | "tell-case-forfeited"
  | "desk-task";

/** The count as the operator saw it when confirming: kept for ever with the act. */
export interface FrozenCount {
  /** Breaches of this kind that stood for the unit of the measure before this one. */
  readonly before: number;
  readonly after: number;
  /** What INPS may apply at `after`. The office never applies it. */
  readonly step: SanctionStep;
}

/** What INPS answered. "nothing": the report led to no sanction. */
export type InpsAnswer = "reduction" | "suspension" | "forfeiture" | "nothing";

/** What the guards look at, made by `conditionalityContext`. Whatever is not known is null or false, and its guard fails. */
export interface ConditionalityContext {
  readonly actorId: string;
  readonly proposedBy: string | null;
  readonly reason: string;
  /** The measure has a ladder for this breach, by a norm in force on the day of the fact. */
  readonly breachKnown: boolean;
  /** The parameters at hand are those in force when the benefit was granted, and those the fact was recorded under. */
  readonly versionOfGrant: boolean;
  readonly today: IsoDate;
  readonly happenedOn: IsoDate | null;
  readonly grantedOn: IsoDate;
  /** Last day of the benefit; null while it lasts. */
  readonly benefitEndedOn: IsoDate | null;
  /** Neither excluded nor exempt on the day of the fact; null when not known. */
  readonly obligedThatDay: boolean | null;
  /** Obligations were suspended on that day; null when not known. */
  readonly suspendedDay: boolean | null;
  readonly proof: ProofStrength;
  readonly proofNeeded: ProofStrength;
  readonly reminderGiven: boolean;
  readonly evidenceAttached: boolean;
  /** Breaches standing before this one, read under the lock of the unit; null when the breach is unknown. */
  readonly counter: number | null;
  /** The number before, as the operator saw it with the step it leads to; null when not shown or shown wrong. */
  readonly counterSeen: number | null;
  /** The number before, as it was frozen in the proposal. */
  readonly counterProposed: number | null;
  /** The fact is an absence from a summons: its own procedure records it. */
  readonly isSummons: boolean;
  /** A summons ended unjustified, and no fact has been opened on it. */
  readonly absenceUnjustified: boolean;
  /** The count that was shown and frozen when the absence was confirmed came with it. */
  readonly countFrozen: boolean;
  readonly impedimentPlausible: boolean;
  readonly toldInTime: boolean;
  readonly reasonListed: boolean;
  readonly evidenceSeen: boolean;
  readonly justifyTermOver: boolean;
  readonly holdOver: boolean;
  /** Linked to what the ladder asks for, agreed and in force on the day of the fact. */
  readonly activityLinked: boolean;
  readonly operatorIdentified: boolean;
  readonly cancelWindowOpen: boolean;
  readonly windowOver: boolean;
  readonly timesCancelled: number;
  readonly answer: InpsAnswer | null;
}
