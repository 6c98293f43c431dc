// One act told whole: who may do it and from where, who may not, and what refuses it when a fact is missing.

import type { Story } from "./story.ts";
import { ACTORS } from "./types.ts";
import type { Actor } from "./types.ts";

export interface ToldAct<S extends string, A extends string, T extends string, C, E extends string> {
  /** As an operator would say it. */
  readonly title: string;
  readonly act: A;
  readonly from: readonly S[];
  readonly by: readonly Actor[];
  readonly to: S;
  readonly facts?: Partial<C>;
  readonly opens?: readonly T[];
  readonly closes?: readonly T[];
  readonly effects?: readonly E[];
  /** Each code it is refused with, and the facts that differ then. */
  readonly refused?: readonly (readonly [code: string, facts: Partial<C>])[];
}

/** Writes an act told whole as a story; `name` is the first part of the codes of refusal. */
export function toldAct<S extends string, A extends string, T extends string, C, E extends string>(
  name: string,
  context: C,
  told: ToldAct<S, A, T, C, E>,
): Story<S, A, T, C, E> {
  const { title, act, from, by, to, facts = {}, opens = [], closes = [], effects = [], refused = [] } = told;
  const strangers = (Object.keys(ACTORS) as Actor[]).filter((actor) => !by.includes(actor));
  return {
    title,
    start: from[0]!,
    context,
    steps: [
      { act, by: strangers, from, facts, refused: `${name}_CHI` },
      ...refused.map(([code, change]) => ({
        act,
        by,
        from,
        facts: { ...facts, ...change },
        refused: `${name}_${code}`,
      })),
      { act, by, from, facts, to, opens, closes, effects },
    ],
  };
}
