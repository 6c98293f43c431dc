// Use case: what the national node sent and was refused, done again once the cause is mended, or closed with a reason.

import type { Outcome } from "../../domain/outcome.ts";
import { accept, refuse } from "../../domain/outcome.ts";
import { holdExchange, nextWaiting, settleExchange } from "../../store/node-exchanges.ts";
import { inTransaction } from "../../store/pools.ts";
import { appendActs, SYSTEM_SUBJECT } from "../../store/register.ts";
import type { Actor, Services } from "../context.ts";
import type { PushIntake } from "./push-intake.ts";
import { NODE_TEXTS } from "./texts.ts";

/** Takes a kept notice in again. Refusals: SCAMBIO_NON_TROVATO, SCAMBIO_GIA_CHIUSO, SCAMBIO_NON_INTERO, ANCORA_RIFIUTATA (with why). */
export async function reprocessExchange(services: Services, intake: PushIntake, id: string, actor: Actor): Promise<Outcome<{ readonly outcome: string }>> {
  const pool = services.pools.intake;
  const kept = await inTransaction(pool, (client) => holdExchange(client, id));
  if (kept === null) return refuse("SCAMBIO_NON_TROVATO", NODE_TEXTS.notThere);
  if (kept.repeats !== null || kept.flow !== "notice" || (kept.outcome !== "refused" && kept.outcome !== "failed")) return refuse("SCAMBIO_NON_RIELABORABILE", NODE_TEXTS.onlyNotices);
  if (kept.settled) return refuse("SCAMBIO_GIA_CHIUSO", NODE_TEXTS.alreadySettled);
  if (kept.bytes > kept.request.length) return refuse("SCAMBIO_NON_INTERO", NODE_TEXTS.notWhole);
  const reply = await intake.take({ bytes: kept.request, size: kept.request.length }, id);
  if (reply.outcome === "refused" || reply.outcome === "failed" || reply.outcome === "busy") return refuse("ANCORA_RIFIUTATA", NODE_TEXTS.stillRefused(reply.message));
  // The notice is in, whoever settled the exchange meanwhile.
  await inTransaction(pool, async (client) => {
    if (await settleExchange(client, id, actor.id, "reprocessed")) await note(client, services, actor, "node-exchange-reprocessed", { exchange: id, outcome: reply.outcome });
  });
  return accept({ outcome: reply.outcome });
}

/** Takes in again all that waits, a few hundred at a time. Gives how many were taken in and how many are refused still. */
export async function reprocessWaiting(services: Services, intake: PushIntake, actor: Actor): Promise<{ readonly taken: number; readonly refused: number }> {
  const [limit, most] = [64, 2_000];
  let [after, taken, refused] = ["00000000-0000-0000-0000-000000000000", 0, 0];
  while (taken + refused < most) {
    const ids = await nextWaiting(services.pools.intake, after, limit);
    if (ids.length === 0) break;
    const outcomes = await Promise.all(ids.map((id) => reprocessExchange(services, intake, id, actor)));
    taken += outcomes.filter((one) => one.ok).length;
    refused += outcomes.filter((one) => !one.ok).length;
    after = ids.at(-1)!;
  }
  return { taken, refused };
}

/** Nothing is to be done about it, and why. */
export async function closeExchange(services: Services, id: string, reason: string, actor: Actor): Promise<Outcome<null>> {
  return inTransaction(services.pools.intake, async (client) => {
    const kept = await holdExchange(client, id);
    if (kept === null) return refuse("SCAMBIO_NON_TROVATO", NODE_TEXTS.notThere);
    if (!(await settleExchange(client, id, actor.id, "closed"))) return refuse("SCAMBIO_GIA_CHIUSO", NODE_TEXTS.alreadySettled);
    await note(client, services, actor, "node-exchange-closed", { exchange: id, reason });
    return accept(null);
  });
}

async function note(client: Parameters<typeof appendActs>[0], services: Services, actor: Actor, kind: string, payload: unknown): Promise<void> {
  const happenedAt = await services.now();
  await appendActs(client, actor, [{ subjectId: SYSTEM_SUBJECT, subjectKind: "system", kind, happenedAt, citation: "DM_2_9_2019_ART4", payload }]);
}
