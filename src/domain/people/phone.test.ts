// Phones: each known trap by name, and properties over ways of writing and over the numbering plan.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { normalizePhone, readPhones } from "./phone.ts";
import { PEOPLE_TEXTS } from "./texts.ts";

/** "+39… mobile", or the code of the refusal. */
function said(raw: string): string {
  const outcome = normalizePhone(raw);
  if (outcome.ok) return `${outcome.value.e164} ${outcome.value.kind}`;
  assert.ok(outcome.refusal.code in PEOPLE_TEXTS);
  assert.doesNotMatch(outcome.refusal.message, /\{\w+\}/);
  return outcome.refusal.code;
}

function check(expected: string, ...written: readonly string[]): void {
  for (const raw of written) assert.equal(said(raw), expected, JSON.stringify(raw));
}

describe("phones", () => {
  it("reads an ordinary mobile however it is written", () => {
    check(
      "+393331234567 mobile",
      "3331234567",
      "333 1234567",
      "333/1234567",
      "333-1234567",
      "333.123.45.67",
      "(333) 123 45 67",
      "+39 333 1234567",
      "+39-333-1234567",
      "0039 333 1234567",
      "00393331234567",
      "393331234567",
      "+393331234567",
      "39 333 1234567",
      "+39 39 333 1234567",
      "Cell. 333 1234567",
      "cellulare: 3331234567",
      "\u202a+39 333 1234567\u202c",
      "333\u00a01234567",
      " 3331234567\t",
    );
  });

  it("never strips a leading 39 from ten digits", () => {
    check(
      "+393931234567 mobile",
      "3931234567",
      "393 1234567",
      "393931234567",
      "+39 393 1234567",
      "+393931234567",
    );
    check("+393901234567 mobile", "3901234567");
  });

  it("refuses letters first: a letter O would make another person's number", () => {
    check("TEL_LETTERE", "333 123 45O7", "333123456l", "333123456I", "33312З4567", "3331234567 figlia");
  });

  it("refuses mobiles with digits missing or too many, though a library calls them valid", () => {
    check("TEL_CELLULARE_LUNGHEZZA", "33312345678", "333123456789", "33312345", "+39 33312345678");
    check("TEL_CELLULARE_LUNGHEZZA", "3331234567/8", "3331234567 89");
    check("TEL_PREFISSO_SCONOSCIUTO", "3001234567", "3051234567");
    check("+39333994999 mobile", "333 994 999");
  });

  it("refuses prefixes that belong to no person", () => {
    check("TEL_PREFISSO_43", "4312345678", "431 2345678", "+39 431 2345678");
    check("TEL_NON_PERSONALE", "800123456", "899123456", "840123456", "199123456");
  });

  it("knows a landline", () => {
    check(
      "+390815551234 landline",
      "0815551234",
      "081/5551234",
      "081-555.12.34",
      "+39 081 5551234",
      "390815551234",
    );
    check("+390695123456 landline", "06 95123456");
    check("+390823123456 landline", "0823 123456", "0823/123456");
    check("TEL_PREFISSO_SCONOSCIUTO", "5551234");
    check("TEL_TROPPO_CORTO", "081", "12345");
    check("TEL_TROPPO_LUNGO", "081555123456");
    check("TEL_ZERO_INIZIALE", "815551234", "823123456");
  });

  it("recognises what a spreadsheet did to the number", () => {
    check("TEL_NOTAZIONE_SCIENTIFICA", "3.33E+09", "3,33123E+09", "3.33123E9", "3E+09");
    check("+393331234567 mobile", "3331234567.0", "3331234567,0", "3331234567,00", "393331234567.0");
  });

  it("takes the first usable of several and keeps the others", () => {
    check(
      "+393331234567 mobile",
      "3331234567 / 081 5551234",
      "3331234567/0815551234",
      "081 5551234 / 333 1234567",
      "081/5551234 - 333/1234567",
      "0815551234; 3331234567",
      "3331234567, 0815551234",
      "333 1234567 - 081 5551234",
      "333123456O; 3331234567",
      "081 5551234 o 333 1234567",
      "3331234567\n0815551234",
      "3331234567 3471234567",
    );
    check("+390815551234 landline", "0815551234/35", "081 5551234/5", "081 5551234 - 36");
    const both = readPhones("333123456O / 081 5551234; 347.1234567");
    assert.deepEqual(
      both.map((each) => (each.outcome.ok ? each.outcome.value.e164 : each.outcome.refusal.code)),
      ["TEL_LETTERE", "+393471234567"],
    );
    assert.deepEqual(
      readPhones("333/1234567 / 081/5551234").map((each) => each.raw),
      ["333/1234567", "081/5551234"],
    );
  });

  it("reads foreign numbers with their prefix only", () => {
    check("+40712345678 mobile", "+40 712 345 678", "0040712345678");
    check("+33612345678 mobile", "+33 6 12 34 56 78");
    check("+12125551234 mobile", "+1 212 555 1234");
    check("+34912345678 landline", "+34 912 345 678");
    check("TEL_ESTERO_NON_VALIDO", "+40 12", "+3331234567", "+999123456789");
  });

  it("says so when nothing, or nothing real, is written", () => {
    check("TEL_NON_INDICATO", "", "  ", "-", "n.d.", "ND", "N/A", "nessuno", "0", "non disponibile", ";");
    check("TEL_FITTIZIO", "3333333333", "0000000000", "1111111", "+393333333333");
    check("TEL_CARATTERI", "333*1234567", "333+1234567", "#3331234567");
  });
});

describe("phones, properties", () => {
  const digits = (length: number): fc.Arbitrary<string> =>
    fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: length, maxLength: length });
  const mobile = fc
    .tuple(fc.constantFrom("32", "33", "34", "35", "36", "37", "38", "39", "31"), digits(8))
    .map(([prefix, rest]) => prefix + rest)
    .filter((each) => !/^(\d)\1+$/.test(each) && !each.startsWith("3333333"));

  it("separators and prefixes change nothing", () => {
    const separator = fc.constantFrom("", " ", ".", "-", "/");
    fc.assert(
      fc.property(
        mobile,
        fc.constantFrom("", "+39", "0039", "39"),
        separator,
        separator,
        (number, prefix, a, b) => {
          const written = `${prefix}${prefix === "" ? "" : a}${number.slice(0, 3)}${b}${number.slice(3)}`;
          assert.equal(said(written), `+39${number} mobile`, written);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("a mobile with one digit more or two less is never a mobile", () => {
    fc.assert(
      fc.property(mobile, digits(1), (number, more) => {
        assert.equal(said(number + more), "TEL_CELLULARE_LUNGHEZZA");
        assert.equal(said(number.slice(0, 8)), "TEL_CELLULARE_LUNGHEZZA");
      }),
    );
  });

  it("any letter in the number refuses it", () => {
    fc.assert(
      fc.property(mobile, fc.nat(9), fc.constantFrom(..."OoIlSBZàО"), (number, at, letter) => {
        assert.equal(said(number.slice(0, at) + letter + number.slice(at + 1)), "TEL_LETTERE");
      }),
    );
  });

  it("agrees with the numbering plan, whatever the digits", () => {
    fc.assert(
      fc.property(fc.integer({ min: 6, max: 11 }), digits(10), (length, rest) => {
        const number = `0${rest}`.slice(0, length);
        fc.pre(!number.startsWith("00"));
        const parsed = parsePhoneNumberFromString(number, "IT");
        const isLandline = parsed !== undefined && parsed.isValid() && parsed.getType() === "FIXED_LINE";
        assert.equal(said(number).endsWith("landline"), isLandline, number);
      }),
      { numRuns: 2000 },
    );
  });

  it("what is accepted is valid and reads back as itself", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."0123456789+ /.-;"), maxLength: 26 }), (raw) => {
        const outcome = normalizePhone(raw);
        if (!outcome.ok) return;
        assert.equal(parsePhoneNumberFromString(outcome.value.e164)?.isValid(), true, raw);
        assert.deepEqual(normalizePhone(outcome.value.e164), outcome, raw);
      }),
      { numRuns: 3000 },
    );
  });

  it("never throws, whatever is written", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (raw) => assert.ok(readPhones(raw).length > 0)));
  });
});
