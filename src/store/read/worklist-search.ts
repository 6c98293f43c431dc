// How a text finds people: by protocol, number or address; by the beginnings of words; and, typos forgiven, by likeness. On the access row.

import { MEASURES } from "../../domain/measures/catalogue.ts";
import { normalizeEmail } from "../../domain/people/email.ts";
import { normalizePhone } from "../../domain/people/phone.ts";
import type { Queryable } from "./query.ts";

/** One way to find cases: a condition and a sort key on the access row (c), with the values that they name from $4 on. */
export interface SearchWay {
  readonly name: string;
  readonly key: string;
  readonly where: string;
  readonly values: readonly unknown[];
}

/** More words than this say nothing more about a person. */
const MOST_WORDS = 6;
/** From this likeness on (0–1) a name counts as the one that was meant: one wrong letter in an ordinary surname gives 0.5. */
const ALIKE = 0.45;
const DIGITS = /\d/g;
const FEWEST_PHONE_DIGITS = 6;

/** The ways a text may be meant, the surest first; without a text one way, that looks at nothing (null). */
export async function searchWays(db: Queryable, text: string): Promise<(SearchWay | null)[]> {
  if (text === "") return [null];
  // The form is the database's own, so that what is asked and what is stored are written alike.
  const { rows } = await db.query<{ form: string }>("select search_form($1::text) as form", [text]);
  const words = rows[0]!.form
    .split(/\s+/u)
    .filter((word) => word !== "")
    .slice(0, MOST_WORDS);
  return [byCode(text), byWords(words), byLikeness(words)].filter((way) => way !== null);
}

/** What is written one way only: looked up by equality, on the indexes of the tables themselves. */
function byCode(text: string): SearchWay | null {
  const contacts = contactsIn(text);
  const protocol = /\d/.test(text) ? text.toUpperCase().replaceAll(/\s/g, "") : null;
  if (contacts.length === 0 && protocol === null) return null;
  return {
    name: "code",
    key: "c.search_key",
    where: `c.case_id in (
      select f.id from benefit b join case_file f on f.benefit_id = b.id where b.measure = any($4::text[]) and b.protocol = $5::text
      union all
      select f.id from contact_point k join case_file f on f.person_id = k.person_id where k.value = any($6::text[]) and k.current and k.usable)`,
    values: [MEASURES.map((measure) => measure.code), protocol, contacts],
  };
}

/** The number, or the address: as typed and in small letters, as most people's is. */
function contactsIn(text: string): string[] {
  if (text.includes("@")) {
    const email = normalizeEmail(text);
    return email.ok ? [...new Set([email.value, email.value.toLowerCase()])] : [];
  }
  if ((text.match(DIGITS)?.length ?? 0) < FEWEST_PHONE_DIGITS) return [];
  const phone = normalizePhone(text);
  return phone.ok ? [phone.value.e164] : [];
}

/** Those whose surname begins as the first word come first. */
function byWords(words: readonly string[]): SearchWay | null {
  if (words.length === 0) return null;
  return {
    name: "words",
    key: `case when starts_with(c.search_key, substr($4::text, 2)) then '1' else '2' end`,
    where: words.map((_, at) => `position($${4 + at}::text in ' ' || c.search_key) > 0`).join(" and "),
    values: words.map((word) => ` ${word}`),
  };
}

/**
 * Measuring likeness is dear: only names that share three letters in a row, or the first two of a word, with the text's longest word
 * (of many words: with any) are measured. The others would hardly be as like as is asked for.
 */
function byLikeness(words: readonly string[]): SearchWay | null {
  const longest = words.toSorted((a, b) => b.length - a.length).slice(0, words.length > 2 ? words.length : 1);
  const pieces = new Set(longest.flatMap((word) => piecesOf(word)));
  if (pieces.size === 0) return null;
  const likeness = "strict_word_similarity($4::text, c.search_key)";
  return {
    name: "alike",
    key: `to_char(10 - ${likeness}, 'FM00.000')`,
    where: `' ' || c.search_key ~ $5::text and ${likeness} >= ${ALIKE}`,
    values: [words.join(" "), [...pieces].join("|")],
  };
}

/** As patterns; of words made of letters and digits alone, so that nothing in them is read as a pattern. */
function piecesOf(word: string): string[] {
  const letters = Array.from(word);
  if (letters.length < 3 || !/^[\p{L}\p{N}]+$/u.test(word)) return [];
  return [
    ` ${letters[0]}${letters[1]}`,
    ...letters.slice(2).map((letter, at) => `${letters[at]}${letters[at + 1]}${letter}`),
  ];
}
