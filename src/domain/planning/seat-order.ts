// Puts an office's seats in the order in which they are given: by day and by what they are good for, then by hour, the desks in turn.

import type { DayColumns } from "./classes.ts";
import type { SeatColumns } from "./types.ts";

export interface OrderedSeats {
  readonly columns: DayColumns;
  /** Seat numbers (positions in the input) in the order of giving. */
  readonly order: Int32Array;
  /** Column j holds `order[start[j]] … order[start[j + 1] - 1]`. */
  readonly start: Int32Array;
}

/** The seats of a column are alike for the planner: one day, one branch, operators who can do the same. */
interface Pools {
  /** Number of the pool of each seat: the least able first, then by branch. */
  readonly of: Int32Array;
  readonly skills: Int32Array;
  readonly site: Int32Array;
}

/**
 * Orders the seats up to the horizon: of a day those whose operator can do least come first, so that the rest stay for whom they are
 * needed. Only what `asked` asks for (bits that somebody needs, branches that are not equally near) tells two seats apart. Within an hour the first desk changes from day to day: when the last round of a day
 * is not full, it is not always the same desk that rests.
 *
 * @throws RangeError when two seats are the same (day, minute, desk, lane): it would be a double booking.
 */
export function orderSeats(seats: SeatColumns, horizon: number, asked: Asked = NOTHING_ASKED): OrderedSeats {
  const { day, startMinute, desk, lane } = seats;
  const pools = poolsOf(seats, asked);
  const keys = new Float64Array(day.length);
  const usable: number[] = [];
  let desks = 1;
  let lanes = 1;
  for (let seat = 0; seat < desk.length; seat += 1) {
    desks = Math.max(desks, desk[seat]! + 1);
    lanes = Math.max(lanes, (lane?.[seat] ?? 0) + 1);
  }
  const many = pools.skills.length;
  for (let seat = 0; seat < day.length; seat += 1) {
    if (day[seat]! > horizon) continue;
    const turn = (desk[seat]! + desks - (day[seat]! % desks)) % desks;
    const hour = (day[seat]! * many + pools.of[seat]!) * lanes + (lane?.[seat] ?? 0);
    keys[seat] = (hour * 1440 + startMinute[seat]!) * desks + turn;
    usable.push(seat);
  }
  const order = Int32Array.from(usable.sort((a, b) => keys[a]! - keys[b]!));
  for (let index = 1; index < order.length; index += 1) {
    if (keys[order[index]!] === keys[order[index - 1]!]) {
      throw new RangeError(`Seats ${order[index - 1]} and ${order[index]} are one and the same`);
    }
  }
  return groupByColumn(order, day, pools);
}

/** What tells seats apart: bits of skills that somebody needs, and whether branches do. */
export interface Asked {
  readonly skills: number;
  readonly sites: boolean;
}

const NOTHING_ASKED: Asked = { skills: 0, sites: false };

function poolsOf({ day, skills, site }: SeatColumns, asked: Asked): Pools {
  const key = (seat: number): number => ((skills?.[seat] ?? 0) & asked.skills) * 64 + (asked.sites ? (site?.[seat] ?? 0) : 0);
  const keys = new Set<number>();
  for (let seat = 0; seat < day.length; seat += 1) keys.add(key(seat));
  if (keys.size === 0) keys.add(0);
  const ordered = [...keys].sort((a, b) => bitsOf(Math.floor(a / 64)) - bitsOf(Math.floor(b / 64)) || a - b);
  const numberOf = new Map(ordered.map((pool, index) => [pool, index]));
  const of = new Int32Array(day.length);
  if (ordered.length > 1) for (let seat = 0; seat < day.length; seat += 1) of[seat] = numberOf.get(key(seat))!;
  return { of, skills: Int32Array.from(ordered, (pool) => Math.floor(pool / 64)), site: Int32Array.from(ordered, (pool) => pool % 64) };
}

function bitsOf(mask: number): number {
  let count = 0;
  for (let rest = mask; rest > 0; rest = Math.floor(rest / 2)) count += rest % 2;
  return count;
}

function groupByColumn(order: Int32Array, day: ArrayLike<number>, pools: Pools): OrderedSeats {
  const days: number[] = [];
  const start: number[] = [];
  const pool: number[] = [];
  for (let index = 0; index < order.length; index += 1) {
    const seat = order[index]!;
    if (day[seat] !== days.at(-1) || pools.of[seat] !== pool.at(-1)) {
      days.push(day[seat]!);
      pool.push(pools.of[seat]!);
      start.push(index);
    }
  }
  start.push(order.length);
  const capacity = Int32Array.from(days, (_, column) => start[column + 1]! - start[column]!);
  return {
    columns: {
      days: Int32Array.from(days),
      capacity,
      skills: Int32Array.from(pool, (number) => pools.skills[number]!),
      site: Int32Array.from(pool, (number) => pools.site[number]!),
    },
    order,
    start: Int32Array.from(start),
  };
}
