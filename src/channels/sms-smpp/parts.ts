// How a text is cut into the parts that leave one behind the other: as many as the domain counts, no pair torn apart.

import type { SmsEncoding } from "../channel.ts";
import { toGsm7Octets, toUcs2Octets } from "./alphabet.ts";

/** Data coding of the default alphabet, and of UCS-2 (SMPP 3.4, 5.2.19). */
export const GSM7_CODING = 0;
export const UCS2_CODING = 8;
const ESCAPE = 0x1b;
/** Octets that fit one message, and one of several (six octets go to the header that joins them). */
const LIMITS = { gsm7: { single: 160, part: 153 }, ucs2: { single: 140, part: 134 } } as const;
/** A part is numbered in one octet. */
const MOST_PARTS = 255;

export interface CutText {
  readonly coding: typeof GSM7_CODING | typeof UCS2_CODING;
  /** The octets of each part, without any header; one when it is short. */
  readonly parts: readonly Buffer[];
}

/** Why a text cannot leave: it has none, more parts than can be numbered, or a letter that its encoding lacks. */
export type UncuttableText = "TEXT_EMPTY" | "TEXT_TOO_LONG" | "TEXT_NOT_GSM7";

export function cutText(text: string, encoding: SmsEncoding): CutText | UncuttableText {
  const octets = encoding === "gsm7" ? toGsm7Octets(text) : toUcs2Octets(text);
  if (octets === null) return "TEXT_NOT_GSM7";
  if (octets.length === 0) return "TEXT_EMPTY";
  const coding = encoding === "gsm7" ? GSM7_CODING : UCS2_CODING;
  const { single, part } = LIMITS[encoding];
  if (octets.length <= single) return { coding, parts: [octets] };
  const parts: Buffer[] = [];
  for (let start = 0; start < octets.length; ) {
    let end = Math.min(start + part, octets.length);
    if (end < octets.length && isTornAt(octets, end, coding)) end -= coding === UCS2_CODING ? 2 : 1;
    parts.push(octets.subarray(start, end));
    start = end;
  }
  return parts.length > MOST_PARTS ? "TEXT_TOO_LONG" : { coding, parts };
}

/** Whether a cut before `end` would part an escape from its letter, or the two halves of a character. */
function isTornAt(octets: Buffer, end: number, coding: number): boolean {
  if (coding !== UCS2_CODING) return octets[end - 1] === ESCAPE;
  return (octets[end - 2]! & 0xfc) === 0xd8 && (octets[end]! & 0xfc) === 0xdc;
}

/** The header that joins the parts (3GPP TS 23.040, 9.2.3.24.1) and the part itself. `number` counts from one. */
export function withJoiningHeader(part: Buffer, joint: number, number: number, of: number): Buffer {
  return Buffer.concat([Buffer.from([5, 0, 3, joint & 0xff, of, number]), part]);
}

/** A number of one octet that is always the same for the same message: what it leaves as never changes. */
export function jointOf(key: string): number {
  let joint = 0;
  for (let at = 0; at < key.length; at += 1) joint = (Math.imul(joint, 31) + key.charCodeAt(at)) & 0xffff;
  return (joint ^ (joint >> 8)) & 0xff;
}
