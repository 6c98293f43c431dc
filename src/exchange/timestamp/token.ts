// Time stamps after RFC 3161: the request, and the answer read and verified with Node's own cryptography.

import { Buffer } from "node:buffer";
import { hash } from "node:crypto";
import type { X509Certificate } from "node:crypto";
import { attribute, descends, HASHES, isSigned, isValidAt, nameOf, readSigned, SHA256, signerOf, strongHashOf } from "../cms/signed.ts";
import type { Signer } from "../cms/signed.ts";
import { childrenOf, der, derInteger, derOid, expect, NotDer, oidText, readDer, TAG } from "./der.ts";

const OID = {
  stampInfo: "1.2.840.113549.1.9.16.1.4",
  certificate: "1.2.840.113549.1.9.16.2.12",
  certificateV2: "1.2.840.113549.1.9.16.2.47",
} as const;
const STAMPING = "1.3.6.1.5.5.7.3.8";

/** What was found wrong: the codes of the findings. */
export type StampFault = "MARCA_ILLEGGIBILE" | "MARCA_RIFIUTATA" | "MARCA_DI_ALTRO" | "MARCA_NON_FIRMATA" | "MARCA_CERTIFICATO" | "MARCA_CATENA" | "MARCA_NONCE";

export interface Stamp {
  /** Instant that the authority vouches for, ISO. */
  readonly at: string;
  /** Who signed, as the certificate says. */
  readonly by: string;
  /** The certificate descends from an authority that was given; false when none was. */
  readonly trusted: boolean;
}

export type StampCheck = { readonly ok: true; readonly stamp: Stamp } | { readonly ok: false; readonly fault: StampFault };

/** A request for the SHA-256 `digest`, with the certificate to be sent along. `nonce`: random bytes. */
export function stampRequest(digest: Buffer, nonce: Buffer): Buffer {
  const imprint = der(TAG.sequence, der(TAG.sequence, derOid(SHA256), der(TAG.nothing)), der(TAG.octets, digest));
  return der(TAG.sequence, derInteger(Buffer.from([1])), imprint, derInteger(nonce), der(TAG.boolean, Buffer.from([0xff])));
}

export interface Expected {
  /** SHA-256 of what was stamped. */
  readonly digest: Buffer;
  /** Of the request; absent when an old answer is looked at. */
  readonly nonce?: Buffer;
  /** Certificates of authorities, PEM or DER; empty: whom to trust is not judged. */
  readonly authorities: readonly X509Certificate[];
}

/** Judges a whole answer (TimeStampResp). Never throws: what cannot be read is a fault like the others. */
export function checkStamp(answer: Buffer, expected: Expected): StampCheck {
  try {
    return judge(answer, expected);
  } catch (error) {
    // Node throws plain errors for certificates and keys that it cannot read.
    if (error instanceof Error) return { ok: false, fault: "MARCA_ILLEGGIBILE" };
    throw error;
  }
}

const no = (fault: StampFault): StampCheck => ({ ok: false, fault });

function judge(answer: Buffer, { digest, nonce, authorities }: Expected): StampCheck {
  const response = expect(readDer(answer), TAG.sequence);
  if (response.whole.length !== answer.length) return no("MARCA_ILLEGGIBILE");
  const [status, token] = childrenOf(response);
  const granted = expect(childrenOf(expect(status, TAG.sequence))[0], TAG.integer).content;
  if (granted.length !== 1 || granted[0]! > 1 || token === undefined) return no("MARCA_RIFIUTATA");
  const signed = readSigned(token);
  const { content } = signed;
  if (signed.contentType !== OID.stampInfo || content === null) return no("MARCA_ILLEGGIBILE");
  const info = stampInfo(content);
  if (!info.digest.equals(digest)) return no("MARCA_DI_ALTRO");
  if (nonce !== undefined && info.nonce?.equals(expect(readDer(derInteger(nonce)), TAG.integer).content) !== true) return no("MARCA_NONCE");
  const certificate = signerOf(signed);
  if (certificate === null || !namesCertificate(signed.signer, certificate) || !isSigned(signed, content, certificate)) return no("MARCA_NON_FIRMATA");
  if (!mayStamp(certificate, info.at)) return no("MARCA_CERTIFICATO");
  const trusted = authorities.length > 0;
  if (trusted && !descends(certificate, signed.certificates, authorities, info.at)) return no("MARCA_CATENA");
  return { ok: true, stamp: { at: info.at.toISOString(), by: nameOf(certificate), trusted } };
}

interface Info {
  readonly digest: Buffer;
  readonly at: Date;
  readonly nonce: Buffer | null;
}

function stampInfo(content: Buffer): Info {
  const parts = childrenOf(expect(readDer(content), TAG.sequence));
  const [algorithm, digest] = childrenOf(expect(parts[2], TAG.sequence));
  if (strongHashOf(expect(algorithm, TAG.sequence)) !== "sha256") throw new NotDer("imprint");
  return {
    digest: expect(digest, TAG.octets).content,
    at: generalTime(expect(parts[4], TAG.time).content.toString("latin1")),
    // After the time only the nonce is a number: the accuracy is a sequence, the order a boolean.
    nonce: parts.slice(5).find(({ tag }) => tag === TAG.integer)?.content ?? null,
  };
}

function generalTime(text: string): Date {
  const found = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d{1,9})?Z$/.exec(text);
  if (found === null) throw new NotDer("time");
  const [, year, month, day, hour, minute, second, fraction = ""] = found;
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${fraction.slice(0, 4)}Z`);
  if (Number.isNaN(at.getTime())) throw new NotDer("time");
  return at;
}

/** Another certificate with the same key would not do. */
function namesCertificate(signer: Signer, certificate: X509Certificate): boolean {
  const v2 = attribute(signer, OID.certificateV2);
  const v1 = attribute(signer, OID.certificate);
  const named = v2 ?? v1;
  if (named === undefined) return false;
  const first = childrenOf(expect(childrenOf(expect(childrenOf(named)[0], TAG.sequence))[0], TAG.sequence));
  // Unless it says otherwise, the second version names by SHA-256 and the first by SHA-1.
  const said = v2 !== undefined && first[0]?.tag === TAG.sequence ? HASHES[oidText(expect(childrenOf(first[0])[0], TAG.oid))] : undefined;
  const algorithm = said ?? (v2 === undefined ? "sha1" : "sha256");
  const digest = first.find(({ tag }) => tag === TAG.octets);
  return digest !== undefined && hash(algorithm, certificate.raw, "buffer").equals(digest.content);
}

function mayStamp(certificate: X509Certificate, at: Date): boolean {
  return certificate.keyUsage?.length === 1 && certificate.keyUsage[0] === STAMPING && isValidAt(certificate, at);
}
