// Small offices: tries every way of seating those who are bound by more than a flow can hold, cutting off what cannot be better.

import { allocate } from "./allocate.ts";
import { foldIntoClasses } from "./classes.ts";
import { columnOfSeats, completeWith, scoreOf } from "./mixed-parts.ts";
import { Room } from "./room.ts";
import { compareScores } from "./score.ts";
import type { ClassTable } from "./classes.ts";
import type { Mixed, SeatedPlan } from "./mixed-parts.ts";
import type { Score } from "./types.ts";

/** Beyond these a search would take seconds: the plan stands with its bound. */
const MOST_PEOPLE = 60;
const MOST_BOUND = 14;
const MOST_STEPS = 20_000;

/** @returns the best plan, and whether the search went to its end */
export function tryAll(mixed: Mixed, made: SeatedPlan): { readonly plan: SeatedPlan; readonly complete: boolean } {
  const bound = Array.from(mixed.order).filter((person) => mixed.isHard[person] === 1);
  if (mixed.order.length > MOST_PEOPLE || bound.length > MOST_BOUND) return { plan: made, complete: false };
  const search = new Search(mixed, made, bound);
  search.go(0);
  return { plan: search.best, complete: search.steps <= MOST_STEPS };
}

class Search {
  best: SeatedPlan;
  steps = 0;
  #score: Score;
  readonly #mixed: Mixed;
  readonly #bound: readonly number[];
  readonly #room: Room;
  readonly #classes: ClassTable;
  readonly #columnOf: Int32Array;
  /** Units of each class that are still to be put in. */
  readonly #supply: Int32Array;
  /** What those cost who are left without a seat so far. */
  #leftOut = 0;

  constructor(mixed: Mixed, made: SeatedPlan, bound: readonly number[]) {
    const { demand, ordered } = mixed;
    this.#mixed = mixed;
    this.#bound = bound;
    this.best = made;
    this.#score = scoreOf(mixed, made.seatOf);
    this.#room = new Room(demand.seats, ordered, demand.applicants, demand.policy);
    this.#columnOf = columnOfSeats(ordered, demand.seats.day.length);
    this.#classes = foldIntoClasses(demand.applicants, ordered.columns, demand.policy, {
      byLength: true, wholePlans: true, moves: demand.applicants.length,
    });
    this.#supply = this.#classes.transport.supply.slice();
  }

  go(index: number): void {
    this.steps += 1;
    if (this.steps > MOST_STEPS || this.#least() > this.#worthOf(this.#score) - 0.5) return;
    if (index === this.#bound.length) return this.#complete();
    const person = this.#bound[index]!;
    const { transport, classOf, length } = this.#classes;
    const row = classOf[person]!;
    this.#supply[row]! -= length[row]!;
    for (let column = 0; column < transport.width - 1; column += 1) {
      if (transport.cost[row * transport.width + column]! === Infinity) continue;
      const seen = new Set<string>();
      for (const seat of [...this.#room.places(person, column)]) {
        const outlook = this.#room.outlook(seat);
        if (seen.has(outlook)) continue;
        seen.add(outlook);
        this.#room.take(person, seat, column);
        this.go(index + 1);
        this.#room.leave(person, column);
      }
    }
    const nowhere = length[row]! * transport.cost[row * transport.width + transport.width - 1]!;
    this.#leftOut += nowhere;
    this.go(index + 1);
    this.#leftOut -= nowhere;
    this.#supply[row]! += length[row]!;
  }

  #complete(): void {
    const plan = completeWith(this.#mixed, this.#room);
    const score = scoreOf(this.#mixed, plan.seatOf);
    if (compareScores(score, this.#score) >= 0) return;
    this.best = plan;
    this.#score = score;
  }

  /** What those who are seated cost, and what the others cost at least: a flow into the seats that are left. */
  #least(): number {
    const { transport } = this.#classes;
    const capacity = transport.capacity.slice();
    capacity.set(this.#room.left);
    const { flow } = allocate({ ...transport, supply: this.#supply, capacity });
    let sum = this.#seatedWorth();
    flow.forEach((units, at) => {
      if (units > 0) sum += units * transport.cost[at]!;
    });
    return sum;
  }

  #seatedWorth(): number {
    const { transport, classOf, length, weights } = this.#classes;
    let sum = this.#leftOut + scoreOf(this.#mixed, this.#room.seatOf).split * weights.split * weights.scale;
    this.#bound.forEach((person) => {
      const seat = this.#room.seatOf[person]!;
      const row = classOf[person]!;
      if (seat >= 0) sum += length[row]! * transport.cost[row * transport.width + this.#columnOf[seat]!]!;
    });
    return sum;
  }

  /** A whole plan in the same numbers. */
  #worthOf(score: Score): number {
    const { applicants } = this.#mixed.demand;
    const { late1, late2, notPlaced, lateDay, split, scale } = this.#classes.weights;
    const { length } = applicants;
    return (
      scale *
      ((length - score.onTime1) * late1 + (length - score.onTime2) * late2 + (length - score.placed) * notPlaced +
        score.lateness * lateDay + score.split * split + score.daySum)
    );
  }
}
