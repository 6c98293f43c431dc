// The SMS with a signing code: in every language, one part where the alphabet allows it, the code once.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { measureSms } from "../gsm7.ts";
import { MESSAGE_LOCALES } from "./all.ts";
import { SIGNING_CODE_SMS } from "./signing-code.ts";

describe("the SMS with a signing code", () => {
  it("has the code once, the minutes, and takes one part, or two in 16 bits", () => {
    for (const locale of MESSAGE_LOCALES) {
      const text = SIGNING_CODE_SMS[locale]("123456");
      assert.equal(text.split("123456").length, 2, locale);
      assert.match(text, /\b10\b/, locale);
      const isWide = locale === "uk" || locale === "ar";
      const { encoding, parts } = measureSms(text);
      assert.deepEqual([encoding, parts <= (isWide ? 3 : 1)], [isWide ? "ucs2" : "gsm7", true], `${locale}: ${parts}`);
    }
  });

  it("begins with an Arabic letter in Arabic, and has no Latin one", () => {
    const text = SIGNING_CODE_SMS.ar("123456");
    assert.match(text, /^\p{Script=Arabic}/u);
    assert.doesNotMatch(text, /\p{Script=Latin}/u);
  });
});
