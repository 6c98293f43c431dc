// What is stored with a pact, and what each act brings: plain JSON, so that the register of acts can rebuild it.

import type { AssessmentOutcome } from "../profiling/qualitative.ts";
import type { IsoDate, IsoInstant } from "../notices/types.ts";
import type { LeftOut, PactCommitment } from "./commitments.ts";
import type { EndReason, SigningWay } from "./texts.ts";

/** What the person and the office agree upon. */
export interface PactContent {
  /** Who in the office, or in the body it names, follows the person. */
  readonly responsible: string;
  /** Ordinary meetings: at least one every so many days. */
  readonly meetEveryDays: number;
  readonly commitments: readonly PactCommitment[];
  /** Commitments of the measure that this pact does not have, each with its reason. */
  readonly leftOut: readonly LeftOut[];
}

/** The decided profile that a pact stands on. */
export interface PactProfile {
  readonly itemId: string;
  readonly number: number;
  readonly outcome: AssessmentOutcome;
  readonly decidedOn: IsoDate;
}

/** The issued paper that was signed, and what proves the signature. */
export interface SignatureEvidence {
  /** Number of the issued paper. */
  readonly document: string;
  /** SHA-256 of what it says. */
  readonly digest: string;
  /** The signed sheets that came back. */
  readonly scans: readonly string[];
  /** A one-time code was given back: when, and the last digits of the telephone it was sent to. */
  readonly confirmed: { readonly at: IsoInstant; readonly phoneTail: string } | null;
}

export interface Signature {
  readonly on: IsoDate;
  readonly how: SigningWay;
  /** Who recorded it, or signed for the office. */
  readonly by: string;
  /** Absent where no paper was issued by this program. */
  readonly evidence?: SignatureEvidence;
}

/** The pact as both have signed it. Nothing changes it: a revision makes the next one. */
export interface SignedVersion {
  readonly number: number;
  readonly content: PactContent;
  readonly profile: PactProfile | null;
  readonly agreedOn: IsoDate;
  readonly person: Signature;
  readonly office: Signature;
  /** Where the signed document is kept: its number in the office's records. */
  readonly document: string;
  /** Protocol of the benefit under which it was signed, where a renewal has carried it over; null under its own. */
  readonly carriedFrom: string | null;
}

export interface PactData {
  /** First, second … pact of this case. */
  readonly number: number;
  /** What is being written, agreed or signed; null when nothing is. */
  readonly proposal: PactContent | null;
  readonly agreed: { readonly on: IsoDate; readonly profile: PactProfile; readonly by: string } | null;
  readonly personSignature: Signature | null;
  /** In order; the last one is in force, as long as the pact is. */
  readonly versions: readonly SignedVersion[];
  /** Each version that the platform has acknowledged, with its number there. */
  readonly communicated: readonly {
    readonly version: number;
    readonly platformNumber: string;
    readonly on: IsoDate;
  }[];
  readonly refusal: { readonly on: IsoDate; readonly reason: string; readonly by: string } | null;
  /** The pact that has taken the place of this one. */
  readonly supersededBy: string | null;
  readonly endedOn: IsoDate | null;
  readonly endedFor: EndReason | null;
  /** Reason of the last act that gave one. */
  readonly reason: string;
}

/** Data of a pact before its first act; `number` is one more than the pacts that the case has had. */
export function newPact(number: number): PactData {
  return {
    number,
    proposal: null,
    agreed: null,
    personSignature: null,
    versions: [],
    communicated: [],
    refusal: null,
    supersededBy: null,
    endedOn: null,
    endedFor: null,
    reason: "",
  };
}

/** Every fact has its day. */
interface Dated {
  readonly on: IsoDate;
}

/** Payload of each act. */
export interface PactInputs {
  /** `content`: the texts and numbers of the measure are put in by the service (`withMeasureTexts`). */
  readonly draft: { readonly content: PactContent };
  /** `profile` is put in by the service. */
  readonly agree: Dated & { readonly personHeard: boolean; readonly profile: PactProfile };
  /** `evidence` is put in by the service: of the paper issued of this very text. */
  readonly "sign-person": Dated & {
    readonly how: SigningWay;
    readonly signed: boolean;
    readonly evidence?: SignatureEvidence;
  };
  readonly "sign-office": Dated & {
    readonly how: SigningWay;
    readonly signed: boolean;
    readonly document: string;
  };
  /** `version` and `protocol` are put in by the service: the last signed version of the earlier pact. */
  readonly "carry-over": { readonly version: SignedVersion; readonly protocol: string };
  readonly "record-communicated": { readonly platformNumber: string };
  readonly revise: { readonly content: PactContent; readonly reason: string };
  readonly "drop-revision": { readonly reason: string };
  readonly "record-refusal": Dated & { readonly reason: string; readonly consequencesTold: boolean };
  readonly "correct-refusal": { readonly reason: string };
  readonly reopen: { readonly reason: string };
  readonly drop: { readonly reason: string };
  readonly supersede: { readonly supersededBy: string };
  readonly end: Dated & { readonly endReason: EndReason };
  readonly annul: { readonly reason: string };
}

/** The fields of every act's input together: on the form some may not be filled in yet. */
export interface PactFields {
  readonly content?: PactContent;
  readonly on?: IsoDate;
  readonly personHeard?: boolean;
  readonly profile?: PactProfile;
  readonly how?: SigningWay;
  readonly signed?: boolean;
  readonly evidence?: SignatureEvidence;
  readonly document?: string;
  readonly version?: SignedVersion;
  readonly protocol?: string;
  readonly platformNumber?: string;
  readonly reason?: string;
  readonly consequencesTold?: boolean;
  readonly supersededBy?: string;
  readonly endReason?: EndReason;
}
