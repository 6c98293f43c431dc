// Offices whose people are followed one by one, by other rules of bookkeeping than the forecast's: what the forecast is held against.

import { chanceOf } from "./chance.ts";
import type { Assumptions } from "./parameters.ts";
import type { OfficeInput } from "./types.ts";

export interface Truth {
  readonly showUp: number;
  readonly signs: number;
  readonly leaves: number;
}

interface Person {
  readonly due: number;
  readonly wave: 1 | 2;
  calls: number;
  /** Day of the next meeting; null: waits for a seat. */
  at: number | null;
  /** From which day another seat may be given. */
  from: number;
  met: boolean;
  signed: boolean;
  out: boolean;
}

export interface LivedThrough {
  /** As the forecaster sees the office on the day `cut`. */
  readonly input: OfficeInput;
  /** What then became of those notified by that day. */
  readonly lastSeen: number;
  readonly lastSigned: number;
  readonly seenBy: (day: number) => number;
}

/** Lives an office through from day 0 of its list; the forecast is made on the day `cut`, a Monday like day 0. Days from 4 are Mondays. */
export function liveThrough(seed: number, of: { readonly people: number; readonly desks: number; readonly cut: number; readonly horizon: number; readonly a: Assumptions; readonly truth: Truth }): LivedThrough {
  const { people, desks, cut, horizon, a, truth } = of;
  const chance = chanceOf(seed);
  const all: Person[] = Array.from({ length: people }, (_, i) => ({ due: 30 + (i % 5), wave: i % 4 === 0 ? 2 : 1, calls: 0, at: null, from: 0, met: false, signed: false, out: false }));
  const seats = (day: number): number => (day % 7 < 5 ? desks * 8 : 0);
  const seenOn: number[] = [];
  let snapshot: OfficeInput | null = null;
  let [lastSeen, lastSigned, came, missed] = [-1, -1, 0, 0];
  for (let day = 0; day < horizon; day += 1) {
    if (day === cut) snapshot = seenOffice(all, { cut, seats, horizon, came, missed });
    let free = day < a.noticeDays ? 0 : seats(day);
    const waiting = all.filter((one) => !one.out && one.at === null && one.from <= day).sort((x, y) => rank(x) - rank(y) || x.wave - y.wave || x.due - y.due);
    for (const one of waiting) {
      if (free === 0) break;
      free -= 1;
      one.at = day;
    }
    let seen = 0;
    for (const one of all.filter(({ at }) => at === day)) {
      one.at = null;
      if (!one.met) one.calls += 1;
      const comes = chance.uniform() < truth.showUp;
      if (comes) came += 1;
      else missed += 1;
      if (!comes) {
        one.from = day + a.recallDays;
        if (!one.met && one.calls >= a.attempts) one.out = true;
        continue;
      }
      const fate = chance.uniform();
      if (one.met) {
        one.out = true;
        if (fate < a.signsAtSecond) one.signed = true;
      } else {
        seen += 1;
        lastSeen = day;
        one.met = true;
        one.from = day + a.secondDays;
        if (fate < truth.signs + truth.leaves) one.out = true;
        if (fate < truth.signs) one.signed = true;
      }
      if (one.signed) lastSigned = day;
    }
    seenOn.push(seen);
  }
  return { input: snapshot!, lastSeen, lastSigned, seenBy: (day) => seenOn.slice(0, day + 1).reduce((sum, count) => sum + count, 0) };
}

/** Who was called before, then who comes back, then the others. */
const rank = ({ met, calls }: Person): number => (met ? 1 : calls > 0 ? 0 : 2);

interface Seen {
  readonly cut: number;
  readonly seats: (day: number) => number;
  readonly horizon: number;
  readonly came: number;
  readonly missed: number;
}

function seenOffice(all: readonly Person[], { cut, seats, horizon, came, missed }: Seen): OfficeInput {
  const inside = all.filter(({ out }) => !out);
  const stock = Map.groupBy(inside.filter(({ calls }) => calls === 0), ({ wave, due }) => `${wave}/${due}`);
  return {
    officeId: "PROVA",
    stock: [...stock.values()].map((group) => ({ wave: group[0]!.wave, due: group[0]!.due, count: group.length })),
    booked: [],
    second: [],
    recall: inside.filter(({ calls, met }) => calls > 0 && !met).length,
    waiting: inside.filter(({ met }) => met).length,
    evidence: { came, missed, inflow: [] },
    history: [{ monday: 0, convened: 0, seen: all.filter(({ met }) => met).length, signed: all.filter(({ signed }) => signed).length }],
    seats: Array.from({ length: horizon - cut }, (_, day) => seats(cut + day)),
  };
}
