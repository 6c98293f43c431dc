// Steps compared between classes of persons, with small counts left out so that no other figure of the control room gives them back.

import { COMPARED, TRAIT_NAMES, TRAITS } from "./stages.ts";
import type { Stage, Trait } from "./stages.ts";
import { suppress } from "./suppress.ts";
import type { Sum } from "./suppress.ts";

export const COMPARED_STAGES = ["bound", "convened", "delivered", "seen", "absent", "pact"] as const satisfies readonly Stage[];

/** A place with its counts; `above` is the place of whose sum it is a part. */
export interface TraitScope {
  readonly id: string;
  readonly above: string | null;
  /** By trait, class and step. */
  readonly count: (trait: Trait, of: string, stage: Stage) => number;
}
/** Null: not shown. */
export type ShownCount = (trait: Trait, of: string, stage: Stage) => number | null;

const nameOf = (scope: string, of: string, stage: string): string => `${scope}/${of}/${stage}`;

/**
 * What may be shown in each of these places, looked at together: whoever sees one sees the others, and the totals of each without limit.
 * A place whose totals alone give a small count away shows nothing of that trait.
 */
export function shownTraits(scopes: readonly TraitScope[], threshold: number): ReadonlyMap<string, ShownCount> {
  const hidden = new Map(TRAIT_NAMES.map((trait) => [trait, hiddenOf(trait, scopes, threshold)]));
  return new Map(
    scopes.map((scope) => [
      scope.id,
      (trait, of, stage) => (hidden.get(trait)!.has(nameOf(scope.id, of, stage)) ? null : scope.count(trait, of, stage)),
    ]),
  );
}

function hiddenOf(trait: Trait, scopes: readonly TraitScope[], threshold: number): ReadonlySet<string> {
  const { cells, sums, open } = tableOf(trait, scopes);
  const closed = new Set<string>();
  for (;;) {
    const { hidden, leaks } = suppress({ cells, sums }, threshold, { open, closed });
    const leaking = new Set(leaks.map((name) => name.split("/")[0]!));
    const before = closed.size;
    for (const name of cells.keys()) if (leaking.has(name.split("/")[0]!) && !open.has(name)) closed.add(name);
    if (closed.size === before) return hidden;
  }
}

/** Whoever has not come to a step is counted too: the difference is as good as a number. */
function tableOf(trait: Trait, scopes: readonly TraitScope[]) {
  const cells = new Map<string, number>();
  const sums: Sum[] = [];
  const open = new Set<string>();
  const classes = Object.keys(TRAITS[trait].classes);
  const steps = [...COMPARED_STAGES, ...COMPARED.map(({ stage }) => `${stage}-not`)];
  for (const scope of scopes) {
    for (const of of classes) {
      for (const stage of COMPARED_STAGES) cells.set(nameOf(scope.id, of, stage), scope.count(trait, of, stage));
      for (const { stage, of: whole } of COMPARED) {
        cells.set(nameOf(scope.id, of, `${stage}-not`), scope.count(trait, of, whole) - scope.count(trait, of, stage));
        sums.push({ total: nameOf(scope.id, of, whole), parts: [nameOf(scope.id, of, stage), nameOf(scope.id, of, `${stage}-not`)] });
      }
    }
    for (const step of steps) {
      const total = nameOf(scope.id, "*", step);
      const parts = classes.map((of) => nameOf(scope.id, of, step));
      cells.set(total, parts.reduce((sum, part) => sum + cells.get(part)!, 0));
      open.add(total);
      sums.push({ total, parts });
    }
  }
  for (const above of scopes) {
    const below = scopes.filter((scope) => scope.above === above.id);
    if (below.length === 0) continue;
    for (const of of classes)
      for (const step of steps) sums.push({ total: nameOf(above.id, of, step), parts: below.map((scope) => nameOf(scope.id, of, step)) });
  }
  return { cells, sums, open };
}
