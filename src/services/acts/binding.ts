// What ties a table of law to the dossier: which facts its guards look at, how an act changes what is kept, what follows.

import type { PoolClient } from "pg";
import type { IsoDate, IsoInstant } from "../../domain/notices/types.ts";
import type { Outcome, Refusal } from "../../domain/outcome.ts";
import type { ActDone } from "../../domain/procedure/act-done.ts";
import type { TermFacts } from "../../domain/procedure/terms.ts";
import type { Decision, Procedure } from "../../domain/procedure/types.ts";
import type { TermCalendar } from "../../domain/calendar/term-calendar.ts";
import type { MeasureParameters } from "../../domain/measures/types.ts";
import type { CaseRow, Item, MemberRow } from "../../store/items.ts";
import type { Unit } from "../../store/units.ts";
import type { Actor } from "../context.ts";
import type { Reference } from "../reference.ts";

/** The facts of a case that any procedure may look at, read after the case was locked. */
export interface CaseFacts extends CaseRow {
  /** The version in force when the benefit was granted. */
  readonly parameters: MeasureParameters;
  /** All members that the office may see, this one among them. */
  readonly members: readonly MemberRow[];
  /** Items of all procedures of this case, oldest first. */
  readonly items: readonly Item[];
  /** Items of the other members, as far as the office may see them. */
  readonly othersItems: readonly Item[];
}

/** The moment of an act: what is true of the case, and who acts when. */
export interface Moment {
  readonly now: IsoInstant;
  /** The office's day of `now`. */
  readonly today: IsoDate;
  readonly actor: Actor;
  readonly facts: CaseFacts;
  readonly calendar: TermCalendar;
  readonly reference: Reference;
  /** How many items count for the unit of the measure under each name, this item left out; read under the unit's lock. */
  readonly counted: ReadonlyMap<string, number>;
}

/** What a binding is asked about: an item (or one that would be new), and the act that is tried on it; no act when a page asks. */
export interface Question<Data, Input, More> {
  readonly moment: Moment;
  /** Null for an item that does not exist yet. */
  readonly item: Item | null;
  readonly data: Data;
  readonly act: string | null;
  readonly input: Input | null;
  readonly more: More;
}

/** The same when an act is tried. */
export type Asked<Data, Input, More> = Question<Data, Input, More> & { readonly act: string; readonly input: Input };

/** What the form of an act gave, as far as it could be read. */
export interface Form {
  readonly act: string;
  /** Null where it could not. */
  readonly input: unknown;
}

/** Items that are kept in a table of their own, not in the dossier's. */
export interface OwnTable<Data = object, Input = unknown, More = unknown> {
  /** Holds the rows of the case, before its chain: the order in which everyone who writes them takes them. */
  readonly lock: (client: PoolClient, caseId: string) => Promise<void>;
  /** Oldest first. */
  readonly read: (client: PoolClient, caseId: string, unit: Unit) => Promise<readonly Item[]>;
  /** Writes the item's next version, or a new one where there is none before; throws when another hand has changed it. */
  readonly write: (client: PoolClient, before: Item | null, item: Item, question: Asked<Data, Input, More>) => Promise<void>;
}

/** What an act has done, as the deeds that follow it see it. */
export interface Deed<Data = object, Input = unknown> {
  readonly client: PoolClient;
  readonly moment: Moment;
  /** As it stands after the act. */
  readonly item: Item;
  readonly data: Data;
  readonly act: string;
  readonly actId: string;
  readonly input: Input;
  /** Another act of the law that follows in the same transaction, on this case or on another of the household; refused = all refused. */
  readonly follow: (request: FollowingAct) => Promise<void>;
  /** Whether a procedure acts on the dossier of this installation. */
  readonly isBound: (procedure: string) => boolean;
}

export interface FollowingAct {
  readonly procedure: string;
  /** Null: a new item. */
  readonly itemId: string | null;
  /** This case where absent. */
  readonly caseId?: string;
  readonly act: string;
  readonly input: unknown;
  /** The program does it on the fact just ascertained, where the person who acts may not. */
  readonly bySystem?: true;
}

export type EffectHandler<Data = object, Input = unknown> = (deed: Deed<Data, Input>) => Promise<void>;

/**
 * One procedure's binding: a small file in `bindings/`. Everything in it but `more` and the effects is pure.
 * `Data` and `Input` are plain JSON.
 */
export interface Binding<
  S extends string, A extends string, G extends string, T extends string, C, E extends string, Data extends object, Input, More,
> {
  readonly procedure: Procedure<S, A, G, T, C, E>;
  /** How many items a case may have: one for ever, one open at a time, any number. */
  readonly perCase: "one" | "one-open" | "many";
  /** Data of an item before its first act. */
  readonly begin: (moment: Moment) => Data;
  /** What came with the act, read: a refusal names what is missing or has the wrong form. Fills in nothing. */
  readonly readInput: (act: A, raw: Readonly<Record<string, unknown>>) => Outcome<Input>;
  /** What the register keeps besides: who, when, counts as they stood. `after` is given the result, now and when rebuilding. */
  readonly complete?: (question: Question<Data, Input, More> & { readonly act: A; readonly input: Input }) => Input;
  /** Facts that only this procedure needs, read in the transaction of the act. The form is null when a page asks. */
  readonly more: (client: PoolClient, moment: Moment, item: Item | null, form: Form | null) => Promise<More>;
  readonly context: (question: Question<Data, Input, More>) => C;
  readonly after: (data: Data, act: A, input: Input, done: ActDone) => Data;
  /** As what the item counts for its unit in this state; null or absent when it does not. */
  readonly counts?: (state: S, data: Data) => string | null;
  /** Whose count: that of the measure ("measure", the usual), or always the person's or the household's. */
  readonly countedBy?: "measure" | "person" | "household";
  /** The facts from which a term runs that this act opens, in the data as the act leaves them; null when its start is not known. */
  readonly termFacts: (term: T, question: Question<Data, Input, More>) => Pick<TermFacts, "on" | "at" | "minorsOrDisabled"> | null;
  /** Deeds of this procedure; those common to all are in `effects.ts`. */
  readonly effects?: Readonly<Partial<Record<E, EffectHandler<Data, Input>>>>;
  /** What the table cannot say of an act: the same answer, or a refusal that names more exactly what is wrong. */
  readonly refine?: (question: Asked<Data, Input, More>, decided: Outcome<Decision<string, string>>) => Refusal | null;
  /** What every act of it does besides the effects of its row, before them. */
  readonly always?: EffectHandler<Data, Input>;
  /** Whether a term opened outside is met by the row that closes it; yes where absent. */
  readonly meets?: (term: T, moment: Moment) => boolean;
  /** Whether this act, from the state of the last item, begins another one. */
  readonly anew?: (act: A, state: S) => boolean;
  readonly keptIn?: OwnTable<Data, Input, More>;
  /** The refusal that a fault of the database means; null when it is a fault. */
  readonly refusalOf?: (fault: { readonly code?: string; readonly constraint?: string }) => Refusal | null;
  /** The act of the table that an act written in bulk stands for, by its kind in the register. */
  readonly actOfKind?: Readonly<Record<string, A>>;
  /** Input fields that hold dates of long ago (a birth), by name: others must be near the benefit's life. */
  readonly oldDates?: readonly string[];
}

/** A binding whatever its words: the engine treats all alike. */
export type AnyBinding = Binding<string, string, string, string, unknown, string, object, unknown, unknown>;

/** Forgets the words of a binding, which only its own file uses. */
export function bind<S extends string, A extends string, G extends string, T extends string, C, E extends string, Data extends object, Input, More>(
  binding: Binding<S, A, G, T, C, E, Data, Input, More>,
): AnyBinding {
  return binding as unknown as AnyBinding;
}

export type Bindings = ReadonlyMap<string, AnyBinding>;

export function bindingsOf(bindings: readonly AnyBinding[]): Bindings {
  return new Map(bindings.map((binding) => [binding.procedure.name, binding]));
}
