// Bulk rows into a table by COPY in PostgreSQL's binary format: nothing is escaped here or parsed there.

import { once } from "node:events";
import { finished } from "node:stream/promises";
import type { ClientBase } from "pg";
import { from as copyFrom } from "pg-copy-streams";

export type BinaryType = "uuid" | "text" | "smallint" | "integer" | "timestamptz" | "bytea";
export type BinaryValue = string | number | Uint8Array | null;

/** Signature, flags, length of the header's extension: what every binary COPY begins with. */
const HEADER = Buffer.concat([Buffer.from("PGCOPY\n\xff\r\n\0", "latin1"), Buffer.alloc(8)]);
const TRAILER = -1;
const NULL = -1;
const BLOCK = 256 * 1024;
const EPOCH_2000_MS = Date.UTC(2000, 0, 1);

/** Value of a hexadecimal digit by its character code; 255 for anything else. */
const NIBBLES = new Uint8Array(128).fill(255);
for (let value = 0; value < 16; value += 1) {
  const digit = value.toString(16);
  NIBBLES[digit.charCodeAt(0)] = value;
  NIBBLES[digit.toUpperCase().charCodeAt(0)] = value;
}

/** Collects fields into blocks of bytes. */
class RowBytes {
  #block = Buffer.allocUnsafe(BLOCK);
  #used = 0;

  get isFull(): boolean {
    return this.#used >= BLOCK / 2;
  }

  /** The bytes so far; the next ones go into another block, because the socket may still be reading these. */
  take(): Buffer {
    const taken = this.#block.subarray(0, this.#used);
    this.#block = Buffer.allocUnsafe(BLOCK);
    this.#used = 0;
    return taken;
  }

  #reserve(bytes: number): void {
    if (this.#used + bytes <= this.#block.length) return;
    const larger = Buffer.allocUnsafe(2 * (this.#used + bytes));
    this.#block.copy(larger, 0, 0, this.#used);
    this.#block = larger;
  }

  int16(value: number): void {
    this.#reserve(2);
    this.#used = this.#block.writeInt16BE(value, this.#used);
  }

  int32(value: number): void {
    this.#reserve(4);
    this.#used = this.#block.writeInt32BE(value, this.#used);
  }

  field(type: BinaryType, value: BinaryValue): void {
    if (value === null) this.int32(NULL);
    else if (typeof value === "number") this.#number(type, value);
    else if (typeof value === "string") this.#string(type, value);
    else this.#bytes(type, value);
  }

  #number(type: BinaryType, value: number): void {
    if (type === "smallint") {
      this.int32(2);
      this.int16(value);
    } else if (type === "integer") {
      this.int32(4);
      this.int32(value);
    } else throw new TypeError(`a number for a column of type ${type}`);
  }

  #string(type: BinaryType, value: string): void {
    if (type === "text") this.#text(value);
    else if (type === "uuid") this.#uuid(value);
    else if (type === "timestamptz") this.#instant(value);
    else throw new TypeError(`a text for a column of type ${type}`);
  }

  #bytes(type: BinaryType, value: Uint8Array): void {
    if (type !== "bytea") throw new TypeError(`bytes for a column of type ${type}`);
    this.int32(value.length);
    this.#reserve(value.length);
    this.#block.set(value, this.#used);
    this.#used += value.length;
  }

  #text(value: string): void {
    // A unit of UTF-16 takes at most three bytes of UTF-8.
    this.#reserve(4 + value.length * 3);
    const length = this.#block.write(value, this.#used + 4, "utf8");
    this.#block.writeInt32BE(length, this.#used);
    this.#used += 4 + length;
  }

  #uuid(value: string): void {
    this.#reserve(20);
    this.#block.writeInt32BE(16, this.#used);
    let at = this.#used + 4;
    const end = at + 16;
    let wrong = 0;
    for (let i = 0; i < value.length && at < end; i += 2) {
      if (value.charCodeAt(i) === 45) i += 1;
      const high = NIBBLES[value.charCodeAt(i)] ?? 255;
      const low = NIBBLES[value.charCodeAt(i + 1)] ?? 255;
      wrong |= high | low;
      this.#block[at] = (high << 4) | low;
      at += 1;
    }
    if (wrong > 15 || at !== end || value.length !== 36) throw new TypeError(`not a UUID: ${value}`);
    this.#used = end;
  }

  /** Whole microseconds since 2000, in 64 bits. */
  #instant(value: string): void {
    const micros = (Date.parse(value) - EPOCH_2000_MS) * 1_000;
    if (!Number.isSafeInteger(micros)) throw new TypeError(`not an instant: ${value}`);
    this.int32(8);
    this.int32(Math.floor(micros / 0x1_0000_0000));
    this.#reserve(4);
    this.#used = this.#block.writeUInt32BE(((micros % 0x1_0000_0000) + 0x1_0000_0000) % 0x1_0000_0000, this.#used);
  }
}

/**
 * Copies `rows` into `table`, the values in the order of `columns`, whose types must be exactly those of the table. As with
 * `copyInto`, walled tables are filled from a temporary one. Throws a TypeError on a value that does not suit its column.
 */
export async function copyBinary(
  client: ClientBase,
  table: string,
  columns: readonly (readonly [name: string, type: BinaryType])[],
  rows: Iterable<readonly BinaryValue[]>,
): Promise<void> {
  const stream = client.query(copyFrom(`copy ${table} (${columns.map(([name]) => name).join(", ")}) from stdin (format binary)`));
  const done = finished(stream);
  // Without a handler of its own a failure between two writes would be an unhandled rejection.
  done.catch(() => undefined);
  try {
    const bytes = new RowBytes();
    stream.write(HEADER);
    for (const row of rows) {
      bytes.int16(columns.length);
      for (let column = 0; column < columns.length; column += 1) bytes.field(columns[column]![1], row[column] ?? null);
      if (bytes.isFull && !stream.write(bytes.take())) await Promise.race([once(stream, "drain"), done]);
    }
    bytes.int16(TRAILER);
    stream.end(bytes.take());
  } catch (error) {
    // The server is told that nothing more comes: the statement fails, and the connection stays usable for the rollback.
    stream.destroy(error instanceof Error ? error : new Error(String(error)));
    await done.catch(() => undefined);
    throw error;
  }
  await done;
}
