// The measures this node knows, by code and version; a sanction or a term is judged with the version of the grant date.

import type { IsoDate } from "../notices/types.ts";
import { ADI } from "./adi/parameters.ts";
import { NASPI } from "./naspi/parameters.ts";
import { RDC_2019 } from "./rdc-2019/parameters.ts";
import { RDC_2022 } from "./rdc-2022/parameters.ts";
import { SFL } from "./sfl/parameters.ts";
import type { MeasureParameters } from "./types.ts";

/** In order of validity by date of grant; several versions may share a code. */
export const MEASURES: readonly MeasureParameters[] = [RDC_2019, RDC_2022, ADI, SFL, NASPI];

/**
 * The version in force for a benefit granted on `grantedOn`; undefined for a code nobody declared. A grant before the first
 * version is judged with the first, one after the last (or without a date) with the last.
 */
export function measureOf(
  code: string,
  grantedOn?: IsoDate,
  measures: readonly MeasureParameters[] = MEASURES,
): MeasureParameters | undefined {
  const versions = measures.filter((measure) => measure.code === code);
  if (grantedOn === undefined) return versions.at(-1);
  return versions.findLast((measure) => measure.grantedFrom <= grantedOn) ?? versions[0];
}
