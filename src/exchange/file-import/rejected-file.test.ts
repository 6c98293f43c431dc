// The file of rejected rows: opens in Excel, comes back as it was, runs no formula.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as fc from "fast-check";
import type { NoticeField } from "../../domain/notices/types.ts";
import { writeNoticesXml } from "../national-node/notice-xml.ts";
import type { ReadBack } from "./notices.test-data.ts";
import { cellsOf, COLUMNS, csvBytes, encoded, readBytes, sampleNotice } from "./notices.test-data.ts";
import type { FileLayout } from "./record.ts";
import { recordCells, rejectedFile } from "./rejected-file.ts";
import { guarded, unguarded } from "./table.ts";

const LAYOUT: FileLayout = {
  format: "csv",
  encoding: "utf-8",
  delimiter: ";",
  columns: COLUMNS,
  fields: COLUMNS,
};
const REJECTIONS = [
  {
    field: "cod_fiscale" as NoticeField,
    code: "CF_CARATTERE_DI_CONTROLLO",
    message: "Codice fiscale errato; verificarlo.",
  },
  { field: null, code: "ALTRO", message: "Altro." },
];

async function textOf(
  layout: FileLayout,
  rows: readonly { line: number; cells: readonly string[] }[],
): Promise<string> {
  let text = "";
  for await (const piece of rejectedFile(
    layout,
    rows.map((row) => ({ ...row, rejections: REJECTIONS })),
  ))
    text += piece;
  return text;
}

/** What the user gets back for every record of a file that was read. */
async function rejectedAgain(back: ReadBack): Promise<ReadBack> {
  assert.ok(back.layout);
  const { layout } = back;
  const rows = back.texts.map((text, i) => ({
    line: back.lines[i] ?? 0,
    cells: recordCells(layout, Buffer.from(text, "latin1")),
  }));
  return readBytes(await textOf(layout, rows));
}

describe("file of rejected rows", () => {
  it("has BOM, semicolons, CRLF, the original columns and the explanation", async () => {
    const text = await textOf(LAYOUT, [{ line: 7, cells: cellsOf(sampleNotice(1)) }]);
    const [header, row, end] = text.split("\r\n");
    assert.equal(header, `\uFEFF${COLUMNS.join(";")};riga;campo;codice;spiegazione`);
    assert.ok(
      row?.endsWith(
        ';7;"cod_fiscale | ";CF_CARATTERE_DI_CONTROLLO | ALTRO;"Codice fiscale errato; verificarlo. | Altro."',
      ),
    );
    assert.equal(end, "");
  });

  it("comes back as it was, whatever the cells", async () => {
    const cell = fc.string({ unit: fc.constantFrom(...Array.from("aà1 '=+-@\t\"; ,\r\n")), maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(cell, cell, async (surname, street) => {
        const cells = cellsOf(sampleNotice(1, { des_cognome: surname, des_indirizzo_residenza: street }));
        const back = await readBytes(await textOf(LAYOUT, [{ line: 2, cells }]));
        assert.deepEqual(back.codes, [null]);
        assert.deepEqual(
          [back.raws[0]?.des_cognome ?? "", back.raws[0]?.des_indirizzo_residenza ?? ""],
          [surname, street],
        );
      }),
      { numRuns: 150 },
    );
  });

  it("lets no cell run as a formula", () => {
    for (const cell of ["=1+1", "+39333", "-1", "@a", "\t=1", "\r=1", "'=1"]) {
      assert.equal(guarded(cell), `'${cell}`);
      assert.equal(unguarded(guarded(cell)), cell);
    }
    for (const cell of ["Rossi", "D'Angelo", "'Ndrina", "", "3331234567"]) assert.equal(guarded(cell), cell);
  });

  it("is made from the stored bytes of every format", async () => {
    const notices = [
      sampleNotice(1),
      sampleNotice(2, { des_telefono: "+393331234567", des_nome: 'A "B"; C' }),
    ];
    const table = [[...COLUMNS], ...notices.map(cellsOf)];
    const files: (Uint8Array | string)[] = [
      csvBytes(table, { encoding: "windows-1252", delimiter: ",", newline: "\r\n", quoting: "needed" }),
      csvBytes(table, { encoding: "utf-16le-bom", delimiter: "\t", newline: "\r\n", quoting: "all" }),
      notices.map((notice) => JSON.stringify(notice)).join("\n"),
      [...writeNoticesXml(notices)].join(""),
    ];
    for (const file of files) assert.deepEqual((await rejectedAgain(await readBytes(file))).raws, notices);
  });

  it("keeps what cannot be cut into cells, and does not repeat its own columns", async () => {
    const broken = [COLUMNS.join(";"), "a;b;c", `${cellsOf(sampleNotice(1)).join(";")};x`].join("\r\n");
    const again = await rejectedAgain(await readBytes(encoded(broken, "utf-8")));
    assert.deepEqual(again.codes, [null, null]);
    assert.equal(again.raws[0]?.cod_fiscale, "b");
    assert.equal(again.raws[1]?.data_invio, "2019-09-02T10:00:00.000Z;x");
    const third = await rejectedAgain(again);
    assert.equal(third.layout?.columns.filter((name) => name === "riga").length, 1);
  });
});
