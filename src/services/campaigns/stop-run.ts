// The end of a campaign that was stopped: what has not left is withdrawn, seats are given back or kept, and each person is told apart.

import type { PoolClient } from "pg";
import { measureOf } from "../../domain/measures/catalogue.ts";
import { reminderDue } from "../../domain/messages/quiet-hours.ts";
import type { MessageCalendar } from "../../domain/messages/quiet-hours.ts";
import { toDayNumber } from "../../domain/calendar/days.ts";
import { withdrawMessages } from "../../store/appointments.ts";
import { backToTheirHour, markEnded, nextToTell, reopenConveneTerm, unsentOf } from "../../store/campaign-people.ts";
import type { Unsent } from "../../store/campaign-people.ts";
import { addToCampaign, lockCampaign } from "../../store/campaigns.ts";
import type { CampaignRow } from "../../store/campaigns.ts";
import { inTransaction } from "../../store/pools.ts";
import { appendActs } from "../../store/register.ts";
import { cancelOpenSummonses } from "../../store/summons.ts";
import { SYSTEM } from "../context.ts";
import { kindOf } from "./steer.ts";
import type { CampaignRun } from "./turn.ts";

const CHUNK = 500;
const FOREVER = "infinity";

/** One chunk of a campaign that is stopping. False when there is none left, or another process has it in hand. */
export async function endChunk({ services, reference }: CampaignRun, id: string): Promise<boolean> {
  const now = await services.now();
  const calendar: MessageCalendar = { isHoliday: (date) => reference.holidays.national(toDayNumber(date)) !== undefined };
  return inTransaction(services.pools.worker, async (client) => {
    const campaign = await lockCampaign(client, id, false);
    if (campaign?.state !== "stopping") return false;
    const unsent = await unsentOf(client, id, kindOf(campaign), CHUNK);
    if (unsent.length > 0) {
      await (campaign.action === "remind" ? putBack(client, campaign, unsent, now, calendar) : takeBack(client, campaign, unsent, now));
      return true;
    }
    const { rows } = await client.query<{ caseId: string }>(
      `select case_id as "caseId" from campaign_person where campaign_id = $1 and state = 'waiting' order by position limit $2 for update`,
      [id, CHUNK],
    );
    const waiting = rows.map((row) => row.caseId);
    const planned = waiting.length > 0 ? [] : (await nextToTell(client, id, FOREVER, CHUNK)).map((one) => one.caseId);
    const kept = planned.length > 0 && campaign.action !== "remind" && campaign.releaseSeats === false;
    if (planned.length > 0 && !kept) await giveBack(client, campaign, planned, now);
    const ended = [...waiting, ...planned].map((caseId) => ({ caseId, reason: kept ? "seat-kept" : "stopped" }));
    await markEnded(client, id, "withdrawn", ended);
    await addToCampaign(client, id, { withdrawn: ended.length });
    return ended.length > 0;
  });
}

/** Seats and summonses of these cases, of which nobody has heard, are given back. */
export async function giveBack(client: PoolClient, campaign: CampaignRow, caseIds: readonly string[], now: string): Promise<void> {
  if (campaign.action === "remind" || caseIds.length === 0) return;
  const ended = await cancelOpenSummonses(client, caseIds, now);
  await appendActs(
    client,
    SYSTEM,
    ended.map(({ caseId, summonsId, appointmentId, officeId, startsAt }) => ({
      subjectId: caseId, subjectKind: "case" as const, kind: "summons-cancelled", happenedAt: now, citation: "DL4_2019_ART4_C5" as const,
      payload: { summons: summonsId, appointment: appointmentId, office: officeId, startsAt, reason: "campaign-stopped", campaign: campaign.id },
    })),
  );
}

/** Summonses that were ready: where nothing of them has left they are undone whole, else only what has not left. */
async function takeBack(client: PoolClient, campaign: CampaignRow, unsent: readonly Unsent[], now: string): Promise<void> {
  const unread = [...new Set(unsent.filter((one) => one.unread).map((one) => one.caseId))];
  await withdrawMessages(client, unsent.map((one) => one.id));
  await reopenConveneTerm(client, unread, campaign.approvedAt!);
  await giveBack(client, campaign, unread, now);
  await markEnded(client, campaign.id, "withdrawn", unread.map((caseId) => ({ caseId, reason: "stopped" })));
  await addToCampaign(client, campaign.id, { withdrawn: unread.length, told: -unread.length, messages: -unsent.length });
}

/** Reminders that were brought forward go back to the hour they would have had; those whose hour is past are withdrawn. */
async function putBack(client: PoolClient, campaign: CampaignRow, unsent: readonly Unsent[], now: string, calendar: MessageCalendar): Promise<void> {
  const hours = unsent.flatMap(({ id, startsAt, measure, grantedOn }) => {
    const parameters = measureOf(measure, grantedOn);
    const at = parameters === undefined ? null : reminderDue(startsAt, parameters, calendar);
    return at === null || at <= now ? [] : [{ id, at }];
  });
  const back = new Set(hours.map((one) => one.id));
  await backToTheirHour(client, hours);
  await withdrawMessages(client, unsent.filter((one) => !back.has(one.id)).map((one) => one.id));
  const people = [...new Set(unsent.map((one) => one.caseId))];
  await markEnded(client, campaign.id, "withdrawn", people.map((caseId) => ({ caseId, reason: "stopped" })));
  await addToCampaign(client, campaign.id, { withdrawn: people.length, told: -people.length, messages: -unsent.length });
}
