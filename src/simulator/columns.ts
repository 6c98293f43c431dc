// Columns of values by row number, in pieces that are never copied: a million rows cost bytes, not objects.

/** Rows of one piece; a power of two. */
const PIECE = 16_384;

type Numbers = Float64Array | Uint32Array | Uint8Array;

/** A number for each row; rows are added one after the other. */
export class NumberColumn {
  readonly #make: (length: number) => Numbers;
  readonly #pieces: Numbers[] = [];

  /** `make` says how wide a value is, e.g. `(length) => new Uint32Array(length)`. */
  constructor(make: (length: number) => Numbers) {
    this.#make = make;
  }

  get(row: number): number {
    return this.#pieces[Math.floor(row / PIECE)]?.[row % PIECE] ?? 0;
  }

  set(row: number, value: number): void {
    const number = Math.floor(row / PIECE);
    while (this.#pieces.length <= number) this.#pieces.push(this.#make(PIECE));
    this.#pieces[number]![row % PIECE] = value;
  }

  clear(): void {
    this.#pieces.length = 0;
  }
}

const TEXT_PIECE = 256 * 1_024;

/** A text for each row, as UTF-8 one after the other; a text lies whole in one piece. */
export class TextColumn {
  /** Number of the piece times its size, plus the place in it. */
  readonly #starts = new NumberColumn((length) => new Uint32Array(length));
  readonly #lengths = new NumberColumn((length) => new Uint32Array(length));
  readonly #pieces: Buffer[] = [];
  /** Texts longer than a piece: nobody's number or address, but a stranger may send one. */
  readonly #long = new Map<number, string>();
  #used = TEXT_PIECE;

  get(row: number): string {
    const long = this.#long.get(row);
    if (long !== undefined) return long;
    const start = this.#starts.get(row);
    const place = start % TEXT_PIECE;
    return (
      this.#pieces[Math.floor(start / TEXT_PIECE)]?.toString("utf8", place, place + this.#lengths.get(row)) ??
      ""
    );
  }

  /** Gives a new row its text; a row's text is given once. */
  add(row: number, text: string): void {
    if (text === "") return;
    const length = Buffer.byteLength(text);
    if (length > TEXT_PIECE) {
      this.#long.set(row, text);
      return;
    }
    if (this.#used + length > TEXT_PIECE) {
      this.#pieces.push(Buffer.allocUnsafeSlow(TEXT_PIECE));
      this.#used = 0;
    }
    const number = this.#pieces.length - 1;
    this.#pieces[number]!.write(text, this.#used, "utf8");
    this.#starts.set(row, number * TEXT_PIECE + this.#used);
    this.#lengths.set(row, length);
    this.#used += length;
  }

  clear(): void {
    this.#starts.clear();
    this.#lengths.clear();
    this.#pieces.length = 0;
    this.#long.clear();
    this.#used = TEXT_PIECE;
  }
}
