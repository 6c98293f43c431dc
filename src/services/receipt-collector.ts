// Gathers receipts that arrive together into one write, and answers each caller when its own are stored.

import type { Receipt } from "../channels/channel.ts";

export type StoreReceipts = (gatewayId: string, receipts: readonly Receipt[]) => Promise<void>;

interface Waiting {
  readonly receipts: readonly Receipt[];
  readonly stored: () => void;
  readonly failed: (error: unknown) => void;
}

const MOST_IN_ONE_WRITE = 5000;

/**
 * One write at a time for each gateway: while it runs, what arrives waits and goes together in the next one, so the write grows
 * with the load and nobody waits for a timer. A failed write fails its callers: the gateway keeps those receipts and sends them again.
 */
export function receiptCollector(store: StoreReceipts): StoreReceipts {
  const lanes = new Map<string, { waiting: Waiting[]; running: boolean }>();

  async function drain(gatewayId: string, lane: { waiting: Waiting[]; running: boolean }): Promise<void> {
    lane.running = true;
    while (lane.waiting.length > 0) {
      const taken = take(lane.waiting);
      try {
        await store(
          gatewayId,
          taken.flatMap((one) => one.receipts),
        );
        for (const one of taken) one.stored();
      } catch (error) {
        for (const one of taken) one.failed(error);
      }
    }
    lane.running = false;
  }

  return (gatewayId, receipts) =>
    new Promise<void>((stored, failed) => {
      const lane = lanes.get(gatewayId) ?? { waiting: [], running: false };
      lanes.set(gatewayId, lane);
      lane.waiting.push({ receipts, stored, failed });
      if (!lane.running) void drain(gatewayId, lane);
    });
}

function take(waiting: Waiting[]): Waiting[] {
  let receipts = 0;
  let callers = 0;
  while (callers < waiting.length && (callers === 0 || receipts < MOST_IN_ONE_WRITE)) {
    receipts += waiting[callers]!.receipts.length;
    callers += 1;
  }
  return waiting.splice(0, callers);
}
