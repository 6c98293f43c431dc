// One office day: which hours the members of each household hold, and whether one more person fits.

/**
 * Keeps, for one day, the hours of those people whose household holds or wants other hours ("tied"); the others fit
 * anywhere and are only counted. A household never stands twice in the same clock hour, nor in an hour it already holds.
 *
 * Exactness: tied people and hours form a flow (household → hour with room 1, hour → seats). A person who does not fit
 * directly enters by the shortest chain of moves to other hours; if there is no chain, no arrangement of this day has
 * room for that household's member and for all who are in already.
 */
export class DayBoard {
  readonly seats: number;
  /** Seats by clock hour, 24 entries. */
  readonly seatsPerHour: readonly number[];
  /** Everybody who stands here, tied or not. */
  persons = 0;
  /** Clock hours with seats, ascending, with their number of seats. */
  readonly #hours: readonly number[];
  readonly #room: readonly number[];
  /** Tied people per hour (same index as `#hours`). */
  readonly #tied: number[][];
  /** Hours taken per household as bits: those held before this plan and those given by it. */
  readonly #taken = new Map<number, number>();
  readonly #householdOf: Int32Array;

  /**
   * @param seatsPerHour seats by clock hour, 24 entries
   * @param householdOf household by position of the applicant
   */
  constructor(seatsPerHour: readonly number[], householdOf: Int32Array) {
    this.#householdOf = householdOf;
    this.seatsPerHour = seatsPerHour;
    this.#hours = seatsPerHour.flatMap((count, hour) => (count > 0 ? [hour] : []));
    this.#room = this.#hours.map((hour) => seatsPerHour[hour]!);
    this.#tied = this.#hours.map(() => []);
    this.seats = this.#room.reduce((sum, room) => sum + room, 0);
  }

  /** An hour that the household holds already, by an earlier plan or elsewhere. */
  block(household: number, hour: number): void {
    this.#taken.set(household, this.#takenBy(household) | (1 << hour));
  }

  /** One seat for somebody who fits in any hour. */
  reserve(): void {
    this.persons += 1;
  }

  release(): void {
    this.persons -= 1;
  }

  /** Gives a tied person the earliest hour possible, moving others if needed; false = does not fit. */
  addTied(person: number): boolean {
    const household = this.#householdOf[person]!;
    const chain = this.#findChain(household);
    if (chain === null) return false;
    let slot = chain.end;
    for (let mover = chain.mover[slot]!; mover >= 0; mover = chain.mover[slot]!) {
      const before = chain.before[slot]!;
      this.#leave(mover, before);
      this.#take(mover, slot);
      slot = before;
    }
    this.#take(person, slot);
    this.persons += 1;
    return true;
  }

  removeTied(person: number): void {
    this.#leave(
      person,
      this.#tied.findIndex((people) => people.includes(person)),
    );
    this.persons -= 1;
  }

  /** Tied people with their hour, in order of hour. */
  *tied(): Generator<{ hour: number; people: readonly number[] }> {
    for (let slot = 0; slot < this.#hours.length; slot += 1) {
      yield { hour: this.#hours[slot]!, people: this.#tied[slot]! };
    }
  }

  /** Breadth first from the hours open to the household to an hour with a free seat. */
  #findChain(household: number): { end: number; mover: number[]; before: number[] } | null {
    const mover = this.#hours.map(() => -2);
    const before = this.#hours.map(() => -1);
    const queue: number[] = [];
    const visit = (slot: number, who: number, from: number): boolean => {
      mover[slot] = who;
      before[slot] = from;
      queue.push(slot);
      return this.#tied[slot]!.length < this.#room[slot]!;
    };
    const taken = this.#takenBy(household);
    for (let slot = 0; slot < this.#hours.length; slot += 1) {
      if ((taken & (1 << this.#hours[slot]!)) === 0 && visit(slot, -1, -1))
        return { end: slot, mover, before };
    }
    for (const from of queue) {
      for (const person of this.#tied[from]!) {
        const theirs = this.#takenBy(this.#householdOf[person]!);
        for (let slot = 0; slot < this.#hours.length; slot += 1) {
          if (mover[slot] !== -2 || (theirs & (1 << this.#hours[slot]!)) !== 0) continue;
          if (visit(slot, person, from)) return { end: slot, mover, before };
        }
      }
    }
    return null;
  }

  #takenBy(household: number): number {
    return this.#taken.get(household) ?? 0;
  }

  #take(person: number, slot: number): void {
    this.#tied[slot]!.push(person);
    this.block(this.#householdOf[person]!, this.#hours[slot]!);
  }

  #leave(person: number, slot: number): void {
    const people = this.#tied[slot]!;
    people.splice(people.indexOf(person), 1);
    const household = this.#householdOf[person]!;
    this.#taken.set(household, this.#takenBy(household) & ~(1 << this.#hours[slot]!));
  }
}
