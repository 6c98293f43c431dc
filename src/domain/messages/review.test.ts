// What whoever writes a text is told: each fault once, with what to do, and what each wording comes to.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readMarkup, writeMarkup } from "./email-markup.ts";
import { SHIPPED_TEMPLATES } from "./languages/all.ts";
import { reviewText, valuesFor } from "./review.ts";
import type { Review } from "./review.ts";
import { samplesOf } from "./samples.ts";
import type { EmailTemplate, MessageTemplate, SmsTemplate } from "./templates.ts";
import type { MessageKind, MessageLocale } from "./types.ts";

const review = (template: MessageTemplate): Review => reviewText(template, samplesOf(template.kind, template.locale, "https://convoca.regione.example"), ["convoca.regione.example"]);
const sms = (rungs: readonly string[], locale: MessageLocale = "it", kind: MessageKind = "summons"): SmsTemplate => ({ id: "prova-sms", version: 1, locale, kind, channel: "sms", rungs });
const GOOD = "{officeShort}: appuntamento{forPerson} {dateShort} ore {time}, {placeBrief}. Tel. {phone}. Rif. {code}";
const errorsOf = (found: Review): string[] => found.findings.filter(({ severity }) => severity === "error").map(({ message }) => message);

describe("a text under review", () => {
  it("has nothing against the texts of the program but their accents", () => {
    const newest = SHIPPED_TEMPLATES.filter((one) => !SHIPPED_TEMPLATES.some((other) => other.id === one.id && other.version > one.version));
    for (const template of newest) {
      const found = review(template);
      assert.deepEqual(errorsOf(found), [], `${template.id}: ${JSON.stringify(found.findings)}`);
      assert.ok(found.sound);
      const warnings = found.findings.filter(({ message }) => !/alfabeto degli SMS|mai usata|parti/.test(message));
      assert.deepEqual(warnings, [], template.id);
    }
  });

  it("counts each wording and says which one would leave", () => {
    const found = review(sms([GOOD]));
    assert.equal(found.rungs[0]?.encoding, "gsm7");
    assert.equal(found.rungs[0]?.parts, 1);
    assert.equal(found.rungs[0]?.left, 160 - (found.rungs[0]?.units ?? 0));
    assert.deepEqual(found.tried.map(({ parts, rung }) => [parts, rung]), [[1, 1], [1, 1], [1, 1], [1, 1]]);
    assert.equal(review(sms([`${GOOD}{answerAt}`])).tried.at(-1)?.parts, 2);
  });

  it("refuses measures, sanctions and health in every language, and short links", () => {
    const wrong: readonly (readonly [MessageLocale, string])[] = [
      ["it", "Reddito di cittadinanza"], ["it", "R.d.C."], ["it", "bit.ly/abc"], ["en", "or a sanction follows"], ["fr", "chômage"], ["es", "por desempleo"], ["ro", "șomaj"],
      ["uk", "через безробіття"], ["ar", "بسبب البطالة"],
    ];
    for (const [locale, words] of wrong) {
      const start = locale === "ar" ? "من " : "";
      const found = review(sms([`${start}${GOOD} ${words}`], locale));
      assert.ok(errorsOf(found).length > 0 && !found.sound, `${locale}: ${words}`);
    }
  });

  it("asks for the office, the day, the hour, the telephone and the code", () => {
    for (const [name, said] of [["officeShort", "ufficio"], ["dateShort", "data"], ["time", "ora"], ["phone", "telefono"], ["code", "codice"]] as const) {
      const found = review(sms([GOOD.replace(`{${name}}`, "x")]));
      assert.equal(found.sound, false, name);
      assert.ok(errorsOf(found).some((message) => message.includes(said)), name);
    }
  });

  it("knows its placeholders, and which are empty here", () => {
    assert.match(errorsOf(review(sms([`${GOOD} {measure}`]))).join(), /\{measure\}/);
    assert.match(errorsOf(review(sms([`${GOOD} {`]))).join(), /graffa/);
    assert.match(review(sms([`${GOOD}{previously}`])).findings.map(({ message }) => message).join(), /sempre vuoto/);
    assert.ok(!valuesFor("meeting-moved", "sms").includes("code"));
    assert.ok(valuesFor("moved", "email").includes("previousDate"));
  });

  it("shows capitals with accents as they will be, and letters that make the SMS dear", () => {
    const accents = review(sms([`È UN OBBLIGO. ${GOOD}`])).findings.find(({ message }) => message.includes("È → E'"));
    assert.equal(accents?.severity, "warning");
    assert.ok(review(sms([`☎ ${GOOD}`])).findings.some(({ message }) => message.includes("☎") && message.includes("70")));
  });

  it("says when it is long, and when a wording is of no use", () => {
    const long = `${"Si prega di leggere con attenzione tutto il messaggio. ".repeat(6)}${GOOD}`;
    assert.ok(review(sms([long])).findings.some(({ severity, message }) => severity === "warning" && message.includes("parti")));
    assert.ok(errorsOf(review(sms([long.repeat(3)]))).some((message) => message.includes("troppe")));
    assert.ok(review(sms([GOOD, `${GOOD} Grazie.`])).findings.some(({ message }) => message.includes("mai usata")));
    assert.equal(review(sms([])).sound, false);
    assert.equal(review(sms([" "])).sound, false);
  });

  it("keeps Arabic in its order", () => {
    const body = "موعد {dateShort} الساعة {time} في {placeBrief} هاتف {phone} رمز {code}";
    assert.deepEqual(errorsOf(review(sms([`من {officeShort}: ${body}`], "ar"))), []);
    assert.match(errorsOf(review(sms([`CPI {officeShort}: ${body}`], "ar"))).join(), /da sinistra a destra/);
    assert.match(errorsOf(review(sms([`من {officeShort}: ${body}`.replace(" رمز ", " - ")], "ar"))).join(), /accanto/);
  });
});

describe("an e-mail as one writes it", () => {
  it("is read into blocks and written back, for every text of the program", () => {
    for (const template of SHIPPED_TEMPLATES.filter((one): one is EmailTemplate => one.channel === "email")) {
      const read = readMarkup(writeMarkup(template.blocks));
      assert.ok(read.ok);
      assert.deepEqual(read.value, template.blocks);
    }
  });

  it("takes lines as people type them", () => {
    const read = readMarkup("# Titolo\r\n\r\n\r\nUna riga\r\nche va a capo\n\nGiorno | {date}\nOra | {time}\n\n## Cosa\n- uno\n- due\n");
    assert.ok(read.ok);
    assert.deepEqual(read.value.map(({ block }) => block), ["heading", "paragraph", "facts", "list"]);
  });

  it("refuses a list without a title or without items", () => {
    for (const text of ["- uno\n- due", "## Titolo", "## Titolo\nuno", "## Titolo\n- "]) assert.equal(readMarkup(text).ok, false, text);
  });
});
