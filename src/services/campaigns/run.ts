// A campaign under way: chunk by chunk, whoever does it and however often they are cut off; nobody is planned or told twice.

import { epochOf } from "../../domain/calendar/instants.ts";
import { anyIn, holdUnsent } from "../../store/campaign-people.ts";
import { endCampaign, liveCampaigns, lockCampaign } from "../../store/campaigns.ts";
import { inTransaction } from "../../store/pools.ts";
import { closePlan } from "../../store/planning.ts";
import { appendActs } from "../../store/register.ts";
import { SYSTEM } from "../context.ts";
import { giveSeats } from "./give-seats.ts";
import type { CampaignRun } from "./turn.ts";
import { kindOf } from "./steer.ts";
import { endChunk } from "./stop-run.ts";
import { tellChunk } from "./tell.ts";

/** Chunks of one campaign before the others have their turn. */
const CHUNKS = 20;

/** One turn over all campaigns under way. Run often; two at once share them out. Gives how many chunks of work were done. */
export async function runCampaigns(run: CampaignRun): Promise<number> {
  let done = 0;
  for (const { id, state } of await liveCampaigns(run.services.pools.worker)) {
    if (state === "paused") await holdAgain(run, id);
    else for (let chunk = 0; chunk < CHUNKS && (await workOn(run, id, state)); chunk += 1) done += 1;
  }
  return done;
}

/** False when there is nothing more to do for now. */
async function workOn(run: CampaignRun, id: string, state: string): Promise<boolean> {
  if (state === "stopping") return (await endChunk(run, id)) || (await finish(run, id, "stopped"), false);
  if (await anyIn(run.services.pools.worker, id, ["waiting"])) return giveSeats(run, id);
  if (await tellChunk(run, id)) return true;
  if (!(await anyIn(run.services.pools.worker, id, ["waiting", "planned"]))) await finish(run, id, "done");
  return false;
}

/** A retry may have freed what was held. */
async function holdAgain({ services }: CampaignRun, id: string): Promise<void> {
  await inTransaction(services.pools.worker, async (client) => {
    const campaign = await lockCampaign(client, id, false);
    if (campaign?.state === "paused") await holdUnsent(client, id, kindOf(campaign));
  });
}

async function finish({ services }: CampaignRun, id: string, state: "done" | "stopped"): Promise<void> {
  const at = await services.now();
  await inTransaction(services.pools.planner, async (client) => {
    const campaign = await lockCampaign(client, id, false);
    if (campaign === null || campaign.state !== (state === "done" ? "running" : "stopping") || (await anyIn(client, id, ["waiting", "planned"]))) return;
    await endCampaign(client, id, state, at);
    if (campaign.action !== "remind") await closePlan(client, id, 0);
    const { told, skipped, withdrawn, messages } = campaign;
    await appendActs(client, SYSTEM, [{ subjectId: id, subjectKind: "plan", kind: `campaign-${state === "done" ? "done" : "ended"}`, happenedAt: at, payload: { told, skipped, withdrawn, messages } }]);
  });
}

/** How far ahead to make ready, by how much business time has gone by since the last turn: a clock that runs fast needs more. */
export function aheadFor(before: string | null, now: string, least = 30_000): number {
  return before === null ? least : Math.max(least, 2 * (epochOf(now) - epochOf(before)));
}
