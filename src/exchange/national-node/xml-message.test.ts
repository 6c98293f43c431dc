// Messages judged by our tables: xmllint, with the same schema, is the judge of the judge.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { validateXML } from "xmllint-wasm";
import { sampleNotice } from "../file-import/notices.test-data.ts";
import { mutate, seeded } from "./mutations.test-data.ts";
import { writeNoticeXml } from "./notice-xml.ts";
import { envelope, readPushMessage } from "./push-notice.ts";
import { nodeSchemas, readBySchema } from "./schemas.ts";
import type { MessageSchema } from "./schemas.ts";
import { messageText, readMessage } from "./xml-message.ts";
import { compileSchema } from "./xsd-schema.ts";

/** Set higher for a long run. */
const SAMPLE = Number(process.env["CONVOCA_FUZZ"] ?? 1_200);
const SCHEMAS = nodeSchemas();
const NOTICE = writeNoticeXml(sampleNotice(1, { id_comunicazione: "C1", des_telefono: "081 123", cod_sesso: "F" }));
const BENEFICIARY = /<InvioRDC>(.*)<\/InvioRDC>/u.exec(NOTICE)![1]!;
const ANSWER = `<?xml version="1.0" encoding="UTF-8"?>
<ricevi_RDC_by_codiceFiscaleResponse xmlns="${SCHEMAS.service.namespace}"><esito><codEsito>101</codEsito></esito><beneficiario>${BENEFICIARY}</beneficiario></ricevi_RDC_by_codiceFiscaleResponse>`;

/** White space around a dateTime, which XSD collapses, is a fault to this xmllint (not around a date, not always after one). */
const XMLLINT_ERRS = /dataInvio[^>]*>(?:\s|[^<]*\s<)/u;

/** Which of these texts xmllint finds valid; more than a few hundred in one go are too many for it. */
async function validByXmllint(texts: readonly string[], schema: MessageSchema): Promise<boolean[]> {
  if (texts.length > 400) return [...(await validByXmllint(texts.slice(0, 400), schema)), ...(await validByXmllint(texts.slice(400), schema))];
  const { errors } = await validateXML({
    xml: texts.map((contents, at) => ({ fileName: `f${at}.xml`, contents })),
    schema: { fileName: schema.file, contents: schema.xsd },
  });
  const wrong = new Set(errors.map(({ loc, rawMessage }) => loc?.fileName ?? /f\d+\.xml/u.exec(rawMessage)?.[0]));
  return texts.map((_, at) => !wrong.has(`f${at}.xml`));
}

const codeOf = async (xml: string): Promise<string> => {
  const { notice } = await readPushMessage(Buffer.from(xml));
  return notice.ok ? "ok" : notice.refusal.code;
};

describe("messages of the national node", () => {
  it("are judged by our tables: both schemas are of the kind they know", () => {
    assert.notEqual(SCHEMAS.notice.tables, null);
    assert.notEqual(SCHEMAS.service.tables, null);
  });

  for (const [what, seed] of [["notice", NOTICE], ["service", ANSWER]] as const) {
    it(`are never found valid where xmllint finds a fault, nor the other way: ${what}`, async () => {
      const schema = SCHEMAS[what];
      const chance = seeded(7);
      const texts = [seed];
      while (texts.length < SAMPLE) {
        const text = messageText(mutate(seed, chance), 64 * 1024);
        // A character that is half of one cannot be handed over as text.
        if (text.ok && text.value.isWellFormed() && !XMLLINT_ERRS.test(text.value)) texts.push(text.value);
      }
      const judged = await validByXmllint(texts, schema);
      let valid = 0;
      for (const [at, text] of texts.entries()) {
        const ours = readMessage(text, schema.tables, { soap: "none" }, {}).ok;
        if (ours) valid += 1;
        assert.equal(ours, judged[at], text.slice(0, 4_000));
      }
      assert.ok(valid > 100 && valid < texts.length - 100, `${valid} of ${texts.length} are valid: the test says little`);
    });
  }

  it("come in an envelope of SOAP 1.1 or without", async () => {
    const body = NOTICE.replace(/<\?xml[^>]*>\s*/u, "");
    assert.equal(await codeOf(envelope(body)), "ok");
    assert.equal(await codeOf(NOTICE), "ok");
    assert.equal(await codeOf(envelope("")), "SOAP_BUSTA");
    assert.equal(await codeOf(envelope(body + body)), "SOAP_BUSTA");
    assert.equal(await codeOf(envelope(body).replace("http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope")), "SOAP_VERSIONE");
    const header = (attribute: string): string => envelope(body).replace("<soapenv:Header/>", `<soapenv:Header><x:y xmlns:x="urn:x" ${attribute}>z</x:y></soapenv:Header>`);
    assert.equal(await codeOf(header("")), "ok");
    assert.equal(await codeOf(header('soapenv:mustUnderstand="1"')), "SOAP_INTESTAZIONE");
    assert.equal(await codeOf(`${"<a>".repeat(20)}`), "NOTIFICA_FUORI_SCHEMA");
  });

  it("are left to xmllint where the schema says more than tables can", async () => {
    const xsd = SCHEMAS.notice.xsd.replace('<xs:pattern value="[A-Z0-9]{16}|[0-9]{11}"/>', '<xs:pattern value="[\\p{Lu}\\d]{16}|[0-9]{11}"/>');
    const schema: MessageSchema = { ...SCHEMAS.notice, xsd, tables: compileSchema(xsd) };
    assert.equal(schema.tables, null);
    const wrapped = envelope(`<n:RichiestaRDCInviaNotifica>x</n:RichiestaRDCInviaNotifica>`).replace("<soapenv:Body", `<soapenv:Body xmlns:n="${schema.namespace}"`);
    const good = envelope(NOTICE.replace(/<\?xml[^>]*>\s*/u, ""));
    assert.equal((await readBySchema(good, schema, { soap: "optional" }, {})).ok, true);
    const bad = await readBySchema(wrapped, schema, { soap: "optional" }, {});
    assert.equal(bad.ok, false);
    assert.match(bad.ok ? "" : bad.refusal.message, /Element content is required|Character content|RichiestaRDCInviaNotifica/u);
  });
});
