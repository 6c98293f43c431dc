// Folds applicants into classes that the day-level planner cannot tell apart, and prices each class on each day.

import type { Applicant, PlanningPolicy } from "./types.ts";

/** Days that have at least one free seat within the horizon, ascending, with their number of seats. */
export interface DayColumns {
  readonly days: Int32Array;
  readonly capacity: Int32Array;
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
  readonly release: number;
  readonly end1: number;
  readonly end2: number;
}

/**
 * The applicant's dates as column numbers (ends exclusive). A date that nobody could meet, like no date at all, becomes
 * the empty window: either way every choice costs the same there, so the two need not be told apart.
 */
function windowOf(applicant: Applicant, days: Int32Array): Window {
  const release = columnsBefore(days, applicant.release);
  const end1 = applicant.due1 === null ? release : columnsBefore(days, applicant.due1 + 1);
  const end2 = columnsBefore(days, applicant.due2 + 1);
  return { release, end1: Math.max(end1, release), end2: Math.max(end2, release) };
}

/**
 * Folds and prices. The price of class i on day j is `W1·late1 + W2·late2 + W3·unplaced + (days from the first column)`.
 *
 * Why numbers may stand for the lexicographic order: a flow is optimal iff its residual graph has no negative simple
 * cycle. On such a cycle each person who moves takes the column that the next one leaves, so the days (and likewise
 * "placed") cancel out but for one place: where the cycle passes the end of the network, once at most. Whatever its
 * length, a cycle changes the days by at most `span` and the placed by at most one; late ones by at most the number n of
 * people. With W3 > span, W2 > W3 + span, W1 > n·W2 + W3 + span the sign of the sum is the sign of the first component
 * that changes. Hence "no negative cycle" in numbers is "no better plan" in the order. The same holds when households
 * and hours are nodes of their own (joint-network.ts): one who makes room there, too, leaves the very day that is taken.
 *
 * @throws RangeError when n² × span nears 10¹⁵ (a million people in one office), where sums would leave the exact integers
 */
export function foldIntoClasses(
  applicants: readonly Applicant[],
  columns: DayColumns,
  policy: PlanningPolicy,
): ClassTable {
  const { days } = columns;
  const { windows, supply, classOf } = groupByWindow(applicants, days);
  const width = days.length + 1;
  const cost = priceList(windows, days, { placeLate: policy.placeLate, people: applicants.length });
  const capacity = new Int32Array(width);
  capacity.set(columns.capacity);
  capacity[width - 1] = applicants.length;
  return {
    transport: { rows: windows.length, width, supply: Int32Array.from(supply), capacity, cost },
    classOf,
  };
}

/** Classes are numbered by tightness (date 2, date 1, release), never by order of arrival. */
function groupByWindow(applicants: readonly Applicant[], days: Int32Array) {
  const base = days.length + 1;
  const keys = new Float64Array(applicants.length);
  const counts = new Map<number, number>();
  for (let index = 0; index < applicants.length; index += 1) {
    const { release, end1, end2 } = windowOf(applicants[index]!, days);
    const key = (end2 * base + end1) * base + release;
    keys[index] = key;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const ordered = [...counts.keys()].toSorted((a, b) => a - b);
  const numberOf = new Map(ordered.map((key, index) => [key, index]));
  const windows: Window[] = ordered.map((key) => ({
    release: key % base,
    end1: Math.floor(key / base) % base,
    end2: Math.floor(key / (base * base)),
  }));
  return {
    windows,
    supply: ordered.map((key) => counts.get(key)!),
    classOf: Int32Array.from(keys, (key) => numberOf.get(key)!),
  };
}

function priceList(
  windows: readonly Window[],
  days: Int32Array,
  { placeLate, people }: { placeLate: boolean; people: number },
): Float64Array {
  const count = days.length;
  const width = count + 1;
  const first = days[0] ?? 0;
  const span = count === 0 ? 0 : days[count - 1]! - first;
  const notPlaced = span + 1;
  const late2 = notPlaced + span + 1;
  const late1 = people * late2 + notPlaced + span + 1;
  // The greatest sum is that of a whole plan; prices stay below that of one chain through everybody.
  if (!Number.isSafeInteger(4 * (people + 1) * late1)) {
    throw new RangeError(`Too many people and days for exact planning: ${people} × ${span}`);
  }
  const cost = new Float64Array(windows.length * width).fill(Number.POSITIVE_INFINITY);
  for (let row = 0; row < windows.length; row += 1) {
    const { release, end1, end2 } = windows[row]!;
    const last = placeLate ? count : Math.max(end1, end2);
    for (let column = release; column < last; column += 1) {
      cost[row * width + column] =
        (column < end1 ? 0 : late1) + (column < end2 ? 0 : late2) + days[column]! - first;
    }
    cost[row * width + count] = late1 + late2 + notPlaced;
  }
  return cost;
}
