// The fence: tells a restored backup from the database that this host has been sending from, before anything is sent again.

import type { PoolClient } from "pg";
import { databaseStanding, hasLiveWorker, hasSent, holdGateways, liftFence, lockFence, stepFence, unlockFence } from "../store/reconcile.ts";
import type { DatabaseStanding } from "../store/reconcile.ts";
import { appendActs, SYSTEM_SUBJECT } from "../store/register.ts";
import { SYSTEM } from "./context.ts";
import type { Services } from "./context.ts";
import { FENCE_TEXTS } from "./desk-texts.ts";
import { readMemory, writeMemory } from "./fence-file.ts";
import type { FenceMemory, FoundMemory } from "./fence-file.ts";

export interface FencePlace {
  /** Folder of this host that survives restarts and is not part of the database's backups. */
  readonly stateFolder: string;
}

export interface FenceCheck {
  /** A restored backup was found just now: every gateway is held until it is reconciled. */
  readonly restored: boolean;
  /** Italian sentence; empty when all is well. */
  readonly reason: string;
}

const ALL_WELL: FenceCheck = { restored: false, reason: "" };

/**
 * How it works. The same number, the generation, stands in the database (one row for each host) and in a file beside it. It is
 * moved on before the first claim of a worker and then at least every minute: in the database first, committed, and only then in
 * the file, flushed; nothing more is sent until both are done. So the file can never name a generation that the database has not
 * had, whatever is killed in between (the file may be one behind: nothing was sent under the new number then). A database that is
 * behind the file has lost what it knew: a restored backup, or a standby that had not received everything.
 *
 * What it cannot see: a backup taken after the last step and restored before the next one, that is at most a minute of sending.
 *
 * Call at the start of a worker, before it registers. Without a memory of this installation (new host, new folder) the database is
 * believed if it never sent anything or if a worker is alive on it; otherwise it may be an old copy on a new machine.
 * When a restore is found the gateways are held and the number is brought in line in one transaction: from there on «held» is
 * what stops the sending, until `reconcileGateways` has opened each gateway again.
 */
export async function checkFence(services: Services, place: FencePlace): Promise<FenceCheck> {
  return atFence(services, place, (client, found) => judge(client, place, found));
}

/** Checks, then moves the fence on by one. Before the first claim, and at least every minute while anything may be sent. */
export async function advanceFence(services: Services, place: FencePlace): Promise<FenceCheck> {
  return atFence(services, place, async (client, found) => {
    const check = await judge(client, place, found);
    if (check.restored) return check;
    const { memory } = found;
    const generation = await stepFence(client, memory.host);
    const standing = await databaseStanding(client, memory.host);
    await writeMemory(place.stateFolder, { ...memory, installation: standing.installation, generation, last: seenIn(standing) });
    return check;
  });
}

/** Forgets the restore once every gateway is reconciled. */
export async function closeRestore(services: Services, place: FencePlace): Promise<void> {
  await atFence(services, place, async (_, { memory }) => {
    if (memory.restore !== null) await writeMemory(place.stateFolder, { ...memory, restore: null });
  });
}

async function atFence<T>(services: Services, place: FencePlace, work: (client: PoolClient, found: FoundMemory) => Promise<T>): Promise<T> {
  const { memory, wasBroken } = await readMemory(place.stateFolder);
  const client = await services.pools.worker.connect();
  let broken: Error | undefined;
  const onError = (error: Error): void => void (broken = error);
  client.on("error", onError);
  try {
    await lockFence(client, memory.host);
    // Read again under the lock: another process of this host may have moved on meanwhile.
    const now = await readMemory(place.stateFolder);
    return await work(client, { memory: now.memory, wasBroken: wasBroken || now.wasBroken });
  } finally {
    await unlockFence(client, memory.host).catch((error: Error) => (broken = error));
    client.removeListener("error", onError);
    client.release(broken);
  }
}

async function judge(client: PoolClient, place: FencePlace, found: FoundMemory): Promise<FenceCheck> {
  const { memory } = found;
  const standing = await databaseStanding(client, memory.host);
  const isOurs = memory.installation === standing.installation;
  if (isOurs && (standing.generation ?? 0) >= memory.generation) return ALL_WELL;
  if (isOurs) return hold(client, place, { memory, standing, reason: FENCE_TEXTS.behind });
  if (!(await hasSent(client)) || (await hasLiveWorker(client))) return ALL_WELL;
  return hold(client, place, { memory, standing, reason: found.wasBroken ? FENCE_TEXTS.unreadable : FENCE_TEXTS.stranger });
}

interface Restore {
  readonly memory: FenceMemory;
  readonly standing: DatabaseStanding;
  readonly reason: string;
}

/** The file first (it only notes what was known), then gateways and generation together: a kill in between finds the restore again. */
async function hold(client: PoolClient, place: FencePlace, { memory, standing, reason }: Restore): Promise<FenceCheck> {
  const last = memory.installation === standing.installation ? memory.last : null;
  const restore = memory.restore ?? { foundAt: standing.machineNow, last };
  await writeMemory(place.stateFolder, { ...memory, restore });
  const generation = memory.installation === standing.installation ? memory.generation : 1;
  await inSameConnection(client, async () => {
    const gateways = await holdGateways(client, reason);
    await liftFence(client, memory.host, generation);
    await appendActs(client, SYSTEM, [
      {
        subjectId: SYSTEM_SUBJECT,
        subjectKind: "system",
        kind: "restored-backup-found",
        happenedAt: standing.businessNow,
        payload: { host: memory.host, generation: standing.generation, expected: memory.generation, lastSeen: last, gateways },
      },
    ]);
  });
  await writeMemory(place.stateFolder, { ...memory, restore, installation: standing.installation, generation });
  return { restored: true, reason };
}

async function inSameConnection(client: PoolClient, work: () => Promise<void>): Promise<void> {
  await client.query("begin");
  try {
    await work();
    await client.query("commit");
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  }
}

function seenIn(standing: DatabaseStanding): NonNullable<FenceMemory["last"]> {
  return { lastAt: standing.machineNow, lastBusinessAt: standing.businessNow, speed: standing.speed };
}
