// Push notices: schema first, no entities, clear answers.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { sampleNotice } from "../file-import/notices.test-data.ts";
import { noticeOfXml } from "../file-import/xml-notices.ts";
import { escapeXml, writeNoticeXml } from "./notice-xml.ts";
import { MAX_NOTICE_BYTES, pushAnswer, validatePushNotice } from "./push-notice.ts";

const NOTICE = sampleNotice(1, {
  id_comunicazione: "C1",
  des_cognome: "D'Àngelo & <Figli>",
  cod_misura: "RDC",
});

async function codeOf(xml: Uint8Array | string): Promise<string> {
  const outcome = await validatePushNotice(xml);
  return outcome.ok ? "ok" : outcome.refusal.code;
}

describe("push notice", () => {
  it("gives the notice of a valid message, as text or bytes, with or without a prefix", async () => {
    const xml = writeNoticeXml(NOTICE);
    const prefixed = xml.replaceAll(/<(\/?)(?=[A-Za-z])/gu, "<$1rdc:").replace("xmlns=", "xmlns:rdc=");
    for (const message of [xml, Buffer.from(xml), Buffer.from(`\uFEFF${xml}`), prefixed]) {
      assert.deepEqual(await validatePushNotice(message), { ok: true, value: NOTICE });
    }
  });

  it("refuses what the schema does not admit, and says where", async () => {
    const xml = writeNoticeXml(NOTICE);
    const bad = [
      xml.replace(/<cod_protocollo_inps>.*<\/cod_protocollo_inps>/u, ""),
      xml.replace("<cod_ruolo_beneficiario>R", "<cod_ruolo_beneficiario>X"),
      xml.replace("2019-05-02", "02/05/2019"),
      xml.replace("RSSMRA80A01F839W", "RSSMRA80"),
      xml.replace("</InvioRDC>", "<gatto>Micio</gatto></InvioRDC>"),
      xml.replace("invianotificaRDC", "altro"),
      xml.slice(0, -40),
    ];
    for (const message of bad) assert.equal(await codeOf(message), "NOTIFICA_FUORI_SCHEMA");
    const outcome = await validatePushNotice(bad[1] ?? "");
    assert.ok(!outcome.ok);
    assert.match(outcome.refusal.message, /riga 2.*cod_ruolo_beneficiario/u);
  });

  it("refuses emptiness, size, encoding and DOCTYPE before the schema", async () => {
    assert.equal(await codeOf(""), "NOTIFICA_VUOTA");
    assert.equal(await codeOf(Buffer.alloc(MAX_NOTICE_BYTES + 1, 32)), "NOTIFICA_TROPPO_GRANDE");
    assert.equal(await codeOf(Buffer.from(writeNoticeXml(NOTICE), "latin1")), "NOTIFICA_CODIFICA");
    assert.equal(
      await codeOf(`<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>${writeNoticeXml(NOTICE)}`),
      "NOTIFICA_DOCTYPE",
    );
  });

  it("answers in XML", () => {
    assert.match(pushAnswer("101"), /<codEsito>101<\/codEsito><\/Risposta/u);
    assert.match(
      pushAnswer("99", "a < b"),
      /<codEsito>99<\/codEsito><messaggioErrore>a &lt; b<\/messaggioErrore>/u,
    );
  });

  it("writes only characters that XML admits", () => {
    assert.equal(escapeXml("a\u0001b&<>\r🏠"), "ab&amp;&lt;&gt;&#13;🏠");
    assert.equal(noticeOfXml(writeNoticeXml({ des_nome: "a\r\n🏠" }))?.raw.des_nome, "a\r\n🏠");
  });
});
