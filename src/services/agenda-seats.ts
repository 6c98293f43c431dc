// The seats of an office over some days: what the opening rules give, less what is held, ready for the planner.

import type { ClientBase } from "pg";
import { toDayNumber, toIsoDate } from "../domain/calendar/days.ts";
import { romeTime } from "../domain/calendar/rome-time.ts";
import type { DayException } from "../domain/offices/exceptions.ts";
import { openingOfDay, seatsOfDay } from "../domain/offices/opening.ts";
import type { OfficeSchedule } from "../domain/offices/opening.ts";
import { exceptionsOf } from "../store/agenda.ts";
import type { ExceptionRow } from "../store/agenda.ts";
import { heldSeats } from "../store/planning.ts";
import type { HeldSeat } from "../store/planning.ts";
import type { Reference } from "./reference.ts";

export interface SeatList {
  readonly day: number[];
  readonly startMinute: number[];
  /** Desk id (the row of the desk, not its number in the office). */
  readonly desk: number[];
  /** Days on which the office opens, with or without a free seat. */
  readonly openDays: number[];
}

export interface SeatRequest {
  readonly officeId: string;
  readonly scenario: string;
  readonly fromDay: string;
  readonly toDay: string;
  readonly minutes: number;
  readonly held: readonly HeldSeat[];
  /** What the office has decided about these days on top of its hours. */
  readonly exceptions: readonly ExceptionRow[];
}

/** What stands in the database of an office's days: seats held and exceptions, read together so that no seat is offered in a closure. */
export async function takenAndChanged(
  client: ClientBase,
  officeId: string,
  fromDay: string,
  toDay: string,
  seatsHeld: typeof heldSeats = heldSeats,
): Promise<Pick<SeatRequest, "held" | "exceptions">> {
  const held = await seatsHeld(client, officeId, fromDay, toDay);
  return { held, exceptions: await exceptionsOf(client, officeId, fromDay, toDay) };
}

/** An office's hours under one staffing of its desks, with its exceptions; undefined where the tables give it none. */
export function scheduleWith(
  reference: Reference,
  scenario: string,
  officeId: string,
  exceptions: readonly ExceptionRow[],
): OfficeSchedule | undefined {
  const schedule = reference.schedules(scenario).get(officeId);
  if (schedule === undefined || exceptions.length === 0) return schedule;
  return { ...schedule, exceptions: dayExceptions(reference, scenario, exceptions) };
}

/** As the rules of opening want them. One about a desk that this staffing does not have concerns nobody. */
export function dayExceptions(reference: Reference, scenario: string, rows: readonly ExceptionRow[]): DayException[] {
  const numbers = rows.some((row) => row.deskId !== null) ? new Map(reference.desks(scenario).map((desk) => [desk.id, desk.number])) : null;
  return rows.flatMap((row): DayException[] => {
    const desk = row.deskId === null ? undefined : numbers?.get(row.deskId);
    if (row.deskId !== null && desk === undefined) return [];
    return [
      {
        id: row.id,
        kind: row.kind,
        from: row.from,
        to: row.to,
        weekdays: row.weekdays,
        reason: row.reason,
        ...(row.fromMinute === null || row.toMinute === null ? {} : { fromTime: row.fromMinute, toTime: row.toMinute }),
        ...(desk === undefined ? {} : { desk }),
      },
    ];
  });
}

/** Free seats from `fromDay` to `toDay` (both included), by day, hour and desk. */
export function freeSeatList(reference: Reference, request: SeatRequest): SeatList {
  const list: SeatList = { day: [], startMinute: [], desk: [], openDays: [] };
  const schedule = scheduleWith(reference, request.scenario, request.officeId, request.exceptions);
  if (schedule === undefined) return list;
  const deskIds = new Map(
    reference.desks(request.scenario).filter((desk) => desk.officeId === request.officeId).map((desk) => [desk.number, desk.id]),
  );
  const taken = takenByDeskAndDay(request.held);
  const last = toDayNumber(request.toDay);
  for (let day = toDayNumber(request.fromDay); day <= last; day += 1) {
    const date = toIsoDate(day);
    if (openingOfDay(schedule, reference.holidays, date).length === 0) continue;
    list.openDays.push(day);
    for (const seat of seatsOfDay(schedule, reference.holidays, date, request.minutes)) {
      const deskId = deskIds.get(seat.desk);
      if (deskId === undefined) continue;
      const busy = taken.get(`${deskId}/${date}`);
      if (busy?.some((held) => seat.start < held.end && held.start < seat.end) === true) continue;
      list.day.push(day);
      list.startMinute.push(seat.start);
      list.desk.push(deskId);
    }
  }
  return list;
}

interface Minutes {
  readonly start: number;
  readonly end: number;
}

function takenByDeskAndDay(held: readonly HeldSeat[]): Map<string, Minutes[]> {
  const taken = new Map<string, Minutes[]>();
  for (const seat of held) {
    const start = romeTime(seat.startsAt);
    const minutes = { start: start.minutes, end: start.minutes + (Date.parse(seat.endsAt) - Date.parse(seat.startsAt)) / 60_000 };
    const key = `${seat.deskId}/${start.date}`;
    const list = taken.get(key);
    if (list === undefined) taken.set(key, [minutes]);
    else list.push(minutes);
  }
  return taken;
}
