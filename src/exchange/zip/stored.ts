// ZIP archives of whole, uncompressed files, written in one way only: the same files at the same instant are the same bytes, so a reader can make them again.

import { Buffer } from "node:buffer";
import { CENTRAL_BYTES, centralRecord, END_BYTES, endRecord, LOCAL_BYTES, localRecord, STORED } from "./records.ts";
import type { DosTime, ZipEntry } from "./records.ts";

export interface StoredEntry {
  /** Plain ASCII: letters, digits, ". _ - /". */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly crc: number;
}

export function localHeader(entry: StoredEntry, dos: DosTime): Buffer {
  return localRecord(unpacked(entry), dos);
}

/** The directory and the end of the archive, which stand after all files. */
export function directory(entries: readonly StoredEntry[], dos: DosTime): Buffer {
  let offset = 0;
  const records = entries.map((entry) => {
    const record = centralRecord(unpacked(entry), dos, offset);
    offset += LOCAL_BYTES + entry.name.length + entry.size;
    return record;
  });
  const central = Buffer.concat(records);
  return Buffer.concat([central, endRecord(entries.length, offset, central.length)]);
}

function unpacked({ name, size, crc }: StoredEntry): ZipEntry {
  return { name, method: STORED, crc, packed: size, size };
}

/** What a directory says, before anything of it is believed; null when it is no directory. Entries beyond `most` make it none. */
export function readDirectory(central: Buffer, most: number): { readonly entries: StoredEntry[]; readonly dos: DosTime } | null {
  const entries: StoredEntry[] = [];
  let dos: DosTime = { time: 0, date: 0 };
  let at = 0;
  while (at < central.length) {
    if (at + CENTRAL_BYTES > central.length || central.readUInt32LE(at) !== 0x02014b50 || entries.length === most) return null;
    const length = central.readUInt16LE(at + 28);
    if (at + CENTRAL_BYTES + length > central.length) return null;
    if (entries.length === 0) dos = { time: central.readUInt16LE(at + 12), date: central.readUInt16LE(at + 14) };
    entries.push({
      name: central.toString("latin1", at + CENTRAL_BYTES, at + CENTRAL_BYTES + length),
      size: central.readUInt32LE(at + 24),
      crc: central.readUInt32LE(at + 16),
    });
    at += CENTRAL_BYTES + length;
  }
  return { entries, dos };
}

/** Where the directory lies, by the end of the archive; null when it is no end. `total`: bytes of the whole file. */
export function readEnd(end: Buffer, total: number): { readonly offset: number; readonly size: number } | null {
  if (end.length !== END_BYTES || end.readUInt32LE(0) !== 0x06054b50) return null;
  const size = end.readUInt32LE(12);
  const offset = end.readUInt32LE(16);
  return offset + size + END_BYTES === total ? { offset, size } : null;
}
