// The code printed on a summons and read at the door: the reference of the summons, signed together with its appointment; drawn as a QR.

import { createHmac, timingSafeEqual } from "node:crypto";
import { CODE_LETTERS } from "../reference-codes.ts";
import { qrCode } from "../identity/qr-code.ts";

const MARK = "CV";
const MAC_LETTERS = 8;
const SIGNED = /^CV([0-9A-Z]{8})([0-9A-Z]{8})$/;
const SHORT = /^[0-9A-Z]{8}$/;
/** Light margin that a reader needs around the code (ISO/IEC 18004). */
const QUIET = 4;

/** What was read or typed: a code of ours with or without its signature, or something else. */
export type ReadCode = { readonly reference: string; readonly signature: string | null } | null;

function letters(bytes: Buffer, count: number): string {
  let text = "";
  for (const byte of bytes.subarray(0, count)) text += CODE_LETTERS[byte % CODE_LETTERS.length]!;
  return text;
}

function signatureOf(secret: Buffer, reference: string, appointmentId: string): string {
  return letters(createHmac("sha256", secret).update(`codice/${reference}/${appointmentId}`).digest(), MAC_LETTERS);
}

/** "CV-ABCD-EFGH-JKMNPQRS": the appointment is part of what is signed, so that the paper of a date that was moved says so. */
export function signedCode(secret: Buffer, reference: string, appointmentId: string): string {
  return `${MARK}-${reference}-${signatureOf(secret, reference, appointmentId)}`;
}

export function isSignedFor(secret: Buffer, { reference, signature }: NonNullable<ReadCode>, appointmentId: string): boolean {
  if (signature === null) return false;
  return timingSafeEqual(Buffer.from(signature), Buffer.from(signatureOf(secret, reference, appointmentId)));
}

/** Scanners type on whatever keyboard the computer thinks they are: signs between the letters come out as anything. */
export function readCode(text: string): ReadCode {
  const bare = text.toUpperCase().replaceAll(/[^0-9A-Z]/g, "");
  const signed = SIGNED.exec(bare);
  if (signed !== null) return { reference: hyphenated(signed[1]!), signature: signed[2]! };
  return SHORT.test(bare) ? { reference: hyphenated(bare), signature: null } : null;
}

function hyphenated(reference: string): string {
  return `${reference.slice(0, 4)}-${reference.slice(4)}`;
}

/** The code as a drawing of one path, black on white, as wide as it is put. */
export function qrDrawing(text: string, label: string): string {
  const rows = qrCode(text);
  const size = rows.length + 2 * QUIET;
  const path = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x + QUIET} ${y + QUIET}h1v1h-1z`] : []))).join("");
  const title = label.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" role="img" shape-rendering="crispEdges"><title>${title}</title><rect width="${size}" height="${size}" fill="#fff"/><path d="${path}" fill="#000"/></svg>`;
}

/** The address of an office's waiting-room screen: no one enters, so it must not be guessed. It shows numbers only. */
export function screenToken(secret: Buffer, office: string): string {
  return `${office}.${createHmac("sha256", secret).update(`schermo/${office}`).digest("base64url").slice(0, 22)}`;
}

/** The office of a screen's address; null when it is none of ours. */
export function officeOfScreen(secret: Buffer, token: string): string | null {
  const office = token.slice(0, Math.max(0, token.lastIndexOf(".")));
  const expected = Buffer.from(screenToken(secret, office));
  const given = Buffer.from(token);
  return given.length === expected.length && timingSafeEqual(given, expected) ? office : null;
}
