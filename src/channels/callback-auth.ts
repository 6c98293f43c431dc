// Proof that a callback comes from the gateway we configured: a shared token, or a signature over the body.

import { createHash, createHmac, timingSafeEqual } from "node:crypto";

export type CallbackSecret =
  | { readonly kind: "token"; readonly token: string }
  | { readonly kind: "hmac"; readonly secret: string };

/** The two headers that matter, as the HTTP server gives them (lower-case names, undefined when absent). */
export interface CallbackHeaders {
  readonly authorization?: string | undefined;
  /** `sha256=` + hex HMAC-SHA256 of the body's bytes. */
  readonly "x-signature"?: string | undefined;
}

/**
 * True when the callback proves knowledge of the secret. Compares in constant time.
 * With a token: `Authorization: Bearer TOKEN`, or the password of `Authorization: Basic`, whatever its user. With hmac: `X-Signature: sha256=HEX` over the exact bytes of the body.
 */
export function isAuthenticCallback(
  secret: CallbackSecret,
  headers: CallbackHeaders,
  body: Buffer | string,
): boolean {
  if (secret.kind === "token") return secret.token !== "" && sameText(tokenIn(headers.authorization ?? ""), secret.token);
  return sameText(headers["x-signature"] ?? "", signCallback(secret.secret, body));
}

/** Gateways that only take an address for their receipts bring the user and password in it this way. */
function tokenIn(authorization: string): string {
  if (authorization.startsWith("Bearer ")) return authorization.slice("Bearer ".length);
  if (!authorization.startsWith("Basic ")) return "";
  return Buffer.from(authorization.slice("Basic ".length), "base64").toString("utf8").split(":").slice(1).join(":");
}

/** The value of `X-Signature` for a body. */
export function signCallback(secret: string, body: Buffer | string): string {
  return `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
}

// Hashing first makes the lengths equal, so that not even the length of the secret leaks through timing.
function sameText(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
