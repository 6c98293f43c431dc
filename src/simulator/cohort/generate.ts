// A synthetic cohort: households and their notices, one after the other, in constant memory.

import type { IsoDate, RawNotice } from "../../domain/notices/types.ts";
import { chancesFrom } from "./calibrate.ts";
import type { CorrectionRows } from "./corrections.ts";
import { correctionRows } from "./corrections.ts";
import type { Drawing } from "./draw-household.ts";
import { drawHousehold } from "./draw-household.ts";
import type { CohortHousehold } from "./household.ts";
import { apportion } from "./random.ts";
import type { CohortOffice, CohortReference } from "./reference.ts";
import type { FirstRows } from "./rows.ts";
import { firstRows } from "./rows.ts";
import { TaxCodeSet } from "./tax-codes.ts";
import type { CohortTruth } from "./truth.ts";
import { TruthCounter } from "./truth.ts";

export interface CohortOptions {
  readonly seed: number;
  /** Exactly this many households are generated, shared among the offices by largest remainder. */
  readonly households: number;
  /** The day on which the first file is received; its notices were sent the evening before. */
  readonly asOf: IsoDate;
  readonly reference: CohortReference;
}

export interface GeneratedHousehold {
  readonly household: CohortHousehold;
  readonly first: FirstRows;
  readonly corrections: CorrectionRows | null;
}

/**
 * Households office by office, with the rows of both files. The n-th household of an office is the same whatever the cohort's
 * size. Returns the truth when run to its end.
 */
export function* generateHouseholds(
  options: CohortOptions,
): Generator<GeneratedHousehold, CohortTruth, undefined> {
  const { seed, asOf, reference } = options;
  const counter = new TruthCounter(reference.shares);
  const drawing: Drawing = {
    seed,
    asOf,
    reference,
    chances: chancesFrom(reference.shares),
    taken: new TaxCodeSet(),
    officeNumbers: numberOffices(reference.offices),
  };
  for (const { office, households } of quotas(reference.offices, options.households)) {
    for (let ordinal = 0; ordinal < households; ordinal++) {
      const household = drawHousehold(drawing, office, ordinal);
      const first = firstRows(household, seed, asOf, reference.shares);
      const corrections = correctionRows(household, first.defects, seed, asOf, reference);
      addUp(counter, household, first, corrections);
      yield { household, first, corrections };
    }
  }
  return counter.truth();
}

/** The notices of the first file, in its order. Returns the truth when run to its end. */
export function* generateCohort(options: CohortOptions): Generator<RawNotice, CohortTruth, undefined> {
  const households = generateHouseholds(options);
  for (;;) {
    const next = households.next();
    if (next.done === true) return next.value;
    for (const row of next.value.first.rows) yield row.raw;
  }
}

/** Whole households per office that add up to `total`. @throws RangeError when `total` is not a whole number, 0 or more. */
export function quotas(
  offices: readonly CohortOffice[],
  total: number,
): { office: CohortOffice; households: number }[] {
  if (!Number.isSafeInteger(total) || total < 0)
    throw new RangeError(`households: ${total} is not a whole number`);
  const shares = apportion(
    total,
    offices.map((office) => office.households),
  );
  return offices.map((office, index) => ({ office, households: shares[index] ?? 0 }));
}

function numberOffices(offices: readonly CohortOffice[]): Map<string, number> {
  return new Map(
    offices
      .map((office) => office.id)
      .toSorted()
      .map((id, index) => [id, index] as const),
  );
}

function addUp(
  counter: TruthCounter,
  household: CohortHousehold,
  first: FirstRows,
  corrections: CorrectionRows | null,
): void {
  counter.addHousehold(household);
  for (const row of first.rows) counter.addFirst(row);
  if (corrections === null) return;
  counter.addCorrection(corrections.kind);
  for (const row of corrections.rows) counter.addLater(row);
}
