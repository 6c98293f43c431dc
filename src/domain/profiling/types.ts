// The words of profiling: states, acts, guards, what is stored, what each act brings, what the guards look at.

import type { IsoDate } from "../notices/types.ts";
import type { AssessmentOutcome, AssessmentSource } from "./qualitative.ts";
import type { Answers } from "./questionnaire.ts";

/** "without-index": the national service gave none, and the head of the office let the assessment go on. */
export type ProfilingState =
  | "none"
  | "requested"
  | "received"
  | "without-index"
  | "drafted"
  | "decided"
  | "expired"
  | "superseded"
  | "closed";

export type ProfilingAct =
  | "request-index"
  | "record-index"
  | "go-on-without-index"
  | "draft"
  | "decide"
  | "expire"
  | "redo"
  | "close";

export type ProfilingGuard =
  | "person-bound"
  | "not-excluded-or-exempt"
  | "did-given"
  | "questionnaire-in-force"
  | "answers-valid"
  | "index-expected"
  | "index-answers-request"
  | "index-in-range"
  | "index-dated"
  | "sheet-in-force"
  | "assessment-valid"
  | "assessment-complete"
  | "sheet-still-in-force"
  | "sources-ticked"
  | "outcome-reasoned"
  | "validity-over"
  | "reason-given";

export type ProfilingEffect = "ask-index" | "send-to-platform" | "desk-task";

/** What was sent to the national service. */
export interface IndexRequest {
  /** Identifier that the answer must carry. */
  readonly id: string;
  readonly questionnaire: string;
  readonly answers: Answers;
  readonly askedOn: IsoDate;
  readonly askedBy: string;
}

/** What the national service answered. */
export interface ReceivedIndex {
  readonly requestId: string;
  readonly value: number;
  /** Version of the method, as the service names it. */
  readonly method: string;
  readonly computedOn: IsoDate;
  readonly receivedOn: IsoDate;
  /** Who recorded it. */
  readonly receivedBy: string;
}

export interface Assessment {
  /** Version of the sheet. */
  readonly sheet: string;
  readonly answers: Answers;
  readonly sources: readonly AssessmentSource[];
}

/** All that the decision stood on, as it was then. Nothing changes it: a new profile is made instead. */
export interface DecidedProfile {
  readonly number: number;
  readonly request: IndexRequest | null;
  readonly index: ReceivedIndex | null;
  /** Why there is no index; null when there is one. */
  readonly withoutIndexFor: string | null;
  readonly assessment: Assessment;
  readonly outcome: AssessmentOutcome;
  readonly decidedOn: IsoDate;
  readonly decidedBy: string;
}

/** What is stored with the item. */
export interface ProfilingData {
  /** First, second … profile of this case. */
  readonly number: number;
  readonly request: IndexRequest | null;
  readonly index: ReceivedIndex | null;
  readonly withoutIndexFor: string | null;
  readonly assessment: Assessment | null;
  readonly decided: DecidedProfile | null;
  /** Why it was made again, or closed. */
  readonly endedFor: string | null;
}

/** What the form of each act gives. */
export interface ProfilingInputs {
  readonly "request-index": {
    readonly requestId: string;
    readonly questionnaire: string;
    readonly answers: Answers;
  };
  readonly "record-index": Pick<ReceivedIndex, "requestId" | "value" | "method" | "computedOn">;
  readonly "go-on-without-index": { readonly reason: string };
  readonly draft: Assessment;
  readonly decide: Readonly<Record<string, never>>;
  readonly expire: Readonly<Record<string, never>>;
  readonly redo: { readonly reason: string };
  readonly close: { readonly reason: string };
}

export type ProfilingInput = ProfilingInputs[ProfilingAct];

/** What the guards look at. A fact that is not known is false or empty, and its guard fails. */
export interface ProfilingContext {
  /** Bound to the obligations today, or taking part of one's own will. */
  readonly bound: boolean;
  /** Neither excluded nor exempt today. */
  readonly dutyHolds: boolean;
  readonly didGiven: boolean;
  readonly questionnaireInForce: boolean;
  readonly answersValid: boolean;
  /** A request waits for its answer. */
  readonly indexExpected: boolean;
  readonly indexAnswersRequest: boolean;
  readonly indexInRange: boolean;
  readonly indexDated: boolean;
  readonly sheetInForce: boolean;
  readonly assessmentValid: boolean;
  readonly assessmentComplete: boolean;
  readonly sourcesTicked: boolean;
  readonly outcomeReasoned: boolean;
  readonly validityOver: boolean;
  readonly reason: string;
}
