// The words of the pact: states, acts, guards, terms, effects, and the facts that the guards look at.

/** While a revision is written, agreed and signed the pact stays in force as it was last signed by both. */
export type PactState =
  | "none"
  | "draft"
  | "agreed"
  | "person-signed"
  | "in-force"
  | "revising"
  | "revision-agreed"
  | "revision-signed"
  | "refused"
  | "dropped"
  | "superseded"
  | "ended"
  | "annulled";

export type PactAct =
  | "draft"
  | "agree"
  | "sign-person"
  | "sign-office"
  | "carry-over"
  | "record-communicated"
  | "revise"
  | "drop-revision"
  | "record-refusal"
  | "correct-refusal"
  | "reopen"
  | "drop"
  | "supersede"
  | "end"
  | "annul";

export type PactGuard =
  | "person-bound"
  | "not-excluded-or-exempt"
  | "did-given"
  | "profile-decided"
  | "profile-leads-here"
  | "profile-as-agreed"
  | "no-other-pact"
  | "content-written"
  | "commitments-complete"
  | "person-heard"
  | "day-plausible"
  | "signature-seen"
  | "document-named"
  | "earlier-pact-stands"
  | "platform-number"
  | "reason-given"
  | "duty-holds"
  | "no-duty"
  | "present-that-day"
  | "consequences-told"
  | "not-yet-reported"
  | "successor-signed"
  | "end-reason-listed";

export type PactTerm = "report-pact";

export type PactEffect =
  | "send-to-platform"
  | "supersede-earlier"
  | "count-presence"
  | "end-presence"
  | "review-activities"
  | "open-breach"
  | "review-breach"
  | "close-breach"
  | "desk-task";

/** What the guards look at, made by `pactContext`. Whatever is not known is false or null, and its guard fails. */
export interface PactContext {
  /** Bound to the obligations today, or taking part of one's own will. */
  readonly bound: boolean;
  /** Neither excluded nor exempt today; who is excluded and takes part all the same is not kept out. */
  readonly dutyNotLifted: boolean;
  readonly didGiven: boolean;
  readonly profileDecided: boolean;
  /** The profile leads to the pact, not to the municipal services. */
  readonly profileLeadsHere: boolean;
  /** The profile that stands is the one that was before both when they agreed. */
  readonly profileAsAgreed: boolean;
  /** No other pact of this case is being written, and none is in force on the same profile. */
  readonly noOtherPact: boolean;
  /** Who follows the person, and how often they meet, are written and can be. */
  readonly contentWritten: boolean;
  /** Every commitment of the measure is there or left out with its reason, each filled in as its kind asks. */
  readonly commitmentsComplete: boolean;
  readonly personHeard: boolean;
  readonly dayPlausible: boolean;
  readonly signatureSeen: boolean;
  readonly documentNamed: boolean;
  /** A pact of the protocol before this one stood signed by both. */
  readonly earlierPactStands: boolean;
  readonly platformNumber: string;
  readonly reason: string;
  /** On the day of the refusal: obliged, obligations not suspended, and the measure knows this breach; null when not known. */
  readonly duty: boolean | null;
  readonly presentThatDay: boolean;
  readonly consequencesTold: boolean;
  /** A report on the refusal has been sent and stands; null when not known. */
  readonly reported: boolean | null;
  readonly successorSigned: boolean;
  readonly endReasonListed: boolean;
}
