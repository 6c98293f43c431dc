// The Italian tax code (codice fiscale): full check of what is written, and comparison with what the person declared.

import type { IsoDate } from "../notices/types.ts";
import type { Outcome, Refusal } from "../outcome.ts";
import { accept, refuse } from "../outcome.ts";
import type { PlaceRegistry } from "./places.ts";
import {
  MONTH_LETTERS,
  OMOCODIA_POSITIONS,
  checkLetterCode,
  digitOf,
  isVowel,
  nameLetters,
  provisionalCheckDigit,
  surnameLetters,
} from "./tax-code-encoding.ts";
import type { PeopleCode } from "./texts.ts";
import { peopleText } from "./texts.ts";

export interface CheckedTaxCode {
  /** Sixteen upper-case characters, or eleven digits; as registered, so omocodia is kept. */
  readonly code: string;
  readonly kind: "personal" | "provisional";
  /** The next four are absent from provisional codes, which tell nothing of the person. */
  readonly birthDate?: IsoDate;
  readonly sex?: "M" | "F";
  /** Cadastral code of the municipality or "Zxxx" of the State, with omocodia undone. */
  readonly birthPlaceCode?: string;
  readonly bornAbroad?: boolean;
  /** Some digit is replaced by a letter because two people would have had the same code. */
  readonly omocodia: boolean;
}

export interface TaxCodeOptions {
  /** Declared birth date: it decides the century (the code has two digits). It is not compared: see `compareBirthData`. */
  readonly birthDate?: IsoDate;
  /** Births after this day are impossible. Absent: the latest day of the place tables. */
  readonly referenceDay?: IsoDate;
}

const LONGEST_LIFE = 120;
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** Kind of each of the sixteen characters: L letter, D digit (or its omocodia letter), M month letter. */
const SHAPE = "LLLLLLDDMDDLDDDL";

/**
 * Checks a tax code as people write it (case, spaces, dots and hyphens are forgiven).
 *
 * Sixteen characters: shape, check letter, real calendar date (day 1-31, or 41-71 for women), place that existed at birth,
 * omocodia in any of the seven digit positions. Eleven digits: provisional code, with its own check digit.
 * Refuses with the CF_* codes of `texts.ts`. Source: DM Finanze 23 December 1976, arts. 2-6; DPR 605/1973.
 */
export function checkTaxCode(
  raw: string,
  places: PlaceRegistry,
  options: TaxCodeOptions = {},
): Outcome<CheckedTaxCode> {
  const code = isPlain(raw) ? raw : tidy(raw);
  if (code.length === 16) {
    // The fourth character of a person's code is a letter.
    if (code.charCodeAt(3) <= 57 && /^(?:STP|ENI)\d{13}$/.test(code)) return no("CF_STP_ENI");
    return checkPersonal(code, places, options);
  }
  if (code.length === 11 && /^\d+$/.test(code)) return checkProvisional(code);
  return wrongLength(raw.trim(), code);
}

/** Declared birth date and sex against those in the code: each difference is a refusal to show on its own field. */
export function compareBirthData(
  checked: CheckedTaxCode,
  declared: { readonly birthDate?: IsoDate; readonly sex?: "M" | "F" },
): Refusal[] {
  const found: Refusal[] = [];
  const { birthDate, sex } = checked;
  if (birthDate !== undefined && declared.birthDate !== undefined && birthDate !== declared.birthDate) {
    const values = { declared: italianDay(declared.birthDate), encoded: italianDay(birthDate) };
    found.push({ code: "CF_DATA_DIVERSA", message: peopleText("CF_DATA_DIVERSA", values) });
  }
  if (sex !== undefined && declared.sex !== undefined && sex !== declared.sex) {
    const values = { declared: declared.sex, encoded: sex };
    found.push({ code: "CF_SESSO_DIVERSO", message: peopleText("CF_SESSO_DIVERSO", values) });
  }
  return found;
}

/**
 * Surname and name against the first six letters. Only warnings: transliterations, married surnames and corrections at the
 * registry make honest differences.
 */
export function compareNames(
  checked: CheckedTaxCode,
  declared: { readonly surname: string; readonly name: string },
): Refusal[] {
  if (checked.kind === "provisional") return [];
  const found: Refusal[] = [];
  const { code } = checked;
  if (!code.startsWith(surnameLetters(declared.surname))) {
    const message = peopleText("CF_COGNOME_DIVERSO", { declared: declared.surname });
    found.push({ code: "CF_COGNOME_DIVERSO", message });
  }
  if (!code.startsWith(nameLetters(declared.name), 3)) {
    found.push({
      code: "CF_NOME_DIVERSO",
      message: peopleText("CF_NOME_DIVERSO", { declared: declared.name }),
    });
  }
  return found;
}

function no(code: PeopleCode, values?: Readonly<Record<string, string | number>>): Outcome<never> {
  return refuse(code, peopleText(code, values));
}

/** True when the text is already sixteen capitals and digits, as nearly all are: nothing to tidy, nothing allocated. */
function isPlain(raw: string): boolean {
  if (raw.length !== 16) return false;
  for (let i = 0; i < 16; i++) {
    const c = raw.charCodeAt(i);
    if (!((c >= 65 && c <= 90) || (c >= 48 && c <= 57))) return false;
  }
  return true;
}

function tidy(raw: string): string {
  const spreadsheetNumber = /^\s*(\d{11})[.,]0\s*$/.exec(raw)?.[1];
  return (
    spreadsheetNumber ?? raw.replace(/[\s\u200b-\u200f\u202a-\u202e\u2060\ufeff._'\-–—/]+/g, "").toUpperCase()
  );
}

function wrongLength(written: string, code: string): Outcome<never> {
  if (code === "") return no("CF_MANCANTE");
  if (/^\d+(?:[.,]\d+)?E\+?\d+$/i.test(written)) return no("CF_NOTAZIONE_SCIENTIFICA", { value: written });
  const strange = /[^A-Z0-9]/u.exec(code)?.[0];
  if (strange !== undefined) return no("CF_CARATTERI", { char: strange });
  return no("CF_LUNGHEZZA", { length: code.length });
}

function checkProvisional(code: string): Outcome<CheckedTaxCode> {
  if (code === "00000000000" || provisionalCheckDigit(code.slice(0, 10)) !== code.charAt(10)) {
    return no("CF_PROVVISORIO_CONTROLLO");
  }
  return accept({ code, kind: "provisional", omocodia: false });
}

function checkPersonal(
  code: string,
  places: PlaceRegistry,
  options: TaxCodeOptions,
): Outcome<CheckedTaxCode> {
  const wrong = misplaced(code);
  if (wrong >= 0) {
    const char = code.charAt(wrong);
    return /[A-Z0-9]/.test(char)
      ? no("CF_STRUTTURA", { char, position: wrong + 1 })
      : no("CF_CARATTERI", { char });
  }
  if (checkLetterCode(code) !== code.charCodeAt(15)) return no("CF_CARATTERE_DI_CONTROLLO");
  const impossible = areNameLetters(code, 0) ? (areNameLetters(code, 3) ? -1 : 3) : 0;
  if (impossible >= 0)
    return no("CF_STRUTTURA", { char: code.charAt(impossible + 2), position: impossible + 3 });
  return readBirth(code, places, options);
}

/** What the algorithm can make of a name: consonants, then vowels, then X. */
function areNameLetters(code: string, from: number): boolean {
  let stage = 0;
  for (let i = from; i < from + 3; i++) {
    const c = code.charCodeAt(i);
    // An X is a consonant as long as nothing else has come.
    const least = isVowel(c) ? 1 : c === 88 ? (stage === 0 ? 0 : 2) : 0;
    if (least < stage) return false;
    stage = least;
  }
  return true;
}

/** Index of the first character that cannot stand where it stands, or -1. */
function misplaced(code: string): number {
  for (let i = 0; i < 16; i++) {
    const c = code.charCodeAt(i);
    const kind = SHAPE.charCodeAt(i);
    const good =
      kind === 76
        ? c >= 65 && c <= 90
        : kind === 68
          ? digitOf(c) >= 0
          : MONTH_LETTERS.includes(code.charAt(i));
    if (!good) return i;
  }
  return -1;
}

function readBirth(code: string, places: PlaceRegistry, options: TaxCodeOptions): Outcome<CheckedTaxCode> {
  const year = digitOf(code.charCodeAt(6)) * 10 + digitOf(code.charCodeAt(7));
  const month = MONTH_LETTERS.indexOf(code.charAt(8)) + 1;
  const written = digitOf(code.charCodeAt(9)) * 10 + digitOf(code.charCodeAt(10));
  const day = written > 40 ? written - 40 : written;
  if (day < 1 || day > (DAYS[month - 1] ?? 0)) return no("CF_DATA_INESISTENTE", { day: written, month });
  const number =
    digitOf(code.charCodeAt(12)) * 100 + digitOf(code.charCodeAt(13)) * 10 + digitOf(code.charCodeAt(14));
  const slot = (code.charCodeAt(11) - 65) * 1000 + number;
  const fullYear = chooseYear(year, month, day, slot, places, options);
  const ymd = fullYear * 10_000 + month * 100 + day;
  const birthDate = isoDay(fullYear, month, day);
  if (!isRealDay(fullYear, month, day)) return no("CF_DATA_INESISTENTE", { day: written, month });
  if (options.referenceDay !== undefined && birthDate > options.referenceDay) return no("CF_DATA_FUTURA");
  const omocodia = hasOmocodia(code);
  const birthPlaceCode = omocodia ? code.charAt(11) + String(number).padStart(3, "0") : code.slice(11, 15);
  const status = places.statusAtSlot(slot, ymd);
  if (status === "unknown") return no("CF_LUOGO_SCONOSCIUTO", { place: birthPlaceCode });
  if (status === "not-then") {
    const place = `${birthPlaceCode} (${places.get(birthPlaceCode)?.name ?? ""})`;
    return no("CF_LUOGO_NON_VALIDO_ALLA_NASCITA", { place, birthDate: italianDay(birthDate) });
  }
  const sex = written > 40 ? "F" : "M";
  const bornAbroad = code.charCodeAt(11) === 90;
  return accept({ code, kind: "personal", birthDate, sex, birthPlaceCode, bornAbroad, omocodia });
}

/**
 * The century that the two digits leave out. With a declared birth date: the nearest year. Without: the latest year that is
 * not after the reference day; but a hundred years earlier when only then the day or the place existed.
 */
function chooseYear(
  year: number,
  month: number,
  day: number,
  slot: number,
  places: PlaceRegistry,
  options: TaxCodeOptions,
): number {
  if (options.birthDate !== undefined) {
    const declared = Number(options.birthDate.slice(0, 4));
    return declared + ((((year - declared) % 100) + 150) % 100) - 50;
  }
  const reference = options.referenceDay ?? places.latestDay;
  const referenceYear = Number(reference.slice(0, 4));
  let latest = referenceYear - ((((referenceYear - year) % 100) + 100) % 100);
  if (isoDay(latest, month, day) > reference) latest -= 100;
  const earlier = latest - 100;
  if (referenceYear - earlier > LONGEST_LIFE || fits(latest, month, day, slot, places)) return latest;
  return fits(earlier, month, day, slot, places) ? earlier : latest;
}

function fits(year: number, month: number, day: number, slot: number, places: PlaceRegistry): boolean {
  const ymd = year * 10_000 + month * 100 + day;
  return isRealDay(year, month, day) && places.statusAtSlot(slot, ymd) === "valid";
}

function isRealDay(year: number, month: number, day: number): boolean {
  if (month !== 2 || day < 29) return true;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function hasOmocodia(code: string): boolean {
  for (const position of OMOCODIA_POSITIONS) if (code.charCodeAt(position) > 57) return true;
  return false;
}

function isoDay(year: number, month: number, day: number): IsoDate {
  return `${year}-${month < 10 ? "0" : ""}${month}-${day < 10 ? "0" : ""}${day}`;
}

function italianDay(day: IsoDate): string {
  return `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
}
