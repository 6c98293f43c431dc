// The signature beside a signed mail (S/MIME, RFC 8551): right or wrong, by whom, and whether one that we trust vouches for them.

import type { Buffer } from "node:buffer";
import type { X509Certificate } from "node:crypto";
import { readDer } from "../timestamp/der.ts";
import { definite } from "./definite.ts";
import { descends, isSigned, isValidAt, nameOf, readSigned, signerOf } from "./signed.ts";

export type MailSignatureFault = "FIRMA_ILLEGGIBILE" | "FIRMA_ERRATA" | "FIRMA_SCADUTA" | "FIRMA_DI_ALTRI" | "FIRMA_CATENA";

export interface MailSignature {
  /** Who signed, as the certificate says. */
  readonly by: string;
  /** The certificate descends from an authority that was given; false when none was. */
  readonly trusted: boolean;
}

export type MailSignatureCheck = { readonly ok: true; readonly signature: MailSignature } | { readonly ok: false; readonly fault: MailSignatureFault };

export interface SignedMail {
  /** What was signed, byte by byte, with the line ends of the wire. */
  readonly content: Buffer;
  /** The PKCS #7 object beside it, decoded. */
  readonly signature: Buffer;
  /** Address in `From`: the certificate must be that of this mailbox. */
  readonly from: string;
  /** When it was signed, by what it says. */
  readonly at: Date;
}

/** Judges the signature of one mail. `authorities` empty: whom to trust is not judged. Never throws. */
export function checkMailSignature({ content, signature, from, at }: SignedMail, authorities: readonly X509Certificate[]): MailSignatureCheck {
  try {
    const signed = readSigned(readDer(definite(signature)));
    const certificate = signerOf(signed);
    if (certificate === null || signed.content !== null || !isSigned(signed, content, certificate)) return no("FIRMA_ERRATA");
    if (!isValidAt(certificate, at)) return no("FIRMA_SCADUTA");
    if (!addressesOf(certificate).has(from.toLowerCase())) return no("FIRMA_DI_ALTRI");
    const trusted = authorities.length > 0;
    if (trusted && !descends(certificate, signed.certificates, authorities, at)) return no("FIRMA_CATENA");
    return { ok: true, signature: { by: nameOf(certificate), trusted } };
  } catch (error) {
    // Node throws plain errors for certificates and keys that it cannot read.
    if (error instanceof Error) return no("FIRMA_ILLEGGIBILE");
    throw error;
  }
}

const no = (fault: MailSignatureFault): MailSignatureCheck => ({ ok: false, fault });

/** The mailboxes of a certificate: among its other names, or in the name itself as old ones have it. */
function addressesOf({ subjectAltName = "", subject }: X509Certificate): ReadonlySet<string> {
  const found = [...subjectAltName.matchAll(/(?:^|, )email:([^,"\s]+)/g), ...subject.matchAll(/^emailAddress=(\S+)$/gm)];
  return new Set(found.map((match) => match[1]!.toLowerCase()));
}
