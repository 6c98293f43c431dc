// The link of a message: the code of the summons and twelve letters that sign it together with its date. Read back by the database.

import { hash } from "node:crypto";
import { CODE_LETTERS } from "../reference-codes.ts";

const SIGNATURE_LETTERS = 12;
const TOKEN = /^[2-9A-HJKMNP-TV-Z]{20}$/;

/** Where the pages are answered, and what their links are signed with. */
export interface Links {
  /** As `https://cpi.regione.example`, without a path. */
  readonly address: string;
  readonly key: Buffer;
}

export interface LinkOf {
  readonly reference: string;
  readonly summonsId: string;
  readonly appointmentId: string;
}

/** A block of SHA-256; and more than what is signed ever has. */
const BLOCK = 64;
const LONGEST = 128;

/** HMAC-SHA-256 (RFC 2104) of a short text by two hashes at once: in bulk that takes a third of the time of an object for each. The key is of 32 bytes. */
function hmac(key: Buffer, text: string): Buffer {
  let pads = padded.get(key);
  if (pads === undefined) {
    pads = { inner: pad(key, 0x36), outer: pad(key, 0x5c) };
    padded.set(key, pads);
  }
  const { inner, outer } = pads;
  const length = BLOCK + inner.write(text, BLOCK, "latin1");
  hash("sha256", inner.subarray(0, length), "buffer").copy(outer, BLOCK);
  return hash("sha256", outer, "buffer");
}

const padded = new WeakMap<Buffer, { readonly inner: Buffer; readonly outer: Buffer }>();

/** The key's block, with room behind it for a text of ours, or for the inner hash. */
function pad(key: Buffer, sign: number): Buffer {
  const block = Buffer.alloc(sign === 0x5c ? BLOCK + 32 : BLOCK + LONGEST, sign);
  for (let at = 0; at < key.length; at += 1) block[at] = key[at]! ^ sign;
  return block;
}

/** As `reply_signature` works it out in the database: a moved appointment gives another one, so the old link says that it is old. */
export function linkToken(key: Buffer, { reference, summonsId, appointmentId }: LinkOf): string {
  const mac = hmac(key, `risposta/${summonsId}/${appointmentId}`);
  let token = reference.replace("-", "");
  for (let at = 0; at < SIGNATURE_LETTERS; at += 1) token += CODE_LETTERS[mac[at]! % CODE_LETTERS.length]!;
  return token;
}

export function replyLink({ address, key }: Links, of: LinkOf): string {
  return `${address}/r/${linkToken(key, of)}`;
}

/** The letters of a link as somebody may have typed them; null when they are none of ours. */
export function readToken(typed: string): string | null {
  const token = typed.toUpperCase().replaceAll("-", "");
  return TOKEN.test(token) ? token : null;
}
