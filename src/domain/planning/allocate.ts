// Day level: how many people of each class go on each day, solved exactly (successive shortest paths with potentials).

import type { Transport } from "./classes.ts";

/**
 * An optimal flow with its proof. `flow[i × width + j]` people of class i stand in column j.
 * The proof: with `rowPrice` u and `columnPrice` v, cost ≥ u + v everywhere, equality where people stand, v ≤ 0, and
 * v < 0 only in full columns. So no other plan can cost less than Σ u·supply + Σ v·capacity, which this one costs.
 */
export interface Allocation {
  readonly flow: Int32Array;
  readonly rowPrice: Float64Array;
  readonly columnPrice: Float64Array;
}

/**
 * Classes come in one after another; each sends its people along the cheapest chain of moves (one takes a day, who stood
 * there takes another …) that ends in a column with room. Such a chain keeps the flow optimal for the classes in so far,
 * so at the end it is optimal for all. Every chain carries as many people as its narrowest link.
 */
export function allocate(problem: Transport): Allocation {
  const search = new ChainSearch(problem);
  for (let row = 0; row < problem.rows; row += 1) {
    search.admit(row);
    let left = problem.supply[row]!;
    while (left > 0) left -= search.send(row, left);
  }
  return { flow: search.flow, rowPrice: search.rowPrice, columnPrice: search.columnPrice };
}

class ChainSearch {
  readonly flow: Int32Array;
  readonly rowPrice: Float64Array;
  readonly columnPrice: Float64Array;
  readonly #problem: Transport;
  readonly #room: Int32Array;
  /** Classes admitted so far: no other can stand in a column. */
  #admitted = 0;
  readonly #distance: Float64Array;
  readonly #settled: Uint8Array;
  /** Row from which a column was reached, column from which a row was reached. */
  readonly #rowBefore: Int32Array;
  readonly #columnBefore: Int32Array;
  readonly #rowDistance: Float64Array;

  constructor(problem: Transport) {
    const { rows, width } = problem;
    this.#problem = problem;
    this.flow = new Int32Array(rows * width);
    this.rowPrice = new Float64Array(rows);
    this.columnPrice = new Float64Array(width);
    this.#room = problem.capacity.slice();
    this.#distance = new Float64Array(width);
    this.#settled = new Uint8Array(width);
    this.#rowBefore = new Int32Array(width);
    this.#columnBefore = new Int32Array(rows);
    this.#rowDistance = new Float64Array(rows);
  }

  /** Gives a new class the highest price that keeps every reduced cost at or above zero. */
  admit(row: number): void {
    const { width, cost } = this.#problem;
    let price = Number.POSITIVE_INFINITY;
    for (let column = 0; column < width; column += 1) {
      price = Math.min(price, cost[row * width + column]! - this.columnPrice[column]!);
    }
    this.rowPrice[row] = price;
    this.#admitted = row + 1;
  }

  /** Sends up to `wanted` people of `row` along one cheapest chain; returns how many went. */
  send(row: number, wanted: number): number {
    const end = this.#findChain(row);
    this.#reprice(this.#distance[end]!);
    return this.#push(row, end, wanted);
  }

  /** Dijkstra over columns. The "not placed" column always has room, so a chain always exists. */
  #findChain(source: number): number {
    this.#distance.fill(Number.POSITIVE_INFINITY);
    this.#settled.fill(0);
    this.#rowDistance.fill(-1);
    this.#reach(source, 0, -1);
    for (;;) {
      const column = this.#nearest();
      this.#settled[column] = 1;
      if (this.#room[column]! > 0) return column;
      const distance = this.#distance[column]!;
      for (let row = 0; row < this.#admitted; row += 1) {
        const stands = this.flow[row * this.#problem.width + column]! > 0;
        if (stands && this.#rowDistance[row]! < 0) this.#reach(row, distance, column);
      }
    }
  }

  /** Equal distances: the earliest column, so that the result is always the same. */
  #nearest(): number {
    let nearest = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let column = 0; column < this.#problem.width; column += 1) {
      if (this.#settled[column] === 0 && this.#distance[column]! < least) {
        least = this.#distance[column]!;
        nearest = column;
      }
    }
    return nearest;
  }

  #reach(row: number, distance: number, fromColumn: number): void {
    const { width, cost } = this.#problem;
    this.#rowDistance[row] = distance;
    this.#columnBefore[row] = fromColumn;
    const offset = distance - this.rowPrice[row]!;
    const start = row * width;
    for (let column = 0; column < width; column += 1) {
      const through = offset + cost[start + column]! - this.columnPrice[column]!;
      if (through < this.#distance[column]! && this.#settled[column] === 0) {
        this.#distance[column] = through;
        this.#rowBefore[column] = row;
      }
    }
  }

  /** Moves the prices by what is left of the way, which makes the chain's links tight and keeps the others valid. */
  #reprice(length: number): void {
    for (let row = 0; row < this.#admitted; row += 1) {
      const distance = this.#rowDistance[row]!;
      if (distance >= 0) this.rowPrice[row]! += length - distance;
    }
    for (let column = 0; column < this.#problem.width; column += 1) {
      if (this.#settled[column] === 1) this.columnPrice[column]! -= length - this.#distance[column]!;
    }
  }

  #push(source: number, end: number, wanted: number): number {
    const { width } = this.#problem;
    let amount = Math.min(wanted, this.#room[end]!);
    for (let row = this.#rowBefore[end]!; row !== source;) {
      const column = this.#columnBefore[row]!;
      amount = Math.min(amount, this.flow[row * width + column]!);
      row = this.#rowBefore[column]!;
    }
    this.#room[end]! -= amount;
    for (let column = end, row = this.#rowBefore[end]!; ; row = this.#rowBefore[column]!) {
      this.flow[row * width + column]! += amount;
      if (row === source) return amount;
      column = this.#columnBefore[row]!;
      this.flow[row * width + column]! -= amount;
    }
  }
}
