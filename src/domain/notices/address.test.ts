// Residence and domicile: every way of writing a municipality, what is put back, what is refused and what never is.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { TEST_PLACES } from "../people/places.test-data.ts";
import { readBirthPlace, readDomicile, readResidence } from "./address.ts";
import { RecordReader } from "./field-text.ts";
import type { Address, RawNotice } from "./types.ts";

const ON = "2019-09-02";
const NAPOLI = { municipalityCode: "F839", municipalityName: "NAPOLI" };
const HOME: Address = { street: "VIA ROMA 1", zip: "80100", ...NAPOLI };

/** The residence read, and what was found wrong or doubtful. */
function residence(change: RawNotice): { address: Address; codes: string[] } {
  const record = new RecordReader({
    des_indirizzo_residenza: "VIA ROMA 1",
    cod_cap_residenza: "80100",
    ...change,
  });
  const address = readResidence(record, TEST_PLACES, ON);
  return { address, codes: [...record.rejections, ...record.warnings].map((each) => each.code) };
}

describe("residence", () => {
  it("takes the municipality as cadastral code, ISTAT code or name, in whichever cell", () => {
    for (const change of [
      { cod_comune_residenza: "F839" },
      { cod_comune_residenza: "f839" },
      { cod_comune_residenza: "063049" },
      { cod_comune_residenza: "63049" },
      { cod_comune_residenza: "63049.0" },
      { des_comune_residenza: "F839" },
    ])
      assert.deepEqual(residence(change), { address: HOME, codes: [] }, JSON.stringify(change));
    const named = residence({ des_comune_residenza: "Napoli" });
    assert.equal(named.address.municipalityCode, "F839");
    assert.equal(named.address.municipalityName, "Napoli");
  });

  it("keeps what nobody knows, and refuses nothing for it", () => {
    const unknown = residence({ cod_comune_residenza: "999999", des_comune_residenza: "PAPEROPOLI" });
    assert.deepEqual(unknown.codes, []);
    assert.equal(unknown.address.municipalityCode, undefined);
    assert.equal(unknown.address.municipalityName, "PAPEROPOLI");
    assert.deepEqual(residence({}).address, { street: "VIA ROMA 1", zip: "80100" });
  });

  it("says when code and name are of two municipalities, and follows the code", () => {
    const two = residence({ cod_comune_residenza: "F839", des_comune_residenza: "AFRAGOLA" });
    assert.deepEqual(two.codes, ["COMUNE_CODICE_E_NOME_DIVERSI"]);
    assert.equal(two.address.municipalityCode, "F839");
    assert.deepEqual(residence({ cod_comune_residenza: "A952", des_comune_residenza: "BOZEN" }).codes, []);
  });

  it("puts back the zeros a spreadsheet took from a postal code, and refuses what is none", () => {
    for (const [written, read] of [
      ["187", "00187"],
      ["80100.0", "80100"],
      ["I-80100", "80100"],
      ["80 100", "80100"],
    ] as const)
      assert.deepEqual([residence({ cod_cap_residenza: written }).address.zip], [read], written);
    assert.deepEqual(residence({ cod_cap_residenza: "8010A" }).codes, ["CAP_NON_VALIDO"]);
  });

  it("asks street and postal code of who lives in Italy only", () => {
    const nothing = { des_indirizzo_residenza: "", cod_cap_residenza: "" };
    assert.deepEqual(residence({ ...nothing, cod_comune_residenza: "F839" }).codes, [
      "CAMPO_MANCANTE",
      "CAMPO_MANCANTE",
    ]);
    assert.deepEqual(residence({ ...nothing, cod_comune_residenza: "Z112" }).codes, []);
  });
});

describe("domicile and birthplace", () => {
  it("without a municipality the residence stands in for it, with a warning when a street was written", () => {
    const silent = new RecordReader({});
    assert.equal(readDomicile(silent, HOME, TEST_PLACES, ON), HOME);
    assert.deepEqual(silent.warnings, []);
    const half = new RecordReader({ des_indirizzo_domicilio: "VIA LUNGA 2" });
    assert.equal(readDomicile(half, HOME, TEST_PLACES, ON), HOME);
    assert.deepEqual(
      half.warnings.map((each) => each.code),
      ["DOMICILIO_INCOMPLETO"],
    );
  });

  it("a whole domicile is its own address", () => {
    const record = new RecordReader({ des_indirizzo_domicilio: "VIA LUNGA 2", cod_comune_domicilio: "A064" });
    assert.deepEqual(readDomicile(record, HOME, TEST_PLACES, ON), {
      street: "VIA LUNGA 2",
      municipalityCode: "A064",
      municipalityName: "AFRAGOLA",
    });
  });

  it("the birthplace is read the same way", () => {
    const record = new RecordReader({ cod_comune_nascita: "F839" });
    assert.deepEqual(readBirthPlace(record, TEST_PLACES, ON), NAPOLI);
    assert.deepEqual(readBirthPlace(new RecordReader({}), TEST_PLACES, ON), {});
  });
});
