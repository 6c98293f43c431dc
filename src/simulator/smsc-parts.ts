// Joins the parts of a long text as a phone does, and notices a part that comes twice.

import { fromGsm7Octets, fromUcs2Octets } from "../channels/sms-smpp/alphabet.ts";
import { TAG } from "../channels/sms-smpp/pdu.ts";
import type { ReadMessage } from "../channels/sms-smpp/pdu.ts";

export interface SubmittedPart {
  /** The caller's key, or one of our own. */
  readonly key: string;
  /** Key and part: what chances hang on. */
  readonly mark: string;
  readonly number: number;
  readonly of: number;
  readonly from: string;
  readonly to: string;
  readonly text: string;
  readonly encoding: "gsm7" | "ucs2";
  /** The caller's own fields, given back with a receipt. */
  readonly marks: ReadonlyMap<number, Buffer>;
  readonly wantsReceipt: boolean;
}

/** A whole message as the phone shows it. */
export interface WholeText {
  readonly key: string;
  readonly to: string;
  readonly from: string;
  readonly text: string;
  readonly encoding: string;
  readonly parts: number;
}

export function partOf(message: ReadMessage, keyTag: number, ownKey: () => string): SubmittedPart {
  const { tags, source, destination, coding, octets } = message;
  const hasHeader = (message.esmClass & 0x40) !== 0 && octets[1] === 0 && octets[2] === 3;
  const [number, of, joint] = hasHeader ? [octets[5]!, octets[4]!, octets[3]!] : [1, 1, 0];
  const text = hasHeader ? octets.subarray(octets[0]! + 1) : octets;
  const mark = tags.get(keyTag)?.toString("latin1").split("#")[0];
  const to = `${destination.ton === 1 ? "+" : ""}${destination.digits}`;
  const key = mark ?? (of > 1 ? `${source.digits}>${to}/${joint}` : ownKey());
  return {
    key, number, of, to, mark: of > 1 ? `${key}#${number}` : key, from: source.digits, text: coding === 8 ? fromUcs2Octets(text) : fromGsm7Octets(text),
    encoding: coding === 8 ? "ucs2" : "gsm7", wantsReceipt: (message.registered & 3) !== 0, marks: new Map([...tags].filter(([tag]) => tag === keyTag || tag === TAG.userReference).map(([tag, value]) => [tag, Buffer.from(value)])),
  };
}

export class PartsDesk {
  readonly #begun = new Map<string, Map<number, string>>();
  /** Parts of long texts that came again. */
  repeated = 0;

  get incomplete(): number {
    let count = 0;
    for (const parts of this.#begun.values()) if (parts.size > 0) count += 1;
    return count;
  }

  /** The whole text once the last of its parts is there; null before. A part that comes again makes the whole arrive again. */
  add(part: SubmittedPart): WholeText | null {
    const { key, to, from, encoding, of, number } = part;
    const whole = (text: string): WholeText => ({ key, to, from, text, encoding, parts: of });
    if (of === 1) return whole(part.text);
    const parts = this.#begun.get(key) ?? new Map<number, string>();
    this.#begun.set(key, parts);
    if (parts.has(number)) this.repeated += 1;
    parts.set(number, part.text);
    if (parts.size < of) return null;
    this.#begun.delete(key);
    return whole(Array.from({ length: of }, (_, index) => parts.get(index + 1) ?? "").join(""));
  }
}
