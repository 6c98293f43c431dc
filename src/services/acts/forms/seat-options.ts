// Free seats of the office as choices of a form: for each hour the first free desk, as far ahead as an operator looks.

import type { PoolClient } from "pg";
import { addDays } from "../../../domain/calendar/days.ts";
import { clockText, romeDay } from "../../../domain/calendar/rome-time.ts";
import type { FormOption } from "../../../domain/procedure/form-types.ts";
import { scenarioInForce } from "../../../store/summons-acts.ts";
import { earliestDay, firstFree } from "../../seats.ts";
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
  const free = await firstFree(client, { reference, officeId, scenario, measure: parameters, fromDay: from, toDay: to, now });
  const numbers = new Map(reference.desks(scenario).map((desk) => [desk.id, desk.number]));
  return free.map(({ deskId, startsAt, day, minute }) => ({
    value: `${deskId}@${startsAt}`,
    label: SUMMONS_LABELS.seatOf(LONG_DAY.format(new Date(`${day}T12:00:00Z`)), clockText(minute)),
    hint: SUMMONS_LABELS.desk(numbers.get(deskId) ?? deskId),
  }));
}
