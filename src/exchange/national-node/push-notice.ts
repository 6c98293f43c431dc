// Receives one push notice: limits, envelope and schema first, then what it says; and builds the answer to the node.

import { NOTICE_FIELDS } from "../../domain/notices/types.ts";
import type { NoticeField, RawNotice } from "../../domain/notices/types.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { accept } from "../../domain/outcome.ts";
import { escapeXml } from "./notice-xml.ts";
import { nodeSchemas, readBySchema } from "./schemas.ts";
import type { MessageSchema } from "./schemas.ts";
import { meansSoap, messageText, SOAP_NAMESPACE } from "./xml-message.ts";

/** Answers of the service: taken in, error of ours, message not valid against the schema. */
export type PushAnswerCode = "101" | "999" | "99";

export const MAX_NOTICE_BYTES = 64 * 1024;

const OWN_SCHEMA = nodeSchemas().notice;
const FIELDS: ReadonlyMap<string, NoticeField> = new Map([
  ...NOTICE_FIELDS.map((field) => [field, field] as const),
  ["dataInvio", "data_invio"],
  ["idComunicazione", "id_comunicazione"],
]);

export interface PushMessage {
  /** Whether it came in a SOAP envelope: so is it answered. */
  readonly soap: boolean;
  readonly notice: Outcome<RawNotice>;
}

/**
 * Reads one push message, plain or in a SOAP 1.1 envelope. Every refusal is to be answered with code 99, those whose code begins with
 * SOAP_ with a fault of SOAP; refusal codes: those of `messageText` and `readMessage`. Faults of ours are thrown (answer 999).
 */
export async function readPushMessage(bytes: Uint8Array, schema: MessageSchema = OWN_SCHEMA): Promise<PushMessage> {
  const text = messageText(bytes, MAX_NOTICE_BYTES);
  if (!text.ok) return { soap: meansSoap(Buffer.from(bytes.subarray(0, 2_000)).toString("latin1")), notice: text };
  const raw: RawNotice = {};
  const read = await readBySchema(text.value, schema, { soap: "optional" }, {
    leaf: (name, value) => {
      const field = FIELDS.get(name);
      if (field !== undefined) raw[field] = value;
    },
  });
  return read.ok ? { soap: read.value.soap, notice: accept(raw) } : { soap: meansSoap(text.value), notice: read };
}

/** The notice of one push message; refusals as {@link readPushMessage}. */
export async function validatePushNotice(xml: Uint8Array | string, schema: MessageSchema = OWN_SCHEMA): Promise<Outcome<RawNotice>> {
  return (await readPushMessage(typeof xml === "string" ? Buffer.from(xml) : xml, schema)).notice;
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** The XML with which a push notice is answered (`codEsito`, `messaggioErrore` as in the pull service's outcome). */
export function pushAnswer(code: PushAnswerCode, message = "", { soap = false, namespace = OWN_SCHEMA.namespace } = {}): string {
  const error = code === "101" || message === "" ? "" : `<messaggioErrore>${escapeXml(message)}</messaggioErrore>`;
  const body = `<RispostaRDCInviaNotifica xmlns="${namespace}"><codEsito>${code}</codEsito>${error}</RispostaRDCInviaNotifica>`;
  return `${DECLARATION}${soap ? envelope(body) : body}\n`;
}

/** A fault of SOAP 1.1: `Client` for a message that cannot be, `Server` for what went wrong here. */
export function soapFault(code: "Client" | "Server" | "VersionMismatch" | "MustUnderstand", message: string): string {
  const fault = `<soapenv:Fault><faultcode>soapenv:${code}</faultcode><faultstring xml:lang="it">${escapeXml(message)}</faultstring></soapenv:Fault>`;
  return `${DECLARATION}${envelope(fault)}\n`;
}

export function envelope(body: string): string {
  return `<soapenv:Envelope xmlns:soapenv="${SOAP_NAMESPACE}"><soapenv:Header/><soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`;
}
