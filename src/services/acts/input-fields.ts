// Reading the fields of a form: those an act knows, each of its kind. What is missing is a matter of the table, which says why it is needed.

import { accept, refuse } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { ACT_TEXTS } from "./texts.ts";

export type FieldCheck = (value: unknown) => boolean;

export const isText: FieldCheck = (value) => typeof value === "string";
export const isYesNo: FieldCheck = (value) => typeof value === "boolean";
export const isNumber: FieldCheck = (value) => typeof value === "number" && Number.isFinite(value);
export const orNull = (check: FieldCheck): FieldCheck => (value) => value === null || check(value);
export const isOneOf = (values: readonly string[]): FieldCheck => (value) => typeof value === "string" && values.includes(value);
export const isListOf = (check: FieldCheck): FieldCheck => (value) => Array.isArray(value) && value.every(check);
/** Any fields, each of this kind. */
export const isRecord = (check: FieldCheck): FieldCheck => (value) =>
  typeof value === "object" && value !== null && !Array.isArray(value) && Object.values(value).every(check);
/** Every field there, each of its kind, and no other. */
export const isRecordOf = (fields: Readonly<Record<string, FieldCheck>>): FieldCheck => (value) =>
  typeof value === "object" &&
  value !== null &&
  Object.keys(value).every((key) => Object.hasOwn(fields, key)) &&
  Object.entries(fields).every(([key, check]) => check((value as Readonly<Record<string, unknown>>)[key]));

/**
 * Takes from `raw` the fields that the form has; others are left out. A field of the wrong kind is refused: CAMPO_ILLEGGIBILE.
 * The caller says what the fields make together.
 */
export function readFields<T>(raw: Readonly<Record<string, unknown>>, fields: Readonly<Record<string, FieldCheck>>): Outcome<T> {
  const read: Record<string, unknown> = {};
  for (const [name, check] of Object.entries(fields)) {
    const value = raw[name];
    if (value === undefined) continue;
    if (!check(value)) return refuse("CAMPO_ILLEGGIBILE", ACT_TEXTS.fieldUnreadable(name));
    read[name] = value;
  }
  return accept(read as T);
}
