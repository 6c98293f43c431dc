// The queue of a session, exactly: how many wait after each hour, from who may come and how long meetings last.

import { countOf, countsOfAlike } from "./chances.ts";
import type { Service, Slot, SlotOutlook } from "./types.ts";

/** Chances below this are let go: over a day they are less than a hundred-millionth. */
export const NOTHING = 1e-12;
/** A queue that is still there after so many further slots is no queue of a day. */
const MOST_OVERTIME = 200;

/** Chance of each pair (desks still busy with a long meeting, people waiting), as they stand when an hour begins. */
export interface QueueState {
  /** Row of each number of busy desks; entry of each number of people waiting. */
  readonly chance: readonly Float64Array[];
}

export const EMPTY_QUEUE: QueueState = { chance: [Float64Array.of(1)] };

/** Chance that somebody waits. */
export function leftWaiting({ chance }: QueueState): number {
  return chance.reduce((sum, row) => sum + row.subarray(1).reduce((all, one) => all + one, 0), 0);
}

export interface QueueRules extends Service {
  readonly waitMinutes: number;
}

export interface Advance {
  readonly state: QueueState;
  /** Chance that somebody who comes at this hour waits longer than the limit. */
  readonly late: number;
  /** Expected people who wait through the slot. */
  readonly waiting: number;
}

/**
 * The queue after one hour. Those who come stand behind those who wait; every free desk takes the next one; a meeting lasts one slot or two.
 * `later` are the desks of the hours that follow: who waits now is served there, and after the last of them for as long as it takes.
 */
export function advance(before: QueueState, comes: readonly number[], desks: number, later: readonly number[], rules: QueueRules): Advance {
  const long = longOf(desks, rules.longShare);
  const started = begin(before, countOf(comes), desks);
  const most = started.all.reduce((longest, row) => Math.max(longest, row.length), 1);
  const chance = Array.from({ length: desks + 1 }, () => new Float64Array(most));
  // Of these, with somebody who has just come.
  const fresh = Array.from({ length: desks + 1 }, () => new Float64Array(most));
  let waiting = 0;
  for (let begun = 0; begun <= desks; begun += 1) {
    const all = started.all[begun]!;
    const withNew = started.withNew[begun]!;
    for (let left = 0; left < all.length; left += 1) {
      if (all[left]! < NOTHING) continue;
      waiting += left * all[left]!;
      for (let busy = 0; busy <= begun; busy += 1) {
        const share = long[begun]![busy]!;
        if (share < NOTHING) continue;
        chance[busy]![left]! += all[left]! * share;
        fresh[busy]![left]! += withNew[left]! * share;
      }
    }
  }
  const patience = Math.floor(rules.waitMinutes / rules.slotMinutes);
  const still = stillWaiting(desks, later, rules.longShare);
  let late = 0;
  for (const [busy, row] of fresh.entries()) for (let left = 1; left < row.length; left += 1) if (row[left]! > NOTHING) late += row[left]! * still(0, busy, left, patience);
  return { state: { chance: chance.map(trimmed) }, late, waiting };
}

/** Chances of (meetings begun, people left waiting), in all and with at least one who has just come. */
function begin({ chance }: QueueState, arrivals: Float64Array, desks: number): { all: Float64Array[]; withNew: Float64Array[] } {
  const longest = Math.max(...chance.map((row) => row.length)) + arrivals.length;
  const all = Array.from({ length: desks + 1 }, () => new Float64Array(longest));
  const withNew = Array.from({ length: desks + 1 }, () => new Float64Array(longest));
  for (const [busy, row] of chance.entries()) {
    const free = Math.max(0, desks - busy);
    for (let waited = 0; waited < row.length; waited += 1) {
      if (row[waited]! < NOTHING) continue;
      for (let come = 0; come < arrivals.length; come += 1) {
        const both = row[waited]! * arrivals[come]!;
        const begun = Math.min(free, waited + come);
        all[begun]![waited + come - begun]! += both;
        if (come > 0) withNew[begun]![waited + come - begun]! += both;
      }
    }
  }
  return { all, withNew };
}

/** Chance that the last of so many has not begun within so many slots from an hour on, with so many desks busy. */
export type Still = (hour: number, busy: number, left: number, slots: number) => number;

/** Chance that the last of `left` who wait has not begun within so many further slots; who comes after them does not matter. */
export function stillWaiting(desks: number, later: readonly number[], longShare: number): Still {
  const still: Still = (hour, busy, left, slots) => {
    if (left <= 0) return 0;
    if (slots <= 0) return 1;
    const open = later[hour] ?? later.at(-1) ?? desks;
    const free = Math.max(0, open - busy);
    if (left <= free) return 0;
    if (slots === 1) return 1;
    const long = longOf(free, longShare)[free]!;
    let sum = 0;
    for (let next = 0; next <= free; next += 1) if (long[next]! >= NOTHING) sum += long[next]! * still(hour + 1, next, left - free, slots - 1);
    return sum;
  };
  return still;
}

const longCache = new Map<string, readonly Float64Array[]>();

export function longOf(desks: number, share: number): readonly Float64Array[] {
  const key = `${desks}/${share}`;
  let known = longCache.get(key);
  if (known === undefined) longCache.set(key, (known = countsOfAlike(desks, share)));
  return known;
}

function trimmed(row: Float64Array): Float64Array {
  let end = row.length;
  while (end > 1 && row[end - 1]! < NOTHING) end -= 1;
  return row.subarray(0, end);
}

export interface SessionOutlook {
  readonly slots: readonly SlotOutlook[];
  readonly expected: number;
  /** Minutes waited by all of them together, expected; past the end of the session too. */
  readonly waitedMinutes: number;
}

/** What is to be expected of hours that follow one another without a break, from an empty room. */
export function sessionOutlook(slots: readonly Slot[], rules: QueueRules): SessionOutlook {
  const desks = slots.map((slot) => slot.desks);
  let state = EMPTY_QUEUE;
  let waiting = 0;
  const outlooks = slots.map((slot, index): SlotOutlook => {
    const after = advance(state, slot.comes, slot.desks, desks.slice(index + 1), rules);
    state = after.state;
    waiting += after.waiting;
    const expected = slot.comes.reduce((sum, one) => sum + one, 0);
    return { start: slot.start, desks: slot.desks, convened: slot.comes.length, expected, late: after.late };
  });
  waiting += overtime(state, desks.at(-1) ?? 0, rules);
  return { slots: outlooks, expected: outlooks.reduce((sum, one) => sum + one.expected, 0), waitedMinutes: waiting * rules.slotMinutes };
}

/** Expected people × slots that are still waited after the last hour. */
function overtime(state: QueueState, desks: number, rules: QueueRules): number {
  let sum = 0;
  for (let slot = 0; slot < MOST_OVERTIME && desks > 0; slot += 1) {
    const after = advance(state, [], desks, [], rules);
    state = after.state;
    sum += after.waiting;
    if (after.waiting < NOTHING) break;
  }
  return sum;
}
