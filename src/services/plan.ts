// Use case: planning a wave. Office by office, everyone who can be placed in time gets a held seat; the shortage is stated.

import { setTimeout as pause } from "node:timers/promises";
import type { Pool, PoolClient } from "pg";
import { newId } from "../store/ids.ts";
import { closePlan, openPlan } from "../store/planning.ts";
import type { Services } from "./context.ts";
import { decideOffice } from "./plan-decide.ts";
import type { DecidedOffice, Given, PlanRequest, RunRequest } from "./plan-decide.ts";
import { sentenceOf, WRITE_LOCK, writeOffice } from "./plan-write.ts";
import { measureParameters } from "./writing.ts";

export interface PlanReport {
  readonly planId: string;
  readonly candidates: number;
  readonly placed: number;
  readonly unplaced: number;
  readonly lateFirst: number;
  readonly lateSecond: number;
  readonly shortages: readonly { readonly officeId: string; readonly sentence: string }[];
  /** Seconds spent deciding, without reading and writing. */
  readonly decideSeconds: number;
  readonly seconds: number;
}

/** One planner at a time in the whole installation. */
const PLAN_LOCK = 7_301_994;
/** How often a planner asks whether the one before it has ended. */
const LOCK_EVERY_MS = 200;
/** Offices being written at once. They are committed in the order of the offices, whichever is ready first. */
const WRITERS = 2;

/**
 * Plans one wave over all offices. Nobody who holds a seat or has a summons is touched, so planning again only adds what
 * is missing; a killed planning is finished by running it again.
 *
 * While the database writes an office the next ones are read and decided. What was decided and is not yet committed is kept in mind
 * for them (`Given`), and offices are committed in order: at any moment the plan stands as far as some office, as if they had been
 * planned one after the other.
 */
export async function planWave(services: Services, request: PlanRequest): Promise<PlanReport> {
  const started = performance.now();
  const pool = services.pools.planner;
  const now = await services.now();
  const planId = newId();
  return alone(pool, async (client) => {
    // Tables that a file has just filled still count as empty for the database, which would look people up by going through them all.
    await client.query("select refresh_statistics()");
    await openPlan(client, {
      id: planId,
      measure: request.measure,
      wave: request.wave,
      scenario: request.scenario,
      businessAt: now,
      parameters: { firstDay: request.firstDay, lastDay: request.lastDay, target: request.target, placeLate: request.placeLate ?? false },
      actor: request.actor.id,
    });
    // A plan draws one agenda for all: its seats are as long as the version of its first day says.
    const parameters = measureParameters(request.measure, request.firstDay);
    const total = await planOffices(pool, client, { ...request, measureParameters: parameters, planId, now });
    await client.query("select refresh_statistics()");
    const seconds = (performance.now() - started) / 1_000;
    await closePlan(client, planId, seconds);
    const { decideMs, ...counts } = total;
    return { planId, ...counts, decideSeconds: decideMs / 1_000, seconds };
  });
}

/** Runs `work` on a connection that holds the planner's lock: after every other planner, and after what a killed one was still writing. */
export async function alone<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await lockedClient(pool);
  let broken: Error | undefined;
  const onError = (error: Error): void => void (broken = error);
  client.on("error", onError);
  try {
    await client.query("select pg_advisory_lock($1)", [WRITE_LOCK]);
    await client.query("select pg_advisory_unlock($1)", [WRITE_LOCK]);
    return await work(client);
  } finally {
    await client.query("select pg_advisory_unlock($1)", [PLAN_LOCK]).catch((error: Error) => (broken = error));
    client.removeListener("error", onError);
    client.release(broken);
  }
}

/** Waits without a connection in hand: planners that queue up must not take from the one at work what it writes with. */
async function lockedClient(pool: Pool): Promise<PoolClient> {
  for (;;) {
    const client = await pool.connect();
    try {
      const { rows } = await client.query<{ locked: boolean }>("select pg_try_advisory_lock($1) as locked", [PLAN_LOCK]);
      if (rows[0]!.locked) return client;
    } catch (error) {
      client.release(true);
      throw error;
    }
    client.release();
    await pause(LOCK_EVERY_MS);
  }
}

interface Total {
  candidates: number;
  placed: number;
  unplaced: number;
  lateFirst: number;
  lateSecond: number;
  decideMs: number;
  readonly shortages: { readonly officeId: string; readonly sentence: string }[];
}

async function planOffices(pool: Pool, client: PoolClient, request: RunRequest): Promise<Total> {
  const total: Total = { candidates: 0, placed: 0, unplaced: 0, lateFirst: 0, lateSecond: 0, decideMs: 0, shortages: [] };
  const given: Given = { persons: new Set(), hours: new Map(), codes: new Set() };
  const offices = [...request.reference.offices.keys()].sort();
  const progress = (done: number): void => request.onProgress?.({ offices: done, of: offices.length, placed: total.placed });
  const underWay: Promise<void>[] = [];
  try {
    for (const [index, officeId] of offices.entries()) {
      const decided = await inSnapshot(client, () => decideOffice(client, { ...request, officeId }, given));
      if (decided !== null) {
        if (underWay.length === WRITERS) await underWay.shift();
        const written = writeAndCount(pool, decided, underWay.at(-1), total);
        // It is looked at when its turn comes; until then a failure must not end the process.
        written.catch(() => undefined);
        underWay.push(written);
      }
      progress(index + 1);
    }
    await Promise.all(underWay);
    progress(offices.length);
  } finally {
    await Promise.allSettled(underWay);
  }
  return total;
}

async function writeAndCount(pool: Pool, decided: DecidedOffice, before: Promise<void> | undefined, total: Total): Promise<void> {
  await writeOffice(pool, decided, before);
  for (const key of ["candidates", "placed", "unplaced", "lateFirst", "lateSecond"] as const) total[key] += decided.counts[key];
  total.decideMs += decided.decideMs;
  for (const shortage of decided.plan.shortages) {
    total.shortages.push({ officeId: decided.request.officeId, sentence: sentenceOf(decided.request, shortage) });
  }
}

/** Reads on the planner's own connection, all of them as of one moment. */
async function inSnapshot<T>(client: PoolClient, read: () => Promise<T>): Promise<T> {
  await client.query("begin isolation level repeatable read read only");
  try {
    return await read();
  } finally {
    await client.query("rollback");
  }
}

