// The form of an act as data: its fields, drawn by the page and checked with one and the same check in the browser and on the server.

interface Common {
  /** Name in the act's input. */
  readonly name: string;
  /** Italian. */
  readonly label: string;
  /** Italian: what to write, or where to find it. */
  readonly help?: string;
  /** Must be filled in before the act is asked for. What the law needs besides is the table's to say. */
  readonly required: boolean;
  /** Shown, and sent, only when another field of the same group holds one of these. */
  readonly when?: { readonly field: string; readonly in: readonly (string | boolean)[] };
  /** What stands there when the form opens. */
  readonly initial?: unknown;
}

export interface FormOption {
  readonly value: string;
  readonly label: string;
  /** Italian: a second line, smaller. */
  readonly hint?: string;
}

/** Text; `lines` above 1 makes room for several. `longest` in characters. */
export interface TextField extends Common {
  readonly kind: "text";
  readonly longest: number;
  readonly shortest?: number;
  readonly lines?: number;
}
/** A calendar day, "2019-09-02"; both ends allowed. */
export interface DayField extends Common {
  readonly kind: "day";
  readonly from?: string;
  readonly to?: string;
}
/** A day and an hour of the office's clock; its value is an instant in UTC. */
export interface InstantField extends Common {
  readonly kind: "instant";
}
/** A box to tick; unticked is false. `required` has no meaning here: whether it must be ticked the table says, with the law. */
export interface YesNoField extends Common {
  readonly kind: "yes-no";
}
/** One of some: radio buttons up to six, a list above. Left empty it is null. */
export interface ChoiceField extends Common {
  readonly kind: "choice";
  readonly options: readonly FormOption[];
}
/** Any of some: a list of values. */
export interface ManyField extends Common {
  readonly kind: "many";
  readonly options: readonly FormOption[];
}
/** Short texts, one a line. */
export interface TextsField extends Common {
  readonly kind: "texts";
  readonly longest: number;
  readonly most: number;
}
export interface NumberField extends Common {
  readonly kind: "number";
  readonly min: number;
  readonly max: number;
  readonly whole: boolean;
  /** Italian: "euro", "ore a settimana". */
  readonly unit?: string;
}
/** Fields together; where not required it may be left out as a whole, and is then null. */
export interface GroupField extends Common {
  readonly kind: "group";
  readonly fields: readonly FormField[];
}
/** As many groups as there are. */
export interface ListField extends Common {
  readonly kind: "list";
  readonly fields: readonly FormField[];
  readonly least: number;
  readonly most: number;
  /** Italian: the button that adds one. */
  readonly add: string;
}
/** Nothing to fill in: a value that the page shows (`shown`, Italian) and sends along, as a count that the operator must have seen. */
export interface FixedField extends Common {
  readonly kind: "fixed";
  readonly value: unknown;
  readonly shown: string | null;
}
/** One of the documents handed in for the case, by its id; null for none. */
export interface DocumentField extends Common {
  readonly kind: "document";
  readonly options: readonly FormOption[];
}

export type FormField =
  | TextField
  | DayField
  | InstantField
  | YesNoField
  | ChoiceField
  | ManyField
  | TextsField
  | NumberField
  | GroupField
  | ListField
  | FixedField
  | DocumentField;

export interface ActForm {
  readonly fields: readonly FormField[];
  /** Italian: what to know before doing it; null when the title says it all. */
  readonly lead: string | null;
}

export type FormValues = Readonly<Record<string, unknown>>;

/** What is wrong with one field: its path in the values ("work.startsOn", "commitments.2.by") and a sentence. */
export interface FormProblem {
  readonly field: string;
  readonly message: string;
}
