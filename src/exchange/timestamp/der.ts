// The little of DER (X.690) that a time stamp needs: nested values read within their bounds, and a few written.

import { Buffer } from "node:buffer";

export const TAG = {
  boolean: 0x01, integer: 0x02, bits: 0x03, octets: 0x04, nothing: 0x05, oid: 0x06, utf8: 0x0c, sequence: 0x30, set: 0x31, time: 0x18, utcTime: 0x17, context0: 0xa0, context1: 0xa1,
} as const;

export interface Der {
  readonly tag: number;
  /** The whole value, with its tag and length. */
  readonly whole: Buffer;
  readonly content: Buffer;
}

/** Thrown for whatever is not DER; whoever reads a stamp turns it into a finding. */
export class NotDer extends Error {}

/** The value at the beginning of `bytes`. Lengths of one to four bytes, in their shortest form. */
export function readDer(bytes: Buffer): Der {
  const tag = bytes[0];
  let length = bytes[1];
  if (tag === undefined || length === undefined || (tag & 0x1f) === 0x1f) throw new NotDer("no value");
  let start = 2;
  if (length >= 0x80) {
    const count = length & 0x7f;
    if (count === 0 || count > 4 || bytes.length < 2 + count) throw new NotDer("length");
    length = bytes.readUIntBE(2, count);
    start += count;
    if (length < 0x80 || length < 2 ** (8 * (count - 1))) throw new NotDer("length not in its shortest form");
  }
  if (start + length > bytes.length) throw new NotDer("cut");
  return { tag, whole: bytes.subarray(0, start + length), content: bytes.subarray(start, start + length) };
}

/** The values inside a value, one after the other. */
export function childrenOf({ content }: Pick<Der, "content">): Der[] {
  const found: Der[] = [];
  for (let rest = content; rest.length > 0; ) {
    const value = readDer(rest);
    found.push(value);
    rest = rest.subarray(value.whole.length);
  }
  return found;
}

/** A value that must be there, and be of this kind. */
export function expect(value: Der | undefined, tag: number): Der {
  if (value?.tag !== tag) throw new NotDer(`expected tag ${tag}`);
  return value;
}

/** "1.2.840.113549.1.7.2". */
export function oidText({ content }: Der): string {
  const parts: number[] = [];
  let value = 0;
  for (const byte of content) {
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) {
      parts.push(value);
      value = 0;
    }
  }
  const first = parts.shift() ?? 0;
  const root = Math.min(2, Math.floor(first / 40));
  return [root, first - root * 40, ...parts].join(".");
}

export function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  if (content.length < 0x80) return Buffer.concat([Buffer.from([tag, content.length]), content]);
  const bytes: number[] = [];
  for (let rest = content.length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Buffer.concat([Buffer.from([tag, 0x80 | bytes.length, ...bytes]), content]);
}

export function derOid(text: string): Buffer {
  const [root = 0, second = 0, ...rest] = text.split(".").map(Number);
  const bytes = [root * 40 + second, ...rest].flatMap((value) => {
    const digits = [value % 128];
    for (let left = Math.floor(value / 128); left > 0; left = Math.floor(left / 128)) digits.unshift((left % 128) | 0x80);
    return digits;
  });
  return der(TAG.oid, Buffer.from(bytes));
}

/** A positive whole number, given as its bytes. */
export function derInteger(bytes: Uint8Array): Buffer {
  const positive = (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : Buffer.from(bytes);
  let from = 0;
  while (from < positive.length - 1 && positive[from] === 0 && (positive[from + 1] ?? 0) < 0x80) from += 1;
  return der(TAG.integer, positive.subarray(from));
}
