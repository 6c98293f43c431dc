// Names in capitals as a letter writes them; any other name as it came.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { writtenName } from "./written-name.ts";

describe("a name as a letter writes it", () => {
  const CASES: readonly (readonly [string, string])[] = [
    ["MARIA", "Maria"],
    ["MARIA GRAZIA", "Maria Grazia"],
    ["D'ANGELO", "D'Angelo"],
    ["DE LUCA", "De Luca"],
    ["ROSSI-BIANCHI", "Rossi-Bianchi"],
    ["NICCOLO'", "Niccolò"],
    ["DE' MEDICI", "De' Medici"],
    ["ESPOSITO", "Esposito"],
    ["DELL'AQUILA", "Dell'Aquila"],
    ["JOSÉ", "José"],
  ];
  for (const [capitals, written] of CASES)
    it(`${capitals} → ${written}`, () => assert.equal(writtenName(capitals), written));

  it("what someone wrote with care stays", () => {
    for (const name of ["Maria", "van der Berg", "McDonald", "伟", ""]) assert.equal(writtenName(name), name);
  });

  it("twice is as once", () => {
    for (const [capitals] of CASES) assert.equal(writtenName(writtenName(capitals)), writtenName(capitals));
  });
});
