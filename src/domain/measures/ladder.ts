// The ladder of a breach: which step the next occurrence would be, and where it leaves the count. Never a sanction: INPS applies it.

import type { Ladder, MeasureParameters, SanctionStep } from "./types.ts";
import type { AbsenceEvent } from "./words.ts";

/** What the operator is shown before confirming: the count before and after, and what INPS may apply. */
export interface NextStep {
  readonly ladder: Ladder;
  readonly before: number;
  readonly after: number;
  readonly step: SanctionStep;
}

/**
 * The next step for the unit of the measure, with `counted` breaches of this event already standing. Null when the measure knows no
 * such breach: then it cannot be reported. After the last step every occurrence is the last step again.
 */
export function nextStep(
  measure: Pick<MeasureParameters, "ladders">,
  event: AbsenceEvent,
  counted: number,
): NextStep | null {
  const ladder = measure.ladders.find((each) => each.event === event);
  if (ladder === undefined) return null;
  const step = ladder.steps[Math.min(counted, ladder.steps.length - 1)] ?? ladder.steps[0];
  return { ladder, before: counted, after: counted + 1, step };
}
