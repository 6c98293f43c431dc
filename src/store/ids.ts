// Identifiers: UUID version 7 (RFC 9562), so that rows and acts sort by the time they were made.

import { randomFillSync } from "node:crypto";

const POOL = Buffer.allocUnsafe(16 * 4096);
let used = POOL.length;
let lastMs = 0;
let counter = 0;

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** A new UUIDv7; within one millisecond a 12-bit counter keeps the order in which this process made them. */
export function newId(): string {
  if (used === POOL.length) {
    randomFillSync(POOL);
    used = 0;
  }
  const at = used;
  used += 16;
  const now = Date.now();
  if (now > lastMs) {
    lastMs = now;
    counter = POOL[at + 6]! & 0x07;
  } else {
    counter += 1;
    if (counter > 0xfff) {
      lastMs += 1;
      counter = 0;
    }
  }
  const ms = lastMs;
  const high = Math.floor(ms / 0x100000000);
  const low = ms >>> 0;
  return (
    HEX[(high >>> 8) & 0xff]! + HEX[high & 0xff]! + HEX[low >>> 24]! + HEX[(low >>> 16) & 0xff]! + "-" +
    HEX[(low >>> 8) & 0xff]! + HEX[low & 0xff]! + "-" +
    HEX[0x70 | (counter >>> 8)]! + HEX[counter & 0xff]! + "-" +
    HEX[0x80 | (POOL[at + 8]! & 0x3f)]! + HEX[POOL[at + 9]!]! + "-" +
    HEX[POOL[at + 10]!]! + HEX[POOL[at + 11]!]! + HEX[POOL[at + 12]!]! + HEX[POOL[at + 13]!]! + HEX[POOL[at + 14]!]! + HEX[POOL[at + 15]!]!
  );
}
