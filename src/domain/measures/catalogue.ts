// The measures this node knows, by code and version; a sanction or a term is judged with the version of the grant date.

import type { IsoDate } from "../notices/types.ts";
import { RDC_2019 } from "./rdc-2019/parameters.ts";
import type { MeasureParameters } from "./types.ts";

/** In order of validity by date of grant; several versions may share a code. */
export const MEASURES: readonly MeasureParameters[] = [RDC_2019];

/** The version in force for a benefit granted on `grantedOn`; without a date (or outside every interval) the latest. */
export function measureOf(code: string, grantedOn?: IsoDate): MeasureParameters | undefined {
  const versions = MEASURES.filter((measure) => measure.code === code);
  if (grantedOn === undefined) return versions.at(-1);
  return (
    versions.find((measure) => measure.grantedFrom <= grantedOn && (measure.grantedTo === undefined || grantedOn <= measure.grantedTo)) ??
    versions.at(-1)
  );
}
