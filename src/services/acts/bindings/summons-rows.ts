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
  holdSeat, insertSummons, isAbsenceReported, isSeatHeld, lockSummonsesOf, outcomesOf, readSummonsesOf, releaseSeatsOf, scenarioInForce, tellingsOf,
  updateSummons,
} from "../../../store/summons-acts.ts";
import type { SummonsRow } from "../../../store/summons-acts.ts";
import type { Unit } from "../../../store/units.ts";
import { freshCodes } from "../../reference-codes.ts";
import { seatStanding } from "../../seats.ts";
import type { Form, Moment, OwnTable } from "../binding.ts";
import { readDuties } from "../duties.ts";
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
  read: async (client, caseId, unit) => (await readSummonsesOf(client, caseId)).map((row) => itemOf(row, unit)),
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

/** Read in the transaction of the act: the seat that the form names, how the person was told, what is known of the day. */
export async function readMore(client: PoolClient, moment: Moment, item: Item | null, form: Form | null): Promise<SummonsMore> {
  const { appointment } = (item?.data ?? NO_SUMMONS) as unknown as SummonsData;
  const { seat: wanted } = (form?.input ?? {}) as SummonsFields;
  const outcomes = appointment === null ? null : await outcomesOf(client, appointment.id);
  return {
    duties: await readDuties(client, moment.facts),
    seatHeld: appointment !== null && (await isSeatHeld(client, appointment.id)),
    seat: wanted === undefined ? null : await standingOf(client, moment, wanted, appointment),
    tellings: appointment === null ? [] : ((await tellingsOf(client, appointment.id)) as Telling[]),
    channelUsable: item !== null && (await canBeWrittenTo(client, item.id)),
    allChannelsFailed: outcomes !== null && outcomes.messages > 0 && outcomes.failed === outcomes.messages,
    reported: item !== null && (await isAbsenceReported(client, item.caseId, item.id)),
    latest: moment.actor.role === "citizen" ? await latestOf(client, moment) : null,
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

/** A number or an address that can be used, and a gateway that sends to it. */
async function canBeWrittenTo(client: PoolClient, summonsId: string): Promise<boolean> {
  const [row] = await summonsToTell(client, [summonsId]);
  if (row === undefined) return false;
  const channels = new Set((await gateways(client)).map(({ channel }) => channel));
  return (row.mobile !== null && channels.has("sms")) || (row.email !== null && channels.has("email"));
}

