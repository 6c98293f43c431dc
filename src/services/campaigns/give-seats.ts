// The seats that were approved are held, exactly those: whoever cannot have theirs any more is skipped, with the reason.

import type { PoolClient } from "pg";
import { clockText, romeDay, romeInstant, romeTime } from "../../domain/calendar/rome-time.ts";
import { toIsoDate } from "../../domain/calendar/days.ts";
import { judge } from "../../domain/campaigns/judge.ts";
import type { SkipReason } from "../../domain/campaigns/types.ts";
import type { MeasureParameters } from "../../domain/measures/types.ts";
import { factsOfChosen, markEnded, markPlanned, nextWaiting } from "../../store/campaign-people.ts";
import type { EndedPerson, WaitingPerson } from "../../store/campaign-people.ts";
import { addToCampaign, lockCampaign } from "../../store/campaigns.ts";
import type { CampaignRow } from "../../store/campaigns.ts";
import { newId } from "../../store/ids.ts";
import { candidatesOf, householdHours } from "../../store/planning.ts";
import type { NewAppointment } from "../../store/planning.ts";
import { inTransaction } from "../../store/pools.ts";
import { freeSeatList, takenAndChanged } from "../agenda-seats.ts";
import { SYSTEM } from "../context.ts";
import { alone } from "../plan.ts";
import { wavesOf } from "../plan-decide.ts";
import { WRITE_LOCK, writeSeats } from "../plan-write.ts";
import { freshCodes } from "../reference-codes.ts";
import type { Reference } from "../reference.ts";
import { earliestDay } from "../seats.ts";
import { measureParameters } from "../writing.ts";
import type { CampaignRun } from "./turn.ts";

const CHUNK = 1_000;

/**
 * One chunk of one office, in one transaction, while no other planner works. A seat that a desk takes in that very moment is refused by the
 * database: the chunk is undone, and the next turn sees it taken. False when another process has this campaign in hand, or it no longer runs.
 */
export async function giveSeats({ services, reference }: CampaignRun, id: string): Promise<boolean> {
  const { planner } = services.pools;
  const now = await services.now();
  try {
    return await alone(planner, () =>
      inTransaction(planner, async (client) => {
        await client.query("select pg_advisory_xact_lock_shared($1)", [WRITE_LOCK]);
        const campaign = await lockCampaign(client, id, false);
        if (campaign?.state !== "running") return false;
        const people = await nextWaiting(client, id, CHUNK);
        if (people.length === 0) return false;
        const { seats, skipped } = await weighChunk(client, reference, campaign, people, now);
        await markPlanned(client, id, seats.map((one) => ({ caseId: one.caseId, summonsId: one.summonsId, appointmentId: one.id })));
        await markEnded(client, id, "skipped", skipped);
        await addToCampaign(client, id, { planned: seats.length, skipped: skipped.length });
        await writeSeats(client, { planId: id, wave: campaign.action === "convene" ? 1 : 2, now, actor: SYSTEM }, seats);
        return true;
      }),
    );
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === "23P01" || code === "23505") return true;
    throw error;
  }
}

interface Chunk {
  readonly seats: NewAppointment[];
  readonly skipped: EndedPerson[];
}

async function weighChunk(client: PoolClient, reference: Reference, campaign: CampaignRow, people: readonly WaitingPerson[], now: string): Promise<Chunk> {
  const office = people[0]!.officeId;
  const cases = people.map((one) => one.caseId);
  const measure = measureParameters(campaign.measure!, romeDay(now));
  const facts = new Map((await factsOfChosen(client, { office, campaign: campaign.id, calls: true, now }, cases)).map((one) => [one.caseId, one]));
  const candidates = await candidatesOf(client, office, campaign.measure!, cases);
  const waves = new Map(wavesOf(candidates, new Set()).map((wave, index) => [candidates[index]!.caseId, wave]));
  const free = await freeSeats(client, reference, { campaign, office, measure, people });
  const busy = new Set((await householdHours(client, [...new Set(people.map((one) => one.benefitId))])).map((one) => `${one.benefitId}/${one.day}/${one.hour}`));
  const earliest = earliestDay(reference, office, measure, now);
  const chunk: Chunk = { seats: [], skipped: [] };
  const kept: WaitingPerson[] = [];
  for (const one of people) {
    const known = facts.get(one.caseId);
    const local = romeTime(one.startsAt);
    const hour = `${one.benefitId}/${local.date}/${Math.floor(local.minutes / 60)}`;
    const why = ((): SkipReason | null => {
      if (known === undefined) return "gone";
      const standing = { ...known, wave: waves.get(one.caseId) ?? null };
      const verdict = judge(campaign.action, campaign.measure!, campaign.limits, standing);
      if (verdict !== null) return verdict.reason as SkipReason;
      if (local.date < earliest) return "too-late";
      return !free.has(seatKey(one)) || busy.has(hour) ? "seat-taken" : null;
    })();
    if (why !== null) {
      chunk.skipped.push({ caseId: one.caseId, reason: why });
      continue;
    }
    busy.add(hour);
    kept.push(one);
  }
  const codes = await freshCodes(client, kept.length);
  chunk.seats.push(...kept.map((one, index) => appointmentOf(one, office, measure, codes[index]!)));
  return chunk;
}

async function freeSeats(
  client: PoolClient,
  reference: Reference,
  of: { readonly campaign: CampaignRow; readonly office: string; readonly measure: MeasureParameters; readonly people: readonly WaitingPerson[] },
): Promise<Set<string>> {
  const days = of.people.map((one) => romeDay(one.startsAt)).toSorted();
  const [fromDay, toDay] = [days[0]!, days.at(-1)!];
  const standing = await takenAndChanged(client, of.office, fromDay, toDay);
  const list = freeSeatList(reference, { officeId: of.office, scenario: of.campaign.scenario!, fromDay, toDay, minutes: of.measure.appointmentMinutes.value, ...standing });
  return new Set(list.day.map((day, index) => `${list.desk[index]!}/${toIsoDate(day)}/${clockText(list.startMinute[index]!)}`));
}

function seatKey({ deskId, startsAt }: Pick<WaitingPerson, "deskId" | "startsAt">): string {
  const { date, minutes } = romeTime(startsAt);
  return `${deskId}/${date}/${clockText(minutes)}`;
}

function appointmentOf(one: WaitingPerson, officeId: string, measure: MeasureParameters, reference: string): NewAppointment {
  const { date, minutes } = romeTime(one.startsAt);
  return {
    id: newId(), summonsId: newId(), reference, caseId: one.caseId, benefitId: one.benefitId, officeId, deskId: one.deskId, startsAt: one.startsAt,
    endsAt: romeInstant(date, minutes + measure.appointmentMinutes.value), day: date, hour: Math.floor(minutes / 60),
  };
}
