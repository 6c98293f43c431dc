// Use case: the whole register is verified, chain by chain, in constant memory.

import { inTransaction } from "../store/pools.ts";
import { verifyChains } from "../store/register.ts";
import type { ChainFault } from "../store/register.ts";
import type { Services } from "./context.ts";

export interface RegisterCheck {
  readonly subjects: number;
  readonly acts: number;
  readonly faults: readonly ChainFault[];
  readonly seconds: number;
}

const CHUNK = 5_000;

/** Verifies every chain and every act without a chain; erased payloads are not faults. */
export async function verifyRegister(services: Services): Promise<RegisterCheck> {
  const started = performance.now();
  const pool = services.pools.retention;
  const faults: ChainFault[] = [];
  let subjects = 0;
  let after = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const chunk = await inTransaction(pool, async (client) => {
      const { rows } = await client.query<{ id: string }>(
        `select subject_id as id from (select subject_id from chain where subject_id > $1 union select subject_id from act where subject_id > $1) s
         order by subject_id limit $2`,
        [after, CHUNK],
      );
      const ids = rows.map((row) => row.id);
      return { ids, found: await verifyChains(client, ids) };
    });
    if (chunk.ids.length === 0) break;
    subjects += chunk.ids.length;
    faults.push(...chunk.found);
    after = chunk.ids.at(-1)!;
  }
  const { rows } = await pool.query<{ acts: number }>("select count(*)::int as acts from act");
  return { subjects, acts: rows[0]!.acts, faults, seconds: (performance.now() - started) / 1_000 };
}
