// What is known of telling a person of one appointment, and what is due next.

import type { ChannelStep, ToldSubject } from "../measures/channel-types.ts";
import type { MeasureParameters } from "../measures/types.ts";
import type { ChannelStepCode, SummonsChannel } from "../measures/words.ts";
import type { IsoInstant } from "../notices/types.ts";
import type { SummonsState } from "../summons/types.ts";
import type { WHY_LEFT_OUT } from "./texts.ts";

/** "waiting": it has not left yet. "unknown": handed over, and no answer came. */
export type TellingOutcome = "waiting" | "unknown" | "failed" | "sent" | "received";

/** One message, paper or call that tells of the appointment as it stands. */
export interface ToldOnce {
  readonly channel: SummonsChannel;
  readonly outcome: TellingOutcome;
  /** From when it could leave. */
  readonly since: IsoInstant;
  /** Handed to a provider that tells nobody what became of it. */
  readonly isBlind?: boolean;
}

export const CALL_OUTCOMES = ["spoke", "no-answer", "wrong-number", "refused"] as const;
export type CallOutcome = (typeof CALL_OUTCOMES)[number];

/** A call that an operator has noted. */
export interface Call {
  readonly outcome: CallOutcome;
  readonly at: IsoInstant;
}

/** A step that was begun, or left out because of every one of its channels. */
export interface StepTaken {
  readonly step: ChannelStepCode;
  readonly at: IsoInstant;
  readonly begun: boolean;
}

export type WhyLeftOut = keyof typeof WHY_LEFT_OUT;

/** Which channels can be used for this person now; of the others, why not. Of a channel that is not named nothing is configured. */
export type Ways = Readonly<Partial<Record<SummonsChannel, "usable" | WhyLeftOut>>>;

export interface PolicyFacts {
  readonly now: IsoInstant;
  readonly state: SummonsState;
  readonly subject: ToldSubject;
  readonly startsAt: IsoInstant;
  readonly told: readonly ToldOnce[];
  readonly calls: readonly Call[];
  readonly steps: readonly StepTaken[];
  readonly ways: Ways;
}

export type PolicyMeasure = Pick<
  MeasureParameters,
  "channelPolicy" | "proofForSanction" | "validChannels" | "quietHours"
>;

/** A channel, or a whole step, that is not used, and why. */
export interface LeftOut {
  readonly step: ChannelStep;
  readonly channel: SummonsChannel;
  readonly why: WhyLeftOut;
}

/** Why nothing more is due. */
export type Ended = "proven" | "answered" | "over" | "told-otherwise";

export type NextDue =
  | { readonly kind: "ended"; readonly because: Ended }
  /** Nothing is due before `until`; then, if nothing changes, `next` (null: the desk). */
  | {
      readonly kind: "wait";
      readonly until: IsoInstant;
      readonly next: ChannelStep | null;
      readonly now: ChannelStep | null;
      /** The provider gives no receipts: its silence says nothing. */
      readonly isBlind?: true;
    }
  | {
      readonly kind: "begin";
      readonly step: ChannelStep;
      readonly channels: readonly SummonsChannel[];
      readonly leftOut: readonly LeftOut[];
    }
  /** No way is left: a person of the desk takes it in hand; nothing more is due by itself. */
  | { readonly kind: "desk"; readonly begun: boolean; readonly leftOut: readonly LeftOut[] };
