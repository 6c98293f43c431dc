// Every list of persons that goes out is written in the access log.

import type { Actor } from "../services/context.ts";
import { logAccess } from "../store/read/access.ts";
import type { Queryable } from "../store/read/query.ts";

/** Logs that `actor` is shown so many persons, under the name of the list. */
export async function logList(db: Queryable, actor: Actor, action: string, hits: number): Promise<void> {
  await logAccess(db, { actor: actor.id, role: actor.role, office: actor.office ?? null, action, hits });
}

/** Logs the rows of a page as shown to `actor`, and gives the page on. */
export async function logged<T extends { readonly rows: readonly unknown[] }>(
  db: Queryable,
  actor: Actor,
  action: string,
  page: T,
): Promise<T> {
  await logList(db, actor, action, page.rows.length);
  return page;
}
