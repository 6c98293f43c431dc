// What a plan is worth, and which of two is better: the order of aims, in one place.

import { columnsBefore } from "./classes.ts";
import type { Applicant, Score, SeatColumns } from "./types.ts";

/**
 * Dates that no seat can meet, moved to the day before the first seat that the person could have: nobody could have been earlier, so
 * lateness is counted from there. `days`: days with a free seat, ascending.
 */
export function withinReach(applicants: readonly Applicant[], days: Int32Array): readonly Applicant[] {
  return applicants.map((applicant) => {
    const first = days[columnsBefore(days, applicant.release)];
    if (first === undefined) return applicant;
    const { due1, due2 } = applicant;
    if (due2 >= first && (due1 === null || due1 >= first)) return applicant;
    return { ...applicant, due1: due1 === null ? null : Math.max(due1, first - 1), due2: Math.max(due2, first - 1) };
  });
}

/** @param dayOf day of each applicant, -1 = none; `applicants` within reach; `rule` counts households on more than one day */
export function scoreOfDays(applicants: readonly Applicant[], dayOf: Int32Array, first: number, oneDay: boolean): Score {
  const total = { onTime1: 0, onTime2: 0, placed: 0, lateness: 0, split: 0, daySum: 0 };
  for (let position = 0; position < applicants.length; position += 1) {
    const day = dayOf[position]!;
    if (day < 0) continue;
    const { due1, due2 } = applicants[position]!;
    if (due1 !== null && day <= due1) total.onTime1 += 1;
    if (day <= due2) total.onTime2 += 1;
    total.lateness += (due1 === null ? 0 : Math.max(0, day - due1)) + Math.max(0, day - due2);
    total.placed += 1;
    total.daySum += day - first;
  }
  if (oneDay) total.split = splitHouseholds(applicants, dayOf);
  return total;
}

function splitHouseholds(applicants: readonly Applicant[], dayOf: Int32Array): number {
  const dayOfHousehold = new Map<number, number>();
  const split = new Set<number>();
  applicants.forEach(({ householdRef }, position) => {
    const day = dayOf[position]!;
    if (day < 0) return;
    const other = dayOfHousehold.get(householdRef);
    if (other === undefined) dayOfHousehold.set(householdRef, day);
    else if (other !== day) split.add(householdRef);
  });
  return split.size;
}

const AIMS = [
  ["onTime1", -1],
  ["onTime2", -1],
  ["placed", -1],
  ["lateness", 1],
  ["split", 1],
  ["daySum", 1],
] as const satisfies readonly (readonly [keyof Score, 1 | -1])[];

/** Below zero where `a` is better, zero where they are worth the same; a bound may have fractions. */
export function compareScores(a: Score, b: Score): number {
  for (const [aim, sign] of AIMS) {
    const difference = sign * (a[aim] - b[aim]);
    if (Math.abs(difference) > 1e-6) return difference;
  }
  return 0;
}

/** Kilometres from home to the seats given, where distances are known. */
export function kilometresOf(applicants: readonly Applicant[], seatOf: Int32Array, { site }: SeatColumns): number {
  let sum = 0;
  applicants.forEach(({ distances }, position) => {
    const seat = seatOf[position]!;
    if (seat >= 0 && distances !== undefined) sum += distances[site?.[seat] ?? 0] ?? 0;
  });
  return sum;
}
