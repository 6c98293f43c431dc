// One chunk of notices at a time in the whole installation, its parts stored side by side on several connections.

import type { Pool, PoolClient } from "pg";

/** Held for a whole chunk: chunks of concurrent imports see each other whole, and never wait in a circle. */
const INTAKE_LOCK = 7_301_993;
const DEADLOCK = "40P01";
const DEADLOCK_TRIES = 5;

/** How many parts can be stored side by side now: a second connection is used only where one is free. */
export function roomFor(pool: Pool, parts: number): number {
  const free = pool.idleCount + Math.max(0, pool.options.max - pool.totalCount);
  return pool.waitingCount > 0 ? 1 : Math.max(1, Math.min(parts, free));
}

/**
 * Runs each of `parts` in a transaction of its own, side by side, while no other chunk is being stored. Parts may have committed
 * when another fails; what they wrote is sound by itself, and the file run again finishes the work.
 */
export async function storeInTurn(pool: Pool, parts: readonly ((client: PoolClient) => Promise<void>)[]): Promise<void> {
  const clients = await connectAll(pool, parts.length);
  let broken = false;
  const onError = (): void => void (broken = true);
  for (const client of clients) client.on("error", onError);
  try {
    await clients[0]!.query("select pg_advisory_lock($1)", [INTAKE_LOCK]);
    const ends = await Promise.allSettled(parts.map((part, at) => transact(clients[at]!, part)));
    const failed = ends.find((end) => end.status === "rejected");
    if (failed !== undefined) throw failed.reason;
    await clients[0]!.query("select pg_advisory_unlock($1)", [INTAKE_LOCK]);
  } catch (error) {
    // With its connection ends whatever the lock's holder left behind, the lock too.
    broken = true;
    throw error;
  } finally {
    for (const client of clients) {
      client.removeListener("error", onError);
      client.release(broken);
    }
  }
}

/** Asked for in one breath: who held one connection and waited for another could wait in a circle. */
async function connectAll(pool: Pool, count: number): Promise<PoolClient[]> {
  const asked = await Promise.allSettled(Array.from({ length: count }, () => pool.connect()));
  const failed = asked.find((one) => one.status === "rejected");
  const clients = asked.filter((one) => one.status === "fulfilled").map((one) => one.value);
  if (failed === undefined) return clients;
  for (const client of clients) client.release();
  throw failed.reason;
}

/** Two parts, or a part and the sending of messages that it withdraws, may wait in a circle: the database undoes one of them, whole. */
async function transact(client: PoolClient, work: (client: PoolClient) => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.query("begin");
      await work(client);
      await client.query("commit");
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== DEADLOCK || attempt === DEADLOCK_TRIES) throw error;
      await client.query("rollback");
    }
  }
}
