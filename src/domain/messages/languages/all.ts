// The languages in which people are written to, Italian first.

import type { MessageTemplate } from "../templates.ts";
import type { MessageLocale } from "../types.ts";
import { ARABIC } from "./arabic.ts";
import { ENGLISH } from "./english.ts";
import { FRENCH } from "./french.ts";
import { ITALIAN } from "./italian.ts";
import type { MessageLanguage } from "./language.ts";
import { ROMANIAN } from "./romanian.ts";
import { SPANISH } from "./spanish.ts";
import { UKRAINIAN } from "./ukrainian.ts";

export const LANGUAGES: Readonly<Record<MessageLocale, MessageLanguage>> = {
  it: ITALIAN,
  en: ENGLISH,
  fr: FRENCH,
  es: SPANISH,
  ro: ROMANIAN,
  uk: UKRAINIAN,
  ar: ARABIC,
};
export const MESSAGE_LOCALES = Object.keys(LANGUAGES) as MessageLocale[];

/** Every text that comes with the program, version by version. */
export const SHIPPED_TEMPLATES: readonly MessageTemplate[] = MESSAGE_LOCALES.flatMap((locale) => LANGUAGES[locale].templates);
