// Among all optimal day plans takes the one that serves people in order of rank: a day for each person.

import type { Allocation } from "./allocate.ts";
import type { Transport } from "./classes.ts";

/**
 * Gives each person a column: the first by rank gets the earliest day that any optimal plan gives him, then the second
 * the earliest that is left to him in a plan that keeps the first's, and so on. The result is thus one plan only,
 * whatever the order of the input.
 *
 * Why it is exact: optimal plans are the flows on tight links (cost = u + v) that fill every column alike. (The days used
 * are a least-weight basis of a matroid, whose weights are the same in every such basis.) Two of them differ by cycles of
 * tight links, so a person can have a day iff a cycle brings one of his class there without touching who is settled.
 * Settling people only takes cycles away: a day once refused to a class stays refused, and is not tried again. With it
 * go all days that the search came to: from each of them it would come to no more than these.
 *
 * Where a day has several columns (operators who can do different things, branches) a person is settled on the day and not on the
 * column: who is settled still moves from one column of that day to another, to make room for who comes after.
 *
 * @param order positions of the applicants by rank
 * @param days day of each column but the last
 * @returns column per applicant; `width - 1` = not placed
 */
export function settleByRank(
  problem: Transport,
  allocation: Allocation,
  classOf: Int32Array,
  order: Int32Array,
  days: Int32Array,
): Int32Array {
  const { width } = problem;
  const open = allocation.flow.slice();
  const settled = new Int32Array(open.length);
  const tight = tightColumns(problem, allocation);
  const next = new Int32Array(problem.rows);
  const columnOf = new Int32Array(classOf.length);
  const cycles = new CycleSearch({ tight, open, settled, width, days, room: roomLeft(problem, allocation), price: allocation.columnPrice });
  for (const position of order) {
    const row = classOf[position]!;
    const columns = tight[row]!;
    for (;;) {
      const column = columns[next[row]!]!;
      if (open[row * width + column]! > 0 || cycles.bring(row, column)) {
        open[row * width + column]! -= 1;
        settled[row * width + column]! += 1;
        columnOf[position] = column;
        break;
      }
      do next[row]! += 1;
      while (cycles.isRefused(row, columns[next[row]!]!));
    }
  }
  if (cycles.hasTwins) shareColumns(columnOf, { settled, classOf, order, width, days });
  return columnOf;
}

function roomLeft({ rows, width, capacity }: Transport, { flow }: Allocation): Int32Array {
  const room = capacity.slice();
  for (let at = 0; at < rows * width; at += 1) room[at % width]! -= flow[at]!;
  return room;
}

interface Settled {
  readonly settled: Int32Array;
  readonly classOf: Int32Array;
  readonly order: Int32Array;
  readonly width: number;
  readonly days: Int32Array;
}

/** Who was settled may stand in another column of the day by now: gives each class its columns anew, by rank. */
function shareColumns(columnOf: Int32Array, { settled, classOf, order, width, days }: Settled): void {
  for (const position of order) {
    if (columnOf[position] === width - 1) continue;
    const row = classOf[position]! * width;
    let column = columnOf[position]!;
    const day = days[column]!;
    while (column > 0 && days[column - 1] === day) column -= 1;
    while (settled[row + column] === 0) column += 1;
    settled[row + column]! -= 1;
    columnOf[position] = column;
  }
}

/** Columns that some optimal plan may give to each class. Prices are whole numbers, so equality is exact. */
function tightColumns(problem: Transport, { rowPrice, columnPrice }: Allocation): Int32Array[] {
  const { rows, width, cost } = problem;
  const result: Int32Array[] = [];
  for (let row = 0; row < rows; row += 1) {
    const columns: number[] = [];
    for (let column = 0; column < width; column += 1) {
      const slack = cost[row * width + column]! - rowPrice[row]! - columnPrice[column]!;
      if (slack === 0) columns.push(column);
    }
    result.push(Int32Array.from(columns));
  }
  return result;
}

interface Standing {
  readonly tight: readonly Int32Array[];
  /** People per class and column who are not settled, and who are settled on the column's day. */
  readonly open: Int32Array;
  readonly settled: Int32Array;
  readonly width: number;
  readonly days: Int32Array;
  readonly room: Int32Array;
  readonly price: Float64Array;
}

/** In place of a class: one column has a person more, another one less. */
const EXCHANGE = Number.MIN_SAFE_INTEGER;

class CycleSearch {
  /** Whether some day has more than one column. */
  readonly hasTwins: boolean;
  readonly #at: Standing;
  /** Class through which a column was reached; -1 = not yet, -2 = the start; where one who is settled moves, less the class, less three. */
  readonly #rowInto: Float64Array;
  /** The column that is left for it. */
  readonly #columnInto: Int32Array;
  readonly #isMet: Uint8Array;
  readonly #queue: Int32Array;
  readonly #refused: Uint8Array;
  /** Rows that may have people in a column: each once, taken off when they are found to have none. */
  readonly #rowsIn: number[][];
  readonly #isListed: Uint8Array;

  constructor(standing: Standing) {
    const { tight, open, width, days } = standing;
    this.#at = standing;
    this.hasTwins = days.some((day, column) => column > 0 && days[column - 1] === day);
    this.#rowInto = new Float64Array(width);
    this.#columnInto = new Int32Array(width);
    this.#isMet = new Uint8Array(tight.length);
    this.#queue = new Int32Array(width);
    this.#refused = new Uint8Array(open.length);
    this.#isListed = new Uint8Array(open.length);
    this.#rowsIn = Array.from({ length: width }, () => []);
    for (let at = 0; at < open.length; at += 1) if (open[at]! > 0) this.#list(at);
  }

  isRefused(row: number, column: number): boolean {
    return this.#refused[row * this.#at.width + column] === 1;
  }

  /** Rearranges who is not settled so that one more of `row` stands in `column`; false = impossible. */
  bring(row: number, column: number): boolean {
    const { open, width } = this.#at;
    this.#rowInto.fill(-1);
    this.#isMet.fill(0);
    this.#rowInto[column] = -2;
    this.#queue[0] = column;
    let tail = 1;
    for (let head = 0; head < tail; head += 1) {
      const from = this.#queue[head]!;
      const first = tail;
      tail = this.#exchange(from, this.#spread(from, tail));
      for (let index = first; index < tail; index += 1) {
        const to = this.#queue[index]!;
        if (open[row * width + to]! > 0) return this.#turn(row, column, to);
      }
    }
    for (let head = 0; head < tail; head += 1) this.#refused[row * width + this.#queue[head]!] = 1;
    return false;
  }

  /** Adds the columns to which somebody can go who stands in `from`. */
  #spread(from: number, queued: number): number {
    const { tight, open, settled, width, days } = this.#at;
    let tail = queued;
    const rows = this.#rowsIn[from]!;
    for (let index = rows.length - 1; index >= 0; index -= 1) {
      const row = rows[index]!;
      const at = row * width + from;
      const isOpen = open[at]! > 0;
      if (!isOpen && (!this.hasTwins || settled[at]! <= 0)) {
        this.#strike(from, index);
        continue;
      }
      if (isOpen && this.#isMet[row] === 1) continue;
      if (isOpen) this.#isMet[row] = 1;
      else if (from === width - 1) continue;
      for (const to of tight[row]!) {
        if (this.#rowInto[to] !== -1 || (!isOpen && (to === width - 1 || days[to] !== days[from]))) continue;
        this.#rowInto[to] = isOpen ? row : -3 - row;
        this.#columnInto[to] = from;
        this.#queue[tail] = to;
        tail += 1;
      }
    }
    return tail;
  }

  /**
   * A free seat may be filled where another column of price zero gives one up: where a day has several columns, optimal plans do not
   * fill them all alike. With one column a day this brings nothing new.
   */
  #exchange(from: number, queued: number): number {
    const { room, price, width } = this.#at;
    if (!this.hasTwins || room[from]! <= 0) return queued;
    let tail = queued;
    for (let to = 0; to < width; to += 1) {
      if (price[to] !== 0 || this.#rowInto[to] !== -1) continue;
      this.#rowInto[to] = EXCHANGE;
      this.#columnInto[to] = from;
      this.#queue[tail] = to;
      tail += 1;
    }
    return tail;
  }

  #list(at: number): void {
    if (this.#isListed[at] === 1) return;
    this.#isListed[at] = 1;
    this.#rowsIn[at % this.#at.width]!.push(Math.floor(at / this.#at.width));
  }

  #strike(column: number, index: number): void {
    const rows = this.#rowsIn[column]!;
    this.#isListed[rows[index]! * this.#at.width + column] = 0;
    rows[index] = rows.at(-1)!;
    rows.pop();
  }

  /** One person moves along each link of the cycle. */
  #turn(row: number, column: number, last: number): true {
    const { open, settled, width } = this.#at;
    open[row * width + last]! -= 1;
    for (let at = last; at !== column;) {
      const code = this.#rowInto[at]!;
      if (code === EXCHANGE) {
        this.#at.room[at]! += 1;
        at = this.#columnInto[at]!;
        this.#at.room[at]! -= 1;
        continue;
      }
      const mover = code >= 0 ? code : -3 - code;
      const people = code >= 0 ? open : settled;
      people[mover * width + at]! += 1;
      this.#list(mover * width + at);
      at = this.#columnInto[at]!;
      people[mover * width + at]! -= 1;
    }
    open[row * width + column]! += 1;
    this.#list(row * width + column);
    return true;
  }
}
