// Free seats of the office as choices of a form: for each hour the first free desk, as far ahead as an operator looks.

import type { PoolClient } from "pg";
import { addDays } from "../../../domain/calendar/days.ts";
import { romeDay, romeInstant } from "../../../domain/calendar/rome-time.ts";
import { toIsoDate } from "../../../domain/calendar/days.ts";
import type { FormOption } from "../../../domain/procedure/form-types.ts";
import { scenarioInForce } from "../../../store/summons-acts.ts";
import { freeSeatList, takenAndChanged } from "../../agenda-seats.ts";
import { earliestDay } from "../../seats.ts";
import type { Moment } from "../binding.ts";
import { SUMMONS_LABELS } from "./summons-texts.ts";

const AHEAD_DAYS = 21;
const LONG_DAY = new Intl.DateTimeFormat("it-IT", { weekday: "short", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** The value is "desk@instant". With `notice` only from the first day that the minimum notice allows; without, from now. */
export async function seatOptions(client: PoolClient, { reference, facts, now }: Moment, notice: boolean): Promise<FormOption[]> {
  const { officeId, parameters } = facts;
  if (officeId === null) return [];
  const from = notice ? earliestDay(reference, officeId, parameters, now) : romeDay(now);
  const to = addDays(from, AHEAD_DAYS);
  const scenario = await scenarioInForce(client);
  const { held, exceptions } = await takenAndChanged(client, officeId, from, to);
  const free = freeSeatList(reference, { officeId, scenario, fromDay: from, toDay: to, minutes: parameters.appointmentMinutes.value, held, exceptions });
  const numbers = new Map(reference.desks(scenario).map((desk) => [desk.id, desk.number]));
  const firstDesk = new Map<string, FormOption>();
  for (const [index, deskId] of free.desk.entries()) {
    const day = toIsoDate(free.day[index]!);
    const minute = free.startMinute[index]!;
    const startsAt = romeInstant(day, minute);
    if (startsAt <= now || firstDesk.has(startsAt)) continue;
    firstDesk.set(startsAt, {
      value: `${deskId}@${startsAt}`,
      label: SUMMONS_LABELS.seatOf(LONG_DAY.format(new Date(`${day}T12:00:00Z`)), hourText(minute)),
      hint: SUMMONS_LABELS.desk(numbers.get(deskId) ?? deskId),
    });
  }
  return [...firstDesk.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, option]) => option);
}

function hourText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}
