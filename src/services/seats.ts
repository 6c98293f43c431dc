// One seat of the agenda: whether it may be given, from which day on, and as what it is held.

import type { ClientBase } from "pg";
import { addWorkingDays } from "../domain/calendar/working-days.ts";
import { toDayNumber, toIsoDate } from "../domain/calendar/days.ts";
import { romeDay, romeInstant, romeTime } from "../domain/calendar/rome-time.ts";
import type { MeasureParameters } from "../domain/measures/types.ts";
import { newId } from "../store/ids.ts";
import type { heldSeats } from "../store/planning.ts";
import type { StoredSeat } from "../store/summons-acts.ts";
import { freeSeatList, takenAndChanged } from "./agenda-seats.ts";
import type { Reference } from "./reference.ts";

export interface Seat {
  readonly deskId: number;
  /** ISO 8601 UTC. */
  readonly startsAt: string;
}

type SeatRules = Pick<MeasureParameters, "appointmentMinutes" | "minimumNoticeWorkingDays">;

/** First day allowed by the minimum notice (working days of the office, the day of the act not counted). */
export function earliestDay(reference: Reference, officeId: string | null, measure: SeatRules, now: string): string {
  const notice = measure.minimumNoticeWorkingDays.value;
  return toIsoDate(addWorkingDays(reference.workingCalendar(officeId), toDayNumber(romeDay(now)), notice));
}

export interface SeatQuestion {
  readonly reference: Reference;
  readonly officeId: string;
  readonly scenario: string;
  readonly measure: SeatRules;
  readonly seat: Seat;
  /** One's own seat is given up by moving: it takes no room. */
  readonly own: Seat | null;
  /** How the seats that are held are read, where not as an office sees them. */
  readonly held?: typeof heldSeats;
}

/** Whether the opening rules give this seat, and whether somebody else holds it. */
export async function seatStanding(client: ClientBase, question: SeatQuestion): Promise<"free" | "taken" | "none"> {
  const { officeId, scenario, seat, own } = question;
  const { date } = romeTime(seat.startsAt);
  const { held, exceptions } = await takenAndChanged(client, officeId, date, date, question.held);
  const day = { officeId, scenario, fromDay: date, toDay: date, minutes: question.measure.appointmentMinutes.value, exceptions };
  const others = held.filter((one) => own === null || one.deskId !== own.deskId || one.startsAt !== own.startsAt);
  const isIn = (list: ReturnType<typeof freeSeatList>): boolean =>
    list.desk.some((desk, index) => desk === seat.deskId && romeInstant(date, list.startMinute[index]!) === seat.startsAt);
  if (isIn(freeSeatList(question.reference, { ...day, held: others }))) return "free";
  return isIn(freeSeatList(question.reference, { ...day, held: [] })) ? "taken" : "none";
}

export interface FreeSeat extends Seat {
  readonly day: string;
  /** Minutes from midnight on the office's wall. */
  readonly minute: number;
}

export interface FreeQuestion {
  readonly reference: Reference;
  readonly officeId: string;
  readonly scenario: string;
  readonly measure: SeatRules;
  readonly fromDay: string;
  readonly toDay: string;
  readonly now: string;
  readonly held?: typeof heldSeats;
}

/** The first free desk of each hour still to come, by hour. */
export async function firstFree(client: ClientBase, question: FreeQuestion): Promise<FreeSeat[]> {
  const { reference, officeId, scenario, measure, fromDay, toDay, now } = question;
  const { held, exceptions } = await takenAndChanged(client, officeId, fromDay, toDay, question.held);
  const free = freeSeatList(reference, { officeId, scenario, fromDay, toDay, minutes: measure.appointmentMinutes.value, held, exceptions });
  const first = new Map<string, FreeSeat>();
  for (const [index, deskId] of free.desk.entries()) {
    const day = toIsoDate(free.day[index]!);
    const minute = free.startMinute[index]!;
    const startsAt = romeInstant(day, minute);
    if (startsAt > now && !first.has(startsAt)) first.set(startsAt, { deskId, startsAt, day, minute });
  }
  return [...first.values()].toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
}

/** The seat as an appointment of the office. */
export function heldAs(officeId: string, measure: SeatRules, { deskId, startsAt }: Seat): StoredSeat {
  const local = romeTime(startsAt);
  const endsAt = romeInstant(local.date, local.minutes + measure.appointmentMinutes.value);
  return { id: newId(), officeId, deskId, startsAt, endsAt, day: local.date, hour: Math.floor(local.minutes / 60) };
}
