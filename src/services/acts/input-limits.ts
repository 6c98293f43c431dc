// What no act may carry, whatever its procedure: too much text, days that do not exist, years that cannot be.

import { addDays, isIsoDate } from "../../domain/calendar/days.ts";
import { accept, refuse } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { ACT_TEXTS } from "./texts.ts";

/** Documents lie in a compartment of their own; an act names them, or carries their particulars or a short text. */
const LARGEST_KB = 256;
const DAYS_BEFORE = 3 * 366;
const DAYS_AFTER = 10 * 366;
const LOOKS_LIKE_A_DAY = /^\d{4}-\d\d-\d\d(?:T|$)/;

export interface LifeOfBenefit {
  readonly applicationDate: string;
  readonly today: string;
  readonly oldDates: readonly string[];
}

/**
 * The input as plain JSON, or a refusal: DATI_ILLEGGIBILI (not a record), DOCUMENTO_TROPPO_GRANDE, DATA_IMPOSSIBILE (the day does not
 * exist), DATA_ANNO_IMPOSSIBILE (more than three years before the application or ten after today). What each date must be to another
 * is a matter of the table's guards.
 */
export function limitedInput(raw: unknown, life: LifeOfBenefit): Outcome<Readonly<Record<string, unknown>>> {
  if (raw === null || raw === undefined) return accept({});
  if (typeof raw !== "object" || Array.isArray(raw)) return refuse("DATI_ILLEGGIBILI", ACT_TEXTS.inputUnreadable);
  const text = JSON.stringify(raw);
  if (Buffer.byteLength(text) > LARGEST_KB * 1024) return refuse("DOCUMENTO_TROPPO_GRANDE", ACT_TEXTS.documentTooLarge(LARGEST_KB));
  const from = addDays(life.applicationDate, -DAYS_BEFORE);
  const to = addDays(life.today, DAYS_AFTER);
  for (const [name, value] of leaves("", raw)) {
    if (!LOOKS_LIKE_A_DAY.test(value) || life.oldDates.includes(name)) continue;
    const day = value.slice(0, 10);
    if (!isIsoDate(day)) return refuse("DATA_IMPOSSIBILE", ACT_TEXTS.dateImpossible(value));
    if (day < from || day > to) return refuse("DATA_ANNO_IMPOSSIBILE", ACT_TEXTS.dateWrongYear(value, from, to));
  }
  // A copy: what is kept is what was looked at.
  return accept(JSON.parse(text) as Record<string, unknown>);
}

/** Every text in the input, with the name of its field. */
function* leaves(name: string, value: unknown): Generator<readonly [string, string]> {
  if (typeof value === "string") yield [name, value];
  else if (Array.isArray(value)) for (const one of value) yield* leaves(name, one);
  else if (value !== null && typeof value === "object") for (const [key, one] of Object.entries(value)) yield* leaves(key, one);
}
