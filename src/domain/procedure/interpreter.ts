// The interpreter every table of law runs on: decide one act, or say for each act whether it is allowed now and why not.

import { CITATIONS } from "../law/citation.ts";
import { accept, refuse } from "../outcome.ts";
import type { Outcome } from "../outcome.ts";
import type { Actor, Decision, Offer, Procedure, Row } from "./types.ts";

/** Where an act is tried: the state it starts from, who tries it, and the facts the guards look at (time among them). */
export interface Attempt<State extends string, Context> {
  readonly state: State;
  readonly by: Actor;
  readonly context: Context;
}

/**
 * Decides `act`: the state it leads to with the terms it opens and closes, or a refusal that names the first thing missing
 * (state, person, guard) in that order. Codes: NAME_STATO, NAME_CHI, NAME_<GUARD>.
 */
export function decide<S extends string, A extends string, G extends string, T extends string, C>(
  procedure: Procedure<S, A, G, T, C>,
  act: A,
  attempt: Attempt<S, C>,
): Outcome<Decision<S, T>> {
  const fromHere = procedure.rows.filter((row) => row.act === act && row.from.includes(attempt.state));
  if (fromHere.length === 0) {
    return refuse(
      code(procedure.name, "STATO"),
      `«${procedure.acts[act]}» non è possibile: ${procedure.title.toLowerCase()} è nello stato «${procedure.states[attempt.state]}».`,
    );
  }
  const mine = fromHere.filter((row) => row.by.includes(attempt.by));
  if (mine.length === 0) {
    return refuse(code(procedure.name, "CHI"), `«${procedure.acts[act]}» non è tra gli atti che questo ruolo può compiere.`);
  }
  const open = mine.find((row) => missingGuard(procedure, row, attempt.context) === undefined);
  if (open !== undefined) return accept({ to: open.to, opens: open.opens, closes: open.closes, law: open.law });
  const first = mine[0]!;
  const guard = missingGuard(procedure, first, attempt.context)!;
  const citation = first.law[0];
  return refuse(
    code(procedure.name, guard),
    procedure.guards[guard].refusal,
    citation === undefined ? undefined : CITATIONS[citation],
  );
}

/** All acts of the procedure, each allowed or greyed with the reason: the one answer for the server's check and the web's buttons. */
export function offers<S extends string, A extends string, G extends string, T extends string, C>(
  procedure: Procedure<S, A, G, T, C>,
  attempt: Attempt<S, C>,
): Offer<A>[] {
  return (Object.keys(procedure.acts) as A[]).map((act) => {
    const outcome = decide(procedure, act, attempt);
    return {
      act,
      label: procedure.acts[act],
      allowed: outcome.ok,
      reason: outcome.ok ? null : outcome.refusal.message,
    };
  });
}

function missingGuard<S extends string, A extends string, G extends string, T extends string, C>(
  procedure: Procedure<S, A, G, T, C>,
  row: Row<S, A, G, T>,
  context: C,
): G | undefined {
  return row.when.find((guard) => !procedure.guards[guard].holds(context));
}

function code(name: string, part: string): string {
  return `${name}_${part}`.toUpperCase().replaceAll("-", "_");
}
