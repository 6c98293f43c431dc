// What is taken in as a document: its type by content, its limits.

/** Types that are taken in, by what the bytes say and not by name or declaration. */
export type MediaType = "application/pdf" | "image/jpeg" | "image/png" | "image/heic" | "text/plain";

export interface DocumentLimits {
  readonly bytes: number;
  readonly textBytes: number;
  /** Width times height of an image. */
  readonly pixels: number;
  /** What all compressed parts of one document may grow to together. */
  readonly unpackedBytes: number;
  readonly documentsPerCase: number;
}

export const DOCUMENT_LIMITS: DocumentLimits = {
  bytes: 10 * 1024 * 1024,
  textBytes: 1024 * 1024,
  pixels: 60_000_000,
  unpackedBytes: 512 * 1024 * 1024,
  documentsPerCase: 200,
};

/** A compressed part of a document: where it lies, and what must be known of it once it is unpacked. */
export interface PackedPart {
  /** Ranges of bytes that make one compressed stream together, in order. */
  readonly ranges: readonly (readonly [from: number, to: number])[];
  /** Times it was compressed, one over the other. */
  readonly layers: number;
  /** Written as letters (ASCII85) over that. */
  readonly armoured: boolean;
  /** Holds objects: they must be read like the rest of the document. */
  readonly objects: boolean;
}

export interface Recognised {
  readonly media: MediaType;
  readonly packed: readonly PackedPart[];
}
