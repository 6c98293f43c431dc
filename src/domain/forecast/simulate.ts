// One future of one office, day by day: seats are given to who is called again, who comes back, then by wave and term; who comes is drawn.

import type { Chance } from "./chance.ts";
import { about, binomial, poisson } from "./chance.ts";
import type { Assumptions } from "./parameters.ts";
import type { OfficeInput } from "./types.ts";

/** What a future is like, drawn once for it. */
export interface Drawn {
  readonly showUp: number;
  readonly signsAtFirst: number;
  readonly leavesAtFirst: number;
  readonly inflow: number;
}

/** Counts of one future. Days are from the day of the forecast; -1: never, -2: beyond the horizon. */
export interface Future {
  readonly convened: Int32Array;
  readonly seen: Int32Array;
  readonly signed: Int32Array;
  readonly breaches: Int32Array;
  readonly last: { convened: number; seen: number; signed: number };
  lost: number;
  overdue: number;
}

/** Weeks in which breaches are told, newcomers included; so long a future is followed at the least. */
export const BREACH_WEEKS = 13;

interface Group {
  readonly due: number | null;
  readonly ours: boolean;
  left: number;
}

/** Follows one office until nobody of those notified until today is left, and a quarter of a year at the least. */
export function simulate(office: OfficeInput, today: number, a: Assumptions, drawn: Drawn, chance: Chance): Future {
  return new Simulation(office, today, a, drawn, chance).run();
}

class Simulation {
  readonly #office: OfficeInput;
  readonly #a: Assumptions;
  readonly #drawn: Drawn;
  readonly #chance: Chance;
  readonly #today: number;
  readonly #offset: number;
  readonly #future: Future;
  readonly #first: Group[];
  readonly #second: Group[];
  readonly #newcomers: Group[] = [];
  /** Who becomes free for another call or for a second meeting, by day; [ours, others] for each attempt. */
  readonly #recallAt: Int32Array;
  readonly #backAt: Int32Array;
  readonly #recalls: Int32Array;
  readonly #back = [0, 0];
  readonly #booked: Int32Array;
  readonly #untold: Int32Array;
  readonly #agreed: Int32Array;
  #alive: number;
  #heads = [0, 0, 0];

  constructor(office: OfficeInput, today: number, a: Assumptions, drawn: Drawn, chance: Chance) {
    this.#office = office;
    this.#a = a;
    this.#drawn = drawn;
    this.#chance = chance;
    this.#today = today;
    // Day numbers count from a Thursday; weeks begin on Monday.
    this.#offset = (((today + 3) % 7) + 7) % 7;
    const days = office.seats.length;
    const weeks = Math.ceil((days + this.#offset) / 7) + 1;
    const counts = (): Int32Array => new Int32Array(weeks);
    this.#future = { convened: counts(), seen: counts(), signed: counts(), breaches: counts(), last: { convened: -1, seen: -1, signed: -1 }, lost: 0, overdue: 0 };
    const groups = (wave: 1 | 2): Group[] =>
      office.stock
        .filter((group) => group.wave === wave)
        .toSorted((x, y) => (x.due ?? Infinity) - (y.due ?? Infinity))
        .map(({ due, count }) => ({ due, ours: true, left: count }));
    this.#first = groups(1);
    this.#second = groups(2);
    const room = days + a.recallDays + a.secondDays + 1;
    this.#recallAt = new Int32Array(room * 2 * a.attempts);
    this.#backAt = new Int32Array(room * 2);
    this.#recalls = new Int32Array(2 * a.attempts);
    this.#booked = new Int32Array(days);
    this.#untold = new Int32Array(days);
    this.#agreed = new Int32Array(days);
    for (const { day, count, told } of office.booked) {
      if (day >= days) continue;
      this.#booked[day]! += count;
      if (!told) this.#untold[day]! += count;
    }
    for (const { day, count } of office.second) if (day < days) this.#agreed[day]! += count;
    this.#recalls[Math.min(1, a.attempts - 1) * 2] = office.recall;
    this.#back[0] = office.waiting;
    this.#alive = peopleOf(office);
    for (const group of office.stock) if (group.due !== null && group.due < today) this.#future.overdue += group.count;
  }

  run(): Future {
    const days = this.#office.seats.length;
    for (let day = 0; day < days; day += 1) {
      if (this.#alive === 0 && day >= BREACH_WEEKS * 7) break;
      this.#wake(day);
      this.#give(day);
    }
    if (this.#alive > 0) this.#beyond();
    return this.#future;
  }

  /** Newcomers of the week, and who may be called or seen again from today on. */
  #wake(day: number): void {
    if (day > 0 && (day + this.#offset) % 7 === 0) {
      const left = poisson(this.#chance, this.#drawn.inflow);
      if (left > 0) this.#newcomers.push({ due: this.#today + day + this.#a.termDays, ours: false, left });
    }
    const width = 2 * this.#a.attempts;
    for (let i = 0; i < width; i += 1) this.#recalls[i]! += this.#recallAt[day * width + i]!;
    this.#back[0]! += this.#backAt[day * 2]!;
    this.#back[1]! += this.#backAt[day * 2 + 1]!;
  }

  #give(day: number): void {
    const seats = this.#office.seats[day]!;
    const booked = this.#booked[day]!;
    this.#convene(Math.max(0, day - this.#a.aheadDays), this.#untold[day]!);
    const free = day < this.#a.noticeDays ? 0 : Math.max(0, seats - booked - this.#agreed[day]!);
    const left = this.#giveAgain(day, free);
    this.#fill(day, left, booked);
  }

  /** Those called before, and those who come back; gives the seats that are left. */
  #giveAgain(day: number, seats: number): number {
    let free = seats;
    for (let attempt = this.#a.attempts - 1; attempt >= 1; attempt -= 1)
      for (let who = 0; who < 2; who += 1) {
        const taken = Math.min(free, this.#recalls[attempt * 2 + who]!);
        if (taken === 0) continue;
        this.#recalls[attempt * 2 + who]! -= taken;
        free -= taken;
        this.#meet(day, who, attempt + 1, taken);
      }
    for (let who = 0; who < 2; who += 1) {
      const taken = Math.min(free, this.#back[who]!);
      this.#back[who]! -= taken;
      free -= taken;
      this.#meetAgain(day, who, taken + (who === 0 ? this.#agreed[day]! : 0));
    }
    return free;
  }

  /** First calls: those booked already, then as many as there are seats for. */
  #fill(day: number, seats: number, booked: number): void {
    let free = seats;
    let [ours, others] = [booked, 0];
    while (free > 0) {
      const group = this.#next();
      if (group === null) break;
      const taken = Math.min(free, group.left);
      group.left -= taken;
      free -= taken;
      const told = Math.max(0, day - this.#a.aheadDays);
      if (group.due !== null && this.#today + told > group.due) this.#breach(group.due, taken);
      if (group.ours) this.#convene(told, taken);
      if (group.ours) ours += taken;
      else others += taken;
    }
    this.#meet(day, 0, 1, ours);
    this.#meet(day, 1, 1, others);
  }

  /** The group whose turn it is: the first wave and newcomers by term, then the second wave. */
  #next(): Group | null {
    const head = (queue: readonly Group[], at: 0 | 1 | 2): Group | undefined => {
      while (queue[this.#heads[at]!]?.left === 0) this.#heads[at]! += 1;
      return queue[this.#heads[at]!];
    };
    const first = head(this.#first, 0);
    const newcomer = head(this.#newcomers, 1);
    if (first === undefined) return newcomer ?? head(this.#second, 2) ?? null;
    return newcomer !== undefined && (newcomer.due ?? Infinity) < (first.due ?? Infinity) ? newcomer : first;
  }

  #week(day: number): number {
    return Math.floor((day + this.#offset) / 7);
  }

  #convene(day: number, count: number): void {
    if (count === 0) return;
    this.#future.convened[this.#week(day)]! += count;
    this.#future.last.convened = Math.max(this.#future.last.convened, day);
  }

  /** In the week in which the term ran out; what had run out before today was counted then. */
  #breach(due: number, count: number): void {
    const week = this.#week(due - this.#today);
    if (due >= this.#today && week < this.#future.breaches.length) this.#future.breaches[week]! += count;
  }

  /** `who`: 0 one of those notified until today, 1 a newcomer. */
  #meet(day: number, who: number, attempt: number, count: number): void {
    if (count === 0) return;
    const { recallDays, secondDays, attempts } = this.#a;
    const draw = who === 0 ? binomial : about;
    const came = draw(this.#chance, count, this.#drawn.showUp);
    const missed = count - came;
    if (attempt < attempts) this.#recallAt[((day + recallDays) * attempts + attempt) * 2 + who]! += missed;
    else if (who === 0) {
      this.#future.lost += missed;
      this.#alive -= missed;
    }
    const { signsAtFirst, leavesAtFirst } = this.#drawn;
    const left = draw(this.#chance, came, leavesAtFirst);
    const signed = draw(this.#chance, came - left, Math.min(1, signsAtFirst / (1 - leavesAtFirst)));
    this.#backAt[(day + secondDays) * 2 + who]! += came - left - signed;
    if (who === 0 && came > 0) {
      this.#future.seen[this.#week(day)]! += came;
      this.#future.last.seen = day;
      this.#alive -= left;
      this.#sign(day, signed);
    }
  }

  #meetAgain(day: number, who: number, count: number): void {
    if (count === 0) return;
    const came = (who === 0 ? binomial : about)(this.#chance, count, this.#drawn.showUp);
    this.#backAt[(day + this.#a.recallDays) * 2 + who]! += count - came;
    const signed = binomial(this.#chance, came, this.#a.signsAtSecond);
    if (who !== 0) return;
    this.#alive -= came - signed;
    this.#sign(day, signed);
  }

  #sign(day: number, count: number): void {
    if (count === 0) return;
    this.#future.signed[this.#week(day)]! += count;
    this.#future.last.signed = day;
    this.#alive -= count;
  }

  /** Somebody is left when the horizon is reached: of what may still happen no day is told. */
  #beyond(): void {
    const { last } = this.#future;
    for (const queue of [this.#first, this.#second])
      for (const { left, due } of queue) {
        if (left === 0) continue;
        last.convened = -2;
        if (due !== null) this.#breach(due, left);
      }
    last.signed = -2;
    if (last.convened === -2 || this.#recalls.some((count, at) => at % 2 === 0 && count > 0)) last.seen = -2;
  }
}

/** Everybody whom the dates are about. */
export function peopleOf(office: OfficeInput): number {
  const sum = (rows: readonly { readonly count: number }[]): number => rows.reduce((total, { count }) => total + count, 0);
  return sum(office.stock) + sum(office.booked) + sum(office.second) + office.recall + office.waiting;
}
