// The words of the summons procedure: states, acts, guards, terms and the facts they look at.

import type { IsoInstant } from "../notices/types.ts";

/** "none" is the case before its first summons. */
export type SummonsState = "none" | "planned" | "issued" | "not-delivered" | "cancelled";

export type SummonsAct = "plan" | "issue" | "record-not-delivered" | "record-delivered" | "move" | "cancel";

export type SummonsGuard =
  | "person-bound"
  | "seat-held"
  | "notice-enough"
  | "channel-usable"
  | "all-channels-failed"
  | "reason-given"
  | "appointment-ahead";

export type SummonsTerm = "convene";

/** What the guards look at; `now` is business time. */
export interface SummonsContext {
  readonly now: IsoInstant;
  readonly bound: boolean;
  /** The appointment has its seat in the agenda. */
  readonly seatHeld: boolean;
  readonly appointmentAt: IsoInstant | null;
  /** Earliest instant allowed by the minimum notice. */
  readonly earliest: IsoInstant;
  /** At least one channel a message can take. */
  readonly channelUsable: boolean;
  /** Every message of the summons ended in failure. */
  readonly allChannelsFailed: boolean;
  readonly reason: string;
}
