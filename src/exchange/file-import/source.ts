// The bytes to read: always a file on disk (a stream is put in a temporary one first), so that a reader may scan it twice.

import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** Read from disk at once: reading costs by the call. */
const READ_BYTES = 256 * 1024;
/** Size of the blocks handed on to readers whose records are as long as those of XML. */
export const BLOCK_BYTES = 32 * 1024;
/** How much of the beginning is looked at to recognise format, encoding and dialect. */
export const SAMPLE_BYTES = 64 * 1024;

export interface LocalFile extends AsyncDisposable {
  readonly path: string;
}

/** A path as it is, or a stream spooled to a temporary file that goes away with `await using`. */
export async function localFile(input: string | AsyncIterable<Uint8Array>): Promise<LocalFile> {
  if (typeof input === "string") return { path: input, [Symbol.asyncDispose]: () => Promise.resolve() };
  const folder = await mkdtemp(join(tmpdir(), "convoca-file-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  const path = join(folder, "input");
  try {
    await pipeline(Readable.from(input, { objectMode: true }), createWriteStream(path));
  } catch (error) {
    await remove();
    throw error;
  }
  return { path, [Symbol.asyncDispose]: remove };
}

/** The first bytes of a file, and whether they are all of it. */
export async function readSample(path: string): Promise<{ bytes: Buffer; whole: boolean }> {
  await using file = await open(path);
  const size = (await file.stat()).size;
  const bytes = Buffer.alloc(Math.min(size, SAMPLE_BYTES));
  const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
  return { bytes: bytes.subarray(0, bytesRead), whole: bytesRead >= size };
}

/**
 * A file in blocks. What a block becomes lives until all of it has been judged: it must be little against the memory for young
 * objects (1 MB at first), or the engine takes its objects for lasting ones, makes them among the old ones from then on, and
 * only finds out at the next full collection, hundreds of megabytes later.
 */
export async function* readBlocks(path: string, blockBytes = BLOCK_BYTES): AsyncGenerator<Buffer> {
  for await (const read of createReadStream(path, { highWaterMark: READ_BYTES })) {
    const bytes = read as Buffer;
    for (let at = 0; at < bytes.length; at += blockBytes) yield bytes.subarray(at, at + blockBytes);
  }
}
