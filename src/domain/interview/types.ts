// The words of the first interview: its steps, the facts they are read from, its ways out.

import type { CitationKey } from "../law/citation.ts";

export const STEPS = ["identity", "did", "household", "index", "assessment", "outcome", "pact"] as const;
export type Step = (typeof STEPS)[number];

/** "closed": the way taken does not pass through it. */
export type StepState = "done" | "todo" | "blocked" | "closed";

/** One act as the table of its procedure offers it now. */
export interface OfferFact {
  readonly act: string;
  readonly allowed: boolean;
  readonly reason: string | null;
  readonly code: string | null;
  readonly citation: CitationKey | null;
}

/** The run of a procedure that the interview works on; without an item, one that might begin. */
export interface ItemFact {
  readonly itemId: string | null;
  readonly version: number;
  readonly state: string;
  readonly stateText: string;
  readonly acts: readonly OfferFact[];
}

/** Somebody has done it in this interview. */
export interface Mark {
  readonly at: string;
  readonly by: string;
}

export interface InterviewFacts {
  readonly marks: Readonly<Partial<Record<Step, Mark>>>;
  readonly did: ItemFact;
  readonly profile: ItemFact;
  readonly pact: ItemFact;
  readonly handOver: ItemFact;
  /** Agreeing on a pact, as it would be judged once one was written. */
  readonly agreeing: OfferFact;
  /** Out of the obligations today, and why; null for who is bound, or takes part of their own will. */
  readonly out: {
    readonly kind: "excluded" | "exempt";
    readonly text: string;
    readonly citation: CitationKey | null;
  } | null;
}

export interface StepView {
  readonly step: Step;
  readonly state: StepState;
  /** Italian: what stands, or why it cannot be done now. */
  readonly said: string | null;
  readonly citation: CitationKey | null;
}

export type Way = "pact" | "municipality" | "exempt" | "excluded";

export interface WayView {
  readonly way: Way;
  readonly title: string;
  /** The way that was taken. */
  readonly taken: boolean;
  readonly open: boolean;
  readonly said: string | null;
  readonly citation: CitationKey | null;
}
