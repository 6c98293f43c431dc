// Cells that leave: none becomes a formula, none breaks its row.

import assert from "node:assert/strict";
import { it } from "node:test";
import { csvCell, csvFile } from "./csv.ts";

it("a cell that begins like a formula is written as text", () => {
  for (const risky of ["=1+1", "+39 333", "-2", "@A1", "\t=1", " =cmd|' /C calc'!A0", "\r=1"]) assert.match(csvCell(risky).replace(/^"/, ""), /^'/, risky);
  for (const plain of ["ROSSI", "Niccolò", "14/10/2019", "a=b", ""]) assert.equal(csvCell(plain), plain);
});

it("quotes, semicolons and line ends stay inside their cell", () => {
  assert.equal(csvCell('via "dei Mille"; 12\n80121'), '"via ""dei Mille""; 12\n80121"');
  assert.equal(csvFile([["a", "b;c"], ["=d"]]), "\uFEFFa;\"b;c\"\r\n'=d\r\n");
});
