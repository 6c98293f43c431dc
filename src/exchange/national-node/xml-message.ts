// Reads one XML message of the node in one go: limits, well-formedness, SOAP envelope, schema; nothing is believed before all hold.

import { isUtf8 } from "node:buffer";
import { SaxesParser } from "saxes";
import type { SaxesTagNS } from "saxes";
import type { Outcome } from "../../domain/outcome.ts";
import { accept, refuse } from "../../domain/outcome.ts";
import { escapeXml } from "./notice-xml.ts";
import { MESSAGE_TEXTS } from "./texts.ts";
import type { CompiledSchema, ContentRule, ElementRule } from "./xsd-schema.ts";

export const SOAP_NAMESPACE = "http://schemas.xmlsoap.org/soap/envelope/";
const SOAP_12_NAMESPACE = "http://www.w3.org/2003/05/soap-envelope";
const SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

/** Deeper than any message of these services, envelope and all. */
const MAX_DEPTH = 16;
const MAX_ATTRIBUTES = 32;

export interface MessageLimits {
  /** Whether a SOAP 1.1 envelope may, must or may not stand around the message. */
  readonly soap: "optional" | "required" | "none";
}

/** A message as it was read: its elements as events in the order of the document. */
export interface MessageHandler {
  readonly open?: (name: string) => void;
  readonly leaf?: (name: string, text: string) => void;
  readonly close?: (name: string) => void;
}

export interface ReadMessage {
  readonly root: string;
  readonly soap: boolean;
  /** The message alone, without its envelope, as a document. */
  readonly alone: string;
}

/** Fault of the content, found at a place: the parser is left by way of it. */
class Refused extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * The text of a message's bytes. Refusals: NOTIFICA_VUOTA, NOTIFICA_TROPPO_GRANDE, NOTIFICA_CODIFICA (not UTF-8, or declared as something
 * else), NOTIFICA_DOCTYPE.
 */
export function messageText(bytes: Uint8Array, maxBytes: number): Outcome<string> {
  if (bytes.length === 0) return refuse("NOTIFICA_VUOTA", MESSAGE_TEXTS.NOTIFICA_VUOTA);
  if (bytes.length > maxBytes) return refuse("NOTIFICA_TROPPO_GRANDE", MESSAGE_TEXTS.NOTIFICA_TROPPO_GRANDE(maxBytes));
  if (!isUtf8(bytes)) return refuse("NOTIFICA_CODIFICA", MESSAGE_TEXTS.NOTIFICA_CODIFICA);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8").replace(/^\uFEFF/u, "");
  const declared = /^<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']/u.exec(text)?.[1];
  if (declared !== undefined && !/^(?:utf-?8|us-ascii)$/iu.test(declared)) return refuse("NOTIFICA_CODIFICA", MESSAGE_TEXTS.NOTIFICA_CODIFICA);
  // Also inside a comment: a refusal too many is better than an entity expanded.
  if (/<!(?:DOCTYPE|ENTITY)/iu.test(text)) return refuse("NOTIFICA_DOCTYPE", MESSAGE_TEXTS.NOTIFICA_DOCTYPE);
  return accept(text);
}

/** Whether the text means to be a SOAP envelope, however broken: so is the answer wrapped. */
export function meansSoap(text: string): boolean {
  const head = text.slice(0, 2_000);
  return head.includes(SOAP_NAMESPACE) && /<(?:[A-Za-z_][\w.-]*:)?Envelope[\s>]/u.test(head);
}

/**
 * Reads `text` against the schema, telling `handler` what stands in it. The handler may have been told part of a message that is then
 * refused: what it gathered counts only when the outcome is accepted. Refusal codes: NOTIFICA_FUORI_SCHEMA, SOAP_VERSIONE, SOAP_BUSTA,
 * SOAP_INTESTAZIONE, XML_TROPPO_PROFONDO.
 */
export function readMessage(text: string, schema: CompiledSchema | null, limits: MessageLimits, handler: MessageHandler): Outcome<ReadMessage> {
  const reader = new Reader(schema, limits.soap, handler);
  try {
    return accept(reader.read(text));
  } catch (error) {
    if (error instanceof Refused) return refuse(error.code, error.message);
    return refuse("NOTIFICA_FUORI_SCHEMA", MESSAGE_TEXTS.notWellFormed(reader.line));
  }
}

/** One open element of the message. */
interface Frame {
  readonly name: string;
  readonly rule: ElementRule | null;
  readonly counts: number[] | null;
  /** In an ordered content, the place up to which it has been filled. */
  at: number;
  text: string;
  children: number;
}

class Reader {
  readonly #schema: CompiledSchema | null;
  readonly #soap: MessageLimits["soap"];
  readonly #handler: MessageHandler;
  readonly #parser = new SaxesParser({ xmlns: true, position: true });
  readonly #frames: Frame[] = [];
  /** Depth of SOAP elements that are open; their own content is not the message. */
  #envelope: "none" | "open" | "header" | "body" | "closed" = "none";
  #headerDepth = 0;
  #root: string | null = null;
  #depth = 0;
  #from = 0;
  #to = 0;
  /** Names declared by the envelope: the message alone needs them too. */
  #names: Record<string, string> = {};

  constructor(schema: CompiledSchema | null, soap: MessageLimits["soap"], handler: MessageHandler) {
    this.#schema = schema;
    this.#soap = soap;
    this.#handler = handler;
  }

  get line(): number {
    return this.#parser.line;
  }

  read(text: string): ReadMessage {
    const parser = this.#parser;
    parser.on("error", (error) => {
      throw error;
    });
    parser.on("xmldecl", ({ version }) => {
      if (version !== "1.0") this.#refuse(MESSAGE_TEXTS.version);
    });
    parser.on("doctype", () => {
      throw new Refused("NOTIFICA_DOCTYPE", MESSAGE_TEXTS.NOTIFICA_DOCTYPE);
    });
    parser.on("opentag", (tag) => this.#open(tag));
    parser.on("closetag", (tag) => this.#close(tag));
    parser.on("text", (part) => this.#text(part));
    parser.on("cdata", (part) => this.#text(part));
    parser.write(text).close();
    if (this.#root === null) throw new Refused("SOAP_BUSTA", MESSAGE_TEXTS.emptyBody);
    if (this.#envelope === "none") return { root: this.#root, soap: false, alone: text };
    return { root: this.#root, soap: true, alone: this.#alone(text) };
  }

  #alone(text: string): string {
    const from = text.lastIndexOf("<", this.#from - 1);
    const opening = text.slice(from, this.#from);
    const end = /^<[^\s/>]+/u.exec(opening)![0].length;
    const missing = Object.entries(this.#names)
      .map(([prefix, uri]) => [prefix === "" ? "xmlns" : `xmlns:${prefix}`, uri] as const)
      .filter(([name]) => !new RegExp(`\\s${name}\\s*=`, "u").test(opening))
      .map(([name, uri]) => ` ${name}="${escapeXml(uri).replaceAll('"', "&quot;")}"`);
    return `${opening.slice(0, end)}${missing.join("")}${opening.slice(end)}${text.slice(this.#from, this.#to)}`;
  }

  #open(tag: SaxesTagNS): void {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH || Object.keys(tag.attributes).length > MAX_ATTRIBUTES) throw new Refused("XML_TROPPO_PROFONDO", MESSAGE_TEXTS.tooDeep);
    if (this.#frames.length > 0) this.#child(tag);
    else if (this.#depth === 1) this.#first(tag);
    else this.#inEnvelope(tag);
  }

  #first(tag: SaxesTagNS): void {
    if (tag.local === "Envelope" && tag.uri === SOAP_12_NAMESPACE) throw new Refused("SOAP_VERSIONE", MESSAGE_TEXTS.soapVersion);
    const isEnvelope = tag.local === "Envelope" && tag.uri === SOAP_NAMESPACE;
    if (isEnvelope && this.#soap !== "none") {
      this.#envelope = "open";
      this.#names = { ...tag.ns };
    } else if (this.#soap === "required") throw new Refused("SOAP_BUSTA", MESSAGE_TEXTS.noEnvelope);
    else this.#message(tag);
  }

  /** Between the envelope and the message: a header that nobody must understand, a body with one message. */
  #inEnvelope(tag: SaxesTagNS): void {
    if (this.#envelope !== "header") this.#names = { ...this.#names, ...tag.ns };
    if (this.#envelope === "header") {
      this.#headerDepth += 1;
      const must = Object.values(tag.attributes).find(({ uri, local }) => uri === SOAP_NAMESPACE && local === "mustUnderstand");
      if (this.#headerDepth === 1 && must?.value === "1") throw new Refused("SOAP_INTESTAZIONE", MESSAGE_TEXTS.mustUnderstand);
    } else if (this.#envelope === "open" && tag.uri === SOAP_NAMESPACE && tag.local === "Header") this.#envelope = "header";
    else if (this.#envelope === "open" && tag.uri === SOAP_NAMESPACE && tag.local === "Body") this.#envelope = "body";
    else if (this.#envelope === "body" && this.#root === null) this.#message(tag);
    else throw new Refused("SOAP_BUSTA", MESSAGE_TEXTS.badEnvelope);
  }

  #message(tag: SaxesTagNS): void {
    const fault = tag.uri === SOAP_NAMESPACE && tag.local === "Fault";
    const rule = this.#schema?.roots.get(tag.local);
    if (this.#schema !== null && !fault && (tag.uri !== this.#schema.namespace || rule === undefined)) this.#refuse(MESSAGE_TEXTS.unexpected(tag.local));
    this.#root = fault ? "Fault" : tag.local;
    this.#from = this.#parser.position;
    this.#push(tag, fault ? null : (rule ?? null));
  }

  #child(tag: SaxesTagNS): void {
    const parent = this.#frames.at(-1)!;
    parent.children += 1;
    // A fault of SOAP has parts without a namespace and no schema of ours; neither has a message judged elsewhere.
    if (parent.rule === null) return this.#push(tag, null);
    const content = parent.rule.inside;
    const place = tag.uri === this.#schema!.namespace ? content?.byName.get(tag.local) : undefined;
    if (content === null || place === undefined) return this.#refuse(MESSAGE_TEXTS.unexpected(tag.local));
    const child = content.children[place]!;
    if (content.ordered) this.#advance(parent, content, place);
    const count = (parent.counts![place] = parent.counts![place]! + 1);
    if (count > child.most) this.#refuse(MESSAGE_TEXTS.unexpected(tag.local));
    this.#push(tag, child);
  }

  /** What stands before in an ordered content must have come, and what stood after cannot come back. */
  #advance(parent: Frame, content: ContentRule, place: number): void {
    if (place < parent.at) this.#refuse(MESSAGE_TEXTS.unexpected(content.children[place]!.name));
    for (; parent.at < place; parent.at += 1) this.#present(parent, content, parent.at);
  }

  #present(parent: Frame, content: ContentRule, place: number): void {
    const wanted = content.children[place]!;
    if (parent.counts![place]! < wanted.least) this.#refuse(MESSAGE_TEXTS.missing(wanted.name, parent.name));
  }

  #push(tag: SaxesTagNS, rule: ElementRule | null): void {
    if (rule !== null) for (const { uri, prefix, local } of Object.values(tag.attributes)) this.#attribute(uri, prefix, local, tag.local);
    const counts = rule?.inside === null || rule === null ? null : rule.inside.children.map(() => 0);
    this.#frames.push({ name: tag.local, rule, counts, at: 0, text: "", children: 0 });
    if (rule?.value === null || rule === null) this.#handler.open?.(tag.local);
  }

  /** Declarations of names, and where a schema may be found: nothing else may be said about an element. */
  #attribute(uri: string, prefix: string, local: string, of: string): void {
    const isDeclaration = prefix === "xmlns" || (prefix === "" && local === "xmlns");
    const isHint = uri === SCHEMA_INSTANCE && (local === "schemaLocation" || local === "noNamespaceSchemaLocation");
    if (!isDeclaration && !isHint) this.#refuse(MESSAGE_TEXTS.attribute(local, of));
  }

  #text(part: string): void {
    const frame = this.#frames.at(-1);
    if (frame === undefined || frame.rule?.inside != null) {
      if (/[^\t\n\r ]/u.test(part) && this.#envelope !== "header") this.#refuse(MESSAGE_TEXTS.strayText(frame?.name ?? "Envelope"));
    } else frame.text += part;
  }

  #close(tag: SaxesTagNS): void {
    this.#depth -= 1;
    const frame = this.#frames.pop();
    if (frame === undefined) return this.#closeEnvelope();
    if (this.#frames.length === 0) this.#to = this.#parser.position;
    const { rule } = frame;
    if (rule?.inside != null) {
      for (const place of rule.inside.children.keys()) this.#present(frame, rule.inside, place);
      this.#handler.close?.(tag.local);
    } else if (rule !== null) {
      if (!rule.value!.accepts(frame.text)) this.#refuse(MESSAGE_TEXTS.badValue(frame.name));
      this.#handler.leaf?.(frame.name, frame.text);
    } else {
      if (frame.children === 0) this.#handler.leaf?.(frame.name, frame.text);
      this.#handler.close?.(tag.local);
    }
  }

  #closeEnvelope(): void {
    if (this.#headerDepth > 0) this.#headerDepth -= 1;
    else if (this.#envelope === "header") this.#envelope = "open";
    else if (this.#envelope === "body") this.#envelope = "closed";
  }

  #refuse(message: string): never {
    throw new Refused("NOTIFICA_FUORI_SCHEMA", MESSAGE_TEXTS.outOfSchema(this.#parser.line, message));
  }
}
