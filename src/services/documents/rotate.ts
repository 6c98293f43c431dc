// Use case: all documents' keys are wrapped anew by the current version, a few at a time; killed and run again, it goes on.

import { businessNow } from "../../store/clock.ts";
import { countByKey, takeOldKeys, writeKeys } from "../../store/documents.ts";
import { inTransaction } from "../../store/pools.ts";
import { appendActs, SYSTEM_SUBJECT } from "../../store/register.ts";
import type { Actor, Services } from "../context.ts";
import { rewrap } from "./envelope.ts";
import type { KeyRing } from "./key-ring.ts";

export interface Rotation {
  /** Documents whose key was wrapped anew by this run. */
  readonly rewrapped: number;
  readonly version: string;
}

const BATCH = 500;

/**
 * Rewraps what is not under the current version. Each batch is a transaction with its own act (how many, from which versions, to which):
 * what is done stays done. Contents are neither read nor written.
 */
export async function rotateKeys(
  services: Services,
  keys: KeyRing,
  actor: Actor,
  batch: number = BATCH,
): Promise<Rotation> {
  const { version } = await keys.current();
  let rewrapped = 0;
  for (;;) {
    const done = await inTransaction(services.pools.retention, async (client) => {
      const old = await takeOldKeys(client, version, batch);
      if (old.length === 0) return 0;
      const fresh = [];
      for (const held of old) fresh.push({ id: held.id, ...(await rewrap(keys, held.id, held)) });
      await writeKeys(client, fresh);
      const from = [...new Set(old.map((held) => held.keyVersion))].toSorted();
      await appendActs(client, actor, [
        {
          subjectId: SYSTEM_SUBJECT,
          subjectKind: "system",
          kind: "keys-rotated",
          happenedAt: await businessNow(client),
          citation: "GDPR_ART32",
          payload: { documents: old.length, from, to: version },
        },
      ]);
      return old.length;
    });
    if (done === 0) return { rewrapped, version };
    rewrapped += done;
  }
}

/** How many documents each version of the key opens; also versions given that open none. */
export async function keyUse(
  services: Services,
  keys: KeyRing,
): Promise<
  {
    readonly version: string;
    readonly documents: number;
    readonly given: boolean;
    readonly current: boolean;
  }[]
> {
  const used = await inTransaction(services.pools.retention, countByKey);
  const given = await keys.versions();
  const { version: current } = await keys.current();
  return [...new Set([...given, ...used.map((one) => one.version)])].toSorted().map((version) => ({
    version,
    documents: used.find((one) => one.version === version)?.documents ?? 0,
    given: given.includes(version),
    current: version === current,
  }));
}
