// Puts an office's day together from the opening rules and the people booked: the same rules by which seats are planned.

import type { Agenda, AgendaAppointment } from "../contract/agenda.ts";
import { toDayNumber, toIsoDate } from "../domain/calendar/days.ts";
import { closedBecause, seatsOfDay, workingDay } from "../domain/offices/opening.ts";
import type { OfficeSchedule } from "../domain/offices/opening.ts";
import type { Reference } from "../services/reference.ts";

const FARTHEST_NEIGHBOUR = 31;

export interface AgendaRequest {
  readonly reference: Reference;
  readonly scenario: string;
  readonly officeId: string;
  readonly day: string;
  readonly today: string;
  readonly minutes: number;
  readonly appointments: readonly AgendaAppointment[];
}

export function agendaOf(request: AgendaRequest): Agenda {
  const { reference, officeId, day, appointments } = request;
  const schedule = reference.schedules(request.scenario).get(officeId);
  const office = reference.offices.get(officeId);
  const seat = reference.seatOn(officeId, day);
  const desks = reference.desks(request.scenario).filter((desk) => desk.officeId === officeId);
  const seats = schedule === undefined ? [] : seatsOfDay(schedule, reference.holidays, day, request.minutes);
  const numbers = new Map(desks.map((desk) => [desk.number, desk.id]));
  const offered = seats.flatMap(({ desk, start }) => {
    const deskId = numbers.get(desk);
    return deskId === undefined ? [] : [{ deskId, minute: start }];
  });
  const taken = new Set(appointments.map(seatKey));
  const used = new Set([...offered, ...appointments].map((one) => one.deskId));
  return {
    office: {
      id: officeId,
      name: office?.name ?? officeId,
      address: seat?.address ?? null,
      municipality: seat?.municipality ?? null,
    },
    day,
    today: request.today,
    ...neighbours(schedule, reference, day),
    closedBecause: schedule === undefined ? null : closedBecause(schedule, reference.holidays, day),
    closures: partialClosures(schedule, day),
    desks: desks.filter((desk) => used.has(desk.id)).map(({ id, number }) => ({ id, number })),
    slots: [...new Set([...offered, ...appointments].map((one) => one.minute))].toSorted((a, b) => a - b),
    seats: offered.length,
    free: offered.filter((one) => !taken.has(seatKey(one))),
    appointments: [...appointments],
  };
}

function seatKey(seat: { readonly deskId: number; readonly minute: number }): string {
  return `${seat.deskId}@${seat.minute}`;
}

function partialClosures(schedule: OfficeSchedule | undefined, day: string): Agenda["closures"] {
  return (schedule?.closures ?? [])
    .filter(
      (closure) =>
        closure.from <= day &&
        day <= closure.to &&
        (closure.desk !== undefined || closure.fromTime !== undefined),
    )
    .map((closure) => ({
      desk: closure.desk ?? null,
      from: closure.fromTime ?? null,
      to: closure.toTime ?? null,
      reason: closure.reason,
    }));
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
