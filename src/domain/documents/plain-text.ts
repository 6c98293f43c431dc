// Plain text: readable, and nothing that some program would run or lay out.

/** Beginnings of what is written as text and is no text: pages, drawings, scripts, rich text, mail. */
const CODE = /^\s*(?:<[!?a-z/]|\{\\rtf|%!|#!|@echo|mime-version:|content-type:|received:)/i;
/** Tags that a careless viewer would run wherever they stand. */
const LIVE_TAG = /<\s*(?:script|iframe|object|embed|svg|html|body|meta|link|img|form|style)\b/i;
// Oddly enough these are what makes a file no text: control characters, but for tab, line feed, form feed, carriage return.
const isControl = (code: number): boolean =>
  (code < 32 && code !== 9 && code !== 10 && code !== 12 && code !== 13) || code === 127;
/** Marks that turn the direction of writing round, so that a text reads as what it is not. */
const isTurning = (code: number): boolean =>
  (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);

/** Whether the bytes are UTF-8 text of that kind. */
export function isPlainText(bytes: Uint8Array): boolean {
  const text = decode(bytes);
  if (text === null || CODE.test(text) || LIVE_TAG.test(text)) return false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isControl(code) || isTurning(code)) return false;
  }
  return true;
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
