// The parts that are drawn are those that are counted, and together they are the text.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { measureSms } from "./gsm7.ts";
import { drawSms } from "./sms-parts.ts";

describe("drawSms", () => {
  it("leaves a short text whole", () => {
    assert.deepEqual(drawSms("CPI Napoli: appuntamento"), { encoding: "gsm7", parts: [{ text: "CPI Napoli: appuntamento", units: 24 }], room: 160 });
  });

  it("never parts an escaped character from its escape", () => {
    const { parts } = drawSms(`${"a".repeat(152)}€${"b".repeat(20)}`);
    assert.deepEqual(parts.map(({ units }) => units), [152, 22]);
    assert.ok(parts[1]!.text.startsWith("€"));
  });

  it("never cuts a character of two units", () => {
    const { encoding, parts, room } = drawSms(`${"я".repeat(66)}😀${"я".repeat(10)}`);
    assert.equal(encoding, "ucs2");
    assert.equal(room, 67);
    assert.deepEqual(parts.map(({ units }) => units), [66, 12]);
  });

  it("draws as many parts as are counted, and loses nothing, whatever the text", () => {
    const text = fc.oneof(fc.string({ maxLength: 500 }), fc.string({ unit: fc.constantFrom(..."aàé€{}[]\\~^|\n я😀"), maxLength: 700 }));
    fc.assert(
      fc.property(text, (said) => {
        const { encoding, parts } = drawSms(said);
        const measure = measureSms(said);
        assert.equal(parts.map((part) => part.text).join(""), said);
        assert.equal(parts.length, measure.parts);
        assert.equal(encoding, measure.encoding);
        assert.equal(parts.reduce((sum, part) => sum + part.units, 0), measure.units);
      }),
    );
  });
});
