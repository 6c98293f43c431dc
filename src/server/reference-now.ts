// The reference data in force, loaded once and again only after a newer table was imported.

import { loadReference } from "../services/reference.ts";
import type { Reference } from "../services/reference.ts";
import type { Services } from "../services/context.ts";
import { cached } from "./cached.ts";

const CHECKED_EVERY_MS = 5000;

export interface ReferenceNow {
  readonly reference: Reference;
  /** Staffing of the desks in use: that of the latest plan. */
  readonly scenario: string;
}

export function referenceNow(services: Services): () => Promise<ReferenceNow> {
  let loaded: { stamp: string; reference: Reference } | null = null;
  return cached(CHECKED_EVERY_MS, async () => {
    const { rows } = await services.pools.control.query<{ stamp: string; scenario: string }>(
      `select coalesce((select string_agg(name || sha256, ' ' order by name) from reference_table), '') as stamp,
              coalesce((select scenario from plan order by made_at desc limit 1), 'base') as scenario`,
    );
    const { stamp, scenario } = rows[0]!;
    if (loaded?.stamp !== stamp) loaded = { stamp, reference: await loadReference(services.pools.control) };
    return { reference: loaded.reference, scenario };
  });
}
