// The public address: the office's own domain in full, or no link at all; and what messages look like with one.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { composeEmail } from "../messages/compose-email.ts";
import { composeSms } from "../messages/compose-sms.ts";
import { lintMessage } from "../messages/lint.ts";
import { CAMPANIA_OFFICES, messageInput, officeOf, templates } from "../messages/messages.test-data.ts";
import type { MessageKind } from "../messages/types.ts";
import { hostOfAddress, readPublicAddress } from "./address.ts";
import { languageAskedFor, REPLY_LANGUAGES, REPLY_TEXTS } from "./texts.ts";

const HOST = "convoca.lavoro.regione.example";
const LINK = `https://${HOST}/r/K7M2Q4PXABCDEFGHJKMN`;
const WITH_LINK: readonly MessageKind[] = ["summons", "reminder", "moved"];

describe("the public address", () => {
  for (const [text, expected] of [
    ["https://cpi.regione.example", "https://cpi.regione.example"],
    [" https://CPI.Regione.Example/ ", "https://cpi.regione.example"],
    ["https://cpi.regione.example:8443", "https://cpi.regione.example:8443"],
    ["http://127.0.0.1:8790", "http://127.0.0.1:8790"],
    ["http://cpi.regione.example", "INDIRIZZO_PUBBLICO"],
    ["cpi.regione.example", "INDIRIZZO_PUBBLICO"],
    ["https://cpi.regione.example/percorso", "INDIRIZZO_PUBBLICO"],
    ["https://utente@cpi.regione.example", "INDIRIZZO_PUBBLICO"],
    ["https://192.0.2.1", "INDIRIZZO_PUBBLICO"],
    ["", "INDIRIZZO_PUBBLICO"],
    ["https://bit.ly", "INDIRIZZO_ABBREVIATO"],
    ["https://cpi.short.io", "INDIRIZZO_ABBREVIATO"],
    ["https://c.it", "INDIRIZZO_ABBREVIATO"],
  ] as const)
    it(`«${text}» gives ${expected}`, () => {
      const read = readPublicAddress(text);
      assert.equal(read.ok ? read.value : read.refusal.code, expected);
    });
  it("names the host that the lint admits", () => assert.equal(hostOfAddress("https://cpi.regione.example:8443"), "cpi.regione.example"));
});

describe("messages with a link", () => {
  it("carry it whole and last, counted in the parts, on the admitted domain only; without the setting they are as before", () => {
    for (const office of CAMPANIA_OFFICES)
      for (const kind of WITH_LINK) {
        const input = messageInput({ office: officeOf(office) });
        const plain = composeSms(input, { kind, templates: templates(), nameThePerson: true });
        const linked = composeSms({ ...input, link: LINK }, { kind, templates: templates(), nameThePerson: true });
        assert.ok(!plain.text.includes("http") && plain.parts === 1, plain.text);
        assert.ok(linked.text.endsWith(` ${LINK}`), linked.text);
        assert.ok(linked.parts === 2 && linked.encoding === "gsm7", `${linked.parts} ${linked.text}`);
        const findings = (ownDomains: readonly string[]) => lintMessage(linked.text, { ownDomains, officeName: office[0], phone: "081 5550123" }).map(({ code }) => code);
        assert.deepEqual(findings([HOST]), ["MSG_LINK"]);
        assert.deepEqual(findings(["regione.altra.example"]), ["MSG_LINK_ESTRANEO"]);
      }
  });
  it("tells by e-mail what the page will ask", () => {
    const how = { kind: "summons" as const, templates: templates(), recipient: "a@b.example", composedAt: "2019-09-02T08:00:00.000Z", domain: "cpi.example" };
    const linked = composeEmail(messageInput({ link: LINK }), how);
    assert.ok(linked.text.includes(`${LINK} (Le chiederemo la data di nascita`));
    assert.ok(!composeEmail(messageInput(), how).text.includes("http"));
  });
  it("an answer about a summons that ended bears none", () => {
    assert.ok(!composeSms(messageInput({ link: LINK }), { kind: "cancelled", templates: templates(), nameThePerson: false }).text.includes("http"));
  });
});

describe("the languages of the page", () => {
  const shape = (value: unknown): unknown =>
    typeof value === "function" ? "function" : value !== null && typeof value === "object" ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, shape(one)])) : typeof value;
  for (const language of REPLY_LANGUAGES)
    it(`${language} says everything that Italian says, in words of its own`, () => {
      const texts = REPLY_TEXTS[language];
      assert.deepEqual(shape(texts), shape(REPLY_TEXTS.it));
      assert.ok(!JSON.stringify(texts).includes('""'), "an empty sentence");
      assert.doesNotThrow(() => new Intl.DateTimeFormat(texts.locale));
      if (language !== "it") assert.notEqual(texts.check.text, REPLY_TEXTS.it.check.text);
      assert.equal(texts.direction, language === "ar" ? "rtl" : "ltr");
    });
  it("is the first that the browser asks for and we have", () => {
    assert.equal(languageAskedFor("uk-UA,uk;q=0.9,en;q=0.8"), "uk");
    assert.equal(languageAskedFor("zh-CN,zh;q=0.9,fr;q=0.5"), "fr");
    for (const odd of ["", "*", "zh", "constructor", ",".repeat(500)]) assert.equal(languageAskedFor(odd), "it", odd);
  });
});
