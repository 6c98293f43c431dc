// The moment of a case for a page that only reads: the same facts as an act would look at, without a lock.

import type { PoolClient } from "pg";
import { businessNow } from "../../store/clock.ts";
import { readCase } from "../../store/items.ts";
import type { Actor } from "../context.ts";
import type { Reference } from "../reference.ts";
import { mayTouch } from "./behind-walls.ts";
import type { Moment } from "./binding.ts";
import { momentOf, readFacts } from "./facts.ts";

/** Null when the case is not one that the actor may see. */
export async function momentIn(client: PoolClient, reference: Reference, caseId: string, actor: Actor): Promise<Moment | null> {
  const row = await readCase(client, caseId);
  if (row === null || !mayTouch(actor, row)) return null;
  const now = await businessNow(client);
  return momentOf({ reference, now, actor, facts: await readFacts(client, row), counted: new Map() });
}
