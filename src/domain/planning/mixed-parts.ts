// What making and trying plans of a mixed office have in common: the office, what a plan is worth, and the exact plan of whoever is free.

import { planPlain } from "./plan-plain.ts";
import { scoreOfDays } from "./score.ts";
import type { Room } from "./room.ts";
import type { OrderedSeats } from "./seat-order.ts";
import type { OfficeDemand, Score } from "./types.ts";

/** Everything that plans of one office are made and judged with. */
export interface Mixed {
  readonly demand: OfficeDemand;
  readonly ordered: OrderedSeats;
  /** Positions by rank. */
  readonly order: Int32Array;
  /** 1 = must be put in by hand: takes several seats, or its household binds it to others. */
  readonly isHard: Uint8Array;
}

export interface SeatedPlan {
  readonly seatOf: Int32Array;
  readonly conflicts: ReadonlySet<number>;
}

export function scoreOf({ demand, ordered }: Mixed, seatOf: Int32Array): Score {
  const dayOf = Int32Array.from(seatOf, (seat) => (seat < 0 ? -1 : demand.seats.day[seat]!));
  return scoreOfDays(demand.applicants, dayOf, ordered.columns.days[0] ?? 0, demand.policy.household === "one-day");
}

/** Plans those who are not bound into the seats that are left, around the hours given to their households. */
export function completeWith({ demand, isHard }: Mixed, room: Room): SeatedPlan {
  const { seats, applicants, policy } = demand;
  const people = Array.from(applicants.keys()).filter((person) => isHard[person] === 0);
  const free = Array.from(seats.day, (_, seat) => seat).filter((seat) => room.isFree(seat));
  const column = (of: ArrayLike<number>): number[] => free.map((seat) => of[seat]!);
  const plan = planPlain({
    seats: {
      day: column(seats.day), startMinute: column(seats.startMinute), desk: column(seats.desk),
      ...(seats.lane === undefined ? {} : { lane: column(seats.lane) }),
      ...(seats.skills === undefined ? {} : { skills: column(seats.skills) }),
      ...(seats.site === undefined ? {} : { site: column(seats.site) }),
    },
    applicants: people.map((person) => ({ ...applicants[person]!, busyHours: room.hoursOf(applicants[person]!.householdRef) })),
    policy: { ...policy, household: "apart" },
  });
  const seatOf = room.seatOf.slice();
  people.forEach((person, index) => {
    const seat = plan.seatOf[index]!;
    seatOf[person] = seat < 0 ? -1 : free[seat]!;
  });
  return { seatOf, conflicts: new Set([...plan.conflicts].map((index) => people[index]!)) };
}

export function columnOfSeats({ start, order }: OrderedSeats, seats: number): Int32Array {
  const columnOf = new Int32Array(seats).fill(-1);
  for (let column = 0; column + 1 < start.length; column += 1) {
    for (let index = start[column]!; index < start[column + 1]!; index += 1) columnOf[order[index]!] = column;
  }
  return columnOf;
}
