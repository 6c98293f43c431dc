// Small words of papers: days and hours as Italians write them, names, norms, sanctions, and text that the typeface can draw.

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

/** The signs that the typefaces of papers have: Latin letters of Europe, and the punctuation of Italian. */
const DRAWN =
  /[^\u0020-\u007e\u00a0-\u00ac\u00ae-\u0131\u0134-\u0137\u0139-\u013e\u0141-\u0148\u014a-\u017e\u0192\u01fa-\u01ff\u0218-\u021b\u02c6\u02da\u02dc\u1e80-\u1e85\u1ef2\u1ef3\u1ef8\u1ef9\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020\u2022\u2026\u2039\u203a\u2044\u2074\u20ac\u2122\u2212]/gu;
const BLANK = /\p{Zs}|\p{Cc}|\p{Zl}|\p{Zp}/u;
const ALIKE: Readonly<Record<string, string>> = {
  "‐": "-",
  "‑": "-",
  "‒": "–",
  "―": "—",
  "′": "’",
  "″": "”",
  ʼ: "’",
  ſ: "s",
};

/** Text of one line that can be drawn whole: a letter that the typeface lacks loses its mark, and what nothing stands for becomes "?". */
export function drawable(text: string): string {
  return text
    .normalize("NFC")
    .replace(DRAWN, (sign) => {
      if (BLANK.test(sign)) return " ";
      if (/\p{Cf}|\p{M}/u.test(sign)) return "";
      const bare = sign.normalize("NFKD").replaceAll(/\p{M}/gu, "");
      return ALIKE[sign] ?? (bare !== sign && bare.replace(DRAWN, "") === bare ? bare : "?");
    })
    .replaceAll(/[ \u00a0]{2,}/g, " ")
    .trim();
}
