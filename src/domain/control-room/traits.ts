// Steps compared between classes of persons, with small counts left out so that no other figure of the control room gives them back.

import { COMPARED, TRAIT_NAMES, TRAITS } from "./texts.ts";
import type { Stage, Trait } from "./texts.ts";
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
 * Where those totals would give a small count away, only the places that are no part of another show the trait; and if theirs do, nobody.
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
  const whole = tableOf(trait, scopes);
  const { hidden, leaks } = suppress(whole, threshold, { open: whole.open });
  if (leaks.length === 0) return hidden;
  const all = [...whole.cells.keys()];
  const topmost = scopes.filter(({ above }) => above === null);
  const top = tableOf(trait, topmost);
  const alone = suppress(top, threshold, { open: top.open });
  if (alone.leaks.length > 0) return new Set(all);
  return new Set([...all.filter((name) => !top.cells.has(name)), ...alone.hidden]);
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
