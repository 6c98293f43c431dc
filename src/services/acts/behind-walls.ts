// Where an actor works: behind the walls of their office, or for all of them.

import type { PoolClient } from "pg";
import type { CaseRow } from "../../store/items.ts";
import { inOffice, inTransaction } from "../../store/pools.ts";
import { inVisit } from "../../store/replies.ts";
import type { Actor, Services } from "../context.ts";

const WITHOUT_OFFICE: ReadonlySet<Actor["role"]> = new Set(["system", "regional", "administrator", "auditor", "citizen"]);

/** Every other role works in an office: without one it sees nothing and does nothing. */
export function hasPlace(actor: Actor): boolean {
  return actor.office !== undefined || WITHOUT_OFFICE.has(actor.role);
}

/** Runs `work` in one transaction that sees what the actor may see. */
export function asActor<T>(services: Services, actor: Actor, work: (client: PoolClient) => Promise<T>): Promise<T> {
  if (!hasPlace(actor)) throw new Error(`${actor.role} works in no office`);
  if (actor.visit !== undefined) return inVisit(services.pools.replies, actor.visit, work);
  return actor.office === undefined ? inTransaction(services.pools.worker, work) : inOffice(services.pools.app, actor.office, work);
}

/** A citizen has no office and no wall: only their own case, by the tax code they have proved. */
export function mayTouch(actor: Actor, row: CaseRow): boolean {
  return actor.role !== "citizen" || actor.id === row.taxCode;
}
