// The calendar invitation (RFC 5545, RFC 5546): one event in UTC, so that no reader can be an hour wrong.

import type { IsoInstant } from "../notices/types.ts";
import { epochOf, instantOf } from "../calendar/instants.ts";
import type { IcsMethod } from "./types.ts";

export interface IcsEvent {
  readonly method: IcsMethod;
  /** Stable through moves: a calendar replaces the event with the same UID and a higher sequence. */
  readonly uid: string;
  readonly sequence: number;
  /** When the message was composed. */
  readonly stamp: IsoInstant;
  readonly startsAt: IsoInstant;
  readonly durationMinutes: number;
  readonly summary: string;
  readonly location: string;
  readonly description: string;
  readonly organizerName: string;
  readonly organizerEmail: string;
  /** Not written where nobody is invited. */
  readonly attendeeEmail: string;
}

const EOL = "\r\n";

/** "20190909T070000Z". Throws RangeError when it is not an instant in UTC. */
function utc(epoch: number): string {
  const text = instantOf(epoch);
  return `${text.slice(0, 4)}${text.slice(5, 7)}${text.slice(8, 13)}${text.slice(14, 16)}${text.slice(17, 19)}Z`;
}

const SPECIAL = /[\\;,\n\r]/;

function escapeText(text: string): string {
  if (!SPECIAL.test(text)) return text;
  return text.replace(/[\\;,]/g, "\\$&").replace(/\r\n|\r|\n/g, "\\n");
}

// oxlint-disable-next-line no-control-regex -- a parameter value may hold neither quotes nor control characters
const NOT_IN_PARAMETER = /["\u0000-\u001f\u007f]+/g;

/** A line of at most 75 octets of UTF-8, continued on the next after a blank; no character is cut in two. */
export function foldLine(line: string): string {
  // 25 UTF-16 units are at most 75 octets, and a shorter ASCII line is what nearly all lines are.
  if (line.length <= 25 || (line.length <= 75 && !/[\u0080-\uffff]/.test(line))) return line;
  let out = "";
  let used = 0;
  for (const char of line) {
    const code = char.codePointAt(0) ?? 0;
    const octets = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (used + octets > 75) {
      out += `${EOL} `;
      used = 1;
    }
    out += char;
    used += octets;
  }
  return out;
}

/** The whole calendar object, CRLF line ends, ready to be a `text/calendar` part. */
export function buildIcs(event: IcsEvent): string {
  const start = epochOf(event.startsAt);
  const cancelled = event.method === "CANCEL";
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Convoca//IT",
    `METHOD:${event.method}`,
    "BEGIN:VEVENT",
    `UID:${escapeText(event.uid)}`,
    `SEQUENCE:${event.sequence}`,
    `DTSTAMP:${utc(epochOf(event.stamp))}`,
    `DTSTART:${utc(start)}`,
    `DTEND:${utc(start + event.durationMinutes * 60_000)}`,
    `SUMMARY:${escapeText(event.summary)}`,
    `LOCATION:${escapeText(event.location)}`,
    `DESCRIPTION:${escapeText(event.description)}`,
    `ORGANIZER;CN="${event.organizerName.replace(NOT_IN_PARAMETER, " ")}":mailto:${event.organizerEmail}`,
    ...(event.method === "PUBLISH" ? [] : [`ATTENDEE;RSVP=FALSE:mailto:${event.attendeeEmail}`]),
    `STATUS:${cancelled ? "CANCELLED" : "CONFIRMED"}`,
    "CLASS:PRIVATE",
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  let out = "";
  for (const line of lines) out += foldLine(line) + EOL;
  return out;
}
