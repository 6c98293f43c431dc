// What a session still holds, seen from each of its hours: the promise's chances as weights on the queue, worked out backwards once.

import { countOf } from "./chances.ts";
import { longOf, NOTHING, stillWaiting } from "./queue.ts";
import type { QueueRules, QueueState } from "./queue.ts";
import type { OpenSlot } from "./types.ts";

/** One thing to be kept: the sum of the queue's chances, each times its weight, may not exceed `most`. */
interface Kept {
  /** Row of each number of busy desks, entry of each number of people waiting. */
  readonly weight: readonly Float64Array[];
  readonly most: number;
}

export interface Ahead {
  /** From the hour on, with nobody in more: every hour's promise and the end of the session. One entry more than hours: the end itself. */
  readonly from: readonly (readonly Kept[])[];
}

/**
 * For each hour, what must hold at it and at every later one as weights on the queue that it finds: then one sum over the queue judges the rest of
 * the session. `risk` is what may be broken; the end may be late as often as it is without places in more, and by `risk` more.
 */
export function lookAhead(slots: readonly OpenSlot[], rules: QueueRules, risk: number): Ahead {
  const desks = slots.map((slot) => slot.desks.length);
  const patience = Math.floor(rules.waitMinutes / rules.slotMinutes);
  // More desks than these are never busy with long meetings at once.
  const busy = longOf(Math.max(0, ...desks), rules.longShare).at(-1)!.findLastIndex((share) => share >= NOTHING) + 1;
  const size = { busy, waiting: (patience + 2) * Math.max(1, ...desks) + MORE };
  const end = grid(size, (_busy, waiting) => (waiting > 0 ? 1 : 0));
  let current: Kept[] = [{ weight: end, most: 1 }];
  const from: Kept[][] = [current];
  for (let hour = slots.length - 1; hour >= 0; hour -= 1) {
    const step = stepOf(slots[hour]!.comes, desks[hour]!, rules.longShare, size);
    const still = stillWaiting(desks[hour]!, desks.slice(hour + 1), rules.longShare);
    const expected = slots[hour]!.comes.reduce((sum, one) => sum + one, 0);
    const here: Kept[] = [
      { weight: step(grid(size, (busy, waiting) => still(0, busy, waiting, patience)), true), most: risk },
      { weight: step(grid(size, (_busy, waiting) => waiting), false), most: (rules.waitMinutes * expected) / rules.slotMinutes + risk },
    ];
    current = [...here, ...current.map(({ weight, most }) => ({ weight: step(weight, false), most }))];
    from.unshift(current);
  }
  const overrun = from[0]!.at(-1)!.weight[0]![0]!;
  return { from: from.map((list) => [...list.slice(0, -1), { ...list.at(-1)!, most: overrun + risk }]) };
}

/** Whether all of it holds from an hour on, for a queue as that hour finds it. */
export function holdsFrom({ from }: Ahead, hour: number, { chance }: QueueState): boolean {
  return from[hour]!.every(({ weight, most }) => {
    let sum = 0;
    for (const [busy, row] of chance.entries()) {
      const weights = weight[busy];
      if (weights === undefined) continue;
      for (let waiting = 0; waiting < row.length; waiting += 1) sum += row[waiting]! * weights[Math.min(waiting, weights.length - 1)]!;
    }
    return sum <= most;
  });
}

/** People waiting beyond what the patience of a full room makes sense of: a longer queue counts as this long. */
const MORE = 12;

interface Size {
  readonly busy: number;
  readonly waiting: number;
}

function grid({ busy, waiting }: Size, of: (busy: number, waiting: number) => number): Float64Array[] {
  return Array.from({ length: busy }, (_, row) => Float64Array.from({ length: waiting + 1 }, (_unused, column) => of(row, column)));
}

/** Weights on the queue after an hour, carried to the queue before it; with `onlyNew`, where somebody comes at the hour. */
function stepOf(comes: readonly number[], desks: number, longShare: number, size: Size): (after: readonly Float64Array[], onlyNew: boolean) => Float64Array[] {
  const arrivals = countOf(comes);
  const long = longOf(desks, longShare);
  return (after, onlyNew) => {
    // Once the meetings have begun it is chance how many of them are long.
    const begun = Array.from({ length: desks + 1 }, (_, meetings) => {
      const row = new Float64Array(size.waiting + 1);
      for (let busy = 0; busy <= meetings; busy += 1) {
        const share = long[meetings]![busy]!;
        if (share < NOTHING) continue;
        const weights = after[busy]!;
        for (let left = 0; left <= size.waiting; left += 1) row[left]! += share * weights[left]!;
      }
      return row;
    });
    return grid(size, (busy, waiting) => {
      const free = Math.max(0, desks - busy);
      let sum = 0;
      for (let come = onlyNew ? 1 : 0; come < arrivals.length; come += 1) {
        if (arrivals[come]! < NOTHING) continue;
        const meetings = Math.min(free, waiting + come);
        sum += arrivals[come]! * begun[meetings]![Math.min(waiting + come - meetings, size.waiting)]!;
      }
      return sum;
    });
  };
}
