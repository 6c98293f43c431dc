// QR codes drawn here (ISO/IEC 18004, byte mode, level M, versions 1 to 12): a secret must not travel to somebody else's drawing service.

/** Error-correction codewords per block, and how many data codewords each block has, for level M. */
const LEVEL_M: readonly { readonly ecc: number; readonly blocks: readonly number[] }[] = [
  { ecc: 10, blocks: [16] },
  { ecc: 16, blocks: [28] },
  { ecc: 26, blocks: [44] },
  { ecc: 18, blocks: [32, 32] },
  { ecc: 24, blocks: [43, 43] },
  { ecc: 16, blocks: [27, 27, 27, 27] },
  { ecc: 18, blocks: [31, 31, 31, 31] },
  { ecc: 22, blocks: [38, 38, 39, 39] },
  { ecc: 22, blocks: [36, 36, 36, 37, 37] },
  { ecc: 26, blocks: [43, 43, 43, 43, 44] },
  { ecc: 30, blocks: [50, 51, 51, 51, 51] },
  { ecc: 22, blocks: [36, 36, 36, 36, 36, 36, 37, 37] },
];
/** Centres of the alignment patterns by version. */
const ALIGNMENT: readonly (readonly number[])[] = [
  [],
  [6, 18],
  [6, 22],
  [6, 26],
  [6, 30],
  [6, 34],
  [6, 22, 38],
  [6, 24, 42],
  [6, 26, 46],
  [6, 28, 50],
  [6, 30, 54],
  [6, 32, 58],
];

const EXP = new Uint8Array(512);
const LOG = new Uint8Array(256);
for (let power = 0, value = 1; power < 255; power += 1) {
  EXP[power] = value;
  EXP[power + 255] = value;
  LOG[value] = power;
  value = (value << 1) ^ (value & 0x80 ? 0x11d : 0);
}

/** Dark modules of the symbol, row by row. Throws where the text is longer than 287 bytes (version 12, level M). */
export function qrCode(text: string): boolean[][] {
  const bytes = Buffer.from(text, "utf8");
  const version =
    LEVEL_M.findIndex(({ blocks }, at) => bytes.length * 8 + 4 + (at < 9 ? 8 : 16) <= sum(blocks) * 8) + 1;
  if (version === 0) throw new RangeError(`too long for a QR code: ${bytes.length} bytes`);
  const codewords = interleave(version, dataCodewords(version, bytes));
  const candidates = Array.from({ length: 8 }, (_, mask) => draw(version, codewords, mask));
  return candidates.reduce((best, one) => (penalty(one) < penalty(best) ? one : best));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

function dataCodewords(version: number, bytes: Uint8Array): Uint8Array {
  const capacity = sum(LEVEL_M[version - 1]!.blocks);
  const bits: number[] = [];
  const put = (value: number, length: number): void => {
    for (let bit = length - 1; bit >= 0; bit -= 1) bits.push((value >>> bit) & 1);
  };
  put(0b0100, 4);
  put(bytes.length, version < 10 ? 8 : 16);
  for (const byte of bytes) put(byte, 8);
  put(0, Math.min(4, capacity * 8 - bits.length));
  while (bits.length % 8 !== 0) bits.push(0);
  const data = new Uint8Array(capacity);
  for (let at = 0; at < capacity; at += 1) {
    const filled = at * 8 < bits.length;
    data[at] = filled
      ? Number.parseInt(bits.slice(at * 8, at * 8 + 8).join(""), 2)
      : (at - bits.length / 8) % 2 === 0
        ? 0xec
        : 0x11;
  }
  return data;
}

/** Reed-Solomon remainder over GF(256) with the generator of `count` roots. */
function correction(data: Uint8Array, count: number): Uint8Array {
  let generator = [1];
  for (let root = 0; root < count; root += 1) {
    const next = Array.from({ length: generator.length + 1 }, () => 0);
    generator.forEach((coefficient, at) => {
      next[at]! ^= coefficient;
      next[at + 1]! ^= times(coefficient, EXP[root]!);
    });
    generator = next;
  }
  const rest = new Uint8Array(count);
  for (const byte of data) {
    const factor = byte ^ rest[0]!;
    rest.copyWithin(0, 1);
    rest[count - 1] = 0;
    for (let at = 0; at < count; at += 1) rest[at]! ^= times(generator[at + 1]!, factor);
  }
  return rest;
}

function times(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : EXP[LOG[a]! + LOG[b]!]!;
}

function interleave(version: number, data: Uint8Array): number[] {
  const { ecc, blocks } = LEVEL_M[version - 1]!;
  let from = 0;
  const parts = blocks.map((length) => data.subarray(from, (from += length)));
  const ends = parts.map((part) => correction(part, ecc));
  const turn = (columns: readonly Uint8Array[], length: number): number[] =>
    Array.from({ length }, (_, at) =>
      columns.filter((column) => at < column.length).map((column) => column[at]!),
    ).flat();
  return [...turn(parts, Math.max(...blocks)), ...turn(ends, ecc)];
}

interface Canvas {
  readonly size: number;
  readonly dark: boolean[][];
  /** Modules that carry no data. */
  readonly fixed: boolean[][];
}

function draw(version: number, codewords: readonly number[], mask: number): boolean[][] {
  const size = 17 + 4 * version;
  const grid = (): boolean[][] =>
    Array.from({ length: size }, () => Array.from({ length: size }, () => false));
  const canvas: Canvas = { size, dark: grid(), fixed: grid() };
  drawPatterns(canvas, version);
  drawFormat(canvas, mask);
  if (version >= 7) drawVersion(canvas, version);
  drawData(canvas, codewords, mask);
  return canvas.dark;
}

function set(canvas: Canvas, row: number, column: number, dark: boolean): void {
  if (row < 0 || column < 0 || row >= canvas.size || column >= canvas.size) return;
  canvas.dark[row]![column] = dark;
  canvas.fixed[row]![column] = true;
}

function drawPatterns(canvas: Canvas, version: number): void {
  const { size } = canvas;
  for (let at = 0; at < size; at += 1) {
    set(canvas, 6, at, at % 2 === 0);
    set(canvas, at, 6, at % 2 === 0);
  }
  for (const [row, column] of [
    [3, 3],
    [3, size - 4],
    [size - 4, 3],
  ] as const) {
    for (let dy = -4; dy <= 4; dy += 1)
      for (let dx = -4; dx <= 4; dx += 1) {
        const ring = Math.max(Math.abs(dx), Math.abs(dy));
        set(canvas, row + dy, column + dx, ring !== 2 && ring !== 4);
      }
  }
  const centres = ALIGNMENT[version - 1]!;
  const last = centres.length - 1;
  centres.forEach((row, y) =>
    centres.forEach((column, x) => {
      if ((y === 0 && x === 0) || (y === 0 && x === last) || (y === last && x === 0)) return;
      for (let dy = -2; dy <= 2; dy += 1)
        for (let dx = -2; dx <= 2; dx += 1)
          set(canvas, row + dy, column + dx, Math.max(Math.abs(dx), Math.abs(dy)) !== 1);
    }),
  );
}

/** Level M is 00; BCH (15,5), masked. */
function drawFormat(canvas: Canvas, mask: number): void {
  let rest = mask;
  for (let bit = 0; bit < 10; bit += 1) rest = (rest << 1) ^ ((rest >>> 9) * 0x537);
  const bits = ((mask << 10) | rest) ^ 0x5412;
  const dark = (bit: number): boolean => ((bits >>> bit) & 1) === 1;
  const { size } = canvas;
  for (let bit = 0; bit < 15; bit += 1) {
    if (bit < 8) {
      set(canvas, 8, size - 1 - bit, dark(bit));
      set(canvas, bit < 6 ? bit : bit + 1, 8, dark(bit));
    } else {
      set(canvas, size - 15 + bit, 8, dark(bit));
      set(canvas, 8, bit === 8 ? 7 : 14 - bit, dark(bit));
    }
  }
  set(canvas, size - 8, 8, true);
}

/** BCH (18,6), from version 7 on. */
function drawVersion(canvas: Canvas, version: number): void {
  let rest = version;
  for (let bit = 0; bit < 12; bit += 1) rest = (rest << 1) ^ ((rest >>> 11) * 0x1f25);
  const bits = (version << 12) | rest;
  for (let bit = 0; bit < 18; bit += 1) {
    const dark = ((bits >>> bit) & 1) === 1;
    const across = canvas.size - 11 + (bit % 3);
    const down = Math.floor(bit / 3);
    set(canvas, across, down, dark);
    set(canvas, down, across, dark);
  }
}

function drawData(canvas: Canvas, codewords: readonly number[], mask: number): void {
  const { size, dark, fixed } = canvas;
  let bit = 0;
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step += 1) {
      const upwards = ((right + 1) & 2) === 0;
      const row = upwards ? size - 1 - step : step;
      for (const column of [right, right - 1]) {
        if (fixed[row]![column]) continue;
        const one = ((codewords[bit >>> 3] ?? 0) >>> (7 - (bit & 7))) & 1;
        dark[row]![column] = (one === 1) !== masked(mask, row, column);
        bit += 1;
      }
    }
  }
}

export function masked(mask: number, row: number, column: number): boolean {
  switch (mask) {
    case 0:
      return (row + column) % 2 === 0;
    case 1:
      return row % 2 === 0;
    case 2:
      return column % 3 === 0;
    case 3:
      return (row + column) % 3 === 0;
    case 4:
      return (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0;
    case 5:
      return ((row * column) % 2) + ((row * column) % 3) === 0;
    case 6:
      return (((row * column) % 2) + ((row * column) % 3)) % 2 === 0;
    default:
      return (((row + column) % 2) + ((row * column) % 3)) % 2 === 0;
  }
}

/** How hard a symbol is to read: runs, blocks of two by two, false finder patterns, imbalance. */
function penalty(dark: readonly (readonly boolean[])[]): number {
  const size = dark.length;
  const lines = [...dark, ...dark.map((_, column) => dark.map((row) => row[column]!))];
  let points = 0;
  for (const line of lines) {
    const text = line.map((one) => (one ? "1" : "0")).join("");
    for (const run of text.match(/0{5,}|1{5,}/g) ?? []) points += run.length - 2;
    for (const pattern of ["10111010000", "00001011101"])
      for (let at = text.indexOf(pattern); at >= 0; at = text.indexOf(pattern, at + 1)) points += 40;
  }
  let count = 0;
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column < size; column += 1) {
      const one = dark[row]![column];
      if (one) count += 1;
      if (
        row > 0 &&
        column > 0 &&
        one === dark[row - 1]![column] &&
        one === dark[row]![column - 1] &&
        one === dark[row - 1]![column - 1]
      )
        points += 3;
    }
  return points + 10 * Math.floor(Math.abs((count * 20) / (size * size) - 10));
}
