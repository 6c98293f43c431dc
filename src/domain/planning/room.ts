// The seats of an office while people are put into them one after another: what is free, which seats follow each other, whose hours are taken.

import type { OrderedSeats } from "./seat-order.ts";
import type { Applicant, PlanningPolicy, SeatColumns } from "./types.ts";

/** Minutes of a seat where nothing else is said. */
const SEAT_MINUTES = 30;

export class Room {
  /** Seat of each applicant, -1 = none; of a long appointment the first. */
  readonly seatOf: Int32Array;
  /** Free seats per column. */
  readonly left: Int32Array;
  readonly #seats: SeatColumns;
  readonly #ordered: OrderedSeats;
  readonly #applicants: readonly Applicant[];
  readonly #isTaken: Uint8Array;
  /** The seat that follows at the same desk on the same day, -1 = none. */
  readonly #next: Int32Array;
  /** Clock hours (day × 24 + hour) that each household holds. */
  readonly #hours = new Map<number, Set<number>>();

  constructor(seats: SeatColumns, ordered: OrderedSeats, applicants: readonly Applicant[], policy: PlanningPolicy) {
    this.#seats = seats;
    this.#ordered = ordered;
    this.#applicants = applicants;
    this.seatOf = new Int32Array(applicants.length).fill(-1);
    this.left = ordered.columns.capacity.slice();
    this.#isTaken = new Uint8Array(seats.day.length);
    this.#next = followers(seats, ordered, policy.seatMinutes ?? SEAT_MINUTES);
    for (const { householdRef, busyHours } of applicants) {
      const held = this.#hours.get(householdRef) ?? new Set<number>();
      for (const hour of busyHours) held.add(hour);
      this.#hours.set(householdRef, held);
    }
  }

  hoursOf(household: number): readonly number[] {
    return [...(this.#hours.get(household) ?? [])];
  }

  isFree(seat: number): boolean {
    return this.#isTaken[seat] === 0;
  }

  /** First seats of a column where the person fits, in the order of giving. */
  *places(person: number, column: number): Generator<number> {
    const { order, start } = this.#ordered;
    for (let index = start[column]!; index < start[column + 1]!; index += 1) {
      if (this.#fits(person, order[index]!)) yield order[index]!;
    }
  }

  /** Puts the person in the first place of the column; false = there is none. */
  enter(person: number, column: number): boolean {
    for (const seat of this.places(person, column)) {
      this.take(person, seat, column);
      return true;
    }
    return false;
  }

  take(person: number, seat: number, column: number): void {
    this.seatOf[person] = seat;
    this.left[column]! -= this.#mark(person, seat, true);
  }

  leave(person: number, column: number): void {
    this.left[column]! += this.#mark(person, this.seatOf[person]!, false);
    this.seatOf[person] = -1;
  }

  /** What is left of a desk's day from a seat on, as text: two seats with the same are as good as each other. */
  outlook(seat: number): string {
    const { day, startMinute, desk, lane } = this.#seats;
    let text = `${startMinute[seat]}`;
    for (const other of this.#ordered.order) {
      const isBeside = day[other] === day[seat] && desk[other] === desk[seat] && lane?.[other] === lane?.[seat];
      if (isBeside && this.isFree(other)) text += ` ${startMinute[other]}`;
    }
    return text;
  }

  #fits(person: number, first: number): boolean {
    const { length = 1, householdRef } = this.#applicants[person]!;
    const held = this.#hours.get(householdRef)!;
    for (let seat = first, left = length; left > 0; left -= 1, seat = this.#next[seat]!) {
      if (seat === -1 || this.#isTaken[seat] === 1) return false;
      if (held.size > 0 && held.has(this.#hourOf(seat))) return false;
    }
    return true;
  }

  #mark(person: number, first: number, isTaken: boolean): number {
    const { length = 1, householdRef } = this.#applicants[person]!;
    const held = this.#hours.get(householdRef)!;
    for (let seat = first, left = length; left > 0; left -= 1, seat = this.#next[seat]!) {
      this.#isTaken[seat] = isTaken ? 1 : 0;
      if (isTaken) held.add(this.#hourOf(seat));
      else held.delete(this.#hourOf(seat));
    }
    return length;
  }

  #hourOf(seat: number): number {
    return this.#seats.day[seat]! * 24 + Math.floor(this.#seats.startMinute[seat]! / 60);
  }
}

function followers({ day, startMinute, desk, lane }: SeatColumns, { order, start }: OrderedSeats, minutes: number): Int32Array {
  const next = new Int32Array(day.length).fill(-1);
  const places = new Map<string, number>();
  const key = (seat: number, minute: number): string => `${desk[seat]}/${lane?.[seat] ?? 0}/${minute}`;
  for (let column = 0; column + 1 < start.length; column += 1) {
    places.clear();
    for (let index = start[column]!; index < start[column + 1]!; index += 1) places.set(key(order[index]!, startMinute[order[index]!]!), order[index]!);
    for (let index = start[column]!; index < start[column + 1]!; index += 1) {
      const seat = order[index]!;
      next[seat] = places.get(key(seat, startMinute[seat]! + minutes)) ?? -1;
    }
  }
  return next;
}
