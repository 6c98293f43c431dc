// The words of the life of a case: states, acts, guards, terms, effects, and the facts that the guards look at.

import type { IsoDate } from "../notices/types.ts";

/** "moved": another office is competent, and has not looked at the case yet. */
export type CaseState =
  | "notified"
  | "excluded"
  | "to-convene"
  | "exempt"
  | "in-charge"
  | "moved"
  | "at-municipality"
  | "other-region"
  | "forfeited"
  | "ended"
  | "dead"
  | "renewed";

export type CaseAct =
  | "assess"
  | "transfer"
  | "leave-region"
  | "return-to-region"
  | "record-hand-over"
  | "record-hand-back"
  | "record-forfeiture"
  | "end-block"
  | "end-benefit"
  | "restore"
  | "renew"
  | "continue"
  | "record-death"
  | "correct-death";

export type CaseGuard =
  | "excluded-now"
  | "exempt-now"
  | "bound-now"
  | "pact-stands"
  | "notice-not-older"
  | "other-office-competent"
  | "out-of-region"
  | "office-competent"
  | "handed-over"
  | "handed-back"
  | "forfeiture-told"
  | "block-over"
  | "end-told"
  | "end-dated"
  | "standing-told"
  | "renewal-linked"
  | "continues-older"
  | "death-dated"
  | "reason-given"
  | "evidence-seen";

export type CaseTerm = "first-contact" | "social-services" | "pact-after-return" | "reapplication-block";

export type CaseEffect =
  | "stop-convening"
  | "close-terms"
  | "resume-terms"
  | "close-breaches"
  | "open-breaches-follow"
  | "close-hand-over"
  | "carry-over"
  | "other-cases"
  | "send-to-platform"
  | "tell-person"
  | "desk-task"
  | "pass-dossier";

/** Whether the person has obligations today, as exclusions and exemptions say; null when not known. */
export type Duty = "bound" | "excluded" | "exempt";

/** What the platform says of the benefit: null when it says nothing that is understood. */
export type BenefitStanding = "in-course" | "forfeited" | "ended";

/** Who is competent, and by which rule of the address known today; null when no rule can tell: then the case stays where it is, in a person's queue. */
export type Destination =
  | { readonly kind: "office"; readonly officeId: string; readonly rule: string }
  | { readonly kind: "other-region" };

/** What the guards look at, made by `caseContext`. Whatever is not known is null or false, and its guard fails. */
export interface CaseContext {
  readonly duty: Duty | null;
  readonly pactStands: boolean;
  /** The notice that the act stands on is not older than the last one followed; or a person acts, without a notice. */
  readonly noticeNotOlder: boolean;
  /** The office that the case was last known to be with; null when none. */
  readonly officeId: string | null;
  readonly destination: Destination | null;
  /** The services of the municipality hold the household now, as the hand-over says. */
  readonly handedOver: boolean;
  readonly reason: string;
  readonly evidenceSeen: boolean;
  readonly today: IsoDate;
  readonly grantedOn: IsoDate;
  /** Day of the fact that the act records (forfeiture, end, death); null when none is given. */
  readonly factOn: IsoDate | null;
  readonly benefit: BenefitStanding | null;
  readonly blockOver: boolean;
  /** A newer protocol names this one as the one before, in the same measure, for the same person, granted later. */
  readonly renewalLinked: boolean;
  /** This protocol continues the one that is now recorded as renewed. */
  readonly continuesOlder: boolean;
}
