// Members of a household who were expected on one day are given one day again, where that makes nobody late and moves nobody else.

import type { Displaced } from "./replan.ts";
import type { SeatColumns } from "./types.ts";

export interface Together {
  /** Those who get a new date. */
  readonly moving: readonly Displaced[];
  /** The seat of each, changed here. */
  readonly chosen: Map<number, number>;
  /** Seats that somebody has, changed here. */
  readonly taken: Set<number>;
  readonly seats: SeatColumns;
  readonly horizon: number;
}

export function bringTogether(plan: Together): void {
  const groups = Map.groupBy(
    plan.moving.filter(({ ref }) => plan.chosen.has(ref)),
    ({ householdRef, day }) => `${householdRef}/${day}`,
  );
  const apart = [...groups.values()].filter((group) => new Set(group.map(({ ref }) => dayOf(plan, ref))).size > 1);
  if (apart.length === 0) return;
  const free = freeByDay(plan);
  const households = Map.groupBy(plan.moving, ({ householdRef }) => householdRef);
  for (const group of apart) seatTogether(plan, group, households.get(group[0]!.householdRef)!, free);
}

const hourOf = (seats: SeatColumns, seat: number): number => seats.day[seat]! * 24 + Math.floor(seats.startMinute[seat]! / 60);
const dayOf = ({ chosen, seats }: Together, ref: number): number => seats.day[chosen.get(ref)!]!;

function freeByDay({ seats, taken, horizon }: Together): Map<number, number[]> {
  const free = new Map<number, number[]>();
  for (let seat = 0; seat < seats.day.length; seat += 1) {
    const day = seats.day[seat]!;
    if (taken.has(seat) || day > horizon) continue;
    const list = free.get(day);
    if (list === undefined) free.set(day, [seat]);
    else list.push(seat);
  }
  for (const list of free.values()) list.sort((a, b) => seats.startMinute[a]! - seats.startMinute[b]! || seats.desk[a]! - seats.desk[b]!);
  return free;
}

/** The first day that has room for all of them, in hours of their own, and that comes too late for none who was in time. */
function seatTogether(plan: Together, group: readonly Displaced[], household: readonly Displaced[], free: Map<number, number[]>): void {
  const { chosen, taken, seats } = plan;
  const own = group.map(({ ref }) => chosen.get(ref)!);
  const others = household.filter((person) => chosen.has(person.ref) && !group.includes(person)).map(({ ref }) => hourOf(seats, chosen.get(ref)!));
  const days = new Set([...free.keys(), ...own.map((seat) => seats.day[seat]!)]);
  for (const day of [...days].sort((a, b) => a - b)) {
    if (!group.every((person) => mayBeOn(plan, person, day))) continue;
    const open = [...(free.get(day) ?? []), ...own.filter((seat) => seats.day[seat] === day)];
    open.sort((a, b) => seats.startMinute[a]! - seats.startMinute[b]! || seats.desk[a]! - seats.desk[b]!);
    const found = distinctHours(group, open, others, seats);
    if (found === null) continue;
    for (const seat of own) {
      taken.delete(seat);
      insertFree(free, seats, seat);
    }
    for (const [at, { ref }] of group.entries()) {
      chosen.set(ref, found[at]!);
      taken.add(found[at]!);
      const list = free.get(day)!;
      list.splice(list.indexOf(found[at]!), 1);
    }
    return;
  }
}

function insertFree(free: Map<number, number[]>, seats: SeatColumns, seat: number): void {
  const list = free.get(seats.day[seat]!);
  if (list === undefined) free.set(seats.day[seat]!, [seat]);
  else list.push(seat);
}

/** Not before the notice, nor before the day they were told unless they come earlier already; in time for whatever they were in time for. */
function mayBeOn(plan: Together, person: Displaced, day: number): boolean {
  const now = dayOf(plan, person.ref);
  if (day < Math.min(now, person.day)) return false;
  const keeps = (due: number | null): boolean => due === null || now > due || day <= due;
  return day >= person.release && keeps(person.due1) && keeps(person.due2);
}

/** A seat for each, in the order of the group, no two in one clock hour, none in an hour that others of the household hold; null when there is none. */
function distinctHours(group: readonly Displaced[], open: readonly number[], others: readonly number[], seats: SeatColumns): number[] | null {
  const found: number[] = [];
  const used = new Set(others);
  for (const person of group) {
    const seat = open.find((one) => !used.has(hourOf(seats, one)) && !person.busyHours.includes(hourOf(seats, one)));
    if (seat === undefined) return null;
    used.add(hourOf(seats, seat));
    found.push(seat);
  }
  return found;
}
