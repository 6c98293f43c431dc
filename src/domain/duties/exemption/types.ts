// The words of an exemption: states, acts, guards, what is stored, what the guards look at.

import type { ExemptionCode } from "../../measures/words.ts";
import type { IsoDate } from "../../notices/types.ts";
import type { Evidence, SeenEvidence } from "../evidence.ts";
import type { DutyReason } from "../reasons.ts";

export type ExemptionState = "none" | "requested" | "granted" | "refused" | "expired" | "ended" | "revoked";

export type ExemptionAct =
  | "request"
  | "grant"
  | "refuse"
  | "renew"
  | "record-cessation"
  | "revoke"
  | "expire";

export type ExemptionGuard =
  | "person-bound"
  | "code-listed"
  | "renewable"
  | "cared-known"
  | "not-already-held"
  | "limit-free"
  | "work-enough"
  | "end-written"
  | "dates-can-be"
  | "duration-allowed"
  | "cared-young-enough"
  | "ends-later"
  | "evidence-seen"
  | "evidence-covers"
  | "reason-listed"
  | "fact-ceased"
  | "end-passed";

export type ExemptionTerm = "exemption-end";

export type ExemptionEffect = "cancel-summons" | "tell-platform" | "tell-person" | "convene-again";

/** From the first to the last exempt day: an exemption always has an end. */
export interface ExemptPeriod {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

/** Hours of work in a week, and of travel to it (null when not told). */
export interface WorkHours {
  readonly weekly: number;
  readonly travel: number | null;
}

/** What is stored with the item. Before any act it is NO_EXEMPTION. */
export interface ExemptionData {
  readonly code: ExemptionCode | null;
  /** Person of the household who is cared for. */
  readonly caredId: string | null;
  /** What was decided, renewals after; the last one runs. */
  readonly periods: readonly ExemptPeriod[];
  readonly hours: WorkHours | null;
  readonly evidence: Evidence | null;
  readonly decidedBy: string | null;
  /** Day on which the fact ceased, when it ceased before the end. */
  readonly ceasedOn: IsoDate | null;
  /** Day of the act that ended it early: exempt up to it, that day included. */
  readonly endedOn: IsoDate | null;
  readonly reason: DutyReason | null;
}

export const NO_EXEMPTION: ExemptionData = {
  code: null,
  caredId: null,
  periods: [],
  hours: null,
  evidence: null,
  decidedBy: null,
  ceasedOn: null,
  endedOn: null,
  reason: null,
};

/** What the form of each act gives. */
export interface ExemptionInputs {
  readonly request: { readonly code: ExemptionCode; readonly caredId: string | null };
  readonly grant: ExemptPeriod & {
    readonly code: ExemptionCode;
    readonly caredId: string | null;
    readonly hours: WorkHours | null;
    readonly evidence: SeenEvidence;
  };
  readonly refuse: { readonly reason: DutyReason };
  readonly renew: ExemptPeriod & { readonly hours: WorkHours | null; readonly evidence: SeenEvidence };
  readonly "record-cessation": { readonly ceasedOn: IsoDate; readonly reason: DutyReason };
  readonly revoke: { readonly reason: DutyReason };
  readonly expire: null;
}

export type ExemptionInput = ExemptionInputs[ExemptionAct];

/** What the guards look at. A fact that is not known is false, and its guard fails. */
export interface ExemptionContext {
  /** Not excluded today: who is excluded needs no exemption. */
  readonly bound: boolean;
  /** The measure exempts for this reason. */
  readonly codeListed: boolean;
  readonly renewable: boolean;
  /** Nobody need be named for this reason, or the one named is of the household. */
  readonly caredKnown: boolean;
  /** The person has no other exemption of this reason, for the same cared person, in those days. */
  readonly notAlreadyHeld: boolean;
  /** Fewer other members than the measure allows hold it in those days. */
  readonly limitFree: boolean;
  /** Work is not asked for by this reason, or it is under the income limit and over the hours. */
  readonly workEnough: boolean;
  readonly endWritten: boolean;
  readonly datesCanBe: boolean;
  readonly durationAllowed: boolean;
  /** The cared person stays under the age of the measure up to the end. */
  readonly caredYoungEnough: boolean;
  readonly endsLater: boolean;
  readonly evidenceSeen: boolean;
  /** The paper holds up to the end. */
  readonly evidenceCovers: boolean;
  readonly reasonListed: boolean;
  readonly factCeased: boolean;
  readonly endPassed: boolean;
}
