// Use case: how long the receipts of a gateway take is counted as they come: sums for its health, beside the receipts themselves.

import { binOf } from "../../domain/providers/health.ts";
import { addReceiptCounts } from "../../store/providers.ts";
import type { ReceiptCount } from "../../store/providers.ts";
import type { SettledMessage } from "../../store/receipts.ts";
import type { Services } from "../context.ts";

/** Seconds of one stretch of counts. */
const STRETCH = 10;

/**
 * Counts receipts that are already stored, each with the messages handed over at the same time as its own. A count that cannot be
 * written is lost, and nothing else: the receipts are safe, and the gateway must not bring them again for it.
 */
export async function countDelays(services: Services, gatewayId: string, settled: readonly SettledMessage[]): Promise<void> {
  const counts = new Map<string, ReceiptCount>();
  for (const { takenAt, took } of settled) {
    const at = Math.floor(takenAt / STRETCH) * STRETCH;
    const bin = binOf(took);
    const key = `${at}/${bin}`;
    counts.set(key, { at, bin, receipts: (counts.get(key)?.receipts ?? 0) + 1 });
  }
  const delivered = settled.some(({ state }) => state === "delivered");
  await addReceiptCounts(services.pools.worker, gatewayId, [...counts.values()], delivered).catch(() => undefined);
}
