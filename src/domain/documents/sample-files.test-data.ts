// Small true files of each accepted type, made by hand.

import { crc32, deflateSync } from "node:zlib";

const latin = (text: string): Uint8Array => Buffer.from(text, "latin1");

/** A stream object; its content as characters of one byte each. */
export function stream(dictionary: string, content: string): string {
  return `5 0 obj << ${dictionary} >>\nstream\n${content}\nendstream\nendobj\n`;
}

/** A page with one drawing; `more` objects before the end, `trailer` entries in it. */
export function pdf(more = "", trailer = ""): Uint8Array {
  return latin(
    `%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n` +
      `3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >> endobj\n${more}trailer << /Root 1 0 R ${trailer} >>\nstartxref\n9\n%%EOF\n`,
  );
}

export function jpeg(width: number, height: number): Uint8Array {
  const frame = [
    0xff,
    0xc0,
    0,
    17,
    8,
    height >> 8,
    height & 255,
    width >> 8,
    width & 255,
    3,
    1,
    0x22,
    0,
    2,
    0x11,
    1,
    3,
    0x11,
    1,
  ];
  return Uint8Array.from([
    0xff,
    0xd8,
    0xff,
    0xe0,
    0,
    4,
    0,
    0,
    ...frame,
    0xff,
    0xda,
    0,
    4,
    0,
    0,
    1,
    2,
    3,
    0xff,
    0xd9,
  ]);
}

function chunk(kind: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([latin(kind), data]);
  const head = Buffer.alloc(4);
  head.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([head, body, sum]);
}

/** Grey, one byte a point; `pixels` is what is packed, by default as many points as it says (none when it says very many). */
export function png(width: number, height: number, pixels?: Uint8Array): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const points = pixels ?? new Uint8Array(width * height > 1e6 ? 1 : (width + 1) * height);
  return Buffer.concat([
    latin("\x89PNG\r\n\x1a\n"),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(points)),
    chunk("IEND", new Uint8Array()),
  ]);
}

function box(kind: string, ...parts: readonly Uint8Array[]): Uint8Array {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8);
  head.write(kind, 4, "latin1");
  return Buffer.concat([head, body]);
}

export function heic(width: number, height: number): Uint8Array {
  const size = Buffer.alloc(12);
  size.writeUInt32BE(width, 4);
  size.writeUInt32BE(height, 8);
  const properties = box("iprp", box("ipco", box("ispe", size)));
  return Buffer.concat([
    box("ftyp", latin("heic\0\0\0\0mif1heic")),
    box("meta", Buffer.alloc(4), properties),
    box("mdat", Buffer.alloc(16)),
  ]);
}
