// Writes notices as the national node sends them: one message, or a file of many.

import { NOTICE_FIELDS } from "../../domain/notices/types.ts";
import type { NoticeField, RawNotice } from "../../domain/notices/types.ts";

/** Namespace of push notice 1.3 (inferred: see invia-notifica-1.3.xsd). */
export const NOTICE_NAMESPACE = "http://servizi.lavoro.gov.it/invianotificaRDC";

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';
const BODY_FIELDS: readonly NoticeField[] = NOTICE_FIELDS.filter(
  (name) => name !== "data_invio" && name !== "id_comunicazione",
);

/** One push notice as a whole document. Absent and empty fields are left out. */
export function writeNoticeXml(raw: RawNotice): string {
  return `${DECLARATION}${noticeElement(raw, ` xmlns="${NOTICE_NAMESPACE}"`)}\n`;
}

/** A file of many push notices, as text pieces to be written as UTF-8. */
export function* writeNoticesXml(notices: Iterable<RawNotice>): Generator<string> {
  yield `${DECLARATION}<NotificheRDC xmlns="${NOTICE_NAMESPACE}">\n`;
  for (const raw of notices) yield `${noticeElement(raw, "")}\n`;
  yield "</NotificheRDC>\n";
}

function noticeElement(raw: RawNotice, attributes: string): string {
  let body = "";
  for (const field of BODY_FIELDS) body += element(field, raw[field]);
  const sending = element("dataInvio", raw.data_invio) + element("idComunicazione", raw.id_comunicazione);
  return `<RichiestaRDCInviaNotifica${attributes}><DatiInvio>${sending}</DatiInvio><InvioRDC>${body}</InvioRDC></RichiestaRDCInviaNotifica>`;
}

function element(name: string, value: string | undefined): string {
  return value === undefined || value === "" ? "" : `<${name}>${escapeXml(value)}</${name}>`;
}

/** Text safe inside an element: marks escaped, characters that XML 1.0 does not admit left out. */
export function escapeXml(text: string): string {
  if (!/[&<>\r]|[^\t\n\u0020-\uD7FF\uE000-\uFFFD]/.test(text)) return text;
  return text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("\r", "&#13;");
}
