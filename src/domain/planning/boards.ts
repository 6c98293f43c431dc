// The boards of all days of an office together with who stands on which day: what arranging works on.

import { DayBoard } from "./day-board.ts";
import type { Allocation } from "./allocate.ts";
import type { ClassTable } from "./classes.ts";
import type { OrderedSeats } from "./seat-order.ts";
import type { Applicant, SeatColumns } from "./types.ts";

export interface DayPlan {
  readonly seats: OrderedSeats;
  readonly classes: ClassTable;
  /** The day-level optimum and its prices. */
  readonly allocation: Allocation;
  /** Column per applicant (by position); the last = not placed. The household rule changes it. */
  readonly columnOf: Int32Array;
  /** Positions of the applicants by rank. */
  readonly order: Int32Array;
}

/** Clock hour of a seat. */
export function hourOf(columns: SeatColumns, seat: number): number {
  return Math.floor(columns.startMinute[seat]! / 60);
}

export class Boards {
  readonly householdOf: Int32Array;
  readonly #plan: DayPlan;
  readonly #boards: readonly DayBoard[];
  /** 1 = the household holds other hours or has others in this plan. */
  readonly #isTied: Uint8Array;
  readonly #rankOf: Int32Array;
  /** Who stands in each column (the last: nowhere), by rank; those who wait for another day are not among them. */
  readonly #people: number[][];

  constructor(columns: SeatColumns, applicants: readonly Applicant[], plan: DayPlan) {
    this.#plan = plan;
    this.householdOf = Int32Array.from(applicants, (applicant) => applicant.householdRef);
    const { days } = plan.seats.columns;
    this.#boards = Array.from(
      days,
      (_, column) => new DayBoard(seatsPerHour(columns, plan.seats, column), this.householdOf),
    );
    this.#isTied = this.#tie(applicants);
    this.#rankOf = new Int32Array(plan.order.length);
    plan.order.forEach((person, rank) => {
      this.#rankOf[person] = rank;
    });
    this.#people = Array.from({ length: days.length + 1 }, () => []);
  }

  isTied(person: number): boolean {
    return this.#isTied[person] === 1;
  }

  hasFreeSeat(column: number): boolean {
    if (column === this.#boards.length) return true;
    const board = this.#boards[column]!;
    return board.persons < board.seats;
  }

  /** Puts a person in a column; false = the hours of the household leave no room, nothing changed. */
  enter(person: number, column: number): boolean {
    if (column < this.#boards.length) {
      const board = this.#boards[column]!;
      if (!this.isTied(person)) board.reserve();
      else if (!board.addTied(person)) return false;
    }
    this.#plan.columnOf[person] = column;
    const people = this.#people[column]!;
    const rank = this.#rankOf[person]!;
    let at = people.length;
    while (at > 0 && this.#rankOf[people[at - 1]!]! > rank) at -= 1;
    people.splice(at, 0, person);
    return true;
  }

  leave(person: number): void {
    const column = this.#plan.columnOf[person]!;
    const people = this.#people[column]!;
    people.splice(people.indexOf(person), 1);
    if (column === this.#boards.length) return;
    if (this.isTied(person)) this.#boards[column]!.removeTied(person);
    else this.#boards[column]!.release();
  }

  /** Keeps a seat for one who waits for another day, so that nobody else is put on it meanwhile. */
  reserve(column: number): void {
    this.#boards[column]!.reserve();
  }

  release(column: number): void {
    this.#boards[column]!.release();
  }

  /** People of a column by rank. */
  people(column: number): readonly number[] {
    return this.#people[column]!;
  }

  /** Seats of a column by clock hour, 24 entries. */
  seatsPerHour(column: number): readonly number[] {
    return this.#boards[column]!.seatsPerHour;
  }

  /** Tied people of a column, 24 lists by clock hour, each by rank. */
  tiedByHour(column: number): number[][] {
    const hours = Array.from({ length: 24 }, (): number[] => []);
    for (const { hour, people } of this.#boards[column]!.tied()) {
      hours[hour] = people.toSorted((a, b) => this.#rankOf[a]! - this.#rankOf[b]!);
    }
    return hours;
  }

  /** Marks the hours that households hold already and finds whom that concerns. */
  #tie(applicants: readonly Applicant[]): Uint8Array {
    const boardOf = new Map<number, DayBoard>();
    this.#plan.seats.columns.days.forEach((day, column) => boardOf.set(day, this.#boards[column]!));
    const members = new Map<number, number>();
    const busy = new Set<number>();
    for (const { householdRef, busyHours } of applicants) {
      members.set(householdRef, (members.get(householdRef) ?? 0) + 1);
      for (const hour of busyHours) {
        busy.add(householdRef);
        boardOf.get(Math.floor(hour / 24))?.block(householdRef, hour % 24);
      }
    }
    return Uint8Array.from(this.householdOf, (household) =>
      members.get(household)! > 1 || busy.has(household) ? 1 : 0,
    );
  }
}

function seatsPerHour(columns: SeatColumns, seats: OrderedSeats, column: number): number[] {
  const perHour = Array.from({ length: 24 }, () => 0);
  for (let index = seats.start[column]!; index < seats.start[column + 1]!; index += 1) {
    perHour[hourOf(columns, seats.order[index]!)]! += 1;
  }
  return perHour;
}
