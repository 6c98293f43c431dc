// Use case: the care of the providers, every second: who is ill rests, who is slow is trusted less, and what waits for one that is gone passes to another.

import type { PoolClient } from "pg";
import { binsWithin, illnessOf, lateShare, nextTrust } from "../../domain/providers/health.ts";
import { carrierOf, isSound, shareOut } from "../../domain/providers/shares.ts";
import type { Shares } from "../../domain/providers/shares.ts";
import { PROVIDER_TEXTS } from "../../domain/providers/texts.ts";
import { thresholdsOf } from "../../domain/providers/thresholds.ts";
import type { ProviderThresholds } from "../../domain/providers/thresholds.ts";
import { pauseGateway } from "../../store/lanes.ts";
import { gateways } from "../../store/messages.ts";
import type { GatewayRow } from "../../store/messages.ts";
import { inTransaction } from "../../store/pools.ts";
import { forgetCounts, hasForTrial, lockForTrial, lockMovable, moveMessages, ownSettings, soundGateways, strandedGateways, writeTrust } from "../../store/providers.ts";
import type { Stranded, Turn } from "../../store/providers.ts";
import type { Services } from "../context.ts";

/** How often trust in a provider is judged anew. */
const JUDGE_EVERY_SECONDS = 10;
/** Messages moved in one transaction, and in one turn of care: a kill in between leaves whole chunks. */
const CHUNK = 2_000;
const MOST_IN_A_TURN = 50_000;

/** Lets a gateway that does not answer rest. */
export async function restGateway(services: Services, gatewayId: string, reason: string): Promise<void> {
  const { relapseSeconds } = thresholdsOf(await ownSettings(services.pools.worker));
  await pauseGateway(services.pools.worker, gatewayId, reason, relapseSeconds);
}

/** One turn; several workers may take theirs at once. Gives how many messages were moved to another gateway. */
export async function careForProviders(services: Services): Promise<number> {
  const thresholds = thresholdsOf(await ownSettings(services.pools.worker));
  await judge(services, thresholds);
  return drain(services, thresholds);
}

async function judge(services: Services, thresholds: ProviderThresholds): Promise<void> {
  const db = services.pools.worker;
  const windows = {
    error: thresholds.errorWindowSeconds,
    slow: thresholds.slowWindowSeconds,
    late: thresholds.slowAfterSeconds,
    bins: binsWithin(thresholds.slowAfterSeconds),
    judgeEvery: JUDGE_EVERY_SECONDS,
  };
  for (const standing of await soundGateways(db, windows)) {
    const illness = illnessOf(standing, thresholds);
    if (illness !== null) {
      await pauseGateway(db, standing.id, PROVIDER_TEXTS.ill(illness), thresholds.relapseSeconds);
      continue;
    }
    if (!standing.isTime) continue;
    // Of one that never gives receipts (a mail relay) nothing is late.
    const late = standing.givesReceipts ? lateShare(standing.punctuality, thresholds) : null;
    if (await writeTrust(db, standing.id, nextTrust(standing, late, thresholds), JUDGE_EVERY_SECONDS)) await forgetCounts(db);
  }
}

/** What waits at gateways that are gone passes to sound ones of the same channel with the same sender; without one it waits. */
async function drain(services: Services, thresholds: ProviderThresholds): Promise<number> {
  const db = services.pools.worker;
  const stranded = await strandedGateways(db, thresholds.drainAfterSeconds);
  if (stranded.length === 0) return 0;
  // A letter is written for one kind of post: it passes to no other.
  const all = (await gateways(db)).filter(({ channel }) => channel !== "letter");
  let moved = 0;
  for (const from of stranded) {
    const targets = all.filter((one) => one.channel === from.channel && one.id !== from.id && one.sender === from.sender && one.weight > 0 && isSound(one));
    if (targets.length === 0) continue;
    moved += await empty(services, from, shareOut(targets));
    if (from.onTrial) moved += await lendForTrial(services, from, targets);
  }
  return moved;
}

async function empty(services: Services, from: Stranded, targets: Shares<GatewayRow>): Promise<number> {
  let moved = 0;
  let after: Turn | null = null;
  do {
    const now = await services.now();
    const before: Turn | null = after;
    const chunk: Chunk = await inTransaction(services.pools.worker, (client) => moveChunk(client, from, targets, { now, after: before }));
    moved += chunk.moved;
    after = chunk.last;
  } while (after !== null && moved < MOST_IN_A_TURN);
  return moved;
}

/** How many were moved, and the place after which there may be more. */
interface Chunk {
  readonly moved: number;
  readonly last: Turn | null;
}

async function moveChunk(
  client: PoolClient,
  from: Stranded,
  targets: Shares<GatewayRow>,
  { now, after }: { readonly now: string; readonly after: Turn | null },
): Promise<Chunk> {
  const found = await lockMovable(client, from, now, CHUNK, after);
  // The last of the bulk stays for the trial of a gateway that may be back.
  const last = found.at(-1);
  const moving = from.onTrial && found.length < CHUNK && last !== undefined && last.priority > 0 ? found.slice(0, -1) : found;
  const byTarget = Map.groupBy(moving.map(({ id }) => id), (id) => carrierOf(targets, id)!.id);
  for (const [to, ids] of byTarget) await moveMessages(client, ids, { from: from.id, to, detail: PROVIDER_TEXTS.moved(from.id, to, CAUSES[from.cause]) });
  return { moved: moving.length, last: found.length < CHUNK ? null : (last ?? null) };
}

const CAUSES: Readonly<Record<Stranded["cause"], string>> = { silent: PROVIDER_TEXTS.silent, paused: PROVIDER_TEXTS.pausedByHand, barred: PROVIDER_TEXTS.barred };

/** A gateway that may be back and has nothing to be tried with gets one message of the bulk: else it would never be known. */
async function lendForTrial(services: Services, to: Stranded, from: readonly GatewayRow[]): Promise<number> {
  const now = await services.now();
  if (await hasForTrial(services.pools.worker, to.id, now)) return 0;
  return inTransaction(services.pools.worker, async (client) => {
    const lent = await lockForTrial(client, from.map(({ id }) => id), to.sender, now);
    if (lent === null) return 0;
    await moveMessages(client, [lent.id], { from: lent.from, to: to.id, detail: PROVIDER_TEXTS.borrowed(lent.from, to.id) });
    return 1;
  });
}
