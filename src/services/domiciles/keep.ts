// The search of digital domiciles kept going: one process of the installation at a time, whoever holds a lock of the database; turn after turn.

import type { PoolClient } from "pg";
import type { RegisterClient } from "../../exchange/domiciles/register-client.ts";
import { clearBatches, declareRegisters } from "../../store/domiciles.ts";
import { inTransaction } from "../../store/pools.ts";
import type { Services } from "../context.ts";
import { lookUpTurn, Pace } from "./look-up.ts";
import type { LookUp } from "./look-up.ts";

const LOCK = "select pg_try_advisory_lock(hashtextextended('convoca.domiciles', 0)) as held";
const UNLOCK = "select pg_advisory_unlock(hashtextextended('convoca.domiciles', 0))";
const IDLE_MS = 1_000;
const CLEAR_MS = 3_600_000;

export interface KeepOptions {
  readonly clients: readonly RegisterClient[];
  readonly onFault: (fault: unknown) => void;
  /** False when a restored backup was found: nothing may leave. */
  readonly guard?: () => Promise<boolean>;
  readonly idleMs?: number;
}

/** Starts; gives how to stop. Registers that are not among `clients` are declared unconfigured: nobody waits for them. */
export function keepDomiciles(services: Services, options: KeepOptions): () => Promise<void> {
  let stopping = false;
  let wake = (): void => undefined;
  const pool = services.pools.worker;
  const rest = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const turns = options.clients.map((client): LookUp => ({ services, client, pace: new Pace(client.connection.perMinute) }));
  const run = async (): Promise<void> => {
    let declared = false;
    while (!stopping) {
      try {
        if (!declared) await declareRegisters(pool, options.clients.map(({ connection }) => connection));
        declared = true;
        if (turns.length === 0) return;
        if (options.guard === undefined || (await options.guard())) await asOnly(pool, () => work(services, turns, () => stopping, () => rest(options.idleMs ?? IDLE_MS)));
      } catch (fault) {
        options.onFault(fault);
      }
      if (!stopping) await rest(options.idleMs ?? IDLE_MS);
    }
  };
  const running = run();
  return async () => {
    stopping = true;
    wake();
    await running;
  };
}

/** Many turns under one lock: a minute at most, so that the guard is asked again. */
async function work(services: Services, turns: readonly LookUp[], isStopping: () => boolean, rest: () => Promise<void>): Promise<void> {
  const until = performance.now() + 60_000;
  for (let clearedAt = -Infinity; !isStopping() && performance.now() < until; ) {
    let asked = 0;
    for (const turn of turns) asked += await lookUpTurn(turn);
    if (performance.now() - clearedAt > CLEAR_MS) {
      clearedAt = performance.now();
      await inTransaction(services.pools.worker, clearBatches);
    }
    if (asked === 0 && !isStopping()) await rest();
  }
}

async function asOnly(pool: { connect(): Promise<PoolClient> }, task: () => Promise<void>): Promise<void> {
  const holder = await pool.connect();
  let broken = false;
  const onError = (): void => void (broken = true);
  holder.on("error", onError);
  try {
    const { rows } = await holder.query<{ held: boolean }>(LOCK);
    if (!rows[0]!.held) return;
    try {
      await task();
    } finally {
      await holder.query(UNLOCK).catch(onError);
    }
  } finally {
    holder.removeListener("error", onError);
    holder.release(broken);
  }
}
