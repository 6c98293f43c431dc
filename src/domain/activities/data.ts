// What is stored with an activity, and what each act brings: plain JSON, so that the register of acts can rebuild it.

import type { JustifiedReason } from "../measures/words.ts";
import type { IsoDate } from "../notices/types.ts";
import type { ActivityEntry } from "./entry.ts";
import type { ActivityOutcome, DayRecord, Pause } from "./types.ts";

export interface ActivityData {
  /** The catalogue entry as it was when proposed: later changes of the catalogue do not touch it. Null before the proposal. */
  readonly entry: ActivityEntry | null;
  readonly pactId: string | null;
  /** Minutes a week agreed with the person; null where the activity has no weekly hours. */
  readonly weeklyMinutes: number | null;
  readonly proposedOn: IsoDate | null;
  readonly acceptedOn: IsoDate | null;
  readonly waitingSince: IsoDate | null;
  readonly refusedOn: IsoDate | null;
  readonly startedOn: IsoDate | null;
  readonly endedOn: IsoDate | null;
  readonly pauses: readonly Pause[];
  /** In order of day, one record a day. */
  readonly attendance: readonly DayRecord[];
  readonly outcome: ActivityOutcome | null;
  /** Months ("2020-03") whose missing hours were recorded as a fact. */
  readonly shortMonths: readonly string[];
  /** The activity that took the place of this one. */
  readonly replacedBy: string | null;
  /** Reason of the last act that gave one. */
  readonly reason: string;
}

export const BLANK_ACTIVITY: ActivityData = {
  entry: null,
  pactId: null,
  weeklyMinutes: null,
  proposedOn: null,
  acceptedOn: null,
  waitingSince: null,
  refusedOn: null,
  startedOn: null,
  endedOn: null,
  pauses: [],
  attendance: [],
  outcome: null,
  shortMonths: [],
  replacedBy: null,
  reason: "",
};

/** Every act names the day of its fact. */
interface Dated {
  readonly on: IsoDate;
}

interface Reasoned extends Dated {
  readonly reason: string;
}

/** What justifies a refusal or an absence, if anything does. */
interface Excused extends Dated {
  readonly justifiedReason: JustifiedReason | null;
  readonly evidenceSeen: boolean;
}

/** Refusing and leaving: the operator writes what was said, and that the person was told what may follow. */
interface Withdrawal extends Reasoned, Excused {
  readonly consequencesTold: boolean;
}

/** Payload of each act. */
export interface ActivityInputs {
  /** `entry` is the catalogue's, put in by the service. */
  readonly propose: Dated & {
    readonly entry: ActivityEntry;
    readonly pactId: string;
    readonly weeklyMinutes: number | null;
    /** The person agreed to more hours than the least. */
    readonly hoursAgreed: boolean;
  };
  /** `placed` is put in by the service: whether a place was free, under the lock of the entry. */
  readonly accept: Dated & { readonly personAgrees: boolean; readonly placed: boolean };
  readonly "give-place": Dated;
  readonly "record-refusal": Withdrawal;
  readonly "correct-refusal": Reasoned;
  readonly cancel: Reasoned;
  readonly start: Dated;
  readonly "record-presence": Dated & { readonly minutes: number };
  readonly "record-absence": Excused & { readonly registerSeen: boolean };
  /** `on` is any day of the month. */
  readonly "record-lost-hours": Dated & { readonly registerSeen: boolean };
  readonly "justify-absence": Excused;
  /** Null strikes the day out of the register. */
  readonly "correct-attendance": Reasoned & { readonly mark: "present" | null; readonly minutes: number };
  readonly suspend: Reasoned;
  readonly resume: Dated;
  readonly complete: Dated & { readonly outcome: "completed" | "certified" };
  readonly account: Dated;
  readonly "end-for-job": Dated & { readonly jobProven: boolean };
  readonly interrupt: Reasoned;
  readonly "lose-requirements": Reasoned;
  readonly abandon: Withdrawal;
  readonly "correct-abandonment": Reasoned;
  readonly "end-exempt": Dated;
  readonly "end-excluded": Dated;
  readonly "end-forfeited": Dated;
  readonly transform: Reasoned & { readonly replacedBy: string };
  readonly annul: Reasoned;
}

/** The fields of every act's input together: on the form some may not be filled in yet. */
export interface ActivityFields {
  readonly on?: IsoDate;
  readonly entry?: ActivityEntry;
  readonly pactId?: string;
  readonly weeklyMinutes?: number | null;
  readonly hoursAgreed?: boolean;
  readonly personAgrees?: boolean;
  readonly reason?: string;
  readonly justifiedReason?: JustifiedReason | null;
  readonly evidenceSeen?: boolean;
  readonly consequencesTold?: boolean;
  readonly minutes?: number;
  readonly mark?: "present" | null;
  readonly registerSeen?: boolean;
  readonly outcome?: "completed" | "certified" | null;
  readonly jobProven?: boolean;
  readonly replacedBy?: string;
}
