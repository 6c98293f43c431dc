// Stories: what must happen, written by hand, played on a table. They find the row nobody visits and the row changed by mistake.

import { decide } from "./interpreter.ts";
import { rowIndexOf } from "./row-index.ts";
import type { Actor, AnyProcedure, Decision, Procedure } from "./types.ts";

/** One act tried in a story, and what must come of it. Every actor and every state named must give the same. */
export interface Step<
  State extends string,
  Act extends string,
  Term extends string,
  Context,
  Effect extends string = never,
> {
  readonly act: Act;
  readonly by: Actor | readonly Actor[];
  /** States to try it from; without it, the state the story has reached. */
  readonly from?: State | readonly State[];
  /** Facts that differ from the story's; they hold for this step only. */
  readonly facts?: Partial<Context>;
  /** The state it must lead to. Exactly one of `to` and `refused`. */
  readonly to?: State;
  /** The code it must be refused with, e.g. "CONVOCAZIONE_STATO". */
  readonly refused?: string;
  /** Exactly these; none when left out. */
  readonly opens?: readonly Term[];
  readonly closes?: readonly Term[];
  readonly effects?: readonly Effect[];
}

export interface Story<
  State extends string,
  Act extends string,
  Term extends string,
  Context,
  Effect extends string = never,
> {
  /** One sentence, as an operator would tell it. */
  readonly title: string;
  readonly start: State;
  readonly context: Context;
  readonly steps: readonly Step<State, Act, Term, Context, Effect>[];
}

export interface Told {
  /** What did not happen as written; empty when all did. */
  readonly failures: readonly string[];
  /** Names of the rows that decided. */
  readonly visited: ReadonlySet<string>;
}

/** Plays stories on a table. Decides only: nothing is stored. */
export function tell<
  S extends string,
  A extends string,
  G extends string,
  T extends string,
  C extends object,
  E extends string = never,
>(
  procedure: Procedure<S, A, G, T, C, E>,
  stories: readonly Story<NoInfer<S>, NoInfer<A>, NoInfer<T>, C, NoInfer<E>>[],
): Told {
  const failures: string[] = [];
  const visited = new Set<string>();
  for (const story of stories) {
    let state = story.start;
    for (const [number, step] of story.steps.entries()) {
      const context = { ...story.context, ...step.facts };
      for (const from of listed(step.from ?? state)) {
        for (const by of listed(step.by)) {
          const outcome = decide(procedure, step.act, { state: from, by, context });
          const wrong = outcome.ok ? judge(step, outcome.value) : judgeRefusal(step, outcome.refusal.code);
          if (wrong !== null)
            failures.push(`${story.title}, ${number + 1}. ${step.act} (${by}, ${from}): ${wrong}`);
          if (outcome.ok) visited.add(outcome.value.row);
        }
      }
      state = step.to ?? state;
    }
  }
  return { failures, visited };
}

function listed<X extends string>(value: X | readonly X[]): readonly X[] {
  return typeof value === "string" ? [value] : value;
}

function judge<S extends string, A extends string, T extends string, C, E extends string>(
  step: Step<S, A, T, C, E>,
  decision: Decision<S, T, E>,
): string | null {
  if (step.to === undefined) return `leads to ${decision.to}, should be refused with ${step.refused}`;
  if (decision.to !== step.to) return `leads to ${decision.to}, not ${step.to}`;
  return (
    differs("opens", decision.opens, step.opens) ??
    differs("closes", decision.closes, step.closes) ??
    differs("has the effects", decision.effects, step.effects)
  );
}

function judgeRefusal(
  step: { readonly to?: string; readonly refused?: string },
  code: string,
): string | null {
  if (step.refused === undefined) return `refused with ${code}, should lead to ${step.to}`;
  return code === step.refused ? null : `refused with ${code}, not ${step.refused}`;
}

function differs(what: string, is: readonly string[], wanted: readonly string[] = []): string | null {
  const same = is.length === wanted.length && wanted.every((each) => is.includes(each));
  return same ? null : `${what} [${is.join(", ")}], not [${wanted.join(", ")}]`;
}

/** Names of the rows that no story visited, in the order of the table. */
export function coverage(procedure: AnyProcedure, visited: ReadonlySet<string>): string[] {
  return rowIndexOf(procedure)
    .rows.map((row) => row.name)
    .filter((name) => !visited.has(name));
}
