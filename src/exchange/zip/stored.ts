// ZIP archives of whole, uncompressed files, written in one way only: the same files at the same instant are the same bytes, so a reader can make them again.

import { Buffer } from "node:buffer";

export interface StoredEntry {
  /** Plain ASCII: letters, digits, ". _ - /". */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly crc: number;
}

/** Moment of all entries, as MS-DOS writes it: two seconds fine, no zone. */
export interface DosTime {
  readonly time: number;
  readonly date: number;
}

/** `clock`: "2019-09-02T10:00:00" on the clock of whoever unpacks. Before 1980 there is no time in a ZIP: then its first moment. */
export function dosTimeOf(clock: string): DosTime {
  const [year = 1980, month = 1, day = 1, hour = 0, minute = 0, second = 0] = clock.split(/[-T:.Z]/).map(Number);
  if (!(year >= 1980 && year < 2108)) return { time: 0, date: (1 << 5) | 1 };
  return { time: (hour << 11) | (minute << 5) | (second >> 1), date: ((year - 1980) << 9) | (month << 5) | day };
}

export const END_BYTES = 22;
export const LOCAL_BYTES = 30;
const CENTRAL_BYTES = 46;
/** Made on Unix, to be unpacked as a plain file that anybody may read. */
const MADE_BY = (3 << 8) | 20;
const NEEDS = 20;
const PLAIN_FILE = (0o100644 << 16) >>> 0;

export function localHeader({ name, size, crc }: StoredEntry, { time, date }: DosTime): Buffer {
  const header = Buffer.alloc(LOCAL_BYTES + name.length);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(NEEDS, 4);
  header.writeUInt16LE(time, 10);
  header.writeUInt16LE(date, 12);
  header.writeUInt32LE(crc, 14);
  header.writeUInt32LE(size, 18);
  header.writeUInt32LE(size, 22);
  header.writeUInt16LE(name.length, 26);
  header.write(name, LOCAL_BYTES, "latin1");
  return header;
}

/** The directory and the end of the archive, which stand after all files. */
export function directory(entries: readonly StoredEntry[], dos: DosTime): Buffer {
  let offset = 0;
  const records = entries.map((entry) => {
    const record = centralRecord(entry, dos, offset);
    offset += LOCAL_BYTES + entry.name.length + entry.size;
    return record;
  });
  const central = Buffer.concat(records);
  const end = Buffer.alloc(END_BYTES);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([central, end]);
}

function centralRecord({ name, size, crc }: StoredEntry, { time, date }: DosTime, offset: number): Buffer {
  const record = Buffer.alloc(CENTRAL_BYTES + name.length);
  record.writeUInt32LE(0x02014b50, 0);
  record.writeUInt16LE(MADE_BY, 4);
  record.writeUInt16LE(NEEDS, 6);
  record.writeUInt16LE(time, 12);
  record.writeUInt16LE(date, 14);
  record.writeUInt32LE(crc, 16);
  record.writeUInt32LE(size, 20);
  record.writeUInt32LE(size, 24);
  record.writeUInt16LE(name.length, 28);
  record.writeUInt32LE(PLAIN_FILE, 38);
  record.writeUInt32LE(offset, 42);
  record.write(name, CENTRAL_BYTES, "latin1");
  return record;
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
