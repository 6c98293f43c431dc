// One-time codes by time (RFC 6238, HMAC-SHA-1, six digits, thirty seconds): what every authenticator app speaks.

import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

export const STEP_SECONDS = 30;
const DIGITS = 6;
const SECRET_BYTES = 20;
/** A phone's clock may be one step off, either way. */
const DRIFT = 1;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

export function newTotpSecret(): Buffer {
  return randomBytes(SECRET_BYTES);
}

/** RFC 4648 base 32 without padding: how a secret is typed by hand. */
export function base32(bytes: Uint8Array): string {
  let bits = 0;
  let value = 0;
  let text = "";
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xffff;
    bits += 8;
    while (bits >= 5) {
      text += ALPHABET[(value >>> (bits - 5)) & 31];
      bits -= 5;
    }
  }
  return bits === 0 ? text : text + ALPHABET[(value << (5 - bits)) & 31];
}

export function stepAt(milliseconds: number): number {
  return Math.floor(milliseconds / 1000 / STEP_SECONDS);
}

/** The code of a step (RFC 4226 truncation). */
export function codeOfStep(
  secret: Uint8Array,
  step: number,
  digits = DIGITS,
  algorithm: "sha1" | "sha256" | "sha512" = "sha1",
): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac(algorithm, secret).update(counter).digest();
  const offset = mac.at(-1)! & 0x0f;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 10 ** digits).padStart(digits, "0");
}

/** The step whose code was typed, now or one step off; null when none. Every candidate is compared, in constant time. */
export function stepOfCode(secret: Uint8Array, code: string, milliseconds: number): number | null {
  const typed = code.replaceAll(/\s/g, "");
  if (!/^\d{6}$/.test(typed)) return null;
  const now = stepAt(milliseconds);
  let found: number | null = null;
  for (let step = now - DRIFT; step <= now + DRIFT; step += 1) {
    if (timingSafeEqual(Buffer.from(codeOfStep(secret, step)), Buffer.from(typed)) && found === null)
      found = step;
  }
  return found;
}

/** What the QR code says: the address that authenticator apps read. */
export function otpauth(secret: Uint8Array, login: string): string {
  const label = `Convoca:${encodeURIComponent(login)}`;
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=Convoca&algorithm=SHA1&digits=${DIGITS}&period=${STEP_SECONDS}`;
}
