// An office as one flow network, households, days and hours together: what the household rule is planned on exactly.

import type { Allocation } from "./allocate.ts";

/** An hour's node is numbered `day × HOURS + clock hour`. */
export const HOURS = 24;

/**
 * Who can stand for whom: people of one household and one class. Untied people of one class form one row, too, and all
 * such rows together the last "household", to which the rule does not apply.
 */
export interface JointRows {
  /** Row of each applicant, by position. */
  readonly rowOf: Int32Array;
  /** Class and household of each row. */
  readonly classOf: Int32Array;
  readonly householdOf: Int32Array;
  /** Rows of household h: `start[h] … start[h + 1] - 1`. */
  readonly start: Int32Array;
}

/** Called for each arc with room: where it leads, and its reduced cost (never below zero while the prices are valid). */
export type VisitArc = (to: number, reducedCost: number) => void;

/**
 * Row → pair (household, day) → slot (day, hour) → end, and row → end for those without a seat.
 *
 * The arc pair → slot has room for one and is missing in the hours that the household holds: that is the whole rule.
 * Slot → end has room for the seats. Only the arcs out of rows have a cost (classes.ts). Every whole flow is a plan that
 * keeps the rule, and every such plan is a flow: the cheapest flow is the best plan. Prices and searches: `joint-search.ts`.
 */
export class JointNetwork {
  readonly rows: number;
  /** The node where all end up, with a seat or without. */
  readonly end: number;
  /** Price per node; reduced cost of a → b = cost + price[a] − price[b]. */
  readonly price: Float64Array;
  /** People per row who stand nowhere yet. */
  readonly excess: Int32Array;
  readonly #table: JointRows;
  readonly #cost: Float64Array;
  readonly #days: number;
  readonly #untied: number;
  readonly #firstPair: number;
  readonly #firstSlot: number;
  readonly #stands: Int32Array;
  readonly #seatless: Int32Array;
  /** Hours as bits, per pair: those given by this plan, and those that may still be given. */
  readonly #given: Int32Array;
  readonly #open: Int32Array;
  /** Households in each slot; of the untied only the number is kept. */
  readonly #guests: number[][];
  readonly #untiedIn: Int32Array;
  readonly #room: Int32Array;
  readonly #sold: Int32Array;
  /** Places per slot (and at the end) that are sold and to which nobody has come yet. */
  readonly #need: Int32Array;

  /**
   * @param cost of class × column, the last column = not placed
   * @param room seats per slot
   */
  constructor(table: JointRows, cost: Float64Array, room: Int32Array) {
    const days = room.length / HOURS;
    const pairs = (table.start.length - 1) * days;
    this.rows = table.classOf.length;
    this.#table = table;
    this.#cost = cost;
    this.#days = days;
    this.#untied = table.start.length - 2;
    this.#firstPair = this.rows;
    this.#firstSlot = this.rows + pairs;
    this.end = this.#firstSlot + room.length;
    this.price = new Float64Array(this.end + 1);
    this.excess = new Int32Array(this.rows);
    this.#stands = new Int32Array(this.rows * days);
    this.#seatless = new Int32Array(this.rows);
    this.#given = new Int32Array(pairs);
    this.#open = new Int32Array(pairs);
    this.#guests = Array.from(room, () => []);
    this.#untiedIn = new Int32Array(room.length);
    this.#room = room;
    this.#sold = new Int32Array(room.length);
    this.#need = new Int32Array(room.length + 1);
    for (let pair = 0; pair < pairs; pair += 1) this.#open[pair] = this.#hoursWithSeats(pair % days);
  }

  get size(): number {
    return this.end + 1;
  }

  /** An hour that a household holds already. */
  hold(household: number, column: number, hour: number): void {
    this.#open[household * this.#days + column]! &= ~(1 << hour);
  }

  /** Puts one of a row into an hour. */
  seat(row: number, column: number, hour: number): void {
    const slot = column * HOURS + hour;
    this.#stands[row * this.#days + column]! += 1;
    this.#enter(this.#table.householdOf[row]! * this.#days + column, slot);
    this.#sold[slot]! += 1;
  }

  /** Puts one untied person into the first hour of the day that has a seat. */
  seatAnywhere(row: number, column: number): void {
    let hour = 0;
    while (this.#sold[column * HOURS + hour]! >= this.#room[column * HOURS + hour]!) hour += 1;
    this.seat(row, column, hour);
  }

  leaveOut(row: number): void {
    this.#seatless[row]! += 1;
  }

  wait(row: number): void {
    this.excess[row]! += 1;
  }

  /**
   * Takes over the prices of the day-level optimum. They are valid here as they stand, but for one thing: a day with a
   * price must be full. So its free seats count as sold, and must be filled from those who wait or given back at the price.
   */
  start({ rowPrice, columnPrice }: Allocation): void {
    const { classOf } = this.#table;
    for (let row = 0; row < this.rows; row += 1) this.price[row] = -rowPrice[classOf[row]!]!;
    for (let node = this.#firstPair; node < this.#firstSlot; node += 1) {
      this.price[node] = columnPrice[(node - this.#firstPair) % this.#days]!;
    }
    let endNeed = this.excess.reduce((sum, waiting) => sum + waiting, 0);
    for (let slot = 0; slot < this.#room.length; slot += 1) {
      const price = columnPrice[Math.floor(slot / HOURS)]!;
      this.price[this.#firstSlot + slot] = price;
      if (price === 0) continue;
      this.#need[slot] = this.#room[slot]! - this.#sold[slot]!;
      this.#sold[slot] = this.#room[slot]!;
      endNeed -= this.#need[slot]!;
    }
    this.#need[this.#room.length] = endNeed;
  }

  /** Whether somebody may stop at this node. */
  hasNeed(node: number): boolean {
    return node >= this.#firstSlot && this.#need[node - this.#firstSlot]! > 0;
  }

  /** How many of a row stand on a day. */
  standing(row: number, column: number): number {
    return this.#stands[row * this.#days + column]!;
  }

  /** All arcs with room out of a node. */
  visit(node: number, visit: VisitArc): void {
    if (node < this.#firstPair) this.#visitRow(node, visit);
    else if (node < this.#firstSlot) this.#visitPair(node, visit);
    else if (node < this.end) this.#visitSlot(node, visit);
    else this.#visitEnd(visit);
  }

  #visitRow(row: number, visit: VisitArc): void {
    const costs = this.#table.classOf[row]! * (this.#days + 1);
    const pairs = this.#firstPair + this.#table.householdOf[row]! * this.#days;
    const price = this.price[row]!;
    for (let column = 0; column < this.#days; column += 1) {
      const cost = this.#cost[costs + column]!;
      if (cost < Number.POSITIVE_INFINITY) visit(pairs + column, cost + price - this.price[pairs + column]!);
    }
    visit(this.end, this.#cost[costs + this.#days]! + price - this.price[this.end]!);
  }

  /** To the hours that are left to the household, and back to its own rows: one of them may make room for another. */
  #visitPair(node: number, visit: VisitArc): void {
    const pair = node - this.#firstPair;
    const household = Math.floor(pair / this.#days);
    const column = pair % this.#days;
    const price = this.price[node]!;
    const slots = this.#firstSlot + column * HOURS;
    for (let hours = this.#open[pair]! & ~this.#given[pair]!; hours !== 0; hours &= hours - 1) {
      const slot = slots + 31 - Math.clz32(hours & -hours);
      visit(slot, price - this.price[slot]!);
    }
    for (let row = this.#table.start[household]!; row < this.#table.start[household + 1]!; row += 1) {
      if (this.#stands[row * this.#days + column]! > 0)
        visit(row, price - this.price[row]! - this.#priceOf(row, column));
    }
  }

  #visitSlot(node: number, visit: VisitArc): void {
    const slot = node - this.#firstSlot;
    const column = Math.floor(slot / HOURS);
    const price = this.price[node]!;
    if (this.#sold[slot]! < this.#room[slot]!) visit(this.end, price - this.price[this.end]!);
    for (const household of this.#guests[slot]!) {
      const pair = this.#firstPair + household * this.#days + column;
      visit(pair, price - this.price[pair]!);
    }
    if (this.#untiedIn[slot]! > 0) {
      const pair = this.#firstPair + this.#untied * this.#days + column;
      visit(pair, price - this.price[pair]!);
    }
  }

  /** Back from the end: a seat sold is left empty, one without a seat gets one. */
  #visitEnd(visit: VisitArc): void {
    const price = this.price[this.end]!;
    for (let slot = 0; slot < this.#room.length; slot += 1) {
      if (this.#sold[slot]! > 0) visit(this.#firstSlot + slot, price - this.price[this.#firstSlot + slot]!);
    }
    for (let row = 0; row < this.rows; row += 1) {
      if (this.#seatless[row]! > 0) visit(row, price - this.price[row]! - this.#priceOf(row, this.#days));
    }
  }

  /** Sends one person from `path[0]`, a row that waits, along the arcs to the last node, which has need. */
  send(path: readonly number[]): void {
    for (let index = 1; index < path.length; index += 1) this.#move(path[index - 1]!, path[index]!);
    this.excess[path[0]!]! -= 1;
    this.#need[path.at(-1)! - this.#firstSlot]! -= 1;
  }

  #move(from: number, to: number): void {
    if (from < this.#firstPair) {
      if (to === this.end) this.#seatless[from]! += 1;
      else this.#stands[from * this.#days + ((to - this.#firstPair) % this.#days)]! += 1;
    } else if (from < this.#firstSlot) {
      if (to < this.#firstPair) this.#stands[to * this.#days + ((from - this.#firstPair) % this.#days)]! -= 1;
      else this.#enter(from - this.#firstPair, to - this.#firstSlot);
    } else if (from < this.end) {
      if (to === this.end) this.#sold[from - this.#firstSlot]! += 1;
      else this.#leave(to - this.#firstPair, from - this.#firstSlot);
    } else if (to < this.#firstPair) this.#seatless[to]! -= 1;
    else this.#sold[to - this.#firstSlot]! -= 1;
  }

  #enter(pair: number, slot: number): void {
    const household = Math.floor(pair / this.#days);
    if (household === this.#untied) this.#untiedIn[slot]! += 1;
    else {
      this.#guests[slot]!.push(household);
      this.#given[pair]! |= 1 << (slot % HOURS);
    }
  }

  #leave(pair: number, slot: number): void {
    const household = Math.floor(pair / this.#days);
    if (household === this.#untied) this.#untiedIn[slot]! -= 1;
    else {
      const guests = this.#guests[slot]!;
      guests.splice(guests.indexOf(household), 1);
      this.#given[pair]! &= ~(1 << (slot % HOURS));
    }
  }

  #priceOf(row: number, column: number): number {
    return this.#cost[this.#table.classOf[row]! * (this.#days + 1) + column]!;
  }

  #hoursWithSeats(column: number): number {
    let hours = 0;
    for (let hour = 0; hour < HOURS; hour += 1) {
      if (this.#room[column * HOURS + hour]! > 0) hours |= 1 << hour;
    }
    return hours;
  }
}
