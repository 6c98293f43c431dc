// A norm as a value: what it is called, where its text is, when it is in force, which measures it rules.

/** How sure we are of a norm's content: read in the source, reported by others, inferred, or from memory only. */
export type Confidence = "primary" | "secondary" | "inferred" | "unverified";

export interface Citation {
  /** Stable identifier written in acts, e.g. "DL4_2019.art4.c15quinquies". */
  readonly id: string;
  /** The norm as a jurist writes it, in Italian. */
  readonly text: string;
  /** Public address of the text, where there is one. */
  readonly link?: string;
  readonly inForceFrom: string;
  readonly inForceTo?: string;
  readonly confidence: Confidence;
  /** Codes of the measures it rules; absent when it rules whichever. */
  readonly measures?: readonly string[];
}
