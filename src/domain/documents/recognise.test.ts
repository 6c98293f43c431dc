// Which files are taken in and which are not: true ones of each type, and the tricks that make one look like another.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { deflateSync } from "node:zlib";
import fc from "fast-check";
import { activeIn } from "./pdf.ts";
import { recognise } from "./recognise.ts";
import { heic, jpeg, pdf, png, stream } from "./sample-files.test-data.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const verdict = (file: Uint8Array): string => {
  const outcome = recognise(file);
  return outcome.ok ? outcome.value.media : outcome.refusal.code;
};

describe("what a file is", () => {
  it("is told by its bytes: PDF, JPEG, PNG, HEIC, plain text", () => {
    assert.equal(verdict(pdf()), "application/pdf");
    assert.equal(verdict(jpeg(1200, 1600)), "image/jpeg");
    assert.equal(verdict(png(30, 20)), "image/png");
    assert.equal(verdict(heic(4032, 3024)), "image/heic");
    assert.equal(verdict(bytes("Il sottoscritto dichiara…\r\nPerché sì, è così.\n")), "text/plain");
  });

  it("refuses every other type, whatever it pretends to be", () => {
    for (const start of ["MZ\u0090\u0000", "PK\u0003\u0004", "\u007fELF", "\u0000\u0001\u0002"]) {
      assert.equal(verdict(bytes(start + "x".repeat(100))), "TIPO_NON_ACCETTATO", JSON.stringify(start));
    }
    assert.equal(verdict(new Uint8Array()), "DOCUMENTO_VUOTO");
    for (const page of [
      "<!doctype html><p>ciao",
      "<svg xmlns='…'/>",
      "#!/bin/sh\nrm",
      "{\\rtf1 ciao}",
      "%!PS-Adobe",
      "testo <script>x</script>",
      "a <IFRAME src=x>",
    ]) {
      assert.equal(verdict(bytes(page)), "TESTO_NON_SEMPLICE", page);
    }
    assert.equal(verdict(bytes(`testo ${"\u202e"}oirartnoc`)), "TESTO_NON_SEMPLICE");
    assert.equal(verdict(Uint8Array.from([...bytes("perch"), 0xe9])), "TESTO_NON_SEMPLICE");
  });

  it("refuses what is too large, in bytes or in points", () => {
    assert.equal(verdict(new Uint8Array(10 * 1024 * 1024 + 1)), "DOCUMENTO_TROPPO_GRANDE");
    assert.equal(verdict(bytes("a".repeat(1024 * 1024 + 1))), "DOCUMENTO_TROPPO_GRANDE");
    assert.equal(verdict(jpeg(20_000, 20_000)), "IMMAGINE_TROPPO_GRANDE");
    assert.equal(verdict(png(100_000, 100_000)), "IMMAGINE_TROPPO_GRANDE");
    assert.equal(verdict(heic(30_000, 30_000)), "IMMAGINE_TROPPO_GRANDE");
  });

  it("refuses what is cut or has something hung on it", () => {
    assert.equal(verdict(pdf().subarray(0, 60)), "DOCUMENTO_ROVINATO");
    assert.equal(verdict(png(30, 20).subarray(0, 40)), "DOCUMENTO_ROVINATO");
    assert.equal(
      verdict(Uint8Array.from([...png(30, 20), ...bytes("PK\u0003\u0004")])),
      "DOCUMENTO_ROVINATO",
    );
    assert.equal(verdict(Uint8Array.from([0xff, 0xd8, 0xff, 0xda, 0, 8])), "DOCUMENTO_ROVINATO");
    assert.equal(verdict(Uint8Array.from([0xff, 0xd8, 0xff])), "DOCUMENTO_ROVINATO");
  });

  it("finds what acts in a PDF, also under another spelling", () => {
    for (const object of [
      "<< /S /JavaScript /JS (app.alert(1)) >>",
      "<< /S /J#61v#61Script >>",
      "<< /S /Launch /F (cmd.exe) >>",
      "<< /Names << /EmbeddedFiles 9 0 R >> >>",
      "<< /AA << /O 7 0 R >> >>",
      "<< /Subtype /RichMedia >>",
      "<< /XFA 8 0 R >>",
      "<< /S /SubmitForm >>",
      "<< /S /GoToR >>",
    ]) {
      assert.equal(verdict(pdf(`7 0 obj ${object} endobj\n`)), "CONTENUTO_ATTIVO", object);
    }
    assert.equal(verdict(pdf("", "/Encrypt 5 0 R")), "PDF_CIFRATO");
    // A link and a field to sign are no program.
    assert.equal(
      verdict(
        pdf(
          "7 0 obj << /S /URI /URI (https://example.it) >> endobj 8 0 obj << /AcroForm << /SigFlags 3 >> >> endobj\n",
        ),
      ),
      "application/pdf",
    );
  });

  it("does not take a PDF that it cannot look into", () => {
    const hidden = (dictionary: string): string => verdict(pdf(stream(dictionary, "xxxx")));
    for (const dictionary of [
      "/Filter /LZWDecode",
      "/Filter 9 0 R",
      "/Filter [/DCTDecode /FlateDecode]",
      "/Type /ObjStm /Filter /DCTDecode",
      "/F (altrove.pdf)",
      "/Filter [/FlateDecode /FlateDecode /FlateDecode]",
      "/Filter /Crypt",
      `/Filter /FlateDecode ${" ".repeat(70_000)}`,
    ]) {
      assert.equal(hidden(dictionary), "PDF_NON_CONTROLLABILE", dictionary.slice(0, 60));
    }
    const inside = `9 0 obj << /Type /ObjStm /Filter /FlateDecode >>\nstream\nyyy\nendstream`;
    assert.equal(verdict(pdf(stream("/Length 4", inside))), "PDF_NON_CONTROLLABILE");
  });

  it("says which parts of a PDF are packed, and which of them hold objects", () => {
    const packed = Buffer.from(deflateSync("1 0 << /S /JavaScript >>")).toString("latin1");
    const outcome = recognise(
      Buffer.from(
        Buffer.from(pdf(stream("/Type /ObjStm /N 1 /Filter /FlateDecode", packed))).toString("latin1"),
        "latin1",
      ),
    );
    assert.ok(outcome.ok);
    const [part, ...others] = outcome.value.packed;
    assert.deepEqual([part?.objects, part?.layers, others.length], [true, 1, 0]);
    assert.ok(activeIn(bytes("<< /JS 4 0 R >>")));
    assert.ok(!activeIn(bytes("<< /Type /Page >>")));
  });

  it("never fails on any bytes, behind any beginning", () => {
    const starts = [pdf(), png(9, 9), jpeg(9, 9), heic(9, 9), bytes("testo")];
    fc.assert(
      fc.property(
        fc.constantFrom(...starts),
        fc.uint8Array({ maxLength: 400 }),
        fc.nat(200),
        (start, noise, cut) => {
          recognise(Uint8Array.from([...start.subarray(0, cut), ...noise]));
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
