// What a hurried clerk types, and whom it means.

import assert from "node:assert/strict";
import { it } from "node:test";
import { looksScanned, matches } from "./door-match.ts";

const person = { surname: "D'ANGELO", name: "NICCOLO' MARIA", taxCode: "DNGNCL80A01F839X" };
const other = { surname: "De Luca", name: "Zoë", taxCode: "DLCZOE85B41F839Y" };

it("means whoever has words that begin so, in any order, accents and apostrophes forgiven", () => {
  for (const typed of ["dang", "D’Ang", "niccolò d", "maria dangelo", "DNGNCL", "  d'angelo   niccolo "])
    assert.ok(matches(person, typed), typed);
  for (const typed of ["deluca", "de luca", "luca de", "zoe", "dlcz"])
    assert.ok(matches(other, typed), typed);
});

it("means nobody when a word fits nowhere, or nothing was typed", () => {
  for (const typed of ["", "  ", "angelo x", "ngelo", "rossi", "maria z"])
    assert.ok(!matches(person, typed), typed);
});

it("knows what a scanner types from what a person does", () => {
  for (const typed of ["CV-ABCD-EFGH-JKMNPQRS", "cv'abcd'efgh'jkmnpqrs", "CVABCDEFGHJKMNPQRS"])
    assert.ok(looksScanned(typed), typed);
  for (const typed of ["CV", "Esposito", "ABCD-EFGH", "RSSMRA80A01H501U"])
    assert.ok(!looksScanned(typed), typed);
});
