// Which days an exemption covers, and how many members hold one on the same day.

import type { ExemptionLimit } from "../../measures/types.ts";
import type { ExemptionCode } from "../../measures/words.ts";
import type { IsoDate } from "../../notices/types.ts";
import { covers } from "../exclusion.ts";
import type { ExemptionData, ExemptPeriod } from "./types.ts";

/** An exemption of a member of the household, whatever its state: without periods it covers no day. */
export interface HeldExemption {
  readonly itemId: string;
  readonly personId: string;
  readonly data: ExemptionData;
}

/** The days covered: as decided, up to the act that ended it early. What was covered before that act stays covered. */
export function exemptPeriods({ periods, endedOn }: ExemptionData): readonly ExemptPeriod[] {
  if (endedOn === null) return periods;
  return periods
    .filter(({ from }) => from <= endedOn)
    .map(({ from, to }) => ({ from, to: to < endedOn ? to : endedOn }));
}

/** Whether one of a person's exemptions covers a day (invariant: exempt persons are never reported for it). */
export function isExemptOn(exemptions: readonly { readonly data: ExemptionData }[], on: IsoDate): boolean {
  return exemptions.some(({ data }) => exemptPeriods(data).some((period) => covers(period, on)));
}

/** Last day written in the decision that runs: where the term T10 ends. Null before any decision. */
export function lastExemptDay({ periods }: ExemptionData): IsoDate | null {
  return periods.at(-1)?.to ?? null;
}

/** Most members, other than `personId`, who hold the exemption on one same day of the period. */
export function othersAtOnce(
  held: readonly HeldExemption[],
  personId: string,
  isSame: (data: ExemptionData) => boolean,
  { from, to }: ExemptPeriod,
): number {
  const others = held
    .filter((each) => each.personId !== personId && isSame(each.data))
    .flatMap((each) => exemptPeriods(each.data).map((period) => ({ period, who: each.personId })));
  // The number can only grow on a day when some period begins.
  const days = [from, ...others.map(({ period }) => period.from).filter((day) => from < day && day <= to)];
  const onDay = (day: IsoDate): number =>
    new Set(others.filter(({ period }) => covers(period, day)).map(({ who }) => who)).size;
  return Math.max(...days.map(onDay));
}

/** Whether the measure's limit leaves room for one more holder in the period. */
export function isLimitFree(
  limit: ExemptionLimit,
  held: readonly HeldExemption[],
  wanted: {
    readonly personId: string;
    readonly code: ExemptionCode;
    readonly caredId: string | null;
    readonly period: ExemptPeriod;
  },
): boolean {
  if (limit.per === "none") return true;
  const isSame = (data: ExemptionData): boolean =>
    data.code === wanted.code && (limit.per === "household" || data.caredId === wanted.caredId);
  return othersAtOnce(held, wanted.personId, isSame, wanted.period) < limit.members;
}

export function overlaps(one: ExemptPeriod, other: ExemptPeriod): boolean {
  return one.from <= other.to && other.from <= one.to;
}
