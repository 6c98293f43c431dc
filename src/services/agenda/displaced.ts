// Who loses a seat by a change of an office's hours, and where each would go: read from the database, decided by pure code.

import type { PoolClient } from "pg";
import { addDays, toDayNumber, toIsoDate } from "../../domain/calendar/days.ts";
import { romeDay, romeInstant, romeTime } from "../../domain/calendar/rome-time.ts";
import { isOpenFor } from "../../domain/offices/opening.ts";
import type { OfficeSchedule } from "../../domain/offices/opening.ts";
import { rankByPriority } from "../../domain/planning/priority.ts";
import { replan } from "../../domain/planning/replan.ts";
import type { Displaced } from "../../domain/planning/replan.ts";
import { bookedBetween, planTarget } from "../../store/agenda-replan.ts";
import type { BookedPerson } from "../../store/agenda-replan.ts";
import type { ExceptionRow } from "../../store/agenda.ts";
import { heldSeats, householdHours } from "../../store/planning.ts";
import { freeSeatList } from "../agenda-seats.ts";
import type { Reference } from "../reference.ts";
import { earliestDay } from "../seats.ts";
import { measureParameters } from "../writing.ts";

/** New dates are looked for up to so many days after the last appointment that is hit: nobody is put off further without a person deciding it. */
export const HORIZON_DAYS = 84;

export interface Proposal {
  readonly caseId: string;
  readonly appointmentId: string;
  readonly name: string;
  readonly surname: string;
  readonly reach: string;
  readonly summonsState: string | null;
  readonly deskId: number;
  readonly startsAt: string;
  /** Null: there is no seat for them. */
  readonly to: { readonly deskId: number; readonly startsAt: string } | null;
  /** Only the desk changes. */
  readonly sameTime: boolean;
  /** Last day in time: of the law's term where the meeting meets it, otherwise of the Region's target. */
  readonly due: string;
  readonly late: boolean;
}

export interface Displacing {
  readonly client: PoolClient;
  readonly reference: Reference;
  readonly scenario: string;
  readonly officeId: string;
  readonly now: string;
}

/** Those booked after `now` on these days at desks and hours that the schedule does not open. */
export async function displacedBy(at: Displacing, schedule: OfficeSchedule | undefined, days: { readonly from: string; readonly to: string }): Promise<BookedPerson[]> {
  const booked = await bookedBetween(at.client, at.officeId, days, at.now);
  const numbers = deskNumbers(at);
  return booked.filter((one) => {
    const { date, minutes } = romeTime(one.startsAt);
    const length = (Date.parse(one.endsAt) - Date.parse(one.startsAt)) / 60_000;
    const desk = numbers.get(one.deskId);
    return schedule === undefined || desk === undefined || !isOpenFor(schedule, at.reference.holidays, date, { desk, start: minutes, end: minutes + length });
  });
}

export function deskNumbers({ reference, scenario, officeId }: Pick<Displacing, "reference" | "scenario" | "officeId">): Map<number, number> {
  return new Map(reference.desks(scenario).filter((desk) => desk.officeId === officeId).map((desk) => [desk.id, desk.number]));
}

/** A new seat for each, under the hours with `exceptions`; the same people and the same agenda give the same answer. */
export async function proposeSeats(at: Displacing, people: readonly BookedPerson[], exceptions: readonly ExceptionRow[]): Promise<Proposal[]> {
  if (people.length === 0) return [];
  const { client, reference, scenario, officeId, now } = at;
  const today = romeDay(now);
  const releases = people.map((one) => earliestDay(reference, officeId, measureParameters(one.measure, one.grantedOn), now));
  const last = [...people.map((one) => romeDay(one.startsAt)), ...releases].reduce((latest, day) => (day > latest ? day : latest));
  const toDay = addDays(last, HORIZON_DAYS);
  const held = await heldSeats(client, officeId, today, toDay);
  // One grid for all of them: a seat of the longest is long enough for each.
  const minutes = Math.max(...people.map((one) => measureParameters(one.measure, one.grantedOn).appointmentMinutes.value));
  const seats = freeSeatList(reference, { officeId, scenario, fromDay: today, toDay, minutes, held, exceptions });
  const target = (await planTarget(client)) ?? toDay;
  const displaced = await displacedFacts(client, people, releases, target);
  const plan = replan({ displaced, seats, horizon: toDayNumber(toDay) });
  const chosen = new Map(plan.placements.map((placement) => [placement.ref, placement]));
  const late = new Set(plan.late);
  return people.map((one, ref): Proposal => {
    const placement = chosen.get(ref);
    return {
      caseId: one.caseId, appointmentId: one.appointmentId, name: one.name, surname: one.surname, reach: one.reach, summonsState: one.summonsState,
      deskId: one.deskId, startsAt: one.startsAt,
      to: placement === undefined ? null : { deskId: seats.desk[placement.seat]!, startsAt: romeInstant(toIsoDate(seats.day[placement.seat]!), seats.startMinute[placement.seat]!) },
      sameTime: placement?.sameTime ?? false,
      due: toIsoDate(displaced[ref]!.due1 ?? displaced[ref]!.due2),
      late: late.has(ref),
    };
  });
}

async function displacedFacts(client: PoolClient, people: readonly BookedPerson[], releases: readonly string[], target: string): Promise<Displaced[]> {
  const benefits = [...new Set(people.map((one) => one.benefitId))];
  const hours = Map.groupBy(await householdHours(client, benefits), (row) => row.benefitId);
  const households = new Map(benefits.map((benefit, index) => [benefit, index]));
  const ranks = rankByPriority(
    people.map((one) => ({
      // As the planner ranks: the nearest term, then who has waited longest, then the youngest.
      keys: [toDayNumber(one.dueOn ?? target), toDayNumber(one.grantedOn), -toDayNumber(one.birthDate)],
      id: one.taxCode,
    })),
  );
  return people.map((one, ref) => {
    const { date, minutes } = romeTime(one.startsAt);
    const own = toDayNumber(date) * 24 + Math.floor(minutes / 60);
    const byMeeting = measureParameters(one.measure, one.grantedOn).conveneMetBy.value === "appointment-held";
    const busy = (hours.get(one.benefitId) ?? []).map((held) => toDayNumber(held.day) * 24 + held.hour);
    return {
      ref, householdRef: households.get(one.benefitId)!, rank: ranks[ref]!,
      day: toDayNumber(date), startMinute: minutes, release: toDayNumber(releases[ref]!),
      due1: one.dueOn !== null && byMeeting ? toDayNumber(one.dueOn) : null, due2: toDayNumber(target),
      // Hours of the others, also of those who are about to leave them: whoever is moved first must not be in anybody's way.
      busyHours: busy.toSpliced(busy.indexOf(own), busy.includes(own) ? 1 : 0),
    };
  });
}
