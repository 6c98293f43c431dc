// The alphabet of SMS: what fits GSM 03.38, what it costs, how many parts a text takes, and how to write it without loss.

/** `gsm7` = 7-bit default alphabet with its extension table; `ucs2` = 16-bit units. */
export type SmsEncoding = "gsm7" | "ucs2";

/** One replacement made by {@link toGsm7}: `to` is empty where an invisible character was removed. */
export interface Gsm7Change {
  readonly from: string;
  readonly to: string;
}

export interface SmsMeasure {
  readonly encoding: SmsEncoding;
  /** Septets (extension characters count 2) or 16-bit units. */
  readonly units: number;
  readonly parts: number;
}

/** The default alphabet in the order of its codes, without the escape (0x1B). */
export const GSM7_BASIC =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const EXTENSION = "\f^{}\\[~]|€";

const GSM_SINGLE = 160;
const GSM_PART = 153;
const UCS2_SINGLE = 70;
const UCS2_PART = 67;

/** Septets by UTF-16 code, 0 = not in the alphabet. The euro sign (U+20AC) is the highest one. */
const COST = new Uint8Array(0x20ad);
for (const char of GSM7_BASIC) COST[char.charCodeAt(0)] = 1;
for (const char of EXTENSION) COST[char.charCodeAt(0)] = 2;

/** Punctuation and letters that have no decomposition; nothing here becomes a question mark. */
const REPLACEMENTS = new Map<string, string>();
function replaceEach(chars: string, to: string): void {
  for (const char of chars) REPLACEMENTS.set(char, to);
}
replaceEach("‘’‚‛′‹›`´ʹʼʻˈ", "'");
replaceEach("“”„‟″«»", '"');
replaceEach("‐‑‒–—―−•·‧", "-");
REPLACEMENTS.set("…", "...");
replaceEach(
  "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
  " ",
);
replaceEach("\u2028\u2029\u0085\u000b", "\n");
replaceEach(
  "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063",
  "",
);
replaceEach("\u2064\u2066\u2067\u2068\u2069\ufe0e\ufe0f\ufeff", "");
const LETTERS: Record<string, string> = {
  Ł: "L",
  ł: "l",
  Đ: "D",
  đ: "d",
  Ð: "D",
  ð: "d",
  Þ: "Th",
  þ: "th",
  ı: "i",
  Œ: "OE",
  œ: "oe",
  Ħ: "H",
  ħ: "h",
  Ŧ: "T",
  ŧ: "t",
  Ŋ: "N",
  ŋ: "n",
  ẞ: "SS",
  Ə: "E",
  ə: "e",
  ĸ: "k",
};
for (const [from, to] of Object.entries(LETTERS)) REPLACEMENTS.set(from, to);
replaceEach("°", "o");
replaceEach("×", "x");
replaceEach("÷⁄", "/");
REPLACEMENTS.set("©", "(c)").set("®", "(r)").set("™", "(tm)").set("¢", "c").set("¦", "|").set("¬", "-");
/** Italian writes an accented capital that the alphabet lacks with an apostrophe: CITTÀ → CITTA'. */
const ACCENTED_CAPITALS = { À: "A", È: "E", Ì: "I", Ò: "O", Ù: "U", Á: "A", Í: "I", Ó: "O", Ú: "U" };
for (const [from, to] of Object.entries(ACCENTED_CAPITALS)) REPLACEMENTS.set(from, `${to}'`);

const LETTER_OR_NUMBER = /[\p{L}\p{N}]/u;
const MARKS = /\p{M}+/gu;
const CONTROL = /\p{Cc}/u;
const NO_CHANGES: readonly Gsm7Change[] = [];

function costOf(code: number): number {
  return code < COST.length ? (COST[code] ?? 0) : 0;
}

/** Septets a text takes in the 7-bit alphabet, or -1 when some character is not in it. */
export function gsm7Length(text: string): number {
  let septets = 0;
  for (let i = 0; i < text.length; i++) {
    const cost = costOf(text.charCodeAt(i));
    if (cost === 0) return -1;
    septets += cost;
  }
  return septets;
}

/** Encoding, length and number of parts of a text exactly as given (call {@link toGsm7} first to save parts). */
export function measureSms(text: string): SmsMeasure {
  const septets = gsm7Length(text);
  if (septets < 0) return { encoding: "ucs2", units: text.length, parts: ucs2Parts(text) };
  return {
    encoding: "gsm7",
    units: septets,
    parts: septets <= GSM_SINGLE ? Math.min(1, septets) : gsm7Parts(text),
  };
}

/** Parts in 7 bits: an extension character is an escape pair that may not straddle two parts (3GPP TS 23.040, 9.2.3.24.1). */
function gsm7Parts(text: string): number {
  let parts = 1;
  let used = 0;
  for (let i = 0; i < text.length; i++) {
    const cost = costOf(text.charCodeAt(i));
    if (used + cost > GSM_PART) {
      parts++;
      used = 0;
    }
    used += cost;
  }
  return parts;
}

function ucs2Parts(text: string): number {
  if (text.length <= UCS2_SINGLE) return Math.min(1, text.length);
  let parts = 1;
  let used = 0;
  for (let i = 0; i < text.length;) {
    const width = (text.codePointAt(i) ?? 0) > 0xffff ? 2 : 1;
    if (used + width > UCS2_PART) {
      parts++;
      used = 0;
    }
    used += width;
    i += width;
  }
  return parts;
}

/**
 * Writes a text in the 7-bit alphabet where that loses nothing but diacritics and typography.
 *
 * When one character has no faithful form (Arabic, Chinese, Cyrillic, emoji, …) the whole text comes back untouched,
 * to travel as UCS-2: a question mark is never put in anyone's name.
 */
export function toGsm7(text: string): { readonly text: string; readonly changed: readonly Gsm7Change[] } {
  if (gsm7Length(text) >= 0) return { text, changed: NO_CHANGES };
  const changed: Gsm7Change[] = [];
  let out = "";
  for (const char of text.normalize("NFC")) {
    if (gsm7Length(char) >= 0) {
      out += char;
      continue;
    }
    const to = faithful(char);
    if (to === null) return { text, changed: NO_CHANGES };
    changed.push({ from: char, to });
    out += to;
  }
  return { text: out, changed };
}

/** The 7-bit form of one code point, "" for what cannot be seen, null where there is none. */
function faithful(char: string): string | null {
  const known = REPLACEMENTS.get(char);
  if (known !== undefined) return known;
  if (CONTROL.test(char)) return "";
  const bare = char.normalize("NFKD").replace(MARKS, "");
  if (bare === "") return "";
  if (!LETTER_OR_NUMBER.test(char)) return null;
  let out = "";
  for (const part of bare) {
    const form = gsm7Length(part) >= 0 ? part : REPLACEMENTS.get(part);
    if (form === undefined) return null;
    out += form;
  }
  return out;
}
