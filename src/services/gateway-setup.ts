// Use case: the gateways of the configuration are written into the database, where every server and worker reads them.

import { oneSender } from "../domain/providers/senders.ts";
import { OperatorFault } from "../store/fault.ts";
import { gateways } from "../store/messages.ts";
import { inTransaction } from "../store/pools.ts";
import { upsertGateway } from "../store/reconcile.ts";
import type { GatewayDefinition } from "../store/reconcile.ts";
import type { Services } from "./context.ts";

/**
 * Adds the gateways that are missing and brings the others up to date; whether they send (open, paused, held) is left as it is.
 * Nothing is written when those that share a channel would show different senders.
 */
export async function ensureGateways(services: Services, definitions: readonly GatewayDefinition[]): Promise<void> {
  const sorted = definitions.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  await inTransaction(services.pools.worker, async (client) => {
    for (const definition of sorted) await upsertGateway(client, definition);
    const judged = oneSender(await gateways(client));
    if (!judged.ok) throw new OperatorFault(judged.refusal.code, judged.refusal.message);
  });
}
