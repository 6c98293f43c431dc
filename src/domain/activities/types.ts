// The words of an active measure for a person: states, acts, guards, effects, and the facts that the guards look at.

import type { IsoDate } from "../notices/types.ts";
import type { Row } from "../procedure/types.ts";

/** "none" is the activity before anybody proposed it; "ended" is closed by a fact that is nobody's fault (exempt, excluded, benefit lost). */
export type ActivityState =
  | "none"
  | "proposed"
  | "waiting"
  | "enrolled"
  | "started"
  | "suspended"
  | "completed"
  | "accounted"
  | "job-found"
  | "interrupted"
  | "ended"
  | "abandoned"
  | "refused"
  | "not-started"
  | "annulled";

export type ActivityAct =
  | "propose"
  | "accept"
  | "give-place"
  | "record-refusal"
  | "correct-refusal"
  | "cancel"
  | "start"
  | "record-presence"
  | "record-absence"
  | "record-lost-hours"
  | "justify-absence"
  | "correct-attendance"
  | "suspend"
  | "resume"
  | "complete"
  | "account"
  | "end-for-job"
  | "interrupt"
  | "lose-requirements"
  | "abandon"
  | "correct-abandonment"
  | "end-exempt"
  | "end-excluded"
  | "end-forfeited"
  | "transform"
  | "annul";

export type ActivityGuard =
  | "pact-in-force"
  | "suits-person"
  | "hours-agreed"
  | "person-agrees"
  | "place-free"
  | "waiting-list-open"
  | "day-plausible"
  | "reason-given"
  | "reason-listed"
  | "evidence-seen"
  | "duty-holds"
  | "no-duty"
  | "consequences-told"
  | "register-seen"
  | "attendance-kept"
  | "day-in-activity"
  | "day-free"
  | "day-recorded"
  | "absent-that-day"
  | "hours-plausible"
  | "hours-lost"
  | "hours-recoverable"
  | "month-over"
  | "hours-short"
  | "not-yet-reported"
  | "outcome-chosen"
  | "attendance-complete"
  | "job-proven"
  | "person-exempt"
  | "person-excluded"
  | "benefit-forfeited"
  | "replacement-named";

export type ActivityEffect =
  | "report-event"
  | "hold-place"
  | "join-waiting-list"
  | "release-place"
  | "tell-person"
  | "fact-for-conditionality"
  | "close-fact";

/** What the guards look at, made by `activityContext`. Whatever is not known is false, and its guard fails. */
export interface ActivityContext {
  readonly pactInForce: boolean;
  /** No requirement of the entry is missing; places are looked at apart. */
  readonly suitsPerson: boolean;
  /** The weekly hours are within the rules of the activity, agreed with the person where they must be. */
  readonly hoursAgreed: boolean;
  readonly personAgrees: boolean;
  readonly placeFree: boolean;
  readonly waitingListOpen: boolean;
  /** The day of the fact is neither in the future nor before what must come first. */
  readonly dayPlausible: boolean;
  readonly reason: string;
  readonly reasonListed: boolean;
  readonly evidenceSeen: boolean;
  /** On that day the person was obliged, no suspension ran, and the measure knows this breach; null when not known. */
  readonly duty: boolean | null;
  readonly consequencesTold: boolean;
  readonly registerSeen: boolean;
  readonly attendanceKept: boolean;
  readonly dayInActivity: boolean;
  readonly dayRecorded: boolean;
  readonly absentThatDay: boolean;
  readonly hoursPlausible: boolean;
  /** Hours lost on that day may still be made up within the month; null when not known. */
  readonly recoverable: boolean | null;
  readonly monthOver: boolean;
  readonly hoursShort: boolean;
  /** A report on this fact has been sent and stands; null when not known. */
  readonly reported: boolean | null;
  readonly outcomeChosen: boolean;
  readonly attendanceComplete: boolean;
  readonly jobProven: boolean;
  readonly personExempt: boolean;
  readonly personExcluded: boolean;
  readonly benefitForfeited: boolean;
  readonly replacementNamed: boolean;
}

/** How an activity may end well or badly, chosen when it is closed. */
export type ActivityOutcome = "completed" | "certified" | "job-found" | "interrupted" | "abandoned";

export type AttendanceMark = "present" | "absent" | "justified";

/** One day of the register. Minutes done: zero when absent. */
export interface DayRecord {
  readonly day: IsoDate;
  readonly mark: AttendanceMark;
  readonly minutes: number;
}

/** A stretch in which the activity stood still; `to` is the day before it resumed, null while it lasts. */
export interface Pause {
  readonly from: IsoDate;
  readonly to: IsoDate | null;
}

export type ActivityRow = Row<ActivityState, ActivityAct, ActivityGuard, never, ActivityEffect>;
