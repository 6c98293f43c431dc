// Use cases: the figures of the control room follow what has changed, and are compared with a count from nothing.

import { followChanges, forgetFigures, nextCases, wrongCases, wrongFigures } from "../../store/control-room.ts";
import type { FigureFault } from "../../store/control-room.ts";
import { inTransaction } from "../../store/pools.ts";
import type { Services } from "../context.ts";

/** Following rests this many times as long as it worked: of one processor it never takes more than a fourth. */
const REST = 3;

/** Until nothing waits, or another follows; how many changes were taken. */
export async function followAll(services: Services): Promise<number> {
  let all = 0;
  for (;;) {
    const taken = await followChanges(services.pools.worker);
    if (taken === 0) return all;
    all += taken;
  }
}

/** One step; gives how long to wait before the next one, milliseconds, at least `idleMs`. */
export async function followStep(services: Services, idleMs: number): Promise<number> {
  const started = performance.now();
  const taken = await followChanges(services.pools.worker);
  const worked = performance.now() - started;
  return taken === 0 ? idleMs : Math.max(idleMs, worked * REST);
}

export interface FiguresCheck {
  readonly cases: number;
  /** Cases whose kept facts are not what their tables say. */
  readonly wrongCases: readonly string[];
  readonly wrongFigures: readonly FigureFault[];
}

const CHUNK = 5_000;

/** Follows what waits, then counts every case and every figure again from nothing, each chunk as of one moment. */
export async function checkFigures(services: Services): Promise<FiguresCheck> {
  await followAll(services);
  const wrong: string[] = [];
  let cases = 0;
  let after = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const chunk = await inTransaction(services.pools.worker, async (client) => {
      await client.query("set transaction isolation level repeatable read, read only");
      const ids = await nextCases(client, after, CHUNK);
      return { ids, wrong: ids.length === 0 ? [] : await wrongCases(client, ids) };
    });
    if (chunk.ids.length === 0) break;
    cases += chunk.ids.length;
    wrong.push(...chunk.wrong);
    after = chunk.ids.at(-1)!;
  }
  return { cases, wrongCases: wrong, wrongFigures: await inTransaction(services.pools.worker, wrongFigures) };
}

/** Forgets all figures and counts them again; how many cases. */
export async function rebuildFigures(services: Services): Promise<number> {
  const waiting = await forgetFigures(services.pools.worker);
  await followAll(services);
  return waiting;
}
