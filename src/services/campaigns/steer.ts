// Use cases of a campaign: prepared, previewed, proposed, approved by a second person, paused, resumed, stopped. Each step is an act in the register.

import type { PoolClient } from "pg";
import { limitFaults } from "../../domain/campaigns/limits.ts";
import type { LimitFault } from "../../domain/campaigns/limits.ts";
import { pull } from "../../domain/campaigns/life.ts";
import type { Lever } from "../../domain/campaigns/life.ts";
import { LIFE_TEXTS } from "../../domain/campaigns/texts.ts";
import type { CampaignAction, CampaignLimits } from "../../domain/campaigns/types.ts";
import { romeDay } from "../../domain/calendar/rome-time.ts";
import { RDC_2019 } from "../../domain/measures/rdc-2019/parameters.ts";
import { refuse } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { holdUnsent, keptPeople, letGo, replacePeople, takePeople } from "../../store/campaign-people.ts";
import { addToCampaign, approve, beginStop, changeDraft, insertCampaign, keepPreview, lockApprovals, lockCampaign, propose, readCampaign, removeDraft, sendBack, setCampaignState } from "../../store/campaigns.ts";
import type { CampaignRow } from "../../store/campaigns.ts";
import { newId } from "../../store/ids.ts";
import { openPlan } from "../../store/planning.ts";
import { inOffice, inTransaction } from "../../store/pools.ts";
import { appendActs } from "../../store/register.ts";
import type { Actor, Services } from "../context.ts";
import { Refused, refusable } from "../refused.ts";
import { changesBetween } from "./changes.ts";
import { choiceOf } from "./chosen.ts";
import { weighCampaign } from "./weigh.ts";
import type { InForce, Weighed } from "./weigh.ts";

export interface CampaignInput {
  readonly name: string;
  readonly action: CampaignAction;
  readonly choice: string;
  /** Of the Region's: which offices; an office's own is of that office, whatever is asked. */
  readonly offices: readonly string[];
  readonly limits: CampaignLimits;
}

/** The campaign as this actor may see it: behind the office's wall, or, of the Region, its own. */
export async function campaignFor(services: Services, actor: Actor, id: string): Promise<CampaignRow | null> {
  const { office } = actor;
  if (office !== undefined) return inOffice(services.pools.app, office, (db) => readCampaign(db, id));
  const found = await readCampaign(services.pools.planner, id);
  return found?.officeId === null ? found : null;
}

/** Whether the campaign is this actor's to steer: an office sees the Region's over it, and leaves them alone. */
export function isOwn(campaign: Pick<CampaignRow, "officeId">, actor: Actor): boolean {
  return campaign.officeId === (actor.office ?? null);
}

/** Refusals: CAMPAGNA_LIMITI (naming the first), CAMPAGNA_SEDI. */
export async function makeCampaign(services: Services, { reference }: InForce, actor: Actor, input: CampaignInput): Promise<Outcome<string>> {
  const now = await services.now();
  const offices = actor.office === undefined ? [...new Set(input.offices)].filter((office) => reference.offices.has(office)).toSorted() : [actor.office];
  const wrong = faultIn(input, offices, now);
  if (wrong !== null) return wrong;
  const draft = { ...input, id: newId(), officeId: actor.office ?? null, offices, madeBy: actor.id, madeAt: now };
  await inTransaction(services.pools.planner, async (client) => {
    await insertCampaign(client, { ...draft, choice: tidy(draft) });
    await act(client, actor, draft.id, "campaign-made", now, { name: draft.name, action: draft.action, choice: tidy(draft), offices, limits: draft.limits });
  });
  return { ok: true, value: draft.id };
}

/** Another choice or other limits: the preview counts no more, and whoever changes it becomes its author. */
export async function changeCampaign(services: Services, { reference }: InForce, actor: Actor, id: string, input: CampaignInput): Promise<Outcome<string>> {
  const now = await services.now();
  return steered(services, actor, id, "change", async (client, campaign) => {
    const offices = campaign.officeId === null ? [...new Set(input.offices)].filter((office) => reference.offices.has(office)).toSorted() : [campaign.officeId];
    const wrong = faultIn(input, offices, now);
    if (wrong !== null) throw new Refused(wrong.refusal.code, wrong.refusal.message);
    const draft = { ...input, id, officeId: campaign.officeId, offices, madeBy: actor.id, madeAt: now };
    await changeDraft(client, { ...draft, choice: tidy(draft) });
    await act(client, actor, id, "campaign-changed", now, { name: draft.name, action: draft.action, choice: tidy(draft), offices, limits: draft.limits });
    return id;
  });
}

function faultIn(input: CampaignInput, offices: readonly string[], now: string): { readonly ok: false; readonly refusal: { readonly code: string; readonly message: string } } | null {
  if (offices.length === 0) return { ok: false, refusal: { code: "CAMPAGNA_SEDI", message: LIFE_TEXTS.badOffices } };
  const [fault] = limitFaultsNow(input.limits, now);
  return fault === undefined ? null : { ok: false, refusal: { code: "CAMPAGNA_LIMITI", message: fault.message } };
}

/** All that is wrong with these limits at an instant. */
export function limitFaultsNow(limits: CampaignLimits, now: string): LimitFault[] {
  return limitFaults(limits, romeDay(now), RDC_2019.quietHours.value);
}

/** As this program writes addresses: nothing else of what was sent is kept. */
function tidy(draft: Pick<CampaignRow, "choice" | "officeId">): string {
  const { scope, filters, text, operator } = choiceOf(draft);
  return new URLSearchParams({
    vista: scope,
    ...(filters.length === 0 ? {} : { filtri: filters.join(",") }),
    ...(text === "" ? {} : { cerca: text }),
    ...(operator === null ? {} : { operatore: operator }),
  }).toString();
}

/** Works the preview out and keeps it with the campaign. */
export async function previewCampaign(services: Services, inForce: InForce, actor: Actor, id: string): Promise<Outcome<Weighed>> {
  const campaign = await campaignFor(services, actor, id);
  if (campaign === null || !isOwn(campaign, actor)) return refuse("CAMPAGNA_NON_VISIBILE", LIFE_TEXTS.notHere);
  const weighed = await weighCampaign(services, inForce, campaign);
  if (!weighed.ok) return weighed;
  return steered(services, actor, id, "preview", async (client, now) => {
    if (now.version !== campaign.version) throw new Refused("CAMPAGNA_STATO", LIFE_TEXTS.notNow(now.state));
    await keep(client, inForce, id, weighed.value);
    return weighed.value;
  });
}

async function keep(client: PoolClient, { scenario }: InForce, id: string, { people, preview, digest, measure, at }: Weighed): Promise<void> {
  await replacePeople(client, id, people);
  await keepPreview(client, id, { preview, digest, measure, at, scenario });
}

/** Sends it to whoever approves. Refusals: CAMPAGNA_SENZA_ANTEPRIMA, CAMPAGNA_VUOTA. */
export async function proposeCampaign(services: Services, actor: Actor, id: string): Promise<Outcome<string>> {
  const now = await services.now();
  return steered(services, actor, id, "propose", async (client, campaign) => {
    if (campaign.digest === null || campaign.preview === null) throw new Refused("CAMPAGNA_SENZA_ANTEPRIMA", LIFE_TEXTS.noPreview);
    if (campaign.preview.ready === 0) throw new Refused("CAMPAGNA_VUOTA", LIFE_TEXTS.nobody);
    await propose(client, id, actor.id, now);
    await act(client, actor, id, "campaign-proposed", now, { digest: campaign.digest, ready: campaign.preview.ready });
    return id;
  });
}

export type Approval = { readonly done: true; readonly people: number; readonly elsewhere: number } | { readonly done: false; readonly changes: readonly string[] };

/**
 * Approves exactly what was previewed (`digest`, as it was shown). Worked out anew first: where anything has changed nothing begins, the new
 * preview is kept, and what differs is said. Refusals: MOTIVO_MANCANTE, CAMPAGNA_PROPRIA.
 */
export async function approveCampaign(services: Services, inForce: InForce, actor: Actor, id: string, asked: { readonly digest: string; readonly reason: string }): Promise<Outcome<Approval>> {
  const reason = asked.reason.trim();
  if (reason === "") return refuse("MOTIVO_MANCANTE", LIFE_TEXTS.reasonMissing);
  const campaign = await campaignFor(services, actor, id);
  if (campaign === null || !isOwn(campaign, actor)) return refuse("CAMPAGNA_NON_VISIBILE", LIFE_TEXTS.notHere);
  if (campaign.madeBy === actor.id || campaign.proposedBy === actor.id) return refuse("CAMPAGNA_PROPRIA", LIFE_TEXTS.ownWork);
  const possible = pull(campaign.state, "approve");
  if (!possible.ok) return possible;
  const weighed = await weighCampaign(services, inForce, campaign);
  if (!weighed.ok) return weighed;
  try {
    return await steered(services, actor, id, "approve", async (client, now): Promise<Approval> => {
      if (now.version !== campaign.version) throw new Refused("CAMPAGNA_STATO", LIFE_TEXTS.notNow(now.state));
      const { digest } = weighed.value;
      if (digest !== now.digest || digest !== asked.digest) {
        const changes = changesBetween(await keptPeople(client, id), weighed.value.people);
        await keep(client, inForce, id, weighed.value);
        return { done: false, changes };
      }
      return begin(client, actor, now, { reason, at: await services.now() });
    });
  } catch (error) {
    if ((error as { constraint?: string }).constraint === "campaign_second_person") return refuse("CAMPAGNA_PROPRIA", LIFE_TEXTS.ownWork);
    throw error;
  }
}

async function begin(client: PoolClient, actor: Actor, campaign: CampaignRow, { reason, at }: { readonly reason: string; readonly at: string }): Promise<Approval> {
  const { id, action, limits, measure, scenario } = campaign;
  const calls = action !== "remind";
  await lockApprovals(client);
  await approve(client, id, actor.id, at, reason);
  if (calls) {
    // Its seats are a plan's: the plan bears the campaign's own number.
    await openPlan(client, {
      id, measure: measure!, wave: action === "convene" ? 1 : 2, scenario: scenario!, businessAt: at, parameters: { ...limits, campaign: campaign.name }, actor: actor.id,
    });
  }
  const { taken, skipped } = await takePeople(client, id, calls);
  await addToCampaign(client, id, { skipped, planned: calls ? 0 : taken });
  await act(client, actor, id, "campaign-approved", at, { digest: campaign.digest, people: taken, elsewhere: skipped, reason });
  return { done: true, people: taken, elsewhere: skipped };
}

/** Back to who prepared it, with the reason. */
export async function sendCampaignBack(services: Services, actor: Actor, id: string, reason: string): Promise<Outcome<string>> {
  if (reason.trim() === "") return refuse("MOTIVO_MANCANTE", LIFE_TEXTS.reasonMissing);
  const now = await services.now();
  return steered(services, actor, id, "send-back", async (client) => {
    await sendBack(client, id);
    await act(client, actor, id, "campaign-sent-back", now, { reason: reason.trim() });
    return id;
  });
}

/** Nothing of it leaves any more until it is resumed: what is ready and has not left is held. */
export async function pauseCampaign(services: Services, actor: Actor, id: string): Promise<Outcome<string>> {
  const now = await services.now();
  return steered(services, actor, id, "pause", async (client, campaign) => {
    await setCampaignState(client, id, "paused");
    await holdUnsent(client, id, kindOf(campaign));
    await act(client, actor, id, "campaign-paused", now, { told: campaign.told });
    return id;
  });
}

export async function resumeCampaign(services: Services, actor: Actor, id: string): Promise<Outcome<string>> {
  const now = await services.now();
  return steered(services, actor, id, "resume", async (client, campaign) => {
    await setCampaignState(client, id, "running");
    await letGo(client, id, kindOf(campaign));
    await act(client, actor, id, "campaign-resumed", now, { told: campaign.told });
    return id;
  });
}

export interface StopRequest {
  readonly releaseSeats: boolean;
  readonly reason: string;
}

/** Stops for good: what has not left is withdrawn, what has left stays; the seats of who was not told are given back, or kept for who tells them by hand. */
export async function stopCampaign(services: Services, actor: Actor, id: string, { releaseSeats, reason }: StopRequest): Promise<Outcome<string>> {
  if (reason.trim() === "") return refuse("MOTIVO_MANCANTE", LIFE_TEXTS.reasonMissing);
  const now = await services.now();
  return steered(services, actor, id, "stop", async (client, campaign) => {
    await beginStop(client, id, actor.id, now, releaseSeats);
    await holdUnsent(client, id, kindOf(campaign));
    await act(client, actor, id, "campaign-stopped", now, { told: campaign.told, releaseSeats, reason: reason.trim() });
    return id;
  });
}

export async function removeCampaign(services: Services, actor: Actor, id: string): Promise<Outcome<string>> {
  const now = await services.now();
  return steered(services, actor, id, "remove", async (client, campaign) => {
    await removeDraft(client, id);
    await act(client, actor, id, "campaign-removed", now, { name: campaign.name });
    return id;
  });
}

/** What a campaign writes to people. */
export function kindOf({ action }: Pick<CampaignRow, "action">): "summons" | "reminder" {
  return action === "remind" ? "reminder" : "summons";
}

/** One lever pulled on one's own campaign, held for the time of it. Refusals: CAMPAGNA_NON_VISIBILE, CAMPAGNA_STATO, and those of the work. */
async function steered<T>(services: Services, actor: Actor, id: string, lever: Lever, work: (client: PoolClient, campaign: CampaignRow) => Promise<T>): Promise<Outcome<T>> {
  const seen = await campaignFor(services, actor, id);
  if (seen === null || !isOwn(seen, actor)) return refuse("CAMPAGNA_NON_VISIBILE", LIFE_TEXTS.notHere);
  return refusable(() =>
    // What has not left is the worker's; all the rest is planning.
    inTransaction(lever === "pause" || lever === "resume" || lever === "stop" ? services.pools.worker : services.pools.planner, async (client) => {
      const campaign = await lockCampaign(client, id);
      if (campaign === null) throw new Refused("CAMPAGNA_NON_VISIBILE", LIFE_TEXTS.notHere);
      const moved = pull(campaign.state, lever);
      if (!moved.ok) throw new Refused(moved.refusal.code, moved.refusal.message);
      return work(client, campaign);
    }),
  );
}

async function act(client: PoolClient, actor: Actor, id: string, kind: string, happenedAt: string, payload: unknown): Promise<void> {
  await appendActs(client, actor, [{ subjectId: id, subjectKind: "plan", kind, happenedAt, payload }]);
}
