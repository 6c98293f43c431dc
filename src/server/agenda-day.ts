// Puts an office's day and week together from the opening rules, the office's exceptions and the people booked: the same rules by which seats are planned.

import type { Agenda, AgendaAppointment, AgendaWeek, DayChange, WeekAppointment } from "../contract/agenda.ts";
import { addDays, toDayNumber, toIsoDate } from "../domain/calendar/days.ts";
import { romeInstant } from "../domain/calendar/rome-time.ts";
import { exceptionsOn } from "../domain/offices/exceptions.ts";
import { closedBecause, seatsOfDay, workingDay } from "../domain/offices/opening.ts";
import type { OfficeSchedule } from "../domain/offices/opening.ts";
import { scheduleWith } from "../services/agenda-seats.ts";
import type { Reference } from "../services/reference.ts";
import type { ExceptionRow } from "../store/agenda.ts";

/** How far the days before and after are looked for. */
export const FARTHEST_NEIGHBOUR = 31;
const WEEK_DAYS = 7;

interface AgendaOf {
  readonly reference: Reference;
  readonly scenario: string;
  readonly officeId: string;
  readonly today: string;
  /** Minutes from midnight, now. */
  readonly now: number;
  /** First day of a new date, by the minimum notice. */
  readonly earliest: string;
  readonly minutes: number;
  readonly exceptions: readonly ExceptionRow[];
}

export interface AgendaRequest extends AgendaOf {
  readonly day: string;
  readonly appointments: readonly AgendaAppointment[];
}

export function agendaOf(request: AgendaRequest): Agenda {
  const { reference, officeId, day, appointments } = request;
  const schedule = scheduleOf(request);
  const numbers = desksOf(request);
  const { slots, seats, free, used } = dayOf(request, schedule, numbers, day, appointments);
  return {
    office: officeOf(reference, officeId, day),
    day,
    today: request.today,
    now: request.now,
    earliest: request.earliest,
    ...neighbours(schedule, reference, day),
    closedBecause: schedule === undefined ? null : closedBecause(schedule, reference.holidays, day),
    closures: changesOf(schedule, day),
    desks: [...numbers].flatMap(([number, id]) => (used.has(id) ? [{ id, number }] : [])),
    slots,
    seats,
    free,
    appointments: [...appointments],
  };
}

export interface WeekRequest extends AgendaOf {
  readonly monday: string;
  /** One desk, or the whole office. */
  readonly desk: number | null;
  readonly appointments: readonly WeekAppointment[];
}

export function weekOf(request: WeekRequest): AgendaWeek {
  const { reference, officeId, monday, desk, appointments } = request;
  const schedule = scheduleOf(request);
  const numbers = desksOf(request);
  const byDay = Map.groupBy(appointments, (one) => one.day);
  const used = new Set<number>();
  const days = Array.from({ length: WEEK_DAYS }, (_, offset) => {
    const day = addDays(monday, offset);
    const one = dayOf(request, schedule, numbers, day, byDay.get(day) ?? [], desk);
    for (const id of one.used) used.add(id);
    return {
      day,
      closedBecause: schedule === undefined ? null : closedBecause(schedule, reference.holidays, day),
      changes: changesOf(schedule, day),
      slots: one.slots,
      seats: one.seats,
      free: one.free,
    };
  });
  return {
    office: officeOf(reference, officeId, monday),
    monday,
    today: request.today,
    now: request.now,
    earliest: request.earliest,
    previousWeek: addDays(monday, -WEEK_DAYS),
    nextWeek: addDays(monday, WEEK_DAYS),
    desk,
    desks: [...numbers].flatMap(([number, id]) => (desk !== null || used.has(id) ? [{ id, number }] : [])),
    // Saturday and Sunday only where somebody works or is expected.
    days: days.filter(({ seats, slots, changes }, offset) => offset < 5 || seats > 0 || slots.length > 0 || changes.length > 0),
    appointments: [...appointments],
  };
}

function scheduleOf({ reference, scenario, officeId, exceptions }: AgendaOf): OfficeSchedule | undefined {
  return scheduleWith(reference, scenario, officeId, exceptions);
}

/** Ids of the office's desks by their number, in order. */
function desksOf({ reference, scenario, officeId }: AgendaOf): Map<number, number> {
  return new Map(reference.desks(scenario).filter((desk) => desk.officeId === officeId).map((desk) => [desk.number, desk.id]));
}

function officeOf(reference: Reference, officeId: string, day: string): Agenda["office"] {
  const seat = reference.seatOn(officeId, day);
  return { id: officeId, name: reference.offices.get(officeId)?.name ?? officeId, address: seat?.address ?? null, municipality: seat?.municipality ?? null };
}

interface Taken {
  readonly deskId: number;
  readonly minute: number;
  /** Beside the ordinary seat of the desk, which it does not take. */
  readonly inMore?: boolean;
}

function dayOf(
  { reference, minutes }: AgendaOf,
  schedule: OfficeSchedule | undefined,
  numbers: ReadonlyMap<number, number>,
  day: string,
  appointments: readonly Taken[],
  only: number | null = null,
) {
  const offered = (schedule === undefined ? [] : seatsOfDay(schedule, reference.holidays, day, minutes)).flatMap(({ desk, start }) => {
    const deskId = numbers.get(desk);
    return deskId === undefined || (only !== null && deskId !== only) ? [] : [{ deskId, minute: start, startsAt: romeInstant(day, start) }];
  });
  const taken = Map.groupBy(appointments.filter((one) => one.inMore !== true), (one) => one.deskId);
  const isFree = (one: Taken): boolean => !(taken.get(one.deskId) ?? []).some((held) => Math.abs(held.minute - one.minute) < minutes);
  return {
    slots: [...new Set([...offered, ...appointments].map((one) => one.minute))].toSorted((a, b) => a - b),
    seats: offered.length,
    free: offered.filter(isFree),
    used: new Set([...offered, ...appointments].map((one) => one.deskId)),
  };
}

/** What is not as usual on a day, and why: of the tables, and of the office. */
function changesOf(schedule: OfficeSchedule | undefined, day: string): DayChange[] {
  if (schedule === undefined) return [];
  const closures = schedule.closures
    .filter((one) => one.from <= day && day <= one.to && (one.desk !== undefined || one.fromTime !== undefined))
    .map((one): DayChange => ({ kind: "closure", desk: one.desk ?? null, from: one.fromTime ?? null, to: one.toTime ?? null, reason: one.reason }));
  const own = exceptionsOn(schedule.exceptions, day)
    .filter((one) => one.kind === "opening" || one.desk !== undefined || one.fromTime !== undefined)
    .map((one): DayChange => ({ kind: one.kind, desk: one.desk ?? null, from: one.fromTime ?? null, to: one.toTime ?? null, reason: one.reason }));
  return [...closures, ...own];
}

function neighbours(
  schedule: OfficeSchedule | undefined,
  reference: Reference,
  day: string,
): Pick<Agenda, "previousDay" | "nextDay"> {
  const from = toDayNumber(day);
  const find = (step: 1 | -1): string | null => {
    for (let distance = 1; schedule !== undefined && distance <= FARTHEST_NEIGHBOUR; distance += 1) {
      const candidate = toIsoDate(from + step * distance);
      if (workingDay(schedule, reference.holidays, candidate)) return candidate;
    }
    return null;
  };
  return { previousDay: find(-1), nextDay: find(1) };
}
