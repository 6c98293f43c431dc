// The one check of a form of an act: run by the page while it is filled in, and by the server when it comes.

import type { FormField, FormProblem, FormValues } from "../domain/procedure/form-types.ts";
import { FORM_TEXTS } from "../domain/procedure/form-texts.ts";

const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;

/**
 * What is wrong with the values, field by field in the order of the form; empty when nothing is. Fields that the form does not have
 * are problems too: nothing may come in beside what was shown.
 */
export function checkForm(fields: readonly FormField[], values: FormValues, path = ""): FormProblem[] {
  const known = new Set(fields.map(({ name }) => name));
  const strange = Object.keys(values).filter((name) => !known.has(name));
  return [
    ...fields.filter((field) => isShown(field, values)).flatMap((field) => checkField(field, values[field.name], `${path}${field.name}`)),
    ...strange.map((name) => ({ field: `${path}${name}`, message: FORM_TEXTS.unknown(name) })),
  ];
}

/** Whether the field is there, as the others of its group are filled in. */
export function isShown({ when }: FormField, values: FormValues): boolean {
  if (when === undefined) return true;
  const other = values[when.field];
  return (typeof other === "string" || typeof other === "boolean") && when.in.includes(other);
}

/** The values as the act takes them: what is not shown is left out, texts lose the blanks around them, what is empty is null or absent. */
export function inputOf(fields: readonly FormField[], values: FormValues): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const field of fields) {
    if (!isShown(field, values)) continue;
    const value = valueOf(field, values[field.name]);
    if (value !== undefined) input[field.name] = value;
  }
  return input;
}

/** The values that a form opens with. */
export function initialValues(fields: readonly FormField[]): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field.name, initialOf(field)]));
}

function initialOf(field: FormField): unknown {
  if (field.kind === "fixed") return field.value;
  if (field.initial !== undefined) return field.initial;
  switch (field.kind) {
    case "yes-no":
      return false;
    case "many":
    case "texts":
    case "list":
      return [];
    case "group":
      return field.required ? initialValues(field.fields) : null;
    case "text":
      return "";
    default:
      return null;
  }
}

function valueOf(field: FormField, value: unknown): unknown {
  if (field.kind === "group") return isRecord(value) ? inputOf(field.fields, value) : field.required ? undefined : null;
  if (field.kind === "list") return Array.isArray(value) ? value.map((one) => (isRecord(one) ? inputOf(field.fields, one) : one)) : [];
  if (field.kind === "texts") return Array.isArray(value) ? value.map(trimmed).filter((one) => one !== "") : [];
  if (field.kind === "text") {
    const text = trimmed(value);
    return text === "" && !field.required ? undefined : text;
  }
  return value ?? null;
}

function trimmed(value: unknown): unknown {
  return typeof value === "string" ? value.trim() : value;
}

function checkField(field: FormField, value: unknown, path: string): FormProblem[] {
  if (isEmpty(value) && field.kind !== "fixed" && field.kind !== "list") {
    return field.required && field.kind !== "yes-no" ? [{ field: path, message: FORM_TEXTS.missing(field.label) }] : [];
  }
  if (field.kind === "group") return isRecord(value) ? checkForm(field.fields, value, `${path}.`) : one(path, FORM_TEXTS.notGroup(field.label));
  if (field.kind === "list") return checkList(field, value ?? [], path);
  const message = wrongIn(field, value);
  return message === null ? [] : one(path, message);
}

function checkList(field: FormField & { kind: "list" }, value: unknown, path: string): FormProblem[] {
  if (!Array.isArray(value)) return one(path, FORM_TEXTS.notGroup(field.label));
  if (value.length < field.least) return one(path, FORM_TEXTS.tooFew(field.label, field.least));
  if (value.length > field.most) return one(path, FORM_TEXTS.tooMany(field.label, field.most));
  return value.flatMap((each, at) =>
    isRecord(each) ? checkForm(field.fields, each, `${path}.${at}.`) : one(`${path}.${at}`, FORM_TEXTS.notGroup(field.label)),
  );
}

type Simple = Exclude<FormField, { kind: "group" | "list" }>;

function wrongIn(field: Simple, value: unknown): string | null {
  const { label } = field;
  switch (field.kind) {
    case "text":
      return wrongText(field, value);
    case "day":
      return wrongDay(field, value);
    case "instant":
      return typeof value === "string" && isDay(value.slice(0, 10)) && !Number.isNaN(Date.parse(value)) ? null : FORM_TEXTS.notInstant(label);
    case "yes-no":
      return typeof value === "boolean" ? null : FORM_TEXTS.notYesNo(label);
    case "choice":
    case "document":
      return field.options.some((option) => option.value === value) ? null : FORM_TEXTS.notAmong(label);
    case "many":
      return Array.isArray(value) && value.every((each) => field.options.some((option) => option.value === each)) ? null : FORM_TEXTS.notAmong(label);
    case "texts":
      return wrongTexts(field, value);
    case "number":
      return wrongNumber(field, value);
    case "fixed":
      return JSON.stringify(value) === JSON.stringify(field.value) ? null : FORM_TEXTS.changed(label);
  }
}

function wrongText({ label, shortest, longest }: FormField & { kind: "text" }, value: unknown): string | null {
  if (typeof value !== "string") return FORM_TEXTS.notText(label);
  const { length } = value.trim();
  if (shortest !== undefined && length < shortest) return FORM_TEXTS.tooShort(label, shortest);
  return length > longest ? FORM_TEXTS.tooLong(label, longest) : null;
}

function wrongTexts({ label, longest, most }: FormField & { kind: "texts" }, value: unknown): string | null {
  if (!Array.isArray(value) || !value.every((each) => typeof each === "string")) return FORM_TEXTS.notText(label);
  if (value.length > most) return FORM_TEXTS.tooMany(label, most);
  return value.some((each) => each.length > longest) ? FORM_TEXTS.tooLong(label, longest) : null;
}

function wrongDay({ label, from, to }: FormField & { kind: "day" }, value: unknown): string | null {
  if (typeof value !== "string" || !isDay(value)) return FORM_TEXTS.notDay(label);
  if (from !== undefined && value < from) return FORM_TEXTS.dayTooEarly(label, italianDay(from));
  return to !== undefined && value > to ? FORM_TEXTS.dayTooLate(label, italianDay(to)) : null;
}

function wrongNumber({ label, min, max, whole }: FormField & { kind: "number" }, value: unknown): string | null {
  if (typeof value !== "number" || !Number.isFinite(value)) return FORM_TEXTS.notNumber(label);
  if (whole && !Number.isInteger(value)) return FORM_TEXTS.notWhole(label);
  return value < min || value > max ? FORM_TEXTS.outOfRange(label, min, max) : null;
}

function isDay(text: string): boolean {
  const parts = DAY.exec(text);
  if (parts === null) return false;
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number];
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= days;
}

function italianDay(day: string): string {
  return `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === "" || (typeof value === "string" && value.trim() === "") || (Array.isArray(value) && value.length === 0);
}

function isRecord(value: unknown): value is FormValues {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function one(field: string, message: string): FormProblem[] {
  return [{ field, message }];
}
