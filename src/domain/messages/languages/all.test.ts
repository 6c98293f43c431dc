// Every language, every text: what each must show, how many parts it takes, and that what is written in two directions is read in the right order.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { composeEmail } from "../compose-email.ts";
import { composeSms } from "../compose-sms.ts";
import type { ComposedSms } from "../compose-sms.ts";
import { CAMPANIA_OFFICES, messageInput, officeOf } from "../messages.test-data.ts";
import { registerTemplates } from "../templates.ts";
import type { MessageKind, MessageLocale, SummonsMessageInput } from "../types.ts";
import { writeDate } from "../wording.ts";
import { LANGUAGES, MESSAGE_LOCALES, SHIPPED_TEMPLATES } from "./all.ts";

const registered = registerTemplates(SHIPPED_TEMPLATES);
assert.ok(registered.ok);
const TEMPLATES = registered.value;
const KINDS = [...new Set(SHIPPED_TEMPLATES.map(({ kind }) => kind))];
const WIDE: ReadonlySet<MessageLocale> = new Set(["uk", "ar"]);
const LINK = "https://convoca.regione.example/r/K7M2Q4PX23456789ABCD";

function inputIn(locale: MessageLocale, kind: MessageKind, change: Partial<SummonsMessageInput> = {}): SummonsMessageInput {
  const base = messageInput(change);
  const isMoved = kind.includes("moved");
  return {
    ...base,
    person: { ...base.person, language: locale },
    appointment: { ...base.appointment, ...(isMoved ? { previous: { localDate: "2019-09-04", localTime: "10:00" } } : {}) },
    ...(isMoved ? { because: "office-closed" as const } : {}),
  };
}

const sms = (locale: MessageLocale, kind: MessageKind, change?: Partial<SummonsMessageInput>, named = false): ComposedSms =>
  composeSms(inputIn(locale, kind, change), { kind, templates: TEMPLATES, nameThePerson: named });

describe("texts in seven languages", () => {
  it("has each kind on each channel in each language, in its own words", () => {
    const italian = new Set(LANGUAGES.it.templates.map(({ kind, channel }) => `${kind}/${channel}`));
    assert.equal(italian.size, 19);
    for (const locale of MESSAGE_LOCALES) {
      const own = new Set(LANGUAGES[locale].templates.map(({ kind, channel }) => `${kind}/${channel}`));
      assert.deepEqual([...own].toSorted(), [...italian].toSorted(), locale);
      assert.ok(LANGUAGES[locale].templates.every((template) => template.locale === locale));
      if (locale !== "it") assert.notEqual(sms(locale, "summons").text, sms("it", "summons").text);
    }
  });

  it("goes in 7 bits where the alphabet allows it, and in 16 where it does not, never with a question mark", () => {
    for (const locale of MESSAGE_LOCALES) {
      for (const kind of KINDS) {
        const { encoding, text } = sms(locale, kind);
        assert.equal(encoding, WIDE.has(locale) ? "ucs2" : "gsm7", `${locale} ${kind}: ${text}`);
        assert.ok(!text.includes("?") && !text.includes("{"), text);
      }
    }
  });

  it("takes few parts: one in 7 bits, two or three in 16, at every office; with a link one or two more", () => {
    for (const office of CAMPANIA_OFFICES.map(officeOf)) {
      for (const locale of MESSAGE_LOCALES) {
        for (const kind of KINDS) {
          const plain = sms(locale, kind, { office });
          assert.ok(plain.parts <= (WIDE.has(locale) ? 3 : 1), `${plain.parts} parts: ${plain.text}`);
          const linked = sms(locale, kind, { office, link: LINK });
          assert.ok(linked.parts <= (WIDE.has(locale) ? 4 : 2), `${linked.parts} parts: ${linked.text}`);
        }
      }
    }
  });

  it("counts the parts of 16 bits as telephones do", () => {
    const { text, parts } = sms("ar", "summons");
    assert.ok(text.length > 70 && text.length <= 134, String(text.length));
    assert.equal(parts, 2);
  });

  it("says the office, the hour, the telephone and the code in each language", () => {
    for (const locale of MESSAGE_LOCALES) {
      const { text } = sms(locale, "summons", { link: LINK }, true);
      for (const said of ["CPI Avellino", "09:00", "Via Pescatori 93", "081 5550123", "K7M2-Q4PX", "Maria R."]) assert.ok(text.includes(said), `${locale}: ${said} not in ${text}`);
      assert.ok(text.endsWith(LINK), text);
    }
  });

  it("writes dates as each language does", () => {
    const written = MESSAGE_LOCALES.map((locale) => [writeDate("2019-10-01", "full", locale), writeDate("2019-10-01", "day-and-month", locale), writeDate("2019-10-01", "short", locale)].join(" | "));
    assert.deepEqual(written, [
      "martedì 1° ottobre 2019 | martedì 1 ottobre | mar 1/10",
      "Tuesday 1 October 2019 | Tuesday 1 October | Tue 1 Oct",
      "mardi 1er octobre 2019 | mardi 1er octobre | mar 1/10",
      "martes 1 de octubre de 2019 | martes 1 de octubre | mar 1/10",
      "marți 1 octombrie 2019 | marți 1 octombrie | mar 1/10",
      "вівторок, 1 жовтня 2019 | вівторок, 1 жовтня | вт 1.10",
      "الثلاثاء 1 أكتوبر 2019 | الثلاثاء 1 أكتوبر | الثلاثاء 1/10",
    ]);
  });
});

const ARABIC_LETTER = /\p{Script=Arabic}/u;
const ANY_LETTER = /\p{Script=Arabic}|\p{Script=Latin}|\u200e/u;

describe("Arabic, from right to left", () => {
  it("begins each SMS with an Arabic letter, from which a telephone takes the direction", () => {
    for (const kind of KINDS) assert.match(sms("ar", kind).text.match(ANY_LETTER)![0], ARABIC_LETTER, kind);
  });

  it("holds each telephone, code, office and address in its own direction, with Arabic words between any two", () => {
    for (const kind of KINDS) {
      const { text } = sms("ar", kind, {}, true);
      assert.ok(text.includes("\u200e081 5550123\u200e"), text);
      // Odd pieces stand between marks: the Latin ones. What stands between two of them must bear an Arabic letter.
      const pieces = text.split("\u200e");
      assert.equal(pieces.length % 2, 1);
      for (let i = 2; i < pieces.length - 1; i += 2) assert.match(pieces[i]!, ARABIC_LETTER, `${kind}: «${pieces[i]}» in ${text}`);
    }
  });

  it("uses no isolate, which older telephones show as a box", () => {
    for (const kind of KINDS) assert.doesNotMatch(sms("ar", kind, { link: LINK }, true).text, /[\u2066-\u2069\u202a-\u202e]/u);
  });
});

describe("e-mails in another language", () => {
  const emailIn = (locale: MessageLocale, kind: MessageKind = "summons") =>
    composeEmail(inputIn(locale, kind), { kind, templates: TEMPLATES, recipient: "maria@posta.example", composedAt: "2019-09-01T08:00:00Z", domain: "cpi.example" });

  it("has the chosen language first and the Italian text, whole, below it", () => {
    const italian = emailIn("it");
    for (const locale of MESSAGE_LOCALES.filter((one) => one !== "it")) {
      const email = emailIn(locale);
      assert.ok(email.text.endsWith(italian.text), locale);
      assert.ok(email.text.indexOf("lunedì") > email.text.indexOf(writeDate("2019-09-09", "full", locale)));
      assert.equal(email.template, `summons-email@2+summons-email-${locale}`);
      assert.equal(email.version, 1);
      assert.notEqual(email.subject, italian.subject);
      assert.deepEqual(email.to, italian.to);
      assert.deepEqual(email.replyTo, italian.replyTo);
    }
    assert.equal(italian.template, "summons-email");
  });

  it("marks language and direction in the page, of both texts", () => {
    const { html } = emailIn("ar");
    assert.match(html, /^<!DOCTYPE html><html lang="ar" dir="rtl">/);
    assert.match(html, /<hr>\r\n<div lang="it" dir="ltr">/);
    assert.equal(html.match(/<body/g)?.length, 1);
    assert.equal(html.match(/<\/html>/g)?.length, 1);
    assert.ok(html.includes("Appuntamento obbligatorio"));
    assert.match(emailIn("uk").html, /<html lang="uk" dir="ltr">/);
    assert.doesNotMatch(emailIn("it").html, /<hr>/);
  });

  it("fits a header in any alphabet", () => {
    for (const locale of MESSAGE_LOCALES) assert.ok(!/[\r\n]/.test(emailIn(locale, "moved").subject));
  });

  it("writes the calendar in the language of the e-mail", () => {
    assert.match(emailIn("fr").invitation!.ics, /SUMMARY:Rendez-vous CPI Avellino/);
  });
});
