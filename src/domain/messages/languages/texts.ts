// Names of the languages, in Italian, as pages show them.

import type { MessageLocale } from "../types.ts";

export const LOCALE_TEXTS: Readonly<Record<MessageLocale, string>> = {
  it: "Italiano",
  en: "Inglese",
  fr: "Francese",
  es: "Spagnolo",
  ro: "Rumeno",
  uk: "Ucraino",
  ar: "Arabo",
};
