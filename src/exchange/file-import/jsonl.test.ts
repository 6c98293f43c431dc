// JSON Lines: one notice a line, bad lines set apart.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readBytes, sampleNotice } from "./notices.test-data.ts";

describe("JSON Lines", () => {
  it("reads official names, numbers and booleans, and skips empty lines", async () => {
    const first = {
      ...sampleNotice(1),
      cod_cap_residenza: 80137,
      flg_tenuto: true,
      cod_sap: null,
      altro: "x",
    };
    const back = await readBytes(`\uFEFF${JSON.stringify(first)}\r\n\r\n${JSON.stringify(sampleNotice(2))}`);
    assert.deepEqual(back.raws, [{ ...sampleNotice(1), flg_tenuto: "true" }, sampleNotice(2)]);
    assert.deepEqual(back.lines, [1, 3]);
    assert.equal(back.layout?.format, "jsonl");
  });

  it("reads what people write for the names", async () => {
    const { cod_fiscale, ...rest } = sampleNotice(1);
    const back = await readBytes(JSON.stringify({ ...rest, "Codice fiscale": cod_fiscale }));
    assert.deepEqual(back.raws, [sampleNotice(1)]);
  });

  it("sets bad lines apart and goes on", async () => {
    const good = JSON.stringify(sampleNotice(1));
    const bad = Buffer.from([0x7b, 0x22, 0x61, 0xe8, 0x22, 0x7d, 0x0a]);
    const lines = [
      good,
      "{oops",
      '{"cod_fiscale":["X"]}',
      '{"gatto":"Micio"}',
      "[1]",
      '{"cod_fiscale":"RSS"}',
      "",
    ].join("\n");
    const back = await readBytes(Buffer.concat([Buffer.from(lines), bad, Buffer.from(good)]));
    assert.deepEqual(back.codes, [
      null,
      "JSON_NON_VALIDO",
      "JSON_VALORE_COMPOSTO",
      "JSON_CAMPI_SCONOSCIUTI",
      "JSON_NON_VALIDO",
      null,
      "TESTO_ILLEGGIBILE",
      null,
    ]);
    assert.deepEqual(back.raws[5], { cod_fiscale: "RSS" });
    assert.equal(back.texts[1], "{oops");
  });
});
