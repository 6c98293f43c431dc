// The places in more of an office's days, for the planner: opened as far as the promise bears them, and looked at again once people are known.

import type { ClientBase } from "pg";
import { weekdayOf } from "../../domain/calendar/days.ts";
import { dayOutlook, extraSeats } from "../../domain/overbooking/extra-seats.ts";
import { LONG_SHARE } from "../../domain/overbooking/policy.ts";
import { OVERBOOKING_TEXTS } from "../../domain/overbooking/texts.ts";
import type { ExtraPlace, OpenSlot, Service } from "../../domain/overbooking/types.ts";
import { callBand } from "../../domain/show-up/factors.ts";
import type { ShowUpTable } from "../../domain/show-up/types.ts";
import { readCallsToCome, readConvened, readSettings } from "../../store/show-up.ts";
import type { SettingRow } from "../../store/show-up.ts";

import { freeSeatList } from "../agenda-seats.ts";
import type { SeatList, SeatRequest } from "../agenda-seats.ts";
import type { Reference } from "../reference.ts";
import { channelOfReach, chancesOf, convenedByDay, openSlots } from "./crowd.ts";
import type { CallKind, Chances, Convened, DaySeats } from "./crowd.ts";

/** Lanes lie this far apart where a seat is one number: two lanes of a desk are two seats. */
const LANE = 65_536;

export interface PlacesRequest extends Omit<SeatRequest, "held"> {
  readonly reference: Reference;
  /** Day number from which the days before the meeting are counted. */
  readonly today: number;
  /** Cases that wait for a seat. */
  readonly waiting: readonly string[];
  /** Asked for only where it is needed. */
  readonly table: () => Promise<ShowUpTable>;
}

/** Somebody whom a plan would seat. */
export interface Seated {
  readonly caseId: string;
  readonly day: number;
  readonly startMinute: number;
  readonly deskId: number;
  readonly lane: number;
}

export interface Places {
  readonly setting: SettingRow;
  /** Places by day number. */
  readonly byDay: Map<number, readonly ExtraPlace[]>;
  /** Days on which the promise would not hold with exactly these people. */
  readonly broken: (seated: readonly Seated[]) => number[];
  readonly reasonOf: (day: number, start: number) => string;
}

/** The places that an office's days bear; null where its head has not promised anything, or no place in more. Nothing is written. */
export async function placesOf(client: ClientBase, request: PlacesRequest): Promise<Places | null> {
  const [setting] = await readSettings(client, request.officeId, 1);
  if (setting === undefined || setting.mostPerDesk === 0) return null;
  const calls = new Map((await readCallsToCome(client, request.waiting)).map(({ caseId, reach, call }) => [caseId, { channel: channelOfReach(reach), call: callBand(call) }]));
  const chances = chancesOf(await request.table(), request.officeId, kindsOf([...calls.values()]));
  const convened = convenedByDay(await readConvened(client, request.officeId, request.fromDay, request.toDay), chances);
  const service: Service = { slotMinutes: request.minutes, longShare: LONG_SHARE.value };
  const days = daySeats(freeSeatList(request.reference, { ...request, held: [] }));
  const slotsOf = (seats: DaySeats, more: readonly Convened[] = []): OpenSlot[] =>
    openSlots(seats, [...(convened.get(seats.day) ?? []), ...more], request.minutes, request.today, chances);
  const known = new Map<string, ExtraPlace[]>();
  const byDay = new Map<number, readonly ExtraPlace[]>();
  for (const seats of days) {
    const slots = slotsOf(seats);
    const name = JSON.stringify(slots);
    let places = known.get(name);
    if (places === undefined) known.set(name, (places = extraSeats(slots, setting, service)));
    if (places.length > 0) byDay.set(seats.day, places);
  }
  const seatsOfDay = new Map(days.map((seats) => [seats.day, seats]));
  const broken = (seated: readonly Seated[]): number[] =>
    [...Map.groupBy(seated, ({ day }) => day)].flatMap(([day, people]) => {
      const seats = seatsOfDay.get(day);
      if (seats === undefined || !people.some(({ lane }) => lane > 0)) return [];
      const more = people.map((one): Convened => {
        const call = calls.get(one.caseId) ?? { channel: "none" as const, call: 1 };
        const key = { ...call, hour: Math.floor(one.startMinute / 60), weekday: weekdayOf(day), leadDays: day - request.today };
        return { startMinute: one.startMinute, deskId: one.deskId, lane: one.lane, chance: chances.of(key) };
      });
      const slots = slotsOf(seats, more).map(({ start, desks, comes }) => ({ start, desks: desks.length, comes }));
      return dayOutlook(slots, setting.waitMinutes, service).worstLate > 1 - setting.probability + 1e-9 ? [day] : [];
    });
  return { setting, byDay, broken, reasonOf: reasonOf(request, chances, setting) };
}

export function kindsOf(calls: readonly Omit<CallKind, "people">[]): CallKind[] {
  return [...Map.groupBy(calls, ({ channel, call }) => `${channel}/${call}`).values()].map((alike) => ({ ...alike[0]!, people: alike.length }));
}

export function daySeats(all: SeatList): DaySeats[] {
  const days = new Map<number, Map<number, number[]>>();
  for (const [index, desk] of all.desk.entries()) {
    const day = all.day[index]!;
    const hours = days.get(day) ?? new Map<number, number[]>();
    days.set(day, hours);
    const start = all.startMinute[index]!;
    hours.set(start, [...(hours.get(start) ?? []), desk]);
  }
  return [...days].map(([day, hours]) => ({ day, hours }));
}

function reasonOf(request: PlacesRequest, chances: Chances, setting: SettingRow): Places["reasonOf"] {
  return (day, start) => {
    const { mean, high } = chances.mixed(Math.floor(start / 60), weekdayOf(day), day - request.today);
    return OVERBOOKING_TEXTS.placeReason(mean, high, setting.waitMinutes, setting.probability);
  };
}

/** These seats with the places in more beside them: a place is the desk's number and its lane's. */
function withPlaces(seats: SeatList, places: Places): SeatList {
  const rows = [...places.byDay].flatMap(([day, list]) => list.map(({ start, desk }) => ({ day, start, desk: desk + LANE })));
  return {
    ...seats,
    day: [...seats.day, ...rows.map(({ day }) => day)],
    startMinute: [...seats.startMinute, ...rows.map(({ start }) => start)],
    desk: [...seats.desk, ...rows.map(({ desk }) => desk)],
  };
}

/** The plan with places in more that keeps the promise with the very people it seats: places that would break it are taken away, and it is made again. */
export function planKeeping<T>(ordinary: SeatList, places: Places | null, decide: (seats: SeatList) => T, seatedOf: (decided: T, seats: SeatList) => Seated[]): { decided: T; seats: SeatList } {
  for (;;) {
    const seats = places === null ? ordinary : withPlaces(ordinary, places);
    const decided = decide(seats);
    const broken = places?.broken(seatedOf(decided, seats)) ?? [];
    if (places === null || broken.length === 0) return { decided, seats };
    lessPlaces(places, broken);
  }
}

/** Takes places away from days that would not keep the promise: the later half first. */
function lessPlaces(places: Places, days: readonly number[]): void {
  for (const day of days) {
    const left = (places.byDay.get(day) ?? []).slice(0, Math.floor((places.byDay.get(day)?.length ?? 0) / 2));
    if (left.length === 0) places.byDay.delete(day);
    else places.byDay.set(day, left);
  }
}

export const deskOfSeat = (seat: number): number => seat % LANE;
export const laneOfSeat = (seat: number): number => Math.floor(seat / LANE);
