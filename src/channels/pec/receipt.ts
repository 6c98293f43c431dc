// One mail of the certified mailbox read: a receipt of a message of ours, mail for a person, or something that must not be believed.

import type { Buffer } from "node:buffer";
import { certifiedCode, certifiedFinding } from "../../domain/messages/certified-mail.ts";
import type { CertifiedFacts } from "../../domain/messages/certified-mail.ts";
import type { ReceiptFinding } from "../../domain/messages/receipts.ts";
import { readCertifiedData } from "./certified-data.ts";
import type { CertifiedData } from "./certified-data.ts";
import { addressIn, decoded, fieldText, fileName, mediaType, only, partsOf, readEntity } from "./mime.ts";
import type { Entity } from "./mime.ts";

/** Judges the signature beside a signed mail; a fault is a stable code. */
export type JudgeSignature = (mail: { readonly content: Buffer; readonly signature: Buffer; readonly from: string; readonly at: Date }) =>
  | { readonly ok: true; readonly signature: { readonly by: string; readonly trusted: boolean } }
  | { readonly ok: false; readonly fault: string };

export interface CertifiedReceiptRead {
  /** Our message's id, as its Message-ID carries it. */
  readonly key: string;
  readonly finding: ReceiptFinding;
  readonly code: string;
  readonly detail: string | null;
  readonly at: string;
  /** The provider's name of the transaction. */
  readonly reference: string;
  readonly sender: string;
  /** The one recipient of the message that it is about. */
  readonly recipient: string;
  readonly signer: string;
  readonly signerTrusted: boolean;
}

/** Fields that are shown of a mail, whatever it is. */
export interface MailFace {
  readonly from: string;
  readonly subject: string;
  readonly messageId: string | null;
}

/** ordinary: no certified mail; certified: somebody writes to us by certified mail; anomaly: ordinary mail in the provider's envelope. */
export type IncomingKind = "ordinary" | "certified" | "anomaly";

export type MailRead = { readonly face: MailFace } & (
  | { readonly kind: "receipt"; readonly receipt: CertifiedReceiptRead }
  | { readonly kind: "quarantined"; readonly code: string }
  | { readonly kind: "incoming"; readonly what: IncomingKind }
);

const SIGNATURES: ReadonlySet<string> = new Set(["application/pkcs7-signature", "application/x-pkcs7-signature"]);
const MOST_SIGNATURE_BYTES = 64 * 1024;
/** Parts inside parts that are looked into for the certified data: the rules put it in the second level. */
const DEEPEST = 3;
const KEY = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Reads one mail as it came. Never throws for what it holds. Only what is under the provider's signature is believed of a receipt. */
export function readMail(raw: Buffer, judgeSignature: JudgeSignature): MailRead {
  const mail = readEntity(raw);
  if (mail === null) return { face: NO_FACE, kind: "quarantined", code: "POSTA_ILLEGGIBILE" };
  const face = faceOf(mail);
  const claimed = only(mail, "x-ricevuta")?.toLowerCase() ?? null;
  if (only(mail, "x-verificasicurezza")?.toLowerCase() === "errore") return { face, kind: "quarantined", code: "SICUREZZA_ERRORE" };
  const transport = only(mail, "x-trasporto")?.toLowerCase() ?? null;
  const signed = signedParts(mail);
  if (signed === null) return claimed === null ? { face, kind: "incoming", what: transport === "errore" ? "anomaly" : "ordinary" } : { face, kind: "quarantined", code: "FIRMA_ASSENTE" };
  const data = certifiedDataIn(signed.content, 0);
  if (data === null) return claimed === null ? { face, kind: "incoming", what: transport === "errore" ? "anomaly" : "ordinary" } : { face, kind: "quarantined", code: "DATICERT_ASSENTE" };
  if (typeof data === "string") return { face, kind: "quarantined", code: data };
  const judged = judgeSignature({ ...signed, from: addressIn(only(mail, "from")) ?? "", at: new Date(data.at) });
  if (!judged.ok) return { face, kind: "quarantined", code: judged.fault };
  if (data.kind === "posta-certificata") return claimed === null ? { face, kind: "incoming", what: "certified" } : { face, kind: "quarantined", code: "RICEVUTA_DISCORDE" };
  const receipt = receiptOf(data, mail, judged.signature);
  return typeof receipt === "string" ? { face, kind: "quarantined", code: receipt } : { face, kind: "receipt", receipt };
}

/** The face of a mail that is too long to be read whole. */
export function faceOfStart(start: Buffer): MailFace {
  const mail = readEntity(start);
  return mail === null ? NO_FACE : faceOf(mail);
}

const NO_FACE: MailFace = { from: "", subject: "", messageId: null };

function faceOf(mail: Entity): MailFace {
  const id = fieldText(only(mail, "message-id"), 500);
  return { from: fieldText(only(mail, "from")), subject: fieldText(only(mail, "subject")), messageId: id === "" ? null : id };
}

/** What a signed mail signs, byte by byte, and the signature. */
function signedParts(mail: Entity): { readonly content: Buffer; readonly signature: Buffer } | null {
  if (mediaType(mail).type !== "multipart/signed") return null;
  const parts = partsOf(mail);
  if (parts?.length !== 2) return null;
  const beside = readEntity(parts[1]!);
  if (beside === null || !SIGNATURES.has(mediaType(beside).type)) return null;
  const signature = decoded(beside);
  return signature.length > MOST_SIGNATURE_BYTES ? null : { content: parts[0]!, signature };
}

type Found = ReturnType<typeof readCertifiedData> | "DATICERT_DOPPIO" | null;

/** The certified data among the parts of a mail; a message that is enclosed is another mail, and is not looked into. */
function certifiedDataIn(bytes: Buffer, depth: number): Found {
  const entity = readEntity(bytes);
  if (entity === null || depth > DEEPEST) return null;
  const { type } = mediaType(entity);
  if (type.startsWith("multipart/")) {
    let found: Found = null;
    for (const part of partsOf(entity) ?? []) {
      const inside = certifiedDataIn(part, depth + 1);
      if (inside !== null && found !== null) return "DATICERT_DOPPIO";
      found ??= inside;
    }
    return found;
  }
  return depth > 0 && fileName(entity) === "daticert.xml" && type !== "message/rfc822" ? readCertifiedData(decoded(entity)) : null;
}

/** The receipt, or the code of what is wrong with it. What the open fields say must be what is signed. */
function receiptOf(data: CertifiedData, mail: Entity, signature: { readonly by: string; readonly trusted: boolean }): CertifiedReceiptRead | string {
  if (data.kind === "posta-certificata" || disagrees(mail, "x-ricevuta", data.kind)) return "RICEVUTA_DISCORDE";
  if (data.messageId === null || disagrees(mail, "x-riferimento-message-id", data.messageId)) return data.messageId === null ? "RIFERIMENTO_ASSENTE" : "RICEVUTA_DISCORDE";
  if (data.form !== null && disagrees(mail, "x-tiporicevuta", data.form)) return "RICEVUTA_DISCORDE";
  const key = data.messageId.slice(0, data.messageId.lastIndexOf("@")).toLowerCase();
  if (!KEY.test(key)) return "MESSAGGIO_NON_NOSTRO";
  const [recipient, ...others] = data.recipients;
  // Each of our messages has one recipient: a receipt of several is of somebody else's.
  if (recipient === undefined || others.length > 0) return "DESTINATARI_DIVERSI";
  if (data.delivered !== null && data.delivered !== recipient.address) return "DESTINATARI_DIVERSI";
  if (data.kind === "avvenuta-consegna" && (data.delivered === null || recipient.isForeign)) return "CONSEGNA_SENZA_CASELLA";
  const status = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(data.extendedError ?? "")?.[0] ?? null;
  const facts: CertifiedFacts = { kind: data.kind, error: data.error, isForeign: recipient.isForeign, status };
  return {
    key,
    finding: certifiedFinding(facts),
    code: certifiedCode(facts),
    detail: data.extendedError,
    at: data.at,
    reference: data.identifier,
    sender: data.sender,
    recipient: recipient.address,
    signer: signature.by,
    signerTrusted: signature.trusted,
  };
}

function disagrees(mail: Entity, field: string, signed: string): boolean {
  const open = mail.fields.get(field);
  if (open === undefined) return false;
  return open.length !== 1 || open[0]!.trim().replace(/^<(.*)>$/, "$1").toLowerCase() !== signed.toLowerCase();
}
