// Use case: certified messages of which too long nothing is heard are shown to the office; the word that comes after all takes them off again.

import { CERTIFIED_HOURS } from "../../domain/messages/certified-mail.ts";
import type { CertifiedSilence } from "../../domain/messages/certified-mail.ts";
import { newId } from "../../store/ids.ts";
import { closeTasks, openTasks } from "../../store/outcomes.ts";
import { heardCases, silentMessages } from "../../store/pec.ts";
import { inTransaction } from "../../store/pools.ts";
import type { Services } from "../context.ts";
import { PEC_TEXTS } from "./texts.ts";

const TASK = "pec-silent";
/** How far back messages are looked at: by then somebody has been told long ago. */
const LOOK_BACK_MS = 10 * 24 * 3_600_000;
const EVERY_MS = 60_000;

/** A watch that looks at most once a minute, however often it is called. */
export function certifiedWatch(services: Services): () => Promise<void> {
  let next = 0;
  return async () => {
    if (performance.now() < next) return;
    next = performance.now() + EVERY_MS;
    await watchCertified(services);
  };
}

/** Opens the tasks of what is silent too long, and closes those of what has been heard of. Gives how many cases are silent. */
export async function watchCertified(services: Services): Promise<number> {
  const now = await services.now();
  return inTransaction(services.pools.worker, async (client) => {
    const limits = Object.entries(CERTIFIED_HOURS).map(([silence, { hours }]) => ({ silence, hours, needsAcceptance: silence === "no-acceptance" }));
    const silent = await silentMessages(client, idBefore(Date.now() - LOOK_BACK_MS), limits);
    const heard = await heardCases(client, TASK);
    await closeTasks(client, now, TASK, heard, "ricevuta-arrivata");
    await openTasks(client, now, silent.map(({ caseId, silence }) => ({ id: newId(), caseId, kind: TASK, reason: silence, detail: PEC_TEXTS.silent[silence as CertifiedSilence] })));
    return silent.length;
  });
}

/** Ids carry the millisecond in which they were made: none made since then is below this one. */
function idBefore(epoch: number): string {
  const time = Math.max(0, Math.floor(epoch)).toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}
