// Folds applicants into classes that the day-level planner cannot tell apart, and prices each class on each day.

import { weightsFor } from "./weights.ts";
import type { Applicant, PlanningPolicy } from "./types.ts";
import type { Weights } from "./weights.ts";

/** Columns: days with a free seat within the horizon, ascending; one for each kind of seat where seats are unlike. */
export interface DayColumns {
  readonly days: Int32Array;
  readonly capacity: Int32Array;
  /** What the operators of the column can do, as bits; absent = nothing beyond the ordinary. */
  readonly skills?: Int32Array;
  readonly site?: Int32Array;
}

/**
 * A transport problem: `supply[i]` people of class i, `capacity[j]` seats of column j, `cost[i × width + j]` to put one
 * there. The last column (`width - 1`) means "not placed" and has room for everybody. Infinity = not allowed.
 */
export interface Transport {
  readonly rows: number;
  readonly width: number;
  readonly supply: Int32Array;
  readonly capacity: Int32Array;
  readonly cost: Float64Array;
}

export interface ClassTable {
  readonly transport: Transport;
  /** Class of each applicant, by position in the input. */
  readonly classOf: Int32Array;
  /** Seats that one of each class takes. */
  readonly length: Int32Array;
  readonly weights: Weights;
}

/** How sums are compared: people who may move in one change; whether long appointments count by their seats. */
export interface Folding {
  readonly moves?: number;
  readonly byLength?: boolean;
  readonly wholePlans?: boolean;
}

/** Index of the first element not below `day`: the number of columns that come before it. */
export function columnsBefore(days: Int32Array, day: number): number {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (days[middle]! < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Window {
  /** First column, and columns before which each date is met (ends exclusive). */
  readonly release: number;
  readonly end1: number;
  readonly end2: number;
  /** The dates themselves, as far as they tell lateness apart; null = none, or nobody could meet it. */
  readonly due1: number | null;
  readonly due2: number | null;
  readonly needs: number;
  readonly length: number;
}

/**
 * Folds and prices. The price of class i on day j is `W1·late1 + W2·late2 + W3·unplaced + W4·(days late) + (days from the first
 * column)`, the weights being those of `weights.ts`.
 *
 * Why numbers may stand for the lexicographic order: a flow is optimal iff its residual graph has no negative simple
 * cycle. Each column is passed once by such a cycle, so it moves no more people than there are columns (with the household rule: than
 * there are hours), and the weights are made for so many: the sign of the sum is the sign of the first aim that changes. Hence "no
 * negative cycle" in numbers is "no better plan" in the order.
 *
 * @throws RangeError when the sums would leave the exact integers (thousands of columns over many years)
 */
export function foldIntoClasses(
  applicants: readonly Applicant[],
  columns: DayColumns,
  policy: PlanningPolicy,
  folding: Folding = {},
): ClassTable {
  const { days } = columns;
  const { windows, supply, classOf } = groupByWindow(applicants, columns);
  const width = days.length + 1;
  const weights = chooseWeights(applicants, days, policy, folding);
  const scale = weights.scale;
  const cost = priceList(windows, columns, policy, weights);
  const length = Int32Array.from(windows, (window) => (scale > 1 ? window.length : 1));
  const units = Int32Array.from(supply, (count, row) => count * length[row]!);
  const capacity = new Int32Array(width);
  capacity.set(columns.capacity);
  capacity[width - 1] = units.reduce((sum, count) => sum + count, 0);
  return { transport: { rows: windows.length, width, supply: units, capacity, cost }, classOf, length, weights };
}

function chooseWeights(applicants: readonly Applicant[], days: Int32Array, policy: PlanningPolicy, folding: Folding): Weights {
  const hasDate1 = applicants.some((applicant) => applicant.due1 !== null);
  const span = days.length === 0 ? 0 : days[days.length - 1]! - days[0]!;
  const scale = folding.byLength === true ? commonMultiple(applicants) : 1;
  const moves = Math.max(1, Math.min(applicants.length, folding.moves ?? days.length + 1));
  const last = days[days.length - 1] ?? 0;
  const lateSpan = applicants.reduce((most, { due1, due2 }) => Math.max(most, last - due2, due1 === null ? 0 : last - due1), 0);
  const extent = { moves, span, lateSpan, hasDate1, canBeLate: policy.placeLate || hasDate1, wholePlans: folding.wholePlans ?? false };
  // Where the sums would be too great, a long appointment counts as one seat: a bound still, though a lower one.
  const weights = weightsFor({ ...extent, scale }) ?? weightsFor({ ...extent, scale: 1 });
  if (weights === null) throw new RangeError(`Too many people and days for exact planning: ${applicants.length} × ${span}`);
  return weights;
}

function commonMultiple(applicants: readonly Applicant[]): number {
  const lengths = new Set(applicants.map(({ length = 1 }) => length));
  return (lengths.has(2) ? 2 : 1) * (lengths.has(3) ? 3 : 1);
}

/** Classes are numbered by tightness (date 2, date 1, release), never by order of arrival. */
function groupByWindow(applicants: readonly Applicant[], columns: DayColumns) {
  const { days } = columns;
  const dates = datesOf(applicants, days);
  const { base } = dates;
  const kinds = new Map<number, number>();
  const known: { needs: number; length: number }[] = [];
  const keys = new Float64Array(applicants.length);
  const counts = new Map<number, number>();
  for (let index = 0; index < applicants.length; index += 1) {
    const { release, due1, due2, needs = 0, length = 1 } = applicants[index]!;
    const sort = needs * 4 + length;
    let kind = kinds.get(sort);
    if (kind === undefined) {
      kinds.set(sort, (kind = known.length));
      known.push({ needs, length });
    }
    const from = columnsBefore(days, release);
    const key = ((dates.number(due2) * base + dates.number(due1)) * base + from) * 64 + kind;
    if (kind > 63 || !Number.isSafeInteger(key)) throw new RangeError(`Too many kinds of need, or days: ${known.length}`);
    keys[index] = key;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const ordered = [...counts.keys()].toSorted((a, b) => a - b);
  const numberOf = new Map(ordered.map((key, index) => [key, index]));
  return {
    windows: ordered.map((key) => windowOf(key, dates, known, days)),
    supply: ordered.map((key) => counts.get(key)!),
    classOf: Int32Array.from(keys, (key) => numberOf.get(key)!),
  };
}

/** Dates as small numbers: 0 = none, else days from the earliest date, plus one; one after the last column is the last column's. */
function datesOf(applicants: readonly Applicant[], days: Int32Array) {
  const last = days[days.length - 1] ?? 0;
  let earliest = last;
  for (const { due1, due2 } of applicants) earliest = Math.min(earliest, due2, due1 ?? due2);
  return {
    base: Math.max(last - earliest, days.length) + 2,
    number: (due: number | null): number => (due === null ? 0 : Math.min(due, last) - earliest + 1),
    date: (number: number): number | null => (number === 0 ? null : earliest + number - 1),
  };
}

function windowOf(
  key: number,
  { base, date }: ReturnType<typeof datesOf>,
  known: readonly { needs: number; length: number }[],
  days: Int32Array,
): Window {
  const dates = Math.floor(key / 64);
  const release = dates % base;
  const due1 = date(Math.floor(dates / base) % base);
  const due2 = date(Math.floor(dates / (base * base)));
  const end = (due: number | null): number => (due === null ? release : Math.max(release, columnsBefore(days, due + 1)));
  return { release, end1: end(due1), end2: end(due2), due1, due2, ...known[key % 64]! };
}

function priceList(windows: readonly Window[], { days, skills }: DayColumns, policy: PlanningPolicy, weights: Weights): Float64Array {
  const count = days.length;
  const width = count + 1;
  const first = days[0] ?? 0;
  const cost = new Float64Array(windows.length * width).fill(Number.POSITIVE_INFINITY);
  for (let row = 0; row < windows.length; row += 1) {
    const { release, end1, end2, due1, due2, needs, length } = windows[row]!;
    const last = policy.placeLate ? count : Math.max(end1, end2);
    const share = weights.scale > 1 ? weights.scale / length : 1;
    for (let column = release; column < last; column += 1) {
      if ((needs & (skills?.[column] ?? 0)) !== needs) continue;
      const day = days[column]!;
      const late = (due1 === null ? 0 : Math.max(0, day - due1)) + (due2 === null ? 0 : Math.max(0, day - due2));
      cost[row * width + column] =
        share * ((column < end1 ? 0 : weights.late1) + (column < end2 ? 0 : weights.late2) + late * weights.lateDay + day - first);
    }
    cost[row * width + count] = share * (weights.late1 + weights.late2 + weights.notPlaced);
  }
  return cost;
}
