// Small words of papers: days and hours as Italians write them, names, norms, sanctions, and text that the typefaces can draw.

import { isIsoDate } from "../calendar/days.ts";
import { clockText, romeTime } from "../calendar/rome-time.ts";
import { MONTHS } from "../calendar/texts.ts";
import { CITATIONS } from "../law/citation.ts";
import type { Citation, CitationKey } from "../law/citation.ts";
import type { Ladder, SanctionStep } from "../measures/types.ts";
import { writeDate } from "../messages/wording.ts";
import type { IsoDate, IsoInstant } from "../notices/types.ts";
import { writtenName } from "../people/written-name.ts";
import { SANCTIONS } from "./texts.ts";

/** "9 settembre 2019", "1° ottobre 2019". What is no date is given back as it is. */
export function longDay(day: IsoDate): string {
  if (!isIsoDate(day)) return day;
  const number = Number(day.slice(8));
  return `${number === 1 ? "1°" : number} ${MONTHS[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`;
}

/** "lunedì 9 settembre 2019 alle 9:30". */
export function dayAndHour(instant: IsoInstant): string {
  const { date, minutes } = romeTime(instant);
  return `${writeDate(date, "full")} alle ${clockText(minutes)}`;
}

export function hourOf(instant: IsoInstant): string {
  return clockText(romeTime(instant).minutes);
}

export function fullName(person: { readonly surname: string; readonly name: string }): string {
  return `${writtenName(person.surname)} ${writtenName(person.name)}`;
}

/** "DL 4/2019, art. 4, c. 8": the norm without what it says. */
export function normName(key: CitationKey): string {
  const { text } = CITATIONS[key];
  const colon = text.indexOf(": ");
  return colon === -1 ? text : text.slice(0, colon);
}

/** The norms in their order, each once. */
export function normTexts(keys: readonly (CitationKey | null)[]): string[] {
  return [...new Set(keys.filter((key) => key !== null))].map((key) => `${CITATIONS[key].text}.`);
}

/** Whether a norm rules the measure: one that names no measure rules all. */
export function rulesMeasure(key: CitationKey, measure: string): boolean {
  const { measures }: Citation = CITATIONS[key];
  return measures === undefined || measures.includes(measure);
}

function stepText(step: SanctionStep): string {
  if (step.kind === "forfeiture") return SANCTIONS.forfeiture;
  if (step.kind === "suspension") return SANCTIONS.suspension;
  if (step.months === 0.25) return SANCTIONS.quarter;
  return step.months === 1 ? SANCTIONS.oneMonth : SANCTIONS.months(step.months);
}

/** "la prima volta una mensilità in meno, la seconda due mensilità in meno, poi la decadenza dal beneficio". */
export function stepsText({
  steps,
  afterFormalReminder,
}: Pick<Ladder, "steps" | "afterFormalReminder">): string {
  const told = steps.map((step, index) => {
    if (steps.length === 1) return stepText(step);
    const when = index === steps.length - 1 ? SANCTIONS.then : SANCTIONS.ordinals[index];
    return `${when ?? SANCTIONS.then} ${stepText(step)}`;
  });
  return afterFormalReminder ? `${SANCTIONS.reminder}: ${told.join(", ")}` : told.join(", ");
}

/**
 * The signs that the typefaces of papers have: Latin letters, also of Vietnam and Africa, Greek, Cyrillic, Armenian, Hebrew, Arabic with
 * its vowels, Georgian, and the punctuation of Italian.
 */
const DRAWN = new RegExp(
  `[^${[
    "\\u0020-\\u007e\\u00a0-\\u00ac\\u00ae-\\u024f\\u02c6\\u02da\\u02dc\\u1e00-\\u1ef9",
    "\\u0370-\\u0377\\u037b-\\u037e\\u0384-\\u038a\\u038c\\u038e-\\u03a1\\u03a3-\\u03ff\\u0400-\\u0482\\u048a-\\u0525",
    "\\u1f00-\\u1f15\\u1f18-\\u1f1d\\u1f20-\\u1f45\\u1f48-\\u1f4d\\u1f50-\\u1f57\\u1f59\\u1f5b\\u1f5d\\u1f5f-\\u1f7d\\u1f80-\\u1fb4\\u1fb6-\\u1fbc",
    "\\u1fc2-\\u1fc4\\u1fc6-\\u1fcc\\u1fd0-\\u1fd3\\u1fd6-\\u1fdb\\u1fe0-\\u1fec\\u1ff2-\\u1ff4\\u1ff6-\\u1ffc",
    "\\u0531-\\u0556\\u055a-\\u055f\\u0561-\\u0587\\u0589\\u058a\\u05d0-\\u05ea\\u05f0-\\u05f4\\u10a0-\\u10c5\\u10d0-\\u10fc",
    "\\u060c\\u061b\\u061f\\u0621-\\u063a\\u0640-\\u0652\\u0660-\\u0670\\u0674\\u0679-\\u06bf\\u06c6-\\u06c8\\u06cb\\u06cc\\u06ce\\u06d0\\u06d5\\u06f0-\\u06f9",
    "\\u2013\\u2014\\u2018-\\u201a\\u201c-\\u201e\\u2020\\u2022\\u2026\\u2039\\u203a\\u2044\\u2074\\u20ac\\u2122\\u2212",
  ].join("")}]`,
  "gu",
);
const BLANK = /\p{Zs}|\p{Cc}|\p{Zl}|\p{Zp}/u;
const ALIKE: Readonly<Record<string, string>> = {
  "‐": "-",
  "‑": "-",
  "‒": "–",
  "―": "—",
  "′": "’",
  "″": "”",
  ʼ: "’",
};

/** Text of one line that can be drawn whole: a letter that the typefaces lack loses its mark, and what nothing stands for becomes "?". */
export function drawable(text: string): string {
  return text
    .normalize("NFC")
    .replace(DRAWN, (sign) => {
      if (BLANK.test(sign)) return " ";
      if (/\p{Cf}|\p{M}/u.test(sign)) return "";
      const bare = sign.normalize("NFKD").replaceAll(/\p{M}/gu, "");
      const alike = [sign.normalize("NFKC"), bare].find((each) => each !== "" && each.replace(DRAWN, "") === each);
      return ALIKE[sign] ?? alike ?? "?";
    })
    .normalize("NFC")
    .replaceAll(/[ \u00a0]{2,}/g, " ")
    .trim();
}
