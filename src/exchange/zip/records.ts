// The records of a ZIP archive, byte by byte: before each file, in the directory, at the end.

import { Buffer } from "node:buffer";

/** Moment of all entries, as MS-DOS writes it: two seconds fine, no zone. */
export interface DosTime {
  readonly time: number;
  readonly date: number;
}

export const STORED = 0;
export const DEFLATED = 8;

export interface ZipEntry {
  /** Plain ASCII: letters, digits, ". _ - /". */
  readonly name: string;
  readonly method: typeof STORED | typeof DEFLATED;
  readonly crc: number;
  /** Bytes in the archive. */
  readonly packed: number;
  /** Bytes when unpacked. */
  readonly size: number;
}

export const END_BYTES = 22;
export const LOCAL_BYTES = 30;
export const CENTRAL_BYTES = 46;
/** Made on Unix, to be unpacked as a plain file that anybody may read. */
const MADE_BY = (3 << 8) | 20;
const NEEDS = 20;
const PLAIN_FILE = (0o100644 << 16) >>> 0;
/** Of what is packed as it comes, sizes and sum follow the content; names are UTF-8. */
const STREAMED = 0x0808;

/** `clock`: "2019-09-02T10:00:00" on the clock of whoever unpacks. Before 1980 there is no time in a ZIP: then its first moment. */
export function dosTimeOf(clock: string): DosTime {
  const [year = 1980, month = 1, day = 1, hour = 0, minute = 0, second = 0] = clock.split(/[-T:.Z]/).map(Number);
  if (!(year >= 1980 && year < 2108)) return { time: 0, date: (1 << 5) | 1 };
  return { time: (hour << 11) | (minute << 5) | (second >> 1), date: ((year - 1980) << 9) | (month << 5) | day };
}

/** Of a deflated file the sum and the sizes are not known yet: `descriptor` tells them after it. */
export function localRecord(entry: ZipEntry, { time, date }: DosTime): Buffer {
  const known = entry.method === STORED;
  const record = Buffer.alloc(LOCAL_BYTES + entry.name.length);
  record.writeUInt32LE(0x04034b50, 0);
  record.writeUInt16LE(NEEDS, 4);
  record.writeUInt16LE(known ? 0 : STREAMED, 6);
  record.writeUInt16LE(entry.method, 8);
  record.writeUInt16LE(time, 10);
  record.writeUInt16LE(date, 12);
  record.writeUInt32LE(known ? entry.crc : 0, 14);
  record.writeUInt32LE(known ? entry.packed : 0, 18);
  record.writeUInt32LE(known ? entry.size : 0, 22);
  record.writeUInt16LE(entry.name.length, 26);
  record.write(entry.name, LOCAL_BYTES, "latin1");
  return record;
}

export function descriptor({ crc, packed, size }: ZipEntry): Buffer {
  const record = Buffer.alloc(16);
  record.writeUInt32LE(0x08074b50, 0);
  record.writeUInt32LE(crc, 4);
  record.writeUInt32LE(packed, 8);
  record.writeUInt32LE(size, 12);
  return record;
}

/** `offset`: where the local record of the entry begins. */
export function centralRecord({ name, method, crc, packed, size }: ZipEntry, { time, date }: DosTime, offset: number): Buffer {
  const record = Buffer.alloc(CENTRAL_BYTES + name.length);
  record.writeUInt32LE(0x02014b50, 0);
  record.writeUInt16LE(MADE_BY, 4);
  record.writeUInt16LE(NEEDS, 6);
  record.writeUInt16LE(method === STORED ? 0 : STREAMED, 8);
  record.writeUInt16LE(method, 10);
  record.writeUInt16LE(time, 12);
  record.writeUInt16LE(date, 14);
  record.writeUInt32LE(crc, 16);
  record.writeUInt32LE(packed, 20);
  record.writeUInt32LE(size, 24);
  record.writeUInt16LE(name.length, 28);
  record.writeUInt32LE(PLAIN_FILE, 38);
  record.writeUInt32LE(offset, 42);
  record.write(name, CENTRAL_BYTES, "latin1");
  return record;
}

/** `begins` and `bytes`: place and length of the directory. */
export function endRecord(entries: number, begins: number, bytes: number): Buffer {
  const record = Buffer.alloc(END_BYTES);
  record.writeUInt32LE(0x06054b50, 0);
  record.writeUInt16LE(entries, 8);
  record.writeUInt16LE(entries, 10);
  record.writeUInt32LE(bytes, 12);
  record.writeUInt32LE(begins, 16);
  return record;
}
