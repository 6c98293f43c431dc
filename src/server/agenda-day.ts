// Puts an office's day together: the seats it offers, why it is closed, which working days come before and after.

import type { Agenda } from "../contract/agenda.ts";
import { toDayNumber, toIsoDate, weekdayOf } from "../domain/calendar/days.ts";
import { buildHolidayCalendar, parseHolidayRule } from "../domain/calendar/holidays.ts";
import type { DatedHolidayRule, HolidayCalendar } from "../domain/calendar/holidays.ts";
import type { AgendaData, ClosureRow, HolidayRow } from "../store/read/agenda.ts";

const FARTHEST_NEIGHBOUR = 31;

export function agendaOf(data: AgendaData, day: string, today: string, minutes: number): Agenda {
  const holidays = holidayCalendar(data.holidays);
  const closed = closedBecause(data, holidays, toDayNumber(day));
  const slots = closed === null ? slotsOf(data, day, minutes) : [];
  const partial = data.closures.filter((closure) => closure.day === day);
  const seats = closed === null ? countSeats(data, slots, partial, minutes) : 0;
  const taken = new Set(data.appointments.map((appointment) => `${appointment.deskId}@${appointment.minute}`)).size;
  return {
    office: data.office,
    day,
    today,
    previousDay: neighbour(data, holidays, day, -1),
    nextDay: neighbour(data, holidays, day, 1),
    closedBecause: closed,
    closures: partial.map(({ deskId, from, to, reason }) => ({ deskId, from, to, reason })),
    desks: [...data.desks],
    slots: [...new Set([...slots, ...data.appointments.map((appointment) => appointment.minute)])].sort((a, b) => a - b),
    seats,
    free: Math.max(0, seats - taken),
    appointments: [...data.appointments],
  };
}

function holidayCalendar(rows: readonly HolidayRow[]): HolidayCalendar {
  const rules: DatedHolidayRule[] = [];
  for (const row of rows) {
    const rule = parseHolidayRule(row.rule);
    if (!rule.ok) continue;
    rules.push({
      rule: rule.value,
      name: row.name,
      ...(row.fromYear === null ? {} : { fromYear: row.fromYear }),
      ...(row.toYear === null ? {} : { toYear: row.toYear }),
    });
  }
  // The query already left out the holidays of other offices: what is here closes this one.
  return buildHolidayCalendar(rules);
}

function closedBecause(data: AgendaData, holidays: HolidayCalendar, day: number): string | null {
  const holiday = holidays.national(day);
  if (holiday !== undefined) return holiday;
  const date = toIsoDate(day);
  const whole = data.closures.find((closure) => closure.day === date && closure.deskId === null && closure.from === null);
  if (whole !== undefined) return whole.reason;
  return data.openings.some((opening) => opening.weekday === weekdayOf(day)) ? null : "Giorno di chiusura settimanale";
}

function slotsOf(data: AgendaData, day: string, minutes: number): number[] {
  const weekday = weekdayOf(toDayNumber(day));
  return data.openings
    .filter((opening) => opening.weekday === weekday)
    .flatMap(({ opens, closes }) => Array.from({ length: Math.floor((closes - opens) / minutes) }, (_, at) => opens + at * minutes));
}

function countSeats(data: AgendaData, slots: readonly number[], closures: readonly ClosureRow[], minutes: number): number {
  return data.desks.reduce(
    (total, desk) => total + slots.filter((slot) => !closures.some((closure) => covers(closure, desk.id, slot, minutes))).length,
    0,
  );
}

function covers(closure: ClosureRow, deskId: number, slot: number, minutes: number): boolean {
  if (closure.deskId !== null && closure.deskId !== deskId) return false;
  return closure.from === null || closure.to === null || (slot < closure.to && slot + minutes > closure.from);
}

function neighbour(data: AgendaData, holidays: HolidayCalendar, day: string, step: 1 | -1): string | null {
  const from = toDayNumber(day);
  for (let distance = 1; distance <= FARTHEST_NEIGHBOUR; distance += 1) {
    const candidate = from + step * distance;
    if (closedBecause(data, holidays, candidate) === null) return toIsoDate(candidate);
  }
  return null;
}
