// Receives one push notice: checks it against the XSD first, then reads it; and builds the answer to the node.

import { isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";
import { validateXML } from "xmllint-wasm";
import type { Outcome } from "../../domain/outcome.ts";
import { accept, refuse } from "../../domain/outcome.ts";
import type { RawNotice } from "../../domain/notices/types.ts";
import { noticeOfXml } from "../file-import/xml-notices.ts";
import { escapeXml, NOTICE_NAMESPACE } from "./notice-xml.ts";
import { PUSH_TEXTS } from "./texts.ts";

/** Answers of the service: taken in, error of ours, message not valid against the schema. */
export type PushAnswerCode = "101" | "999" | "99";

export const MAX_NOTICE_BYTES = 64 * 1024;

const SCHEMA = readFileSync(new URL("invia-notifica-1.3.xsd", import.meta.url), "utf8");

/**
 * The notice of one push message. Every refusal is to be answered with code 99 (`pushAnswer("99", message)`); refusal
 * codes: NOTIFICA_VUOTA, NOTIFICA_TROPPO_GRANDE, NOTIFICA_CODIFICA, NOTIFICA_DOCTYPE, NOTIFICA_FUORI_SCHEMA.
 * Faults of the validator itself are thrown (answer 999).
 */
export async function validatePushNotice(xml: Uint8Array | string): Promise<Outcome<RawNotice>> {
  const bytes =
    typeof xml === "string" ? Buffer.from(xml) : Buffer.from(xml.buffer, xml.byteOffset, xml.byteLength);
  if (bytes.length === 0) return refuse("NOTIFICA_VUOTA", PUSH_TEXTS.NOTIFICA_VUOTA);
  if (bytes.length > MAX_NOTICE_BYTES)
    return refuse("NOTIFICA_TROPPO_GRANDE", PUSH_TEXTS.NOTIFICA_TROPPO_GRANDE);
  if (!isUtf8(bytes)) return refuse("NOTIFICA_CODIFICA", PUSH_TEXTS.NOTIFICA_CODIFICA);
  const text = bytes.toString("utf8").replace(/^\uFEFF/u, "");
  // Also inside a comment: a refusal too many is better than an entity expanded.
  if (/<!(?:DOCTYPE|ENTITY)/iu.test(text)) return refuse("NOTIFICA_DOCTYPE", PUSH_TEXTS.NOTIFICA_DOCTYPE);
  const result = await validateXML({
    xml: { fileName: "notifica.xml", contents: text },
    schema: { fileName: "invia-notifica-1.3.xsd", contents: SCHEMA },
  });
  const record = result.valid ? noticeOfXml(text) : null;
  if (!record || record.broken) return refuse("NOTIFICA_FUORI_SCHEMA", schemaSentence(result.errors));
  return accept(record.raw);
}

function schemaSentence(errors: readonly { message: string; loc: { lineNumber: number } | null }[]): string {
  const first = errors[0];
  if (!first) return `${PUSH_TEXTS.NOTIFICA_FUORI_SCHEMA}.`;
  const detail = first.message.replaceAll(`{${NOTICE_NAMESPACE}}`, "").slice(0, 300);
  const line = first.loc ? ` (riga ${first.loc.lineNumber})` : "";
  return `${PUSH_TEXTS.NOTIFICA_FUORI_SCHEMA}${line}: ${detail}`;
}

/** The XML with which a push notice is answered (`codEsito`, `messaggioErrore` as in the pull service's outcome). */
export function pushAnswer(code: PushAnswerCode, message = ""): string {
  const error =
    code === "101" || message === "" ? "" : `<messaggioErrore>${escapeXml(message)}</messaggioErrore>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<RispostaRDCInviaNotifica xmlns="${NOTICE_NAMESPACE}"><codEsito>${code}</codEsito>${error}</RispostaRDCInviaNotifica>\n`;
}
