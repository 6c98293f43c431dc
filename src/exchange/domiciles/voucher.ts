// The pass for a register: an assertion signed with our key is exchanged for a token, kept until shortly before it ends; what is sent may be signed too.

import { hash, randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import { request } from "undici";
import { z } from "zod";
import type { RegisterAuth } from "./settings.ts";
import type { Agent } from "undici";

const ASSERTION_SECONDS = 120;
/** A token is renewed so long before its end. */
const SPARE_MS = 30_000;
const MOST_BYTES = 64 * 1024;
const Answer = z.object({ access_token: z.string().min(1), expires_in: z.number().positive().optional() });
/** Where the other side does not say for how long a token holds. */
const USUAL_SECONDS = 600;

export class NoVoucher extends Error {
  readonly status: number | null;

  constructor(status: number | null, options?: ErrorOptions) {
    super(status === null ? "nessuna risposta" : `risposta ${status}`, options);
    this.status = status;
  }
}

export class Vouchers {
  readonly #auth: RegisterAuth;
  readonly #agent: Agent;
  readonly #timeoutMs: number;
  #token: { readonly value: string; readonly until: number } | null = null;

  constructor(auth: RegisterAuth, { agent, timeoutMs }: { readonly agent: Agent; readonly timeoutMs: number }) {
    this.#auth = auth;
    this.#agent = agent;
    this.#timeoutMs = timeoutMs;
  }

  /** The token that holds now. Throws NoVoucher. */
  async token(): Promise<string> {
    if (this.#token !== null && performance.now() < this.#token.until) return this.#token.value;
    const { value, seconds } = await this.#exchange();
    this.#token = { value, until: performance.now() + Math.max(0, seconds * 1_000 - SPARE_MS) };
    return value;
  }

  /** The other side no longer takes it. */
  forget(): void {
    this.#token = null;
  }

  /** Headers that sign a body as the interoperability model says (INTEGRITY_REST_01); none where it was not asked for. */
  async signature(body: string, url: string): Promise<Record<string, string>> {
    const { sign, signatureAudience, clientId, keyId, privateKey } = this.#auth;
    if (!sign) return {};
    const digest = `SHA-256=${hash("sha256", body, "base64")}`;
    const signed = await new SignJWT({ signed_headers: [{ digest }, { "content-type": "application/json" }] })
      .setProtectedHeader({ alg: "RS256", typ: "JWT", kid: keyId })
      .setIssuer(clientId).setSubject(clientId).setAudience(signatureAudience ?? url).setJti(randomUUID())
      .setIssuedAt().setNotBefore("0s").setExpirationTime(`${ASSERTION_SECONDS}s`)
      .sign(privateKey);
    return { digest, "agid-jwt-signature": signed };
  }

  async #exchange(): Promise<{ value: string; seconds: number }> {
    const { kind, tokenUrl, clientId } = this.#auth;
    const assertion = await this.#assertion();
    const form = kind === "pdnd";
    const url = form ? tokenUrl : `${tokenUrl}?client_id=${encodeURIComponent(clientId)}`;
    const body = form
      ? new URLSearchParams({ client_id: clientId, client_assertion: assertion, client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer", grant_type: "client_credentials" }).toString()
      : JSON.stringify(assertion);
    const headers = { "content-type": form ? "application/x-www-form-urlencoded" : "application/json" };
    const answer = await request(url, { method: "POST", body, headers, dispatcher: this.#agent, signal: AbortSignal.timeout(this.#timeoutMs) })
      .catch((cause: unknown) => { throw new NoVoucher(null, { cause }); });
    const text = (await answer.body.text().catch(() => "")).slice(0, MOST_BYTES);
    if (answer.statusCode !== 200) throw new NoVoucher(answer.statusCode);
    return readToken(text, form);
  }

  #assertion(): Promise<string> {
    const { clientId, keyId, audience, purposeId, privateKey, scope } = this.#auth;
    const claims = { ...(purposeId === undefined ? {} : { purposeId }), ...(scope === undefined ? {} : { scope }) };
    return new SignJWT(claims)
      .setProtectedHeader({ alg: "RS256", typ: "JWT", kid: keyId })
      .setIssuer(clientId).setSubject(clientId).setAudience(audience).setJti(randomUUID())
      .setIssuedAt().setExpirationTime(`${ASSERTION_SECONDS}s`)
      .sign(privateKey);
  }
}

/** The PDND answers an object, InfoCamere the token alone. */
function readToken(text: string, form: boolean): { value: string; seconds: number } {
  let parsed: unknown = text;
  try {
    parsed = JSON.parse(text);
  } catch {
    // A bare token is no JSON.
  }
  const read = Answer.safeParse(parsed);
  if (read.success) return { value: read.data.access_token, seconds: read.data.expires_in ?? USUAL_SECONDS };
  if (!form && typeof parsed === "string" && /^[\w.-]{8,}$/u.test(parsed)) return { value: parsed, seconds: USUAL_SECONDS };
  throw new NoVoucher(200);
}
