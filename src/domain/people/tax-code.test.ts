// Tax codes: every refusal by name, an independent implementation as oracle, and properties over made-up people.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { describe, it } from "node:test";
import fc from "fast-check";
import { TEST_PLACES as places } from "./places.test-data.ts";
import {
  checkLetter,
  composeTaxCode,
  nameLetters,
  omocode,
  provisionalCheckDigit,
  surnameLetters,
} from "./tax-code-encoding.ts";
import type { TaxCodeOptions } from "./tax-code.ts";
import { checkTaxCode, compareBirthData, compareNames } from "./tax-code.ts";
import { PEOPLE_TEXTS } from "./texts.ts";

const require = createRequire(import.meta.url);
const oracle = require("@marketto/codice-fiscale-utils") as {
  Parser: new (connector: object) => {
    lastNameToCf(surname: string): string | null;
    firstNameToCf(name: string): string | null;
    cfToBirthDate(code: string): Date | null;
    cfToGender(code: string): string | null;
    cfDeomocode(code: string): string;
  };
  CheckDigitizer: { checkDigit(code: string): string };
};

function refusalOf(raw: string, options?: TaxCodeOptions): string {
  const outcome = checkTaxCode(raw, places, options);
  if (outcome.ok) return "accepted";
  assert.ok(outcome.refusal.code in PEOPLE_TEXTS, outcome.refusal.code);
  assert.doesNotMatch(outcome.refusal.message, /\{\w+\}/, "a blank was left unfilled");
  return outcome.refusal.code;
}

/** The methods used here never ask for a place, so the other implementation needs no place tables. */
const parser = new oracle.Parser({});

/** Fifteen characters with the right sixteenth, so that only the fault under test is left. */
function sealed(first15: string): string {
  return first15 + checkLetter(first15);
}

const day = fc
  .date({ min: new Date("1910-01-01T00:00:00Z"), max: new Date("2019-08-31T00:00:00Z"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const word = fc.string({
  unit: fc.constantFrom(..."ABCDEFGHIJKLMNOPQRSTUVWXYZÀÉ' "),
  minLength: 1,
  maxLength: 14,
});
const person = fc.record({
  surname: word,
  name: word,
  birthDate: day,
  sex: fc.constantFrom("M" as const, "F" as const),
  birthPlaceCode: fc.constantFrom("F839", "A064", "H501", "Z112", "Z129", "D704"),
});

describe("tax code, accepted", () => {
  it("reads date, sex and place", () => {
    const outcome = checkTaxCode("RSSMRA85M01H501Q", places);
    assert.ok(outcome.ok);
    assert.deepEqual(outcome.value, {
      code: "RSSMRA85M01H501Q",
      kind: "personal",
      birthDate: "1985-08-01",
      sex: "M",
      birthPlaceCode: "H501",
      bornAbroad: false,
      omocodia: false,
    });
  });

  it("forgives case and separators", () => {
    for (const raw of [
      "rssmra85m01h501q",
      " RSS MRA 85M01 H501 Q ",
      "RSS-MRA-85M01-H501Q",
      "RSSMRA85M01H501Q\u200b",
    ]) {
      const outcome = checkTaxCode(raw, places);
      assert.ok(outcome.ok && outcome.value.code === "RSSMRA85M01H501Q", raw);
    }
  });

  it("accepts provisional codes of eleven digits by their own check digit", () => {
    const first10 = "8012345678";
    const code = first10 + provisionalCheckDigit(first10);
    const outcome = checkTaxCode(code, places);
    assert.deepEqual(outcome, { ok: true, value: { code, kind: "provisional", omocodia: false } });
    assert.equal(provisionalCheckDigit("0074311015"), "7"); // by hand: 0+7+3+1+1 and 0+8+2+0+1 make 23
    assert.equal(refusalOf(`${code}.0`), "accepted");
    const wrong = first10 + String((Number(code.charAt(10)) + 1) % 10);
    assert.equal(refusalOf(wrong), "CF_PROVVISORIO_CONTROLLO");
    assert.equal(refusalOf("00000000000"), "CF_PROVVISORIO_CONTROLLO");
  });

  it("marks who was born abroad", () => {
    const code = composeTaxCode({
      surname: "Popescu",
      name: "Ion",
      birthDate: "1979-02-28",
      sex: "M",
      birthPlaceCode: "Z129",
    });
    const outcome = checkTaxCode(code, places);
    assert.ok(outcome.ok && outcome.value.bornAbroad === true && outcome.value.birthPlaceCode === "Z129");
  });
});

describe("tax code, refused", () => {
  it("names each fault", () => {
    assert.equal(refusalOf(""), "CF_MANCANTE");
    assert.equal(refusalOf(" - "), "CF_MANCANTE");
    assert.equal(refusalOf("RSSMRA85M01H501"), "CF_LUNGHEZZA");
    assert.equal(refusalOf("1234567890"), "CF_LUNGHEZZA");
    assert.equal(refusalOf("8,01235E+10"), "CF_NOTAZIONE_SCIENTIFICA");
    assert.equal(refusalOf("RSSMRÀ85M01H501Q"), "CF_CARATTERI");
    assert.equal(refusalOf("RSSMRA85M01H501ÈÈ"), "CF_CARATTERI");
    assert.equal(refusalOf("STP1234567890123"), "CF_STP_ENI");
    assert.equal(refusalOf("RSSMRA85MO1H501Q"), "CF_STRUTTURA");
    assert.equal(refusalOf("RSSMRA85F01H501Q"), "CF_STRUTTURA");
    assert.equal(refusalOf("R5SMRA85M01H501Q"), "CF_STRUTTURA");
    assert.equal(refusalOf("RSSMRA85M01H501Z"), "CF_CARATTERE_DI_CONTROLLO");
    assert.equal(refusalOf(sealed("ARSMRA85M01H501")), "CF_STRUTTURA");
  });

  it("refuses days that do not exist, which a remainder by forty would let through", () => {
    for (const dd of ["00", "32", "40", "72", "81", "99"]) {
      assert.equal(refusalOf(sealed(`RSSMRA85M${dd}H501`)), "CF_DATA_INESISTENTE", dd);
    }
    assert.equal(refusalOf(sealed("RSSMRA85D31H501")), "CF_DATA_INESISTENTE");
    assert.equal(refusalOf(sealed("RSSMRA85D71H501")), "CF_DATA_INESISTENTE");
    assert.equal(refusalOf(sealed("RSSMRA85D70H501")), "accepted");
    assert.equal(refusalOf(sealed("RSSMRA85B29H501")), "CF_DATA_INESISTENTE");
    assert.equal(refusalOf(sealed("RSSMRA84B29H501")), "accepted");
  });

  it("refuses a place that did not exist at birth", () => {
    assert.equal(refusalOf(sealed("RSSMRA85M01X999")), "CF_LUOGO_SCONOSCIUTO");
    assert.equal(refusalOf(sealed("RSSMRA85M01M297")), "CF_LUOGO_NON_VALIDO_ALLA_NASCITA");
    assert.equal(refusalOf(sealed("RSSMRA93M01M297")), "accepted");
    assert.equal(
      refusalOf(sealed("RSSMRA04M01Z118"), { referenceDay: "2019-09-02", birthDate: "2004-08-01" }),
      "CF_LUOGO_NON_VALIDO_ALLA_NASCITA",
    );
  });
});

describe("tax code, century", () => {
  const birthOf = (code: string, options?: TaxCodeOptions): string | undefined => {
    const outcome = checkTaxCode(code, places, options);
    return outcome.ok ? outcome.value.birthDate : outcome.refusal.code;
  };

  it("takes it from the declared birth date", () => {
    const code = sealed("RSSMRA05M01F839");
    assert.equal(birthOf(code, { birthDate: "1905-08-01" }), "1905-08-01");
    assert.equal(birthOf(code, { birthDate: "2005-08-01" }), "2005-08-01");
    assert.equal(birthOf(sealed("RSSMRA99M01F839"), { birthDate: "2000-01-01" }), "1999-08-01");
    assert.equal(
      birthOf(sealed("RSSMRA25M01F839"), { birthDate: "2025-08-01", referenceDay: "2019-09-02" }),
      "CF_DATA_FUTURA",
    );
  });

  it("otherwise takes the latest that is not after the reference day", () => {
    const code = sealed("RSSMRA19M01F839");
    assert.equal(birthOf(code, { referenceDay: "2019-08-01" }), "2019-08-01");
    assert.equal(birthOf(code, { referenceDay: "2019-07-31" }), "1919-08-01");
  });

  it("goes a century back when only then the place existed", () => {
    assert.equal(birthOf(sealed("RSSMRA12M01H754"), { referenceDay: "2019-09-02" }), "2012-08-01");
    assert.equal(birthOf(sealed("RSSMRA05M01A003"), { referenceDay: "2019-09-02" }), "1905-08-01");
  });
});

describe("tax code against what is declared", () => {
  const code = composeTaxCode({
    surname: "Esposito",
    name: "Maria Rosaria",
    birthDate: "1970-03-15",
    sex: "F",
    birthPlaceCode: "F839",
  });
  const outcome = checkTaxCode(code, places);
  assert.ok(outcome.ok);
  const checked = outcome.value;
  const codes = (found: readonly { code: string }[]): string[] => found.map((each) => each.code);

  it("compares date and sex", () => {
    assert.deepEqual(codes(compareBirthData(checked, { birthDate: "1970-03-15", sex: "F" })), []);
    assert.deepEqual(codes(compareBirthData(checked, { birthDate: "1970-03-16", sex: "M" })), [
      "CF_DATA_DIVERSA",
      "CF_SESSO_DIVERSO",
    ]);
    assert.deepEqual(codes(compareBirthData(checked, {})), []);
  });

  it("compares names, as a warning", () => {
    assert.deepEqual(codes(compareNames(checked, { surname: "ESPOSITO", name: "MARIA ROSARIA" })), []);
    assert.deepEqual(codes(compareNames(checked, { surname: "Russo", name: "Anna" })), [
      "CF_COGNOME_DIVERSO",
      "CF_NOME_DIVERSO",
    ]);
  });
});

describe("tax code, properties", () => {
  it("what is composed is accepted, and says the same person", () => {
    fc.assert(
      fc.property(person, (each) => {
        const outcome = checkTaxCode(composeTaxCode(each), places, { birthDate: each.birthDate });
        assert.ok(outcome.ok, JSON.stringify(outcome));
        assert.equal(outcome.value.birthDate, each.birthDate);
        assert.equal(outcome.value.sex, each.sex);
        assert.equal(outcome.value.birthPlaceCode, each.birthPlaceCode);
        assert.deepEqual(compareNames(outcome.value, each), []);
      }),
    );
  });

  it("all 128 omocodia variants are accepted and undone", () => {
    fc.assert(
      fc.property(person, fc.integer({ min: 0, max: 127 }), (each, n) => {
        const plain = composeTaxCode(each);
        const variant = omocode(plain, n);
        const outcome = checkTaxCode(variant, places, { birthDate: each.birthDate });
        assert.ok(outcome.ok);
        assert.equal(outcome.value.omocodia, n > 0);
        assert.equal(outcome.value.birthPlaceCode, each.birthPlaceCode);
        assert.equal(outcome.value.birthDate, each.birthDate);
        assert.equal(omocode(variant, 0), plain);
      }),
    );
  });

  it("a changed character is refused, or is the code of somebody else", () => {
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    fc.assert(
      fc.property(person, fc.nat(15), fc.constantFrom(...alphabet), (each, at, char) => {
        const code = composeTaxCode(each);
        fc.pre(code.charAt(at) !== char);
        const changed = code.slice(0, at) + char + code.slice(at + 1);
        const outcome = checkTaxCode(changed, places, { birthDate: each.birthDate });
        if (!outcome.ok) return;
        assert.equal(outcome.value.code, changed);
        assert.equal(oracle.CheckDigitizer.checkDigit(changed.slice(0, 15)), changed.charAt(15));
        assert.notEqual(at, 15, "the check letter alone can never change");
      }),
      { numRuns: 2000 },
    );
  });

  it("agrees with an independent implementation on letters, check letter, date and sex", () => {
    fc.assert(
      fc.property(person, fc.integer({ min: 0, max: 127 }), (each, n) => {
        const plain = composeTaxCode(each);
        const code = omocode(plain, n);
        assert.equal(oracle.CheckDigitizer.checkDigit(code.slice(0, 15)), code.charAt(15));
        assert.equal(parser.cfDeomocode(code), plain);
        assert.equal(parser.cfToGender(code), each.sex);
        const date = parser.cfToBirthDate(code);
        assert.ok(date !== null);
        assert.equal(date.toISOString().slice(5, 10), each.birthDate.slice(5, 10));
      }),
      { numRuns: 200 },
    );
  });

  it("agrees with it on the letters of real names", () => {
    for (const each of [
      "ESPOSITO",
      "FO",
      "AIA",
      "D'Angelo",
      "De Luca",
      "Gianfranco",
      "Niccolò",
      "Anna",
      "Mario",
      "Ng",
    ]) {
      assert.equal(surnameLetters(each), parser.lastNameToCf(each), each);
      assert.equal(nameLetters(each), parser.firstNameToCf(each), each);
    }
  });
});
