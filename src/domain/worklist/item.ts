// What stands in the column «in sospeso»: the kinds of a row with their days and norms, the nearest first.

import type { Citation } from "../law/citation.ts";
import { kindsIn, lawOf, maskOf, PENDING } from "./pending.ts";
import type { PendingKind, PendingRule } from "./pending.ts";

/** An open term of the case: «T2», «patto/report-pact», «meeting». */
export interface OpenTerm {
  readonly term: string;
  readonly dueOn: string;
  /** As it was kept when it was opened; null where the clock has none. */
  readonly law: string | null;
}

export interface PendingItem {
  /** Null for a term that belongs to no kind of the table: its own title says what it is. */
  readonly kind: PendingKind | null;
  readonly term: string | null;
  readonly dueOn: string | null;
  readonly law: string | null;
}

/** Facts are not work: they show only where a term runs for them. */
export function pendingItems(pending: bigint, terms: readonly OpenTerm[], measure: string): PendingItem[] {
  // The terms of a notice run for who is bound by them: the others have no such deadline.
  const running = isLive(pending) ? terms : terms.filter(({ term }) => !OF_THE_NOTICE.has(term));
  const left = new Set(running);
  const items: PendingItem[] = [];
  for (const kind of kindsIn(pending)) {
    const rule: PendingRule = PENDING[kind];
    const own = running.filter(({ term }) => rule.terms?.includes(term) === true).toSorted(byDay);
    for (const one of own) left.delete(one);
    if (rule.move === "fact" && own.length === 0) continue;
    const law: Citation | null = lawOf(kind, measure);
    items.push({ kind, term: own[0]?.term ?? null, dueOn: own[0]?.dueOn ?? null, law: own[0]?.law ?? law?.text ?? null });
  }
  for (const { term, dueOn, law } of left) if (!ELSEWHERE.has(term)) items.push({ kind: null, term, dueOn, law });
  return items.toSorted(byDay);
}

const OF_THE_NOTICE: ReadonlySet<string> = new Set(["T1", "T2"]);
/** Terms that say nothing without the kind they belong to. */
const ELSEWHERE: ReadonlySet<string> = new Set(["meeting", "note", "wait", "vita-del-caso/reapplication-block"]);
const RELEASED = maskOf(["excluded", "exempt", "gone", "superseded"]);

function isLive(pending: bigint): boolean {
  return (pending & maskOf(["bound"])) !== 0n && (pending & RELEASED) === 0n;
}

function byDay(a: { readonly dueOn: string | null }, b: { readonly dueOn: string | null }): number {
  const [left, right] = [a.dueOn ?? "9999", b.dueOn ?? "9999"];
  return left < right ? -1 : left > right ? 1 : 0;
}
