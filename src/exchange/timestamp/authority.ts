// The time-stamping authority over HTTP (RFC 3161, section 3.4): asked once, within a limit of time and size, believed only after it is verified.

import { Buffer } from "node:buffer";
import { randomBytes } from "node:crypto";
import type { X509Certificate } from "node:crypto";
import { checkStamp, stampRequest } from "./token.ts";

export interface Authority {
  readonly url: string;
  /** "user:password", where the authority asks for one. */
  readonly credentials: string | null;
  /** Whom its certificate must descend from; empty: not judged here. */
  readonly certificates: readonly X509Certificate[];
}

const PATIENCE_MS = 10_000;
const MOST_BYTES = 64 * 1024;
const NONCE_BYTES = 8;

/** The whole answer, verified against `digest`; a text that says why, for the log, when there is none. */
export async function askStamp(
  { url, credentials, certificates }: Authority,
  digest: Buffer,
): Promise<{ readonly answer: Buffer; readonly at: string } | { readonly why: string }> {
  const nonce = randomBytes(NONCE_BYTES);
  try {
    const response = await fetch(url, {
      method: "POST",
      redirect: "error",
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: {
        "content-type": "application/timestamp-query",
        accept: "application/timestamp-reply",
        ...(credentials === null ? {} : { authorization: `Basic ${Buffer.from(credentials, "utf8").toString("base64")}` }),
      },
      body: new Uint8Array(stampRequest(digest, nonce)),
    });
    if (!response.ok) {
      await response.body?.cancel();
      return { why: `HTTP ${response.status}` };
    }
    const answer = await gather(response.body);
    if (answer === null) return { why: "too long" };
    const checked = checkStamp(answer, { digest, nonce, authorities: certificates });
    return checked.ok ? { answer, at: checked.stamp.at } : { why: checked.fault };
  } catch (error) {
    // Refused, cut, unknown, too slow: all of them leave the dossier without a stamp.
    return { why: error instanceof Error ? error.name : "unknown" };
  }
}

async function gather(body: ReadableStream<Uint8Array> | null): Promise<Buffer | null> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of body ?? []) {
    size += piece.length;
    if (size > MOST_BYTES) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
