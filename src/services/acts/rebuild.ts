// Use case: the rows of the dossier are made again from the register of acts alone, and compared with those that are stored.

import { casesWithItems, readItemActs, readItems } from "../../store/items.ts";
import type { Item, StoredAct } from "../../store/items.ts";
import { canonicalJson } from "../../store/register.ts";
import { inTransaction } from "../../store/pools.ts";
import type { Services } from "../context.ts";
import { applyEntry, changeOf, entryOf } from "./entry.ts";
import type { Bindings } from "./binding.ts";
import { romeDay } from "../../domain/calendar/rome-time.ts";

export interface RebuildFault {
  readonly itemId: string;
  readonly caseId: string;
  readonly problem: "missing-row" | "row-without-acts" | "different" | "reducer-differs";
  /** What differs: names of the item's fields, or the act whose reducer gives something else than was stored. */
  readonly where: string;
}

export interface Rebuild {
  readonly items: number;
  /** Items with an act whose payload was erased: they cannot be made again, by law. */
  readonly erased: number;
  readonly faults: readonly RebuildFault[];
}

const CHUNK = 1_000;
const FIRST_ID = "00000000-0000-0000-0000-000000000000";

/**
 * Makes every item again from its acts, case after case in constant memory. With `bindings`, each act's reducer is asked as well
 * whether it still gives the data that were written: a reducer changed later shows here, and not in the evidence.
 */
export async function rebuildItems(services: Services, bindings?: Bindings): Promise<Rebuild> {
  const faults: RebuildFault[] = [];
  let items = 0;
  let erased = 0;
  for (let after = FIRST_ID; ;) {
    const chunk = await inTransaction(services.pools.retention, async (client) => {
      await client.query("set transaction isolation level repeatable read");
      const cases = await casesWithItems(client, after, CHUNK);
      return { cases, acts: await readItemActs(client, cases), stored: await readItems(client, cases) };
    });
    if (chunk.cases.length === 0) return { items, erased, faults };
    after = chunk.cases.at(-1)!;
    const made = remake(chunk.acts, bindings, faults);
    erased += made.incomplete.size;
    items += chunk.stored.length;
    faults.push(...compare(chunk.stored, made));
  }
}

interface Remade {
  readonly items: ReadonlyMap<string, Item>;
  /** Ids of items of which an act is erased. */
  readonly incomplete: ReadonlySet<string>;
  /** Cases of which an act is erased: nobody can say any more which item it was of. */
  readonly erasedCases: ReadonlySet<string>;
}

/** Folds acts, in the order of their chains, into items. */
function remake(acts: readonly StoredAct[], bindings: Bindings | undefined, faults: RebuildFault[]): Remade {
  const items = new Map<string, Item>();
  const erasedCases = new Set<string>();
  for (const act of acts) {
    const entry = entryOf(act);
    if (entry === null) {
      erasedCases.add(act.subjectId);
      continue;
    }
    const before = items.get(entry.item) ?? null;
    const item = applyEntry(before, entry, act);
    items.set(entry.item, item);
    const binding = bindings?.get(entry.procedure);
    if (binding === undefined || before === null) continue;
    // The first act starts from the facts of its moment, which are not kept: its data are taken as written.
    const again = changeOf(item.data, JSON.parse(JSON.stringify(binding.after(before.data, entry.act, entry.input, { on: romeDay(act.happenedAt), by: act.actor }))) as Item["data"]);
    if (Object.keys(again.set).length + again.unset.length > 0) {
      faults.push({ itemId: item.id, caseId: item.caseId, problem: "reducer-differs", where: act.kind });
    }
  }
  const incomplete = new Set([...items.values()].filter((item) => erasedCases.has(item.caseId)).map((item) => item.id));
  return { items, incomplete, erasedCases };
}

function compare(stored: readonly Item[], { items, erasedCases }: Remade): RebuildFault[] {
  const faults: RebuildFault[] = [];
  const seen = new Set<string>();
  for (const row of stored) {
    seen.add(row.id);
    if (erasedCases.has(row.caseId)) continue;
    const made = items.get(row.id);
    if (made === undefined) {
      faults.push({ itemId: row.id, caseId: row.caseId, problem: "row-without-acts", where: row.procedure });
      continue;
    }
    const different = (Object.keys(row) as (keyof Item)[]).filter((key) => canonicalJson(row[key]) !== canonicalJson(made[key]));
    if (different.length > 0) faults.push({ itemId: row.id, caseId: row.caseId, problem: "different", where: different.join(", ") });
  }
  for (const made of items.values()) {
    if (!seen.has(made.id) && !erasedCases.has(made.caseId)) {
      faults.push({ itemId: made.id, caseId: made.caseId, problem: "missing-row", where: made.procedure });
    }
  }
  return faults;
}
