// From what the service gathers to what the guards of the DID look at: dates compared, the status that work leaves, the measure's words.

import { isIsoDate } from "../calendar/days.ts";
import { CITATIONS } from "../law/citation.ts";
import type { MeasureParameters } from "../measures/types.ts";
import type { IsoDate } from "../notices/types.ts";
import { hasReachedAge } from "../people/household.ts";
import type { AvailabilityAct, AvailabilityContext, AvailabilityData, AvailabilityState } from "./types.ts";
import { isPlausibleWork, isWorkingOn, statusOnWork } from "./work.ts";
import type { Work, WorkStatus } from "./work.ts";

/** What the service knows of the case. */
export interface AvailabilityFacts {
  /** Today, in the time of the office. */
  readonly today: IsoDate;
  readonly grantedOn: IsoDate;
  readonly birthDate: IsoDate;
  /** Bound today, or taking part of one's own will (`mayTakePart` of duties). */
  readonly bound: boolean;
  /** Work as it is known now from outside (mandatory communications, notices); null when none is: then the work in the data holds. */
  readonly work: Work | null;
  /** What is known of the day of a refusal; null when not known. */
  readonly refusalDay: {
    readonly obliged: boolean;
    readonly suspended: boolean;
    /** An appointment of that day has the person as present. */
    readonly present: boolean;
  } | null;
  /** The breach of the refusal has a report that stands; null when not known. */
  readonly reported: boolean | null;
}

/** The fields of every act's input: the form may not be filled in yet. */
export interface AvailabilityFields {
  readonly declaredOn?: IsoDate;
  readonly refusedOn?: IsoDate;
  readonly signed?: boolean;
  readonly platformId?: string;
  readonly work?: Work;
  readonly consequencesTold?: boolean;
  readonly reason?: string;
}

export type AvailabilityMeasure = Pick<
  MeasureParameters,
  "adultFromAge" | "declaredBy" | "lowIncome" | "workSuspensionDays" | "ladders"
>;

/** The facts for deciding `act`; without an act, those for offering all of them. */
export function availabilityContext(given: {
  readonly data: AvailabilityData;
  readonly act?: AvailabilityAct;
  readonly input?: AvailabilityFields;
  readonly facts: AvailabilityFacts;
  readonly measure: AvailabilityMeasure;
}): AvailabilityContext {
  const { data, act, input = {}, facts, measure } = given;
  const { today, refusalDay } = facts;
  const work = facts.work ?? data.work;
  return {
    bound: facts.bound,
    adult: hasReachedAge(facts.birthDate, measure.adultFromAge.value, dayOr(input.declaredOn, today)),
    unemployed: work === null || !isWorkingOn(work, today) || statusOnWork(work, measure, today) === "kept",
    carriedByBenefit: measure.declaredBy.value !== "own-act",
    dateCanBe: dateCanBe(act, data, input.declaredOn, facts),
    signed: input.signed === true,
    platformId: input.platformId ?? "",
    workStatus: workStatusOf(input.work, measure, today),
    consequencesTold: input.consequencesTold === true,
    reason: input.reason ?? "",
    refusalCounts: measure.ladders.some(({ event }) => event === "E-DID"),
    presentThatDay: refusalDay?.present === true,
    obligedThatDay: refusalDay?.obliged === true,
    dayNotSuspended: refusalDay?.suspended === false,
    notReported: facts.reported === false,
  };
}

/** Whether the person counts as available: the pact may stand on it. */
export function isAvailable(state: AvailabilityState): boolean {
  return state === "given";
}

function dayOr(day: IsoDate | undefined, other: IsoDate): IsoDate {
  return day !== undefined && isIsoDate(day) ? day : other;
}

/** One taken at the desk falls in the life of the benefit; one given elsewhere may be older, but not than the norm that made it. */
function dateCanBe(
  act: AvailabilityAct | undefined,
  data: AvailabilityData,
  declaredOn: IsoDate | undefined,
  { today, grantedOn }: AvailabilityFacts,
): boolean {
  if (declaredOn === undefined || !isIsoDate(declaredOn) || declaredOn > today) return false;
  const isAtDesk = act === "take" || (act === "correct" && data.declaration?.how === "desk");
  return declaredOn >= (isAtDesk ? grantedOn : CITATIONS.DLGS150_2015_ART19.inForceFrom);
}

function workStatusOf(
  work: Work | undefined,
  measure: AvailabilityMeasure,
  today: IsoDate,
): WorkStatus | null {
  if (work === undefined || !isPlausibleWork(work, today)) return null;
  return statusOnWork(work, measure, today);
}
