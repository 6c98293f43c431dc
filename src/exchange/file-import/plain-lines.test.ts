// The fast way through a CSV file gives what the careful way gives, whatever the bytes.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as fc from "fast-check";
import { CsvReader } from "./csv.ts";
import type { Dialect } from "./dialect.ts";
import type { TableRow } from "./table.ts";

const WIDTH = 3;

interface SeenRow {
  readonly line: number;
  readonly broken: string | null;
  readonly bytes: string;
  readonly cells: readonly string[] | null;
}

function read(blocks: readonly Buffer[], dialect: Dialect, careful: boolean): SeenRow[] {
  const reader = new CsvReader(dialect, WIDTH, careful);
  const seen: SeenRow[] = [];
  const see = (rows: readonly TableRow[]) => {
    for (const row of rows) {
      const bytes = Buffer.from(row.bytes()).toString("latin1");
      // Nobody reads the cells of a broken row.
      seen.push({
        line: row.line,
        broken: row.broken,
        bytes,
        cells: row.broken === null ? [...row.cells] : null,
      });
    }
  };
  for (const block of blocks) see(reader.push(block));
  see(reader.finish());
  return seen;
}

function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const ends = [
    ...places.map((place) => Math.floor(place * bytes.length)).toSorted((a, b) => a - b),
    bytes.length,
  ];
  return ends.map((end, i) => bytes.subarray(ends[i - 1] ?? 0, end));
}

const dialects = fc.record({
  encoding: fc.constantFrom("utf-8" as const, "windows-1252" as const),
  bom: fc.constant(false),
  delimiter: fc.constantFrom(";" as const, "," as const, "\t" as const),
  newline: fc.constantFrom("\r\n" as const, "\n" as const, "\r" as const),
  sepLine: fc.boolean(),
});
/** Pieces of lines, as bytes: the marks of the dialects, letters in both encodings, and what is wrong in each. */
const PIECES = [
  "a",
  "B9",
  " ",
  ";",
  ";",
  ",",
  "\t",
  '"',
  '""',
  '";"',
  "\r\n",
  "\n",
  "\r",
  "\u00c3\u00a0",
  "\u00e0",
  "\u0092",
  "\u0081",
  "\0",
  "\u00ef\u00bf\u00bd",
];
const wild = fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join(""));
/** Mostly right, so that long stretches go the fast way with quotes here and there. */
const ordinary = fc
  .array(
    fc.array(
      fc.constantFrom(
        "",
        "via Roma",
        "\u00e0",
        "\u00c3\u00a0",
        '"x;y"',
        '"a ""b"" c"',
        '"due\r\nrighe"',
        "x\r",
      ),
      {
        minLength: WIDTH,
        maxLength: WIDTH,
      },
    ),
    { maxLength: 20 },
  )
  .map((rows) => rows.map((cells) => cells.join(";")).join("\r\n"));
const places = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 4 });

describe("plain lines", () => {
  for (const [name, texts] of [
    ["wild bytes", wild],
    ["ordinary tables", ordinary],
  ] as const) {
    it(`are read as the careful way reads them: ${name}`, () => {
      fc.assert(
        fc.property(texts, dialects, places, (text, dialect, where) => {
          const blocks = cut(Buffer.from(text, "latin1"), where);
          assert.deepEqual(read(blocks, dialect, false), read(blocks, dialect, true));
        }),
        { numRuns: 2_000 },
      );
    });
  }

  it("keeps bytes and line of a row after a value over two lines", () => {
    const dialect: Dialect = {
      encoding: "utf-8",
      bom: false,
      delimiter: ";",
      newline: "\r\n",
      sepLine: false,
    };
    const rows = read([Buffer.from('a;b;c\r\nd;"e\r\nf";g\r\n\r\nh;i;è\r\n')], dialect, false);
    assert.deepEqual(
      rows.map((row) => [row.line, row.cells?.[1]]),
      [
        [1, "b"],
        [2, "e\r\nf"],
        [5, "i"],
      ],
    );
    assert.equal(Buffer.from(rows[2]?.bytes ?? "", "latin1").toString(), "h;i;è");
  });
});
