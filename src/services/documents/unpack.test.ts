// Compressed parts: bombs are found before they have grown, and what hides in packed objects is seen.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { deflateSync } from "node:zlib";
import { recognise } from "../../domain/documents/recognise.ts";
import { pdf, png, stream } from "../../domain/documents/sample-files.test-data.ts";
import { checkPacked, decodeAscii85 } from "./unpack.ts";

const MB = 1024 * 1024;

async function verdict(file: Uint8Array, limit = 16 * MB): Promise<string> {
  const recognised = recognise(file);
  assert.ok(recognised.ok, JSON.stringify(recognised));
  const checked = await checkPacked(file, recognised.value.packed, limit);
  return checked.ok ? "taken" : checked.refusal.code;
}

const packed = (content: Buffer | string): string => deflateSync(content).toString("latin1");

describe("compressed parts", () => {
  it("that stay small are taken", async () => {
    assert.equal(
      await verdict(pdf(stream("/Filter /FlateDecode", packed("BT (Certificato) Tj ET")))),
      "taken",
    );
    assert.equal(
      await verdict(pdf(stream("/Type /ObjStm /Filter /FlateDecode", packed("1 0 << /Type /Page >>")))),
      "taken",
    );
    assert.equal(await verdict(png(400, 300)), "taken");
  });

  it("that grow enormously are refused, one or many, once or twice over", async () => {
    const zeros = Buffer.alloc(20 * MB);
    assert.equal(await verdict(pdf(stream("/Filter /FlateDecode", packed(zeros)))), "DOCUMENTO_GONFIATO");
    const many = stream("/Filter /FlateDecode", packed(Buffer.alloc(3 * MB))).repeat(6);
    assert.equal(await verdict(pdf(many)), "DOCUMENTO_GONFIATO");
    const twice = deflateSync(deflateSync(Buffer.alloc(100 * MB))).toString("latin1");
    assert.equal(
      await verdict(pdf(stream("/Filter [/FlateDecode /FlateDecode]", twice))),
      "DOCUMENTO_GONFIATO",
    );
    assert.equal(await verdict(png(30, 20, zeros)), "DOCUMENTO_GONFIATO");
  });

  it("cost no memory for what they would become", async () => {
    const bomb = pdf(stream("/Filter /FlateDecode", packed(Buffer.alloc(300 * MB))));
    const before = process.memoryUsage().rss;
    assert.equal(await verdict(bomb, 256 * MB), "DOCUMENTO_GONFIATO");
    assert.ok(process.memoryUsage().rss - before < 128 * MB);
  });

  it("that hide what acts are found out; those that nobody can read are refused", async () => {
    const objects = (content: string): Uint8Array =>
      pdf(stream("/Type /ObjStm /N 1 /Filter /FlateDecode", content));
    assert.equal(await verdict(objects(packed("1 0 << /S /JavaScript /JS (x) >>"))), "CONTENUTO_ATTIVO");
    assert.equal(await verdict(objects(packed("1 0 << /S /L#61unch >>"))), "CONTENUTO_ATTIVO");
    assert.equal(await verdict(objects("not packed at all")), "PDF_NON_CONTROLLABILE");
    assert.equal(
      await verdict(objects(packed("1 0 << /Type /Page >>").slice(0, -6))),
      "PDF_NON_CONTROLLABILE",
    );
    assert.equal(await verdict(pdf(stream("/Type /ObjStm", "1 0 << /JS 3 0 R >>"))), "CONTENUTO_ATTIVO");
  });

  it("are read through their letters", async () => {
    assert.equal(decodeAscii85(Buffer.from('87cURD]i,"Ebo80~>'))?.toString(), "Hello World!");
    assert.equal(decodeAscii85(Buffer.from("z~>"))?.toString("hex"), "00000000");
    assert.equal(decodeAscii85(Buffer.from("\u00ff")), null);
    assert.equal(
      await verdict(pdf(stream("/Type /ObjStm /Filter [/ASCII85Decode /FlateDecode]", "zzzz~>"))),
      "PDF_NON_CONTROLLABILE",
    );
  });
});
