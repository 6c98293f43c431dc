// A sheet written as it comes is read back by another program's reader, word for word, and is never held whole.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readOds } from "hucre/ods";
import { odsSheet } from "./sheet.ts";
import type { Cell } from "./sheet.ts";

async function whole(rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of odsSheet("Messaggi", rows, "2019-09-02T10:00:00")) pieces.push(piece);
  return Buffer.concat(pieces);
}

describe("odsSheet", () => {
  it("is read back as it was written", async () => {
    const rows = [["Cognome", "Parti", "Testo"], ["D’Alò & <figli>", 2, "=1+1"], ["", 0, "«così» \u0007è"]];
    const book = await readOds(new Uint8Array(await whole(rows)));
    assert.equal(book.sheets[0]!.name, "Messaggi");
    const read = book.sheets[0]!.rows.map((row) => row.map((cell) => cell ?? ""));
    assert.deepEqual(read, [["Cognome", "Parti", "Testo"], ["D’Alò & <figli>", 2, "=1+1"], ["", 0, "«così» è"]]);
  });

  it("begins with its kind, uncompressed", async () => {
    const bytes = await whole([["a"]]);
    assert.equal(bytes.subarray(30, 38).toString("latin1"), "mimetype");
    assert.equal(bytes.subarray(38, 84).toString("latin1"), "application/vnd.oasis.opendocument.spreadsheet");
  });

  it("asks for rows at the pace of whoever reads", async () => {
    let given = 0;
    const endless = async function* (): AsyncGenerator<readonly Cell[]> {
      for (;;) {
        given += 1;
        yield [given, Math.sin(given).toString(36).repeat(4)];
      }
    };
    let read = 0;
    for await (const piece of odsSheet("Prova", endless(), "2019-09-02T10:00:00")) {
      read += piece.length;
      if (read > 200_000) break;
    }
    assert.ok(given < 100_000, `${given} rows asked for`);
  });

  it("ends with the fault of whoever gives the rows", async () => {
    const broken = async function* (): AsyncGenerator<readonly Cell[]> {
      yield ["a"];
      throw new Error("cut");
    };
    await assert.rejects(whole(broken()), /cut/);
  });
});
