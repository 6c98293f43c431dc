// CSV in every dialect that Excel writes in Italy, and what people do to it.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as fc from "fast-check";
import type { RawNotice } from "../../domain/notices/types.ts";
import type { Written } from "./notices.test-data.ts";
import {
  cellsOf,
  COLUMNS,
  csvBytes,
  readAll,
  readBytes,
  sampleNotice,
  withFile,
} from "./notices.test-data.ts";

const ENCODINGS: readonly Written["encoding"][] = [
  "utf-8",
  "utf-8-bom",
  "windows-1252",
  "utf-16le",
  "utf-16be",
  "utf-16le-bom",
  "utf-16be-bom",
];
const DELIMITERS = [";", ",", "\t"] as const;
const NEWLINES = ["\r\n", "\n", "\r"] as const;
const QUOTING = ["needed", "all"] as const;
const ITALIAN: Written = { encoding: "utf-8", delimiter: ";", newline: "\r\n", quoting: "needed" };

const PLAIN: RawNotice = { des_cognome: "Rossi", des_nome: "Maria", des_indirizzo_residenza: "Via Roma 3" };

function table(notices: readonly RawNotice[]): string[][] {
  return [[...COLUMNS], ...notices.map(cellsOf)];
}

describe("dialects", () => {
  const notices = [
    sampleNotice(1),
    sampleNotice(2, { des_indirizzo_residenza: "Via «Roma», 3; scala B\tint. 4", des_email: "" }),
    sampleNotice(3, { des_indirizzo_residenza: 'Via "dei Mille" 5', des_cognome: "D’Angelò" }),
  ];
  for (const encoding of ENCODINGS)
    for (const delimiter of DELIMITERS)
      for (const newline of NEWLINES)
        for (const quoting of QUOTING)
          for (const sepLine of [false, true]) {
            const how = { encoding, delimiter, newline, quoting, sepLine };
            it(`reads ${JSON.stringify(how)}`, async () => {
              const back = await readBytes(csvBytes(table(notices), how));
              assert.equal(back.failure, null);
              assert.deepEqual(back.raws, notices.map(withoutEmpty));
              assert.deepEqual(back.lines, sepLine ? [3, 4, 5] : [2, 3, 4]);
            });
          }

  it("gives back any table in any dialect", async () => {
    const cell = fc.oneof(
      fc.string({ unit: fc.constantFrom(...Array.from("aZ09 àèìòùÈ€’'\";,\t\r\n.-+=@|")), maxLength: 12 }),
      fc.string({ maxLength: 8 }).map((text) => text.replaceAll(/[^\u0020-\u007e]/gu, "")),
    );
    const how = fc.record({
      encoding: fc.constantFrom(...ENCODINGS),
      delimiter: fc.constantFrom(...DELIMITERS),
      newline: fc.constantFrom("\r\n" as const, "\n" as const),
      quoting: fc.constantFrom(...QUOTING),
      sepLine: fc.boolean(),
    });
    const rows = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(rows, how, async (values, dialect) => {
        const given = values.map(([a, b, c], i) => {
          // The reader takes one guarding apostrophe away: that is tested by the file of rejected rows.
          const safe = (text: string | undefined) => (text ?? "").replace(/^'+/u, "");
          return sampleNotice(i, {
            des_cognome: safe(a),
            des_indirizzo_residenza: safe(b),
            des_email: safe(c),
          });
        });
        const back = await readBytes(csvBytes(table(given), dialect));
        assert.deepEqual(
          back.codes,
          given.map(() => null),
        );
        assert.deepEqual(back.raws, given.map(withoutEmpty));
      }),
      { numRuns: 150 },
    );
  });
});

function withoutEmpty(notice: RawNotice): RawNotice {
  return Object.fromEntries(Object.entries(notice).filter(([, value]) => value !== ""));
}

describe("rows that are not right", () => {
  const lines = (...rows: string[]) => [COLUMNS.join(";"), ...rows].join("\r\n");
  const good = (n: number) => cellsOf(sampleNotice(n)).join(";");

  it("says which rows have too few or too many columns, and takes the others", async () => {
    const back = await readBytes(lines(good(1), "a;b;c", good(2), `${good(3)};x`, `${good(4)};;`, ""));
    assert.deepEqual(back.codes, [null, "COLONNE_MANCANTI", null, "COLONNE_IN_PIU", null]);
    assert.deepEqual(back.lines, [2, 3, 4, 5, 6]);
    assert.equal(back.texts[1], "a;b;c");
    assert.deepEqual(back.records[1]?.raw, {});
    assert.match(back.records[1]?.broken?.message ?? "", /colonne/u);
  });

  it("skips empty lines without counting them as rows", async () => {
    const back = await readBytes(
      lines("", good(1), "", ";".repeat(COLUMNS.length - 1), "   ", good(2), "", ""),
    );
    assert.deepEqual(back.codes, [null, null]);
    assert.deepEqual(back.lines, [3, 7]);
  });

  it("keeps line numbers and bytes over quoted line ends of both kinds", async () => {
    const cells = cellsOf(sampleNotice(1, { des_indirizzo_residenza: "Via Roma\r\nscala B\nint. 3" }));
    const first = cells.map((cell) => (cell.includes("\n") ? `"${cell}"` : cell)).join(";");
    const back = await readBytes(lines(first, good(2)));
    assert.equal(back.raws[0]?.des_indirizzo_residenza, "Via Roma\r\nscala B\nint. 3");
    assert.deepEqual(back.lines, [2, 5]);
    assert.equal(back.texts[0], Buffer.from(first).toString("latin1"));
    assert.equal(back.texts[1], Buffer.from(good(2)).toString("latin1"));
  });

  it("loses no row to a quote left open", async () => {
    const open = cellsOf(sampleNotice(2, { des_indirizzo_residenza: '"Via Roma 2' })).join(";");
    const back = await readBytes(lines(good(1), open, good(3), good(4)));
    assert.deepEqual(back.codes, [null, "VIRGOLETTE_NON_CHIUSE", null, null]);
    assert.deepEqual(back.lines, [2, 3, 4, 5]);
    assert.equal(back.texts[1], Buffer.from(open).toString("latin1"));
  });

  it("loses no row to a quote that a later row seems to close", async () => {
    const open = cellsOf(sampleNotice(1, { des_cognome: '"Rossi' })).join(";");
    const quoted = cellsOf(sampleNotice(2))
      .map((cell) => `"${cell}"`)
      .join(";");
    const back = await readBytes(lines(open, good(5), quoted, good(3)));
    assert.deepEqual(back.codes, ["VIRGOLETTE_NON_CHIUSE", null, null, null]);
    const closing = cellsOf(sampleNotice(2, { des_nome: 'Anna"' })).join(";");
    const again = await readBytes(lines(open, closing, good(3)));
    assert.deepEqual(again.codes, ["VIRGOLETTE_NON_CHIUSE", null, null]);
  });

  it("finds a quote left open far from the end of a large file", async () => {
    const open = cellsOf(sampleNotice(7, { des_nome: '"Anna' })).join(";");
    const rows = Array.from({ length: 5000 }, (_, i) => (i === 1000 ? open : good(i)));
    const back = await readBytes(lines(...rows));
    assert.equal(back.records.length, 5000);
    assert.deepEqual(
      back.codes.flatMap((code, i) => (code === null ? [] : [i])),
      [1000],
    );
    assert.deepEqual(
      back.lines,
      rows.map((_, i) => i + 2),
    );
  });

  it("takes quotes inside a value as text where the columns are right", async () => {
    const inside = cellsOf(sampleNotice(1, { des_indirizzo_residenza: 'Via "Roma" 3' })).join(";");
    const begun = cellsOf(sampleNotice(2, { des_indirizzo_residenza: '"Bar Sport" di Rossi' })).join(";");
    const back = await readBytes(lines(inside, begun, good(3)));
    assert.deepEqual(back.codes, [null, null, null]);
    assert.equal(back.raws[0]?.des_indirizzo_residenza, 'Via "Roma" 3');
    assert.equal(back.raws[1]?.des_indirizzo_residenza, '"Bar Sport" di Rossi');
  });

  it("breaks only the row with zero bytes", async () => {
    const back = await readBytes(lines(good(1), good(2).replace("ACC", "A\0C"), good(3)));
    assert.deepEqual(back.codes, [null, "BYTE_NULLO", null]);
  });
});

describe("encodings over the whole file", () => {
  const header = `${COLUMNS.join(";")}\r\n`;
  const ascii = (n: number) => cellsOf(sampleNotice(n, PLAIN)).join(";");
  const many = Array.from({ length: 1500 }, (_, i) => `${ascii(i)}\r\n`).join("");

  it("is Windows-1252 when the first accent comes after 64 KB", async () => {
    const late = cellsOf(sampleNotice(1, { ...PLAIN, des_cognome: "Nicolò" })).join(";");
    const back = await readBytes(Buffer.from(`${header}${many}${late}\r\n`, "latin1"));
    assert.ok(many.length > 65_536);
    assert.equal(back.layout?.encoding, "windows-1252");
    assert.equal(back.raws.at(-1)?.des_cognome, "Nicolò");
    assert.ok(back.codes.every((code) => code === null));
  });

  it("stays UTF-8, with one broken row, when a stray Windows-1252 byte comes late", async () => {
    const accents = Array.from({ length: 1500 }, (_, i) => `${cellsOf(sampleNotice(i)).join(";")}\r\n`).join(
      "",
    );
    const stray = Buffer.from(`${ascii(7).replace("Rossi", "Nicolò")}\r\n`, "latin1");
    const bytes = Buffer.concat([Buffer.from(header + accents), stray, Buffer.from(ascii(8))]);
    const back = await readBytes(bytes);
    assert.equal(back.layout?.encoding, "utf-8");
    assert.deepEqual(back.codes.slice(-2), ["TESTO_ILLEGGIBILE", null]);
    assert.equal(back.codes.filter((code) => code !== null).length, 1);
    assert.equal(back.texts.at(-2), stray.toString("latin1").trimEnd());
  });

  it("reads rows of both encodings in a file that is mostly Windows-1252", async () => {
    const row = cellsOf(sampleNotice(1, { ...PLAIN, des_cognome: "Nicolò" })).join(";");
    const bytes = Buffer.concat([
      Buffer.from(`${header}${row}\r\n${row}\r\n`, "latin1"),
      Buffer.from(`${row}\r\n`),
      Buffer.from(`${ascii(2).replace("Rossi", "Ro\u0081si")}\r\n`, "latin1"),
    ]);
    const back = await readBytes(bytes);
    assert.deepEqual(back.codes, [null, null, null, "TESTO_ILLEGGIBILE"]);
    assert.deepEqual(
      back.raws.slice(0, 3).map((raw) => raw.des_cognome),
      ["Nicolò", "Nicolò", "Nicolò"],
    );
  });

  it("breaks the row whose accents were lost before it came to us", async () => {
    const back = await readBytes(`${header}${ascii(1)}\r\n${ascii(2).replace("Rossi", "Nicol\uFFFD")}\r\n`);
    assert.deepEqual(back.codes, [null, "TESTO_ILLEGGIBILE"]);
  });

  it("gives the bytes of UTF-16 rows in UTF-16", async () => {
    const bytes = csvBytes(table([sampleNotice(1)]), { ...ITALIAN, encoding: "utf-16be" });
    const back = await readBytes(bytes);
    const row = Buffer.from(cellsOf(sampleNotice(1)).join(";"), "utf16le").swap16();
    assert.equal(back.texts[0], row.toString("latin1"));
  });
});

describe("files", () => {
  it("refuses an empty file, a header alone, no header, and what is no table", async () => {
    assert.equal((await readBytes("")).failure, "FILE_VUOTO");
    assert.equal((await readBytes("\uFEFF\r\n\r\n")).failure, "FILE_VUOTO");
    assert.equal((await readBytes(`${COLUMNS.join(";")}\r\n`)).failure, "FILE_SENZA_RIGHE");
    assert.equal((await readBytes("%PDF-1.7 ...")).failure, "FILE_PDF");
    assert.equal((await readBytes("<html><table><tr><td>CF</td></tr></table></html>")).failure, "FILE_HTML");
    assert.equal((await readBytes('[{"cod_fiscale":"X"}]')).failure, "FILE_JSON_UNICO");
    assert.equal(
      (await readBytes(Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 251))).failure,
      "FILE_BINARIO",
    );
    assert.equal(
      (await readBytes(Buffer.from("fffe0000610000006200000", "hex"))).failure,
      "CODIFICA_NON_LEGGIBILE",
    );
    assert.notEqual((await readBytes("nome;gatto\r\nMaria;Micio\r\n")).failure, null);
  });

  it("refuses a line beyond all measure instead of filling the memory", async () => {
    const back = await readBytes(`${COLUMNS.join(";")}\r\n${"x".repeat(3_000_000)}`);
    assert.equal(back.failure, "RIGA_TROPPO_LUNGA");
  });

  it("finds the header under titles", async () => {
    const back = await readBytes(
      `Elenco beneficiari\r\n\r\n${COLUMNS.join(";")}\r\n${cellsOf(sampleNotice(1)).join(";")}\r\n`,
    );
    assert.deepEqual(back.raws, [sampleNotice(1)]);
    assert.deepEqual(back.lines, [4]);
  });

  it("joins the values of two columns that stand for one field", async () => {
    const rows = [
      [...COLUMNS, "Cellulare"],
      [...cellsOf(sampleNotice(1)), "3477654321"],
      [...cellsOf(sampleNotice(2, { des_telefono: "" })), "3477654321"],
    ];
    const back = await readBytes(csvBytes(rows, ITALIAN));
    assert.deepEqual(
      back.raws.map((raw) => raw.des_telefono),
      ["3331234567; 3477654321", "3477654321"],
    );
  });

  it("reads a table ten times as wide, ignoring unknown columns", async () => {
    const extra = Array.from({ length: 160 }, (_, i) => `nota ${i}`);
    const back = await readBytes(
      csvBytes(
        [
          [...COLUMNS, ...extra],
          [...cellsOf(sampleNotice(1)), ...extra],
        ],
        ITALIAN,
      ),
    );
    assert.deepEqual(back.raws, [sampleNotice(1)]);
  });

  it("gives batches of the size asked for, and reads a stream as it reads a file", async () => {
    const notices = Array.from({ length: 3000 }, (_, i) => sampleNotice(i));
    const bytes = csvBytes(table(notices), ITALIAN);
    const pieces = async function* () {
      for (let at = 0; at < bytes.length; at += 10_007) yield bytes.subarray(at, at + 10_007);
    };
    const streamed = await readAll(pieces(), 100);
    assert.deepEqual(streamed.raws, notices);
    await withFile(bytes, async (path) => assert.deepEqual((await readAll(path)).raws, notices));
  });
});
