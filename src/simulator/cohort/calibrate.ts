// Turns the shares into the chances each draw uses, solving those that must give a known total (bound persons, ages).

import type { Shares } from "./calibration.ts";
import type { Weighted } from "./random.ts";
import { weigh } from "./random.ts";

/** Youngest and oldest age (years, half-open) of a band. */
export type AgeBand = readonly [from: number, to: number];

export interface Chances {
  readonly sizes: Weighted<number>;
  /** That the applicant is not bound: in households of one, and in larger ones. */
  readonly applicantNotBoundAlone: number;
  readonly applicantNotBound: number;
  /** By size: that each further person is an adult who is bound. */
  readonly otherBound: readonly number[];
  readonly applicantAges: Weighted<AgeBand>;
  readonly memberAges: Weighted<AgeBand>;
  readonly months: Weighted<string>;
}

const YOUNG: AgeBand = [18.8, 30];
const MIDDLE: AgeBand = [30, 40];
/** Ends short of 65, so that nobody passes out of the duty on the first day. */
const OLDER: AgeBand = [40, 64.7];
const MOST_OTHERS = 4;

export function chancesFrom(shares: Shares): Chances {
  const sizes = [1, 2, 3, 4, 5, 6].map((size) => [size, shares[sizeKey(size)]] as const);
  const alone = Math.min(1, shares["household-without-bound-share"] / shares["household-size-1"]);
  const larger =
    (shares["applicant-not-bound-share"] - shares["household-without-bound-share"]) /
    (1 - shares["household-size-1"]);
  const otherBound = solveOtherBound(shares, alone, larger);
  return {
    sizes: weigh(sizes),
    applicantNotBoundAlone: alone,
    applicantNotBound: larger,
    otherBound,
    ...ages(shares),
    months: weigh([
      ["2019-04", shares["granted-2019-04"]],
      ["2019-05", shares["granted-2019-05"]],
      ["2019-06", shares["granted-2019-06"]],
      ["2019-07", shares["granted-2019-07"]],
    ]),
  };
}

/** How many further people may be bound in a household of this size, beside the applicant. */
export function mostOthers(size: number): number {
  return Math.min(size - 1, MOST_OTHERS);
}

function sizeKey(
  size: number,
):
  | "household-size-1"
  | "household-size-2"
  | "household-size-3"
  | "household-size-4"
  | "household-size-5"
  | "household-size-6-plus" {
  if (size <= 1) return "household-size-1";
  if (size === 2) return "household-size-2";
  if (size === 3) return "household-size-3";
  if (size === 4) return "household-size-4";
  return size === 5 ? "household-size-5" : "household-size-6-plus";
}

/** Scales the weights by one factor (bisection) until the expected bound persons per household are those observed. */
function solveOtherBound(shares: Shares, alone: number, larger: number): number[] {
  const base = [0, 0, shares["other-bound-weight-2"], shares["other-bound-weight-3"]];
  for (let size = 4; size <= 6; size++) base.push(shares["other-bound-weight-4-plus"]);
  const at = (factor: number) => base.map((weight) => Math.min(0.95, weight * factor));
  let low = 0;
  let high = 20;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (expectedBound(shares, alone, larger, at(middle)) < shares["bound-persons-per-household"])
      low = middle;
    else high = middle;
  }
  return at(low);
}

/** Where the applicant is not bound, one other member surely is. */
function expectedBound(shares: Shares, alone: number, larger: number, chances: readonly number[]): number {
  let sum = shares["household-size-1"] * (1 - alone);
  for (let size = 2; size <= 6; size++) {
    const chance = chances[size] ?? 0;
    const others = mostOthers(size);
    const bound = (1 - larger) * (1 + others * chance) + larger * (1 + (others - 1) * chance);
    sum += shares[sizeKey(size)] * bound;
  }
  return sum;
}

/** Members' ages are a parameter; applicants take what remains of the ages observed among all the bound. */
function ages(shares: Shares): Pick<Chances, "applicantAges" | "memberAges"> {
  const perHousehold = shares["bound-persons-per-household"];
  const applicants = 1 - shares["applicant-not-bound-share"];
  const members = perHousehold - applicants;
  const young = shares["member-age-18-29"];
  const middle = shares["member-age-30-39"];
  const rest = (all: number, member: number) =>
    Math.max(0, (perHousehold * all - members * member) / applicants);
  return {
    memberAges: weigh([
      [YOUNG, young],
      [MIDDLE, middle],
      [OLDER, 1 - young - middle],
    ]),
    applicantAges: weigh([
      [YOUNG, rest(shares["age-18-29"], young)],
      [MIDDLE, rest(shares["age-30-39"], middle)],
      [OLDER, rest(shares["age-40-64"], 1 - young - middle)],
    ]),
  };
}
