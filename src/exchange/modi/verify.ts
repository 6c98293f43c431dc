// Tokens and signed requests of the Italian interoperability model: ID_AUTH_REST_01 and 02, INTEGRITY_REST_01.

import { createHash, timingSafeEqual } from "node:crypto";
import { createLocalJWKSet, decodeJwt, jwtVerify } from "jose";
import type { JSONWebKeySet, JWTPayload } from "jose";
import { accept, refuse } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { MODI_TEXTS } from "./texts.ts";

const ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "ES512"];
/** Clocks of two bodies differ; a token made for one request needs no longer life. */
const CLOCK_SECONDS = 30;
const LONGEST_LIFE_SECONDS = 300;

export interface Checking {
  readonly keys: JSONWebKeySet;
  /** Who must have signed, and for whom. */
  readonly issuer: string;
  readonly audience: string;
  /** False when this token was shown before: asked only of one that is genuine. */
  readonly firstSeen: (jti: string, expiresAt: Date) => Promise<boolean>;
}

/** Who a token says it is from, before anything of it is believed; null when it is no token. */
export function claimedIssuer(token: string): string | null {
  try {
    return decodeJwt(token).iss ?? null;
  } catch {
    return null;
  }
}

/** A token of ID_AUTH_REST_02: genuine, for us, alive, and never shown before. Refusals: TOKEN_NON_VALIDO, TOKEN_GIA_USATO. */
export async function checkToken(token: string, checking: Checking): Promise<Outcome<JWTPayload>> {
  const claims = await genuine(token, checking);
  if (claims === null) return refuse("TOKEN_NON_VALIDO", MODI_TEXTS.token);
  const expiresAt = new Date((claims.exp! + CLOCK_SECONDS) * 1000);
  if (!(await checking.firstSeen(claims.jti!, expiresAt))) return refuse("TOKEN_GIA_USATO", MODI_TEXTS.replayed);
  return accept(claims);
}

export interface SignedRequest {
  readonly body: Buffer;
  readonly contentType: string | undefined;
  readonly digest: string | undefined;
  readonly signature: string | undefined;
}

/** The body is the one that the signature names. Refusals: FIRMA_NON_VALIDA, CONTENUTO_ALTERATO, TOKEN_GIA_USATO. */
export async function checkIntegrity(request: SignedRequest, checking: Checking): Promise<Outcome<true>> {
  if (request.signature === undefined) return refuse("FIRMA_NON_VALIDA", MODI_TEXTS.signature);
  const claims = await genuine(request.signature, checking);
  if (claims === null) return refuse("FIRMA_NON_VALIDA", MODI_TEXTS.signature);
  const signed = signedHeaders(claims["signed_headers"]);
  const digest = digestOf(request.body);
  if (request.digest === undefined || !sameText(request.digest, digest) || signed.get("digest") !== digest) return refuse("CONTENUTO_ALTERATO", MODI_TEXTS.digest);
  if (signed.get("content-type") !== request.contentType) return refuse("FIRMA_NON_VALIDA", MODI_TEXTS.signature);
  if (!(await checking.firstSeen(claims.jti!, new Date((claims.exp! + CLOCK_SECONDS) * 1000)))) return refuse("TOKEN_GIA_USATO", MODI_TEXTS.replayed);
  return accept(true);
}

async function genuine(token: string, { keys, issuer, audience }: Checking): Promise<JWTPayload | null> {
  try {
    const { payload } = await jwtVerify(token, createLocalJWKSet(keys), {
      algorithms: ALGORITHMS,
      issuer,
      audience,
      clockTolerance: CLOCK_SECONDS,
      maxTokenAge: LONGEST_LIFE_SECONDS,
      requiredClaims: ["exp", "iat", "jti"],
    });
    return typeof payload.jti === "string" && payload.jti.length <= 200 ? payload : null;
  } catch {
    return null;
  }
}

function signedHeaders(claim: unknown): Map<string, unknown> {
  if (!Array.isArray(claim)) return new Map();
  return new Map(claim.flatMap((one: unknown) => (one !== null && typeof one === "object" ? Object.entries(one).map(([name, value]): [string, unknown] => [name.toLowerCase(), value]) : [])));
}

/** Of a body as the header Digest writes it (RFC 3230). */
function digestOf(body: Buffer): string {
  return `SHA-256=${createHash("sha256").update(body).digest("base64")}`;
}

function sameText(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
