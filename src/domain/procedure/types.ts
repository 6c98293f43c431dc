// A procedure as a table of law: the shapes that every table is written in.

import type { CitationKey } from "../law/citation.ts";
import type { ClockId } from "../measures/clock-types.ts";

/** Who may perform an act, with the name the pages and refusals call them by. "system" is the program itself, on a fact. */
export const ACTORS = {
  operator: "l’operatore del centro per l’impiego",
  clerk: "l’addetto all’accoglienza",
  "office-manager": "il responsabile di sede",
  "second-officer": "il secondo operatore, che approva",
  regional: "la Regione",
  administrator: "l’amministratore del nodo",
  auditor: "il revisore",
  system: "il programma, su un fatto accertato (un piano, una notifica, una ricevuta, un termine)",
  citizen: "la persona",
} as const;

export type Actor = keyof typeof ACTORS;

/** Norms that a row stands on; at least one. */
export type Law = readonly [CitationKey, ...CitationKey[]];

/** One row of law: from which states, by which act and whom, on which conditions, to which state, and why. */
export interface Row<
  State extends string,
  Act extends string,
  Guard extends string,
  Term extends string,
  Effect extends string = never,
> {
  readonly from: readonly State[];
  readonly act: Act;
  readonly by: readonly Actor[];
  readonly when: readonly Guard[];
  readonly to: State;
  readonly opens: readonly Term[];
  readonly closes: readonly Term[];
  readonly law: Law;
  /** What must follow outside this procedure, in the same transaction: names that the services turn into deeds. */
  readonly effects?: readonly Effect[];
  /** An act that may cost the person the benefit. A check forbids that the program performs it, or that a term's expiry does. */
  readonly harms?: true;
}

/** A named condition: the sentence says what must hold, in the words shown when it does not. */
export interface GuardRule<Context> {
  readonly refusal: string;
  readonly holds: (context: Context) => boolean;
  /** The norm of the condition itself, or one for each measure; without it a refusal cites the row. */
  readonly law?: CitationKey | Law;
  /** Filled in on the form of the act (a reason, a seat): `offers` does not ask for it beforehand, `decide` does. */
  readonly input?: true;
}

/**
 * What follows when a term of this procedure runs out. Never a sanction by itself: an indicator turns red, the program
 * performs an act of the table (which may not be one that harms), or a person is asked to choose among acts.
 */
export type Expiry<Act extends string> =
  | { readonly then: "kpi" }
  | { readonly then: "state"; readonly act: Act }
  | { readonly then: "person-decides"; readonly acts: readonly [Act, ...Act[]] };

/** A term of this procedure: the measure's clock gives its length, day type and law. */
export interface TermRule<Act extends string> {
  readonly title: string;
  readonly clock: ClockId;
  readonly expiry: Expiry<Act>;
  /** In Italian, where the term is opened by something outside this table (a notice, another procedure). */
  readonly openedOutside?: string;
  /** In Italian, where it is met outside this table. */
  readonly closedOutside?: string;
}

export interface Procedure<
  State extends string,
  Act extends string,
  Guard extends string,
  Term extends string,
  Context,
  Effect extends string = never,
> {
  /** Stable Italian name, first part of every refusal code and name of the jurist's page. */
  readonly name: string;
  readonly title: string;
  readonly states: Readonly<Record<State, string>>;
  /** States in which a subject may be before any act. */
  readonly initial: readonly [State, ...State[]];
  /** States that nothing leaves. */
  readonly final: readonly State[];
  readonly acts: Readonly<Record<Act, string>>;
  readonly guards: Readonly<Record<Guard, GuardRule<Context>>>;
  readonly terms: Readonly<Record<Term, TermRule<Act>>>;
  /** What each effect means, in Italian, for the jurist's page. */
  readonly effects: Readonly<Record<Effect, string>>;
  readonly rows: readonly Row<State, Act, Guard, Term, Effect>[];
}

/** A procedure whatever its words: what pages, checks and registries read (they never call its guards). */
export type AnyProcedure = Procedure<string, string, string, string, never, string>;

/** Where an act is tried: the state it starts from, who tries it, and the facts the guards look at (time among them). */
export interface Attempt<State extends string, Context> {
  readonly state: State;
  readonly by: Actor;
  readonly context: Context;
  /** Code of the measure ("RDC", "ADI" …): with it only the norms that rule this measure are cited. */
  readonly measure?: string;
}

/** What an accepted act does. `effects` are the events that the services must carry out. */
export interface Decision<State extends string, Term extends string, Effect extends string = string> {
  readonly to: State;
  readonly opens: readonly Term[];
  readonly closes: readonly Term[];
  readonly effects: readonly Effect[];
  readonly law: readonly CitationKey[];
  /** Stable name of the row that allowed it: what coverage counts. */
  readonly row: string;
}

/** One act as the web draws it: a button, or a greyed button with its reason. */
export interface Offer<Act extends string, Guard extends string = string> {
  readonly act: Act;
  readonly label: string;
  readonly allowed: boolean;
  /** Italian; null when allowed. */
  readonly reason: string | null;
  /** Code of the refusal; null when allowed. */
  readonly code: string | null;
  /** The norm that allows the act, or that the missing condition stands on. */
  readonly citation: CitationKey | null;
  /** What the form of the act will ask for. */
  readonly asks: readonly Guard[];
}
