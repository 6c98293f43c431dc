// What the page shows to a person whose visit is open: their summons, their office, the seats they may take.

import type { PoolClient } from "pg";
import { addDays } from "../../domain/calendar/days.ts";
import { CLOCKS } from "../../domain/measures/clock-types.ts";
import type { MeasureParameters } from "../../domain/measures/types.ts";
import { MOST_OWN_MOVES } from "../../domain/summons/guards.ts";
import { businessNow } from "../../store/clock.ts";
import { readCase } from "../../store/items.ts";
import { inVisit, readOwnSummons, readVisit, takenForVisit } from "../../store/replies.ts";
import type { SummonsOnPage } from "../../store/replies.ts";
import { scenarioInForce } from "../../store/summons-acts.ts";
import { noticeTermDue } from "../../store/terms.ts";
import { parametersOf } from "../acts/facts.ts";
import type { Services } from "../context.ts";
import { nodeSettings } from "../node-settings.ts";
import type { Reference } from "../reference.ts";
import { earliestDay, firstFree } from "../seats.ts";
import type { FreeSeat } from "../seats.ts";

/** How far ahead free seats are shown: as far as an operator is shown them. */
const AHEAD_DAYS = 21;

export interface OfficeToCall {
  readonly name: string;
  readonly address: string;
  readonly municipality: string;
  readonly phone: string;
  readonly email: string;
}

export interface OwnPage {
  readonly caseId: string;
  readonly personId: string;
  readonly taxCode: string;
  readonly officeId: string | null;
  readonly summonsId: string;
  /** Chosen by the person before; null when never. */
  readonly language: string | null;
  readonly now: string;
  readonly summons: SummonsOnPage;
  readonly measure: MeasureParameters;
  /** Still to come, and to be answered. */
  readonly open: boolean;
  readonly mayMove: boolean;
}

const ANSWERABLE: ReadonlySet<string> = new Set(["issued", "not-delivered", "confirmed", "asks-another-date", "declined"]);

/** The page of the visit that this secret opens; null once it is over. */
export function readOwnPage(services: Services, secret: string): Promise<OwnPage | null> {
  return inVisit(services.pools.replies, secret, ownPageIn);
}

async function ownPageIn(client: PoolClient): Promise<OwnPage | null> {
  const visit = await readVisit(client);
  if (visit === null) return null;
  const row = await readCase(client, visit.caseId);
  const summons = await readOwnSummons(client, visit.summonsId);
  if (row === null || summons === null) return null;
  const now = await businessNow(client);
  const open = ANSWERABLE.has(summons.state) && summons.held && summons.startsAt > now;
  return {
    caseId: visit.caseId,
    personId: row.personId,
    taxCode: row.taxCode,
    officeId: row.officeId,
    summonsId: visit.summonsId,
    language: visit.language,
    now,
    summons,
    measure: parametersOf(row),
    open,
    mayMove: open && summons.ownMoves < MOST_OWN_MOVES,
  };
}

/** The free seats that the person may take: from the minimum notice on, within the running term, the first desk of each hour. */
export function freeForVisit(services: Services, reference: Reference, secret: string): Promise<FreeSeat[]> {
  return inVisit(services.pools.replies, secret, async (client) => {
    const own = await ownPageIn(client);
    if (own === null || own.officeId === null || !own.mayMove) return [];
    const { officeId, measure, now } = own;
    const fromDay = earliestDay(reference, officeId, measure, now);
    const due = await noticeTermDue(client, own.caseId, CLOCKS.convene.code);
    const last = addDays(fromDay, AHEAD_DAYS);
    const toDay = due === null || due < now.slice(0, 10) || due > last ? last : due;
    if (toDay < fromDay) return [];
    const scenario = await scenarioInForce(client);
    const free = await firstFree(client, { reference, officeId, scenario, measure, fromDay, toDay, now, held: takenForVisit });
    return free.filter(({ startsAt }) => startsAt !== own.summons.startsAt);
  });
}

/** Whom to call: the office on that day, the Region's number where it has none of its own; null where nobody is configured. */
export async function officeToCall(services: Services, reference: Reference, officeId: string | null, day: string): Promise<OfficeToCall | null> {
  const settings = await nodeSettings(services.pools.replies).catch(() => null);
  const office = officeId === null ? undefined : reference.offices.get(officeId);
  const seat = officeId === null ? null : reference.seatOn(officeId, day);
  if (office === undefined || seat === null) {
    return settings === null ? null : { name: "", address: "", municipality: "", phone: settings.regionPhone, email: settings.regionEmail };
  }
  return {
    name: office.name,
    address: seat.address,
    municipality: seat.municipality,
    phone: seat.phone ?? settings?.regionPhone ?? "",
    email: seat.email ?? settings?.regionEmail ?? "",
  };
}
