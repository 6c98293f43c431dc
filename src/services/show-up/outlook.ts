// What is to be expected of a day of an office: as it is convened now, and as a plan with this promise would fill it.

import type { ClientBase } from "pg";
import { addDays, toDayNumber, weekdayOf } from "../../domain/calendar/days.ts";
import { romeDay } from "../../domain/calendar/rome-time.ts";
import { workingDay } from "../../domain/offices/opening.ts";
import { dayOutlook, extraSeats } from "../../domain/overbooking/extra-seats.ts";
import { LONG_SHARE } from "../../domain/overbooking/policy.ts";
import type { DayOutlook, Slot, WaitingPromise } from "../../domain/overbooking/types.ts";
import type { ShowUpTable } from "../../domain/show-up/types.ts";
import { exceptionsOf } from "../../store/agenda.ts";
import { readConvened } from "../../store/show-up.ts";
import { freeSeatList, scheduleWith } from "../agenda-seats.ts";
import type { Reference } from "../reference.ts";
import { chancesOf, convenedByDay, openSlots } from "./crowd.ts";
import type { Convened } from "./crowd.ts";
import { daySeats, kindsOf } from "./open-places.ts";

export interface OutlookRequest {
  readonly reference: Reference;
  readonly scenario: string;
  readonly officeId: string;
  readonly minutes: number;
  readonly now: string;
  readonly promise: WaitingPromise;
  readonly table: ShowUpTable;
}

export interface PlannedDay {
  readonly places: number;
  readonly usual: DayOutlook;
  readonly cautious: DayOutlook;
}

export interface Outlook {
  /** The next day on which the office opens. */
  readonly day: string;
  readonly seats: number;
  /** Places in more of that day that somebody holds. */
  readonly inMore: number;
  /** As it is convened now: with the rates as they most likely are, and with all of them at the upper end of their interval. */
  readonly usual: DayOutlook;
  readonly cautious: DayOutlook;
  /** The same day filled by a plan that keeps the promise. */
  readonly planned: PlannedDay;
}

/** How far the next open day is looked for, and whose calls say who is usually convened. */
const FARTHEST = 31;

/** Null where the office does not open within a month. */
export async function outlookOf(client: ClientBase, request: OutlookRequest): Promise<Outlook | null> {
  const { reference, scenario, officeId, minutes, promise, table } = request;
  const today = romeDay(request.now);
  const last = addDays(today, FARTHEST);
  const exceptions = await exceptionsOf(client, officeId, today, last);
  const schedule = scheduleWith(reference, scenario, officeId, exceptions);
  if (schedule === undefined) return null;
  const day = Array.from({ length: FARTHEST }, (_, index) => addDays(today, index + 1)).find((date) => workingDay(schedule, reference.holidays, date));
  if (day === undefined) return null;
  const rows = await readConvened(client, officeId, day, last);
  const chances = chancesOf(table, officeId, kindsOf(rows));
  const [seats] = daySeats(freeSeatList(reference, { officeId, scenario, fromDay: day, toDay: day, minutes, held: [], exceptions }));
  if (seats === undefined) return null;
  const convened = convenedByDay(rows, chances).get(seats.day) ?? [];
  const service = { slotMinutes: minutes, longShare: LONG_SHARE.value };
  const expect = (slots: readonly Slot[]): DayOutlook => dayOutlook(slots, promise.waitMinutes, service);
  const now = (end: "mean" | "high"): DayOutlook => expect(slotsOf(seats.hours, convened, minutes, end));
  const open = openSlots(seats, convened, minutes, toDayNumber(today), chances);
  const places = extraSeats(open, promise, service);
  const full = (end: "mean" | "high"): DayOutlook =>
    expect(open.map(({ start, desks, comes, extraComes }) => {
      const { mean, high } = chances.mixed(Math.floor(start / 60), weekdayOf(seats.day), 1);
      const share = end === "high" ? 1 : mean / high;
      const more = places.filter((place) => place.start === start).map(() => extraComes);
      return { start, desks: desks.length, comes: [...comes, ...more].map((chance) => chance * share) };
    }));
  return {
    day,
    seats: open.reduce((sum, { desks }) => sum + desks.length, 0),
    inMore: convened.filter(({ lane }) => lane > 0).length,
    usual: now("mean"),
    cautious: now("high"),
    planned: { places: places.length, usual: full("mean"), cautious: full("high") },
  };
}


function slotsOf(hours: ReadonlyMap<number, readonly number[]>, convened: readonly Convened[], minutes: number, end: "mean" | "high"): Slot[] {
  return [...hours].map(([start, desks]) => ({
    start,
    desks: desks.length,
    comes: convened.filter(({ startMinute }) => start <= startMinute && startMinute < start + minutes).map(({ chance }) => chance[end]),
  }));
}
