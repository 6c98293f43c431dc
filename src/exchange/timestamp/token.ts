// Time stamps after RFC 3161: the request, and the answer read and verified with Node's own cryptography.

import { Buffer } from "node:buffer";
import { constants, createHash, createVerify, hash, X509Certificate, verify as verifyOnce } from "node:crypto";
import { childrenOf, der, derInteger, derOid, expect, NotDer, oidText, readDer, TAG } from "./der.ts";
import type { Der } from "./der.ts";

const OID = {
  sha256: "2.16.840.1.101.3.4.2.1",
  signedData: "1.2.840.113549.1.7.2",
  stampInfo: "1.2.840.113549.1.9.16.1.4",
  contentType: "1.2.840.113549.1.9.3",
  messageDigest: "1.2.840.113549.1.9.4",
  certificate: "1.2.840.113549.1.9.16.2.12",
  certificateV2: "1.2.840.113549.1.9.16.2.47",
  ed25519: "1.3.101.112",
  rsaPss: "1.2.840.113549.1.1.10",
} as const;
const STAMPING = "1.3.6.1.5.5.7.3.8";
const HASHES: Readonly<Record<string, string>> = {
  "1.3.14.3.2.26": "sha1",
  [OID.sha256]: "sha256",
  "2.16.840.1.101.3.4.2.2": "sha384",
  "2.16.840.1.101.3.4.2.3": "sha512",
};
/** SHA-1 names a certificate in old answers; it signs nothing any more. */
const STRONG: ReadonlySet<string> = new Set(["sha256", "sha384", "sha512"]);

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
  const imprint = der(TAG.sequence, der(TAG.sequence, derOid(OID.sha256), der(TAG.nothing)), der(TAG.octets, digest));
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
  const signed = signedData(token);
  const info = stampInfo(signed.content);
  if (!info.digest.equals(digest)) return no("MARCA_DI_ALTRO");
  if (nonce !== undefined && info.nonce?.equals(expect(readDer(derInteger(nonce)), TAG.integer).content) !== true) return no("MARCA_NONCE");
  const certificate = signerOf(signed);
  if (certificate === null || !isSigned(signed, certificate)) return no("MARCA_NON_FIRMATA");
  if (!mayStamp(certificate, info.at)) return no("MARCA_CERTIFICATO");
  const trusted = authorities.length > 0;
  if (trusted && !descends(certificate, signed.certificates, authorities, info.at)) return no("MARCA_CATENA");
  return { ok: true, stamp: { at: info.at.toISOString(), by: nameOf(certificate), trusted } };
}

interface Signed {
  readonly content: Buffer;
  readonly certificates: readonly X509Certificate[];
  readonly signer: Signer;
}
interface Signer {
  readonly serial: string;
  readonly issuer: Buffer;
  readonly hash: string;
  readonly attributes: readonly Der[];
  /** The signed attributes as they were hashed: a SET, not the tag that they bear in place. */
  readonly attributeBytes: Buffer;
  readonly algorithm: string;
  readonly signature: Buffer;
}

function signedData(token: Der): Signed {
  const [type, wrapped] = childrenOf(expect(token, TAG.sequence));
  if (oidText(expect(type, TAG.oid)) !== OID.signedData) throw new NotDer("not signed data");
  const parts = childrenOf(readDer(expect(wrapped, TAG.context0).content));
  const [contentType, content] = childrenOf(expect(parts[2], TAG.sequence));
  if (oidText(expect(contentType, TAG.oid)) !== OID.stampInfo) throw new NotDer("no stamp");
  const bag = parts.find(({ tag }) => tag === TAG.context0);
  const signers = childrenOf(expect(parts.at(-1), TAG.set));
  if (signers.length !== 1) throw new NotDer("one signer");
  return {
    content: expect(readDer(expect(content, TAG.context0).content), TAG.octets).content,
    certificates: bag === undefined ? [] : childrenOf(bag).map(({ whole }) => new X509Certificate(whole)),
    signer: signerInfo(signers[0]!),
  };
}

function signerInfo(value: Der): Signer {
  const parts = childrenOf(value);
  const [issuer, serial] = childrenOf(expect(parts[1], TAG.sequence));
  const attributes = expect(parts[3], TAG.context0);
  const attributeBytes = Buffer.from(attributes.whole);
  attributeBytes[0] = TAG.set;
  return {
    issuer: expect(issuer, TAG.sequence).whole,
    serial: serialText(expect(serial, TAG.integer).content),
    hash: hashOf(expect(parts[2], TAG.sequence)),
    attributes: childrenOf(attributes),
    attributeBytes,
    algorithm: oidText(expect(childrenOf(expect(parts[4], TAG.sequence))[0], TAG.oid)),
    signature: expect(parts[5], TAG.octets).content,
  };
}

function hashOf(algorithm: Der): string {
  const name = HASHES[oidText(expect(childrenOf(algorithm)[0], TAG.oid))];
  if (name === undefined || !STRONG.has(name)) throw new NotDer("hash");
  return name;
}

const serialText = (content: Buffer): string => content.toString("hex").replace(/^(?:00)+(?=.)/, "").toUpperCase();

interface Info {
  readonly digest: Buffer;
  readonly at: Date;
  readonly nonce: Buffer | null;
}

function stampInfo(content: Buffer): Info {
  const parts = childrenOf(expect(readDer(content), TAG.sequence));
  const [algorithm, digest] = childrenOf(expect(parts[2], TAG.sequence));
  if (hashOf(expect(algorithm, TAG.sequence)) !== "sha256") throw new NotDer("imprint");
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

function signerOf({ certificates, signer }: Signed): X509Certificate | null {
  return certificates.find((one) => serialText(Buffer.from(one.serialNumber, "hex")) === signer.serial && issuerOf(one).equals(signer.issuer)) ?? null;
}

/** The issuer's name as the certificate has it, byte by byte. */
function issuerOf(certificate: X509Certificate): Buffer {
  const parts = childrenOf(expect(childrenOf(readDer(certificate.raw))[0], TAG.sequence));
  return expect(parts[parts[0]?.tag === TAG.context0 ? 3 : 2], TAG.sequence).whole;
}

function attribute({ attributes }: Signer, oid: string): Der | undefined {
  for (const each of attributes) {
    const [type, values] = childrenOf(each);
    if (type !== undefined && values !== undefined && oidText(type) === oid) return childrenOf(values)[0];
  }
  return undefined;
}

/** The content by its digest, the certificate by its own, and both by the signature. */
function isSigned({ content, signer }: Signed, certificate: X509Certificate): boolean {
  const type = attribute(signer, OID.contentType);
  const digest = attribute(signer, OID.messageDigest);
  if (type === undefined || oidText(type) !== OID.stampInfo) return false;
  if (digest?.tag !== TAG.octets || !createHash(signer.hash).update(content).digest().equals(digest.content)) return false;
  if (!namesCertificate(signer, certificate)) return false;
  if (signer.algorithm === OID.ed25519) return verifyOnce(null, signer.attributeBytes, certificate.publicKey, signer.signature);
  const key = signer.algorithm === OID.rsaPss ? { key: certificate.publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO } : certificate.publicKey;
  return createVerify(signer.hash).update(signer.attributeBytes).verify(key, signer.signature);
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
function isValidAt({ validFromDate, validToDate }: X509Certificate, at: Date): boolean {
  return validFromDate <= at && at <= validToDate;
}

const LONGEST_CHAIN = 6;

/** From the signer up to one of the authorities, each signed by the next and valid at that moment. */
function descends(certificate: X509Certificate, between: readonly X509Certificate[], authorities: readonly X509Certificate[], at: Date): boolean {
  let current = certificate;
  for (let step = 0; step < LONGEST_CHAIN; step += 1) {
    if (authorities.some((one) => one.fingerprint256 === current.fingerprint256)) return true;
    const parent = [...authorities, ...between].find((one) => one.ca && isValidAt(one, at) && current.checkIssued(one) && current.verify(one.publicKey));
    if (parent === undefined || parent.fingerprint256 === current.fingerprint256) return false;
    current = parent;
  }
  return false;
}

function nameOf(certificate: X509Certificate): string {
  return /^CN=(.+)$/m.exec(certificate.subject)?.[1] ?? certificate.subject.replaceAll("\n", ", ");
}
