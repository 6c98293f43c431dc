// What work does to the status of unemployment: kept under the income limit, suspended for a while, or lost.

import { addDays, isIsoDate, toDayNumber } from "../calendar/days.ts";
import type { LowIncomeLimit, MeasureParameters } from "../measures/types.ts";
import type { IsoDate } from "../notices/types.ts";

/** All the work that a person has at a time. With employed and self-employed work together the kind is "employee". */
export interface Work {
  readonly kind: "employee" | "self-employed";
  readonly startsOn: IsoDate;
  /** Last day of work; null while no end is known. */
  readonly endsOn: IsoDate | null;
  /** Income foreseen for the year, in whole euros before tax; null when nobody knows it. */
  readonly yearlyEuros: number | null;
}

export type WorkStatus = "kept" | "suspended" | "lost";

type WorkRules = Pick<MeasureParameters, "lowIncome" | "workSuspensionDays">;

/** The income limits in force on a day; undefined before the first. */
export function lowIncomeOn(measure: Pick<WorkRules, "lowIncome">, on: IsoDate): LowIncomeLimit | undefined {
  return measure.lowIncome.findLast(({ from }) => from <= on);
}

/**
 * The status of unemployment on a day, for who had it when the work began (D.lgs. 150/2015 art. 19; DL 4/2019 art. 4
 * c. 15-quater; ANPAL circular 1/2019). Null when the income is not known. A job that ended in time leaves the status as it
 * was; one that went on for too long has lost it for good, and a new DID is needed.
 */
export function statusOnWork(work: Work, measure: WorkRules, on: IsoDate): WorkStatus | null {
  if (on < work.startsOn) return "kept";
  if (work.yearlyEuros === null) return null;
  const hasEnded = work.endsOn !== null && work.endsOn < on;
  const lastDay = hasEnded && work.endsOn !== null ? work.endsOn : on;
  if (isLowIncome(work.kind, work.yearlyEuros, measure, lastDay)) return "kept";
  if (lastDay >= lossDay(work, measure)) return "lost";
  return hasEnded ? "kept" : "suspended";
}

/** Whether the work is under way on a day, both ends included. */
export function isWorkingOn(work: Work, on: IsoDate): boolean {
  return work.startsOn <= on && (work.endsOn === null || on <= work.endsOn);
}

/** The next day after `on` when the answer of `statusOnWork` may be another; null when none is in sight. */
export function workReviewOn(work: Work, measure: WorkRules, on: IsoDate): IsoDate | null {
  const days = [work.startsOn, lossDay(work, measure), ...measure.lowIncome.map(({ from }) => from)];
  if (work.endsOn !== null) days.push(addDays(work.endsOn, 1));
  return days.filter((day) => day > on).toSorted()[0] ?? null;
}

function isLowIncome(kind: Work["kind"], euros: number, measure: WorkRules, on: IsoDate): boolean {
  const limit = lowIncomeOn(measure, on);
  if (limit === undefined) return false;
  return euros <= (kind === "employee" ? limit.employeeEuros : limit.selfEmployedEuros);
}

/** First day of work on which the status is lost: a job suspends it for so many days, first one counted; other work never does. */
function lossDay(work: Work, measure: WorkRules): IsoDate {
  return work.kind === "employee" ? addDays(work.startsOn, measure.workSuspensionDays.value) : work.startsOn;
}

/** Whether the dates and the income of a work can be at all: real days, in order, not in another century. */
export function isPlausibleWork(work: Work, today: IsoDate): boolean {
  const { startsOn, endsOn, yearlyEuros } = work;
  if (!isIsoDate(startsOn) || (endsOn !== null && !isIsoDate(endsOn))) return false;
  const isNear = Math.abs(toDayNumber(startsOn) - toDayNumber(today)) <= FIFTY_YEARS;
  const inOrder = endsOn === null || startsOn <= endsOn;
  return isNear && inOrder && (yearlyEuros === null || yearlyEuros >= 0);
}

const FIFTY_YEARS = 18_263;
