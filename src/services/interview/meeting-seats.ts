// Seats of the agenda that the next meeting may be held in.

import { addDays, toIsoDate } from "../../domain/calendar/days.ts";
import { romeInstant } from "../../domain/calendar/rome-time.ts";
import type { FormOption } from "../../domain/procedure/form-types.ts";
import { scenarioInForce } from "../../store/summons-acts.ts";
import { freeSeatList, takenAndChanged } from "../agenda-seats.ts";
import { earliestDay } from "../seats.ts";
import type { Gathered } from "./gather.ts";
import { STEP_TEXTS } from "./texts.ts";

const MEET_AFTER_DAYS = 28;
const SEARCH_DAYS = 14;
const MOST_SEATS = 12;

/** Free seats about four weeks ahead, the first of each half day. */
export async function seatOptions({ client, reference, moment, row }: Gathered): Promise<FormOption[]> {
  const officeId = row.officeId;
  if (officeId === null) return [];
  const { parameters } = moment.facts;
  const wanted = addDays(moment.today, MEET_AFTER_DAYS);
  const earliest = earliestDay(reference, officeId, parameters, moment.now);
  const fromDay = wanted < earliest ? earliest : wanted;
  const toDay = addDays(fromDay, SEARCH_DAYS);
  const scenario = await scenarioInForce(client);
  const standing = await takenAndChanged(client, officeId, fromDay, toDay);
  const list = freeSeatList(reference, {
    officeId,
    scenario,
    fromDay,
    toDay,
    minutes: parameters.appointmentMinutes.value,
    ...standing,
  });
  const numbers = new Map(reference.desks(scenario).map((desk) => [desk.id, desk.number]));
  const options = new Map<string, FormOption>();
  list.day.forEach((day, at) => {
    const minute = list.startMinute[at]!;
    const half = `${day}/${minute < 780 ? "am" : "pm"}`;
    if (options.has(half) || options.size >= MOST_SEATS) return;
    const startsAt = romeInstant(toIsoDate(day), minute);
    options.set(half, {
      value: `${list.desk[at]!} ${startsAt}`,
      label: STEP_TEXTS.seat(startsAt, numbers.get(list.desk[at]!) ?? 0),
    });
  });
  return [...options.values()];
}
