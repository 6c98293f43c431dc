// What every use case is given: connections by part, the business clock, who acts.

import type { Pool } from "pg";
import type { IsoInstant } from "../domain/notices/types.ts";
import type { Actor as ProcedureActor } from "../domain/procedure/types.ts";
import { businessNow } from "../store/clock.ts";
import { openPool } from "../store/pools.ts";
import { PARTS } from "../store/roles.ts";
import type { Part } from "../store/roles.ts";

export type ActorRole = ProcedureActor;

/** Who performs an act, as written in the register. */
export interface Actor {
  readonly id: string;
  readonly role: ActorRole;
  /** The office in whose name an operator works; absent for the Region and the system. */
  readonly office?: string;
  /** The user and the session behind the act, when it is a person's. */
  readonly userId?: string;
  readonly sessionId?: string;
  /** Whom a substitute stands in for: the acts say so. */
  readonly onBehalfOf?: string;
  /** The secret of the visit in which a citizen acts by themselves: it opens the walls of their own case, and no other. */
  readonly visit?: string;
}

export const SYSTEM: Actor = { id: "convoca", role: "system" };

export type Pools = Readonly<Record<Part, Pool>>;

export interface Services {
  readonly pools: Pools;
  /** Business time now (simulated in demo and season): appointments, terms, quiet hours, reminders. */
  readonly now: () => Promise<IsoInstant>;
}

/** Opens one pool for each part; `max` connections each (they are opened only when used). */
export function openServices(url: string, max: Partial<Record<Part, number>> = {}): Services & { close(): Promise<void> } {
  const pools = Object.fromEntries(PARTS.map((part) => [part, openPool(url, part, { max: max[part] ?? 6 })])) as Record<Part, Pool>;
  return {
    pools,
    now: () => businessNow(pools.worker),
    close: async () => {
      await Promise.all(Object.values(pools).map((pool) => pool.end()));
    },
  };
}
