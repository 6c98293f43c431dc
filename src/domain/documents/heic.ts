// A HEIC photograph: its brand, and the largest picture that it says it holds.

import { says, u32 } from "./bytes.ts";

const BRANDS = ["heic", "heix", "heim", "heis", "mif1", "msf1"];

export function isHeic(bytes: Uint8Array): boolean {
  return says(bytes, 4, "ftyp") && BRANDS.some((brand) => says(bytes, 8, brand));
}

/** Boxes that hold boxes, with the bytes before the first of them. */
const HOLDERS: Readonly<Record<string, number>> = { meta: 4, iprp: 0, ipco: 0 };

/** Boxes in boxes, so deep and no deeper. */
const DEEPEST = 4;

/** Width times height of the largest picture (the whole, or one of its tiles); null when none is said, or when the boxes do not fit. */
export function heicPixels(bytes: Uint8Array): number | null {
  return largest(bytes, 0, bytes.length, 0) || null;
}

function largest(bytes: Uint8Array, from: number, to: number, depth: number): number {
  let found = 0;
  for (let at = from; at < to;) {
    const size = at + 8 > to ? 1 : u32(bytes, at);
    const end = size === 0 ? to : at + size;
    // Sizes of 64 bits are for films, not for photographs of a paper.
    if ((size !== 0 && size < 8) || end > to || depth > DEEPEST) return 0;
    const kind = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const before = Object.hasOwn(HOLDERS, kind) ? HOLDERS[kind] : undefined;
    if (kind === "ispe") found = Math.max(found, u32(bytes, at + 12) * u32(bytes, at + 16));
    else if (before !== undefined) found = Math.max(found, largest(bytes, at + 8 + before, end, depth + 1));
    at = end;
  }
  return found;
}
