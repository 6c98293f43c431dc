// Phone numbers as people and spreadsheets write them, to E.164; only a number that surely is a mobile can get an SMS.

import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import type { Outcome } from "../outcome.ts";
import { accept, refuse } from "../outcome.ts";
import type { PeopleCode } from "./texts.ts";
import { peopleText } from "./texts.ts";

export interface PhoneNumber {
  /** "+393331234567". */
  readonly e164: string;
  readonly kind: "mobile" | "landline";
}

/** One number out of a cell that may hold several: what was written, and what became of it. */
export interface PhoneReading {
  readonly raw: string;
  readonly outcome: Outcome<PhoneNumber>;
}

const LABEL =
  /^(?:tel(?:efono)?|cell(?:ulare)?|mob(?:ile)?|fisso|casa|abitazione|uff(?:icio)?|n(?:umero)?|nr)\b[.:°]*\s*/i;
const PLACEHOLDER =
  /^(?:[-–—./*_\s]*|0|n\.?\s?[ad]\.?|n\/[ad]|ness(?:uno|un|una)|null|x+|assente|non\s(?:disponibile|fornito|indicato|presente))$/i;
const SCIENTIFIC = /^[+]?\d+(?:[.,]\d+)?E[+]?\d+$/i;
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g;
/** Longer cells hold something else than phone numbers, and are not taken apart. */
const LONGEST_CELL = 200;
const SIGNS = /[\s./()\-–—‑‐_']/g;

/**
 * The number to use out of a cell: its first mobile, else its first landline, else the refusal of the first number.
 * `readPhones` gives all of them. Refuses with the TEL_* codes of `texts.ts`.
 */
export function normalizePhone(raw: string): Outcome<PhoneNumber> {
  const quick = ordinaryNumber(raw);
  if (quick !== null) return quick;
  const outcomes = readPhones(raw).map((reading) => reading.outcome);
  return (
    outcomes.find((each) => each.ok && each.value.kind === "mobile") ??
    outcomes.find((each) => each.ok) ??
    outcomes[0] ??
    no("TEL_NON_INDICATO")
  );
}

/** Every number in a cell ("333 1234567 / 081 5551234"), in order, each with its own outcome. Never empty. */
export function readPhones(raw: string): readonly PhoneReading[] {
  const quick = ordinaryNumber(raw);
  if (quick !== null) return [{ raw, outcome: quick }];
  const text = raw.replace(INVISIBLE, "").trim();
  if (text.length > LONGEST_CELL) {
    return [{ raw: text, outcome: no("TEL_TROPPO_LUNGO", { digits: text.replace(/\D/g, "").length }) }];
  }
  if (SCIENTIFIC.test(text))
    return [{ raw: text, outcome: no("TEL_NOTAZIONE_SCIENTIFICA", { value: text }) }];
  const parts = text
    .split(/[;|\n\r]+|,(?!\d{1,2}\s*$)|\s(?:e|o|oppure)\s/i)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  if (parts.length === 0) return [{ raw: text, outcome: no("TEL_NON_INDICATO") }];
  return parts.flatMap(splitPart);
}

/**
 * The hot path, without regular expressions: one Italian number with the usual signs between its digits, and nothing else
 * in the cell. Gives null for anything doubtful, which then goes the long way.
 */
function ordinaryNumber(raw: string): Outcome<PhoneNumber> | null {
  if (raw.length > 20) return null;
  let value = 0;
  let digits = 0;
  let first = -1;
  let isInternational = false;
  let isVaried = false;
  for (let i = 0; i < raw.length; i++) {
    const c = raw.charCodeAt(i);
    if (c >= 48 && c <= 57) {
      if (digits === 0) first = c;
      if (c !== first) isVaried = true;
      value = value * 10 + (c - 48);
      digits += 1;
    } else if (c === 43 && i === 0) {
      isInternational = true;
    } else if (c === 47 || c === 45) {
      // After a prefix they are part of the number; later they may part it from another.
      if (digits > 4) return null;
    } else if (c !== 32 && c !== 46) {
      return null;
    }
  }
  if (!isVaried) return null;
  if (first === 51) return ordinaryMobile(value, digits, isInternational);
  if (first !== 48 || isInternational || digits < 8 || digits > 11) return null;
  const number = `0${String(value).padStart(digits - 1, "0")}`;
  return isLandline(number) ? accept({ e164: `+39${number}`, kind: "landline" }) : null;
}

/** Ten digits from 31 to 39, alone or after 39: the country is there only with twelve digits in all. */
function ordinaryMobile(
  value: number,
  digits: number,
  isInternational: boolean,
): Outcome<PhoneNumber> | null {
  if (digits === 12 ? Math.floor(value / 1e10) !== 39 : digits !== 10 || isInternational) return null;
  const national = value % 1e10;
  if (national < 31e8 || national >= 4e9 || national === 3_333_333_333) return null;
  return accept({ e164: `+39${national}`, kind: "mobile" });
}

/**
 * "/", "-" and spaces stand inside numbers ("081/5551234") and between them. They part two numbers only where what comes
 * before is a whole number by itself. A short tail ("0815551234/35", a second line) is dropped.
 */
function splitPart(part: string): readonly PhoneReading[] {
  const pieces = part.split(/(?:\s*[/–—]\s*|\s+-\s+|-|\s+)(?=[+\d(])/);
  for (let cut = 1; cut < pieces.length; cut++) {
    const first = joinPieces(part, pieces, cut);
    const head = readOne(first);
    if (!head.ok || !isWholeNumber(head.value)) continue;
    const rest = part.slice(first.length);
    const digits = rest.replace(/\D/g, "").length;
    if (digits < 6) {
      const isSecondLine = head.value.kind === "landline" && digits <= 3 && /^\s*[/–—-]/.test(rest);
      if (isSecondLine) return [{ raw: part, outcome: head }];
      continue;
    }
    return [{ raw: first, outcome: head }, ...splitPart(rest.replace(/^[\s/–—-]+/, ""))];
  }
  return [{ raw: part, outcome: readOne(part) }];
}

/** The text of the first `cut` pieces, with the separators that stood between them. */
function joinPieces(part: string, pieces: readonly string[], cut: number): string {
  let end = 0;
  for (let i = 0; i < cut; i++) {
    const piece = pieces[i] ?? "";
    end = part.indexOf(piece, end) + piece.length;
  }
  return part.slice(0, end);
}

function isWholeNumber(phone: PhoneNumber): boolean {
  return phone.kind === "mobile" || phone.e164.length >= 12;
}

function readOne(written: string): Outcome<PhoneNumber> {
  if (PLACEHOLDER.test(written)) return no("TEL_NON_INDICATO");
  if (SCIENTIFIC.test(written)) return no("TEL_NOTAZIONE_SCIENTIFICA", { value: written });
  const text = withoutDecimals(written.replace(LABEL, ""));
  const letter = /\p{L}/u.exec(text)?.[0];
  if (letter !== undefined) return no("TEL_LETTERE", { char: letter });
  const compact = text.replace(SIGNS, "");
  const strange = /[^+\d]/.exec(compact.replace(/^\+/, ""))?.[0] ?? (/.\+/.test(compact) ? "+" : undefined);
  if (strange !== undefined) return no("TEL_CARATTERI", { char: strange });
  if (compact.startsWith("+")) return international(compact.slice(1));
  if (compact.startsWith("00")) return international(compact.slice(2));
  return italian(withoutCountryCode(compact));
}

/** A number kept as a number by a spreadsheet comes back as "3331234567.0" or "3331234567,00". */
function withoutDecimals(text: string): string {
  return /^\+?(?:\d{9,})[.,]0{1,2}$/.test(text) && !text.startsWith("0") ? text.replace(/[.,]0+$/, "") : text;
}

function international(digits: string): Outcome<PhoneNumber> {
  if (digits.startsWith("39")) return italian(withoutCountryCode(digits.slice(2)));
  if (/^(\d)\1*$/.test(digits)) return no(digits === "" ? "TEL_NON_INDICATO" : "TEL_FITTIZIO");
  const parsed = parsePhoneNumberFromString(`+${digits}`);
  if (parsed === undefined || !parsed.isValid()) return no("TEL_ESTERO_NON_VALIDO", { value: `+${digits}` });
  const type = parsed.getType();
  if (type === "MOBILE" || type === "FIXED_LINE_OR_MOBILE")
    return accept({ e164: parsed.number, kind: "mobile" });
  if (type === "FIXED_LINE") return accept({ e164: parsed.number, kind: "landline" });
  return no("TEL_NON_PERSONALE");
}

/**
 * A leading 39 is the country only where the number would otherwise be too long for any Italian one: 393931234567 has it,
 * 3931234567 is a mobile of its own.
 */
function withoutCountryCode(digits: string): string {
  if (/^393\d{9}$/.test(digits) || /^390\d{9,10}$/.test(digits)) return digits.slice(2);
  return digits;
}

function italian(digits: string): Outcome<PhoneNumber> {
  const length = digits.length;
  if (length === 0) return no("TEL_NON_INDICATO");
  if (/^(\d)\1+$/.test(digits)) return no("TEL_FITTIZIO");
  const first = digits.charAt(0);
  if (first === "3") return italianMobile(digits);
  if (length < 6) return no("TEL_TROPPO_CORTO", { digits: length });
  if (length > 11) return no("TEL_TROPPO_LUNGO", { digits: length });
  if (first === "0") {
    return isLandline(digits)
      ? accept({ e164: `+39${digits}`, kind: "landline" })
      : no(length < 8 ? "TEL_TROPPO_CORTO" : "TEL_PREFISSO_SCONOSCIUTO", { digits: length });
  }
  if (digits.startsWith("43")) return no("TEL_PREFISSO_43");
  if (/^(?:80[0-9]|89|84|1)/.test(digits)) return no("TEL_NON_PERSONALE");
  return no(isLandline(`0${digits}`) && length >= 8 ? "TEL_ZERO_INIZIALE" : "TEL_PREFISSO_SCONOSCIUTO");
}

/** Ten digits; nine for the oldest subscriptions, which still exist. 30x is nobody's. One digit more would be a voice mailbox. */
function italianMobile(digits: string): Outcome<PhoneNumber> {
  const old = digits.length === 9 && /^3[2-9]/.test(digits);
  if (digits.length !== 10 && !old) return no("TEL_CELLULARE_LUNGHEZZA", { digits: digits.length });
  if (digits.charAt(1) === "0") return no("TEL_PREFISSO_SCONOSCIUTO");
  return accept({ e164: `+39${digits}`, kind: "mobile" });
}

const landlines = new Map<string, boolean>();

/** Asks the numbering plan once per first five digits and length: the plan looks no further, and asking costs 17 µs. */
function isLandline(digits: string): boolean {
  const key = `${digits.slice(0, 5)}/${digits.length}`;
  let known = landlines.get(key);
  if (known === undefined) {
    const parsed = parsePhoneNumberFromString(digits, "IT");
    known = parsed !== undefined && parsed.isValid() && parsed.getType() === "FIXED_LINE";
    landlines.set(key, known);
  }
  return known;
}

function no(code: PeopleCode, values?: Readonly<Record<string, string | number>>): Outcome<never> {
  return refuse(code, peopleText(code, values));
}
