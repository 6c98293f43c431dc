// Secrets that are handed out once and kept only as hashes.

import { createHash, randomBytes } from "node:crypto";

/** 256 random bits as text that fits a cookie, an address, a header. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** What is kept of a secret. Enough by itself: a random secret of 256 bits cannot be guessed from its hash. */
export function hashSecret(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}

/** The shape of a secret of ours: anything else is not even looked up. */
export function looksLikeSecret(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(text);
}
