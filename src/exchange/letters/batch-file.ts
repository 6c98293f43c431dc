// The file for the print house: a ZIP of PDFs with an index and a list of digests, always the same bytes for the same batch.

import { createHash, hash } from "node:crypto";
import { crc32 } from "node:zlib";
import { csvLine } from "../file-import/cell-text.ts";
import { guarded } from "../file-import/table.ts";
import { dosTimeOf } from "../zip/records.ts";
import { directory, localHeader } from "../zip/stored.ts";
import type { StoredEntry } from "../zip/stored.ts";
import { BATCH_FILE_TEXTS } from "./texts.ts";

export interface FileLetter {
  readonly place: number;
  readonly code: string;
  /** As the print house calls it. */
  readonly product: string;
  readonly sheets: number;
  readonly bytes: number;
  /** SHA-256 of the PDF, hexadecimal. */
  readonly digest: string;
  readonly address: readonly string[];
}

export interface BatchFile {
  readonly name: string;
  readonly sender: string;
  /** "2019-09-02T10:00:00" on the clock of the office. */
  readonly clock: string;
  readonly letters: readonly FileLetter[];
}

/** A PDF that is not the one that was drawn: the batch is not written. */
export class AlteredLetter extends Error {
  readonly code: string;

  constructor(code: string) {
    super(`letter ${code}: its bytes are not those that were drawn`);
    this.code = code;
  }
}

const MOST_ADDRESS_LINES = 5;

export function pdfName({ code }: Pick<FileLetter, "code">): string {
  return `lettere/${code}.pdf`;
}

/**
 * The archive piece by piece: index, digests, then each letter as `pdfs` gives it, in the order of the index. One PDF is in memory at a time.
 * Throws `AlteredLetter`.
 */
export async function* batchArchive(file: BatchFile, pdfs: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const dos = dosTimeOf(file.clock);
  const entries: StoredEntry[] = [];
  const put = (name: string, content: Buffer): Buffer[] => {
    const entry = { name, size: content.length, crc: crc32(content) };
    entries.push(entry);
    return [localHeader(entry, dos), content];
  };
  const index = Buffer.from(indexOf(file), "utf8");
  yield* put("indice.csv", index);
  yield* put("impronte.txt", Buffer.from(digestsOf(file, index), "utf8"));
  let at = 0;
  for await (const pdf of pdfs) {
    const letter = file.letters[at];
    at += 1;
    if (letter === undefined || hash("sha256", pdf, "hex") !== letter.digest) throw new AlteredLetter(letter?.code ?? "?");
    yield* put(pdfName(letter), pdf);
  }
  if (at !== file.letters.length) throw new AlteredLetter(file.letters[at]!.code);
  yield directory(entries, dos);
}

/** One row a letter, for the machine that prints: UTF-8 with its mark, semicolons, CRLF. */
function indexOf({ name, sender, letters }: BatchFile): string {
  const rows = letters.map((letter) => [
    name, String(letter.place), pdfName(letter), letter.code, letter.product, String(letter.sheets), String(letter.bytes), letter.digest,
    ...Array.from({ length: MOST_ADDRESS_LINES }, (_, at) => letter.address[at] ?? ""), sender,
  ]);
  return `\uFEFF${[[...BATCH_FILE_TEXTS.columns], ...rows].map((cells) => csvLine(cells.map(guarded))).join("\r\n")}\r\n`;
}

/** As `sha256sum -c` reads it. */
function digestsOf({ letters }: BatchFile, index: Buffer): string {
  return [`${hash("sha256", index, "hex")}  indice.csv`, ...letters.map((letter) => `${letter.digest}  ${pdfName(letter)}`)].join("\n") + "\n";
}

/** Counts and digests what passes. */
export class Meter {
  bytes = 0;
  readonly #hash = createHash("sha256");

  take(piece: Buffer): Buffer {
    this.bytes += piece.length;
    this.#hash.update(piece);
    return piece;
  }

  digest(): string {
    return this.#hash.digest("hex");
  }
}
