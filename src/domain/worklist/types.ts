// What is being looked at in the worklist: scope, filters, text, order, columns.

import type { ColumnName, Scope } from "./columns.ts";
import type { FilterName } from "./filters.ts";

export const ORDERS = ["scadenza", "nome", "appuntamento"] as const;
export type Order = (typeof ORDERS)[number];

export interface Choice {
  readonly scope: Scope;
  /** All of them hold. */
  readonly filters: readonly FilterName[];
  readonly text: string;
  readonly order: Order;
  /** An operator's load, seen by a colleague; null: whoever's. */
  readonly operator: string | null;
  /** Chosen by hand; null: those that scope and filters bring. */
  readonly columns: readonly ColumnName[] | null;
}
