// A procedure as a table of law: the shapes that every table is written in.

import type { CitationKey } from "../law/citation.ts";

/** Who may perform an act. "system" is the program itself, on a fact (a receipt, a plan, a notice). */
export type Actor = "operator" | "office-manager" | "regional" | "administrator" | "system" | "citizen";

/** One row of law: from which states, by which act and whom, on which conditions, to which state, and why. */
export interface Row<State extends string, Act extends string, Guard extends string, Term extends string> {
  readonly from: readonly State[];
  readonly act: Act;
  readonly by: readonly Actor[];
  readonly when: readonly Guard[];
  readonly to: State;
  readonly opens: readonly Term[];
  readonly closes: readonly Term[];
  readonly law: readonly CitationKey[];
}

/** A named condition: the sentence says what must hold, in the words shown when it does not. */
export interface GuardRule<Context> {
  readonly refusal: string;
  readonly holds: (context: Context) => boolean;
}

export interface Procedure<
  State extends string,
  Act extends string,
  Guard extends string,
  Term extends string,
  Context,
> {
  /** Stable name, first part of every refusal code. */
  readonly name: string;
  readonly title: string;
  readonly states: Readonly<Record<State, string>>;
  readonly acts: Readonly<Record<Act, string>>;
  readonly guards: Readonly<Record<Guard, GuardRule<Context>>>;
  readonly terms: Readonly<Record<Term, string>>;
  readonly rows: readonly Row<State, Act, Guard, Term>[];
}

export interface Decision<State extends string, Term extends string> {
  readonly to: State;
  readonly opens: readonly Term[];
  readonly closes: readonly Term[];
  readonly law: readonly CitationKey[];
}

/** One act as the web draws it: a button, or a greyed button with its reason. */
export interface Offer<Act extends string> {
  readonly act: Act;
  readonly label: string;
  readonly allowed: boolean;
  readonly reason: string | null;
}
