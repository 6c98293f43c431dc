// A choice of the worklist read from the values of an address: what is not known is passed over, so that an old link still opens.

import { isColumnName } from "./columns.ts";
import { isFilterName } from "./filters.ts";
import { ORDERS } from "./types.ts";
import type { Choice } from "./types.ts";

const LONGEST_TEXT = 80;

export function choiceIn(read: (name: string) => string | null): Choice {
  const order = read("ordine");
  const columns = read("colonne");
  return {
    scope: read("vista") === "mio" ? "mio" : "sede",
    filters: [...new Set(listOf(read("filtri")).filter((name) => isFilterName(name)))],
    text: (read("cerca") ?? "").trim().slice(0, LONGEST_TEXT),
    order: ORDERS.find((one) => one === order) ?? "scadenza",
    operator: read("operatore") === "" ? null : read("operatore"),
    columns: columns === null ? null : [...new Set(listOf(columns).filter((name) => isColumnName(name)))],
  };
}

function listOf(text: string | null): string[] {
  return (text ?? "").split(",").filter((word) => word !== "");
}
