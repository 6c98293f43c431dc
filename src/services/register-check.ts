// Use case: the whole register is verified, chain by chain, in constant memory, and against the digests of the nights.

import { lostHeads, nextSubjects, verifyDigests } from "../store/day-digest.ts";
import { inTransaction } from "../store/pools.ts";
import { verifyChains } from "../store/register.ts";
import type { ChainFault } from "../store/register.ts";
import type { Services } from "./context.ts";

/** What is wrong, and where: a subject's chain at one of its acts, or the digest of a night. */
export interface RegisterFault {
  readonly subjectId: string | null;
  readonly seq: number | null;
  readonly day: string | null;
  readonly problem: ChainFault["problem"] | "tail-gone" | "chain-gone" | "wrong-digest";
}

export interface RegisterCheck {
  readonly subjects: number;
  readonly acts: number;
  /** Acts whose payload the retention has erased: the chain verifies without. */
  readonly erased: number;
  readonly digests: number;
  /** The last digest, in hexadecimal; null before the first night. */
  readonly lastDigest: string | null;
  /** In the order of subjects and acts, those of digests last. */
  readonly faults: readonly RegisterFault[];
  readonly seconds: number;
}

const CHUNK = 5_000;

/**
 * Verifies every chain, every act without a chain, every head that a night has kept, and every digest; erased payloads are counted
 * and are not faults. A tail cut off or a chain deleted whole shows as soon as one night has passed over it.
 */
export async function verifyRegister(services: Services): Promise<RegisterCheck> {
  const started = performance.now();
  const pool = services.pools.retention;
  const faults: RegisterFault[] = [];
  let subjects = 0;
  let after = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    // In one transaction that does not change under the eyes: acts written meanwhile are no faults.
    const chunk = await inTransaction(pool, async (client) => {
      await client.query("set transaction isolation level repeatable read");
      const ids = await nextSubjects(client, after, CHUNK);
      const broken = (await verifyChains(client, ids)).map((fault): RegisterFault => ({ ...fault, day: null }));
      const lost = (await lostHeads(client, ids)).map(
        ({ subjectId, seq, day, wholeChain }): RegisterFault => ({ subjectId, seq, day, problem: wholeChain ? "chain-gone" : "tail-gone" }),
      );
      return { ids, found: [...broken, ...lost].toSorted(inOrder) };
    });
    if (chunk.ids.length === 0) break;
    subjects += chunk.ids.length;
    faults.push(...chunk.found);
    after = chunk.ids.at(-1)!;
  }
  const nights = await inTransaction(pool, verifyDigests);
  for (const day of nights.wrong) faults.push({ subjectId: null, seq: null, day, problem: "wrong-digest" });
  const { rows } = await pool.query<{ acts: number; erased: number }>(
    "select count(*)::int as acts, count(*) filter (where p.act_id is null)::int as erased from act a left join act_payload p on p.act_id = a.id",
  );
  const { acts, erased } = rows[0]!;
  return { subjects, acts, erased, digests: nights.digests, lastDigest: nights.last, faults, seconds: (performance.now() - started) / 1_000 };
}

function inOrder(a: RegisterFault, b: RegisterFault): number {
  const [one, other] = [a.subjectId ?? "", b.subjectId ?? ""];
  return one === other ? (a.seq ?? 0) - (b.seq ?? 0) : one < other ? -1 : 1;
}
