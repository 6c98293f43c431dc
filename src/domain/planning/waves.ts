// Waves: first one person per household, then the other bound members; nobody who has a seat or a letter is touched.

export interface WaveCandidate {
  readonly householdRef: number;
  /** Bound to take part today: neither exempt, nor excluded, nor over the age. */
  readonly bound: boolean;
  readonly applicant: boolean;
  /** Place in the household after the applicant: smaller first. Unique in the household. */
  readonly order: number;
  readonly holdsSeat: boolean;
  /** A summons has left, or is on its way: the date is known outside and only an act may change it. */
  readonly writtenTo: boolean;
}

/** "first" and "second" are to be planned; "kept" stay as they are; "none" are not to be convened. */
export type Wave = "first" | "second" | "kept" | "none";

/**
 * The wave of each candidate, by position. The household's first person is its applicant where bound, else its first
 * bound member (65 or over, or with a pension, an applicant is not convened). If a bound member is already convened, the
 * household has had its first person and the others come in the second wave. Does not depend on the order of the input.
 */
export function assignWaves(candidates: readonly WaveCandidate[]): Wave[] {
  const firstOf = new Map<number, WaveCandidate>();
  for (const candidate of candidates) {
    if (!candidate.bound) continue;
    const best = firstOf.get(candidate.householdRef);
    if (best === undefined || comesBefore(candidate, best)) firstOf.set(candidate.householdRef, candidate);
  }
  return candidates.map((candidate) => {
    if (isKept(candidate)) return "kept";
    if (!candidate.bound) return "none";
    return firstOf.get(candidate.householdRef) === candidate ? "first" : "second";
  });
}

function isKept({ holdsSeat, writtenTo }: WaveCandidate): boolean {
  return holdsSeat || writtenTo;
}

function comesBefore(a: WaveCandidate, b: WaveCandidate): boolean {
  if (isKept(a) !== isKept(b)) return isKept(a);
  if (a.applicant !== b.applicant) return a.applicant;
  return a.order < b.order;
}
