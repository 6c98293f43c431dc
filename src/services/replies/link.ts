// The link of a message: the code of the summons and twelve letters that sign it together with its date. Read back by the database.

import { createHmac } from "node:crypto";
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

/** As `reply_signature` works it out in the database: a moved appointment gives another one, so the old link says that it is old. */
export function linkToken(key: Buffer, { reference, summonsId, appointmentId }: LinkOf): string {
  const mac = createHmac("sha256", key).update(`risposta/${summonsId}/${appointmentId}`).digest();
  let token = reference.replaceAll("-", "");
  for (const byte of mac.subarray(0, SIGNATURE_LETTERS)) token += CODE_LETTERS[byte % CODE_LETTERS.length]!;
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
