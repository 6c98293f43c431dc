// A PDF: where its compressed parts lie, and whether it holds anything that acts by itself.

import { accept } from "../outcome.ts";
import type { Outcome } from "../outcome.ts";
import { latin1, says } from "./bytes.ts";
import { no } from "./refusals.ts";
import type { PackedPart, Recognised } from "./types.ts";

export function isPdf(bytes: Uint8Array): boolean {
  return says(bytes, 0, "%PDF-");
}

/**
 * Names of what runs, opens, sends, plays or carries something. Long enough not to appear by chance among compressed bytes: they are
 * looked for everywhere, since what a reader takes for an object may begin in the middle of a stream.
 */
const ACTIVE =
  /\/(?:JavaScript|Launch|EmbeddedFiles?|Filespec|RichMedia|SubmitForm|ImportData|GoToE|GoToR|Rendition|Movie|XFA)(?![A-Za-z0-9])/;
const ENCRYPTED = /\/Encrypt(?![A-Za-z0-9])/;
/** Two letters: looked for only outside of compressed data. */
const ACTIVE_SHORT = /\/(?:JS|AA)(?![A-Za-z0-9])/;

/** A letter of a name may be written by its number: /J#61vaScript. */
function plainNames(text: string): string {
  return text.includes("#")
    ? text.replaceAll(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
}

/** Whether objects read out of a compressed part hold what must not be there; also that they are locked. */
export function activeIn(unpacked: Uint8Array): boolean {
  const text = plainNames(latin1(unpacked));
  return ACTIVE.test(text) || ACTIVE_SHORT.test(text) || ENCRYPTED.test(text);
}

const STREAM = /(?<![A-Za-z])stream(?:\r\n|\n|\r)/g;
const END = "endstream";
/** How far back from a stream its object may begin. */
const DICTIONARY = 65_536;
const FLATE = /^(?:FlateDecode|Fl)$/;
const ARMOUR = /^(?:ASCII85Decode|A85)$/;
/** Pictures, and bytes written as letters: none of them grows much. */
const HARMLESS =
  /^(?:DCTDecode|DCT|JPXDecode|CCITTFaxDecode|CCF|JBIG2Decode|ASCII85Decode|A85|ASCIIHexDecode|AHx|RunLengthDecode|RL)$/;

/** Its compressed parts; a refusal where it acts, is locked, or is compressed in a way that cannot be looked into. */
export function readPdf(bytes: Uint8Array): Outcome<Recognised> {
  const raw = latin1(bytes);
  if (!raw.slice(-2048).includes("%%EOF")) return no("DOCUMENTO_ROVINATO");
  const everywhere = plainNames(raw);
  if (ENCRYPTED.test(everywhere)) return no("PDF_CIFRATO");
  if (ACTIVE.test(everywhere)) return no("CONTENUTO_ATTIVO");
  const packed: PackedPart[] = [];
  let outside = "";
  let after = 0;
  for (const match of raw.matchAll(STREAM)) {
    const from = match.index + match[0].length;
    const end = raw.indexOf(END, from);
    if (end === -1) return no("DOCUMENTO_ROVINATO");
    // A stream that begins within another one is there to be read by some and not by others.
    const part =
      match.index < after ? "unknown" : partOf(dictionaryBefore(raw, match.index, after), from, end);
    if (part === "unknown") return no("PDF_NON_CONTROLLABILE");
    if (part !== null) packed.push(part);
    outside += raw.slice(after, match.index);
    after = end + END.length;
  }
  outside += raw.slice(after);
  return ACTIVE_SHORT.test(plainNames(outside))
    ? no("CONTENUTO_ATTIVO")
    : accept({ media: "application/pdf", packed });
}

/** From the beginning of the object (its «obj»); null when that is too far back to be meant. */
function dictionaryBefore(raw: string, at: number, after: number): string | null {
  const text = raw.slice(Math.max(after, at - DICTIONARY), at);
  const begins = text.lastIndexOf("obj");
  return begins === -1 ? null : plainNames(text.slice(begins));
}

function partOf(dictionary: string | null, from: number, to: number): PackedPart | "unknown" | null {
  const filters = dictionary === null ? null : filtersOf(dictionary);
  if (dictionary === null || filters === null) return "unknown";
  const objects = /\/ObjStm(?![A-Za-z0-9])/.test(dictionary);
  const armoured = ARMOUR.test(filters[0] ?? "");
  const rest = armoured ? filters.slice(1) : filters;
  const layers = rest.filter((name) => FLATE.test(name)).length;
  // Flate comes first, and then a picture at most: what is under it can be unpacked. Anything over it hides it.
  const known = rest.every(
    (name, at) => FLATE.test(name) === at < layers && (FLATE.test(name) || HARMLESS.test(name)),
  );
  if (!known || layers > 2 || (objects && rest.length > layers)) return "unknown";
  return layers === 0 && !objects ? null : { ranges: [[from, to]], layers, armoured, objects };
}

/** The filters in order; null when they stand in another object, where nobody knows what they will be. */
function filtersOf(dictionary: string): string[] | null {
  const found = /\/(?:Filter|F)(?![A-Za-z0-9])\s*(\[[^\]]*\]|\/[A-Za-z0-9]+|\d+\s+\d+\s+R)?/.exec(dictionary);
  if (found === null) return [];
  const value = found[1];
  if (value === undefined || value.endsWith("R")) return null;
  return [...value.matchAll(/\/([A-Za-z0-9]+)/g)].map((match) => match[1]!);
}
