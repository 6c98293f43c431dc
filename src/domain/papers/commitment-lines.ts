// What was agreed of a commitment, in sentences.

import type { PactCommitment } from "../pact/commitments.ts";
import { SHOWN_BY } from "../pact/texts.ts";
import { COMMITMENT_LINES } from "./texts.ts";
import { longDay } from "./words.ts";

/** What was agreed of a commitment, a sentence a line. */
export function commitmentLines(commitment: PactCommitment): string[] {
  switch (commitment.kind) {
    case "skills-balance":
      return [COMMITMENT_LINES.by(longDay(commitment.by))];
    case "platform":
      if (commitment.timesAWeek < 7) return [COMMITMENT_LINES.timesAWeek(commitment.timesAWeek)];
      // Where the measure's own words say it already, once is enough.
      return commitment.text.endsWith(COMMITMENT_LINES.daily) ? [] : [COMMITMENT_LINES.everyDay];
    case "job-search":
      return [
        COMMITMENT_LINES.searchTimes(commitment.timesAWeek),
        COMMITMENT_LINES.shownBy(SHOWN_BY[commitment.shownBy]),
      ];
    case "training":
      return [
        COMMITMENT_LINES.agreed(
          commitment.agreed.endsWith(".") ? commitment.agreed : `${commitment.agreed}.`,
        ),
      ];
    default:
      return [];
  }
}
