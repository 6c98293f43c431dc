// What an SMS costs and how it is written: each rule, and the parts against a slow independent count.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as fc from "fast-check";
import { gsm7Length, measureSms, toGsm7 } from "./gsm7.ts";

describe("length", () => {
  it("knows the 127 characters of the basic table and the ten of the extension", () => {
    let one = 0;
    let two = 0;
    for (let code = 0; code < 0x10000; code++) {
      const length = gsm7Length(String.fromCharCode(code));
      if (length === 1) one++;
      if (length === 2) two++;
    }
    assert.deepEqual([one, two], [127, 10]);
  });
  it("counts extension characters twice", () => {
    for (const char of "^{}\\[~]|€\f") assert.equal(gsm7Length(char), 2, JSON.stringify(char));
    assert.equal(gsm7Length("àèéìòùÉÇÄÖÑÜß"), 13);
  });
  it("refuses what is outside", () => {
    for (const char of "ÀÈÌÒÙçáíóú’–\t\u001b") assert.equal(gsm7Length(char), -1, char);
  });
});

describe("parts", () => {
  const cases: [string, string, number, number][] = [
    ["empty", "", 0, 0],
    ["160 in one", "a".repeat(160), 160, 1],
    ["161 in two", "a".repeat(161), 161, 2],
    ["306 in two", "a".repeat(306), 306, 2],
    ["307 in three", "a".repeat(307), 307, 3],
    ["80 euro signs in one", "€".repeat(80), 160, 1],
    ["a pair on the border moves whole", `${"a".repeat(152)}€${"a".repeat(152)}`, 306, 3],
  ];
  for (const [name, text, units, parts] of cases) {
    it(name, () => assert.deepEqual(measureSms(text), { encoding: "gsm7", units, parts }));
  }
  it("UCS-2: 70, then 67, an emoji is never split", () => {
    assert.equal(measureSms("ж".repeat(70)).parts, 1);
    assert.equal(measureSms("ж".repeat(71)).parts, 2);
    assert.equal(measureSms("ж".repeat(134)).parts, 2);
    assert.equal(measureSms("ж".repeat(135)).parts, 3);
    assert.equal(measureSms(`${"ж".repeat(66)}😀${"ж".repeat(66)}`).parts, 3);
  });
});

describe("toGsm7", () => {
  const cases: [string, string, string][] = [
    ["accented capitals", "CITTÀ È LÌ PERÒ VIRTÙ ÁÍÓÚ", "CITTA' E' LI' PERO' VIRTU' A'I'O'U'"],
    ["É stays", "PERCHÉ", "PERCHÉ"],
    ["small accents stay", "è già più così però perché", "è già più così però perché"],
    ["quotes", "“a” ‘b’ «c» „d‚", '"a" \'b\' "c" "d\''],
    ["dashes", "a–b—c‑d−e", "a-b-c-d-e"],
    ["ellipsis", "poi…", "poi..."],
    ["spaces", "a\u00a0b\u202fc\td", "a b c d"],
    ["zero widths", "a\u200bb\ufeffc\u2060d\u00ade", "abcde"],
    ["other diacritics", "çşğčžńőąęřů Škoda âêîôûëï", "csgcznoaeru Skoda aeiouei"],
    ["Ç stays", "Ç", "Ç"],
    ["letters without decomposition", "Łódź Đorđe Œuvre ıŋ", "Lódz Dorde OEuvre in".replace("ó", "o")],
    ["decomposed input", "perche\u0301 CITTA\u0300", "perché CITTA'"],
    ["ordinals and signs", "1° 2ª 3º 4×5 ©", "1o 2a 3o 4x5 (c)"],
    ["ligatures and fractions", "ﬁne ½", "fine 1/2"],
    ["control characters", "a\u0007b\u001bc", "abc"],
    ["vietnamese", "Nguyễn Thị Ánh", "Nguyen Thi A'nh"],
  ];
  for (const [name, from, to] of cases) {
    it(name, () => {
      const result = toGsm7(from);
      assert.equal(result.text, to);
      assert.equal(result.changed.length > 0, from !== to);
      assert.ok(gsm7Length(result.text) >= 0);
    });
  }
  it("says what it changed", () => {
    assert.deepEqual(toGsm7("È l’ora").changed, [
      { from: "È", to: "E'" },
      { from: "’", to: "'" },
    ]);
  });
  for (const text of [
    "موعد إلزامي",
    "预约",
    "Зустріч у центрі È",
    "Ραντεβού",
    "ciao 😀",
    "नमस्ते",
    "？",
    "יום",
  ]) {
    it(`leaves whole: ${text}`, () => {
      assert.deepEqual(toGsm7(text), { text, changed: [] });
      assert.equal(measureSms(text).encoding, "ucs2");
    });
  }
  it("never puts in a question mark, and gives 7 bits or the text itself", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: fc.constantFrom(..."ÀÈçł’…€[aZ?éжж漢😀\u0301\u200b\u00a0？⁇¿") }),
    );
    const marks = (value: string): number => value.split("?").length;
    fc.assert(
      fc.property(text, (value) => {
        const result = toGsm7(value).text;
        assert.ok(marks(result) <= marks(value));
        assert.ok(result === value || gsm7Length(result) >= 0);
        assert.equal(toGsm7(result).text, result);
      }),
      { numRuns: 2000 },
    );
  });
});

/** Slow reference: cut the text into indivisible pieces, then lay them into boxes one by one. */
function slowParts(text: string): number {
  const basic = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà";
  const isBasic = (char: string): boolean => basic.includes(char) || /^[0-9A-Za-z]$/.test(char);
  const isExtension = (char: string): boolean => "\f^{}\\[~]|€".includes(char);
  const chars = [...text];
  const seven = chars.every((char) => isBasic(char) || isExtension(char));
  const pieces = chars.map((char) => (seven ? (isBasic(char) ? ["x"] : ["esc", "x"]) : char.split("")));
  const total = pieces.flat().length;
  if (total === 0) return 0;
  if (total <= (seven ? 160 : 70)) return 1;
  const boxes: string[][] = [[]];
  for (const piece of pieces) {
    const last = boxes.at(-1) ?? [];
    if (last.concat(piece).length > (seven ? 153 : 67)) boxes.push([...piece]);
    else last.push(...piece);
  }
  return boxes.length;
}

describe("parts against the slow count", () => {
  it("agree on long texts rich in pairs", () => {
    const gsm = fc.string({ unit: fc.constantFrom(..."aaaè€[|^b"), minLength: 100, maxLength: 700 });
    const wide = fc.string({ unit: fc.constantFrom("ж", "😀", "a", "漢"), minLength: 40, maxLength: 300 });
    fc.assert(
      fc.property(fc.oneof(gsm, wide), (text) => assert.equal(measureSms(text).parts, slowParts(text))),
      { numRuns: 1000 },
    );
  });
});
