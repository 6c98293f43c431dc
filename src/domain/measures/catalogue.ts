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

/** Of a notice that names no measure: the national list of DM 2 September 2019 was made for the RdC alone. */
export const UNNAMED_MEASURE: string = RDC_2019.code;

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

/**
 * The rules of an office's agenda where no case is at hand: the shortest seat (minutes) and the shortest notice (working days) of the measures
 * granted by the day `on`, so that nothing that may be given to somebody is hidden. Whoever gives a seat judges it with the measure of the case.
 * `measures` must not be empty.
 */
export function agendaParameters(
  on: IsoDate,
  measures: readonly MeasureParameters[] = MEASURES,
): Pick<MeasureParameters, "appointmentMinutes" | "minimumNoticeWorkingDays"> {
  const granted = measures.filter((measure) => measure.grantedFrom <= on);
  const inUse = granted.length > 0 ? granted : measures;
  const shortest = (of: "appointmentMinutes" | "minimumNoticeWorkingDays"): MeasureParameters["appointmentMinutes"] =>
    inUse.map((measure) => measure[of]).reduce((least, one) => (one.value < least.value ? one : least));
  return { appointmentMinutes: shortest("appointmentMinutes"), minimumNoticeWorkingDays: shortest("minimumNoticeWorkingDays") };
}
