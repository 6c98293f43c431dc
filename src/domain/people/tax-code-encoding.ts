// How a tax code is made: letters of names, omocodia, check characters. Used to check codes and to invent synthetic people.

import type { IsoDate } from "../notices/types.ts";

export const MONTH_LETTERS = "ABCDEHLMPRST";
/** Indexes of the seven digits that omocodia may turn into letters, in the order of replacement (from the right). */
export const OMOCODIA_POSITIONS = [14, 13, 12, 10, 9, 7, 6] as const;
const X = 88;
const OMOCODIA_LETTERS = "LMNPQRSTUV";

/** Values of 0-9 and A-Z in odd places (first, third, …): DM 23 December 1976, table of the check character. */
const ODD = [
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16,
  10, 22, 25, 24, 23,
];
/** By character code: weight in odd places, weight in even places, digit (omocodia undone) or -1. */
const ODD_WEIGHT = new Int8Array(128);
const EVEN_WEIGHT = new Int8Array(128);
const DIGIT = new Int8Array(128).fill(-1);
for (let i = 0; i < 36; i++) {
  const charCode = i < 10 ? 48 + i : 55 + i;
  ODD_WEIGHT[charCode] = ODD[i] ?? 0;
  EVEN_WEIGHT[charCode] = i < 10 ? i : i - 10;
}
for (let digit = 0; digit < 10; digit++) {
  DIGIT[48 + digit] = digit;
  DIGIT[OMOCODIA_LETTERS.charCodeAt(digit)] = digit;
}

/** Letters that have no decomposition, written as the registries transcribe them. */
const TRANSCRIBED: Readonly<Record<string, string>> = {
  ß: "SS",
  Æ: "AE",
  Œ: "OE",
  Ø: "O",
  Đ: "D",
  Ð: "D",
  Ł: "L",
  Þ: "TH",
  ı: "I",
};

export interface BirthData {
  readonly surname: string;
  readonly name: string;
  readonly birthDate: IsoDate;
  readonly sex: "M" | "F";
  /** Cadastral code or "Zxxx". */
  readonly birthPlaceCode: string;
}

/** The digit a character stands for (0-9, or its omocodia letter), -1 when it is neither. Takes a character code. */
export function digitOf(charCode: number): number {
  return DIGIT[charCode] ?? -1;
}

/** Check letter (character code) of a code whose first fifteen characters are capitals and digits. */
export function checkLetterCode(code: string): number {
  return checkCode(code, 15);
}

function checkCode(code: string, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) {
    const c = code.charCodeAt(i);
    sum += (i & 1) === 0 ? (ODD_WEIGHT[c] ?? 0) : (EVEN_WEIGHT[c] ?? 0);
  }
  return 65 + (sum % 26);
}

/** The same letter over a text of any length: other national codes borrow it. @throws RangeError when it is not all capitals and digits */
export function checkLetterOf(text: string): string {
  if (!/^[A-Z0-9]+$/.test(text)) throw new RangeError(`not capitals and digits: ${text}`);
  return String.fromCharCode(checkCode(text, text.length));
}

/** Sixteenth character for the first fifteen. @throws RangeError when they are not fifteen capitals and digits. */
export function checkLetter(first15: string): string {
  if (!/^[A-Z0-9]{15}$/.test(first15)) throw new RangeError(`not fifteen capitals and digits: ${first15}`);
  return String.fromCharCode(checkLetterCode(first15));
}

/** Eleventh digit of a provisional code (the Luhn sum used for Italian numeric codes). @throws RangeError */
export function provisionalCheckDigit(first10: string): string {
  if (!/^\d{10}$/.test(first10)) throw new RangeError(`not ten digits: ${first10}`);
  let sum = 0;
  for (let i = 0; i < 10; i++) {
    const digit = first10.charCodeAt(i) - 48;
    const weighted = (i & 1) === 0 ? digit : digit * 2;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return String((10 - (sum % 10)) % 10);
}

/** Three letters of a surname: consonants, then vowels, then X. */
export function surnameLetters(surname: string): string {
  return lettersOf(surname, false);
}

/** Three letters of a name: with four consonants or more, the first, third and fourth; otherwise as for a surname. */
export function nameLetters(name: string): string {
  return lettersOf(name, true);
}

/** The code that the person's data give, without omocodia. @throws RangeError when date or place have the wrong form. */
export function composeTaxCode(person: BirthData): string {
  const date = /^\d{2}(\d{2})-(\d{2})-(\d{2})$/.exec(person.birthDate);
  const month = MONTH_LETTERS.charAt(Number(date?.[2]) - 1);
  if (date === null || month === "" || !/^[A-Z]\d{3}$/.test(person.birthPlaceCode)) {
    throw new RangeError(`no tax code can be made of ${person.birthDate}, ${person.birthPlaceCode}`);
  }
  const day = String(Number(date[3]) + (person.sex === "F" ? 40 : 0)).padStart(2, "0");
  const first15 =
    surnameLetters(person.surname) +
    nameLetters(person.name) +
    (date[1] ?? "") +
    month +
    day +
    person.birthPlaceCode;
  return first15 + checkLetter(first15);
}

/**
 * The n-th omocodia variant of a code, n = 0 … 127: each bit of n turns one digit into its letter, the lowest bit the
 * rightmost digit. n = 0 undoes omocodia. @throws RangeError
 */
export function omocode(code: string, n: number): string {
  if (!Number.isInteger(n) || n < 0 || n > 127 || code.length !== 16)
    throw new RangeError(`omocodia ${n} of ${code}`);
  const characters = code.slice(0, 15).split("");
  for (const [bit, position] of OMOCODIA_POSITIONS.entries()) {
    const digit = digitOf(code.charCodeAt(position));
    if (digit < 0) throw new RangeError(`no digit at ${position + 1} of ${code}`);
    characters[position] = (n >> bit) & 1 ? OMOCODIA_LETTERS.charAt(digit) : String(digit);
  }
  const first15 = characters.join("");
  return first15 + checkLetter(first15);
}

/** A, E, I, O, U, as character codes. */
export function isVowel(c: number): boolean {
  return c === 65 || c === 69 || c === 73 || c === 79 || c === 85;
}

/** In character codes, without taking the name apart: it is done twice for each person. Of four consonants a name skips the second. */
function lettersOf(name: string, skipsSecond: boolean): string {
  const plain = plainLetters(name);
  let [first, second, third, fourth] = [0, 0, 0, 0];
  let count = 0;
  for (let i = 0; i < plain.length && count < 4; i++) {
    const c = plain.charCodeAt(i);
    if (isVowel(c)) continue;
    count += 1;
    if (count === 1) first = c;
    else if (count === 2) second = c;
    else if (count === 3) third = c;
    else fourth = c;
  }
  if (skipsSecond && count === 4) return String.fromCharCode(first, third, fourth);
  for (let i = 0; i < plain.length && count < 3; i++) {
    const c = plain.charCodeAt(i);
    if (!isVowel(c)) continue;
    count += 1;
    if (count === 1) first = c;
    else if (count === 2) second = c;
    else third = c;
  }
  return String.fromCharCode(first || X, second || X, third || X);
}

/** Capitals A-Z only: accents dropped, apostrophes and spaces out, a few letters transcribed. */
function plainLetters(name: string): string {
  if (isPlain(name)) return name;
  return name
    .toUpperCase()
    .replace(/[ßÆŒØĐÐŁÞı]/g, (letter) => TRANSCRIBED[letter] ?? "")
    .normalize("NFD")
    .replace(/[^A-Z]/g, "");
}

function isPlain(name: string): boolean {
  for (let i = 0; i < name.length; i++) {
    const c = name.charCodeAt(i);
    if (c < 65 || c > 90) return false;
  }
  return true;
}
