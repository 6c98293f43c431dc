// How the hand-overs of one gateway ended since it was last asked: sums for its health, not the record of any message.

import type { SendOutcome } from "../channels/channel.ts";
import { isThrottle, NO_COUNTS } from "../domain/providers/health.ts";
import type { HandOverCounts } from "../domain/providers/health.ts";

export class Tally {
  #counts = { ...NO_COUNTS };

  note(outcome: SendOutcome): void {
    this.#counts[heading(outcome)] += 1;
  }

  /** What was counted since the last time; null when nothing was. */
  take(): HandOverCounts | null {
    const counts = this.#counts;
    if (Object.values(counts).every((count) => count === 0)) return null;
    this.#counts = { ...NO_COUNTS };
    return counts;
  }
}

function heading(outcome: SendOutcome): keyof HandOverCounts {
  switch (outcome.kind) {
    case "deferred":
      return isThrottle(outcome.code) ? "throttled" : "deferred";
    case "no-answer":
      return "unanswered";
    default:
      return outcome.kind;
  }
}
