// Who is to be expected at each hour of an office: those convened already, and those who would fill what is free.

import { toDayNumber, weekdayOf } from "../../domain/calendar/days.ts";
import { romeTime } from "../../domain/calendar/rome-time.ts";
import type { OpenSlot } from "../../domain/overbooking/types.ts";
import { LEAD_BANDS } from "../../domain/show-up/factors.ts";
import { showUpOf } from "../../domain/show-up/show-up-of.ts";
import type { CallChannel, ShowUp, ShowUpKey, ShowUpTable } from "../../domain/show-up/types.ts";
import type { ConvenedPlace } from "../../store/show-up.ts";

/** A call that may be made: by which way, for the how manieth time, to how many. */
export interface CallKind {
  readonly channel: CallChannel;
  readonly call: number;
  readonly people: number;
}

/** Chances are rounded up to this: a little more caution, far fewer different days. */
const ROUNDED = 0.01;
const cautious = (chance: number): number => Math.min(1, Math.ceil(chance / ROUNDED - 1e-9) * ROUNDED);

const CHANNEL_OF_REACH: Readonly<Record<string, CallChannel>> = { "sms+email": "sms+email", sms: "sms", email: "email", pec: "pec", paper: "letter" };

/** The way by which somebody who can be reached like this would be told. */
export function channelOfReach(reach: string): CallChannel {
  return CHANNEL_OF_REACH[reach] ?? "none";
}

/** The chances of an office's calls, each worked out once. */
export interface Chances {
  readonly of: (key: Omit<ShowUpKey, "officeId">) => ShowUp;
  /** Of whoever of these kinds, drawn at random. */
  readonly mixed: (hour: number, weekday: number, leadDays: number) => ShowUp;
}

export function chancesOf(table: ShowUpTable, officeId: string, kinds: readonly CallKind[]): Chances {
  const known = new Map<string, ShowUp>();
  const of = (key: Omit<ShowUpKey, "officeId">): ShowUp => {
    const name = `${key.hour}/${key.weekday}/${key.channel}/${key.leadDays}/${key.call}`;
    let found = known.get(name);
    if (found === undefined) known.set(name, (found = showUpOf(table, { ...key, officeId })));
    return found;
  };
  const people = kinds.reduce((sum, kind) => sum + kind.people, 0);
  const mixed = (hour: number, weekday: number, leadDays: number): ShowUp => {
    if (people === 0) return showUpOf(table, { officeId, hour, weekday, leadDays });
    const [mean, low, high] = (["mean", "low", "high"] as const).map(
      (end) => kinds.reduce((sum, kind) => sum + kind.people * of({ hour, weekday, leadDays, channel: kind.channel, call: kind.call })[end], 0) / people,
    );
    return { mean: mean!, low: low!, high: high! };
  };
  return { of, mixed };
}

/** Seats of one day by the hour at which they begin. */
export interface DaySeats {
  readonly day: number;
  readonly hours: ReadonlyMap<number, readonly number[]>;
}

/** Who is convened at one hour, with the chance that each comes. */
export interface Convened {
  readonly startMinute: number;
  readonly deskId: number;
  readonly lane: number;
  readonly chance: ShowUp;
}

/** The people convened, by day, each with their chance. */
export function convenedByDay(convened: readonly ConvenedPlace[], chances: Chances): ReadonlyMap<number, readonly Convened[]> {
  const rows = convened.map(({ startsAt, deskId, lane, channel, lead, call }) => {
    const { date, minutes } = romeTime(startsAt);
    const day = toDayNumber(date);
    const key = { hour: Math.floor(minutes / 60), weekday: weekdayOf(day), channel, leadDays: LEAD_BANDS[lead] ?? 0, call };
    return { day, one: { startMinute: minutes, deskId, lane, chance: chances.of(key) } };
  });
  return new Map([...Map.groupBy(rows, ({ day }) => day)].map(([day, list]) => [day, list.map(({ one }) => one)]));
}

/** The hours of a day as the choice of places asks for them: at the cautious end, what is free counted as filled. */
export function openSlots({ day, hours }: DaySeats, convened: readonly Convened[], minutes: number, today: number, chances: Chances): OpenSlot[] {
  const weekday = weekdayOf(day);
  return [...hours].map(([start, desks]) => {
    const here = convened.filter(({ startMinute }) => start <= startMinute && startMinute < start + minutes);
    const filler = cautious(chances.mixed(Math.floor(start / 60), weekday, day - today).high);
    const free = Math.max(0, desks.length - here.filter(({ lane }) => lane === 0).length);
    return {
      start,
      desks,
      comes: [...here.map(({ chance }) => cautious(chance.high)), ...Array.from({ length: free }, () => filler)],
      extraComes: filler,
      taken: here.filter(({ lane }) => lane > 0).map(({ deskId }) => deskId),
    };
  });
}
