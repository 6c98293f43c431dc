// A PNG: its size, its chunks, and which of them are compressed.

import { accept } from "../outcome.ts";
import type { Outcome } from "../outcome.ts";
import { says, u32 } from "./bytes.ts";
import { no } from "./refusals.ts";
import type { DocumentLimits, PackedPart, Recognised } from "./types.ts";

export function isPng(bytes: Uint8Array): boolean {
  return bytes[0] === 0x89 && says(bytes, 1, "PNG\r\n\x1a\n");
}

const HEADER = 8;
const AROUND = 12;
/** Chunks of compressed words and colour profiles: a photograph or a scan does not need them unpacked, and they can be bombs. */
const PACKED_WORDS: ReadonlySet<string> = new Set(["zTXt", "iTXt", "iCCP"]);

/** Walks the chunks up to the last one; every byte of the file must be one of theirs. */
export function readPng(bytes: Uint8Array, limits: DocumentLimits): Outcome<Recognised> {
  const data: (readonly [number, number])[] = [];
  const words: PackedPart[] = [];
  let at = HEADER;
  for (let first = true; ; first = false) {
    if (at + AROUND > bytes.length) return no("DOCUMENTO_ROVINATO");
    const length = u32(bytes, at);
    const kind = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const from = at + 8;
    const to = from + length;
    if (to + 4 > bytes.length || first !== (kind === "IHDR")) return no("DOCUMENTO_ROVINATO");
    if (first) {
      const pixels = u32(bytes, from) * u32(bytes, from + 4);
      if (length !== 13 || pixels === 0) return no("DOCUMENTO_ROVINATO");
      if (pixels > limits.pixels) return no("IMMAGINE_TROPPO_GRANDE");
    } else if (kind === "IDAT") data.push([from, to]);
    else if (PACKED_WORDS.has(kind)) words.push(...packedWords(bytes, kind, from, to));
    at = to + 4;
    if (kind === "IEND") break;
  }
  if (data.length === 0 || at !== bytes.length) return no("DOCUMENTO_ROVINATO");
  return accept({
    media: "image/png",
    packed: [{ ranges: data, layers: 1, armoured: false, objects: false }, ...words],
  });
}

/** After a name that ends with 0: a method (zTXt, iCCP), or a mark, a method and two more names (iTXt, compressed only if marked). */
function packedWords(bytes: Uint8Array, kind: string, from: number, to: number): PackedPart[] {
  const after = (place: number): number => {
    const zero = bytes.indexOf(0, place);
    return zero === -1 ? to : zero + 1;
  };
  let start = after(from);
  if (kind === "iTXt") {
    if (bytes[start] !== 1) return [];
    start = after(after(start + 2));
  } else start += 1;
  return start < to ? [{ ranges: [[start, to]], layers: 1, armoured: false, objects: false }] : [];
}
