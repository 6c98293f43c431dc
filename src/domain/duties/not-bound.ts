// Why a member is not bound, as a page says it: an age in the years of the measure that rules the benefit.

import type { MeasureParameters } from "../measures/types.ts";
import { NOT_BOUND_REASONS } from "../notices/types.ts";
import type { NotBoundReason } from "../notices/types.ts";

/** The reason that a notice gave, or that the date of birth gives; words that no list of today knows stay as they were kept. */
export function notBoundText(
  reason: string,
  measure: Pick<MeasureParameters, "adultFromAge" | "notBoundFromAge">,
): string {
  const limit = measure.notBoundFromAge.value;
  if (reason === "age" && limit !== null) return `Ha compiuto ${limit} anni`;
  if (reason === "minor") return `Non ha ancora compiuto ${measure.adultFromAge.value} anni`;
  return Object.hasOwn(NOT_BOUND_REASONS, reason) ? NOT_BOUND_REASONS[reason as NotBoundReason] : reason;
}
