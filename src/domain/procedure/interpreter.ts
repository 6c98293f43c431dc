// The interpreter every table of law runs on: decide one act, or say for each act whether it is allowed now and why not.

import { CITATIONS } from "../law/citation.ts";
import type { CitationKey } from "../law/citation.ts";
import { accept, refuse } from "../outcome.ts";
import type { Outcome, Refusal } from "../outcome.ts";
import { lawFor, lawOfGuard, rowIndexOf } from "./row-index.ts";
import type { IndexedRow } from "./row-index.ts";
import type { Attempt, Decision, GuardRule, Offer, Procedure } from "./types.ts";

const NONE: readonly never[] = [];

/** What the rows say of one act in one state: the row that allows it, or the first thing missing in the row that came furthest. */
type Finding = { readonly found: "row"; readonly indexed: IndexedRow } | Missing;
type Missing =
  | { readonly found: "state" }
  | { readonly found: "actor" }
  | { readonly found: "guard"; readonly guard: string; readonly indexed: IndexedRow };

/**
 * Decides `act`: the state it leads to with the terms it opens and closes and what must follow, or a refusal that names the first
 * thing missing (state, person, guard) in that order. Codes: NAME_STATO, NAME_CHI, NAME_<GUARD>.
 * Where several rows could hold, the first whose guards all hold decides; when none does, the row that came furthest is explained.
 */
export function decide<
  S extends string,
  A extends string,
  G extends string,
  T extends string,
  C,
  E extends string = never,
>(
  procedure: Procedure<S, A, G, T, C, E>,
  act: NoInfer<A>,
  attempt: Attempt<NoInfer<S>, C>,
): Outcome<Decision<S, T, E>> {
  const finding = find(procedure, act, attempt, true);
  if (finding.found !== "row") return { ok: false, refusal: refusalOf(procedure, act, attempt, finding) };
  const { row, name } = finding.indexed;
  // The index forgets the words of the table; this row is one of the procedure's own.
  const own = row as unknown as Procedure<S, A, G, T, C, E>["rows"][number];
  return accept({
    to: own.to,
    opens: own.opens,
    closes: own.closes,
    effects: own.effects ?? NONE,
    law: lawFor(own.law, attempt.measure),
    row: name,
  });
}

/**
 * All acts of the procedure, each allowed or greyed with the reason: the one answer for the server's check and the web's buttons.
 * Conditions that the form of the act asks for (`input`) are not held against it here; they are listed in `asks`.
 */
export function offers<
  S extends string,
  A extends string,
  G extends string,
  T extends string,
  C,
  E extends string = never,
>(procedure: Procedure<S, A, G, T, C, E>, attempt: Attempt<NoInfer<S>, C>): Offer<A, G>[] {
  return (Object.keys(procedure.acts) as A[]).map((act) => offer(procedure, act, attempt));
}

/** The acts that `offers` allows. */
export function allowedActs<
  S extends string,
  A extends string,
  G extends string,
  T extends string,
  C,
  E extends string = never,
>(procedure: Procedure<S, A, G, T, C, E>, attempt: Attempt<NoInfer<S>, C>): A[] {
  return (Object.keys(procedure.acts) as A[]).filter(
    (act) => find(procedure, act, attempt, false).found === "row",
  );
}

/** An act that does not fit, as a desk is told of it: the refusal, and the acts that are allowed instead. */
export interface Explained<Act extends string> {
  readonly refusal: Refusal;
  readonly allowed: readonly { readonly act: Act; readonly label: string }[];
}

/** Adds to a refusal of `decide` what may be done instead. Apart, because deciding in bulk has no use for it. */
export function explain<
  S extends string,
  A extends string,
  G extends string,
  T extends string,
  C,
  E extends string = never,
>(procedure: Procedure<S, A, G, T, C, E>, refusal: Refusal, attempt: Attempt<NoInfer<S>, C>): Explained<A> {
  return {
    refusal,
    allowed: allowedActs(procedure, attempt).map((act) => ({ act, label: procedure.acts[act] })),
  };
}

function offer<S extends string, A extends string, G extends string, T extends string, C, E extends string>(
  procedure: Procedure<S, A, G, T, C, E>,
  act: A,
  attempt: Attempt<S, C>,
): Offer<A, G> {
  const label = procedure.acts[act];
  const finding = find(procedure, act, attempt, false);
  if (finding.found === "row") {
    const { row } = finding.indexed;
    const asks = row.when.filter((guard) => procedure.guards[guard as G].input === true) as G[];
    return {
      act,
      label,
      allowed: true,
      reason: null,
      code: null,
      citation: lawFor(row.law, attempt.measure)[0]!,
      asks,
    };
  }
  const { message, code } = refusalOf(procedure, act, attempt, finding);
  return {
    act,
    label,
    allowed: false,
    reason: message,
    code,
    citation: citationOf(procedure, attempt, finding),
    asks: NONE,
  };
}

function find<S extends string, A extends string, G extends string, T extends string, C, E extends string>(
  procedure: Procedure<S, A, G, T, C, E>,
  act: A,
  attempt: Attempt<S, C>,
  withInput: boolean,
): Finding {
  const rows = rowIndexOf(procedure).byAct.get(act)?.get(attempt.state);
  if (rows === undefined) return { found: "state" };
  const guards = procedure.guards as Readonly<Record<string, GuardRule<C>>>;
  let furthest = -1;
  let missing: Finding = { found: "actor" };
  for (const indexed of rows) {
    const { by, when } = indexed.row;
    if (!by.includes(attempt.by)) continue;
    const at = firstMissing(guards, when, attempt.context, withInput);
    if (at < 0) return { found: "row", indexed };
    if (at > furthest) {
      furthest = at;
      missing = { found: "guard", guard: when[at]!, indexed };
    }
  }
  return missing;
}

/** Position of the first guard that does not hold; -1 when all do. */
function firstMissing<C>(
  guards: Readonly<Record<string, GuardRule<C>>>,
  when: readonly string[],
  context: C,
  withInput: boolean,
): number {
  for (let at = 0; at < when.length; at += 1) {
    const rule = guards[when[at]!]!;
    if ((withInput || rule.input !== true) && !rule.holds(context)) return at;
  }
  return -1;
}

function refusalOf<
  S extends string,
  A extends string,
  G extends string,
  T extends string,
  C,
  E extends string,
>(procedure: Procedure<S, A, G, T, C, E>, act: A, attempt: Attempt<S, C>, finding: Missing): Refusal {
  const label = procedure.acts[act];
  if (finding.found === "state") {
    const state = procedure.states[attempt.state];
    return refuse(
      codeOf(procedure.name, "STATO"),
      `«${label}» non è possibile: ${procedure.title.toLowerCase()} è nello stato «${state}».`,
    ).refusal;
  }
  if (finding.found === "actor") {
    return refuse(
      codeOf(procedure.name, "CHI"),
      `«${label}» non è tra gli atti che questo ruolo può compiere.`,
    ).refusal;
  }
  const { refusal } = procedure.guards[finding.guard as G];
  return refuse(
    codeOf(procedure.name, finding.guard),
    refusal,
    CITATIONS[citationOf(procedure, attempt, finding)!],
  ).refusal;
}

function citationOf<
  S extends string,
  A extends string,
  G extends string,
  T extends string,
  C,
  E extends string,
>(procedure: Procedure<S, A, G, T, C, E>, attempt: Attempt<S, C>, finding: Missing): CitationKey | null {
  if (finding.found !== "guard") return null;
  const own = lawOfGuard(procedure.guards[finding.guard as G].law);
  return lawFor(own.length === 0 ? finding.indexed.row.law : own, attempt.measure)[0]!;
}

function codeOf(name: string, part: string): string {
  return `${name}_${part}`.toUpperCase().replaceAll("-", "_");
}
