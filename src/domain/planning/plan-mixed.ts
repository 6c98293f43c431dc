// Plans offices where more than one thing binds at once: long appointments, households on one day, household hours with unlike seats.

import { allocate } from "./allocate.ts";
import { foldIntoClasses } from "./classes.ts";
import { completeWith, scoreOf } from "./mixed-parts.ts";
import { hasTwins, orderByRank } from "./plan-plain.ts";
import { pullForward } from "./pull-forward.ts";
import { Room } from "./room.ts";
import { compareScores, scoreOfDays } from "./score.ts";
import { tryAll } from "./try-all.ts";
import type { Allocation } from "./allocate.ts";
import type { ClassTable } from "./classes.ts";
import type { Mixed, SeatedPlan } from "./mixed-parts.ts";
import type { OrderedSeats } from "./seat-order.ts";
import type { Applicant, OfficeDemand, Score } from "./types.ts";

/** How often the prices are made anew while people are put in: each time costs a flow, and the last of them stand nearest to what is left. */
const ROUNDS = 5;
/** In an office of more people than this it is done once: a flow takes longer there, and one group changes less. */
const MANY = 1_000;

export function isMixed({ applicants, policy }: OfficeDemand, { columns }: OrderedSeats): boolean {
  if (applicants.some(({ length = 1 }) => length > 1)) return true;
  const oneDay = policy.household === "one-day";
  if (!oneDay && !hasTwins(columns.days)) return false;
  const households = new Set<number>();
  for (const { householdRef, busyHours } of applicants) {
    if (households.has(householdRef) || (!oneDay && busyHours.length > 0)) return true;
    households.add(householdRef);
  }
  return oneDay && hasTwins(columns.days) && applicants.some(({ busyHours }) => busyHours.length > 0);
}

/**
 * The relaxation lets a long appointment be cut into its seats and knows no households: an exact flow, whose optimum no plan can beat
 * and whose prices say what each day is worth. Whoever is bound by more is put in along these prices, the long ones first; the others
 * are then planned exactly into what is left. Where the result equals the relaxation it is proved; where the office is small enough, all
 * other ways of putting in those who are bound are tried, with the relaxation as a limit.
 */
export function planMixed(demand: OfficeDemand, ordered: OrderedSeats) {
  const order = orderByRank(demand.applicants);
  const mixed: Mixed = { demand, ordered, order, isHard: hardOnes(demand, ordered) };
  const classes = foldIntoClasses(demand.applicants, ordered.columns, demand.policy, { byLength: true });
  const allocation = allocate(classes.transport);
  const bound = relaxedScore(mixed, classes, allocation);
  const made = construct(mixed, classes, allocation);
  if (compareScores(scoreOf(mixed, made.seatOf), bound) === 0) return { ...made, order, bound, proved: true };
  const tried = tryAll(mixed, made);
  return { ...tried.plan, order, bound, proved: tried.complete };
}

function hardOnes({ applicants, policy }: OfficeDemand, { columns }: OrderedSeats): Uint8Array {
  const members = new Map<number, number>();
  const busy = new Set<number>();
  for (const { householdRef, busyHours } of applicants) {
    members.set(householdRef, (members.get(householdRef) ?? 0) + 1);
    if (busyHours.length > 0) busy.add(householdRef);
  }
  const twins = hasTwins(columns.days);
  return Uint8Array.from(applicants, ({ length = 1, householdRef }) => {
    const many = members.get(householdRef)! > 1;
    return length > 1 || (many && policy.household === "one-day") || (twins && (many || busy.has(householdRef))) ? 1 : 0;
  });
}

/** What the optimum of the relaxation is worth; people cut in two count by their parts. */
function relaxedScore({ demand, ordered }: Mixed, { transport, classOf, length }: ClassTable, { flow }: Allocation): Score {
  const { days } = ordered.columns;
  const one: (Applicant | undefined)[] = [];
  classOf.forEach((row, position) => (one[row] ??= demand.applicants[position]!));
  const total = { onTime1: 0, onTime2: 0, placed: 0, lateness: 0, split: 0, daySum: 0 };
  for (let row = 0; row < transport.rows; row += 1) {
    for (let column = 0; column < days.length; column += 1) {
      const part = flow[row * transport.width + column]! / length[row]!;
      if (part === 0) continue;
      const each = scoreOfDays([one[row]!], Int32Array.of(days[column]!), days[0]!, false);
      for (const aim of ["onTime1", "onTime2", "placed", "lateness", "daySum"] as const) total[aim] += part * each[aim];
    }
  }
  return total;
}

/** Puts in who is bound, along the prices, then plans the others exactly. */
function construct(mixed: Mixed, classes: ClassTable, allocation: Allocation): SeatedPlan {
  const { demand, ordered } = mixed;
  const room = new Room(demand.seats, ordered, demand.applicants, demand.policy);
  const guide = new Guide(mixed, classes, allocation, room);
  const groups = groupsOf(mixed);
  const part = Math.ceil(groups.length / ((mixed.order.length > MANY ? 1 : ROUNDS) + 1));
  groups.forEach((group, index) => {
    if (index > 0 && index % part === 0) guide.priceAnew();
    guide.placeGroup(group);
  });
  const plan = completeWith(mixed, room);
  return pullForward(mixed, classes, groups, plan);
}

/** Households that want one day together, everybody else alone; who needs a row of seats first, then who has least time, then by rank. */
function groupsOf({ demand: { applicants, policy }, order, isHard }: Mixed): number[][] {
  const groups = new Map<string, number[]>();
  for (const person of order) {
    if (isHard[person] === 0) continue;
    const key = policy.household === "one-day" ? `h${applicants[person]!.householdRef}` : `p${person}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [person]);
    else group.push(person);
  }
  const longest = (group: readonly number[]): number => Math.max(...group.map((person) => applicants[person]!.length ?? 1));
  const soonest = (group: readonly number[]): number => Math.min(...group.map((person) => applicants[person]!.due1 ?? applicants[person]!.due2));
  return [...groups.values()].toSorted((a, b) => longest(b) - longest(a) || soonest(a) - soonest(b));
}

/** Chooses by price: what a day costs a person, and what its seats are worth to the others. */
class Guide {
  readonly #mixed: Mixed;
  readonly #classes: ClassTable;
  #price: Float64Array;
  /** Seats that the relaxation gives to each class in each column, less those given. */
  #quota: Int32Array;
  /** Seats that it gives in each column to all who are bound: what one takes beyond them, another misses. */
  readonly #budget: Float64Array;
  /** People of each class who are not bound, or not yet put in. */
  readonly #supply: Int32Array;
  readonly #bound: Int32Array;
  readonly #room: Room;

  constructor(mixed: Mixed, classes: ClassTable, allocation: Allocation, room: Room) {
    const { transport, classOf, length } = classes;
    this.#mixed = mixed;
    this.#classes = classes;
    this.#room = room;
    this.#supply = transport.supply.slice();
    this.#bound = new Int32Array(transport.rows);
    this.#budget = new Float64Array(transport.width);
    classOf.forEach((row, person) => {
      if (mixed.isHard[person] === 1) this.#bound[row]! += length[row]!;
    });
    this.#price = allocation.columnPrice;
    this.#quota = allocation.flow.slice();
    this.#share();
  }

  /** The relaxation of what is left, in the seats that are left. */
  priceAnew(): void {
    const { transport } = this.#classes;
    const capacity = transport.capacity.slice();
    capacity.set(this.#room.left);
    const { flow, columnPrice } = allocate({ ...transport, supply: this.#supply, capacity });
    this.#price = columnPrice;
    this.#quota = flow;
    this.#share();
  }

  #share(): void {
    const { rows, width } = this.#classes.transport;
    this.#budget.fill(0);
    for (let row = 0; row < rows; row += 1) {
      if (this.#bound[row] === 0) continue;
      const part = this.#bound[row]! / this.#supply[row]!;
      for (let column = 0; column < width; column += 1) this.#budget[column]! += part * this.#quota[row * width + column]!;
    }
  }

  placeGroup(group: readonly number[]): void {
    if (group.length > 1 && this.#placeTogether(group)) return;
    for (const person of group) {
      const nowhere = this.#worth(person, this.#classes.transport.width - 1);
      for (const column of this.#columnsFor(person)) {
        if (this.#worth(person, column) > nowhere) break;
        if (this.#enter(person, column)) break;
      }
    }
  }

  /** The cheapest day that takes everybody, where that costs less than one more household on several days. */
  #placeTogether(group: readonly number[]): boolean {
    const { days } = this.#mixed.ordered.columns;
    const { weights } = this.#classes;
    const best = group.map((person) => this.#columnsFor(person).map((column) => this.#worth(person, column)));
    const apart = best.reduce((sum, worths) => sum + (worths[0] ?? Infinity), 0);
    const byDay = Map.groupBy(days.keys(), (column) => days[column]!);
    const choices = [...byDay.values()].map((columns) => ({
      columns,
      worth: group.reduce((sum, person) => sum + Math.min(...columns.map((column) => this.#worth(person, column))), 0),
    }));
    choices.sort((a, b) => a.worth - b.worth || a.columns[0]! - b.columns[0]!);
    for (const { columns, worth } of choices) {
      if (!(worth < apart + weights.split * weights.scale)) return false;
      if (this.#enterAll(group, columns)) return true;
    }
    return false;
  }

  #enterAll(group: readonly number[], columns: readonly number[]): boolean {
    const entered: [number, number][] = [];
    for (const person of group) {
      const ranked = columns.toSorted((a, b) => this.#worth(person, a) - this.#worth(person, b) || a - b);
      const column = ranked.find((one) => this.#worth(person, one) < Infinity && this.#enter(person, one));
      if (column === undefined) {
        for (const [other, where] of entered) this.#leave(other, where);
        return false;
      }
      entered.push([person, column]);
    }
    return true;
  }

  /** Columns that the person may have, the cheapest first; of equals those that the relaxation gives, then the nearest. */
  #columnsFor(person: number): number[] {
    const { transport: { width, cost }, classOf, length } = this.#classes;
    const row = classOf[person]! * width;
    const seats = length[classOf[person]!]!;
    const columns: number[] = [];
    for (let column = 0; column < width - 1; column += 1) if (cost[row + column]! < Infinity) columns.push(column);
    const worth = new Float64Array(width);
    const away = new Float64Array(width);
    for (const column of columns) {
      worth[column] = this.#worth(person, column);
      const quota = this.#quota[row + column]!;
      const fits = this.#budget[column]! >= seats - 0.01;
      away[column] = quota >= seats && fits ? 0 : quota > 0 && fits ? 1 : fits ? 2 : 3;
    }
    return columns.sort((a, b) => worth[a]! - worth[b]! || away[a]! - away[b]! || this.#way(person, a) - this.#way(person, b) || a - b);
  }

  #worth(person: number, column: number): number {
    const { transport, classOf, length } = this.#classes;
    const row = classOf[person]!;
    return length[row]! * (transport.cost[row * transport.width + column]! - this.#price[column]!);
  }

  #way(person: number, column: number): number {
    const { demand, ordered } = this.#mixed;
    return demand.applicants[person]!.distances?.[ordered.columns.site?.[column] ?? 0] ?? 0;
  }

  #enter(person: number, column: number): boolean {
    if (!this.#room.enter(person, column)) return false;
    this.#count(person, column, -1);
    return true;
  }

  #leave(person: number, column: number): void {
    this.#room.leave(person, column);
    this.#count(person, column, 1);
  }

  #count(person: number, column: number, sign: number): void {
    const row = this.#classes.classOf[person]!;
    const seats = sign * this.#classes.length[row]!;
    this.#quota[this.#at(person, column)]! += seats;
    this.#budget[column]! += seats;
    this.#supply[row]! += seats;
    this.#bound[row]! += seats;
  }

  #at(person: number, column: number): number {
    return this.#classes.classOf[person]! * this.#classes.transport.width + column;
  }
}
