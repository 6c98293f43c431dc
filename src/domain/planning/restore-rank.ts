// After the household rule has moved people: of equals, who ranks first gets the better day back.

import type { Boards, DayPlan } from "./boards.ts";

/** Changes of place tried for one person, so that the time has a limit whatever the office. */
const TRIES = 64;

/**
 * The joint optimum does not say which of several equals gives way. Each person who came off worse than in `before` (the
 * day-level plan, which is by rank) changes places, if the hours allow, with one of the same class who ranks after him and
 * has an earlier day. Both cost the same on every day, so the plan stays as good as it was. By rank, one pass: who gives
 * way ranks later and may in turn ask those after him.
 */
export function restoreRank(boards: Boards, plan: DayPlan, before: Int32Array): void {
  const { classOf } = plan.classes;
  const classes = new Map<number, number[]>();
  const rankOf = new Int32Array(plan.order.length);
  plan.order.forEach((person, rank) => {
    rankOf[person] = rank;
    const people = classes.get(classOf[person]!);
    if (people === undefined) classes.set(classOf[person]!, [person]);
    else people.push(person);
  });
  for (const person of plan.order) {
    if (plan.columnOf[person]! <= before[person]!) continue;
    const others = classes
      .get(classOf[person]!)!
      .filter((other) => rankOf[other]! > rankOf[person]! && plan.columnOf[other]! < plan.columnOf[person]!)
      // The earliest day; of those who have it, the last by rank.
      .sort((a, b) => plan.columnOf[a]! - plan.columnOf[b]! || rankOf[b]! - rankOf[a]!);
    others.slice(0, TRIES).some((other) => changePlaces(boards, plan, person, other));
  }
}

/** False = the hours of one of the two households forbid it, nobody moved to another day. */
function changePlaces(boards: Boards, plan: DayPlan, person: number, other: number): boolean {
  const late = plan.columnOf[person]!;
  const early = plan.columnOf[other]!;
  boards.leave(person);
  boards.leave(other);
  if (boards.enter(person, early)) {
    if (boards.enter(other, late)) return true;
    boards.leave(person);
  }
  if (boards.enter(person, late) && boards.enter(other, early)) return false;
  throw new Error("Household rule: one who stood on a day did not fit there again");
}
