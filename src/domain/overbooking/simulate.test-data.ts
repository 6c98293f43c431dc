// Days lived one person after the other, minute by minute: the other way of counting, against which the exact one is checked.

import type { Service } from "./types.ts";

export interface LivedSlot {
  readonly start: number;
  /** True chance to come of each person convened at this hour. */
  readonly comes: readonly number[];
}

export interface LivedDay {
  /** Longest wait, in minutes, among those who came at each hour; null where nobody came. */
  readonly longest: readonly (number | null)[];
  readonly waited: number;
  readonly came: number;
}

/** One session with the same desks all along, from an empty room. Who comes is on time; the first desk that is free takes the next. */
export function liveSession(slots: readonly LivedSlot[], desks: number, service: Service, chance: () => number): LivedDay {
  const freeAt = Array.from({ length: desks }, () => slots[0]?.start ?? 0);
  let [waited, came] = [0, 0];
  const longest = slots.map(({ start, comes }) => {
    let worst: number | null = null;
    for (const comesWith of comes) {
      if (chance() >= comesWith) continue;
      let desk = 0;
      for (let other = 1; other < desks; other += 1) if (freeAt[other]! < freeAt[desk]!) desk = other;
      const begins = Math.max(start, freeAt[desk]!);
      freeAt[desk] = begins + service.slotMinutes * (chance() < service.longShare ? 2 : 1);
      waited += begins - start;
      came += 1;
      worst = Math.max(worst ?? 0, begins - start);
    }
    return worst;
  });
  return { longest, waited, came };
}
