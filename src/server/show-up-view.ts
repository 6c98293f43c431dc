// The page of who shows up put together: rates by factor, the promise, the next day, one chance explained step by step.

import type { PoolClient } from "pg";
import type { DayExpected, Rate, ShowUpQuery, ShowUpView } from "../contract/show-up.ts";
import { toDayNumber, weekdayOf } from "../domain/calendar/days.ts";
import { CITATIONS } from "../domain/law/citation.ts";
import { agendaParameters } from "../domain/measures/catalogue.ts";
import { LONG_SHARE, PER_DESK_BOUNDS, PROBABILITY_BOUNDS, WAIT_BOUNDS } from "../domain/overbooking/policy.ts";
import type { DayOutlook, WaitingPromise } from "../domain/overbooking/types.ts";
import { isCallChannel, LEAD_BANDS } from "../domain/show-up/factors.ts";
import { PRIOR_PEOPLE, PRIOR_RATE } from "../domain/show-up/prior.ts";
import { reasonsOf, showUpOf } from "../domain/show-up/show-up-of.ts";
import { FACTORS } from "../domain/show-up/types.ts";
import type { Factor, ShowUpKey, ShowUpTable } from "../domain/show-up/types.ts";
import { romeDay } from "../domain/calendar/rome-time.ts";
import { outlookOf } from "../services/show-up/outlook.ts";
import type { Outlook } from "../services/show-up/outlook.ts";
import { promiseOf } from "../services/show-up/promise.ts";
import { readSettings } from "../store/show-up.ts";
import type { ReferenceNow } from "./reference-now.ts";

export interface ShowUpRequest extends ReferenceNow {
  readonly officeId: string;
  readonly now: string;
  readonly table: ShowUpTable;
  readonly asked: ShowUpQuery;
  readonly nameOf: (login: string) => Promise<string>;
}

export async function showUpView(client: PoolClient, request: ShowUpRequest): Promise<ShowUpView> {
  const { reference, scenario, officeId, now, table } = request;
  const [setting] = await readSettings(client, officeId, 1);
  const inForce = promiseOf(setting);
  const promise = promised(inForce, request.asked);
  const minutes = agendaParameters(romeDay(now)).appointmentMinutes.value;
  const next = await outlookOf(client, { reference, scenario, officeId, minutes, now, promise, table });
  const own = table.levels.office[officeId];
  return {
    office: { id: officeId, name: reference.offices.get(officeId)?.name ?? officeId },
    rate: { ...showUpOf(table, { officeId }), seen: own === undefined ? 0 : own.came + own.missed },
    region: { ...showUpOf(table, {}), seen: table.came + table.missed },
    factors: FACTORS.filter((factor) => factor !== "office").map((factor) => ({ factor, levels: levelsOf(table, officeId, factor) })),
    prior: { rate: PRIOR_RATE.value, people: PRIOR_PEOPLE.value, note: PRIOR_RATE.note },
    promise: {
      ...inForce,
      version: setting?.version ?? 0,
      reason: setting?.reason ?? "",
      by: setting === undefined ? "" : await request.nameOf(setting.enteredBy),
      at: setting?.enteredAt ?? null,
    },
    bounds: { waitMinutes: WAIT_BOUNDS.value, probability: PROBABILITY_BOUNDS.value, mostPerDesk: PER_DESK_BOUNDS.value },
    law: CITATIONS.L241_1990_ART1.text,
    next: next === null ? null : nextOf(next),
    example: exampleOf(table, officeId, next),
    longShare: LONG_SHARE.value,
    slotMinutes: minutes,
  };
}

/** What is asked, over what is in force. */
export function promised(inForce: WaitingPromise, asked: ShowUpQuery): WaitingPromise {
  return {
    waitMinutes: asked.waitMinutes ?? inForce.waitMinutes,
    probability: asked.probability ?? inForce.probability,
    mostPerDesk: asked.mostPerDesk ?? inForce.mostPerDesk,
  };
}

function nextOf(next: Outlook): NonNullable<ShowUpView["next"]> {
  const { day, seats, inMore, usual, cautious, planned } = next;
  return {
    day, seats, inMore, usual: expectedOf(usual), cautious: expectedOf(cautious),
    places: planned.places, filled: expectedOf(planned.usual), filledCautious: expectedOf(planned.cautious),
    hours: cautious.slots.map(({ start, desks, convened, late }, index) => ({ start, desks, convened, expected: usual.slots[index]?.expected ?? 0, late })),
  };
}

const expectedOf = ({ convened, expected, meanWait, worstLate }: DayOutlook): DayExpected => ({ convened, expected, meanWait, worstLate });

/** Levels of which something was seen, in their order. */
function levelsOf(table: ShowUpTable, officeId: string, factor: Factor): (Rate & { level: string })[] {
  return Object.entries(table.levels[factor])
    .toSorted(([a], [b]) => (Number(a) - Number(b) || (a < b ? -1 : 1)))
    .map(([level, { came, missed }]) => ({ level, ...showUpOf(table, { officeId, ...keyOf(factor, level) }), seen: came + missed }));
}

function keyOf(factor: Factor, level: string): Partial<ShowUpKey> {
  if (factor === "channel") return isCallChannel(level) ? { channel: level } : {};
  if (factor === "lead") return { leadDays: LEAD_BANDS[Number(level)] ?? 0 };
  return factor === "call" ? { call: Number(level) } : { [factor]: Number(level) };
}

/** The first hour of the next day, by the way most people were told. */
function exampleOf(table: ShowUpTable, officeId: string, next: Outlook | null): ShowUpView["example"] {
  const hour = Math.floor((next?.cautious.slots[0]?.start ?? 540) / 60);
  const weekday = next === null ? 1 : weekdayOf(toDayNumber(next.day));
  const [most] = Object.entries(table.levels.channel).toSorted(([, a], [, b]) => b.came + b.missed - a.came - a.missed);
  const channel = most !== undefined && isCallChannel(most[0]) ? most[0] : "sms";
  const key: ShowUpKey = { officeId, hour, weekday, channel, leadDays: 10, call: 1 };
  const { base, reasons } = reasonsOf(table, key);
  return { hour, weekday, channel, base, reasons: [...reasons], ...showUpOf(table, key) };
}
