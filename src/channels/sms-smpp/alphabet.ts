// GSM 03.38 as SMPP carries it: one octet for each septet, the extension table behind an escape.

import { GSM7_BASIC } from "../../domain/messages/gsm7.ts";

const ESCAPE = 0x1b;
/** Codes after the escape (3GPP TS 23.038, 6.2.1.1). */
const EXTENSION: Readonly<Record<string, number>> = {
  "\f": 0x0a, "^": 0x14, "{": 0x28, "}": 0x29, "\\": 0x2f, "[": 0x3c, "~": 0x3d, "]": 0x3e, "|": 0x40, "€": 0x65,
};
const NONE = 0xffff;

/** Code by UTF-16 unit; those of the extension have the escape in their upper octet. The euro sign is the highest unit. */
const CODES = new Uint16Array(0x20ad).fill(NONE);
const CHARS: string[] = [];
for (const [index, char] of Array.from(GSM7_BASIC).entries()) {
  const code = index < ESCAPE ? index : index + 1;
  CODES[char.charCodeAt(0)] = code;
  CHARS[code] = char;
}
const EXTENDED: string[] = [];
for (const [char, code] of Object.entries(EXTENSION)) {
  CODES[char.charCodeAt(0)] = (ESCAPE << 8) | code;
  EXTENDED[code] = char;
}

/** The octets of a text in the default alphabet; null when a character is not in it. */
export function toGsm7Octets(text: string): Buffer | null {
  const octets = Buffer.allocUnsafe(text.length * 2);
  let length = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    const code = unit < CODES.length ? CODES[unit]! : NONE;
    if (code === NONE) return null;
    if (code > 0xff) octets[length++] = ESCAPE;
    octets[length++] = code & 0xff;
  }
  return octets.subarray(0, length);
}

/** Reads octets of the default alphabet; a code that does not exist is a question mark, an unknown extension its plain letter. */
export function fromGsm7Octets(octets: Uint8Array): string {
  let text = "";
  for (let at = 0; at < octets.length; at += 1) {
    const code = octets[at]!;
    if (code !== ESCAPE) text += CHARS[code] ?? "?";
    else if (at + 1 < octets.length) {
      at += 1;
      text += EXTENDED[octets[at]!] ?? CHARS[octets[at]!] ?? "?";
    }
  }
  return text;
}

/** Big-endian 16-bit units, as data coding 8 has them. */
export function toUcs2Octets(text: string): Buffer {
  return Buffer.from(text, "utf16le").swap16();
}

/** An odd octet at the end is left out. */
export function fromUcs2Octets(octets: Uint8Array): string {
  return Buffer.from(octets.subarray(0, octets.length & ~1)).swap16().toString("utf16le");
}
