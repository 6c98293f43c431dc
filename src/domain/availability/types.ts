// The words of the declaration of availability (DID): states, acts, guards, what is stored, what the guards look at.

import type { IsoDate } from "../notices/types.ts";
import type { Work, WorkStatus } from "./work.ts";

export type AvailabilityState =
  | "none"
  | "given"
  | "suspended"
  | "lost"
  | "withdrawn"
  | "annulled"
  | "refused";

export type AvailabilityAct =
  | "take"
  | "record-from-platform"
  | "record-with-benefit"
  | "record-work"
  | "withdraw"
  | "correct"
  | "annul"
  | "refuse"
  | "correct-refusal";

export type AvailabilityGuard =
  | "person-bound"
  | "adult"
  | "unemployed"
  | "carried-by-benefit"
  | "date-can-be"
  | "signed"
  | "platform-number"
  | "work-known"
  | "work-keeps"
  | "work-suspends"
  | "work-ends"
  | "consequences-told"
  | "reason-given"
  | "refusal-counts"
  | "present-that-day"
  | "obliged-that-day"
  | "day-not-suspended"
  | "not-yet-reported";

export type AvailabilityTerm = "did";

export type AvailabilityEffect =
  | "tell-platform"
  | "review-duties"
  | "desk-task"
  | "open-breach"
  | "review-breach"
  | "close-breach";

/** How a DID came about. */
export interface Declaration {
  readonly on: IsoDate;
  readonly how: "desk" | "platform" | "with-benefit";
  /** Number given by the platform; null when taken at the desk and not yet answered. */
  readonly platformId: string | null;
  /** Who recorded it. */
  readonly takenBy: string;
}

/** What is stored with the item. */
export interface AvailabilityData {
  readonly declaration: Declaration | null;
  readonly work: Work | null;
  readonly withdrawnOn: IsoDate | null;
  readonly refusedOn: IsoDate | null;
}

export const NO_AVAILABILITY: AvailabilityData = {
  declaration: null,
  work: null,
  withdrawnOn: null,
  refusedOn: null,
};

/** What the form of each act gives. */
export interface AvailabilityInputs {
  readonly take: { readonly declaredOn: IsoDate; readonly signed: boolean };
  readonly "record-from-platform": { readonly declaredOn: IsoDate; readonly platformId: string };
  readonly "record-with-benefit": { readonly declaredOn: IsoDate };
  /** A job, its change or its end: the whole of the work as it is known now. */
  readonly "record-work": { readonly work: Work };
  readonly withdraw: { readonly signed: boolean; readonly consequencesTold: boolean };
  readonly correct: { readonly declaredOn: IsoDate; readonly reason: string };
  readonly annul: { readonly reason: string };
  readonly refuse: {
    readonly refusedOn: IsoDate;
    readonly consequencesTold: boolean;
    readonly reason: string;
  };
  readonly "correct-refusal": { readonly reason: string };
}

export type AvailabilityInput = AvailabilityInputs[AvailabilityAct];

/** What the guards look at. A fact that is not known is false, empty or null, and its guard fails. */
export interface AvailabilityContext {
  /** Bound to the obligations today, or taking part of one's own will. */
  readonly bound: boolean;
  readonly adult: boolean;
  /** Without work, or with work that keeps the status of unemployment. */
  readonly unemployed: boolean;
  /** In this measure the DID is inside the application or the activation pact. */
  readonly carriedByBenefit: boolean;
  readonly dateCanBe: boolean;
  readonly signed: boolean;
  readonly platformId: string;
  readonly workStatus: WorkStatus | null;
  readonly consequencesTold: boolean;
  readonly reason: string;
  /** The measure has a breach for a DID not given. */
  readonly refusalCounts: boolean;
  readonly presentThatDay: boolean;
  readonly obligedThatDay: boolean;
  readonly dayNotSuspended: boolean;
  readonly notReported: boolean;
}
