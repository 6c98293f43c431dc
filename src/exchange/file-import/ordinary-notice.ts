// The ordinary notice of an XML file, read at a glance; for whatever is out of the ordinary there is the parser.

import { NOTICE_FIELDS } from "../../domain/notices/types.ts";
import type { NoticeField, RawNotice } from "../../domain/notices/types.ts";

/** What an element is to us, by its local name. */
export type ElementKind = NoticeField | "record" | "other";

/** The element that each notice stands in, where it is pushed; what a whole state has in its place is told to the reader. */
export const RECORD_ELEMENT = "RichiestaRDCInviaNotifica";
/** A tag without prefix and attributes. */
const PLAIN_TAG = /<([A-Za-z_][A-Za-z0-9_.-]*)>/y;
const LESS_THAN = 60;
const SLASH = 47;
const LONGEST_VOCABULARY = 1000;

interface Tag {
  readonly open: string;
  readonly close: string;
  readonly field: NoticeField | null;
  /** Place of the field among all, -1 for other elements. */
  readonly slot: number;
  /** The tag that came after it last time: nearly always it comes again, and need not be looked up. */
  next: Tag | null;
}

/**
 * Reads notices made of plain elements only: no prefix, attribute, reference, comment or CDATA, no character that XML would
 * refuse or change, no element twice. Such a text is well-formed and means what it shows, so a parser would say the same; it
 * would take five times as long. It gives up on anything else.
 */
export class OrdinaryNotices {
  readonly #kindOf: (name: string) => ElementKind;
  readonly #recordOpen: RegExp;
  readonly #recordClose: string;
  readonly #tags = new Map<string, Tag>();
  readonly #first: { next: Tag | null } = { next: null };
  readonly #open: Tag[] = [];
  #opening = "";
  /** By slot, the number of the last notice that had the field. */
  readonly #seenIn = new Int32Array(NOTICE_FIELDS.length);
  #number = 0;
  #end = 0;

  constructor(kindOf: (name: string) => ElementKind, record: string) {
    this.#kindOf = kindOf;
    this.#recordOpen = new RegExp(`<${record}(?: xmlns(?::[a-z]+)?="[ !#-%'-;=-~]*")?>`, "y");
    this.#recordClose = `</${record}>`;
  }

  /** Where the notice read last ends in its text. */
  get end(): number {
    return this.#end;
  }

  /** The notice that begins at a place of the text, whole; null when it is not there, not whole or not ordinary. */
  read(text: string, at: number): RawNotice | null {
    let place = this.#afterOpening(text, at);
    if (place < 0) return null;
    const open = this.#open;
    open.length = 0;
    this.#number += 1;
    let before: { next: Tag | null } = this.#first;
    const raw: RawNotice = {};
    for (;;) {
      place = gapEnd(text, place);
      if (text.charCodeAt(place) !== LESS_THAN) return null;
      if (text.charCodeAt(place + 1) === SLASH) {
        const tag = open.pop();
        if (tag === undefined) return this.#finish(text, place, raw);
        if (!text.startsWith(tag.close, place)) return null;
        place += tag.close.length;
        continue;
      }
      const tag = this.#tagAt(text, place, before);
      if (tag === null) return null;
      before = tag;
      place += tag.open.length;
      if (tag.slot < 0 && text.charCodeAt(gapEnd(text, place)) === LESS_THAN) {
        open.push(tag);
        continue;
      }
      const end = valueEnd(text, place);
      if (end < 0 || !text.startsWith(tag.close, end) || !this.#take(raw, tag, text, place, end)) return null;
      place = end + tag.close.length;
    }
  }

  /** False when the notice has the field already. */
  #take(raw: RawNotice, tag: Tag, text: string, from: number, to: number): boolean {
    if (tag.field === null) return true;
    if (this.#seenIn[tag.slot] === this.#number) return false;
    this.#seenIn[tag.slot] = this.#number;
    raw[tag.field] = text.slice(from, to);
    return true;
  }

  #finish(text: string, place: number, raw: RawNotice): RawNotice | null {
    if (!text.startsWith(this.#recordClose, place)) return null;
    this.#end = place + this.#recordClose.length;
    return raw;
  }

  #afterOpening(text: string, at: number): number {
    if (this.#opening !== "" && text.startsWith(this.#opening, at)) return at + this.#opening.length;
    this.#recordOpen.lastIndex = at;
    const found = this.#recordOpen.exec(text)?.[0];
    if (found === undefined) return -1;
    this.#opening = found;
    return at + found.length;
  }

  #tagAt(text: string, place: number, before: { next: Tag | null }): Tag | null {
    if (before.next !== null && text.startsWith(before.next.open, place)) return before.next;
    PLAIN_TAG.lastIndex = place;
    const name = PLAIN_TAG.exec(text)?.[1];
    if (name === undefined) return null;
    const tag = this.#tags.get(name) ?? this.#learn(name);
    if (tag !== null) before.next = tag;
    return tag;
  }

  #learn(name: string): Tag | null {
    const kind = this.#kindOf(name);
    // A hostile file may invent names without end.
    if (kind === "record" || this.#tags.size >= LONGEST_VOCABULARY) return null;
    const field = kind === "other" ? null : kind;
    const slot = field === null ? -1 : NOTICE_FIELDS.indexOf(field);
    const tag = { open: `<${name}>`, close: `</${name}>`, field, slot, next: null };
    this.#tags.set(name, tag);
    return tag;
  }
}

/** The first place from here on that is not white space. */
export function gapEnd(text: string, from: number): number {
  let at = from;
  for (let c = text.charCodeAt(at); c === 32 || c === 10 || c === 13 || c === 9; c = text.charCodeAt(at))
    at += 1;
  return at;
}

/**
 * Where the next tag begins, or -1 when before it stands a character that is not simply itself: control characters and line
 * ends that XML changes, references, "]" (which may end a CDATA section where there is none), surrogates, U+FFFD and beyond.
 */
function valueEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const c = text.charCodeAt(at);
    if (c === LESS_THAN) return at;
    const isAscii = c < 127 ? (c >= 32 && c !== 38 && c !== 93) || c === 9 || c === 10 : false;
    if (!isAscii && !(c >= 160 && c < 0xd800 && c !== 0x2028)) return -1;
  }
  return -1;
}
