// After a crash: the claims of dead workers are given back, and what they had on the wire is asked about, never guessed.

import type { Pool, PoolClient } from "pg";
import type { Channel, Sender } from "../channels/channel.ts";
import { lockOrphanWindow } from "../store/lanes.ts";
import { lockSummonses } from "../store/outcomes.ts";
import { buryWorker, doubtfulOf, liveWorkers, settleAndOpen } from "../store/outbox.ts";
import type { MessageResult, OpenWindow } from "../store/outbox.ts";
import { inTransaction } from "../store/pools.ts";
import { bornAt, thisMachine } from "./identity.ts";

/** A worker that has not said anything for this long is dead, wherever it is. */
const SILENT_MS = 15_000;
const ASKED_AT_ONCE = 16;

/** Declares dead the workers that are: silent for too long, or gone from this very machine. Gives how many claims came back. */
export async function buryTheDead(pool: Pool, self: string): Promise<number> {
  let returned = 0;
  const machine = thisMachine();
  for (const worker of await liveWorkers(pool)) {
    if (worker.id === self) continue;
    const gone = worker.machine === machine && bornAt(worker.pid) !== worker.born;
    if (gone || worker.silentMs > SILENT_MS) returned += await inTransaction(pool, (client) => buryWorker(client, worker.id));
  }
  return returned;
}

export interface Inquest {
  readonly pool: Pool;
  readonly channel: Channel;
  readonly sender: Sender;
  /** Told the summonses whose messages became uncertain, in the transaction that records it. */
  readonly onTrouble: (client: PoolClient, summonsIds: readonly string[]) => Promise<void>;
}

/**
 * Settles the windows of dead workers on one gateway. A gateway that drops doubles gets the message again under the same key;
 * one that can be asked is asked; with any other the message becomes uncertain and is shown to a person.
 */
export async function settleOrphans(inquest: Inquest): Promise<void> {
  let after: number | null = 0;
  while (after !== null) {
    const from: number = after;
    after = await inTransaction(inquest.pool, async (client) => {
      const window = await lockOrphanWindow(client, inquest.channel.descriptor.id, from);
      if (window !== null) await settleOrphan(client, inquest, window);
      return window?.id ?? null;
    });
  }
}

async function settleOrphan(client: PoolClient, inquest: Inquest, window: OpenWindow): Promise<void> {
  const doubtful = await doubtfulOf(client, window);
  const results = await inquire(inquest, window, doubtful);
  // Somebody did not answer, or not yet for good: the window stays, and is looked at again later.
  if (results === null) return;
  const uncertain = new Set(results.filter((result) => result.state === "uncertain").map((result) => result.id));
  const trouble = [...new Set(doubtful.filter(({ id }) => uncertain.has(id)).map(({ summonsId }) => summonsId))];
  await lockSummonses(client, trouble);
  await settleAndOpen(client, window, results, [window.id], []);
  await inquest.onTrouble(client, trouble);
}

async function inquire(inquest: Inquest, window: OpenWindow, doubtful: readonly { id: string }[]): Promise<MessageResult[] | null> {
  const results: MessageResult[] = [];
  for (let start = 0; start < doubtful.length; start += ASKED_AT_ONCE) {
    const asked = await Promise.all(doubtful.slice(start, start + ASKED_AT_ONCE).map(({ id }) => verdict(inquest, window, id)));
    for (const result of asked) {
      if (result === null) return null;
      results.push(result);
    }
  }
  return results;
}

async function verdict({ channel, sender }: Inquest, window: OpenWindow, id: string): Promise<MessageResult | null> {
  if (sender.ask !== undefined) {
    const answer = await sender.ask(id);
    if (answer.kind === "no-answer") return null;
    if (answer.kind === "known") return resultOf(id, "accepted", answer.reference, "asked-after-crash");
    // It may still be on its way into the gateway: «unknown» counts once an answer would have been late.
    if (window.openForMs < channel.descriptor.timeoutMs) return null;
    return resultOf(id, "due", null, "never-arrived");
  }
  if (channel.descriptor.deduplicatesByKey) return resultOf(id, "due", null, "sent-again-same-key");
  return resultOf(id, "uncertain", null, "worker-lost");
}

function resultOf(id: string, state: "accepted" | "due" | "uncertain", reference: string | null, outcome: string): MessageResult {
  return {
    id,
    state,
    reference,
    retryInMs: null,
    countsAsAttempt: false,
    failure: state === "uncertain" ? "worker-lost" : null,
    attempt: { outcome, code: null, detail: "il processo che lo inviava si è interrotto" },
  };
}
