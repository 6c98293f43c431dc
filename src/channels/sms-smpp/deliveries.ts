// Reads what a gateway brings: a delivery receipt in its text or its fields, or a text that a person wrote.

import { OFFICE_TIME_ZONE, utcOfRomeClock } from "../../domain/calendar/rome-time.ts";
import { readSmsStatus } from "../../domain/messages/receipt-codes.ts";
import type { IncomingText, Receipt, ReceiptStatus } from "../channel.ts";
import { fromGsm7Octets, fromUcs2Octets } from "./alphabet.ts";
import type { FullSmppSettings, IdNotation } from "./channel.ts";
import { TAG } from "./pdu.ts";
import type { ReadMessage } from "./pdu.ts";
import { UCS2_CODING } from "./parts.ts";

type Settings = Pick<FullSmppSettings, "receiptIds" | "receiptClock" | "keyTag">;

/** States of the field `message_state` (5.2.28), by their words in the text form. */
const STATES: readonly (string | null)[] = [null, "ENROUTE", "DELIVRD", "EXPIRED", "DELETED", "UNDELIV", "ACCEPTD", "UNKNOWN", "REJECTD"];
/** Kinds of `deliver_sm` (5.2.12): a receipt, and word on the way to it. */
const KIND = 0x3c;
const RECEIPT = 0x04;
const ON_THE_WAY = 0x20;
const LONGEST_ID = 65;
const UNREADABLE = "RICEVUTA_ILLEGGIBILE";

export function isReceipt({ esmClass, tags }: ReadMessage): boolean {
  const kind = esmClass & KIND;
  return kind === RECEIPT || kind === ON_THE_WAY || tags.has(TAG.receiptedId);
}

/**
 * The receipt that a `deliver_sm` is. Its fields rule over its text. One from which neither message nor state can be read is
 * kept all the same, joined to nothing, under the code `RICEVUTA_ILLEGGIBILE`. `keyOf` knows our key by the reference we gave.
 */
export function receiptOf(message: ReadMessage, packet: Buffer, settings: Settings, keyOf: (userReference: number, from: string) => string | null): Receipt {
  const text = printable(message.coding === UCS2_CODING ? fromUcs2Octets(message.octets) : message.octets.toString("latin1"));
  const given = message.tags.get(TAG.receiptedId);
  const id = printable(given === undefined ? (wordAfter(text, "id") ?? "") : zeroEnd(given)).slice(0, LONGEST_ID);
  const reference = id === "" ? null : notedAs(id, settings.receiptIds);
  const key = keyIn(message, settings.keyTag) ?? keyByReference(message, keyOf);
  const state = STATES[message.tags.get(TAG.messageState)?.[0] ?? 0] ?? wordAfter(text, "stat");
  const base = { channel: "sms" as const, key, reference, at: instantIn(text, settings.receiptClock), raw: packet.toString("hex") };
  if (state === null || (reference === null && key === null)) return { ...base, status: "delayed", code: UNREADABLE, diagnostic: text.slice(0, 300) };
  return { ...base, status: statusOf(state), code: state.toUpperCase().slice(0, 40), diagnostic: errorIn(message, text) };
}

/** A packet whose fields cannot be told apart: kept as evidence that it came. */
export function unreadable(packet: Buffer, detail: string): Receipt {
  return { channel: "sms", key: null, reference: null, status: "delayed", code: UNREADABLE, diagnostic: detail.slice(0, 300), at: null, raw: packet.toString("hex") };
}

function statusOf(word: string): ReceiptStatus {
  const { finding } = readSmsStatus(word);
  // «Unknown» proves nothing, and nothing is decided on it.
  return finding.status === "unknown" ? "delayed" : finding.status;
}

/** A word of ours that came back: the whole message's only; a part of one is found by its reference. */
function keyIn({ tags }: ReadMessage, tag: number | null): string | null {
  const value = tag === null ? undefined : tags.get(tag);
  const key = value === undefined ? "" : printable(zeroEnd(value));
  return key === "" || key.includes("#") ? null : key;
}

function keyByReference({ tags, source }: ReadMessage, keyOf: (userReference: number, from: string) => string | null): string | null {
  const value = tags.get(TAG.userReference);
  return value?.length === 2 ? keyOf(value.readUInt16BE(0), source.digits) : null;
}

function errorIn({ tags }: ReadMessage, text: string): string | null {
  const network = tags.get(TAG.networkError);
  if (network?.length === 3) return `network ${network[0]} error ${network.readUInt16BE(1)}`;
  const word = wordAfter(text, "err");
  return word === null || /^0+$/.test(word) ? null : `err:${word.slice(0, 40)}`;
}

/** The same number written the same way: as it came, or from hexadecimal or decimal to decimal without leading zeros. */
export function notedAs(id: string, notation: IdNotation): string {
  if (notation === "hex" && /^[0-9a-f]+$/i.test(id)) return BigInt(`0x${id}`).toString();
  if (notation === "decimal" && /^\d+$/.test(id)) return BigInt(id).toString();
  return id;
}

/** `name:word` in the text form of receipts (appendix B), whatever its case. */
function wordAfter(text: string, name: string): string | null {
  return new RegExp(`(?:^|\\s)${name}:(\\S+)`, "i").exec(text)?.[1] ?? null;
}

/** `done date:YYMMDDhhmm[ss]`, by the clock that was agreed; null when there is none or it is no date. */
function instantIn(text: string, clock: Settings["receiptClock"]): string | null {
  const found = /done date:\s?(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?/i.exec(text);
  if (found === null || clock === undefined) return null;
  const [year, month, day, hour, minute, second] = found.slice(1).map((part) => Number(part ?? 0)) as [number, number, number, number, number, number];
  const shown = Date.UTC(2000 + year, month - 1, day, hour, minute, second);
  const read = new Date(shown);
  if (read.getUTCMonth() !== month - 1 || read.getUTCDate() !== day || hour > 23 || minute > 59) return null;
  return new Date(clock === OFFICE_TIME_ZONE ? utcOfRomeClock(shown) : shown).toISOString();
}

/** A text from a person, one part of it at a time as it came. */
export function incomingText(message: ReadMessage, packet: Buffer): IncomingText {
  const { header, octets } = message.esmClass & 0x40 ? apart(message.octets) : { header: null, octets: message.octets };
  const text = message.coding === UCS2_CODING ? fromUcs2Octets(octets) : message.coding === 0 ? fromGsm7Octets(octets) : octets.toString("latin1");
  const from = message.source.ton === 1 ? `+${message.source.digits.replace(/^\+/, "")}` : message.source.digits;
  return { from: printable(from), to: printable(message.destination.digits), text: text.replaceAll("\0", ""), part: header, raw: packet.toString("hex") };
}

function apart(octets: Buffer): { header: IncomingText["part"]; octets: Buffer } {
  const length = (octets[0] ?? 0) + 1;
  const rest = octets.subarray(Math.min(length, octets.length));
  // Elements: kind, length, value; joined parts are kind 0 (one octet) or 8 (two).
  for (let at = 1; at + 1 < length && at + 1 < octets.length; at += 2 + octets[at + 1]!) {
    const value = octets.subarray(at + 2, at + 2 + octets[at + 1]!);
    if (octets[at] === 0 && value.length === 3) return { header: { joint: value[0]!, of: value[1]!, number: value[2]! }, octets: rest };
    if (octets[at] === 8 && value.length === 4) return { header: { joint: value.readUInt16BE(0), of: value[2]!, number: value[3]! }, octets: rest };
  }
  return { header: null, octets: rest };
}

function zeroEnd(value: Buffer): string {
  const end = value.indexOf(0);
  return value.toString("latin1", 0, end < 0 ? value.length : end);
}

/** Without what no database keeps and no screen shows. */
function printable(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replaceAll(/[\u0000-\u001f\u007f]/g, " ").trim();
}
