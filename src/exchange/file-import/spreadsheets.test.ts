// XLSX and ODS workbooks: typed cells, several sheets, damage and protection.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { writeOds } from "hucre/ods";
import { writeXlsx, XlsxStreamWriter } from "hucre/xlsx";
import type { CellValue } from "hucre/xlsx";
import { cellText } from "./cell-text.ts";
import { cellsOf, COLUMNS, readAll, readBytes, sampleNotice, withFile } from "./notices.test-data.ts";
import { recordCells } from "./rejected-file.ts";

const TYPED: readonly (readonly CellValue[])[] = [
  [...COLUMNS],
  cellsOf(sampleNotice(1)).map((cell, i): CellValue => {
    const column = COLUMNS[i];
    if (column === "dtt_nascita") return new Date("1980-01-01T00:00:00Z");
    if (column === "data_invio") return new Date("2019-09-02T10:15:00Z");
    if (column === "cod_cap_residenza" || column === "des_telefono") return Number(cell);
    if (column === "cod_stato") return true;
    return cell;
  }),
  [null, null],
  cellsOf(sampleNotice(2)).slice(0, 14),
];

const EXPECTED = [
  sampleNotice(1, { data_invio: "2019-09-02T10:15:00", cod_stato: "true" }),
  Object.fromEntries(Object.entries(sampleNotice(2)).slice(0, 14)),
];

const rowsOf = (table: readonly (readonly CellValue[])[]) => table.map((row) => [...row]);

for (const [format, write] of [
  ["xlsx", writeXlsx],
  ["ods", writeOds],
] as const) {
  describe(format, () => {
    it("reads typed cells, short rows and row numbers", async () => {
      const back = await readBytes(await write({ sheets: [{ name: "Elenco", rows: rowsOf(TYPED) }] }));
      assert.equal(back.failure, null);
      assert.equal(back.layout?.format, format);
      assert.deepEqual(back.raws, EXPECTED);
      assert.deepEqual(back.lines, [2, 4]);
      assert.ok(back.layout);
      const cells = recordCells(back.layout, Buffer.from(back.texts[0] ?? "", "latin1"));
      assert.equal(cells[COLUMNS.indexOf("des_cognome")], "Nicolò");
    });

    it("takes the first sheet with a header, and no other", async () => {
      const bytes = await write({
        sheets: [
          { name: "Note", rows: [["Elenco del mese"], ["a cura dell’ufficio", 3]] },
          { name: "Elenco", rows: [["Titolo"], ...rowsOf(TYPED)] },
          { name: "Altro", rows: rowsOf(TYPED) },
        ],
      });
      const back = await readBytes(bytes);
      assert.deepEqual(back.raws, EXPECTED);
      assert.deepEqual(back.lines, [3, 5]);
    });

    it("says which rows have values beyond the header", async () => {
      const rows = [[...COLUMNS], [...cellsOf(sampleNotice(1)), "di troppo"], cellsOf(sampleNotice(2))];
      const back = await readBytes(await write({ sheets: [{ name: "Elenco", rows }] }));
      assert.deepEqual(back.codes, ["COLONNE_IN_PIU", null]);
    });

    it("refuses a workbook without header, with the header alone, or cut short", async () => {
      assert.notEqual(
        (await readBytes(await write({ sheets: [{ name: "A", rows: [["x", "y"]] }] }))).failure,
        null,
      );
      const header = await write({ sheets: [{ name: "A", rows: [[...COLUMNS]] }] });
      assert.equal((await readBytes(header)).failure, "FILE_SENZA_RIGHE");
      const whole = await write({ sheets: [{ name: "Elenco", rows: rowsOf(TYPED) }] });
      for (const part of [0.2, 0.5, 0.9, 0.99]) {
        const cut = await readBytes(whole.subarray(0, Math.floor(whole.length * part)));
        assert.equal(cut.failure, "FOGLIO_DANNEGGIATO");
      }
    });

    it("refuses a workbook damaged inside", async () => {
      const rows = [[...COLUMNS], ...Array.from({ length: 300 }, (_, i) => cellsOf(sampleNotice(i * 7919)))];
      const bytes = Buffer.from(await write({ sheets: [{ name: "Elenco", rows }] }));
      const name = format === "xlsx" ? "xl/worksheets/sheet1.xml" : "content.xml";
      const at = bytes.indexOf(name) + name.length + 400;
      bytes.fill(0xff, at, at + 200);
      assert.equal((await readBytes(bytes)).failure, "FOGLIO_DANNEGGIATO");
    });
  });
}

describe("workbooks", () => {
  it("refuses a protected workbook, an old one, and an archive that is none", async () => {
    const rows = rowsOf(TYPED);
    const locked = await writeXlsx({
      sheets: [{ name: "Elenco", rows }],
      encryption: { password: "segreta", spinCount: 1000 },
    });
    assert.equal((await readBytes(locked)).failure, "FOGLIO_CIFRATO");
    const old = Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(600)]);
    assert.equal((await readBytes(old)).failure, "FOGLIO_VECCHIO");
    assert.equal((await readBytes("PK\u0003\u0004 archivio")).failure, "FOGLIO_DANNEGGIATO");
  });

  it("reads a large sheet at the pace of a slow reader, hidden rows included", async () => {
    const writer = new XlsxStreamWriter({ name: "Elenco" });
    writer.addRow([...COLUMNS]);
    for (let i = 0; i < 4000; i++) writer.addRow(cellsOf(sampleNotice(i)));
    await withFile(await writer.finish(), async (path) => {
      const back = await readAll(path, 500);
      assert.equal(back.records.length, 4000);
      assert.deepEqual(back.raws[3999], sampleNotice(3999));
    });
  });

  it("writes cells as plain text", () => {
    assert.equal(cellText(3331234567), "3331234567");
    assert.equal(cellText(80137.0), "80137");
    assert.equal(cellText(1e21), "1000000000000000000000");
    assert.equal(cellText(1.5e-7), "0.00000015");
    assert.equal(cellText(12.5), "12.5");
    assert.equal(cellText(false), "false");
    assert.equal(cellText(new Date("2019-09-02T00:00:00Z")), "2019-09-02");
    assert.equal(cellText(new Date("2019-09-02T10:15:00.001Z")), "2019-09-02T10:15:00");
    assert.equal(cellText(null), "");
  });
});
