// Headers: official names, what people write, any order; what is missing or doubled is said.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { fieldOfColumn, mapHeader, OBLIGATORY_COLUMNS } from "./columns.ts";
import { COLUMN_ALIASES } from "./field-names.ts";
import { NOTICE_FIELDS } from "./types.ts";

const HUMAN = [
  "Protocollo INPS",
  "Codice fiscale",
  "CF richiedente",
  "Ruolo",
  "Stato domanda",
  "Data domanda",
  "Data decorrenza",
  "Cognome",
  "Nome",
  "Data di nascita",
  "Indirizzo",
  "CAP",
  "Comune di residenza",
  "Telefono",
  "E-mail",
];

describe("header", () => {
  it("knows every official name", () => {
    for (const field of NOTICE_FIELDS) assert.equal(fieldOfColumn(field), field);
    const map = mapHeader(NOTICE_FIELDS);
    assert.ok(map.ok);
    assert.deepEqual(map.value, { fields: NOTICE_FIELDS, unknown: [], missing: [] });
  });

  it("knows every alias as its own field, however cased and separated", () => {
    for (const field of NOTICE_FIELDS) {
      for (const alias of COLUMN_ALIASES[field]) {
        for (const written of [
          alias,
          alias.toUpperCase(),
          ` ${alias.replaceAll(" ", "_")} `,
          `\ufeff${alias}`,
        ]) {
          assert.equal(fieldOfColumn(written), field, written);
        }
      }
    }
  });

  it("knows what people write", () => {
    for (const [written, field] of [
      ["Cod. Fiscale", "cod_fiscale"],
      ["CODICEFISCALE", "cod_fiscale"],
      ["codiceFiscale", "cod_fiscale"],
      ["C.F.", "cod_fiscale"],
      ["Cod. Fisc. del Richiedente", "cod_fiscale_richiedente"],
      ["N. protocollo", "cod_protocollo_inps"],
      ["Dt. nascita", "dtt_nascita"],
      ["Città", "des_comune_residenza"],
      ["Comune res.", "des_comune_residenza"],
      ["Indirizzo di posta elettronica", "des_email"],
      ["Tel./Cell.", "des_telefono"],
      ["Luogo di nascita", "des_comune_nascita"],
    ] as const) {
      assert.equal(fieldOfColumn(written), field, written);
    }
    for (const other of ["Note", "Provincia", "", "constructor", "toString", "__proto__"])
      assert.equal(fieldOfColumn(other), null, other);
  });

  it("maps in any order, whatever stands between", () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...HUMAN, "Note", "Operatore"], { minLength: HUMAN.length + 2 }),
        (cells) => {
          const map = mapHeader(cells);
          assert.ok(map.ok);
          assert.equal(map.value.fields.length, cells.length);
          for (const [i, cell] of cells.entries()) assert.equal(map.value.fields[i], fieldOfColumn(cell));
          assert.deepEqual([...map.value.unknown].sort(), ["Note", "Operatore"]);
          assert.ok(map.value.missing.includes("data_invio"));
        },
      ),
    );
  });

  it("lists every obligatory column that is missing", () => {
    fc.assert(
      fc.property(
        fc.subarray([...OBLIGATORY_COLUMNS], { minLength: 1, maxLength: OBLIGATORY_COLUMNS.length - 1 }),
        (absent) => {
          const cells = NOTICE_FIELDS.filter((field) => !absent.some((each) => each === field));
          const map = mapHeader(cells);
          assert.ok(!map.ok && map.refusal.code === "COLONNE_OBBLIGATORIE_MANCANTI");
          for (const field of OBLIGATORY_COLUMNS) {
            assert.equal(map.refusal.message.includes(`(${field})`), absent.includes(field), field);
          }
        },
      ),
    );
  });

  it("is content with the code or the name of the municipality of residence, not with neither", () => {
    const without = (...names: readonly string[]): string[] =>
      NOTICE_FIELDS.filter((field) => !names.includes(field));
    assert.ok(mapHeader(without("cod_comune_residenza")).ok);
    assert.ok(mapHeader(without("des_comune_residenza")).ok);
    const neither = mapHeader(without("cod_comune_residenza", "des_comune_residenza"));
    assert.ok(!neither.ok && neither.refusal.message.includes("comune di residenza"));
  });

  it("refuses two columns for one field, except phones and e-mails", () => {
    const doubled = mapHeader([...HUMAN, "Codice Fiscale"]);
    assert.ok(!doubled.ok && doubled.refusal.code === "COLONNE_DOPPIE");
    assert.ok(mapHeader([...HUMAN, "Cellulare"]).ok);
  });

  it("refuses a row that is not a header", () => {
    const row = mapHeader(["RSSMRA85M01H501Q", "ROSSI", "MARIO"]);
    assert.ok(!row.ok && row.refusal.code === "INTESTAZIONE_NON_RICONOSCIUTA");
  });
});
