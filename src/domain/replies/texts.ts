// The words of the page on which a person answers: one catalogue for each language, Italian first.

import { ARABIC } from "./texts-ar.ts";
import { ENGLISH } from "./texts-en.ts";
import { FRENCH } from "./texts-fr.ts";
import { ITALIAN } from "./texts-it.ts";
import { ROMANIAN } from "./texts-ro.ts";
import { SPANISH } from "./texts-es.ts";
import { UKRAINIAN } from "./texts-uk.ts";

export type ReplyLanguage = "it" | "en" | "fr" | "es" | "ro" | "uk" | "ar";

/** A page that says one thing: its heading, and what to do. */
export interface Saying {
  readonly title: string;
  readonly text: string;
}

export interface ReplyTexts {
  /** The language in its own words. */
  readonly name: string;
  /** For dates. */
  readonly locale: string;
  readonly direction: "ltr" | "rtl";
  readonly site: string;
  readonly languages: string;
  readonly back: string;
  readonly call: string;
  readonly never: string;

  readonly check: Saying & {
    readonly birth: string;
    readonly day: string;
    readonly month: string;
    readonly year: string;
    readonly tail: string;
    readonly tailHint: string;
    readonly go: string;
    readonly incomplete: string;
    readonly wrong: string;
    readonly wait: (minutes: number) => string;
  };
  readonly dead: Readonly<Record<"forged" | "moved" | "cancelled" | "over" | "ended" | "tooMany" | "fault", Saying>>;

  readonly appointment: {
    readonly title: string;
    readonly of: (name: string) => string;
    readonly when: string;
    readonly hour: string;
    readonly where: string;
    readonly with: string;
    readonly desk: (number: number) => string;
    readonly code: string;
    readonly mandatory: string;
    readonly calendar: string;
    readonly event: string;
  };
  /** How it stands, by the state of the summons. */
  readonly standing: Readonly<Record<"issued" | "confirmed" | "asks-another-date" | "declined" | "other", string>>;
  readonly outcome: Readonly<Record<"confirmed" | "moved" | "asked" | "declined" | "language", string>>;
  readonly refusal: Readonly<Record<"taken" | "changed" | "late" | "tooOften" | "noReason" | "sameHour" | "document" | "keys" | "other", string>>;

  readonly confirm: { readonly button: string };
  readonly other: Saying & {
    readonly link: string;
    readonly days: string;
    readonly hours: (day: string) => string;
    readonly button: string;
    readonly otherDay: string;
    readonly none: string;
    readonly noMore: string;
    readonly ask: string;
    readonly askLabel: string;
    readonly askHint: string;
    readonly askButton: string;
  };
  readonly cannot: Saying & {
    readonly link: string;
    readonly why: string;
    readonly reasons: Readonly<Record<CannotReason, string>>;
    readonly details: string;
    readonly detailsHint: string;
    readonly file: string;
    readonly fileHint: string;
    readonly button: string;
  };
}

/** Why one cannot come, as the office is told: what touches health is said in the document, and nowhere else. */
export const CANNOT_REASONS = ["work", "family", "reserved", "other"] as const;
export type CannotReason = (typeof CANNOT_REASONS)[number];

/** In Italian always: it is written in the register and read at the desk. */
export const REASONS_FOR_DESK: Readonly<Record<CannotReason, string>> = {
  work: "lavoro o formazione",
  family: "motivi di famiglia",
  reserved: "motivo riservato, spiegato nel documento consegnato",
  other: "altro motivo",
};

export const REPLY_TEXTS: Readonly<Record<ReplyLanguage, ReplyTexts>> = {
  it: ITALIAN,
  en: ENGLISH,
  fr: FRENCH,
  es: SPANISH,
  ro: ROMANIAN,
  uk: UKRAINIAN,
  ar: ARABIC,
};
export const REPLY_LANGUAGES = Object.keys(REPLY_TEXTS) as ReplyLanguage[];

export function isReplyLanguage(text: string): text is ReplyLanguage {
  return Object.hasOwn(REPLY_TEXTS, text);
}

/** The first language that a browser asks for and the catalogue has; Italian otherwise. */
export function languageAskedFor(header: string): ReplyLanguage {
  for (const part of header.slice(0, 200).split(",")) {
    const code = part.trim().slice(0, 2).toLowerCase();
    if (isReplyLanguage(code)) return code;
  }
  return "it";
}
