// Queries of the business clock and of the installation's own row.

import type { ClientBase, Pool } from "pg";

type Queryable = Pick<ClientBase, "query"> | Pool;

/** Business time now. Inside a transaction it is asked on its own connection: waiting there for a second one may wait for ever. */
export async function businessNow(db: Queryable): Promise<string> {
  const { rows } = await db.query<{ now: string }>("select business_now() as now");
  return rows[0]!.now;
}

/** Sets business time: simulated from `at` on, running at `speed` times machine time (0 = stands still). */
export async function simulateClock(db: Queryable, at: string, speed: number): Promise<void> {
  await db.query("update clock set mode = 'simulated', anchor_business = $1, anchor_machine = clock_timestamp(), speed = $2", [at, speed]);
}

/** Keeps simulated time from running while the program is off: it goes on from its last anchor. */
export async function resumeClock(db: Queryable): Promise<void> {
  await db.query("update clock set anchor_machine = clock_timestamp() where mode = 'simulated'");
}

/**
 * Moves the anchor to now, so that little is lost if the program is killed. Computed from the row itself: a step of the clock that
 * is made at the same moment is waited for and kept.
 */
export async function anchorClock(db: Queryable): Promise<void> {
  await db.query(
    `update clock set anchor_business = anchor_business + (clock_timestamp() - anchor_machine) * speed, anchor_machine = clock_timestamp()
     where mode = 'simulated' and speed > 0`,
  );
}

export interface Installation {
  readonly id: string;
  readonly demo: boolean;
  readonly settings: Record<string, unknown>;
  readonly batches: number;
  /** Since when it is known to be used in earnest; null while it is not, or is a demonstration. */
  readonly productionSince: string | null;
}

export async function installation(db: Queryable): Promise<Installation> {
  const { rows } = await db.query<Installation>(
    `select id, demo, settings, production_since as "productionSince", (select count(*)::int from batch) as batches from installation`,
  );
  return rows[0]!;
}

/** Adds to the node's settings (keys given replace those there); `demo` marks the installation as a demonstration. */
export async function saveSettings(db: Queryable, settings: Record<string, unknown>, demo?: boolean): Promise<void> {
  await db.query("update installation set settings = settings || $1::jsonb, demo = coalesce($2, demo)", [JSON.stringify(settings), demo ?? null]);
}

/** Says once and for all that the database is used in earnest: a demonstration refuses it from then on. */
export async function markProduction(db: Queryable): Promise<void> {
  await db.query("update installation set production_since = now() where production_since is null and not demo");
}
