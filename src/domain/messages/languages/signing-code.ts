// The SMS with the code that signs a paper, in each language: what it signs, for how long, and that the person alone types it.

import type { MessageLocale } from "../types.ts";

/**
 * By language; `mark` stands where the code goes as the message leaves. Letters of the plain SMS alphabet where the language has them:
 * one part. In Arabic no Latin letter stands in it, so nothing is read back to front.
 */
export const SIGNING_CODE_SMS: Readonly<Record<MessageLocale, (mark: string) => string>> = {
  it: (mark) => `Regione Campania: ${mark} e' il codice per firmare il Patto per il Lavoro. Vale 10 minuti. Scrivilo tu sullo schermo, dopo aver letto: non dirlo a nessuno.`,
  en: (mark) => `Regione Campania: ${mark} is your code to sign the Patto per il Lavoro. Valid for 10 minutes. Read first, then type it yourself: tell it to nobody.`,
  fr: (mark) => `Regione Campania: ${mark} est le code pour signer le Patto per il Lavoro. Valable 10 minutes. Lisez, puis tapez-le vous seul: ne le dites à personne.`,
  es: (mark) => `Regione Campania: ${mark} es la clave para firmar el Patto per il Lavoro. Vale 10 minutos. Lea antes y tecléela usted: no la diga a nadie.`,
  ro: (mark) => `Regione Campania: ${mark} este codul pentru a semna Patto per il Lavoro. Valabil 10 minute. Cititi mai intai, apoi scrieti-l singur: nu-l spuneti nimanui.`,
  uk: (mark) => `Регіон Кампанія: ${mark} – код для підпису Угоди про працю (Patto per il Lavoro). Діє 10 хвилин. Прочитайте і введіть самі, нікому не кажіть.`,
  ar: (mark) => `إقليم كامبانيا: الرمز ${mark} لتوقيع ميثاق العمل. صالح لمدة 10 دقائق. اقرأ أولا ثم اكتبه بنفسك على الشاشة ولا تخبر به أحدا.`,
};
