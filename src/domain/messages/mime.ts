// The whole e-mail as it goes on the wire (RFC 5322, 2045-2047): pure ASCII, so that its length is its size in bytes.

import { weekdayOf } from "../calendar/days.ts";
import { DAY_MS, epochOf, instantOf } from "../calendar/instants.ts";
import type { IsoInstant } from "../notices/types.ts";
import type { ComposedEmail, MailAddress } from "./types.ts";
import { tidy } from "./wording.ts";

export interface Envelope {
  /** Our message id (UUID): the left-hand side of Message-ID and the key that receipts bring back. */
  readonly messageId: string;
  readonly domain: string;
  readonly date: IsoInstant;
  readonly from: MailAddress;
}

const EOL = "\r\n";
const LINE_MAX = 76;
const HARD_LINE_MAX = 998;
const NON_ASCII = /[\u0080-\uffff]/;
const TOKEN = /^[A-Za-z0-9][A-Za-z0-9.-]*$/;
/** Local part without quotes, domain in ASCII: nothing that could end a header or an SMTP command. */
const ADDRESS =
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]$/;
const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** True when an address can be written in a header and in SMTP as it is. */
export function isSafeAddress(address: string): boolean {
  return address.length <= 254 && address.indexOf("@") <= 64 && ADDRESS.test(address);
}

/** "Mon, 09 Sep 2019 07:00:00 +0000". */
export function mailDate(instant: IsoInstant): string {
  const epoch = epochOf(instant);
  const utc = instantOf(epoch);
  const day = WEEKDAYS[weekdayOf(Math.floor(epoch / DAY_MS)) - 1] ?? "";
  const month = MONTHS[Number(utc.slice(5, 7)) - 1] ?? "";
  return `${day}, ${utc.slice(8, 10)} ${month} ${utc.slice(0, 4)} ${utc.slice(11, 19)} +0000`;
}

/** Every UTF-16 unit up to the general punctuation (curly quotes, dashes), already escaped: nearly all that Italian needs. */
const TABLE_SIZE = 0x2040;

function table(escape: (char: string) => string): readonly string[] {
  return Array.from({ length: TABLE_SIZE }, (_, code) => escape(String.fromCharCode(code)));
}

function utf8Escapes(char: string): string {
  return encodeURIComponent(char).replaceAll("%", "=");
}

function asciiEscape(char: string): string {
  return `=${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}

const WORD_CODES = table((char) => {
  if (char === " ") return "_";
  if (/[A-Za-z0-9!*+/-]/.test(char)) return char;
  return char < "\u0080" ? asciiEscape(char) : utf8Escapes(char);
});
const BODY_CODES = table((char) => {
  if (char >= "\u007f") return char === "\u007f" ? "=7F" : utf8Escapes(char);
  return char < " " || char === "=" ? asciiEscape(char) : char;
});

/** The escaped form of the code point at an index. */
function codeAt(text: string, index: number, codes: readonly string[]): string {
  const unit = text.charCodeAt(index);
  return unit < TABLE_SIZE
    ? (codes[unit] ?? "")
    : utf8Escapes(String.fromCodePoint(text.codePointAt(index) ?? 0xfffd));
}

function widthAt(text: string, index: number): number {
  return (text.charCodeAt(index) & 0xfc00) === 0xd800 ? 2 : 1;
}

/** Encoded words of at most 75 characters, one per line, whole characters in each (RFC 2047). */
function encodedWords(text: string): string {
  const wellFormed = text.toWellFormed();
  let out = "=?UTF-8?Q?";
  let used = 0;
  for (let i = 0; i < wellFormed.length; i += widthAt(wellFormed, i)) {
    const code = codeAt(wellFormed, i, WORD_CODES);
    if (used + code.length > 52) {
      out += `?=${EOL} =?UTF-8?Q?`;
      used = 0;
    }
    out += code;
    used += code.length;
  }
  return `${out}?=`;
}

/** Unstructured header text: as is when it is short ASCII, else as encoded words. Line ends can never get in. */
export function headerText(text: string): string {
  const clean = tidy(text);
  const plain = clean.length <= 60 && !NON_ASCII.test(clean) && !clean.includes("=?");
  return plain ? clean : encodedWords(clean);
}

/** `"Display name" <address>`. Throws RangeError when the address is not safe. */
export function headerAddress({ name, address }: MailAddress): string {
  if (!isSafeAddress(address)) throw new RangeError("not an address that can be written in a header");
  const clean = tidy(name);
  if (clean === "") return `<${address}>`;
  if (clean.length > 50 || NON_ASCII.test(clean) || clean.includes("=?"))
    return `${encodedWords(clean)}${EOL} <${address}>`;
  const quoted = `"${clean.replace(/["\\]/g, "\\$&")}"`;
  return quoted.length + address.length > 60 ? `${quoted}${EOL} <${address}>` : `${quoted} <${address}>`;
}

/** A line that quoted-printable leaves alone: printable ASCII without "=", not ending in a blank. */
const UNTOUCHED = /^[\x20-\x3c\x3e-\x7e]*$/;
const TO_ESCAPE = /[^\x20-\x3c\x3e-\x7e]/gu;

/** Quoted-printable by line (RFC 2045, 6.7), lines of at most 76 characters; no escape is cut in two. */
export function quotedPrintable(text: string): string {
  const lines = text.split(EOL);
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? "";
    if (line.length > LINE_MAX || line.endsWith(" ") || !UNTOUCHED.test(line)) lines[i] = encodeLine(line);
  }
  return lines.join(EOL);
}

function encodeLine(line: string): string {
  let escaped = line.toWellFormed().replace(TO_ESCAPE, (char) => codeAt(char, 0, BODY_CODES));
  if (escaped.endsWith(" ")) escaped = `${escaped.slice(0, -1)}=20`;
  let out = "";
  let start = 0;
  while (escaped.length - start > LINE_MAX) {
    let end = start + LINE_MAX - 1;
    if (escaped[end - 1] === "=") end -= 1;
    else if (escaped[end - 2] === "=") end -= 2;
    out += `${escaped.slice(start, end)}=${EOL}`;
    start = end;
  }
  return out + escaped.slice(start);
}

function fitsSevenBits(text: string): boolean {
  if (NON_ASCII.test(text)) return false;
  let start = 0;
  for (let end = text.indexOf(EOL); end >= 0; end = text.indexOf(EOL, start)) {
    if (end - start > HARD_LINE_MAX) return false;
    start = end + 2;
  }
  return text.length - start <= HARD_LINE_MAX;
}

/** The encoding line, the blank line and the body as it travels. */
function encodedBody(body: string): string {
  const plain = fitsSevenBits(body);
  return plain
    ? `Content-Transfer-Encoding: 7bit${EOL}${EOL}${body}${EOL}`
    : `Content-Transfer-Encoding: quoted-printable${EOL}${EOL}${quotedPrintable(body)}${EOL}`;
}

function headers(email: ComposedEmail, envelope: Envelope): string {
  return [
    `Date: ${mailDate(envelope.date)}`,
    `Message-ID: <${envelope.messageId}@${envelope.domain}>`,
    `From: ${headerAddress(envelope.from)}`,
    `To: ${headerAddress(email.to)}`,
    `Reply-To: ${headerAddress(email.replyTo)}`,
    `Subject: ${headerText(email.subject)}`,
    "Auto-Submitted: auto-generated",
    `X-Convoca-Message: ${envelope.messageId}`,
    "MIME-Version: 1.0",
    "",
  ].join(EOL);
}

/**
 * The whole message: alternatives (text, HTML, invitation) and, where there is an invitation, `invito.ics` attached for
 * the readers that only look at attachments.
 *
 * @returns ASCII text with CRLF line ends, no line over 998 characters; dots at line starts are SMTP's business
 * @throws RangeError when the message id, the domain or an address could break a header
 */
export function buildMime(email: ComposedEmail, envelope: Envelope): string {
  if (!TOKEN.test(envelope.messageId) || !TOKEN.test(envelope.domain))
    throw new RangeError("message id or domain not fit for a header");
  // "=_" can stand in no quoted-printable text, and the id in no other: the boundary is never found in a body.
  const inner = `=_a_${envelope.messageId}`;
  const texts =
    `--${inner}${EOL}Content-Type: text/plain; charset=utf-8${EOL}${encodedBody(email.text)}` +
    `--${inner}${EOL}Content-Type: text/html; charset=utf-8${EOL}${encodedBody(email.html)}`;
  const alternative = `Content-Type: multipart/alternative;${EOL} boundary="${inner}"${EOL}${EOL}`;
  if (email.invitation === null) return `${headers(email, envelope)}${alternative}${texts}--${inner}--${EOL}`;
  const { method, ics } = email.invitation;
  const outer = `=_m_${envelope.messageId}`;
  const invitation = encodedBody(ics);
  const calendar = `Content-Type: text/calendar; charset=utf-8; method=${method}${EOL}${invitation}`;
  const attachment =
    `Content-Type: application/ics; name="invito.ics"${EOL}` +
    `Content-Disposition: attachment; filename="invito.ics"${EOL}${invitation}`;
  return (
    `${headers(email, envelope)}Content-Type: multipart/mixed;${EOL} boundary="${outer}"${EOL}${EOL}` +
    `--${outer}${EOL}${alternative}${texts}--${inner}${EOL}${calendar}--${inner}--${EOL}${EOL}` +
    `--${outer}${EOL}${attachment}--${outer}--${EOL}`
  );
}
