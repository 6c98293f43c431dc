// What is being looked at: scope, filters, text, order, columns. The address of the page says it, and nothing else.

import { choiceIn } from "../domain/worklist/choice.ts";
import { COLUMN_NAMES, columnsOf } from "../domain/worklist/columns.ts";
import type { ColumnName } from "../domain/worklist/columns.ts";
import { FILTER_NAMES, filterOf } from "../domain/worklist/filters.ts";
import type { FilterGroup, FilterName } from "../domain/worklist/filters.ts";
import type { Choice } from "../domain/worklist/types.ts";

/** Every filter with its group, in the order of the table; every column. */
export const FILTER_LIST: readonly { readonly name: FilterName; readonly group: FilterGroup }[] = FILTER_NAMES.map((name) => ({
  name,
  group: filterOf(name).group,
}));
export const COLUMN_LIST: readonly ColumnName[] = COLUMN_NAMES;

/** Reads an address; what it does not know it passes over, so that an old link still opens. */
export function readChoice(read: (name: string) => string | null): Choice {
  return choiceIn(read);
}

/** The same as the values of an address, in a fixed order: two equal choices have one address. */
export function writeChoice(choice: Choice): Record<string, string> {
  return {
    vista: choice.scope,
    ...(choice.filters.length === 0 ? {} : { filtri: choice.filters.join(",") }),
    ...(choice.text === "" ? {} : { cerca: choice.text }),
    ...(choice.operator === null ? {} : { operatore: choice.operator }),
    ...(choice.order === "scadenza" ? {} : { ordine: choice.order }),
    ...(choice.columns === null ? {} : { colonne: choice.columns.join(",") }),
  };
}

export function shownColumns(choice: Choice): readonly ColumnName[] {
  return choice.columns ?? columnsOf(choice.scope, choice.filters.map((name) => filterOf(name).columns));
}

/** The choice with a filter added, or taken away where it stood. */
export function toggled(choice: Choice, name: FilterName): Choice {
  if (choice.filters.includes(name)) return { ...choice, filters: choice.filters.filter((one) => one !== name) };
  return { ...choice, filters: [...choice.filters, name], order: filterOf(name).order ?? choice.order };
}
