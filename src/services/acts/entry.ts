// What the register keeps of an act on an item: enough to make the item's row again, act by act.

import { hash } from "node:crypto";
import type { Item, ItemData, StoredAct } from "../../store/items.ts";
import { canonicalJson } from "../../store/register.ts";
import type { UnitKind } from "../../store/units.ts";

/** Payload of an act, canonical JSON in the register. */
export interface Entry {
  readonly procedure: string;
  readonly item: string;
  readonly act: string;
  readonly from: string;
  readonly to: string;
  /** Name of the row of the table that allowed it. */
  readonly row: string;
  readonly version: number;
  readonly input: unknown;
  /** Fields of the item's data that the act has written, with their value after it; and those it has taken away. */
  readonly set: ItemData;
  readonly unset: readonly string[];
  /** As what the item counts after the act, and for whom. */
  readonly counts: string | null;
  readonly unit: { readonly kind: UnitKind; readonly id: string };
  readonly closed: boolean;
  readonly opens: readonly { readonly kind: string; readonly title: string; readonly dueOn: string }[];
  readonly closes: readonly string[];
  readonly effects: readonly string[];
  readonly law: readonly string[];
  /** Digest of what was asked for: the same act id with another request is another act. */
  readonly asked: string;
}

/** Kind of an act in the register: procedure and act. */
export function kindOf(procedure: string, act: string): string {
  return `${procedure}/${act}`;
}

/** The entry of an act; null when the retention has erased it. */
export function entryOf(act: Pick<StoredAct, "payload">): Entry | null {
  return act.payload === null ? null : (JSON.parse(act.payload) as Entry);
}

export function askedDigest(request: { readonly procedure: string; readonly itemId: string | null; readonly caseId: string; readonly act: string; readonly input: unknown }): string {
  const { procedure, itemId, caseId, act, input } = request;
  return hash("sha256", canonicalJson([procedure, itemId, caseId, act, input ?? null]));
}

/** Fields that differ between two states of the data, by their canonical text. */
export function changeOf(before: ItemData, after: ItemData): Pick<Entry, "set" | "unset"> {
  const set: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(after)) {
    if (value !== undefined && (!(key in before) || canonicalJson(before[key]) !== canonicalJson(value))) set[key] = value;
  }
  return { set, unset: Object.keys(before).filter((key) => after[key] === undefined) };
}

/** The item as this entry leaves it; `before` is null for the first act of an item. */
export function applyEntry(before: Item | null, entry: Entry, act: Pick<StoredAct, "id" | "subjectId" | "happenedAt">): Item {
  const data: Record<string, unknown> = { ...before?.data, ...entry.set };
  for (const key of entry.unset) delete data[key];
  return {
    id: entry.item,
    caseId: act.subjectId,
    procedure: entry.procedure,
    state: entry.to,
    version: entry.version,
    data,
    unit: entry.unit,
    counts: entry.counts,
    openedAt: before?.openedAt ?? act.happenedAt,
    closedAt: entry.closed ? (before?.closedAt ?? act.happenedAt) : null,
    lastAct: act.id,
  };
}
