// An SMS as it travels: the text cut into its parts, each with what it holds, in the alphabet that it needs.

import { gsm7Length, measureSms } from "./gsm7.ts";
import type { SmsEncoding } from "./gsm7.ts";

export interface SmsPart {
  readonly text: string;
  /** Septets, or 16-bit units, of the text itself. */
  readonly units: number;
}

export interface SmsDrawing {
  readonly encoding: SmsEncoding;
  readonly parts: readonly SmsPart[];
  /** How much a part holds: one alone more than each of several, which say their place. */
  readonly room: number;
}

const ROOM: Readonly<Record<SmsEncoding, { readonly alone: number; readonly each: number }>> = {
  gsm7: { alone: 160, each: 153 },
  ucs2: { alone: 70, each: 67 },
};

/** Cuts a text where the network does: never within an escaped character, nor within one that takes two units (3GPP TS 23.040, 9.2.3.24.1). */
export function drawSms(text: string): SmsDrawing {
  const { encoding, parts } = measureSms(text);
  const room = parts > 1 ? ROOM[encoding].each : ROOM[encoding].alone;
  const cut: { text: string; units: number }[] = [];
  for (const sign of text) {
    const units = encoding === "gsm7" ? gsm7Length(sign) : sign.length;
    const last = cut.at(-1);
    if (last === undefined || last.units + units > room) cut.push({ text: sign, units });
    else {
      last.text += sign;
      last.units += units;
    }
  }
  return { encoding, parts: cut, room };
}
