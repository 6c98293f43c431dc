// From what the service gathers to what the guards of an exemption look at: limits, ages, hours, durations, papers.

import { statusOnWork } from "../../availability/work.ts";
import type { Work } from "../../availability/work.ts";
import { addDays, addMonths, isIsoDate, toDayNumber, toIsoDate } from "../../calendar/days.ts";
import type { Exemption, MeasureParameters } from "../../measures/types.ts";
import type { IsoDate } from "../../notices/types.ts";
import { isProof } from "../evidence.ts";
import type { SeenEvidence } from "../evidence.ts";
import { birthday } from "../exclusion.ts";
import { isDutyReason } from "../reasons.ts";
import { exemptPeriods, isLimitFree, lastExemptDay, overlaps } from "./held.ts";
import type { HeldExemption } from "./held.ts";
import type { ExemptionContext, ExemptionData, ExemptPeriod, WorkHours } from "./types.ts";

/** What the service knows of the case. */
export interface ExemptionFacts {
  readonly today: IsoDate;
  readonly grantedOn: IsoDate;
  /** Not excluded today (`exclusionsOf` is empty, or the person volunteers). */
  readonly bound: boolean;
  readonly personId: string;
  /** The item at hand; null while it has no identifier. */
  readonly itemId: string | null;
  /** The one named as cared for, if a member of the household other than the carer; null otherwise. */
  readonly cared: { readonly id: string; readonly birthDate: IsoDate | null } | null;
  /** Exemptions of every member of the household, the person's own too, read under the household's lock. */
  readonly held: readonly HeldExemption[];
  /** The person's work as known; null when none is. */
  readonly work: Work | null;
}

/** The fields of every act's input: the form may not be filled in yet. */
export interface ExemptionFields {
  readonly code?: string;
  readonly caredId?: string | null;
  readonly from?: IsoDate;
  readonly to?: IsoDate;
  readonly hours?: WorkHours | null;
  readonly evidence?: SeenEvidence;
  readonly reason?: string;
  readonly ceasedOn?: IsoDate;
}

export type ExemptionMeasure = Pick<MeasureParameters, "exemptions" | "lowIncome" | "workSuspensionDays">;

interface Given {
  readonly data: ExemptionData;
  readonly input?: ExemptionFields;
  readonly facts: ExemptionFacts;
  readonly measure: ExemptionMeasure;
}

/** The facts for deciding an act; without input, those for offering all of them. */
export function exemptionContext(given: Given): ExemptionContext {
  const { data, input = {}, facts, measure } = given;
  const code = input.code ?? data.code;
  const rule = measure.exemptions.find((each) => each.code === code);
  const period = periodOf(input);
  const last = lastExemptDay(data);
  return {
    bound: facts.bound,
    codeListed: rule !== undefined,
    renewable: rule?.renewable === true,
    ...caring(rule, data, input, facts, period),
    workEnough: rule !== undefined && isWorkEnough(rule, input.hours ?? null, facts, measure),
    endWritten: period !== null,
    datesCanBe: period !== null && canBe(period, facts),
    durationAllowed: rule !== undefined && period !== null && isShortEnough(rule, period),
    endsLater:
      period !== null && last !== null && period.to > last && period.from >= data.periods.at(-1)!.from,
    evidenceSeen: isProof(input.evidence, facts.today),
    evidenceCovers: period !== null && reaches(input.evidence, period),
    reasonListed: isDutyReason(input.reason),
    factCeased: hasCeased(data, input.ceasedOn, facts.today),
    endPassed: last !== null && last < facts.today,
  };
}

type Caring = Pick<ExemptionContext, "caredKnown" | "caredYoungEnough" | "notAlreadyHeld" | "limitFree">;

const NOTHING_KNOWN: Caring = {
  caredKnown: false,
  caredYoungEnough: false,
  notAlreadyHeld: false,
  limitFree: false,
};

/** Who is cared for, and who else of the household holds the same exemption in those days. */
function caring(
  rule: Exemption | undefined,
  data: ExemptionData,
  input: ExemptionFields,
  { cared, held, personId, itemId }: ExemptionFacts,
  period: ExemptPeriod | null,
): Caring {
  if (rule === undefined) return NOTHING_KNOWN;
  const caredId = input.caredId ?? data.caredId;
  const { caredFor } = rule;
  const caredKnown =
    caredFor === undefined || (cared !== null && cared.id === caredId && caredId !== personId);
  if (period === null) return { ...NOTHING_KNOWN, caredKnown };
  const isOwnDouble = ({ itemId: other, personId: who, data: has }: HeldExemption): boolean =>
    other !== itemId &&
    who === personId &&
    has.code === rule.code &&
    has.caredId === caredId &&
    exemptPeriods(has).some((each) => overlaps(each, period));
  const underAge = caredFor?.underAge ?? null;
  return {
    caredKnown,
    caredYoungEnough: underAge === null || staysUnder(cared?.birthDate ?? null, underAge, period),
    notAlreadyHeld: !held.some(isOwnDouble),
    limitFree: isLimitFree(rule.limit, held, { personId, code: rule.code, caredId, period }),
  };
}

function periodOf({ from, to }: ExemptionFields): ExemptPeriod | null {
  if (from === undefined || to === undefined || !isIsoDate(from) || !isIsoDate(to)) return null;
  return from <= to ? { from, to } : null;
}

/** In the life of the benefit, not over already, and not years ahead: a check on the hand that writes, not a limit of the law. */
function canBe({ from, to }: ExemptPeriod, { today, grantedOn }: ExemptionFacts): boolean {
  const latestStart = toIsoDate(addMonths(toDayNumber(today), 12));
  const latestEnd = toIsoDate(addMonths(toDayNumber(from), 60));
  return from >= grantedOn && from <= latestStart && to >= today && to <= latestEnd;
}

function isShortEnough({ longestMonths }: Exemption, { from, to }: ExemptPeriod): boolean {
  return longestMonths === null || to < toIsoDate(addMonths(toDayNumber(from), longestMonths));
}

function staysUnder(birthDate: IsoDate | null, age: number, { to }: ExemptPeriod): boolean {
  return birthDate !== null && to <= addDays(birthday(birthDate, age), -1);
}

/** Over the hours, alone or with travel, in work that keeps the status of unemployment. */
function isWorkEnough(
  { weeklyHours }: Exemption,
  hours: WorkHours | null,
  { work, today }: ExemptionFacts,
  measure: ExemptionMeasure,
): boolean {
  if (weeklyHours === undefined) return true;
  if (hours === null || work === null || statusOnWork(work, measure, today) !== "kept") return false;
  if (work.startsOn > today || (work.endsOn !== null && work.endsOn < today)) return false;
  const withTravel = hours.weekly + (hours.travel ?? 0);
  return hours.weekly > weeklyHours.over || withTravel > weeklyHours.withTravelOver;
}

function reaches(evidence: SeenEvidence | undefined, { to }: ExemptPeriod): boolean {
  return evidence !== undefined && (evidence.expiresOn === null || evidence.expiresOn >= to);
}

function hasCeased(data: ExemptionData, ceasedOn: IsoDate | undefined, today: IsoDate): boolean {
  const first = data.periods[0]?.from;
  const last = lastExemptDay(data);
  if (ceasedOn === undefined || first === undefined || last === null || !isIsoDate(ceasedOn)) return false;
  return first <= ceasedOn && ceasedOn <= last && ceasedOn <= today;
}
