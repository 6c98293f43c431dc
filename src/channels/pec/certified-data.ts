// Reads daticert.xml, the certified data of a receipt (RFC 6109, section 4.4): strictly what is used of it, and nothing that is dangerous.

import type { Buffer } from "node:buffer";
import { SaxesParser } from "saxes";
import { isRealDay } from "../../domain/calendar/days.ts";
import { CERTIFIED_ERRORS, CERTIFIED_RECEIPTS } from "../../domain/messages/certified-mail.ts";
import type { CertifiedError, CertifiedReceipt } from "../../domain/messages/certified-mail.ts";

/** The receipts, and the envelope in which a certified message travels. */
export type CertifiedKind = CertifiedReceipt | "posta-certificata";

export interface CertifiedData {
  readonly kind: CertifiedKind;
  readonly error: CertifiedError;
  readonly sender: string;
  readonly recipients: readonly { readonly address: string; readonly isForeign: boolean }[];
  readonly provider: string;
  /** ISO 8601 UTC. */
  readonly at: string;
  /** The provider's own name of the transaction. */
  readonly identifier: string;
  /** Message-ID of the message that it is about, without its brackets; null when it does not say. */
  readonly messageId: string | null;
  /** completa, breve, sintetica: how much of the message a delivery carries; null for other kinds. */
  readonly form: "completa" | "breve" | "sintetica" | null;
  /** Mailbox that the message was, or could not be, delivered to. */
  readonly delivered: string | null;
  readonly extendedError: string | null;
}

export type DataFault = "DATICERT_ILLEGGIBILE" | "DATICERT_DOCTYPE" | "DATICERT_INCOMPLETO";

const MOST_BYTES = 64 * 1024;
const DEEPEST = 6;
const MOST_ELEMENTS = 2_000;
const LONGEST_TEXT = 2_000;

/** Thrown inside the reader only. */
class BadData extends Error {
  readonly fault: DataFault;
  constructor(fault: DataFault) {
    super(fault);
    this.fault = fault;
  }
}

interface Seen {
  /** Path from the root, "postacert/dati/msgid". */
  readonly path: string;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
}

/** Reads the bytes of daticert.xml. Never throws. */
export function readCertifiedData(bytes: Buffer): CertifiedData | DataFault {
  if (bytes.length > MOST_BYTES) return "DATICERT_ILLEGGIBILE";
  try {
    return judge(elementsOf(textOf(bytes)));
  } catch (error) {
    if (error instanceof BadData) return error.fault;
    // What the parser itself does not take.
    if (error instanceof Error) return "DATICERT_ILLEGGIBILE";
    throw error;
  }
}

/** In the encoding that it declares, of the two that are in use. */
function textOf(bytes: Buffer): string {
  const declared = /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w-]+)["']/i.exec(bytes.toString("latin1", 0, 200))?.[1]?.toLowerCase() ?? "utf-8";
  if (!["utf-8", "us-ascii", "ascii", "iso-8859-1", "iso-8859-15", "windows-1252"].includes(declared)) throw new BadData("DATICERT_ILLEGGIBILE");
  return new TextDecoder(declared, { fatal: true }).decode(bytes).trimStart();
}

function elementsOf(text: string): Seen[] {
  const elements: Seen[] = [];
  const open: Seen[] = [];
  const parser = new SaxesParser();
  const add = (piece: string): void => {
    const current = open.at(-1);
    if (current === undefined) return;
    current.text += piece;
    if (current.text.length > LONGEST_TEXT) throw new BadData("DATICERT_ILLEGGIBILE");
  };
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("doctype", () => {
    throw new BadData("DATICERT_DOCTYPE");
  });
  parser.on("opentag", ({ name, attributes }) => {
    if (open.length >= DEEPEST || elements.length >= MOST_ELEMENTS) throw new BadData("DATICERT_ILLEGGIBILE");
    const seen = { path: [...(open.length === 0 ? [] : [open.at(-1)!.path]), name].join("/"), attributes, text: "" };
    elements.push(seen);
    open.push(seen);
  });
  parser.on("closetag", () => void open.pop());
  parser.on("text", add);
  parser.on("cdata", add);
  parser.write(text).close();
  return elements;
}

function judge(elements: readonly Seen[]): CertifiedData {
  const root = one(elements, "postacert");
  const date = one(elements, "postacert/dati/data");
  const recipients = elements.filter(({ path }) => path === "postacert/intestazione/destinatari");
  if (recipients.length === 0) throw new BadData("DATICERT_INCOMPLETO");
  const form = maybe(elements, "postacert/dati/ricevuta")?.attributes["tipo"] ?? null;
  return {
    kind: word(root.attributes["tipo"], [...CERTIFIED_RECEIPTS, "posta-certificata"] as const),
    error: word(root.attributes["errore"] ?? "nessuno", CERTIFIED_ERRORS),
    sender: address(one(elements, "postacert/intestazione/mittente").text),
    recipients: recipients.map(({ text, attributes }) => ({
      address: address(text),
      isForeign: word(attributes["tipo"] ?? "certificato", ["certificato", "esterno"] as const) === "esterno",
    })),
    provider: filled(one(elements, "postacert/dati/gestore-emittente").text),
    at: instantOf(date, one(elements, "postacert/dati/data/giorno").text, one(elements, "postacert/dati/data/ora").text),
    identifier: filled(one(elements, "postacert/dati/identificativo").text),
    messageId: bare(maybe(elements, "postacert/dati/msgid")?.text),
    form: form === null ? null : word(form, ["completa", "breve", "sintetica"] as const),
    delivered: addressOrNull(maybe(elements, "postacert/dati/consegna")?.text),
    extendedError: shortOrNull(maybe(elements, "postacert/dati/errore-esteso")?.text),
  };
}

/** An element that must be there once. */
function one(elements: readonly Seen[], path: string): Seen {
  const found = maybe(elements, path);
  if (found === undefined) throw new BadData("DATICERT_INCOMPLETO");
  return found;
}

function maybe(elements: readonly Seen[], path: string): Seen | undefined {
  const found = elements.filter((element) => element.path === path);
  if (found.length > 1) throw new BadData("DATICERT_INCOMPLETO");
  return found[0];
}

function word<T extends string>(value: string | undefined, words: readonly T[]): T {
  const found = words.find((each) => each === value);
  if (found === undefined) throw new BadData("DATICERT_INCOMPLETO");
  return found;
}

function filled(text: string): string {
  const found = text.trim().slice(0, 300);
  if (found === "") throw new BadData("DATICERT_INCOMPLETO");
  return found;
}

function address(text: string): string {
  const found = addressOrNull(text);
  if (found === null) throw new BadData("DATICERT_INCOMPLETO");
  return found;
}

function addressOrNull(text: string | undefined): string | null {
  const found = text?.trim().replace(/^<(.*)>$/, "$1") ?? "";
  return /^[^\s<>@]{1,64}@[^\s<>@]{1,255}$/.test(found) ? found.toLowerCase() : null;
}

function bare(text: string | undefined): string | null {
  const found = text?.trim().replace(/^<(.*)>$/, "$1") ?? "";
  return found === "" ? null : found;
}

function shortOrNull(text: string | undefined): string | null {
  const found = text?.replaceAll(/\s+/g, " ").trim().slice(0, 300) ?? "";
  return found === "" ? null : found;
}

/** "16/02/2016" and "15:12:03" in a zone like "+0100". */
function instantOf({ attributes }: Seen, dayText: string, clockText: string): string {
  const day = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(dayText.trim());
  const clock = /^([01]\d|2[0-3]):([0-5]\d):([0-5]\d)$/.exec(clockText.trim());
  const zone = /^([+-])(0\d|1[0-4]):?([0-5]\d)$/.exec(attributes["zona"]?.trim() ?? "");
  if (day === null || clock === null || zone === null || !isRealDay(Number(day[3]), Number(day[2]), Number(day[1]))) throw new BadData("DATICERT_INCOMPLETO");
  return new Date(`${day[3]}-${day[2]}-${day[1]}T${clock[0]}${zone[1]}${zone[2]}:${zone[3]}`).toISOString();
}
