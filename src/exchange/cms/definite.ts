// Signatures of mail servers come in BER: values of indefinite length are written again with the length that they have.

import type { Buffer } from "node:buffer";
import { der, NotDer, readDer } from "../timestamp/der.ts";

/** Signatures nest a dozen deep; whoever sends more means harm. */
const DEEPEST = 24;
const INDEFINITE = 0x80;
const CONSTRUCTED = 0x20;
const CONSTRUCTED_OCTETS = 0x24;
const OCTETS = 0x04;

/**
 * The value at the beginning of `bytes`, with definite lengths and octet strings in one piece. What has a definite length already is
 * left byte by byte, and so is what was signed inside it. Throws {@link NotDer}.
 */
export function definite(bytes: Buffer): Buffer {
  return read(bytes, 0).value;
}

interface Read {
  readonly value: Buffer;
  /** How many bytes of the input it was. */
  readonly length: number;
}

function read(bytes: Buffer, depth: number): Read {
  const tag = bytes[0];
  if (tag === undefined || depth > DEEPEST) throw new NotDer("nesting");
  if (bytes[1] !== INDEFINITE) {
    const { whole } = readDer(bytes);
    return { value: whole, length: whole.length };
  }
  if ((tag & CONSTRUCTED) === 0) throw new NotDer("indefinite");
  const children: Buffer[] = [];
  let at = 2;
  for (;;) {
    if (at + 2 > bytes.length) throw new NotDer("cut");
    if (bytes[at] === 0 && bytes[at + 1] === 0) break;
    const child = read(bytes.subarray(at), depth + 1);
    children.push(child.value);
    at += child.length;
  }
  const value = tag === CONSTRUCTED_OCTETS ? der(OCTETS, ...children.map((child) => readDer(child).content)) : der(tag, ...children);
  return { value, length: at + 2 };
}
