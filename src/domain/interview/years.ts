// Whole years between two days, as ages are counted.

import type { IsoDate } from "../notices/types.ts";

export function yearsBetween(from: IsoDate, to: IsoDate): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return to.slice(5) < from.slice(5) ? years - 1 : years;
}
