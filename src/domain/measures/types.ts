// What a measure (RdC, ADI, SFL, …) may declare: parameters of the law, never code.

import type { CitationKey } from "../law/citation.ts";
import type { IsoDate } from "../notices/types.ts";

/** A value fixed by a norm or by an office, with where it comes from. */
export interface Parameter<T> {
  readonly value: T;
  readonly citation: CitationKey | null;
  /** Plain Italian: what it is and, where the norm is silent, who chose it. */
  readonly note: string;
}

/** From when a clock runs for benefits granted in a window (transitional rules). */
export interface TransitionalStart {
  readonly grantedFrom: IsoDate;
  readonly grantedTo: IsoDate;
  readonly startsOn: IsoDate;
  readonly citation: CitationKey;
}

export interface MeasureParameters {
  readonly code: string;
  readonly name: string;
  /** Validity by date of grant: the version in force when the benefit was granted rules (DL 48/2023 art. 13 c. 3). */
  readonly grantedFrom: IsoDate;
  readonly grantedTo?: IsoDate;
  readonly unit: "household" | "person";
  /** From this age on a member is not bound. */
  readonly notBoundFromAge: Parameter<number>;
  readonly adultFromAge: Parameter<number>;
  /** T2: days to convene from recognition. An indicator: its expiry has no effect on the person. */
  readonly conveneWithinDays: Parameter<number>;
  readonly conveneDayType: Parameter<"calendar" | "working">;
  readonly conveneTransitions: readonly TransitionalStart[];
  /** Which act meets T2: the summons being issued, or the appointment being held. */
  readonly conveneMetBy: Parameter<"summons-issued" | "appointment-held">;
  /** T3: working days between the summons and the appointment. */
  readonly minimumNoticeWorkingDays: Parameter<number>;
  /** T4: hours before the appointment at which the reminder is due. */
  readonly reminderHoursBefore: Parameter<number>;
  readonly reminderNotUnderHours: Parameter<number>;
  /** No message leaves outside these local hours. */
  readonly quietHours: Parameter<{ readonly from: string; readonly to: string }>;
  readonly appointmentMinutes: Parameter<number>;
}
