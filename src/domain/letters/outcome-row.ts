// One row of outcomes, judged by itself: its code, its date, the letter that it names.

import { isIsoDate } from "../calendar/days.ts";
import { parseClock, romeInstant } from "../calendar/rome-time.ts";
import { isLetterCode } from "./letter-code.ts";
import { OUTCOME_CODES, RETURN_CAUSES } from "./outcome-codes.ts";
import type { OutcomeCode } from "./outcome-codes.ts";

export interface RowFields {
  readonly letter?: string;
  readonly number?: string;
  readonly outcome?: string;
  readonly at?: string;
  readonly cause?: string;
}

export interface ReadOutcome {
  /** Sixteen digits; null where the row names the registered number alone. */
  readonly letter: string | null;
  readonly number: string | null;
  readonly outcome: OutcomeCode;
  readonly cause: string | null;
  /** ISO instant; a day without an hour is its noon in Rome. */
  readonly at: string;
}

export type RowProblem =
  | "ESITO_MANCANTE" | "ESITO_SCONOSCIUTO" | "CAUSALE_SCONOSCIUTA" | "DATA_NON_VALIDA" | "DATA_FUTURA" | "LETTERA_MANCANTE" | "CODICE_LETTERA_ERRATO" | "NUMERO_NON_VALIDO";

const NOON = 12 * 60;
/** Clocks of two houses differ; a day more is no longer a clock. */
const CLOCKS_APART_MS = 3_600_000;

export function readOutcome(fields: RowFields, now: string): ReadOutcome | RowProblem {
  const name = fields.outcome?.toUpperCase().replaceAll(/[\s-]/g, "");
  if (name === undefined) return "ESITO_MANCANTE";
  // Some lists write the letter O of CON for a zero.
  const outcome = OUTCOME_CODES.get(name) ?? OUTCOME_CODES.get(name.replace(/^C0N/, "CON"));
  if (outcome === undefined) return "ESITO_SCONOSCIUTO";
  const cause = fields.cause?.toUpperCase() ?? null;
  if (cause !== null && RETURN_CAUSES[cause] === undefined) return "CAUSALE_SCONOSCIUTA";
  const at = readInstant(fields.at ?? "");
  if (at === null) return "DATA_NON_VALIDA";
  if (Date.parse(at) > dayEnd(now)) return "DATA_FUTURA";
  const letter = fields.letter?.replaceAll(/[\s-]/g, "") ?? null;
  const number = fields.number?.replaceAll(/[\s-]/g, "").toUpperCase() ?? null;
  if (letter === null && number === null) return "LETTERA_MANCANTE";
  if (letter !== null && !isLetterCode(letter)) return "CODICE_LETTERA_ERRATO";
  if (number !== null && !/^[0-9A-Z]{8,20}$/.test(number)) return "NUMERO_NON_VALIDO";
  return { letter, number, outcome, cause, at };
}

/** A day is written without its hour, so one of today is not in the future before noon. */
function dayEnd(now: string): number {
  return Math.max(Date.parse(now) + CLOCKS_APART_MS, Date.parse(`${now.slice(0, 10)}T12:00:00Z`));
}

/** "2019-09-10", "10/09/2019", "10-09-2019", each with an hour or not; an ISO instant with its zone. Without a zone it is the clock in Rome. */
export function readInstant(text: string): string | null {
  const zoned = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/.exec(text);
  if (zoned !== null) return isIsoDate(zoned[1]!) && !Number.isNaN(Date.parse(text)) ? new Date(Date.parse(text)).toISOString() : null;
  const local = /^(?:(\d{4})-(\d{2})-(\d{2})|(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}))(?:[T ,]+(\d{1,2}[:.]\d{2})(?:[:.]\d{2})?)?$/.exec(text);
  if (local === null) return null;
  const [, year, month, day, day2 = "", month2 = "", year2, clock] = local;
  const date = year === undefined ? `${year2}-${month2.padStart(2, "0")}-${day2.padStart(2, "0")}` : `${year}-${month}-${day}`;
  const minutes = clock === undefined ? NOON : parseClock(clock.replace(".", ":"));
  return isIsoDate(date) && minutes !== null && minutes < 1440 ? romeInstant(date, minutes) : null;
}
