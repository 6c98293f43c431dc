// Second factors passed from the keys of before to the current one, a group at a time: killed in the middle, the next run goes on.

import type { Pool } from "pg";
import { OperatorFault } from "../../store/fault.ts";
import { inTransaction } from "../../store/pools.ts";
import { resealTotps, totpsSealedOtherwise } from "../../store/sessions-login.ts";
import { seal, sealMark, unseal } from "./seal.ts";

const AT_ONCE = 500;
const FIRST = "00000000-0000-0000-0000-000000000000";

export interface Resealed {
  readonly resealed: number;
  /** Users whose second factor none of the keys opens: they set it up anew. */
  readonly lost: readonly string[];
}

/** Seals with the first of `keys` whatever another one has sealed. What is sealed anew opens to the same secret: nobody notices. */
export async function rotateLoginKey(pool: Pool, keys: readonly Buffer[]): Promise<Resealed> {
  const [current] = keys;
  if (current === undefined) throw new Error("no key");
  let resealed = 0;
  const lost: string[] = [];
  for (let after = FIRST; ;) {
    const turn = await inTransaction(pool, async (db) => {
      const rows = await totpsSealedOtherwise(db, sealMark(current), after, AT_ONCE);
      const anew: { userId: string; sealed: Buffer }[] = [];
      for (const { userId, login, sealed } of rows) {
        try {
          anew.push({ userId, sealed: seal(current, unseal(keys, sealed, userId), userId) });
        } catch (error) {
          if (!(error instanceof OperatorFault)) throw error;
          lost.push(login);
        }
      }
      await resealTotps(db, anew);
      return { anew: anew.length, last: rows.at(-1)?.userId, full: rows.length === AT_ONCE };
    });
    resealed += turn.anew;
    if (!turn.full || turn.last === undefined) return { resealed, lost };
    after = turn.last;
  }
}
