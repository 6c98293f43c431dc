// The few fields whose values are words of a closed list: role, sex, bound or not and why.

import type { RecordReader } from "./field-text.ts";
import type { NotBoundReason, Role } from "./types.ts";
import { NOT_BOUND_REASONS } from "./types.ts";

const ROLES = new Map<string, Role>([
  ["R", "R"],
  ["RICHIEDENTE", "R"],
  ["DICHIARANTE", "R"],
  ["M", "M"],
  ["MEMBRO", "M"],
  ["COMPONENTE", "M"],
  ["C", "M"],
  ["FAMILIARE", "M"],
]);
const SEXES = new Map<string, "M" | "F">([
  ["M", "M"],
  ["MASCHIO", "M"],
  ["MASCHILE", "M"],
  ["UOMO", "M"],
  ["F", "F"],
  ["FEMMINA", "F"],
  ["FEMMINILE", "F"],
  ["DONNA", "F"],
]);
const YES = new Set(["S", "SI", "SÌ", "Y", "1", "TRUE", "VERO", "X", "TENUTO"]);
const NO = new Set(["N", "NO", "0", "FALSE", "FALSO", "NON TENUTO"]);
const REASON_WORDS: readonly (readonly [RegExp, NotBoundReason])[] = [
  [/PENSION|^P$/, "pension"],
  [/MINOR/, "minor"],
  [/ETA|65/, "age"],
  [/OCCUPA|LAVOR|^O$/, "employed"],
  [/STUD|SCUOL|CORSO|^S$/, "student"],
  [/DISAB|INVALID|68.?(?:19)?99|^D$/, "disability"],
];

/** R or M; null when missing or not a role, which is then rejected. */
export function readRole(record: RecordReader): Role | null {
  const written = record.obligatory("cod_ruolo_beneficiario");
  if (written === "") return null;
  const role = ROLES.get(written) ?? ROLES.get(written.toUpperCase());
  if (role === undefined) record.reject("cod_ruolo_beneficiario", "RUOLO_NON_VALIDO", { value: written });
  return role ?? null;
}

export function readSex(record: RecordReader): "M" | "F" | undefined {
  const written = record.text("cod_sesso");
  if (written === "") return undefined;
  const sex = SEXES.get(written) ?? SEXES.get(written.toUpperCase());
  if (sex === undefined) record.reject("cod_sesso", "SESSO_NON_VALIDO", { value: written });
  return sex;
}

/**
 * The platform's word on being bound. A reason without the word means not bound. The word S beside a reason contradicts it:
 * the word rules and a warning asks to look, since convening one too many is corrected at the desk and losing one is not.
 */
export function readBound(record: RecordReader): {
  readonly bound?: boolean;
  readonly reason?: NotBoundReason;
} {
  const written = record.text("flg_tenuto").toUpperCase();
  const reasonWritten = record.text("cod_motivo_non_tenuto");
  const reason = reasonWritten === "" ? undefined : reasonOf(reasonWritten);
  if (written === "") return reason === undefined ? {} : { bound: false, reason };
  if (YES.has(written)) {
    if (reason !== undefined)
      record.warn("cod_motivo_non_tenuto", "TENUTO_CON_MOTIVO", { value: reasonWritten });
    return { bound: true };
  }
  if (NO.has(written)) return reason === undefined ? { bound: false } : { bound: false, reason };
  record.reject("flg_tenuto", "TENUTO_NON_VALIDO", { value: written });
  return {};
}

/** Our own codes, or the words that stand for them; anything else is "other". */
function reasonOf(written: string): NotBoundReason {
  const lower = written.toLowerCase();
  if (isReason(lower)) return lower;
  const plain = written
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toUpperCase();
  return REASON_WORDS.find(([pattern]) => pattern.test(plain))?.[1] ?? "other";
}

function isReason(word: string): word is NotBoundReason {
  return Object.hasOwn(NOT_BOUND_REASONS, word);
}
