// The little of ZIP that spreadsheets need: the directory, and each entry as a stream, straight from disk.

import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { createInflateRaw } from "node:zlib";
import { unreadable } from "./unreadable-file.ts";

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
/** The end record is at most its 22 bytes plus a comment of 65,535. */
const END_SEARCH_BYTES = 22 + 0xffff;
const MAX_DIRECTORY_BYTES = 16 * 1024 * 1024;
const ZIP64 = 0xffffffff;
const STORED = 0;
const DEFLATED = 8;

export interface ZipEntry {
  readonly name: string;
  readonly nameBytes: Buffer;
  readonly method: number;
  readonly crc: number;
  readonly compressedSize: number;
  readonly size: number;
  readonly dataStart: number;
}

/** A ZIP file's directory. Every method throws `UnreadableFile` when the archive is damaged. */
export interface Zip {
  readonly path: string;
  readonly entries: ReadonlyMap<string, ZipEntry>;
}

/** Reads the directory of a ZIP file. Throws FOGLIO_DANNEGGIATO, FOGLIO_CIFRATO, FOGLIO_TROPPO_GRANDE. */
export async function openZip(path: string): Promise<Zip> {
  await using file = await open(path);
  const directory = await readDirectory(file);
  const entries = new Map<string, ZipEntry>();
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === DIRECTORY_ENTRY;) {
    const nameLength = directory.readUInt16LE(at + 28);
    const nameBytes = directory.subarray(at + 46, at + 46 + nameLength);
    if ((directory.readUInt16LE(at + 8) & 1) !== 0) throw unreadable("FOGLIO_CIFRATO");
    const entry = {
      name: nameBytes.toString("utf8"),
      nameBytes,
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      compressedSize: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      dataStart: await dataStart(file, directory.readUInt32LE(at + 42)),
    };
    if (entry.compressedSize === ZIP64 || entry.size === ZIP64) throw unreadable("FOGLIO_TROPPO_GRANDE");
    if (entry.method !== STORED && entry.method !== DEFLATED) throw unreadable("FOGLIO_DANNEGGIATO");
    entries.set(entry.name, entry);
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return { path, entries };
}

async function readDirectory(file: FileHandle): Promise<Buffer> {
  const size = (await file.stat()).size;
  const tailLength = Math.min(size, END_SEARCH_BYTES);
  const tail = await readAt(file, size - tailLength, tailLength);
  for (let at = tail.length - 22; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== END_OF_DIRECTORY) continue;
    const length = tail.readUInt32LE(at + 12);
    const offset = tail.readUInt32LE(at + 16);
    if (offset === ZIP64 || length > MAX_DIRECTORY_BYTES) throw unreadable("FOGLIO_TROPPO_GRANDE");
    return readAt(file, offset, length);
  }
  throw unreadable("FOGLIO_DANNEGGIATO");
}

async function dataStart(file: FileHandle, headerStart: number): Promise<number> {
  const header = await readAt(file, headerStart, 30);
  if (header.readUInt32LE(0) !== LOCAL_HEADER) throw unreadable("FOGLIO_DANNEGGIATO");
  return headerStart + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await file.read(bytes, 0, length, position);
  if (bytesRead < length) throw unreadable("FOGLIO_DANNEGGIATO");
  return bytes;
}

/** The entry's bytes as they lie in the archive, still compressed. */
export async function* rawBlocks(zip: Zip, entry: ZipEntry): AsyncGenerator<Buffer> {
  if (entry.compressedSize === 0) return;
  const end = entry.dataStart + entry.compressedSize - 1;
  for await (const block of createReadStream(zip.path, { start: entry.dataStart, end }))
    yield block as Buffer;
}

/** The entry's content, never more than `limit` bytes of it (an archive may lie about its sizes). */
export async function* entryBlocks(zip: Zip, entry: ZipEntry, limit: number): AsyncGenerator<Buffer> {
  let total = 0;
  const raw = createReadStream(zip.path, {
    start: entry.dataStart,
    end: entry.dataStart + entry.compressedSize - 1,
  });
  const inflate = createInflateRaw({ chunkSize: 64 * 1024 });
  raw.on("error", (error) => inflate.destroy(error));
  const content = entry.method === STORED ? raw : raw.pipe(inflate);
  try {
    for await (const block of content) {
      total += (block as Buffer).length;
      if (total > limit) throw unreadable("FOGLIO_TROPPO_GRANDE");
      yield block as Buffer;
    }
  } finally {
    raw.destroy();
    inflate.destroy();
  }
  if (total !== entry.size) throw unreadable("FOGLIO_DANNEGGIATO");
}

/** A small entry as text; null when the archive does not have it. */
export async function entryText(zip: Zip, name: string, limit = 4 * 1024 * 1024): Promise<string | null> {
  const entry = zip.entries.get(name);
  if (!entry) return null;
  const blocks: Buffer[] = [];
  if (entry.size > 0) for await (const block of entryBlocks(zip, entry, limit)) blocks.push(block);
  return Buffer.concat(blocks).toString("utf8");
}

/** A local header whose sizes stand in front, so that the entry can be read from a stream. */
export function localHeader(entry: ZipEntry): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(LOCAL_HEADER, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(entry.method, 8);
  header.writeUInt32LE(entry.crc, 14);
  header.writeUInt32LE(entry.compressedSize, 18);
  header.writeUInt32LE(entry.size, 22);
  header.writeUInt16LE(entry.nameBytes.length, 26);
  return Buffer.concat([header, entry.nameBytes]);
}
