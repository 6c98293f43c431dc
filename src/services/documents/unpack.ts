// Unpacks the compressed parts of a document far enough to know that they stay within the limit, and reads those that hold objects.

import { setImmediate as breathe } from "node:timers/promises";
import { createInflate } from "node:zlib";
import { no } from "../../domain/documents/refusals.ts";
import { activeIn } from "../../domain/documents/pdf.ts";
import type { PackedPart } from "../../domain/documents/types.ts";
import { accept } from "../../domain/outcome.ts";
import type { Outcome } from "../../domain/outcome.ts";

/** Objects are read whole: they are words, and never need so much. */
const LARGEST_OBJECTS = 32 * 1024 * 1024;

class TooLarge extends Error {}

/** Nothing, or the refusal: DOCUMENTO_GONFIATO, DOCUMENTO_ROVINATO, CONTENUTO_ATTIVO, PDF_NON_CONTROLLABILE. Memory stays small whatever comes out. */
export async function checkPacked(
  bytes: Uint8Array,
  parts: readonly PackedPart[],
  limit: number,
): Promise<Outcome<null>> {
  let left = limit;
  for (const part of parts) {
    const packed = Buffer.concat(part.ranges.map(([from, to]) => bytes.subarray(from, to)));
    const first = part.armoured ? decodeAscii85(packed) : packed;
    if (first === null) return no("DOCUMENTO_ROVINATO");
    try {
      const { size, kept } = await unpack(first, part.layers, left, part.objects ? LARGEST_OBJECTS : 0);
      left -= size;
      if (part.objects && activeIn(kept)) return no("CONTENUTO_ATTIVO");
    } catch (error) {
      if (error instanceof TooLarge) return no("DOCUMENTO_GONFIATO");
      // Readers forgive a picture whose end is missing; objects that cannot be read by us must not be read by anybody.
      if (part.objects) return no("PDF_NON_CONTROLLABILE");
    }
    await breathe();
  }
  return accept(null);
}

async function unpack(
  packed: Buffer,
  layers: number,
  limit: number,
  keep: number,
): Promise<{ size: number; kept: Buffer }> {
  let source: AsyncIterable<Buffer> | Iterable<Buffer> = [packed];
  for (let layer = 0; layer < layers; layer += 1) source = inflated(source, limit);
  const kept: Buffer[] = [];
  let size = 0;
  for await (const piece of source) {
    size += piece.length;
    if (size > limit || (keep > 0 && size > keep)) throw new TooLarge();
    if (keep > 0) kept.push(piece);
  }
  return { size, kept: Buffer.concat(kept) };
}

async function* inflated(
  source: AsyncIterable<Buffer> | Iterable<Buffer>,
  limit: number,
): AsyncGenerator<Buffer> {
  const inflate = createInflate();
  const feeding = (async () => {
    for await (const piece of source)
      if (!inflate.write(piece))
        await new Promise((resolve) => inflate.once("drain", resolve).once("close", resolve));
    inflate.end();
  })();
  feeding.catch((error: unknown) => inflate.destroy(error as Error));
  let size = 0;
  try {
    for await (const piece of inflate as AsyncIterable<Buffer>) {
      size += piece.length;
      if (size > limit) throw new TooLarge();
      yield piece;
    }
  } finally {
    inflate.destroy();
  }
}

const FIRST = 33;
const ZERO_GROUP = 122;

/** The bytes that ASCII85 letters stand for; null where they stand for none. */
export function decodeAscii85(letters: Uint8Array): Buffer | null {
  const bytes: number[] = [];
  let group: number[] = [];
  for (const letter of letters) {
    if (letter === 126) break;
    if (letter <= 32) continue;
    if (letter === ZERO_GROUP && group.length === 0) bytes.push(0, 0, 0, 0);
    else if (letter < FIRST || letter > FIRST + 84) return null;
    else group.push(letter - FIRST);
    if (group.length < 5) continue;
    bytes.push(...fourBytes(group));
    group = [];
  }
  if (group.length === 1) return null;
  if (group.length > 0)
    bytes.push(...fourBytes([...group, 84, 84, 84, 84].slice(0, 5)).slice(0, group.length - 1));
  return Buffer.from(bytes);
}

function fourBytes(group: readonly number[]): number[] {
  const value = group.reduce((sum, digit) => sum * 85 + digit, 0);
  return [(value / 0x1000000) & 255, (value / 0x10000) & 255, (value / 0x100) & 255, value & 255];
}
