// Whether a person had obligations on a day: neither excluded by a fact nor exempt by a decision.

import type { IsoDate } from "../notices/types.ts";
import { isExcludedOn } from "./exclusion.ts";
import type { DutyFacts, ExclusionMeasure } from "./exclusion.ts";
import { isExemptOn } from "./exemption/held.ts";
import type { ExemptionData } from "./exemption/types.ts";

/** `facts` are those of `factsWith`: what is known from outside with what is stored. `exemptions`: all the person's, in any state. */
export function isObligedOn(
  facts: DutyFacts,
  exemptions: readonly { readonly data: ExemptionData }[],
  measure: ExclusionMeasure,
  on: IsoDate,
): boolean {
  return !isExcludedOn(facts, measure, on) && !isExemptOn(exemptions, on);
}
