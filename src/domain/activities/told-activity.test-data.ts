// Facts and words that the stories of an activity share.

import type { ToldAct } from "../procedure/told-act.test-data.ts";
import type { ActivityAct, ActivityContext, ActivityEffect, ActivityState } from "./types.ts";

/** An obliged person on a plausible day, without an excuse: what is true of no act at all is false. */
export const CONTEXT: ActivityContext = {
  pactInForce: true,
  suitsPerson: true,
  hoursAgreed: true,
  personAgrees: true,
  placeFree: true,
  waitingListOpen: false,
  dayPlausible: true,
  reason: "detto allo sportello",
  reasonListed: false,
  evidenceSeen: false,
  duty: true,
  consequencesTold: true,
  registerSeen: true,
  attendanceKept: true,
  dayInActivity: true,
  dayRecorded: false,
  absentThatDay: false,
  hoursPlausible: true,
  recoverable: false,
  monthOver: true,
  hoursShort: true,
  reported: false,
  outcomeChosen: true,
  attendanceComplete: true,
  jobProven: true,
  personExempt: true,
  personExcluded: true,
  benefitForfeited: true,
  replacementNamed: true,
};

export type Told = ToldAct<ActivityState, ActivityAct, never, ActivityContext, ActivityEffect>;

export const OFFICE = ["operator", "office-manager"] as const;
export const PROGRAM_TOO = ["system", ...OFFICE] as const;
export const MANAGER = ["office-manager"] as const;
export const BEFORE = ["proposed", "waiting", "enrolled"] as const;
export const DURING = ["started", "suspended"] as const;
export const EXCUSED = { reasonListed: true, evidenceSeen: true } as const;
export const NO_DAY = ["DAY_PLAUSIBLE", { dayPlausible: false }] as const;
export const NO_REASON = ["REASON_GIVEN", { reason: " " }] as const;
export const REPORTED = ["NOT_YET_REPORTED", { reported: true }] as const;
export const UNKNOWN_REPORT = ["NOT_YET_REPORTED", { reported: null }] as const;
