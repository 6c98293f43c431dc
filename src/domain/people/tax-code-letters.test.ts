// The letters of names, character by character, against what the rule says in words.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as fc from "fast-check";
import { TEST_PLACES } from "./places.test-data.ts";
import { checkLetter, nameLetters, surnameLetters } from "./tax-code-encoding.ts";
import { checkTaxCode } from "./tax-code.ts";

const names = fc.string({ unit: fc.constantFrom(..."AEIOUXBCDFGZaeÈØ' "), maxLength: 9 });

/** DM 23 December 1976: consonants, then vowels, then X; of a name with four consonants or more the second is left out. */
function inWords(name: string, isName: boolean): string {
  const plain = name
    .toUpperCase()
    .replaceAll("Ø", "O")
    .replaceAll("È", "E")
    .replaceAll(/[^A-Z]/gu, "");
  const consonants = plain.replaceAll(/[AEIOU]/gu, "");
  if (isName && consonants.length >= 4) return consonants.charAt(0) + consonants.slice(2, 4);
  return `${consonants}${plain.replaceAll(/[^AEIOU]/gu, "")}XXX`.slice(0, 3);
}

describe("letters of names", () => {
  it("are those of the rule", () => {
    fc.assert(
      fc.property(names, (name) => {
        assert.equal(surnameLetters(name), inWords(name, false));
        assert.equal(nameLetters(name), inWords(name, true));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("letters that a name can give", () => {
  it("are told from those it cannot as the rule tells them", () => {
    const three = fc.string({ unit: fc.constantFrom(..."AEIOUXBCD"), minLength: 3, maxLength: 3 });
    const possible = /^[B-DF-HJ-NP-TV-Z]*[AEIOU]*X*$/u;
    fc.assert(
      fc.property(three, three, (surname, name) => {
        const first15 = `${surname}${name}85M01H501`;
        const checked = checkTaxCode(first15 + checkLetter(first15), TEST_PLACES);
        const isRefused = !checked.ok && checked.refusal.code === "CF_STRUTTURA";
        assert.equal(isRefused, !(possible.test(surname) && possible.test(name)));
      }),
      { numRuns: 2_000 },
    );
  });
});
