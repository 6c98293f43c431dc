// The summons as an item: read from its own table with its appointment, written back with its seat; and what its guards look at, gathered.

import type { PoolClient } from "pg";
import { addDays } from "../../../domain/calendar/days.ts";
import { romeInstant } from "../../../domain/calendar/rome-time.ts";
import { CLOCKS } from "../../../domain/measures/clock-types.ts";
import type { Telling } from "../../../domain/summons/data.ts";
import { NO_SUMMONS } from "../../../domain/summons/data.ts";
import type { SummonsData, SummonsFields } from "../../../domain/summons/data.ts";
import { takenForVisit } from "../../../store/replies.ts";
import { noticeTermDue } from "../../../store/terms.ts";
import { gateways, summonsToTell } from "../../../store/messages.ts";
import type { Item } from "../../../store/items.ts";
import {
  holdSeat, insertSummons, lockSummonsesOf, readSummonsesOf, releaseSeatsOf, reportedAbsences, scenarioInForce, seatsOf, tellingsOf, updateSummons,
} from "../../../store/summons-acts.ts";
import type { SeatRow, SummonsRow, TellingRow } from "../../../store/summons-acts.ts";
import type { Unit } from "../../../store/units.ts";
import { freshCodes } from "../../reference-codes.ts";
import { seatStanding } from "../../seats.ts";
import type { Form, Moment, OwnTable } from "../binding.ts";
import { readDutiesOf } from "../duties.ts";
import type { Duties } from "../duties.ts";

/** What the guards look at besides the case. */
export interface SummonsMore {
  readonly duties: Duties;
  readonly seatHeld: boolean;
  readonly seat: "free" | "taken" | "none" | null;
  readonly tellings: readonly Telling[];
  readonly channelUsable: boolean;
  readonly allChannelsFailed: boolean;
  readonly reported: boolean;
  /** Last instant of the running term in which the measure wants the meeting. */
  readonly latest: string | null;
}

const NOBODY = "00000000-0000-0000-0000-000000000000";
/** States in which the person has been told, by message or at the desk. */
const TOLD: ReadonlySet<string> = new Set(["issued", "confirmed"]);

export const SUMMONS_TABLE: OwnTable<SummonsData, SummonsFields, SummonsMore> = {
  lock: lockSummonsesOf,
  read: (client, caseId, unit) => readSummonsItems(client, new Map([[caseId, unit]])),
  write: async (client, before, item, question) => {
    const { appointment, ...kept } = item.data as unknown as SummonsData;
    if (appointment === null) throw new Error("a summons is written without its seat");
    const isNewSeat = (before?.data as SummonsData | undefined)?.appointment?.id !== appointment.id;
    if (isNewSeat) {
      await releaseSeatsOf(client, item.caseId);
      await holdSeat(client, item.caseId, question.moment.facts.benefitId, appointment);
    }
    const next = {
      id: item.id, caseId: item.caseId, state: item.state, version: item.version, data: kept, counts: item.counts, unit: item.unit, seatId: appointment.id,
      toldAt: TOLD.has(item.state) ? question.moment.now : null,
    };
    if (before !== null) return updateSummons(client, next);
    const [reference] = await freshCodes(client, 1);
    await insertSummons(client, next, { reference: reference!, now: question.moment.now });
  },
};

/** The summonses of these cases as items, oldest first; each case with the unit it counts for. */
export async function readSummonsItems(client: PoolClient, units: ReadonlyMap<string, Unit>): Promise<Item[]> {
  return (await readSummonsesOf(client, [...units.keys()])).map((row) => itemOf(row, units.get(row.caseId)!));
}

function itemOf({ seat, unitKind, unitId, ...row }: SummonsRow, unit: Unit): Item {
  return {
    id: row.id,
    caseId: row.caseId,
    procedure: "convocazione",
    state: row.state,
    version: row.version,
    data: { ...NO_SUMMONS, ...row.data, appointment: seat },
    unit: unitKind === null || unitId === null ? unit : { kind: unitKind, id: unitId },
    counts: row.counts,
    openedAt: row.plannedAt,
    closedAt: null,
    lastAct: row.lastAct ?? NOBODY,
  };
}

export interface SummonsAsked {
  readonly moment: Moment;
  readonly item: Item | null;
  readonly form: Form | null;
}

/** Read in the transaction of the act: the seat that the form names, how the person was told, what is known of the day. */
export async function readMore(client: PoolClient, moment: Moment, item: Item | null, form: Form | null): Promise<SummonsMore> {
  const [more] = await readMoreOf(client, [{ moment, item, form }]);
  return more!;
}

/** The same of many at once, in their order: as many statements for a whole day as for one person. */
export async function readMoreOf(client: PoolClient, asked: readonly SummonsAsked[]): Promise<SummonsMore[]> {
  const duties = await readDutiesOf(client, asked.map(({ moment }) => moment.facts));
  const items = asked.flatMap(({ item }) => (item === null ? [] : [item]));
  const known = items.length === 0 ? NOTHING_KNOWN : await knownOf(client, items);
  const found: SummonsMore[] = [];
  for (const [at, { moment, item, form }] of asked.entries()) {
    const { appointment } = (item?.data ?? NO_SUMMONS) as unknown as SummonsData;
    const { seat: wanted } = (form?.input ?? {}) as SummonsFields;
    const standing = known.seats.get(appointment?.id ?? "");
    found.push({
      duties: duties[at]!,
      seatHeld: standing?.held ?? false,
      seat: wanted === undefined ? null : await standingOf(client, moment, wanted, appointment),
      tellings: (known.tellings.get(appointment?.id ?? "") ?? []) as readonly Telling[],
      channelUsable: known.writable.has(item?.id ?? ""),
      allChannelsFailed: standing !== undefined && standing.messages > 0 && standing.failed === standing.messages,
      reported: known.reported.has(item?.id ?? ""),
      latest: moment.actor.role === "citizen" ? await latestOf(client, moment) : null,
    });
  }
  return found;
}

interface Known {
  /** By appointment. */
  readonly seats: ReadonlyMap<string, SeatRow>;
  readonly tellings: ReadonlyMap<string, readonly TellingRow[]>;
  /** Summonses. */
  readonly writable: ReadonlySet<string>;
  readonly reported: ReadonlySet<string>;
}

const NOTHING_KNOWN: Known = { seats: new Map(), tellings: new Map(), writable: new Set(), reported: new Set() };

async function knownOf(client: PoolClient, items: readonly Item[]): Promise<Known> {
  const appointments = items.flatMap(({ data }) => (data as unknown as SummonsData).appointment?.id ?? []);
  const ids = items.map(({ id }) => id);
  return {
    seats: new Map((await seatsOf(client, appointments)).map((seat) => [seat.id, seat])),
    tellings: Map.groupBy(await tellingsOf(client, appointments), ({ appointmentId }) => appointmentId),
    writable: await writableOf(client, ids),
    reported: await reportedAbsences(client, items.map(({ caseId }) => caseId), ids),
  };
}

/** A date chosen by the person stays in the running term; one that has run out already binds nobody any more. */
async function latestOf(client: PoolClient, { facts, today }: Moment): Promise<string | null> {
  const due = await noticeTermDue(client, facts.caseId, CLOCKS.convene.code);
  return due === null || due < today ? null : romeInstant(addDays(due, 1), 0);
}

type Wanted = NonNullable<SummonsFields["seat"]>;

async function standingOf(client: PoolClient, { reference, facts, actor }: Moment, seat: Wanted, own: SummonsData["appointment"]): Promise<"free" | "taken" | "none"> {
  if (facts.officeId === null) return "none";
  return seatStanding(client, { reference, officeId: facts.officeId, scenario: await scenarioInForce(client), measure: facts.parameters, seat, own, ...(actor.visit === undefined ? {} : { held: takenForVisit }) });
}

/** Those with a number or an address that can be used, and a gateway that sends to it. */
async function writableOf(client: PoolClient, summonsIds: readonly string[]): Promise<ReadonlySet<string>> {
  const channels = new Set((await gateways(client)).map(({ channel }) => channel));
  const rows = await summonsToTell(client, summonsIds);
  return new Set(
    rows.filter(({ mobile, email }) => (mobile !== null && channels.has("sms")) || (email !== null && channels.has("email"))).map(({ summonsId }) => summonsId),
  );
}
