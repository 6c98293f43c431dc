// The words of an exclusion: states, acts, guards, what is stored, what the guards look at.

import type { Work } from "../../availability/work.ts";
import type { ExclusionFact } from "../../measures/words.ts";
import type { IsoDate } from "../../notices/types.ts";
import type { Evidence, SeenEvidence } from "../evidence.ts";
import type { Period, ToldFact } from "../exclusion.ts";
import type { DutyReason } from "../reasons.ts";

export type ExclusionState = "none" | "in-force" | "volunteering" | "contested" | "ended" | "annulled";

export type ExclusionAct =
  | "open"
  | "record"
  | "update"
  | "reopen"
  | "correct"
  | "end"
  | "contest"
  | "uphold"
  | "annul"
  | "join"
  | "leave";

export type ExclusionGuard =
  | "fact-listed"
  | "fact-told"
  | "fact-stands"
  | "fact-over"
  | "date-can-be"
  | "evidence-seen"
  | "reason-listed"
  | "volunteers-allowed"
  | "signed"
  | "not-own-proposal";

export type ExclusionEffect =
  | "cancel-summons"
  | "tell-platform"
  | "convene-again"
  | "open-path"
  | "desk-task";

/** What is stored with the item. Before any act it is NO_EXCLUSION. */
export interface ExclusionData {
  readonly fact: ExclusionFact | null;
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
  /** Who told the fact: platforms and registry data, or an operator who saw a paper. */
  readonly source: "system" | "operator" | null;
  readonly work: Work | null;
  readonly evidence: Evidence | null;
  readonly contestedBy: string | null;
  readonly liftedOn: IsoDate | null;
  readonly volunteer: readonly Period[];
}

export const NO_EXCLUSION: ExclusionData = {
  fact: null,
  from: null,
  to: null,
  source: null,
  work: null,
  evidence: null,
  contestedBy: null,
  liftedOn: null,
  volunteer: [],
};

interface Dates {
  readonly from: IsoDate;
  readonly to: IsoDate | null;
}

/** What the form of each act, or the review of the program, gives. */
export interface ExclusionInputs {
  readonly open: Dates & { readonly fact: ExclusionFact; readonly work: Work | null };
  readonly record: Dates & {
    readonly fact: ToldFact;
    readonly work: Work | null;
    readonly evidence: SeenEvidence;
  };
  readonly update: Dates & { readonly work: Work | null };
  readonly reopen: Dates & { readonly work: Work | null };
  readonly correct: Dates & { readonly evidence: SeenEvidence; readonly reason: DutyReason };
  /** Last day of the fact, and who tells it: an operator's word then holds against the platform's. */
  readonly end: { readonly to: IsoDate; readonly reason: DutyReason; readonly source: "system" | "operator" };
  readonly contest: { readonly reason: DutyReason };
  readonly uphold: { readonly reason: DutyReason };
  readonly annul: { readonly reason: DutyReason };
  readonly join: { readonly signed: boolean };
  readonly leave: null;
}

export type ExclusionInput = ExclusionInputs[ExclusionAct];

/** What the guards look at. A fact that is not known is false or null, and its guard fails. */
export interface ExclusionContext {
  /** The measure excludes for this fact. */
  readonly factListed: boolean;
  /** A fact that somebody can tell: not an age, which the date of birth gives. */
  readonly factTold: boolean;
  /** Derived today from the facts: `true` it excludes, `false` it does not, null not looked at. */
  readonly standsToday: boolean | null;
  readonly dateCanBe: boolean;
  readonly evidenceSeen: boolean;
  readonly reasonListed: boolean;
  readonly volunteersAllowed: boolean;
  readonly signed: boolean;
  readonly actorId: string;
  /** Who contested: the same person does not decide. */
  readonly proposedBy: string | null;
}
