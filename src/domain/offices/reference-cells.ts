// Reads one cell of a reference table: what it must look like, what it becomes, and why it is refused.

import { isIsoDate, type Weekday } from "../calendar/days.ts";
import { parseHolidayRule, type HolidayRule } from "../calendar/holidays.ts";
import { parseClock } from "../calendar/rome-time.ts";
import { accept, refuse, type Outcome } from "../outcome.ts";
import { REFERENCE_TEXTS } from "./reference-texts.ts";

/** Turns the text of a cell (already trimmed) into a value, or says why not. */
export type Cell<T> = (text: string) => Outcome<T>;

export type Columns = Readonly<Record<string, Cell<unknown>>>;

/** A cell that must not be empty. */
export const required: Cell<string> = (text) =>
  text === "" ? refuse("RIFERIMENTO_VUOTO", REFERENCE_TEXTS.empty) : accept(text);

/** A cell that may be empty: undefined then, otherwise what `cell` reads. */
export function optional<T>(cell: Cell<T>): Cell<T | undefined> {
  return (text) => (text === "" ? accept(undefined) : cell(text));
}

export function matching(pattern: RegExp, expected: string): Cell<string> {
  return (text) =>
    pattern.test(text) ? accept(text) : refuse("RIFERIMENTO_FORMATO", REFERENCE_TEXTS.format(text, expected));
}

export const officeId = matching(
  /^[A-Z]\d{3}C\d{6}$/,
  "un codice di centro per l'impiego (per esempio F839C000305)",
);
export const municipalityCode = matching(/^[A-Z]\d{3}$/, "un codice catastale (per esempio F839)");
export const stateCode = matching(/^Z\d{3}$/, "un codice di Stato estero (per esempio Z129)");
export const province = matching(/^[A-Z]{2}$/, "una sigla di provincia");
export const zipCode = matching(/^\d{5}$/, "un CAP di cinque cifre");
export const citationId = matching(/^[A-Z0-9_]+$/, "un identificativo di norma");

export const date: Cell<string> = (text) =>
  isIsoDate(text) ? accept(text) : refuse("RIFERIMENTO_DATA", REFERENCE_TEXTS.date(text));

export const clock: Cell<number> = (text) => {
  const minutes = parseClock(text);
  return minutes === null ? refuse("RIFERIMENTO_ORA", REFERENCE_TEXTS.clock(text)) : accept(minutes);
};

/** A whole number inside the bounds, both included. */
export function whole(min: number, max: number): Cell<number> {
  return (text) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    return value >= min && value <= max
      ? accept(value)
      : refuse("RIFERIMENTO_NUMERO", REFERENCE_TEXTS.number(text, min, max));
  };
}

const WEEKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

/** 1 = Monday … 7 = Sunday. */
export const weekday: Cell<Weekday> = (text) => {
  const found = WEEKDAYS[Number(text) - 1];
  return found === undefined || text !== String(found)
    ? refuse("RIFERIMENTO_NUMERO", REFERENCE_TEXTS.number(text, 1, 7))
    : accept(found);
};

export const decimal: Cell<number> = (text) =>
  /^\d+(\.\d+)?$/.test(text)
    ? accept(Number(text))
    : refuse("RIFERIMENTO_NUMERO", REFERENCE_TEXTS.decimal(text));

export const yesNo: Cell<boolean> = (text) =>
  text === "yes" || text === "no"
    ? accept(text === "yes")
    : refuse("RIFERIMENTO_FORMATO", REFERENCE_TEXTS.format(text, "yes oppure no"));

export function oneOf<const T extends string>(...values: readonly T[]): Cell<T> {
  return (text) => {
    const found = values.find((value) => value === text);
    return found === undefined
      ? refuse("RIFERIMENTO_FORMATO", REFERENCE_TEXTS.format(text, values.join(", ")))
      : accept(found);
  };
}

export const holidayRule: Cell<HolidayRule> = parseHolidayRule;

/** What a row of these columns becomes: a column that may be empty is a field that may be absent. */
export type Row<C extends Columns> = {
  readonly [K in keyof C as undefined extends CellValue<C[K]> ? never : K]: CellValue<C[K]>;
} & {
  readonly [K in keyof C as undefined extends CellValue<C[K]> ? K : never]?: Exclude<
    CellValue<C[K]>,
    undefined
  >;
};

type CellValue<C> = C extends Cell<infer T> ? T : never;

/** Why one row of a table was refused. `line` is the row's place among the rows given, from 1. */
export interface RowRefusal {
  readonly line: number;
  /** The column as the file names it. */
  readonly column: string;
  readonly code: string;
  readonly message: string;
}

export interface ParsedTable<R> {
  readonly rows: readonly R[];
  readonly refusals: readonly RowRefusal[];
}

/** `officeId` in the code is `office_id` in the file. */
export function columnName(field: string): string {
  return field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

type RawRow = Readonly<Record<string, string | undefined>>;

/** A reader of rows with these columns. `check` looks at a whole row and may refuse it. */
export function tableReader<C extends Columns>(
  columns: C,
  check?: (row: Row<C>) => { readonly column: string; readonly message: string } | null,
): (rows: readonly RawRow[]) => ParsedTable<Row<C>> {
  const fields = Object.entries(columns).map(([field, cell]) => ({ field, cell, column: columnName(field) }));
  return (raw) => {
    const rows: Row<C>[] = [];
    const refusals: RowRefusal[] = [];
    for (const [index, cells] of raw.entries()) {
      const values: Record<string, unknown> = {};
      const before = refusals.length;
      for (const { field, cell, column } of fields) {
        const outcome = cell((cells[column] ?? "").trim());
        if (!outcome.ok) {
          const { code, message } = outcome.refusal;
          refusals.push({ line: index + 1, column, code, message });
        } else if (outcome.value !== undefined) values[field] = outcome.value;
      }
      if (refusals.length > before) continue;
      // Every column was read by its own cell, so the object has the shape the columns declare.
      const row = values as Row<C>;
      const problem = check?.(row) ?? null;
      if (problem === null) rows.push(row);
      else refusals.push({ line: index + 1, code: "RIFERIMENTO_RIGA", ...problem });
    }
    return { rows, refusals };
  };
}
