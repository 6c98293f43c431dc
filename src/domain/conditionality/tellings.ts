// How the person was told of the duty: what the office can prove, and which of it came before the fact.

import { addDays } from "../calendar/days.ts";
import { romeDay, romeInstant } from "../calendar/rome-time.ts";
import type { ToldBy } from "../measures/proof.ts";
import type { IsoDate, IsoInstant } from "../notices/types.ts";
import type { PactData } from "../pact/data.ts";
import type { Run } from "./links.ts";

/** A message with its receipt, a letter, a date signed at the desk, a pact that the person has signed. */
export interface Telling extends ToldBy {
  readonly id: string;
  /** When it reached the person or, where nothing tells, when it left. */
  readonly at: IsoInstant;
  /** Last day on which it binds; null while it does. */
  readonly until: IsoDate | null;
  /** The appointment that it told of; null for a pact. */
  readonly appointmentId: string | null;
}

/** What stands behind a fact: how the person was told, and the identifiers that prove it. */
export interface Proven {
  readonly attempts: readonly ToldBy[];
  readonly evidence: readonly string[];
}

/** Of the tellings chosen, those that came before the fact: what arrived afterwards could not be obeyed. Failures stay, as attempts made. */
export function provenBefore(tellings: readonly Telling[], happenedAt: IsoInstant): Proven {
  const on = romeDay(happenedAt);
  const before = tellings.filter(({ at, until }) => at < happenedAt && (until === null || on <= until));
  return {
    attempts: before.map(({ channel, outcome }) => ({ channel, outcome })),
    evidence: before.filter(({ outcome }) => outcome !== "failed").map(({ id }) => id),
  };
}

/**
 * A pact signed by both binds to what it says from the day after the signature: whoever signed it was told. One annulled binds to
 * nothing. `runs` are those of the case, of all procedures.
 */
export function signedPacts(runs: readonly Run[]): Telling[] {
  return runs.flatMap(({ id, procedure, state, data }): Telling[] => {
    if (procedure !== "patto" || state === "annulled") return [];
    const { versions, endedOn } = data as PactData;
    const first = versions[0];
    if (first === undefined) return [];
    return [
      {
        id,
        channel: "signed-at-desk",
        outcome: "received",
        at: romeInstant(addDays(first.person.on, 1), 0),
        until: endedOn,
        appointmentId: null,
      },
    ];
  });
}
