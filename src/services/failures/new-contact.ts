// Somebody whom no message reached has given a new contact: what did not arrive is written there, once.

import type { PoolClient } from "pg";
import { careObstacle } from "../../domain/outbox/failure-care.ts";
import { openFailuresOf, lockFailed, recordCare } from "../../store/failure-care.ts";
import type { Actor } from "../context.ts";
import type { Reference } from "../reference.ts";
import { openRewriting } from "./rewrite.ts";

export interface NewContactWork {
  readonly client: PoolClient;
  readonly reference: Reference;
  readonly actor: Actor;
  readonly now: string;
  /** The act that brought the contact; it stands for this too. */
  readonly actId: string;
  readonly cases: readonly string[];
}

/** How many messages were written. What another message says already, or may have said, is left alone. */
export async function writeToNewContact({ client, reference, actor, now, actId, cases }: NewContactWork): Promise<number> {
  let count = 0;
  const failed = await openFailuresOf(client, cases);
  if (failed.length === 0) return count;
  const rewriting = await openRewriting(client, reference, now);
  for (const seen of failed) {
    const message = await lockFailed(client, seen);
    if (message === null) continue;
    const planned = await rewriting.plan(message, "other-contact");
    const obstacle = careObstacle({ ...message, act: "other-contact", isOfSummons: rewriting.isOfSummons(message), contacts: planned.length });
    if (obstacle !== null) continue;
    const written = await rewriting.write(message, planned);
    await recordCare(client, { messageId: message.id, caseId: message.caseId, how: "other-contact", rewrittenAs: written, actId, now, by: actor.id });
    count += written.length;
  }
  return count;
}
