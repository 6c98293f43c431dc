// The words of an offer of work: states, acts, guards, effects, the facts they look at, and what is stored.

import type { JustifiedReason } from "../measures/words.ts";
import type { IsoDate } from "../notices/types.ts";

export type OfferState =
  | "none"
  | "received"
  | "not-suitable"
  | "suitable"
  | "presented"
  | "accepted"
  | "hired"
  | "not-hired"
  | "refused"
  | "excused"
  | "withdrawn";

export type OfferAct =
  | "record"
  | "judge-suitable"
  | "judge-not-suitable"
  | "present"
  | "accept"
  | "record-refusal"
  | "correct-refusal"
  | "record-hired"
  | "record-not-hired"
  | "withdraw";

export type OfferGuard =
  | "person-bound"
  | "measure-has-offers"
  | "reason-given"
  | "distance-known"
  | "within-reach"
  | "criteria-checked"
  | "derogation-weighed"
  | "person-told"
  | "consequences-told"
  | "day-plausible"
  | "reason-listed"
  | "evidence-seen"
  | "duty-holds"
  | "no-duty"
  | "ordinal-shown"
  | "last-offer"
  | "not-last-offer"
  | "hiring-proven"
  | "not-yet-reported";

export type OfferEffect =
  | "tell-person"
  | "count-refusal"
  | "fact-for-conditionality"
  | "close-fact"
  | "close-for-job";

/** Made by `offerContext`. Whatever is not known is null or false, and its guard fails. */
export interface OfferContext {
  readonly bound: boolean;
  readonly measureHasOffers: boolean;
  readonly reason: string;
  readonly distanceKnown: boolean;
  readonly withinReach: boolean;
  readonly criteriaChecked: boolean;
  readonly derogationWeighed: boolean;
  readonly personTold: boolean;
  readonly consequencesTold: boolean;
  readonly dayPlausible: boolean;
  readonly reasonListed: boolean;
  readonly evidenceSeen: boolean;
  /** Obliged that day, no suspension, refusals of offers known to the measure; null when not known. */
  readonly duty: boolean | null;
  /** The operator saw which of how many this offer is. */
  readonly ordinalShown: boolean;
  /** Refusing this one is what the measure calls a breach; null when not known. */
  readonly last: boolean | null;
  readonly hiringProven: boolean;
  readonly reported: boolean | null;
}

/** The offer as it came. Distances from the residence; null = not known, and nothing is taken as suitable on it. */
export interface JobOffer {
  readonly employer: string;
  readonly job: string;
  readonly municipalityId: string;
  readonly km: number | null;
  /** By public transport. */
  readonly minutes: number | null;
}

export interface OfferData {
  readonly offer: JobOffer | null;
  readonly receivedOn: IsoDate | null;
  /** Which of the person's suitable offers it is, 1-based, and of how many: frozen when it was judged. */
  readonly ordinal: number | null;
  readonly of: number | null;
  readonly presentedOn: IsoDate | null;
  readonly answeredOn: IsoDate | null;
  readonly justifiedReason: JustifiedReason | null;
  readonly reason: string;
}

export const BLANK_OFFER: OfferData = {
  offer: null,
  receivedOn: null,
  ordinal: null,
  of: null,
  presentedOn: null,
  answeredOn: null,
  justifiedReason: null,
  reason: "",
};

interface Dated {
  readonly on: IsoDate;
}
interface Reasoned extends Dated {
  readonly reason: string;
}

/** Payload of each act; `on` is the day of the fact. */
export interface OfferInputs {
  readonly record: Dated & { readonly offer: JobOffer };
  /** `ordinal` and `of` are put in by the service (`offerStanding`). */
  readonly "judge-suitable": Dated & {
    readonly criteriaChecked: boolean;
    readonly derogationWeighed: boolean;
    readonly ordinal: number;
    readonly of: number;
  };
  readonly "judge-not-suitable": Reasoned;
  readonly present: Dated & { readonly personTold: boolean; readonly consequencesTold: boolean };
  readonly accept: Dated;
  readonly "record-refusal": Reasoned & {
    readonly justifiedReason: JustifiedReason | null;
    readonly evidenceSeen: boolean;
    readonly ordinalSeen: number | null;
  };
  readonly "correct-refusal": Reasoned;
  readonly "record-hired": Dated & { readonly hiringProven: boolean };
  readonly "record-not-hired": Reasoned;
  readonly withdraw: Reasoned;
}

/** The fields of every act's input together: on the form some may not be filled in yet. */
export interface OfferFields {
  readonly on?: IsoDate;
  readonly offer?: JobOffer;
  readonly reason?: string;
  readonly criteriaChecked?: boolean;
  readonly derogationWeighed?: boolean;
  readonly personTold?: boolean;
  readonly consequencesTold?: boolean;
  readonly justifiedReason?: JustifiedReason | null;
  readonly evidenceSeen?: boolean;
  readonly ordinalSeen?: number | null;
  readonly hiringProven?: boolean;
}
