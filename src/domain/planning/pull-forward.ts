// After everybody is seated: whoever is bound takes a better place that was left free, and the others are planned again around it.

import { columnOfSeats, completeWith, scoreOf } from "./mixed-parts.ts";
import { Room } from "./room.ts";
import { compareScores } from "./score.ts";
import type { ClassTable } from "./classes.ts";
import type { Mixed, SeatedPlan } from "./mixed-parts.ts";

/** Each pass costs an exact plan of those who are free; the second seldom finds much. */
const PASSES = 2;
/** Offices of more people have one. */
const MANY = 1_000;

/** Never worse than what it is given. */
export function pullForward(mixed: Mixed, classes: ClassTable, groups: readonly (readonly number[])[], made: SeatedPlan): SeatedPlan {
  let best = made;
  for (let pass = 0; pass < (mixed.order.length > MANY ? 1 : PASSES); pass += 1) {
    const mover = new Mover(mixed, classes, best);
    const moved = groups.reduce((count, group) => count + (mover.better(group) ? 1 : 0), 0);
    if (moved === 0) return best;
    const plan = completeWith(mixed, mover.boundOnly(groups.flat()));
    if (compareScores(scoreOf(mixed, plan.seatOf), scoreOf(mixed, best.seatOf)) >= 0) return best;
    best = plan;
  }
  return best;
}

class Mover {
  readonly #mixed: Mixed;
  readonly #classes: ClassTable;
  readonly #room: Room;
  readonly #columnOf: Int32Array;

  constructor(mixed: Mixed, classes: ClassTable, { seatOf }: SeatedPlan) {
    this.#mixed = mixed;
    this.#classes = classes;
    this.#columnOf = columnOfSeats(mixed.ordered, mixed.demand.seats.day.length);
    this.#room = this.#empty();
    seatOf.forEach((seat, person) => {
      if (seat >= 0) this.#room.take(person, seat, this.#columnOf[seat]!);
    });
  }

  /** Moves a group to where it costs less; false = it stays. */
  better(group: readonly number[]): boolean {
    const before = group.map((person) => this.#room.seatOf[person]!);
    const cost = group.reduce((sum, person, index) => sum + this.#cost(person, before[index]!), this.#isSplit(group) ? this.#classes.weights.split * this.#classes.weights.scale : 0);
    group.forEach((person) => this.#lift(person));
    if (this.#tryDays(group, cost)) return true;
    group.forEach((person, index) => {
      const seat = before[index]!;
      if (seat >= 0) this.#room.take(person, seat, this.#columnOf[seat]!);
    });
    return false;
  }

  /** The room with none but those who are bound. */
  boundOnly(people: readonly number[]): Room {
    const room = this.#empty();
    for (const person of people) {
      const seat = this.#room.seatOf[person]!;
      if (seat >= 0) room.take(person, seat, this.#columnOf[seat]!);
    }
    return room;
  }

  #tryDays(group: readonly number[], limit: number): boolean {
    const { days } = this.#mixed.ordered.columns;
    for (let start = 0; start < days.length;) {
      let end = start + 1;
      while (end < days.length && days[end] === days[start]) end += 1;
      if (this.#enterDay(group, start, end, limit)) return true;
      start = end;
    }
    return false;
  }

  /** Costs of a day do not depend on which of its columns is taken, so the first one that fits will do. */
  #enterDay(group: readonly number[], start: number, end: number, limit: number): boolean {
    let left = limit;
    const entered: number[] = [];
    for (const person of group) {
      for (let column = start; column < end; column += 1) {
        const cost = this.#costIn(person, column);
        if (cost >= left || !this.#room.enter(person, column)) continue;
        left -= cost;
        entered.push(person);
        break;
      }
      if (entered.at(-1) === person) continue;
      for (const other of entered) this.#lift(other);
      return false;
    }
    return true;
  }

  #isSplit(group: readonly number[]): boolean {
    const days = new Set(group.map((person) => this.#room.seatOf[person]!).filter((seat) => seat >= 0).map((seat) => this.#mixed.demand.seats.day[seat]));
    return group.length > 1 && days.size > 1;
  }

  #lift(person: number): void {
    const seat = this.#room.seatOf[person]!;
    if (seat >= 0) this.#room.leave(person, this.#columnOf[seat]!);
  }

  #cost(person: number, seat: number): number {
    return this.#costIn(person, seat < 0 ? this.#classes.transport.width - 1 : this.#columnOf[seat]!);
  }

  #costIn(person: number, column: number): number {
    const { transport, classOf, length } = this.#classes;
    const row = classOf[person]!;
    return length[row]! * transport.cost[row * transport.width + column]!;
  }

  #empty(): Room {
    const { demand, ordered } = this.#mixed;
    return new Room(demand.seats, ordered, demand.applicants, demand.policy);
  }
}
