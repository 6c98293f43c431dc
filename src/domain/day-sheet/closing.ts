// Whether a day may be closed, and what is missing when it may not.

import type { DayCounts } from "./standing.ts";
import { DAY_SHEET_REFUSALS } from "./texts.ts";
import { accept, refuse } from "../outcome.ts";
import type { Outcome } from "../outcome.ts";
import type { IsoDate } from "../notices/types.ts";

export interface Closing {
  readonly day: IsoDate;
  readonly today: IsoDate;
  readonly closed: boolean;
  readonly counts: DayCounts;
}

/** Nobody stays without an outcome, nobody stays in the room, and no day is closed before it comes. */
export function mayClose({ day, today, closed, counts }: Closing): Outcome<DayCounts> {
  if (closed) return refuse("GIORNO_GIA_CHIUSO", DAY_SHEET_REFUSALS.alreadyClosed);
  if (day > today) return refuse("GIORNO_FUTURO", DAY_SHEET_REFUSALS.notYet);
  if (counts.undecided > 0) return refuse("GIORNO_INDECISO", DAY_SHEET_REFUSALS.undecided(counts.undecided));
  if (counts.here > 0) return refuse("SALA_NON_VUOTA", DAY_SHEET_REFUSALS.stillHere(counts.here));
  return accept(counts);
}
