// Recognises how a text table was written (encoding, delimiter, line ends) from its bytes, never from its name.

import { isAscii, isUtf8 } from "node:buffer";
import type { TextEncoding } from "./record.ts";
import { readBlocks } from "./source.ts";
import { unreadable } from "./unreadable-file.ts";

export interface Dialect {
  readonly encoding: TextEncoding;
  readonly bom: boolean;
  readonly delimiter: ";" | "," | "\t";
  readonly newline: "\r\n" | "\n" | "\r";
  /** Excel's own first line `sep=;`: it rules over what the eye sees, and is no record. */
  readonly sepLine: boolean;
}

export interface Encoding {
  readonly encoding: TextEncoding;
  readonly bom: boolean;
}

const HEADER_SEARCH_LINES = 10;
/** Share of control bytes above which a "text" is binary. */
const BINARY_SHARE = 0.02;

/**
 * Encoding of a file. A byte order mark decides; else the places of the zero bytes tell UTF-16; else the WHOLE file is
 * scanned: strictly valid UTF-8 is UTF-8. When it is not, the majority decides: more valid UTF-8 sequences than stray
 * bytes means a UTF-8 file with damaged records (those become broken records), otherwise it is Windows-1252.
 * Throws `UnreadableFile` (FILE_BINARIO, CODIFICA_NON_LEGGIBILE).
 */
export async function detectEncoding(path: string, sample: Buffer): Promise<Encoding> {
  const marked = byteOrderMark(sample);
  if (marked) return marked;
  const wide = utf16WithoutMark(sample);
  if (wide) return { encoding: wide, bom: false };
  if (controlShare(sample) > BINARY_SHARE) throw unreadable("FILE_BINARIO");
  return { encoding: await utf8OrWindows1252(path), bom: false };
}

function byteOrderMark(sample: Buffer): Encoding | null {
  const [a, b, c, d] = sample;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: "utf-8", bom: true };
  const utf32 =
    (a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe && d === 0xff);
  if (utf32) throw unreadable("CODIFICA_NON_LEGGIBILE");
  if (a === 0xff && b === 0xfe) return { encoding: "utf-16le", bom: true };
  if (a === 0xfe && b === 0xff) return { encoding: "utf-16be", bom: true };
  return null;
}

/** Western text in UTF-16 has a zero in nearly every second byte, and hardly any in the others. */
function utf16WithoutMark(sample: Buffer): "utf-16le" | "utf-16be" | null {
  const pairs = sample.length >> 1;
  if (pairs < 2) return null;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < pairs * 2; i += 2) {
    if (sample[i] === 0) even += 1;
    if (sample[i + 1] === 0) odd += 1;
  }
  if (odd > pairs * 0.5 && even < pairs * 0.05) return "utf-16le";
  if (even > pairs * 0.5 && odd < pairs * 0.05) return "utf-16be";
  return null;
}

function controlShare(sample: Buffer): number {
  let controls = 0;
  for (const byte of sample) {
    if (byte < 9 || (byte > 13 && byte < 32) || byte === 127) controls += 1;
  }
  return sample.length === 0 ? 0 : controls / sample.length;
}

async function utf8OrWindows1252(path: string): Promise<TextEncoding> {
  let tail: Buffer = Buffer.alloc(0);
  let sequences = 0;
  let stray = 0;
  for await (const block of readBlocks(path)) {
    const bytes = tail.length > 0 ? Buffer.concat([tail, block]) : block;
    const cut = bytes.length - unfinishedTail(bytes);
    const body = bytes.subarray(0, cut);
    tail = bytes.subarray(cut);
    if (isAscii(body)) continue;
    if (isUtf8(body)) sequences += 1;
    else {
      const counted = countSequences(body);
      sequences += counted.sequences;
      stray += counted.stray;
    }
  }
  stray += tail.length;
  return stray === 0 || sequences > stray ? "utf-8" : "windows-1252";
}

/** Bytes at the end that may be the beginning of a UTF-8 sequence cut by the block's end (0 to 3). */
function unfinishedTail(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return sequenceLength(byte) > back ? back : 0;
  }
  return 0;
}

function sequenceLength(lead: number): number {
  if (lead >= 0xc2 && lead < 0xe0) return 2;
  if (lead >= 0xe0 && lead < 0xf0) return 3;
  return lead >= 0xf0 && lead < 0xf5 ? 4 : 1;
}

function countSequences(bytes: Buffer): { sequences: number; stray: number } {
  let sequences = 0;
  let stray = 0;
  for (let i = 0; i < bytes.length;) {
    const byte = bytes[i] ?? 0;
    const length = byte < 0x80 ? 1 : sequenceLength(byte);
    if (byte >= 0x80) {
      const valid = length > 1 && isUtf8(bytes.subarray(i, i + length));
      if (valid) sequences += 1;
      else stray += 1;
      i += valid ? length : 1;
    } else i += 1;
  }
  return { sequences, stray };
}

/** Delimiter and line ends of a decoded beginning: the delimiter seen most often outside quotes in the first lines. */
export function detectDialect(text: string, { encoding, bom }: Encoding): Dialect {
  const newline = detectNewline(text);
  const sep = /^sep=(.)(?:\r\n|\n|\r|$)/iu.exec(text)?.[1];
  if (sep === ";" || sep === "," || sep === "\t")
    return { encoding, bom, newline, delimiter: sep, sepLine: true };
  return { encoding, bom, newline, delimiter: detectDelimiter(text), sepLine: false };
}

function detectNewline(text: string): Dialect["newline"] {
  if (/\n/u.test(text)) return /\r\n/u.test(text) ? "\r\n" : "\n";
  return text.includes("\r") ? "\r" : "\n";
}

function detectDelimiter(text: string): Dialect["delimiter"] {
  const counts = { ";": 0, ",": 0, "\t": 0 };
  let quoted = false;
  let lines = 0;
  for (const char of text) {
    if (char === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (char === ";" || char === "," || char === "\t") counts[char] += 1;
    // Counting stops after the first line that has any delimiter: the header decides, whatever the values contain.
    else if ((char === "\n" || char === "\r") && ++lines && decided(counts, lines)) break;
  }
  const best = (Object.keys(counts) as (keyof typeof counts)[]).toSorted((a, b) => counts[b] - counts[a])[0];
  return best ?? ";";
}

function decided(counts: Record<";" | "," | "\t", number>, lines: number): boolean {
  return lines >= HEADER_SEARCH_LINES || counts[";"] + counts[","] + counts["\t"] >= 3;
}
