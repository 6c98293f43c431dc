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
 * @param order positions of the applicants by rank
 * @returns column per applicant; `width - 1` = not placed
 */
export function settleByRank(
  problem: Transport,
  allocation: Allocation,
  classOf: Int32Array,
  order: Int32Array,
): Int32Array {
  const { width } = problem;
  const open = allocation.flow.slice();
  const tight = tightColumns(problem, allocation);
  const next = new Int32Array(problem.rows);
  const columnOf = new Int32Array(classOf.length);
  const cycles = new CycleSearch(tight, open, width);
  for (const position of order) {
    const row = classOf[position]!;
    const columns = tight[row]!;
    for (;;) {
      const column = columns[next[row]!]!;
      if (open[row * width + column]! > 0 || cycles.bring(row, column)) {
        open[row * width + column]! -= 1;
        columnOf[position] = column;
        break;
      }
      do next[row]! += 1;
      while (cycles.isRefused(row, columns[next[row]!]!));
    }
  }
  return columnOf;
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

class CycleSearch {
  readonly #tight: readonly Int32Array[];
  readonly #open: Int32Array;
  readonly #width: number;
  /** Row through which a column was reached; -1 = not yet, -2 = the start. */
  readonly #rowInto: Int32Array;
  readonly #columnInto: Int32Array;
  readonly #queue: Int32Array;
  readonly #refused: Uint8Array;
  /** Rows that may have people not settled in a column: each once, taken off when they are found to have none. */
  readonly #rowsIn: number[][];
  readonly #isListed: Uint8Array;

  constructor(tight: readonly Int32Array[], open: Int32Array, width: number) {
    this.#tight = tight;
    this.#open = open;
    this.#width = width;
    this.#rowInto = new Int32Array(width);
    this.#columnInto = new Int32Array(tight.length);
    this.#queue = new Int32Array(width);
    this.#refused = new Uint8Array(open.length);
    this.#isListed = new Uint8Array(open.length);
    this.#rowsIn = Array.from({ length: width }, () => []);
    for (let at = 0; at < open.length; at += 1) if (open[at]! > 0) this.#list(at);
  }

  isRefused(row: number, column: number): boolean {
    return this.#refused[row * this.#width + column] === 1;
  }

  /** Rearranges who is not settled so that one more of `row` stands in `column`; false = impossible. */
  bring(row: number, column: number): boolean {
    this.#rowInto.fill(-1);
    this.#columnInto.fill(-1);
    this.#rowInto[column] = -2;
    this.#queue[0] = column;
    let tail = 1;
    for (let head = 0; head < tail; head += 1) {
      const from = this.#queue[head]!;
      const rows = this.#rowsIn[from]!;
      for (let index = rows.length - 1; index >= 0; index -= 1) {
        const other = rows[index]!;
        if (this.#open[other * this.#width + from]! <= 0) {
          this.#strike(from, index);
          continue;
        }
        if (this.#columnInto[other] !== -1) continue;
        this.#columnInto[other] = from;
        for (const to of this.#tight[other]!) {
          if (this.#rowInto[to] !== -1) continue;
          this.#rowInto[to] = other;
          if (this.#open[row * this.#width + to]! > 0) return this.#turn(row, column, to);
          this.#queue[tail] = to;
          tail += 1;
        }
      }
    }
    for (let head = 0; head < tail; head += 1) this.#refused[row * this.#width + this.#queue[head]!] = 1;
    return false;
  }

  #list(at: number): void {
    if (this.#isListed[at] === 1) return;
    this.#isListed[at] = 1;
    this.#rowsIn[at % this.#width]!.push(Math.floor(at / this.#width));
  }

  #strike(column: number, index: number): void {
    const rows = this.#rowsIn[column]!;
    this.#isListed[rows[index]! * this.#width + column] = 0;
    rows[index] = rows.at(-1)!;
    rows.pop();
  }

  /** One person moves along each link of the cycle. */
  #turn(row: number, column: number, last: number): true {
    this.#open[row * this.#width + last]! -= 1;
    for (let at = last; at !== column;) {
      const mover = this.#rowInto[at]!;
      this.#open[mover * this.#width + at]! += 1;
      this.#list(mover * this.#width + at);
      at = this.#columnInto[mover]!;
      this.#open[mover * this.#width + at]! -= 1;
    }
    this.#open[row * this.#width + column]! += 1;
    this.#list(row * this.#width + column);
    return true;
  }
}
