// Which of the accepted types a file is, by its bytes; whatever else it is, it is refused.

import { accept } from "../outcome.ts";
import type { Outcome } from "../outcome.ts";
import { heicPixels, isHeic } from "./heic.ts";
import { isJpeg, jpegPixels } from "./jpeg.ts";
import { isPdf, readPdf } from "./pdf.ts";
import { isPng, readPng } from "./png.ts";
import { isPlainText } from "./plain-text.ts";
import { no } from "./refusals.ts";
import { DOCUMENT_LIMITS } from "./types.ts";
import type { DocumentLimits, MediaType, Recognised } from "./types.ts";

/**
 * The type of a document and its compressed parts, which the caller must unpack within the limit and, where they hold objects, read
 * with `activeIn`. Refusals: the keys of DOCUMENT_TEXTS.
 */
export function recognise(bytes: Uint8Array, limits: DocumentLimits = DOCUMENT_LIMITS): Outcome<Recognised> {
  if (bytes.length === 0) return no("DOCUMENTO_VUOTO");
  if (bytes.length > limits.bytes) return no("DOCUMENTO_TROPPO_GRANDE");
  if (isPdf(bytes)) return readPdf(bytes);
  if (isPng(bytes)) return readPng(bytes, limits);
  if (isJpeg(bytes)) return sized("image/jpeg", jpegPixels(bytes), limits);
  if (isHeic(bytes)) return sized("image/heic", heicPixels(bytes), limits);
  if (looksLikeText(bytes)) {
    if (bytes.length > limits.textBytes) return no("DOCUMENTO_TROPPO_GRANDE");
    return isPlainText(bytes) ? accept({ media: "text/plain", packed: [] }) : no("TESTO_NON_SEMPLICE");
  }
  return no("TIPO_NON_ACCETTATO");
}

/** `pixels`: null when the image says nowhere how large it is. */
function sized(media: MediaType, pixels: number | null, limits: DocumentLimits): Outcome<Recognised> {
  if (pixels === null || pixels === 0) return no("DOCUMENTO_ROVINATO");
  return pixels > limits.pixels ? no("IMMAGINE_TROPPO_GRANDE") : accept({ media, packed: [] });
}

const TEXT_START = 512;

/** No byte at its beginning that only programs and pictures have. */
function looksLikeText(bytes: Uint8Array): boolean {
  return bytes
    .subarray(0, TEXT_START)
    .every((byte) => (byte >= 32 && byte !== 127) || byte === 9 || byte === 10 || byte === 13 || byte === 12);
}
