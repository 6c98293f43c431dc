// QR codes read back: format word, unmasking, de-interleaving, Reed-Solomon syndromes, text. Written from the reader's side of the standard.

import assert from "node:assert/strict";
import { it } from "node:test";
import { masked, qrCode } from "./qr-code.ts";

/** Blocks (data lengths) and correction length of level M, as the standard's table of characteristics gives them. */
const BLOCKS: Readonly<Record<number, readonly [number, readonly number[]]>> = {
  1: [10, [16]],
  2: [16, [28]],
  3: [26, [44]],
  4: [18, [32, 32]],
  5: [24, [43, 43]],
  6: [16, [27, 27, 27, 27]],
  7: [18, [31, 31, 31, 31]],
  8: [22, [38, 38, 39, 39]],
  9: [22, [36, 36, 36, 37, 37]],
  10: [26, [43, 43, 43, 43, 44]],
  11: [30, [50, 51, 51, 51, 51]],
  12: [22, [36, 36, 36, 36, 36, 36, 37, 37]],
};
/** Format words of level M by mask, from the standard's annex. */
const FORMATS = [
  "101010000010010",
  "101000100100101",
  "101111001111100",
  "101101101001011",
  "100010111111001",
  "100000011001110",
  "100111110010111",
  "100101010100000",
];

function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 0; bit < 8; bit += 1) {
    if ((b >>> bit) & 1) product ^= a << bit;
  }
  for (let bit = 14; bit >= 8; bit -= 1) if ((product >>> bit) & 1) product ^= 0x11d << (bit - 8);
  return product;
}

function read(symbol: readonly (readonly boolean[])[]): { text: string; version: number; mask: number } {
  const size = symbol.length;
  const version = (size - 17) / 4;
  const word = [0, 1, 2, 3, 4, 5, 7, 8]
    .map((column) => symbol[8]![column]!)
    .concat([7, 5, 4, 3, 2, 1, 0].map((row) => symbol[row]![8]!));
  const mask = FORMATS.indexOf(word.map((one) => (one ? "1" : "0")).join(""));
  assert.ok(mask >= 0, "the format word is one of the standard's");
  const step = version === 1 ? 0 : Math.ceil((size - 13) / (Math.floor(version / 7) + 1) / 2) * 2;
  const centres =
    version === 1
      ? []
      : [
          6,
          ...Array.from(
            { length: Math.floor(version / 7) + 1 },
            (_, at) => size - 7 - at * step,
          ).toReversed(),
        ];
  const isData = (row: number, column: number): boolean => {
    if (row === 6 || column === 6) return false;
    if ((row < 9 && column < 9) || (row < 9 && column >= size - 8) || (row >= size - 8 && column < 9))
      return false;
    if (version >= 7 && ((row < 6 && column >= size - 11) || (column < 6 && row >= size - 11))) return false;
    return !centres.some((y) =>
      centres.some((x) => {
        const corner = (y === 6 && x === 6) || (y === 6 && x === size - 7) || (y === size - 7 && x === 6);
        return !corner && Math.abs(row - y) <= 2 && Math.abs(column - x) <= 2;
      }),
    );
  };
  const bits: number[] = [];
  let up = true;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right -= 1;
    for (let at = 0; at < size; at += 1)
      for (const column of [right, right - 1]) {
        const row = up ? size - 1 - at : at;
        if (isData(row, column)) bits.push(symbol[row]![column]! !== masked(mask, row, column) ? 1 : 0);
      }
    up = !up;
  }
  const [ecc, lengths] = BLOCKS[version]!;
  const words = Array.from({ length: Math.floor(bits.length / 8) }, (_, at) =>
    Number.parseInt(bits.slice(at * 8, at * 8 + 8).join(""), 2),
  );
  const blocks = lengths.map((): number[] => []);
  let next = 0;
  for (let at = 0; at < Math.max(...lengths); at += 1)
    lengths.forEach((length, block) => at < length && blocks[block]!.push(words[next++]!));
  for (let at = 0; at < ecc; at += 1) for (const block of blocks) block.push(words[next++]!);
  for (const block of blocks)
    for (let root = 0, power = 1; root < ecc; root += 1, power = times(power, 2))
      assert.equal(
        block.reduce((value, one) => times(value, power) ^ one, 0),
        0,
        "a codeword of the Reed-Solomon code",
      );
  const data = blocks
    .flatMap((block, at) => block.slice(0, lengths[at]))
    .map((one) => one.toString(2).padStart(8, "0"))
    .join("");
  assert.equal(data.slice(0, 4), "0100");
  const lengthBits = version < 10 ? 8 : 16;
  const length = Number.parseInt(data.slice(4, 4 + lengthBits), 2);
  const body = Array.from({ length }, (_, at) =>
    Number.parseInt(data.slice(4 + lengthBits + at * 8, 12 + lengthBits + at * 8), 2),
  );
  return { text: Buffer.from(body).toString("utf8"), version, mask };
}

it("every length is read back as it was written, in every version", () => {
  const versions = new Set<number>();
  for (let length = 0; length <= 287; length += length < 60 ? 1 : 7) {
    const text = "otpauth://totp/Convoca:perché?segreto=".repeat(9).slice(0, length);
    const bytes = Buffer.byteLength(text);
    if (bytes > 287) continue;
    const found = read(qrCode(text));
    assert.equal(found.text, text);
    versions.add(found.version);
  }
  assert.deepEqual(
    [...versions].toSorted((a, b) => a - b),
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
  );
  assert.throws(() => qrCode("x".repeat(288)), RangeError);
});
