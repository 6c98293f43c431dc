// How many seats each office has on each day, held or free: what the opening rules give, with what offices have decided about their days.

import { toDayNumber, toIsoDate } from "../../domain/calendar/days.ts";
import { RDC_2019 } from "../../domain/measures/rdc-2019/parameters.ts";
import { seatsOfDay } from "../../domain/offices/opening.ts";
import { exceptionsOf } from "../../store/agenda.ts";
import type { ExceptionRow } from "../../store/agenda.ts";
import { inTransaction } from "../../store/pools.ts";
import { scheduleWith } from "../agenda-seats.ts";
import type { Services } from "../context.ts";
import type { Reference } from "../reference.ts";

export interface CapacityAsked {
  readonly reference: Reference;
  readonly scenario: string;
  readonly offices: readonly string[];
  readonly fromDay: string;
  readonly toDay: string;
}

/** Seats by day of one office; the same question is answered from memory. */
export class Capacity {
  readonly #known = new Map<string, ReadonlyMap<string, number>>();

  /** Seats of these offices together, by day; days without any are left out. Other requests are let through between two offices. */
  async of(services: Services, { reference, scenario, offices, fromDay, toDay }: CapacityAsked): Promise<ReadonlyMap<string, number>> {
    const exceptions = await inTransaction(services.pools.worker, async (client) => {
      const found = new Map<string, ExceptionRow[]>();
      for (const office of offices) found.set(office, await exceptionsOf(client, office, fromDay, toDay));
      return found;
    });
    const total = new Map<string, number>();
    for (const office of offices) {
      const own = exceptions.get(office)!;
      const key = [reference.version, scenario, office, fromDay, toDay, ...own.map((one) => JSON.stringify(one))].join("|");
      let seats = this.#known.get(key);
      if (seats === undefined) {
        if (this.#known.size > 500) this.#known.clear();
        seats = seatsByDay(reference, scenario, office, own, fromDay, toDay);
        this.#known.set(key, seats);
        await new Promise((resolve) => setImmediate(resolve));
      }
      for (const [day, count] of seats) total.set(day, (total.get(day) ?? 0) + count);
    }
    return total;
  }
}

function seatsByDay(reference: Reference, scenario: string, office: string, exceptions: readonly ExceptionRow[], fromDay: string, toDay: string): ReadonlyMap<string, number> {
  const seats = new Map<string, number>();
  const schedule = scheduleWith(reference, scenario, office, exceptions);
  if (schedule === undefined) return seats;
  const last = toDayNumber(toDay);
  for (let day = toDayNumber(fromDay); day <= last; day += 1) {
    const date = toIsoDate(day);
    const count = seatsOfDay(schedule, reference.holidays, date, RDC_2019.appointmentMinutes.value).length;
    if (count > 0) seats.set(date, count);
  }
  return seats;
}
