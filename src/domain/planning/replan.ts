// New seats for everybody whose seat is taken away at once: the same hour at another desk where there is one, otherwise the best new date.

import { planOffice } from "./plan-office.ts";
import { bringTogether } from "./replan-together.ts";
import type { Applicant, OfficePlan, SeatColumns, UnplacedReason } from "./types.ts";

/** A person whose seat is taken away. All days are day numbers, hours are day × 24 + hour. */
export interface Displaced {
  /** The caller's own key: unique within a call. */
  readonly ref: number;
  readonly householdRef: number;
  /** Smaller = served earlier among equals; equal ranks fall back on `ref`. */
  readonly rank: number;
  /** Where the person was expected. */
  readonly day: number;
  readonly startMinute: number;
  /** First day of a new date (minimum notice). */
  readonly release: number;
  /** Last day that meets the law's term, when the meeting is what meets it; else null. */
  readonly due1: number | null;
  /** Last day that meets the Region's target. */
  readonly due2: number;
  /** Clock hours that other members of the household hold now, in any office, whether they stay there or not: of each member, but for the person's own. */
  readonly busyHours: readonly number[];
}

export interface ReplanDemand {
  readonly displaced: readonly Displaced[];
  /** Every free seat from today on, also those too near for a new date: an hour that stays the same needs no notice. */
  readonly seats: SeatColumns;
  /** Last day on which a new date may be given. */
  readonly horizon: number;
}

export interface Placement {
  readonly ref: number;
  /** Index into the seat columns. */
  readonly seat: number;
  /** The same hour at another desk: nothing changes for the person. */
  readonly sameTime: boolean;
}

export interface Replan {
  /** One for each person who can be placed, in order of day, hour, desk. */
  readonly placements: readonly Placement[];
  /** In order of rank. */
  readonly unplaced: readonly { readonly ref: number; readonly reason: UnplacedReason }[];
  /** Those who cannot be seen by the law's term, or where there is none by the Region's target; the unplaced among them. Most urgent first. */
  readonly late: readonly number[];
}

/**
 * Nobody else is moved, and nobody twice. As many as possible keep their hour; of those who cannot, the planner's own optimum decides
 * (most in time for the law's term, then for the target, then most placed, then soonest); members of a household who were
 * expected on one day get one day again where that makes nobody late. One result only, whatever the order of the input.
 * @throws RangeError when two people, or two seats, are one and the same
 */
export function replan({ displaced, seats, horizon }: ReplanDemand): Replan {
  const people = displaced.toSorted(byUrgency);
  const taken = new Set<number>();
  const kept = keepHours(people, seats, taken);
  const moving = people.filter(({ ref }) => !kept.has(ref));
  const { columns, index } = seatsLeft(seats, taken, moving, horizon);
  const plan = newDates(moving, columns, horizon);
  const chosen = new Map(plan.assignments.map(({ ref, seat }) => [ref, index[seat]!]));
  for (const seat of chosen.values()) taken.add(seat);
  bringTogether({ moving, chosen, taken, seats, horizon });
  const where = new Map([...kept, ...chosen]);
  const placements = [...where].map(([ref, seat]) => ({ ref, seat, sameTime: kept.has(ref) }));
  return {
    placements: placements.sort((a, b) => compareSeats(seats, a.seat, b.seat)),
    unplaced: plan.unplaced,
    late: people.flatMap(({ ref, due1, due2 }) => {
      const seat = where.get(ref);
      return seat !== undefined && (kept.has(ref) || seats.day[seat]! <= (due1 ?? due2)) ? [] : [ref];
    }),
  };
}

/**
 * Nobody is asked to come before the day they were told, unless somebody would miss a term for it: first only the late may come earlier,
 * and everybody only where that is not enough.
 */
function newDates(moving: readonly Displaced[], seats: SeatColumns, horizon: number): OfficePlan {
  const plan = (mayComeEarlier: (person: Displaced) => boolean): OfficePlan =>
    planOffice({
      seats,
      applicants: moving.map((person) => applicantOf(person, mayComeEarlier(person) ? person.release : Math.max(person.release, person.day))),
      policy: { placeLate: true, horizon },
    });
  const best = plan(() => true);
  const isAsGood = ({ score }: OfficePlan): boolean =>
    score.onTime1 === best.score.onTime1 && score.onTime2 === best.score.onTime2 && score.placed === best.score.placed;
  const later = plan(() => false);
  if (isAsGood(later)) return later;
  const late = new Set([...later.late, ...later.unplaced].map(({ ref }) => ref));
  const mixed = plan(({ ref }) => late.has(ref));
  return isAsGood(mixed) ? mixed : best;
}

/** Who has least time left keeps the hour first: the others can still be given a date in time. */
function byUrgency(a: Displaced, b: Displaced): number {
  return (a.due1 ?? Infinity) - (b.due1 ?? Infinity) || a.due2 - b.due2 || a.rank - b.rank || a.ref - b.ref || 0;
}

/** Gives the same hour at another desk to as many as there are such seats; the desk with the lowest number first. */
function keepHours(people: readonly Displaced[], seats: SeatColumns, taken: Set<number>): Map<number, number> {
  const wanted = new Set(people.map(({ day, startMinute }) => timeKey(day, startMinute)));
  const free = new Map<string, number[]>();
  for (let seat = 0; seat < seats.day.length; seat += 1) {
    const key = timeKey(seats.day[seat]!, seats.startMinute[seat]!);
    if (!wanted.has(key)) continue;
    const list = free.get(key);
    if (list === undefined) free.set(key, [seat]);
    else list.push(seat);
  }
  for (const list of free.values()) list.sort((a, b) => seats.desk[b]! - seats.desk[a]!);
  const kept = new Map<number, number>();
  for (const { ref, day, startMinute } of people) {
    const seat = free.get(timeKey(day, startMinute))?.pop();
    if (seat === undefined) continue;
    kept.set(ref, seat);
    taken.add(seat);
  }
  return kept;
}

/** Seats for new dates, with their index among all. */
function seatsLeft(seats: SeatColumns, taken: ReadonlySet<number>, moving: readonly Displaced[], horizon: number) {
  const first = moving.reduce((soonest, { release }) => Math.min(soonest, release), Infinity);
  const index: number[] = [];
  for (let seat = 0; seat < seats.day.length; seat += 1)
    if (!taken.has(seat) && seats.day[seat]! >= first && seats.day[seat]! <= horizon) index.push(seat);
  const column = (of: ArrayLike<number>): number[] => index.map((seat) => of[seat]!);
  return { index, columns: { day: column(seats.day), startMinute: column(seats.startMinute), desk: column(seats.desk) } };
}

function applicantOf({ ref, householdRef, rank, due1, due2, busyHours }: Displaced, release: number): Applicant {
  return { ref, householdRef, rank, release, due1, due2, busyHours };
}

const timeKey = (day: number, minute: number): string => `${day}/${minute}`;

function compareSeats(seats: SeatColumns, a: number, b: number): number {
  return seats.day[a]! - seats.day[b]! || seats.startMinute[a]! - seats.startMinute[b]! || seats.desk[a]! - seats.desk[b]!;
}
