// The words of the summons procedure: states, acts, guards, terms, effects and the facts they look at.

import type { JustifiedReason, ProofStrength } from "../measures/words.ts";
import type { IsoInstant } from "../notices/types.ts";

/** "none" is the case before its first summons. */
export type SummonsState =
  | "none"
  | "planned"
  | "issued"
  | "confirmed"
  | "asks-another-date"
  | "declined"
  | "not-delivered"
  | "to-convene-again"
  | "attended"
  | "absent"
  | "justified"
  | "unjustified"
  | "cancelled";

export type SummonsAct =
  | "plan"
  | "issue"
  | "agree-at-desk"
  | "record-not-delivered"
  | "record-delivered"
  | "confirm"
  | "ask-another-date"
  | "decline"
  | "move"
  | "keep-date"
  | "cancel"
  | "record-attendance"
  | "record-no-show"
  | "justify"
  | "refuse-justification"
  | "close-justification"
  | "correct-absence"
  | "correct-attendance"
  | "note-call";

export type SummonsGuard =
  | "person-bound"
  | "seat-held"
  | "notice-enough"
  | "channel-usable"
  | "all-channels-failed"
  | "reason-given"
  | "appointment-ahead"
  | "seat-time-passed"
  | "appointment-day-come"
  | "agreed-and-signed"
  | "delivery-proven"
  | "delivery-unproven"
  | "obliged-that-day"
  | "day-not-suspended"
  | "counter-shown"
  | "reason-listed"
  | "evidence-seen"
  | "told-in-time"
  | "justify-term-over"
  | "not-yet-reported"
  | "within-term"
  | "own-moves-left"
  | "call-told";

export type SummonsTerm = "convene" | "justify";

export type SummonsEffect =
  | "release-seat"
  | "tell-person"
  | "withdraw-messages"
  | "desk-task"
  | "open-breach"
  | "close-breach"
  | "meet-convene"
  | "reopen-convene";

/** What the guards look at; `now` is business time. */
export interface SummonsContext {
  readonly now: IsoInstant;
  readonly bound: boolean;
  /** The appointment has its seat in the agenda. */
  readonly seatHeld: boolean;
  readonly appointmentAt: IsoInstant | null;
  /** Earliest instant allowed by the minimum notice. */
  readonly earliest: IsoInstant;
  /** At least one channel a message can take. */
  readonly channelUsable: boolean;
  /** Every message of the summons ended in failure. */
  readonly allChannelsFailed: boolean;
  readonly reason: string;
  /** What is known of the meeting and of its outcome. Absent: nothing is known, and no act that stands on it is allowed. */
  readonly meeting?: MeetingFacts;
  /** What binds the person who chooses another date by themselves. Absent: they may not. */
  readonly choosing?: ChoosingFacts;
  /** The operator has said what came of a call. */
  readonly callTold?: boolean;
}

export interface ChoosingFacts {
  /** Last instant at which the meeting is still in the term of the measure; null when no such term is running. */
  readonly latest: IsoInstant | null;
  /** How many times they have chosen already for this summons. */
  readonly ownMoves: number;
}

/** Facts of the day of the appointment, of its proof and of its justification. */
export interface MeetingFacts {
  /** Instant at which the day of the appointment begins for the office. */
  readonly dayStartsAt: IsoInstant;
  /** Strongest proof that the summons, as it stands, reached the person; an appointment signed at the desk is "legal". */
  readonly proof: ProofStrength;
  /** Weakest proof that the measure of the grant date accepts. */
  readonly proofNeeded: ProofStrength;
  /** The person has signed the appointment at the desk. */
  readonly signed: boolean;
  /** Excluded or exempt on the day of the appointment. */
  readonly excludedOrExempt: boolean;
  /** Obligations were suspended on that day. */
  readonly suspendedDay: boolean;
  /** Breaches already counted for the unit of the measure, read under its lock; and the number that the operator saw. */
  readonly counter: number;
  readonly counterSeen: number | null;
  readonly justifiedReason: JustifiedReason | null;
  readonly evidenceSeen: boolean;
  /** The person told the office within the term to justify. */
  readonly toldInTime: boolean;
  readonly justifyTermOver: boolean;
  /** The absence has been reported to the platform and the report stands. */
  readonly reported: boolean;
}
