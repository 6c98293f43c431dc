// What a measure may declare about ways of telling a person: which first, what next, after how long. Data, never code.

import type { Parameter, Source } from "./types.ts";
import type { ChannelStepCode, SummonsChannel, TOLD_SUBJECTS } from "./words.ts";

/** A length of time. Working days end at the hour from which messages may leave. */
export interface Wait {
  readonly amount: number;
  readonly unit: "hours" | "working-days";
}

/** One step: its channels are used together, each where the person can be reached on it. */
export interface ChannelStep extends Source {
  readonly step: ChannelStepCode;
  readonly channels: readonly [SummonsChannel, ...SummonsChannel[]];
  /** Without the proof that the measure wants after so long, the next step begins. */
  readonly silence: Wait;
  /** A step that could begin only later than this before the appointment is left out: it would come too late. */
  readonly lead: Wait;
  /** Of a step by telephone: so many calls without answer end it. */
  readonly tries?: number;
}

export type ChannelSteps = readonly [ChannelStep, ...ChannelStep[]];

/** What a person is told of: each has its own steps. "again" is a summons after one that nothing proved and at which nobody came. */
export type ToldSubject = keyof typeof TOLD_SUBJECTS;

export interface ChannelPolicy {
  readonly steps: Readonly<Record<ToldSubject, ChannelSteps>>;
  /** After a step of which everything failed the next begins this long after its messages could leave. */
  readonly afterFailure: Parameter<Wait>;
  /** The person's answer is enough: without it, or where it is not, the steps go on up to the proof of the measure. */
  readonly answerEnough: Parameter<boolean>;
  /** What silence means where the provider gives no receipts: "wait" is nothing, up to the appointment; "go-on" is as if it gave them. */
  readonly withoutReceipts: Parameter<"wait" | "go-on">;
  /** Whether and by when, before the appointment, the person must have confirmed; who has not is asked by this step. Null: nobody must. */
  readonly confirmation: Parameter<{ readonly before: Wait; readonly step: ChannelStep } | null>;
  /** When nothing else is left a person of the desk has it in hand. */
  readonly lastResort: Source;
}
