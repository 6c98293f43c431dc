// When the hours of a household leave no room on a person's day: changes places with another day at the least cost.

import type { Boards, DayPlan } from "./boards.ts";

interface Exchange {
  readonly column: number;
  /** Who leaves that column for the person's old one; null = nobody, a free seat is taken. */
  readonly partner: number | null;
  /** Change of the plan's price (classes.ts): zero = as good as before. */
  readonly cost: number;
}

/**
 * Moves `person`, for whom `arrange` reserved a seat on a day that cannot take him, to the day that costs the plan least:
 * into a free seat, or in exchange with one who takes the seat left behind (also one who had none). To stay without a
 * seat is one of the choices and has its price like the others. Deterministic: least cost, then earliest day.
 */
export function exchange(boards: Boards, plan: DayPlan, person: number): void {
  const { width } = plan.classes.transport;
  const from = plan.columnOf[person]!;
  boards.release(from);
  let best: Exchange | null = null;
  for (let column = 0; column < width; column += 1) {
    if (column === from) continue;
    best = cheaper(boards, plan, person, column, best);
  }
  // Nobody is kept from having no seat, so there is always a choice.
  const { column, partner } = best!;
  if (partner !== null) {
    boards.leave(partner);
    mustFit(boards.enter(partner, from));
  }
  mustFit(boards.enter(person, column));
}

/** The better of `best` and the cheapest exchange with one column. */
function cheaper(
  boards: Boards,
  plan: DayPlan,
  person: number,
  column: number,
  best: Exchange | null,
): Exchange | null {
  const from = plan.columnOf[person]!;
  const own = price(plan, person, column) - price(plan, person, from);
  if (!Number.isFinite(own) || !boards.fits(person, column)) return best;
  let choice = best;
  if (boards.hasFreeSeat(column) && (choice === null || own < choice.cost)) {
    choice = { column, partner: null, cost: own };
  }
  // By rank, so that of equals the first moves to the earlier day and the last to the later one.
  const people = boards.people(column);
  for (let index = 0; index < people.length; index += 1) {
    const partner = people[from < column ? index : people.length - 1 - index]!;
    const cost = own + price(plan, partner, from) - price(plan, partner, column);
    if (!Number.isFinite(cost) || (choice !== null && cost >= choice.cost)) continue;
    if (boards.fits(partner, from)) choice = { column, partner, cost };
  }
  return choice;
}

/**
 * After exchanges some seats stand free that the day-level plan had filled: moves people into them, by rank, as long as
 * that makes the plan better. Ends, because every move lowers a price that is a whole number.
 */
export function takeFreeSeats(boards: Boards, plan: DayPlan): void {
  for (let hasMoved = true; hasMoved;) {
    hasMoved = false;
    for (const person of plan.order) {
      const column = cheapestFreeColumn(boards, plan, person);
      if (column === plan.columnOf[person]) continue;
      boards.leave(person);
      mustFit(boards.enter(person, column));
      hasMoved = true;
    }
  }
}

/** The person's own column when no free seat elsewhere costs less. */
function cheapestFreeColumn(boards: Boards, plan: DayPlan, person: number): number {
  let best = plan.columnOf[person]!;
  for (let column = 0; column < plan.classes.transport.width; column += 1) {
    if (!boards.hasFreeSeat(column) || price(plan, person, column) >= price(plan, person, best)) continue;
    if (boards.fits(person, column)) best = column;
  }
  return best;
}

function price({ classes }: DayPlan, person: number, column: number): number {
  const { cost, width } = classes.transport;
  return cost[classes.classOf[person]! * width + column]!;
}

function mustFit(hasEntered: boolean): void {
  if (!hasEntered) throw new Error("Exchange: one who was found to fit did not fit");
}
