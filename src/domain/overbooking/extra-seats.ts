// How many places in more an office's day bears: as many as keep the promise at every hour, and not one desk beyond its limit.

import { holdsFrom, lookAhead } from "./ahead.ts";
import type { Ahead } from "./ahead.ts";
import { advance, EMPTY_QUEUE, sessionOutlook } from "./queue.ts";
import type { QueueRules, QueueState } from "./queue.ts";
import type { DayOutlook, ExtraPlace, OpenSlot, Service, Slot, WaitingPromise } from "./types.ts";

/** Room for rounding when a chance is compared with the promise. */
const ROUNDING = 1e-9;

interface Rules extends QueueRules {
  readonly risk: number;
  readonly mostPerDesk: number;
}

interface Session {
  readonly slots: readonly OpenSlot[];
  /** What its later hours ask of the queue that they find. */
  readonly ahead: Ahead;
}

/**
 * The places in more of a day, by hour and desk: as many as keep the promise, and among so many as evenly over the hours as they can be.
 *
 * A place stands only if, at its hour and at every later one of its session, whoever comes is received within the limit with the promised
 * probability, the average wait is under the limit too, and the places in more do not make the session end late more often than the promise lets.
 * Everybody else is counted as convened. Where the promise does not hold even without places in more, none is given; nor where hours overlap
 * (another row of seats at some desk).
 *
 * Hours are filled from the first on: of two people with equal chances, the one who comes earlier leaves no more people waiting at any later hour.
 */
export function extraSeats(slots: readonly OpenSlot[], promise: WaitingPromise, service: Service): ExtraPlace[] {
  const rules: Rules = { ...service, waitMinutes: promise.waitMinutes, risk: 1 - promise.probability + ROUNDING, mostPerDesk: promise.mostPerDesk };
  const sessions = sessionsOf(slots, service.slotMinutes)
    .filter((session) => isRegular(session, service.slotMinutes))
    .map((session): Session => ({ slots: session, ahead: lookAhead(session, rules, rules.risk) }));
  const taken = new Map<number, number>();
  for (const slot of slots) for (const desk of slot.taken) taken.set(desk, (taken.get(desk) ?? 0) + 1);
  const fill = (most: number): ExtraPlace[] => {
    const perDesk = new Map(taken);
    return sessions.flatMap((session) => placesOf(session, rules, perDesk, most));
  };
  const all = fill(Infinity);
  const hours = sessions.reduce((sum, session) => sum + session.slots.length, 0);
  // The fewest at any hour by which as many places are given, found by halving.
  let best = all;
  let low = Math.ceil(all.length / Math.max(1, hours));
  for (let high = busiest(all); low < high; ) {
    const middle = Math.floor((low + high) / 2);
    const even = fill(middle);
    if (even.length < all.length) low = middle + 1;
    else [best, high] = [even, middle];
  }
  return best;
}

function busiest(places: readonly ExtraPlace[]): number {
  return Math.max(0, ...[...Map.groupBy(places, ({ start }) => start).values()].map((each) => each.length));
}

/** Places of one session, no hour with more than `most`; counts them in `perDesk`. */
function placesOf(session: Session, rules: Rules, perDesk: Map<number, number>, most: number): ExtraPlace[] {
  const places: ExtraPlace[] = [];
  let state = EMPTY_QUEUE;
  let guess = 0;
  for (const [index, slot] of session.slots.entries()) {
    const desks = slot.desks
      .filter((desk) => !slot.taken.includes(desk) && (perDesk.get(desk) ?? 0) < rules.mostPerDesk)
      // Who has had fewest comes first: the load of the day is shared.
      .toSorted((a, b) => (perDesk.get(a) ?? 0) - (perDesk.get(b) ?? 0) || a - b)
      .slice(0, most);
    const crowd = (more: number): number[] => [...slot.comes, ...Array.from({ length: more }, () => slot.extraComes)];
    const holds = (more: number): boolean => more === 0 || keeps(state, session, index, crowd(more), rules);
    // More people never make a wait shorter; the hour before is where to begin looking.
    const first = Math.min(guess, desks.length);
    let more = first;
    while (!holds(more)) more -= 1;
    if (more === first) while (more < desks.length && holds(more + 1)) more += 1;
    guess = more;
    for (const desk of desks.slice(0, more)) {
      places.push({ start: slot.start, desk });
      perDesk.set(desk, (perDesk.get(desk) ?? 0) + 1);
    }
    state = advance(state, crowd(more), slot.desks.length, later(session.slots, index), rules).state;
  }
  return places;
}

/** Whether the promise holds at this hour with these people, and from the next on with nobody in more. */
function keeps(before: QueueState, { slots, ahead }: Session, index: number, comes: readonly number[], rules: Rules): boolean {
  const after = advance(before, comes, slots[index]!.desks.length, later(slots, index), rules);
  if (after.late > rules.risk) return false;
  // On average too: those who wait through this hour, shared among those who are expected at it.
  if (after.waiting * rules.slotMinutes > rules.waitMinutes * comes.reduce((sum, one) => sum + one, 0) + ROUNDING) return false;
  return holdsFrom(ahead, index + 1, after.state);
}

function later(session: readonly OpenSlot[], index: number): number[] {
  return session.slice(index + 1).map((slot) => slot.desks.length);
}

/** Hours that follow one another without a break. Who still waits when a session ends is served before the desks rest: the next begins empty. */
export function sessionsOf<T extends { readonly start: number }>(slots: readonly T[], slotMinutes: number): T[][] {
  const sessions: T[][] = [];
  for (const slot of slots.toSorted((a, b) => a.start - b.start)) {
    const current = sessions.at(-1);
    if (current === undefined || slot.start > current.at(-1)!.start + slotMinutes) sessions.push([slot]);
    else current.push(slot);
  }
  return sessions;
}

function isRegular(session: readonly { readonly start: number }[], slotMinutes: number): boolean {
  return session.every((slot, index) => index === 0 || slot.start === session[index - 1]!.start + slotMinutes);
}

/** What is to be expected of a day as it is convened. Overlapping hours of a session are taken as following one another. */
export function dayOutlook(slots: readonly Slot[], waitMinutes: number, service: Service): DayOutlook {
  const sessions = sessionsOf(slots, service.slotMinutes).map((session) => sessionOutlook(session, { ...service, waitMinutes }));
  const hours = sessions.flatMap((session) => session.slots);
  const expected = sessions.reduce((sum, session) => sum + session.expected, 0);
  return {
    slots: hours,
    convened: hours.reduce((sum, slot) => sum + slot.convened, 0),
    expected,
    meanWait: expected === 0 ? 0 : sessions.reduce((sum, session) => sum + session.waitedMinutes, 0) / expected,
    worstLate: Math.max(0, ...hours.map(({ late }) => late)),
  };
}
