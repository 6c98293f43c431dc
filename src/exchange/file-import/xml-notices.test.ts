// Files of push notices in XML: any size of block, any prefix, and documents that break in the middle.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { writeNoticesXml, writeNoticeXml } from "../national-node/notice-xml.ts";
import { encoded, readBytes, sampleNotice } from "./notices.test-data.ts";

const some = (count: number) =>
  Array.from({ length: count }, (_, i) => sampleNotice(i, { id_comunicazione: `C${i}` }));
const written = (count: number) => [...writeNoticesXml(some(count))].join("");

describe("XML notices", () => {
  it("gives back what was written, with the bytes of each record, over many blocks", async () => {
    const notices = some(2000).map((raw, i) => ({
      ...raw,
      des_indirizzo_residenza: `Via <Roma> & "C" ${i} 🏠è`,
    }));
    const text = [...writeNoticesXml(notices)].join("");
    assert.ok(text.length > 3 * 262_144);
    const back = await readBytes(text);
    assert.deepEqual(back.raws, notices);
    assert.deepEqual(
      back.lines,
      notices.map((_, i) => i + 1),
    );
    for (const record of back.texts) {
      assert.match(record, /^<RichiestaRDCInviaNotifica>.*<\/RichiestaRDCInviaNotifica>$/su);
    }
  });

  it("reads a single notice, prefixes, CDATA, unknown elements and other encodings", async () => {
    assert.deepEqual((await readBytes(writeNoticeXml(some(1)[0] ?? {}))).raws, some(1));
    const prefixed = writeNoticeXml(some(1)[0] ?? {})
      .replaceAll(/<(\/?)(?=[A-Za-z])/gu, "<$1ns2:")
      .replace("xmlns=", "xmlns:ns2=")
      .replace(">Nicolò<", "><![CDATA[Nicolò]]><")
      .replace("<ns2:InvioRDC>", "<ns2:InvioRDC><ns2:nuovo>1<ns2:dentro/></ns2:nuovo>");
    assert.deepEqual((await readBytes(prefixed)).raws, some(1));
    const latin = written(2).replace("UTF-8", "ISO-8859-1");
    assert.deepEqual((await readBytes(encoded(latin, "windows-1252"))).raws, some(2));
    assert.deepEqual((await readBytes(encoded(written(2), "utf-16le-bom"))).raws, some(2));
    assert.equal(
      (await readBytes(written(1).replace("UTF-8", "EBCDIC-IT"))).failure,
      "CODIFICA_NON_LEGGIBILE",
    );
  });

  it("takes what was complete before the document breaks; the rest is one broken record", async () => {
    const text = written(10);
    const end = text.lastIndexOf("<RichiestaRDCInviaNotifica>") + 200;
    for (const broken of [
      text.slice(0, end),
      `${text.slice(0, end)}</sbagliato>${text.slice(end)}`,
      `${text.slice(0, end)}&mai;`,
    ]) {
      const back = await readBytes(broken);
      assert.equal(back.failure, null);
      assert.deepEqual(back.codes, [...some(9).map(() => null), "XML_INTERROTTO"]);
      assert.match(back.texts[9] ?? "", /^<RichiestaRDCInviaNotifica>/u);
      assert.equal(back.lines[9], 10);
    }
    assert.deepEqual((await readBytes(text.replace("</NotificheRDC>", ""))).codes.at(-1), "XML_INTERROTTO");
  });

  it("breaks only the record whose text or structure is wrong", async () => {
    const text = written(4);
    const twice = text.replace(
      "<cod_stato>ACC</cod_stato>",
      "<cod_stato>ACC</cod_stato><cod_stato>ANN</cod_stato>",
    );
    assert.deepEqual((await readBytes(twice)).codes, ["XML_CAMPO_RIPETUTO", null, null, null]);
    const nested = text.replace("<cod_stato>ACC</cod_stato>", "<cod_stato><b>ACC</b></cod_stato>");
    assert.deepEqual((await readBytes(nested)).codes, ["XML_STRUTTURA", null, null, null]);
    const stray = Buffer.from(text.replace("Via Forìa 2", "Via For#a 2"));
    stray[stray.indexOf("For#a") + 3] = 0xec;
    assert.deepEqual((await readBytes(stray)).codes, [null, null, "TESTO_ILLEGGIBILE", null]);
  });

  it("refuses DOCTYPE, entities, other documents and nonsense", async () => {
    const bomb = '<!DOCTYPE a [<!ENTITY x "y">]>';
    assert.equal(
      (await readBytes(written(1).replace("<NotificheRDC", `${bomb}<NotificheRDC`))).failure,
      "XML_DOCTYPE",
    );
    assert.equal((await readBytes("<altro><cosa/></altro>")).failure, "XML_SENZA_NOTIFICHE");
    assert.equal((await readBytes("<altro><cosa></altro>")).failure, "XML_NON_VALIDO");
  });
});
