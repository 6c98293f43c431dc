// A text leaves in as many parts as were counted and paid for, and comes together again as it was.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { GSM7_BASIC, measureSms } from "../../domain/messages/gsm7.ts";
import { fromGsm7Octets, fromUcs2Octets, toGsm7Octets } from "./alphabet.ts";
import { cutText, GSM7_CODING, jointOf, withJoiningHeader } from "./parts.ts";

const EXTENSION = "\f^{}\\[~]|€";

function cut(text: string): { coding: number; parts: readonly Buffer[] } {
  const found = cutText(text, measureSms(text).encoding);
  assert.ok(typeof found !== "string", "it cannot be cut");
  return found;
}

function together(text: string): string {
  const { coding, parts } = cut(text);
  // Each part is read by itself, as a phone reads it: a torn pair would show.
  return parts.map((part) => (coding === GSM7_CODING ? fromGsm7Octets(part) : fromUcs2Octets(part))).join("");
}

describe("the default alphabet", () => {
  it("has the codes of the standard at its landmarks", () => {
    assert.deepEqual([...toGsm7Octets("@£$¥èéùìòÇ\nØø\rÅå")!], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
    assert.deepEqual([...toGsm7Octets("É !Aaà§ñ¿")!], [0x1f, 0x20, 0x21, 0x41, 0x61, 0x7f, 0x5f, 0x7d, 0x60]);
    assert.deepEqual([...toGsm7Octets("€[]{}\\~|^")!], [0x1b, 0x65, 0x1b, 0x3c, 0x1b, 0x3e, 0x1b, 0x28, 0x1b, 0x29, 0x1b, 0x2f, 0x1b, 0x3d, 0x1b, 0x40, 0x1b, 0x14]);
  });

  it("holds every letter that is counted, and refuses every other", () => {
    for (const char of GSM7_BASIC + EXTENSION) assert.equal(fromGsm7Octets(toGsm7Octets(char)!), char);
    for (const char of ["À", "ç", "’", "\u0000", "я", "漢", "😀"]) assert.equal(toGsm7Octets(char), null, char);
  });

  it("reads any octets without throwing", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (octets) => typeof fromGsm7Octets(octets) === "string"));
  });
});

describe("a long text", () => {
  const letters = fc.string({ unit: fc.constantFrom(...GSM7_BASIC, ...EXTENSION), maxLength: 700 });
  const anything = fc.string({ unit: fc.oneof({ weight: 5, arbitrary: fc.constantFrom("a", "я", "漢", "😀", "€") }, fc.string({ unit: "binary", minLength: 1, maxLength: 1 })), maxLength: 400 });

  it("has the parts that were counted, whatever it says", () => {
    for (const texts of [letters, anything]) {
      fc.assert(fc.property(texts, (text) => {
        fc.pre(text.length > 0);
        assert.equal(cut(text).parts.length, measureSms(text).parts);
      }), { numRuns: 400 });
    }
  });

  it("comes together as it was", () => {
    fc.assert(fc.property(letters, (text) => {
      fc.pre(text.length > 0);
      assert.equal(together(text), text);
    }), { numRuns: 200 });
    const mixed = "Привіт 😀 ".repeat(40);
    assert.equal(together(mixed), mixed);
  });

  it("is cut at the very edges: 160, 161, a pair across the border", () => {
    assert.equal(cut("x".repeat(160)).parts.length, 1);
    assert.deepEqual(cut("x".repeat(161)).parts.map((part) => part.length), [153, 8]);
    assert.deepEqual(cut(`${"x".repeat(152)}€${"y".repeat(20)}`).parts.map((part) => part.length), [152, 22]);
    assert.deepEqual(cut("я".repeat(71)).parts.map((part) => part.length), [134, 8]);
    assert.deepEqual(cut(`${"я".repeat(66)}😀${"я".repeat(10)}`).parts.map((part) => part.length), [132, 24]);
  });

  it("cannot leave empty, with a letter its encoding lacks, or in more parts than are numbered", () => {
    assert.equal(cutText("", "gsm7"), "TEXT_EMPTY");
    assert.equal(cutText("ciao 漢", "gsm7"), "TEXT_NOT_GSM7");
    assert.equal(cutText("x".repeat(153 * 256), "gsm7"), "TEXT_TOO_LONG");
    assert.notEqual(cutText("x".repeat(153 * 255), "gsm7"), "TEXT_TOO_LONG");
  });

  it("is joined by a header of six octets, the same for the same message", () => {
    assert.deepEqual([...withJoiningHeader(Buffer.from([65]), 300, 2, 3)], [5, 0, 3, 44, 3, 2, 65]);
    assert.equal(jointOf("0198f3a0-0000-7000-8000-000000000001"), jointOf("0198f3a0-0000-7000-8000-000000000001"));
    assert.ok(new Set(Array.from({ length: 500 }, (_, n) => jointOf(`key-${n}`))).size > 150);
  });
});
