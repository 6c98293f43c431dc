// Signed data after RFC 5652, read and verified with Node's own cryptography: what time stamps and certified mail have in common.

import { Buffer } from "node:buffer";
import { constants, createHash, createVerify, verify as verifyOnce, X509Certificate } from "node:crypto";
import { childrenOf, expect, NotDer, oidText, readDer, TAG } from "../timestamp/der.ts";
import type { Der } from "../timestamp/der.ts";

const OID = {
  signedData: "1.2.840.113549.1.7.2",
  contentType: "1.2.840.113549.1.9.3",
  messageDigest: "1.2.840.113549.1.9.4",
  ed25519: "1.3.101.112",
  rsaPss: "1.2.840.113549.1.1.10",
} as const;
export const SHA256 = "2.16.840.1.101.3.4.2.1";
export const HASHES: Readonly<Record<string, string>> = {
  "1.3.14.3.2.26": "sha1",
  [SHA256]: "sha256",
  "2.16.840.1.101.3.4.2.2": "sha384",
  "2.16.840.1.101.3.4.2.3": "sha512",
};
/** SHA-1 names a certificate in old answers; it signs nothing any more. */
const STRONG: ReadonlySet<string> = new Set(["sha256", "sha384", "sha512"]);

export interface Signed {
  readonly contentType: string;
  /** Null when what was signed lies beside the signature. */
  readonly content: Buffer | null;
  readonly certificates: readonly X509Certificate[];
  readonly signer: Signer;
}

export interface Signer {
  readonly serial: string;
  readonly issuer: Buffer;
  readonly hash: string;
  readonly attributes: readonly Der[];
  /** The signed attributes as they were hashed: a SET, not the tag that they bear in place. Null: the content itself is signed. */
  readonly attributeBytes: Buffer | null;
  readonly algorithm: string;
  readonly signature: Buffer;
}

/** Reads signed data with exactly one signer. Throws {@link NotDer}, or Node's plain errors for a certificate that it cannot read. */
export function readSigned(token: Der): Signed {
  const [type, wrapped] = childrenOf(expect(token, TAG.sequence));
  if (oidText(expect(type, TAG.oid)) !== OID.signedData) throw new NotDer("not signed data");
  const parts = childrenOf(readDer(expect(wrapped, TAG.context0).content));
  const [contentType, content] = childrenOf(expect(parts[2], TAG.sequence));
  const bag = parts.find(({ tag }) => tag === TAG.context0);
  const signers = childrenOf(expect(parts.at(-1), TAG.set));
  if (signers.length !== 1) throw new NotDer("one signer");
  return {
    contentType: oidText(expect(contentType, TAG.oid)),
    content: content === undefined ? null : expect(readDer(expect(content, TAG.context0).content), TAG.octets).content,
    // Other kinds of certificates than X.509 may lie among them.
    certificates: bag === undefined ? [] : childrenOf(bag).flatMap(({ tag, whole }) => (tag === TAG.sequence ? [new X509Certificate(whole)] : [])),
    signer: signerInfo(signers[0]!),
  };
}

function signerInfo(value: Der): Signer {
  const [, name, algorithm, ...rest] = childrenOf(value);
  const [issuer, serial] = childrenOf(expect(name, TAG.sequence));
  const attributes = rest[0]?.tag === TAG.context0 ? rest.shift() : undefined;
  const attributeBytes = attributes === undefined ? null : Buffer.from(attributes.whole);
  if (attributeBytes !== null) attributeBytes[0] = TAG.set;
  return {
    issuer: expect(issuer, TAG.sequence).whole,
    serial: serialText(expect(serial, TAG.integer).content),
    hash: strongHashOf(expect(algorithm, TAG.sequence)),
    attributes: attributes === undefined ? [] : childrenOf(attributes),
    attributeBytes,
    algorithm: oidText(expect(childrenOf(expect(rest[0], TAG.sequence))[0], TAG.oid)),
    signature: expect(rest[1], TAG.octets).content,
  };
}

export function strongHashOf(algorithm: Der): string {
  const name = HASHES[oidText(expect(childrenOf(algorithm)[0], TAG.oid))];
  if (name === undefined || !STRONG.has(name)) throw new NotDer("hash");
  return name;
}

const serialText = (content: Buffer): string => content.toString("hex").replace(/^(?:00)+(?=.)/, "").toUpperCase();

/** The certificate that the signer names, among those that came along. */
export function signerOf({ certificates, signer }: Signed): X509Certificate | null {
  return certificates.find((one) => serialText(Buffer.from(one.serialNumber, "hex")) === signer.serial && issuerOf(one).equals(signer.issuer)) ?? null;
}

/** The issuer's name as the certificate has it, byte by byte. */
function issuerOf(certificate: X509Certificate): Buffer {
  const parts = childrenOf(expect(childrenOf(readDer(certificate.raw))[0], TAG.sequence));
  return expect(parts[parts[0]?.tag === TAG.context0 ? 3 : 2], TAG.sequence).whole;
}

export function attribute({ attributes }: Signer, oid: string): Der | undefined {
  for (const each of attributes) {
    const [type, values] = childrenOf(each);
    if (type !== undefined && values !== undefined && oidText(type) === oid) return childrenOf(values)[0];
  }
  return undefined;
}

/** The content by its digest among the signed attributes, and these by the signature; without attributes the content by the signature. */
export function isSigned({ signer, contentType }: Signed, content: Buffer, certificate: X509Certificate): boolean {
  const bytes = signer.attributeBytes;
  if (bytes === null) return verifies(signer, content, certificate);
  const type = attribute(signer, OID.contentType);
  const digest = attribute(signer, OID.messageDigest);
  if (type === undefined || oidText(type) !== contentType) return false;
  if (digest?.tag !== TAG.octets || !createHash(signer.hash).update(content).digest().equals(digest.content)) return false;
  return verifies(signer, bytes, certificate);
}

function verifies({ algorithm, hash, signature }: Signer, bytes: Buffer, { publicKey }: X509Certificate): boolean {
  if (algorithm === OID.ed25519) return verifyOnce(null, bytes, publicKey, signature);
  const key = algorithm === OID.rsaPss ? { key: publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO } : publicKey;
  return createVerify(hash).update(bytes).verify(key, signature);
}

export function isValidAt({ validFromDate, validToDate }: X509Certificate, at: Date): boolean {
  return validFromDate <= at && at <= validToDate;
}

const LONGEST_CHAIN = 6;

/** From the signer up to one of the authorities, each signed by the next and valid at that moment. */
export function descends(certificate: X509Certificate, between: readonly X509Certificate[], authorities: readonly X509Certificate[], at: Date): boolean {
  let current = certificate;
  for (let step = 0; step < LONGEST_CHAIN; step += 1) {
    if (authorities.some((one) => one.fingerprint256 === current.fingerprint256)) return true;
    const parent = [...authorities, ...between].find((one) => one.ca && isValidAt(one, at) && current.checkIssued(one) && current.verify(one.publicKey));
    if (parent === undefined || parent.fingerprint256 === current.fingerprint256) return false;
    current = parent;
  }
  return false;
}

/** Who a certificate names, for people to read. */
export function nameOf(certificate: X509Certificate): string {
  return /^CN=(.+)$/m.exec(certificate.subject)?.[1] ?? certificate.subject.replaceAll("\n", ", ");
}
