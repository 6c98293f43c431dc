// What a message may not say in a language other than Italian: measures, sanctions, health, means.

import type { MessageLocale } from "../types.ts";

/** Beginnings of words, without accents: endings differ with number and case. */
const STEMS: Readonly<Record<Exclude<MessageLocale, "it">, readonly string[]>> = {
  en: ["citizenship income", "inclusion allowance", "unemploy", "welfare", "subsid", "sanction", "penalt", "forfeit", "disab", "illness", "pregnan", "health", "poverty"],
  fr: ["revenu de citoyennete", "revenu de solidarite", "chomage", "chomeur", "chomeuse", "subvention", "sanction", "decheance", "handicap", "invalidite", "maladie", "grossesse", "sante", "pauvrete"],
  es: ["renta de ciudadania", "ingreso minimo", "desemple", "subsidi", "sancion", "discapaci", "invalidez", "enfermedad", "embaraz", "salud", "pobreza"],
  ro: ["venit de cetatenie", "ajutor social", "somaj", "somer", "subventi", "sanctiun", "handicap", "invaliditat", "boala", "sarcina", "sanatat", "saraci"],
  uk: ["дохід громадянина", "безробіт", "субсиді", "санкці", "інвалід", "хвороб", "вагітн", "здоров", "бідніст"],
  ar: ["دخل المواطنة", "بطالة", "عقوبة", "عقوبات", "إعاقة", "معاق", "مرض", "حامل", "صحة", "فقر", "إعانة"],
};

const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}+/gu, "").toLowerCase();

const PATTERNS = new Map<MessageLocale, RegExp>(
  Object.entries(STEMS).map(([locale, stems]) => {
    // In Arabic articles and prepositions are written onto the word.
    const before = locale === "ar" ? "" : String.raw`(?<![\p{L}\p{N}])`;
    return [locale as MessageLocale, new RegExp(`${before}(?:${stems.map(plain).join("|")})\\p{L}*`, "giu")];
  }),
);

/** The forbidden words of a text in this language, as written but for their accents. */
export function forbiddenIn(text: string, locale: MessageLocale): readonly string[] {
  const pattern = PATTERNS.get(locale);
  return pattern === undefined ? [] : (plain(text).match(pattern) ?? []);
}
