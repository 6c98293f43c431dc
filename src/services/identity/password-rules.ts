// What a new password must be: long, not a name of ours, not one of those that are tried first. No rule on kinds of characters.

import { accept, refuse } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { COMMON_PASSWORDS } from "./common-passwords.ts";
import { IDENTITY_TEXTS } from "./texts.ts";

export const SHORTEST = 12;
export const LONGEST = 200;
const LEAST_DIFFERENT = 5;

/** Words that passwords of twelve characters and more are made of when nobody thinks about it; what is left without them counts. */
const TRIED_FIRST = [
  "password",
  "passw0rd",
  "p4ssword",
  "parola",
  "segreta",
  "benvenuto",
  "benvenuti",
  "welcome",
  "cambiami",
  "changeme",
  "letmein",
  "admin",
  "administrator",
  "amministratore",
  "utente",
  "operatore",
  "accesso",
  "login",
  "napoli",
  "campania",
  "regione",
  "salerno",
  "caserta",
  "avellino",
  "benevento",
  "lavoro",
  "impiego",
  "juventus",
  "forzanapoli",
  "ciao",
  "buongiorno",
  "amoremio",
  "tiamo",
  "iloveyou",
  "estate",
  "inverno",
  "primavera",
  "autunno",
  "gennaio",
  "febbraio",
  "marzo",
  "aprile",
  "maggio",
  "giugno",
  "luglio",
  "agosto",
  "settembre",
  "ottobre",
  "novembre",
  "dicembre",
  "qwerty",
  "qwertyuiop",
  "asdfgh",
  "asdfghjkl",
  "zxcvbn",
  "zxcvbnm",
  "1q2w3e4r",
  "qazwsx",
  "dragon",
  "monkey",
  "football",
  "baseball",
  "sunshine",
  "princess",
  "superman",
  "master",
  "shadow",
  "michael",
] as const;
const ROWS = ["abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"];

/** Digits and signs that are put in the place of letters. */
const STANDS_FOR: Readonly<Record<string, string>> = { "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", $: "s", "!": "i", "€": "e" };

/** Letters and digits only, without accents. */
function bare(text: string): string {
  return text.normalize("NFD").toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
}

/** As it is, with the digits that stand for letters read as letters, and without the year or number put behind it. */
function isCommon(password: string): boolean {
  const forms = [password, password.replace(/[\d\W_]+$/u, "")].flatMap((form) => [
    form,
    Array.from(form, (sign) => STANDS_FOR[sign] ?? sign).join(""),
  ]);
  return forms.some((form) => COMMON_PASSWORDS.has(bare(form)));
}

/**
 * `login` is the user's own name, which the password may not contain. `near`: words that anybody who knows the user guesses (the office, the
 * user's own name): a password may contain them, and may not be made of them.
 */
export function judgePassword(password: string, login: string, near: readonly string[] = []): Outcome<string> {
  const length = Array.from(password).length;
  if (length < SHORTEST) return refuse("PASSWORD_CORTA", IDENTITY_TEXTS.passwordShort(SHORTEST));
  if (length > LONGEST) return refuse("PASSWORD_LUNGA", IDENTITY_TEXTS.passwordLong(LONGEST));
  const plain = password.normalize("NFKC").toLowerCase();
  const own = login
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part.length >= 4);
  if ([...own, "convoca"].some((word) => plain.includes(word)))
    return refuse("PASSWORD_CON_NOME", IDENTITY_TEXTS.passwordIsName);
  if (isCommon(password) || isTriedFirst(plain, TRIED_FIRST)) return refuse("PASSWORD_COMUNE", IDENTITY_TEXTS.passwordCommon);
  const words = near.flatMap((one) => one.normalize("NFKC").toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter((word) => word.length >= 3);
  if (isTriedFirst(plain, [...TRIED_FIRST, ...words])) return refuse("PASSWORD_VICINA", IDENTITY_TEXTS.passwordNear);
  return accept(password);
}

function isTriedFirst(plain: string, words: readonly string[]): boolean {
  if (new Set(plain).size < LEAST_DIFFERENT) return true;
  let rest = plain;
  for (const word of [...words].toSorted((a, b) => b.length - a.length))
    rest = rest.replaceAll(word, " ");
  rest = withoutRuns(rest);
  // Digits, signs and single letters around such words are what everybody adds.
  return (
    rest.replaceAll(/[^\p{L}]/gu, "").length < 4 &&
    new Set(rest.replaceAll(/\s/g, "")).size < LEAST_DIFFERENT + 3
  );
}

/** Takes out stretches of four and more along a row of the keyboard, the alphabet or the digits, either way. */
function withoutRuns(text: string): string {
  let rest = text;
  for (const row of ROWS.flatMap((one) => [one, Array.from(one).toReversed().join("")])) {
    for (let length = row.length; length >= 4; length -= 1)
      for (let from = 0; from + length <= row.length; from += 1)
        rest = rest.replaceAll(row.slice(from, from + length), " ");
  }
  return rest;
}
