// What the form of an act may look at to say which choices there are: the case, the item, the household by name, the documents handed in.

import type { PoolClient } from "pg";
import type { ActForm, FormOption } from "../../../domain/procedure/form-types.ts";
import type { Item } from "../../../store/items.ts";
import type { Moment } from "../binding.ts";

export interface FormContext {
  /** Inside the transaction of the reading, behind the actor's walls. */
  readonly client: PoolClient;
  readonly moment: Moment;
  /** Null for an item that would be new. */
  readonly item: Item | null;
  /** Members of the household whom the office may see, this person first: value = person id, label = surname and name. */
  readonly household: readonly FormOption[];
  /** Who is at the desk, by name. */
  readonly actorName: string;
  /** Documents of the case that are not erased: value = document id. */
  readonly documents: readonly FormOption[];
}

/** One form for each act that a person performs from a page. An act that only the program performs has none. */
export type ProcedureForms<A extends string> = Readonly<Partial<Record<A, (context: FormContext) => ActForm | Promise<ActForm>>>>;
