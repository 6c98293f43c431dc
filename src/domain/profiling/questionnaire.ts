// Questionnaires as dated data: what is asked, in which form, within which limits; and the check of the answers, field by field.

import { inForce } from "../calendar/days.ts";
import type { Source } from "../measures/types.ts";
import type { IsoDate } from "../notices/types.ts";
import { FIELD_PROBLEMS } from "./texts.ts";

/** Lists kept as reference data, handed in by the caller: the field holds one of their codes. */
export type ReferenceList = "provinces";
export type ReferenceLists = Readonly<Record<ReferenceList, ReadonlySet<string>>>;

export type FieldForm =
  | { readonly kind: "integer"; readonly min: number; readonly max: number }
  | { readonly kind: "choice"; readonly options: Readonly<Record<string, string>> }
  | { readonly kind: "yes-no" }
  | { readonly kind: "listed"; readonly list: ReferenceList }
  | { readonly kind: "text"; readonly longest: number };

/** Holds when the other field was answered with one of these. */
export interface When {
  readonly field: string;
  readonly in: readonly string[];
}

/** The answer is at most `times` the answer to another field, less `less`. */
export interface Limit {
  readonly than: string;
  readonly times: number;
  readonly less: number;
  /** Italian: what cannot be. */
  readonly message: string;
}

export interface Field {
  readonly name: string;
  /** Italian. */
  readonly label: string;
  readonly form: FieldForm;
  /** Always, never, or when another answer asks for it. */
  readonly required: boolean | When;
  /** Must stay empty then. */
  readonly empty?: When;
  readonly limit?: Limit;
}

/** One version: it is used for what is asked or assessed on the days on which it is in force, both ends included. */
export interface Questionnaire extends Source {
  readonly version: string;
  readonly from: IsoDate;
  readonly to?: IsoDate;
  readonly fields: readonly Field[];
}

export type Answer = string | number | boolean;
export type Answers = Readonly<Record<string, Answer>>;

export type ProblemCode =
  | "CAMPO_SCONOSCIUTO"
  | "CAMPO_MANCANTE"
  | "CAMPO_DA_LASCIARE_VUOTO"
  | "CAMPO_NON_NUMERO"
  | "CAMPO_FUORI_LIMITI"
  | "CAMPO_FUORI_ELENCO"
  | "CAMPO_NON_TESTO"
  | "CAMPO_TROPPO_LUNGO"
  | "CAMPO_INCOERENTE";

export interface FieldProblem {
  readonly field: string;
  readonly code: ProblemCode;
  /** Italian, whole: it names the field and says what would be right. */
  readonly message: string;
}

export type CheckedAnswers =
  | { readonly ok: true; readonly answers: Answers }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

/** What is being checked: a draft may lack answers, but not hold wrong ones. */
export type Completeness = "draft" | "complete";

/** The version in force on a day; null when none is. */
export function questionnaireOn(versions: readonly Questionnaire[], on: IsoDate): Questionnaire | null {
  return versions.find((version) => inForce(version, on)) ?? null;
}

export function questionnaireOf(versions: readonly Questionnaire[], version: string): Questionnaire | null {
  return versions.find((each) => each.version === version) ?? null;
}

/**
 * Checks answers field by field. Numbers may come as digits and yes/no as "si"/"no", as forms send them; empty texts, null and
 * undefined are no answer. Gives the answers in the order and form of the questionnaire, or every problem, in the same order.
 */
export function checkAnswers(
  questionnaire: Questionnaire,
  raw: Readonly<Record<string, unknown>>,
  lists: ReferenceLists,
  completeness: Completeness = "complete",
): CheckedAnswers {
  const problems: FieldProblem[] = [];
  const read = new Map<string, Answer>();
  const given = new Map(Object.entries(raw).filter(([, value]) => isAnswered(value)));
  for (const field of questionnaire.fields) {
    const value = given.get(field.name);
    given.delete(field.name);
    if (value === undefined) continue;
    const form = readForm(field, value, lists);
    if ("code" in form) problems.push({ field: field.name, ...form });
    else read.set(field.name, form.answer);
  }
  for (const name of given.keys())
    problems.push({ field: name, code: "CAMPO_SCONOSCIUTO", message: FIELD_PROBLEMS.unknown(name) });
  const wrong = new Set(problems.map(({ field }) => field));
  for (const field of questionnaire.fields) {
    const problem = wrong.has(field.name) ? null : between(field, read, completeness);
    if (problem !== null) problems.push({ field: field.name, ...problem });
  }
  if (problems.length === 0) return { ok: true, answers: Object.fromEntries(read) };
  const order = new Map(questionnaire.fields.map(({ name }, at) => [name, at]));
  const place = ({ field }: FieldProblem): number => order.get(field) ?? order.size;
  return { ok: false, problems: problems.toSorted((a, b) => place(a) - place(b)) };
}

type Problem = Omit<FieldProblem, "field">;

function isAnswered(value: unknown): boolean {
  return value !== undefined && value !== null && !(typeof value === "string" && value.trim() === "");
}

type Read = { readonly answer: Answer } | Problem;

function readForm({ label, form }: Field, value: unknown, lists: ReferenceLists): Read {
  switch (form.kind) {
    case "integer":
      return readInteger(label, form, value);
    case "yes-no":
      if (value === "si" || value === "no") return { answer: value === "si" };
      return typeof value === "boolean"
        ? { answer: value }
        : { code: "CAMPO_FUORI_ELENCO", message: FIELD_PROBLEMS.notYesNo(label) };
    case "choice":
      return typeof value === "string" && Object.hasOwn(form.options, value)
        ? { answer: value }
        : {
            code: "CAMPO_FUORI_ELENCO",
            message: FIELD_PROBLEMS.notAmong(label, Object.values(form.options)),
          };
    case "listed":
      return typeof value === "string" && lists[form.list].has(value)
        ? { answer: value }
        : { code: "CAMPO_FUORI_ELENCO", message: FIELD_PROBLEMS.notListed(label) };
    default:
      return readText(label, form.longest, value);
  }
}

function readText(label: string, longest: number, value: unknown): Read {
  if (typeof value !== "string") return { code: "CAMPO_NON_TESTO", message: FIELD_PROBLEMS.notText(label) };
  return value.trim().length <= longest
    ? { answer: value.trim() }
    : { code: "CAMPO_TROPPO_LUNGO", message: FIELD_PROBLEMS.tooLong(label, longest) };
}

function readInteger(
  label: string,
  { min, max }: { readonly min: number; readonly max: number },
  value: unknown,
): Read {
  const text = typeof value === "string" ? value.trim() : value;
  const number = typeof text === "string" && /^-?\d{1,9}$/u.test(text) ? Number(text) : text;
  if (typeof number !== "number" || !Number.isInteger(number))
    return { code: "CAMPO_NON_NUMERO", message: FIELD_PROBLEMS.notNumber(label) };
  // "-0" is read as 0: two forms of one answer would be two answers in the register.
  return number >= min && number <= max
    ? { answer: number === 0 ? 0 : number }
    : { code: "CAMPO_FUORI_LIMITI", message: FIELD_PROBLEMS.outOfRange(label, min, max) };
}

/** What an answer must be given the others. */
function between(
  { name, label, required, empty, limit }: Field,
  read: ReadonlyMap<string, Answer>,
  completeness: Completeness,
): Problem | null {
  const value = read.get(name);
  if (value === undefined) {
    const isMissing = typeof required === "boolean" ? required : holds(required, read);
    return isMissing && completeness === "complete"
      ? { code: "CAMPO_MANCANTE", message: FIELD_PROBLEMS.missing(label) }
      : null;
  }
  if (empty !== undefined && holds(empty, read))
    return { code: "CAMPO_DA_LASCIARE_VUOTO", message: FIELD_PROBLEMS.mustBeEmpty(label) };
  const other = limit === undefined ? undefined : read.get(limit.than);
  if (limit === undefined || typeof other !== "number" || typeof value !== "number") return null;
  return value <= other * limit.times - limit.less
    ? null
    : { code: "CAMPO_INCOERENTE", message: limit.message };
}

function holds(when: When, read: ReadonlyMap<string, Answer>): boolean {
  const value = read.get(when.field);
  return value !== undefined && when.in.includes(String(value));
}
