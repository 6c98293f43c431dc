// How the person was told of the duty: what the office can prove, and which of it came before the fact.

import type { ToldBy } from "../measures/proof.ts";
import type { IsoInstant } from "../notices/types.ts";

/** A message with its receipt, a letter, a date signed at the desk. */
export interface Telling extends ToldBy {
  readonly id: string;
  /** When it reached the person or, where nothing tells, when it left. */
  readonly at: IsoInstant;
  /** The summons that it told of, with the appointment as it stood. */
  readonly summonsId: string;
  readonly appointmentId: string;
}

/** What stands behind a fact: how the person was told, and the identifiers that prove it. */
export interface Proven {
  readonly attempts: readonly ToldBy[];
  readonly evidence: readonly string[];
}

/** Of the tellings chosen, those that came before the fact: what arrived afterwards could not be obeyed. Failures stay, as attempts made. */
export function provenBefore(tellings: readonly Telling[], happenedAt: IsoInstant): Proven {
  const before = tellings.filter(({ at }) => at < happenedAt);
  return {
    attempts: before.map(({ channel, outcome }) => ({ channel, outcome })),
    evidence: before.filter(({ outcome }) => outcome !== "failed").map(({ id }) => id),
  };
}
