// Who of a household is bound to the obligations on a day, and who is convened first.

import type { CitationKey } from "../law/citation.ts";
import type { MeasureParameters } from "../measures/types.ts";
import type { IsoDate, NotBoundReason, Role } from "../notices/types.ts";
import { toYmd } from "./places.ts";

/** What a notice says of a member, as far as being bound goes. */
export interface BoundFacts {
  readonly birthDate: IsoDate;
  /** The platform's word; absent when it says nothing. */
  readonly bound?: boolean;
  readonly notBoundReason?: NotBoundReason;
}

export interface Bound {
  readonly bound: boolean;
  /** Present exactly when not bound. */
  readonly reason?: NotBoundReason;
  readonly citation: CitationKey;
}

type AgeLimits = Pick<MeasureParameters, "notBoundFromAge" | "adultFromAge">;

/** A member whose being bound has been decided for the day at hand. */
export interface HouseholdMember {
  readonly taxCode: string;
  readonly role: Role;
  readonly birthDate: IsoDate;
  readonly bound: boolean;
}

/** The norm that the rules of this file stand on, for letters and acts. */
export const BOUND_CITATION = "DL4_2019_ART4_C2" satisfies CitationKey;

/**
 * Whether a member is bound on a day (DL 4/2019 art. 4 c. 2). Age rules first: it is a fact that the platform's word cannot
 * change. Then the platform's explicit word. When it says nothing, an adult under the limit is bound.
 */
export function isBound(facts: BoundFacts, measure: AgeLimits, on: IsoDate): Bound {
  const limit = measure.notBoundFromAge.value;
  if (limit !== null && hasReachedAge(facts.birthDate, limit, on)) {
    return { bound: false, reason: "age", citation: measure.notBoundFromAge.citation ?? BOUND_CITATION };
  }
  if (!hasReachedAge(facts.birthDate, measure.adultFromAge.value, on)) {
    return { bound: false, reason: "minor", citation: measure.adultFromAge.citation ?? BOUND_CITATION };
  }
  if (facts.bound === false)
    return { bound: false, reason: facts.notBoundReason ?? "other", citation: BOUND_CITATION };
  return { bound: true, citation: BOUND_CITATION };
}

/**
 * True from the birthday on, birthday included. Who was born on 29 February reaches the age, in a common year, on the 28th:
 * a term in months or years ends on the month's last day when the day is missing (art. 2963 c. 5 of the civil code).
 */
export function hasReachedAge(birthDate: IsoDate, age: number, on: IsoDate): boolean {
  const birth = toYmd(birthDate);
  const year = Math.floor(birth / 10_000) + age;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const monthDay = birth % 10_000;
  return year * 10_000 + (monthDay === 229 && !isLeap ? 228 : monthDay) <= toYmd(on);
}

/** Full years lived on a day. */
export function ageOn(birthDate: IsoDate, on: IsoDate): number {
  const years = Number(on.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return hasReachedAge(birthDate, years, on) ? years : years - 1;
}

/**
 * Whom to convene first: the applicant where bound; otherwise the oldest bound member (same birth date: by tax code), so
 * that every run chooses the same person. Null when nobody is bound.
 */
export function firstToConvene<T extends HouseholdMember>(members: readonly T[]): T | null {
  let first: T | null = null;
  for (const member of members) {
    if (member.bound && (first === null || comesBefore(member, first))) first = member;
  }
  return first;
}

/** The other bound members, for the second wave, in the same stable order. */
export function boundMembersAfterFirst<T extends HouseholdMember>(members: readonly T[]): T[] {
  const first = firstToConvene(members);
  return members
    .filter((member) => member.bound && member.taxCode !== first?.taxCode)
    .sort((a, b) => (comesBefore(a, b) ? -1 : comesBefore(b, a) ? 1 : 0));
}

function comesBefore(a: HouseholdMember, b: HouseholdMember): boolean {
  if (a.role !== b.role) return a.role === "R";
  if (a.birthDate !== b.birthDate) return a.birthDate < b.birthDate;
  return a.taxCode < b.taxCode;
}
