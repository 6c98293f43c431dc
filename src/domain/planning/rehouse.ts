// Plans the days again with the household rule in it, when there are people whom their day cannot take.

import { JointNetwork, HOURS } from "./joint-network.ts";
import { settleJointly } from "./joint-search.ts";
import type { Boards, DayPlan } from "./boards.ts";
import type { JointRows } from "./joint-network.ts";
import type { Applicant } from "./types.ts";

/**
 * Finds the best plan that keeps the hours of households apart and brings `boards` and `plan.columnOf` to it. Starts from
 * the plan that is there and moves as few as the chains need. For each of `waiting` a seat is reserved on his day.
 */
export function rehouse(
  boards: Boards,
  plan: DayPlan,
  applicants: readonly Applicant[],
  waiting: readonly number[],
): void {
  const { network, rows } = networkOf(boards, plan, applicants, waiting);
  settleJointly(network);
  moveTo(columnsOf(network, rows, plan), boards, plan, new Set(waiting));
}

/** The network with everybody where the boards have him, before anybody has moved. */
export function networkOf(
  boards: Boards,
  plan: DayPlan,
  applicants: readonly Applicant[],
  waiting: readonly number[],
): { network: JointNetwork; rows: JointRows } {
  const rows = groupIntoRows(boards, plan);
  const network = new JointNetwork(rows, plan.classes.transport.cost, seatsPerSlot(boards, plan));
  holdHours(network, rows, plan, applicants);
  seatPeople(network, rows, boards, plan);
  for (const person of waiting) network.wait(rows.rowOf[person]!);
  network.start(plan.allocation);
  return { network, rows };
}

/** Households are numbered by their first member in rank, so that nothing depends on the order of the input. */
function groupIntoRows(boards: Boards, plan: DayPlan): JointRows {
  const { classOf, transport } = plan.classes;
  const numberOf = new Map<number, number>();
  for (const person of plan.order) {
    const household = boards.householdOf[person]!;
    if (boards.isTied(person) && !numberOf.has(household)) numberOf.set(household, numberOf.size);
  }
  const keyOf = (person: number): number => {
    const household = boards.isTied(person) ? numberOf.get(boards.householdOf[person]!)! : numberOf.size;
    return household * transport.rows + classOf[person]!;
  };
  const keys = Float64Array.from(classOf, (_, person) => keyOf(person));
  const ordered = Float64Array.from(new Set(keys)).sort();
  const rowByKey = new Map<number, number>();
  const start = new Int32Array(numberOf.size + 2);
  ordered.forEach((key, row) => {
    rowByKey.set(key, row);
    start[Math.floor(key / transport.rows) + 1] = row + 1;
  });
  // Nobody may be untied.
  start[start.length - 1] = ordered.length;
  return {
    rowOf: Int32Array.from(keys, (key) => rowByKey.get(key)!),
    classOf: Int32Array.from(ordered, (key) => key % transport.rows),
    householdOf: Int32Array.from(ordered, (key) => Math.floor(key / transport.rows)),
    start,
  };
}

function seatsPerSlot(boards: Boards, plan: DayPlan): Int32Array {
  const room = new Int32Array(plan.seats.columns.days.length * HOURS);
  plan.seats.columns.days.forEach((_, column) => room.set(boards.seatsPerHour(column), column * HOURS));
  return room;
}

function holdHours(
  network: JointNetwork,
  rows: JointRows,
  plan: DayPlan,
  applicants: readonly Applicant[],
): void {
  const columnOfDay = new Map(Array.from(plan.seats.columns.days, (day, column) => [day, column]));
  applicants.forEach(({ busyHours }, person) => {
    for (const hour of busyHours) {
      const column = columnOfDay.get(Math.floor(hour / HOURS));
      if (column !== undefined) network.hold(rows.householdOf[rows.rowOf[person]!]!, column, hour % HOURS);
    }
  });
}

/** Tied people where the boards have them; the untied, who fit in any hour, fill up what is left. */
function seatPeople(network: JointNetwork, { rowOf }: JointRows, boards: Boards, plan: DayPlan): void {
  const days = plan.seats.columns.days.length;
  for (let column = 0; column < days; column += 1) {
    boards.tiedByHour(column).forEach((people, hour) => {
      for (const person of people) network.seat(rowOf[person]!, column, hour);
    });
    for (const person of boards.people(column)) {
      if (!boards.isTied(person)) network.seatAnywhere(rowOf[person]!, column);
    }
  }
  for (const person of boards.people(days)) network.leaveOut(rowOf[person]!);
}

/** The days of each row go to its people by rank, the earliest first. */
function columnsOf(network: JointNetwork, { rowOf }: JointRows, plan: DayPlan): Int32Array {
  const days = plan.seats.columns.days.length;
  const column = new Int32Array(network.rows).fill(-1);
  const left = new Int32Array(network.rows);
  const columnOf = new Int32Array(rowOf.length);
  for (const person of plan.order) {
    const row = rowOf[person]!;
    while (left[row] === 0 && column[row]! < days) {
      column[row]! += 1;
      if (column[row]! < days) left[row] = network.standing(row, column[row]!);
    }
    columnOf[person] = column[row]!;
    if (column[row]! < days) left[row]! -= 1;
  }
  return columnOf;
}

/** All leave before any enters: the flow proves that everybody fits, whatever the order. */
function moveTo(columnOf: Int32Array, boards: Boards, plan: DayPlan, waiting: ReadonlySet<number>): void {
  const moved = plan.order.filter(
    (person) => waiting.has(person) || columnOf[person] !== plan.columnOf[person],
  );
  for (const person of moved) {
    if (waiting.has(person)) boards.release(plan.columnOf[person]!);
    else boards.leave(person);
  }
  for (const person of moved) {
    if (!boards.enter(person, columnOf[person]!)) throw new Error("Household rule: one who fits did not fit");
  }
}
