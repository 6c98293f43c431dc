// The pace of a campaign: when the next message may leave under its hours, its messages an hour, its people a day and what one telephone may get.

import { toDayNumber, toIsoDate, weekdayOf } from "../calendar/days.ts";
import { epochOf, instantOf } from "../calendar/instants.ts";
import { parseClock, romeInstant, romeTime } from "../calendar/rome-time.ts";
import type { MessageCalendar } from "../messages/quiet-hours.ts";
import type { IsoDate, IsoInstant } from "../notices/types.ts";
import type { CampaignLimits } from "./types.ts";

const HOUR_MS = 3_600_000;
/** A calendar without one day on which messages may leave in this many is a mistake in the data. */
const SEARCH_DAYS = 60;

export interface Pace {
  /** First instant at which the next message may leave, epoch milliseconds. */
  readonly nextAt: number;
  /** The day whose people are counted. */
  readonly day: IsoDate;
  readonly people: number;
}

/** When a telephone was written to, epoch milliseconds, oldest first. */
export type PhoneBook = Map<string, number[]>;

interface Window {
  readonly day: IsoDate;
  readonly from: number;
  readonly to: number;
}

export type PaceRules = Pick<CampaignLimits, "sendFrom" | "sendTo" | "messagesPerHour" | "peoplePerDay" | "perPhonePerDay" | "perPhonePerHour">;

/** Says when messages leave; keeps the hours of the days it has met. One for a run, whatever the number of people. */
export class Pacer {
  readonly #rules: PaceRules;
  readonly #calendar: MessageCalendar;
  readonly #from: number;
  readonly #to: number;
  #window: Window | null = null;

  constructor(rules: PaceRules, calendar: MessageCalendar) {
    this.#rules = rules;
    this.#calendar = calendar;
    this.#from = parseClock(rules.sendFrom) ?? 0;
    this.#to = parseClock(rules.sendTo) ?? 0;
  }

  /** The first instant at or after `at` at which the campaign may write, its people of the day counted. */
  place(pace: Pace, at: number): number {
    let instant = Math.max(pace.nextAt, at);
    for (;;) {
      const window = this.#windowAt(instant);
      instant = Math.max(instant, window.from);
      if (window.day !== pace.day || pace.people < this.#rules.peoplePerDay) return instant;
      instant = window.to;
    }
  }

  /** The pace after somebody got so many messages at `at` (as `place` gave it). */
  after(pace: Pace, at: number, messages: number): Pace {
    const { day } = this.#windowAt(at);
    return {
      nextAt: at + Math.ceil((messages * HOUR_MS) / this.#rules.messagesPerHour),
      day,
      people: day === pace.day ? pace.people + 1 : 1,
    };
  }

  /** The first instant at or after `at` at which this telephone may get one more. */
  phoneFree(book: PhoneBook, phone: string, at: number): number {
    const sent = book.get(phone);
    if (sent === undefined) return at;
    const { perPhonePerHour, perPhonePerDay } = this.#rules;
    let free = at;
    for (;;) {
      const later = hourFree(sent, perPhonePerHour, free);
      const { day, from, to } = this.#windowAt(later);
      free = Math.max(later, from);
      if (free > later) continue;
      if (sent.filter((one) => dayOf(one) === day).length < perPhonePerDay) return free;
      free = to;
    }
  }

  /** The stretch in which `at` lies, or the next one. */
  #windowAt(at: number): Window {
    const known = this.#window;
    if (known !== null && at >= known.from && at < known.to) return known;
    const today = toDayNumber(dayOf(at));
    for (let ahead = 0; ahead < SEARCH_DAYS; ahead += 1) {
      const day = toIsoDate(today + ahead);
      if (weekdayOf(today + ahead) === 7 || this.#calendar.isHoliday(day)) continue;
      const to = epochOf(romeInstant(day, this.#to));
      if (at >= to) continue;
      this.#window = { day, from: epochOf(romeInstant(day, this.#from)), to };
      return this.#window;
    }
    throw new RangeError("the calendar leaves no day on which a message may be sent");
  }
}

/** The first instant from `at` on of which no hour around it would hold more than `most`; `sent` is in order. */
function hourFree(sent: readonly number[], most: number, at: number): number {
  let free = at;
  for (;;) {
    const near = sent.filter((one) => one > free - HOUR_MS && one < free + HOUR_MS);
    const full = near.findIndex((first, index) => {
      const last = near[index + most - 1];
      return last !== undefined && Math.max(last, free) - Math.min(first, free) < HOUR_MS;
    });
    if (full === -1) return free;
    free = near[full]! + HOUR_MS;
  }
}

function dayOf(at: number): IsoDate {
  return romeTime(instantOf(at)).date;
}

export interface ToWrite {
  readonly messages: number;
  readonly phone: string | null;
}

export interface Timetable {
  /** By position. */
  readonly at: readonly IsoInstant[];
  readonly days: readonly { readonly day: IsoDate; readonly people: number }[];
  /** How many waited for their turn on a telephone. */
  readonly phoneWaits: number;
}

/** When each would be written to, in this order, if it began at `start` and nothing stood in the way. Who waits for a telephone lets the others pass. */
export function timetable(people: readonly ToWrite[], pacer: Pacer, start: number, book: PhoneBook = new Map()): Timetable {
  const at = Array.from<IsoInstant>({ length: people.length });
  const days = new Map<IsoDate, number>();
  // Who waits for a telephone, nearest last: few at any time, so an ordered list is enough.
  const waiting: { readonly index: number; readonly from: number }[] = [];
  let pace: Pace = { nextAt: start, day: "", people: 0 };
  let next = 0;
  let phoneWaits = 0;
  const wait = (index: number, from: number): void => {
    const place = waiting.findLastIndex((one) => one.from > from) + 1;
    waiting.splice(place, 0, { index, from });
  };
  while (next < people.length || waiting.length > 0) {
    let slot = pacer.place(pace, start);
    const first = waiting.at(-1);
    const takesWaiting = first !== undefined && (first.from <= slot || next === people.length);
    const index = takesWaiting ? first.index : next++;
    if (takesWaiting) {
      waiting.pop();
      slot = pacer.place(pace, first.from);
    }
    const { phone, messages } = people[index]!;
    if (phone !== null) {
      const free = pacer.phoneFree(book, phone, slot);
      if (free > slot) {
        if (!takesWaiting) phoneWaits += 1;
        wait(index, free);
        continue;
      }
      note(book, phone, slot);
    }
    pace = pacer.after(pace, slot, messages);
    at[index] = instantOf(slot);
    days.set(pace.day, (days.get(pace.day) ?? 0) + 1);
  }
  return { at, days: [...days].map(([day, count]) => ({ day, people: count })), phoneWaits };
}

/** Notes that a telephone is written to at this instant; what others have given their hour already may lie after it. */
export function note(book: PhoneBook, phone: string, at: number): void {
  const sent = book.get(phone);
  if (sent === undefined) book.set(phone, [at]);
  else sent.splice(sent.findLastIndex((one) => one <= at) + 1, 0, at);
}
