// The keys of a simulated certified-mail provider, made when it starts: a root, a certificate to seal receipts with, another for its servers.

import { Buffer } from "node:buffer";
import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { der, derInteger, derOid, TAG } from "../exchange/timestamp/der.ts";

const OID = {
  ecdsaSha256: "1.2.840.10045.4.3.2",
  sha256: "2.16.840.1.101.3.4.2.1",
  commonName: "2.5.4.3",
  basicConstraints: "2.5.29.19",
  otherNames: "2.5.29.17",
  signedData: "1.2.840.113549.1.7.2",
  data: "1.2.840.113549.1.7.1",
  contentType: "1.2.840.113549.1.9.3",
  messageDigest: "1.2.840.113549.1.9.4",
} as const;
const CONTEXT3 = 0xa3;
const YEAR_MS = 365 * 24 * 3_600_000;
const ECDSA_SHA256 = der(TAG.sequence, derOid(OID.ecdsaSha256));
const SHA256 = der(TAG.sequence, derOid(OID.sha256), der(TAG.nothing));

/** Somebody with a key and a certificate. */
export interface Identity {
  readonly key: KeyObject;
  readonly certificate: Buffer;
  readonly name: Buffer;
  readonly serial: Buffer;
}

export interface CertificateRequest {
  readonly name: string;
  /** E-mail addresses, DNS names and IPv4 addresses that it is for. */
  readonly mailboxes?: readonly string[];
  readonly hosts?: readonly string[];
  readonly addresses?: readonly string[];
  readonly from?: Date;
  readonly until?: Date;
}

/** A certificate signed by `issuer`; by itself, and an authority, without one. */
export function identity({ name, mailboxes = [], hosts = [], addresses = [], from, until }: CertificateRequest, issuer: Identity | null): Identity {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const subject = nameOf(name);
  const serial = derInteger(randomBytes(12));
  const names = [
    ...mailboxes.map((one) => der(0x81, Buffer.from(one, "latin1"))),
    ...hosts.map((one) => der(0x82, Buffer.from(one, "latin1"))),
    ...addresses.map((one) => der(0x87, Buffer.from(one.split(".").map(Number)))),
  ];
  const extensions = [
    ...(issuer === null ? [extension(OID.basicConstraints, der(TAG.sequence, der(TAG.boolean, Buffer.from([0xff]))), true)] : []),
    ...(names.length === 0 ? [] : [extension(OID.otherNames, der(TAG.sequence, ...names), false)]),
  ];
  const body = der(
    TAG.sequence,
    der(TAG.context0, derInteger(Buffer.from([2]))),
    serial,
    ECDSA_SHA256,
    issuer?.name ?? subject,
    der(TAG.sequence, time(from ?? new Date(Date.now() - YEAR_MS)), time(until ?? new Date(Date.now() + YEAR_MS))),
    subject,
    publicKey.export({ type: "spki", format: "der" }),
    der(CONTEXT3, der(TAG.sequence, ...extensions)),
  );
  const signature = sign("sha256", body, issuer?.key ?? privateKey);
  return { key: privateKey, certificate: der(TAG.sequence, body, ECDSA_SHA256, bits(signature)), name: issuer?.name ?? subject, serial };
}

/** A detached signature (CMS) over `content`, with the certificate in it. */
export function seal(content: Buffer, { key, certificate, name, serial }: Identity): Buffer {
  const attributes = [
    der(TAG.sequence, derOid(OID.contentType), der(TAG.set, derOid(OID.data))),
    der(TAG.sequence, derOid(OID.messageDigest), der(TAG.set, der(TAG.octets, createHash("sha256").update(content).digest()))),
  ];
  const signature = sign("sha256", der(TAG.set, ...attributes), key);
  const signer = der(TAG.sequence, derInteger(Buffer.from([1])), der(TAG.sequence, name, serial), SHA256, der(TAG.context0, ...attributes), ECDSA_SHA256, der(TAG.octets, signature));
  const signed = der(TAG.sequence, derInteger(Buffer.from([1])), der(TAG.set, SHA256), der(TAG.sequence, derOid(OID.data)), der(TAG.context0, certificate), der(TAG.set, signer));
  return der(TAG.sequence, derOid(OID.signedData), der(TAG.context0, signed));
}

export function pemOf(certificate: Buffer): string {
  return `-----BEGIN CERTIFICATE-----\n${certificate.toString("base64").replace(/.{64}/g, "$&\n").trim()}\n-----END CERTIFICATE-----\n`;
}

function nameOf(text: string): Buffer {
  return der(TAG.sequence, der(TAG.set, der(TAG.sequence, derOid(OID.commonName), der(TAG.utf8, Buffer.from(text, "utf8")))));
}

function extension(oid: string, value: Buffer, isCritical: boolean): Buffer {
  return der(TAG.sequence, derOid(oid), ...(isCritical ? [der(TAG.boolean, Buffer.from([0xff]))] : []), der(TAG.octets, value));
}

function bits(bytes: Buffer): Buffer {
  return der(TAG.bits, Buffer.from([0]), bytes);
}

/** «YYMMDDhhmmssZ», which holds until 2049. */
function time(at: Date): Buffer {
  return der(TAG.utcTime, Buffer.from(`${at.toISOString().replaceAll(/[-:T]/g, "").slice(2, 14)}Z`, "latin1"));
}
