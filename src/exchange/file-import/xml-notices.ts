// Push notices in an XML file of any size, streamed with saxes: one record for each `RichiestaRDCInviaNotifica`.

import type { SaxesTagPlain } from "saxes";
import { SaxesParser } from "saxes";
import { NOTICE_FIELDS } from "../../domain/notices/types.ts";
import type { NoticeField, RawNotice, RecordPosition } from "../../domain/notices/types.ts";
import { gapEnd, OrdinaryNotices, RECORD_ELEMENT } from "./ordinary-notice.ts";
import type { ElementKind } from "./ordinary-notice.ts";
import type { FileLayout, FileRecord, RecordBatch } from "./record.ts";
import { Batcher, brokenRecord } from "./record.ts";
import { readBlocks } from "./source.ts";
import type { BrokenCode } from "./texts.ts";
import { unreadable, UnreadableFile } from "./unreadable-file.ts";

const MAX_RECORD_CHARS = 256 * 1024;
/** How much of a broken end is kept for whoever has to look at it. */
const MAX_BROKEN_CHARS = 64 * 1024;
/** A notice of which more than this has come, and not its end, is no ordinary one: the parser begins to read it. */
const MAX_AWAITED_CHARS = 16 * 1024;

export const XML_LAYOUT: FileLayout = {
  format: "xml",
  encoding: "utf-8",
  delimiter: ";",
  columns: NOTICE_FIELDS,
  fields: NOTICE_FIELDS,
};

/** Any namespace prefix is tolerated: only the local name counts. */
const ELEMENTS: ReadonlyMap<string, ElementKind> = new Map<string, ElementKind>([
  ...NOTICE_FIELDS.map((field): [string, ElementKind] => [field, field]),
  ["dataInvio", "data_invio"],
  ["idComunicazione", "id_comunicazione"],
]);

/**
 * What was complete before a fault is taken; the rest is ONE broken record (XML_INTERROTTO).
 * Throws `UnreadableFile`: XML_DOCTYPE, XML_NON_VALIDO (fault before any notice), XML_SENZA_NOTIFICHE,
 * CODIFICA_NON_LEGGIBILE. `bytes` of a record are its XML text in UTF-8.
 */
export async function* readXmlNotices(
  path: string,
  encoding: string,
  batchSize: number,
  record = RECORD_ELEMENT,
): AsyncGenerator<RecordBatch> {
  const batch = new Batcher(batchSize);
  const reader = new NoticeReader(batch, { record });
  const decoder = new TextDecoder(encoding);
  let bytesRead = 0;
  for await (const block of readBlocks(path)) {
    bytesRead += block.length;
    if (!reader.write(decoder.decode(block, { stream: true }))) break;
    if (batch.full) yield batch.take(bytesRead, XML_LAYOUT);
  }
  reader.close(decoder.decode());
  if (!batch.empty) yield batch.take(bytesRead, XML_LAYOUT);
}

/** Encoding of an XML document: its mark, else its declaration, else UTF-8. Only what Italian systems write is read. */
export function xmlEncoding(sample: Buffer): string {
  if (sample[0] === 0xff && sample[1] === 0xfe) return "utf-16le";
  if (sample[0] === 0xfe && sample[1] === 0xff) return "utf-16be";
  if (sample[0] === 0x3c && sample[1] === 0) return "utf-16le";
  if (sample[0] === 0 && sample[1] === 0x3c) return "utf-16be";
  const declared = /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([^"']+)["']/u.exec(
    sample.subarray(0, 400).toString("latin1"),
  );
  const name = (declared?.[1] ?? "utf-8").toLowerCase();
  if (/^(?:utf-?8|us-ascii)$/u.test(name)) return "utf-8";
  if (/^(?:iso-8859-1|iso-8859-15|windows-1252|latin1)$/u.test(name)) return name;
  throw unreadable("CODIFICA_NON_LEGGIBILE");
}

/** The text around the parser's place: `text[0]` is character `base` of the document. */
interface TextWindow {
  readonly text: string;
  readonly base: number;
}

/** The place of a record in the document; a class, not a closure, because there is one for each. */
class XmlPosition implements RecordPosition {
  readonly line: number;
  readonly #window: TextWindow;
  readonly #start: number;
  readonly #end: number;

  constructor(line: number, window: TextWindow, start: number, end: number) {
    this.line = line;
    this.#window = window;
    this.#start = start;
    this.#end = end;
  }

  bytes(): Uint8Array {
    return Buffer.from(slice(this.#window, this.#start, this.#end).trim());
  }
}

/** Takes a document in pieces and pushes its records. All places are counted in characters of the document. */
export class NoticeReader {
  readonly #batch: Batcher;
  readonly #parser = new SaxesParser();
  readonly #ordinary: OrdinaryNotices | null;
  /** Kinds by the name as written, prefix and all, so that each spelling is looked at once. */
  readonly #kinds: Map<string, ElementKind>;
  readonly #known: ReadonlyMap<string, ElementKind>;
  readonly #recordClose: string;
  #window: TextWindow = { text: "", base: 0 };
  /** How much of the document has come. */
  #seen = 0;
  /** Where what neither the parser nor the quick reader has had begins. */
  #next = 0;
  /** Characters the parser never saw: its own places are so much too small. */
  #skipped = 0;
  /** Where the record that the parser finished last ends. */
  #finishedAt = -1;
  /** Where the present record, or what lies between two, begins. */
  #startAt = 0;
  #records = 0;
  #raw: RawNotice | null = null;
  #field: NoticeField | null = null;
  #text = "";
  #fault: BrokenCode | null = null;
  #failed = false;

  /** `careful` gives everything to the parser: the answer has to be the same. `record`: the element that each notice stands in. */
  constructor(batch: Batcher, { careful = false, record = RECORD_ELEMENT } = {}) {
    this.#batch = batch;
    this.#known = new Map<string, ElementKind>([...ELEMENTS, [record, "record"]]);
    this.#kinds = new Map(this.#known);
    this.#recordClose = `</${record}>`;
    this.#ordinary = careful ? null : new OrdinaryNotices((name) => this.#known.get(name) ?? "other", record);
    const parser = this.#parser;
    parser.on("error", (error) => {
      throw error;
    });
    parser.on("doctype", () => {
      throw unreadable("XML_DOCTYPE");
    });
    parser.on("opentag", (tag) => this.#open(tag));
    parser.on("closetag", (tag) => this.#close(tag));
    parser.on("text", (text) => {
      if (this.#field !== null) this.#text += text;
    });
    parser.on("cdata", (text) => {
      if (this.#field !== null) this.#text += text;
    });
  }

  /** False when the document is broken here: nothing more can be read. */
  write(text: string): boolean {
    const carried = this.#window.text.slice(this.#startAt - this.#window.base);
    // Joined, not added: a sum stays in two pieces inside, and every look at a character would go through them.
    this.#window = { text: [carried, text].join(""), base: this.#seen - carried.length };
    this.#seen += text.length;
    if (carried.length > MAX_RECORD_CHARS) this.#fail(null);
    else this.#guarded(() => this.#advance(false));
    return !this.#failed;
  }

  close(rest: string): void {
    if (!this.#failed && rest !== "") this.write(rest);
    if (!this.#failed) this.#guarded(() => this.#advance(true));
    if (!this.#failed) this.#guarded(() => this.#parser.close());
    if (!this.#failed && this.#records === 0) throw unreadable("XML_SENZA_NOTIFICHE");
  }

  /**
   * Reads what has come. Right after the end of a record the parser is between elements, and ordinary records can be passed
   * by without it: what they would have changed in it is undone at their end. All the rest is given to it, up to the end of a
   * record at most.
   */
  #advance(isEnd: boolean): void {
    const { text, base } = this.#window;
    while (this.#next < this.#seen) {
      const isBetween = this.#ordinary !== null && this.#finishedAt === this.#next;
      if (isBetween) this.#passOrdinary(this.#ordinary);
      const from = this.#next - base;
      const close = text.indexOf(this.#recordClose, from);
      if (close < 0 && isBetween && !isEnd && text.length - from < MAX_AWAITED_CHARS) return;
      const to = close < 0 ? text.length : close + this.#recordClose.length;
      this.#next = base + to;
      this.#parser.write(text.slice(from, to));
    }
  }

  #passOrdinary(ordinary: OrdinaryNotices): void {
    const { text, base } = this.#window;
    for (;;) {
      const raw = ordinary.read(text, gapEnd(text, this.#next - base));
      if (raw === null) return;
      const end = base + ordinary.end;
      this.#skipped += end - this.#next;
      this.#next = end;
      this.#batch.push({ raw, position: this.#position(end) });
      this.#startAt = end;
      this.#finishedAt = end;
    }
  }

  /** Where the parser is. */
  #place(): number {
    return this.#parser.position + this.#skipped;
  }

  #guarded(step: () => void): void {
    try {
      step();
    } catch (error) {
      if (error instanceof UnreadableFile) throw error;
      this.#fail(error);
    }
  }

  #fail(cause: unknown): void {
    this.#failed = true;
    if (this.#records === 0) throw unreadable("XML_NON_VALIDO", cause);
    const end = Math.min(this.#seen, this.#startAt + MAX_BROKEN_CHARS);
    this.#batch.push(brokenRecord(this.#position(end), "XML_INTERROTTO"));
  }

  #open(tag: SaxesTagPlain): void {
    const kind = this.#kinds.get(tag.name) ?? this.#learn(tag.name);
    if (this.#raw === null) {
      if (kind === "record") this.#raw = {};
      else this.#startAt = this.#place();
    } else if (this.#field !== null || kind === "record") this.#fault = "XML_STRUTTURA";
    else if (kind !== "other") {
      if (this.#raw[kind] !== undefined) this.#fault = "XML_CAMPO_RIPETUTO";
      this.#field = kind;
      this.#text = "";
    }
  }

  #close(tag: SaxesTagPlain): void {
    const raw = this.#raw;
    const kind = this.#kinds.get(tag.name);
    if (raw === null) this.#startAt = this.#place();
    else if (this.#field !== null) {
      if (kind !== this.#field) return;
      // Empty and absent are the same thing; the mark of presence stays until the record ends, for repeated fields.
      raw[this.#field] = this.#text;
      this.#field = null;
    } else if (kind === "record") this.#finish(raw);
  }

  #finish(raw: RawNotice): void {
    const end = this.#place();
    const position = this.#position(end);
    this.#batch.push(this.#recordOf(raw, position, end));
    this.#startAt = end;
    this.#finishedAt = end;
    this.#raw = null;
    this.#fault = null;
  }

  #recordOf(raw: RawNotice, position: FileRecord["position"], end: number): FileRecord {
    if (this.#fault !== null) return brokenRecord(position, this.#fault);
    // Undecodable bytes become U+FFFD. Looking for it in the whole window once costs less than in each value.
    if (this.#windowIsSuspect() && slice(this.#window, this.#startAt, end).includes("\uFFFD")) {
      return brokenRecord(position, "TESTO_ILLEGGIBILE");
    }
    return { raw, position };
  }

  #suspectWindow: TextWindow | null = null;
  #suspect = false;

  #windowIsSuspect(): boolean {
    if (this.#suspectWindow !== this.#window) {
      this.#suspectWindow = this.#window;
      this.#suspect = this.#window.text.includes("\uFFFD");
    }
    return this.#suspect;
  }

  #position(end: number): RecordPosition {
    this.#records += 1;
    return new XmlPosition(this.#records, this.#window, this.#startAt, end);
  }

  #learn(name: string): ElementKind {
    const colon = name.indexOf(":");
    const kind = (colon < 0 ? undefined : this.#known.get(name.slice(colon + 1))) ?? "other";
    // A hostile file may invent names without end.
    if (this.#kinds.size < 1000) this.#kinds.set(name, kind);
    return kind;
  }
}

function slice(window: TextWindow, start: number, end: number): string {
  return window.text.slice(start - window.base, end - window.base);
}

/** The one notice of an XML text, or null when it holds none that is whole: for single messages and rejected records. */
export function noticeOfXml(text: string): FileRecord | null {
  const batch = new Batcher(2);
  const reader = new NoticeReader(batch);
  try {
    reader.write(text);
    reader.close("");
  } catch (error) {
    if (error instanceof UnreadableFile) return null;
    throw error;
  }
  const { records } = batch.take(text.length, XML_LAYOUT);
  return records.length === 1 ? (records[0] ?? null) : null;
}
