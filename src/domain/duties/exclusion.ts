// Who is out of the obligations on a day, derived from dated facts and the measure: nobody decides it, and any day can be asked.

import { statusOnWork, workReviewOn } from "../availability/work.ts";
import type { Work } from "../availability/work.ts";
import { addDays, addMonths, toDayNumber, toIsoDate } from "../calendar/days.ts";
import type { CitationKey } from "../law/citation.ts";
import type { Exclusion, MeasureParameters } from "../measures/types.ts";
import type { ExclusionFact } from "../measures/words.ts";
import type { IsoDate, NotBoundReason } from "../notices/types.ts";

/** Both ends included; without an end while none is known. */
export interface Period {
  readonly from: IsoDate;
  readonly to: IsoDate | null;
}

/** A fact that somebody tells; age and minor age come from the date of birth alone. */
export type ToldFact = Exclude<ExclusionFact, "minor" | "age">;

export interface DutyFact extends Period {
  readonly fact: ToldFact;
  /** Day on which an officer found it untrue: until then the person could rely on it. */
  readonly liftedOn: IsoDate | null;
  /** "employed": the work itself; null when not known, and the fact then excludes. */
  readonly work: Work | null;
  /** When the person took part of their own will. */
  readonly volunteer: readonly Period[];
}

export interface DutyFacts {
  readonly birthDate: IsoDate;
  readonly known: readonly DutyFact[];
  /** When the platform said "not bound" for a reason that is none of ours. */
  readonly notBoundOtherwise: readonly Period[];
}

/** An exclusion found on a day, with its reason and norm. */
export interface FoundExclusion extends Period {
  readonly fact: ExclusionFact;
  readonly citation: CitationKey | null;
  /** In Italian, from the measure. */
  readonly note: string;
  /** Excluded, and taking part all the same: invited, never reported. */
  readonly volunteering: boolean;
}

export type ExclusionMeasure = Pick<
  MeasureParameters,
  "exclusions" | "adultFromAge" | "notBoundFromAge" | "lowIncome" | "workSuspensionDays"
>;

/** The exclusions that hold on a day, in the order of the measure. Empty: the person is bound, as far as exclusions go. */
export function exclusionsOf(facts: DutyFacts, measure: ExclusionMeasure, on: IsoDate): FoundExclusion[] {
  return measure.exclusions.flatMap((exclusion) => {
    const { fact, citation, note } = exclusion;
    const found = (period: Period, volunteering: boolean): FoundExclusion => ({
      fact,
      from: period.from,
      to: period.to,
      citation,
      note,
      volunteering,
    });
    if (fact === "minor" || fact === "age") {
      const period = periodOfAge(fact, facts.birthDate, measure);
      return period !== null && covers(period, on) ? [found(period, false)] : [];
    }
    const told = facts.known.find((each) => each.fact === fact && excludes(each, exclusion, measure, on));
    if (told === undefined) return [];
    const volunteering = exclusion.volunteers === true && told.volunteer.some((period) => covers(period, on));
    return [found(effective(told), volunteering)];
  });
}

/** Whether no breach may be held against the person on a day, volunteers included (invariant: excluded persons are never reported). */
export function isExcludedOn(facts: DutyFacts, measure: ExclusionMeasure, on: IsoDate): boolean {
  return (
    facts.notBoundOtherwise.some((period) => covers(period, on)) ||
    exclusionsOf(facts, measure, on).length > 0
  );
}

/** Whether the person follows the path on a day: bound, or excluded only by facts despite which they volunteer. */
export function mayTakePart(facts: DutyFacts, measure: ExclusionMeasure, on: IsoDate): boolean {
  return (
    !facts.notBoundOtherwise.some((period) => covers(period, on)) &&
    exclusionsOf(facts, measure, on).every(({ volunteering }) => volunteering)
  );
}

/** The next day after `on` when the answer may be another (a birthday, an end, a work that lasts); null when none is in sight. */
export function nextExclusionReview(
  facts: DutyFacts,
  measure: ExclusionMeasure,
  on: IsoDate,
): IsoDate | null {
  const ages = (["minor", "age"] as const).map((fact) => periodOfAge(fact, facts.birthDate, measure));
  const volunteering = facts.known.flatMap(({ volunteer }) => volunteer);
  const periods = [...facts.known.map(effective), ...volunteering, ...facts.notBoundOtherwise];
  const days = [...ages.filter((each) => each !== null), ...periods].flatMap(({ from, to }) =>
    to === null ? [from] : [from, addDays(to, 1)],
  );
  const works = facts.known.flatMap(({ work }) => {
    const day = work === null ? null : workReviewOn(work, measure, on);
    return day === null ? [] : [day];
  });
  return [...days, ...works].filter((day) => day > on).toSorted()[0] ?? null;
}

/** Our name for the platform's reason; null for "other", which belongs in `notBoundOtherwise`. */
export function factOfNotice(reason: NotBoundReason): ExclusionFact | null {
  return NOTICE_FACTS[reason];
}

const NOTICE_FACTS: Readonly<Record<NotBoundReason, ExclusionFact | null>> = {
  age: "age",
  pension: "direct-pension",
  minor: "minor",
  employed: "employed",
  student: "in-education",
  disability: "disability",
  other: null,
};

export function covers({ from, to }: Period, on: IsoDate): boolean {
  return from <= on && (to === null || on <= to);
}

function excludes(told: DutyFact, rule: Exclusion, measure: ExclusionMeasure, on: IsoDate): boolean {
  if (!covers(effective(told), on)) return false;
  const mayKeepStatus = rule.exceptLowIncome === true && told.work !== null;
  return !mayKeepStatus || statusOnWork(told.work, measure, on) !== "kept";
}

function effective({ from, to, liftedOn }: DutyFact): Period {
  return { from, to: liftedOn === null || (to !== null && to < liftedOn) ? to : liftedOn };
}

/** From birth to the eve of the age, or from the age on; null where the measure has no such age. */
function periodOfAge(
  fact: "minor" | "age",
  birthDate: IsoDate,
  { adultFromAge, notBoundFromAge }: ExclusionMeasure,
): Period | null {
  if (fact === "minor") return { from: birthDate, to: addDays(birthday(birthDate, adultFromAge.value), -1) };
  return notBoundFromAge.value === null
    ? null
    : { from: birthday(birthDate, notBoundFromAge.value), to: null };
}

/** The day on which an age is reached; 29 February falls on the 28th in a common year, as in `hasReachedAge`. */
export function birthday(birthDate: IsoDate, age: number): IsoDate {
  return toIsoDate(addMonths(toDayNumber(birthDate), age * 12));
}
