// Puts an office's seats in the order in which they are given: by day, by hour, taking the desks in turn.

import type { DayColumns } from "./classes.ts";
import type { SeatColumns } from "./types.ts";

export interface OrderedSeats {
  readonly columns: DayColumns;
  /** Seat numbers (positions in the input) in the order of giving. */
  readonly order: Int32Array;
  /** Column j holds `order[start[j]] … order[start[j + 1] - 1]`. */
  readonly start: Int32Array;
}

/**
 * Orders the seats up to the horizon. Within an hour the first desk changes from day to day: when the last round of a day
 * is not full, it is not always the same desk that rests.
 *
 * @throws RangeError when two seats are the same (day, minute, desk): it would be a double booking.
 */
export function orderSeats(seats: SeatColumns, horizon: number): OrderedSeats {
  const { day, startMinute, desk } = seats;
  const keys = new Float64Array(day.length);
  const usable: number[] = [];
  let desks = 1;
  for (let seat = 0; seat < desk.length; seat += 1) desks = Math.max(desks, desk[seat]! + 1);
  for (let seat = 0; seat < day.length; seat += 1) {
    if (day[seat]! > horizon) continue;
    const turn = (desk[seat]! + desks - (day[seat]! % desks)) % desks;
    keys[seat] = (day[seat]! * 1440 + startMinute[seat]!) * desks + turn;
    usable.push(seat);
  }
  const order = Int32Array.from(usable.sort((a, b) => keys[a]! - keys[b]!));
  for (let index = 1; index < order.length; index += 1) {
    if (keys[order[index]!] === keys[order[index - 1]!]) {
      throw new RangeError(`Seats ${order[index - 1]} and ${order[index]} are one and the same`);
    }
  }
  return groupByDay(order, day);
}

function groupByDay(order: Int32Array, day: ArrayLike<number>): OrderedSeats {
  const days: number[] = [];
  const start: number[] = [];
  for (let index = 0; index < order.length; index += 1) {
    const today = day[order[index]!]!;
    if (today !== days.at(-1)) {
      days.push(today);
      start.push(index);
    }
  }
  start.push(order.length);
  const capacity = Int32Array.from(days, (_, column) => start[column + 1]! - start[column]!);
  return { columns: { days: Int32Array.from(days), capacity }, order, start: Int32Array.from(start) };
}
